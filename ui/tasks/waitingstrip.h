// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sites.h"
#include "session/waitinglist.h"

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace nephoscope {

/// What the user wants done when other work has ended: a row for each, in order, with the work that is in its way and a
/// button that takes it back. Hidden while nothing waits.
class WaitingStrip : public QWidget {
    Q_OBJECT
public:
    WaitingStrip(Sites &sites, QWidget *parent);

    /// What waits at all sites.
    QStringList labels() const;

signals:
    void changed();

private:
    void watch(int site);
    void fill();
    void add(const std::shared_ptr<Session> &session, const Waiting &waiting);

    Sites &m_sites;
    QVBoxLayout *m_column;
    QHash<QString, const Session *> m_watched;
};

} // namespace nephoscope
