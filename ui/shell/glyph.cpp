// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/glyph.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <algorithm>
#include <array>
#include <cmath>

/// Static libraries lose their resources unless somebody asks for them; the macro wants no namespace.
static void loadIcons() { Q_INIT_RESOURCE(ui); }

namespace nephoscope {

namespace {

/// Asks the palette each time it paints. A null colour stands for the palette's text.
class GlyphEngine : public QIconEngine {
public:
    GlyphEngine(QByteArray svg, QColor color)
        : m_svg(std::move(svg))
        , m_color(color)
    {
    }

    QIconEngine *clone() const override { return new GlyphEngine(*this); }
    QString key() const override { return QStringLiteral("nephoscope-glyph"); }
    bool isNull() override { return m_svg.isEmpty(); }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        const QString cacheKey = QStringLiteral("glyph/%1/%2x%3/%4")
                                     .arg(qHash(m_svg), 0, 16)
                                     .arg(size.width())
                                     .arg(size.height())
                                     .arg(colorFor(mode).name(QColor::HexArgb));
        QPixmap result;
        if (QPixmapCache::find(cacheKey, &result))
            return result;
        result = QPixmap(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        QPixmapCache::insert(cacheKey, result);
        return result;
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QByteArray colored = m_svg;
        colored.replace("currentColor", colorFor(mode).name().toLatin1());
        QSvgRenderer renderer(colored);
        const int side = std::min(rect.width(), rect.height());
        QRect square(0, 0, side, side);
        square.moveCenter(rect.center());
        renderer.render(painter, square);
    }

private:
    QColor colorFor(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Selected)
            return palette.color(QPalette::HighlightedText);
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::WindowText);
        return m_color.isValid() ? readable(m_color, palette) : palette.color(QPalette::WindowText);
    }

    QByteArray m_svg;
    QColor m_color;
};

double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

QIcon glyph(const QString &name, const QColor &color)
{
    loadIcons();
    QFile file(QStringLiteral(":/nephoscope/icons/%1.svg").arg(name));
    if (name.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new GlyphEngine(file.readAll(), color));
}

QIcon drawnGlyph(const QByteArray &svg, const QColor &color) { return QIcon(new GlyphEngine(svg, color)); }

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

bool isDark(const QPalette &palette)
{
    const QColor background = palette.color(QPalette::Base);
    return contrast(background, Qt::white) > contrast(background, Qt::black);
}

QColor readable(const QColor &color, const QPalette &palette)
{
    const std::array backgrounds = {palette.color(QPalette::Active, QPalette::Base),
        palette.color(QPalette::Active, QPalette::Window), palette.color(QPalette::Active, QPalette::AlternateBase)};
    const auto standsOut = [&](const QColor &candidate) {
        return std::all_of(backgrounds.begin(), backgrounds.end(),
            [&](const QColor &background) { return contrast(candidate, background) >= 4.5; });
    };
    const float goal = isDark(palette) ? 1.0F : 0.0F;
    constexpr int steps = 20;
    QColor result = color;
    for (int step = 1; step <= steps && !standsOut(result); ++step) {
        const float share = float(step) / steps;
        const auto mixed = [&](float part) { return part + (goal - part) * share; };
        result = QColor::fromRgbF(mixed(color.redF()), mixed(color.greenF()), mixed(color.blueF()));
    }
    return result;
}

} // namespace nephoscope
