// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/taskmemory.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace nephoscope {

class TaskDeeds;

/// Above a page whose object was left in an uncertain state by work that failed: says so, and offers to start again, to
/// clean up, or to call it well.
class DoubtBar : public QWidget {
    Q_OBJECT
public:
    DoubtBar(TaskMemory &memory, TaskDeeds &deeds, QWidget *parent);

    /// Which object the page shows; a null one hides the bar.
    void setObject(const QString &site, const Ref &object);

private:
    void look();

    TaskMemory &m_memory;
    TaskDeeds &m_deeds;
    QString m_site;
    Ref m_object;
    RememberedTask m_work;
    QLabel *m_words;
    QPushButton *m_again;
    QPushButton *m_clean;
    QPushButton *m_well;
};

} // namespace nephoscope
