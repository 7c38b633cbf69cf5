// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QAction;

namespace nephoscope {

/// Help > Keyboard: every action that has a shortcut.
class KeyboardDialog : public QDialog {
    Q_OBJECT
public:
    explicit KeyboardDialog(const QList<QAction *> &actions, QWidget *parent = nullptr);
};

} // namespace nephoscope
