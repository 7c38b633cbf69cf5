// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace nephoscope {

/// Waiting, told step by step so that quick answers never flicker: a thin bar after 300 ms, words after 1 s, Cancel
/// after 2 s.
class BusyLine : public QWidget {
    Q_OBJECT
public:
    explicit BusyLine(QWidget *parent);

    void start(const QString &words);
    void stop();
    bool isBusy() const { return m_step != Step::Idle; }

signals:
    void canceled();

private:
    enum class Step { Idle, Silent, Bar, Words, Cancel };
    void advance();
    void enter(Step step);

    Step m_step = Step::Idle;
    QTimer m_timer;
    QProgressBar *m_bar;
    QLabel *m_words;
    QPushButton *m_cancel;
    QWidget *m_line;
};

} // namespace nephoscope
