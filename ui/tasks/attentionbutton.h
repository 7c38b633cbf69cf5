// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/taskmemory.h"
#include "models/sites.h"

#include <QToolButton>

class QMenu;

namespace nephoscope {

class TaskDeeds;

/// "Needs attention 2": objects whose last work failed and left them in a state that nobody knows. Its menu opens them,
/// starts the work again where that is safe, cleans up what it left, and takes them off the list.
class AttentionButton : public QToolButton {
    Q_OBJECT
public:
    AttentionButton(TaskMemory &memory, Sites &sites, TaskDeeds &deeds, QWidget *parent);

signals:
    void opened(const QString &profileId, const nephoscope::Ref &object);

private:
    void count();
    void fill();
    void fillOne(QMenu *one, const RememberedTask &work);

    TaskMemory &m_memory;
    Sites &m_sites;
    TaskDeeds &m_deeds;
};

} // namespace nephoscope
