// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QPalette>
#include <QProxyStyle>

class QStyleOptionSlider;

namespace nephoscope {

/// Fusion with four things put right: boxes to tick can be told from a dark background, buttons give their words some
/// room, scroll bars are plain (Qt 6 paints gradients that high in helper threads, and what scrolls waits for them),
/// and what was drawn once is found again.
///
/// Fusion keeps drawings by names in which the palette's identity has its place, and widgets under one that has a
/// palette of its own all get copies of it with identities of their own: with each page that was opened everything was
/// drawn anew, and Qt (6.4) never lets go of a name. Here palettes that are alike share one identity.
class ConsoleStyle : public QProxyStyle {
    Q_OBJECT
public:
    ConsoleStyle();

    void drawPrimitive(
        PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawControl(
        ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
        const QWidget *widget) const override;
    QSize sizeFromContents(
        ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const override;
    int styleHint(
        StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returned) const override;

private:
    class SharedPalette;

    QPalette shared(const QPalette &palette) const;
    void drawScrollBar(const QStyleOptionSlider &bar, QPainter *painter, const QWidget *widget) const;
    void drawArrow(const QStyleOptionSlider &bar, SubControl which, const QColor &edge, QPainter *painter,
        const QWidget *widget) const;

    mutable QList<QPalette> m_palettes; ///< no two alike, the one asked for last in front
    mutable QHash<qint64, QPalette> m_known; ///< which of them stands for a palette, by its identity
};

} // namespace nephoscope
