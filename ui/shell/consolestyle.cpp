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
    if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option); slider && control == CC_ScrollBar)
        return drawScrollBar(*slider, painter, widget);
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

void ConsoleStyle::drawScrollBar(const QStyleOptionSlider &bar, QPainter *painter, const QWidget *widget) const
{
    const bool isDarkOne = isDark(bar.palette);
    const QColor window = bar.palette.color(QPalette::Window);
    const QColor edge = isDarkOne ? window.darker(140) : window.darker(118);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->fillRect(bar.rect, isDarkOne ? window.darker(115) : window.darker(105));
    for (const SubControl arrow : {SC_ScrollBarSubLine, SC_ScrollBarAddLine})
        drawArrow(bar, arrow, edge, painter, widget);
    const QRect handle = proxy()->subControlRect(CC_ScrollBar, &bar, SC_ScrollBarSlider, widget);
    if (bar.maximum > bar.minimum && handle.isValid()) {
        const bool isHere = bar.activeSubControls.testFlag(SC_ScrollBarSlider);
        QColor color = isDarkOne ? window.lighter(170) : window.darker(122);
        if (isHere)
            color = isDarkOne ? color.lighter(125) : color.darker(115);
        if (isHere && bar.state.testFlag(State_Sunken))
            color = bar.palette.color(QPalette::Highlight);
        painter->fillRect(handle.adjusted(2, 2, -2, -2), color);
    }
    painter->setPen(edge);
    if (bar.orientation == Qt::Vertical)
        painter->drawLine(bar.rect.topLeft(), bar.rect.bottomLeft());
    else
        painter->drawLine(bar.rect.topLeft(), bar.rect.topRight());
    painter->restore();
}

void ConsoleStyle::drawArrow(
    const QStyleOptionSlider &bar, SubControl which, const QColor &edge, QPainter *painter, const QWidget *widget) const
{
    QStyleOption arrow;
    arrow.palette = bar.palette;
    arrow.rect = proxy()->subControlRect(CC_ScrollBar, &bar, which, widget);
    const bool isFirst = which == SC_ScrollBarSubLine;
    const bool isAtEnd = bar.sliderPosition == (isFirst ? bar.minimum : bar.maximum);
    arrow.state = bar.state;
    arrow.state.setFlag(State_Enabled, bar.state.testFlag(State_Enabled) && !isAtEnd);
    if (bar.activeSubControls.testFlag(which) && !isAtEnd)
        painter->fillRect(arrow.rect, edge);
    arrow.rect.adjust(3, 3, -3, -3);
    const bool isMirrored = bar.direction == Qt::RightToLeft;
    const PrimitiveElement across = isFirst == isMirrored ? PE_IndicatorArrowRight : PE_IndicatorArrowLeft;
    const PrimitiveElement along = isFirst ? PE_IndicatorArrowUp : PE_IndicatorArrowDown;
    proxy()->drawPrimitive(bar.orientation == Qt::Vertical ? along : across, &arrow, painter, widget);
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
