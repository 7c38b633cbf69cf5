// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/taskmemory.h"
#include "models/sites.h"

#include <QWidget>

namespace nephoscope {

class Settings;

/// Remembers the work of every site that is signed in to, takes up again what ran when the console ended, and tells
/// when long work ends while the window is not in front.
class TaskKeeper : public QObject {
    Q_OBJECT
public:
    TaskKeeper(Sites &sites, const Settings &settings, QWidget *view);

    TaskMemory &memory() { return m_memory; }

signals:
    /// Work of more than two minutes has ended, and the user may be elsewhere.
    void longWorkEnded(const QString &profileId, const nephoscope::TaskState &task);

private:
    void watch(int index);
    void tell(const QString &site, const TaskState &task);

    Sites &m_sites;
    QWidget *m_view;
    TaskMemory m_memory;
};

} // namespace nephoscope
