// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/consolestyle.h"

#include "shell/glyph.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>

namespace nephoscope {

/// While it lives, an option has the palette that stands for all like it.
class ConsoleStyle::SharedPalette {
public:
    // options are made for one drawing, on the stack of whoever draws; none of them is a constant
    SharedPalette(const ConsoleStyle &style, const QStyleOption *option)
        : m_option(const_cast<QStyleOption *>(option))
        , m_own(option->palette)
    {
        m_option->palette = style.shared(m_own);
    }
    ~SharedPalette() { m_option->palette = m_own; }
    SharedPalette(const SharedPalette &) = delete;
    SharedPalette &operator=(const SharedPalette &) = delete;

private:
    QStyleOption *m_option;
    QPalette m_own;
};

ConsoleStyle::ConsoleStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

QPalette ConsoleStyle::shared(const QPalette &palette) const
{
    constexpr qsizetype mostKnown = 2000;
    constexpr qsizetype mostPalettes = 32; // there are a dozen that are not alike
    auto known = m_known.find(palette.cacheKey());
    if (known == m_known.end()) {
        if (m_known.size() >= mostKnown)
            m_known.clear();
        const auto alike = std::find_if(m_palettes.begin(), m_palettes.end(), [&palette](const QPalette &each) {
            return each.resolveMask() == palette.resolveMask() && each == palette;
        });
        if (alike == m_palettes.end())
            m_palettes.prepend(palette);
        else
            std::rotate(m_palettes.begin(), alike, alike + 1);
        if (m_palettes.size() > mostPalettes)
            m_palettes.removeLast();
        known = m_known.insert(palette.cacheKey(), m_palettes.constFirst());
    }
    QPalette found = *known;
    found.setCurrentColorGroup(palette.currentColorGroup()); // no part of its identity
    return found;
}

void ConsoleStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const SharedPalette shared(*this, option);
    QProxyStyle::drawControl(element, option, painter, widget);
}

void ConsoleStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const SharedPalette shared(*this, option);
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void ConsoleStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const SharedPalette shared(*this, option);
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool isBox = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
    if (!isBox || !isDark(option->palette) || option->state.testFlag(State_HasFocus))
        return;
    painter->save();
    painter->setPen(
        option->palette.color(option->state.testFlag(State_Enabled) ? QPalette::PlaceholderText : QPalette::Button));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

QSize ConsoleStyle::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    const QSize needed = QProxyStyle::sizeFromContents(type, option, size, widget);
    return type == CT_PushButton ? needed + QSize(8, 2) : needed;
}

int ConsoleStyle::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returned) const
{
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

} // namespace nephoscope
