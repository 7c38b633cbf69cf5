// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;

namespace nephoscope {

/// Work on many rows: what is done, how far it is, and a button that stops it. Hidden while there is none.
class WorkStrip : public QWidget {
    Q_OBJECT
public:
    explicit WorkStrip(QWidget *parent);

    void start(const QString &words, qint64 total);
    void setDone(qint64 done);
    void finish();

signals:
    void stopWanted();

private:
    QLabel *m_words;
    QProgressBar *m_bar;
    QLabel *m_count;
    qint64 m_total = 0;
};

} // namespace nephoscope
