// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/taskmemory.h"
#include "models/sites.h"

#include <QToolButton>

namespace nephoscope {

/// "Needs attention 2": objects whose last work failed and left them in a state that nobody knows. Its menu opens them,
/// where they can be deleted or tried again, and takes them off the list.
class AttentionButton : public QToolButton {
    Q_OBJECT
public:
    AttentionButton(TaskMemory &memory, Sites &sites, QWidget *parent);

signals:
    void opened(const QString &profileId, const nephoscope::Ref &object);

private:
    void count();
    void fill();

    TaskMemory &m_memory;
    Sites &m_sites;
};

} // namespace nephoscope
