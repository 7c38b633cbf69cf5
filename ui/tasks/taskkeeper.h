// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/taskmemory.h"
#include "models/sites.h"

#include <QWidget>

namespace nephoscope {

class Settings;

/// Remembers the work of every site that is signed in to, takes up again what ran when the console ended, and calls the
/// user when long work ends while the window is not in front.
class TaskKeeper : public QObject {
    Q_OBJECT
public:
    TaskKeeper(Sites &sites, const Settings &settings, QWidget *view);

    TaskMemory &memory() { return m_memory; }

private:
    void watch(int index);
    void tell(const TaskState &task);

    Sites &m_sites;
    QWidget *m_view;
    TaskMemory m_memory;
};

} // namespace nephoscope
