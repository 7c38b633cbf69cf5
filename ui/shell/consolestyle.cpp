// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/consolestyle.h"

#include "shell/glyph.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace nephoscope {

ConsoleStyle::ConsoleStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void ConsoleStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
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
