// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <functional>

namespace nephoscope {

/// Tells when this computer has slept, or is in a network again: what was to be asked later is worth asking now. Looks
/// at the clock only while it is told to, so that nothing wakes an idle console; hears of networks where the program
/// has loaded QNetworkInformation.
class Awakening : public QObject {
    Q_OBJECT
public:
    using Clock = std::function<qint64()>;

    /// `wall`: milliseconds by a clock that goes on while the computer sleeps; `interval`: between two looks.
    explicit Awakening(QObject *parent, Clock wall = {}, std::chrono::milliseconds interval = std::chrono::seconds(5));

    void setLooking(bool looking);

signals:
    void awoke();

private:
    void look();
    void begin();

    Clock m_wall;
    QTimer m_timer;
    QElapsedTimer m_awake; ///< stands still while the computer sleeps
    qint64 m_since = 0;
};

} // namespace nephoscope
