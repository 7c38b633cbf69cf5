// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/visibletext.h"

#include <algorithm>

namespace nephoscope {

namespace {

bool isHidden(QChar c)
{
    if (c == u'\n' || c == u'\t' || c == u'\r')
        return false;
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

/// Zero-width joiners are part of words of some scripts, and of some pictures.
bool joins(const QString &text, qsizetype at)
{
    const bool isJoiner = text.at(at) == QChar(0x200c) || text.at(at) == QChar(0x200d);
    const auto isForeign = [&](qsizetype place) {
        return place >= 0 && place < text.size() && text.at(place).unicode() > 0x2ff && !isHidden(text.at(place));
    };
    return isJoiner && isForeign(at - 1) && isForeign(at + 1);
}

QString picture(QChar c)
{
    constexpr char16_t pictures = 0x2400; // of the control characters, in their order
    if (c.unicode() < u' ')
        return QChar(char16_t(pictures + c.unicode()));
    return QStringLiteral("[U+%1]").arg(uint(c.unicode()), 4, 16, QLatin1Char('0')).toUpper();
}

} // namespace

QString visibleText(const QString &text)
{
    if (std::none_of(text.begin(), text.end(), isHidden))
        return text;
    QString result;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (isHidden(text.at(at)) && !joins(text, at))
            result += picture(text.at(at));
        else
            result += text.at(at);
    }
    return result;
}

} // namespace nephoscope
