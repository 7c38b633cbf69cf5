// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>
#include <chrono>

class QLabel;
class QPushButton;

namespace nephoscope {

/// Seconds that go by until something is tried again; the person can have it now, or stop it.
class Countdown : public QWidget {
    Q_OBJECT
public:
    explicit Countdown(QWidget *parent);

    /// `attempt`: which one it is that begins at the end, of `most`.
    void start(std::chrono::seconds length, int attempt, int most);
    void stop();
    bool isRunning() const { return m_tick.isActive(); }

signals:
    /// The time is over, or the person wants it now.
    void over();
    void stopped();

private:
    void tell();

    QTimer m_tick;
    QLabel *m_words;
    QPushButton *m_now;
    QPushButton *m_stop;
    qint64 m_left = 0; ///< seconds
    int m_attempt = 0;
    int m_most = 0;
};

} // namespace nephoscope
