// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QToolButton>

namespace nephoscope {

/// A button that has something done again and again, as long as it can be seen: "Live", every few seconds or minutes.
class LiveRefresh : public QToolButton {
    Q_OBJECT
public:
    explicit LiveRefresh(QWidget *parent);

    /// Seconds; 0 = off.
    int interval() const { return m_timer.isActive() ? m_timer.interval() / 1000 : 0; }
    void setInterval(int seconds);

signals:
    void due();

private:
    QTimer m_timer;
};

} // namespace nephoscope
