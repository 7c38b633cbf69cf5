// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

namespace nephoscope {

/// A drawing of one colour: an SVG of resources/icons whose strokes say "currentColor". Painted anew, sharp at every
/// size and scale, in the colour that the palette has at that moment; so a change of theme needs no new icons.
/// A valid `color` (made readable on the palette) takes the place of the palette's text colour; selected rows have the
/// selection's. Where there is no such drawing the icon is null.
QIcon glyph(const QString &name, const QColor &color = {});
/// The same for a drawing that is no file.
QIcon drawnGlyph(const QByteArray &svg, const QColor &color);

/// Contrast of two opaque colours, 1 to 21 (WCAG 2.1, relative luminance).
double contrast(const QColor &a, const QColor &b);
bool isDark(const QPalette &palette);
/// `color`, made darker or lighter until it stands out by 4.5 : 1 from every background that text has in that palette.
QColor readable(const QColor &color, const QPalette &palette);

} // namespace nephoscope
