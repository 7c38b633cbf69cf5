// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace nephoscope {

class Editing;

/// How many fields were changed, beside the operations: with the way back and the way to the server.
class ChangeStrip : public QWidget {
    Q_OBJECT
public:
    explicit ChangeStrip(QWidget *parent);

    void setEditing(Editing &editing);
    /// Why nothing can be sent now, a sentence per fault; empty where it can.
    void setFaults(const QStringList &faults);
    bool canReview() const;

signals:
    void reviewWanted();

private:
    void show();

    Editing *m_editing = nullptr;
    QLabel *m_icon;
    QLabel *m_count;
    QToolButton *m_discard;
    QPushButton *m_review;
};

} // namespace nephoscope
