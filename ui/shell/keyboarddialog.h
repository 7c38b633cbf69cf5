// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QAction;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace nephoscope {

class Shortcuts;

/// Help > Keyboard: what every action's keys are, to find, to change, and to set back.
class KeyboardDialog : public QDialog {
    Q_OBJECT
public:
    explicit KeyboardDialog(Shortcuts &shortcuts, QWidget *parent = nullptr);

private:
    void makeTable();
    QWidget *makeEditor();
    void fill();
    void filter();
    QAction *current() const;
    void showCurrent();
    void keysPressed();
    void showOwner();
    void take();

    Shortcuts &m_shortcuts;
    QLineEdit *m_find;
    QTreeWidget *m_table;
    QKeySequenceEdit *m_keys;
    QPushButton *m_take;
    QPushButton *m_none;
    QPushButton *m_usual;
    QLabel *m_owner;
};

} // namespace nephoscope
