// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QHeaderView;

namespace nephoscope {

class Settings;

/// Gives a view's columns the widths they had last time, else these (in average characters), and keeps the settings
/// informed when the user drags one. `view` names the view in the settings ("resource/links").
void rememberWidths(QHeaderView *header, Settings &settings, const QString &view, const QList<int> &characters);
/// Once more, after the model has got other columns.
void restoreWidths(QHeaderView *header, Settings &settings, const QString &view, const QList<int> &characters);

} // namespace nephoscope
