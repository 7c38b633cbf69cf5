// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace nephoscope {

class Actions;

/// What the middle of the window says while no page is open: the first step.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(const Actions &actions, QWidget *parent = nullptr);

    /// Without sites it offers to add one; with some it tells how to open something.
    void setHasSites(bool hasSites);

private:
    QPushButton *button(QAction *action, const QString &text);

    QLabel *m_title;
    QLabel *m_text;
    QWidget *m_buttons;
};

} // namespace nephoscope
