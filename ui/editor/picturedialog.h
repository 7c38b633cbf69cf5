// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace nephoscope {

/// A picture that a service answered with: the screen of a machine.
class PictureDialog : public QDialog {
    Q_OBJECT
public:
    /// `bytes`: the picture as encoded; `what` names it ("web-01: Show screen").
    PictureDialog(const QString &what, const QByteArray &bytes, QWidget *parent);
};

} // namespace nephoscope
