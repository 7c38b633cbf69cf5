// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/plaintext.h"

#include <QHash>

namespace nephoscope {
namespace {

/// Where a tag that begins at `start` ends (behind its '>'); -1 where none begins there: "a < b" is text.
qsizetype endOfTag(QStringView html, qsizetype start)
{
    if (start + 1 >= html.size())
        return -1;
    const QChar next = html[start + 1];
    if (!next.isLetter() && next != u'/' && next != u'!' && next != u'?')
        return -1;
    const bool isComment = html.mid(start).startsWith(QLatin1String("<!--"));
    const QLatin1String closing = isComment ? QLatin1String("-->") : QLatin1String(">");
    const qsizetype end = html.indexOf(closing, start);
    return end < 0 ? -1 : end + closing.size();
}

/// What is inside <script> and <style> is no text: where it ends, the closing tag left to the caller.
qsizetype endOfHidden(QStringView html, qsizetype start, qsizetype behindTag)
{
    const QStringView tag = html.mid(start + 1, behindTag - start - 1);
    for (const QLatin1String name : {QLatin1String("script"), QLatin1String("style")}) {
        if (!tag.startsWith(name, Qt::CaseInsensitive) || (tag.size() > name.size() && tag[name.size()].isLetter()))
            continue;
        const qsizetype end = html.indexOf(QString(QLatin1String("</") + name), behindTag, Qt::CaseInsensitive);
        return end < 0 ? html.size() : end;
    }
    return behindTag;
}

QString withoutTags(QStringView html)
{
    QString text;
    text.reserve(html.size());
    bool mayHaveTags = true; // once no '>' follows, none ever will: keeps this linear
    for (qsizetype at = 0; at < html.size();) {
        if (html[at] != u'<' || !mayHaveTags) {
            text += html[at++];
            continue;
        }
        const qsizetype end = endOfTag(html, at);
        if (end < 0) {
            mayHaveTags = html.indexOf(u'>', at) >= 0;
            text += html[at++];
            continue;
        }
        text += u' ';
        at = endOfHidden(html, at, end);
    }
    return text;
}

QString named(QStringView entity)
{
    static const QHash<QString, char16_t> entities = {{QStringLiteral("amp"), u'&'}, {QStringLiteral("lt"), u'<'},
        {QStringLiteral("gt"), u'>'}, {QStringLiteral("quot"), u'"'}, {QStringLiteral("apos"), u'\''},
        {QStringLiteral("nbsp"), u' '}, {QStringLiteral("ndash"), u'–'}, {QStringLiteral("mdash"), u'—'},
        {QStringLiteral("hellip"), u'…'}, {QStringLiteral("lsquo"), u'‘'}, {QStringLiteral("rsquo"), u'’'},
        {QStringLiteral("ldquo"), u'“'}, {QStringLiteral("rdquo"), u'”'}, {QStringLiteral("bull"), u'•'},
        {QStringLiteral("middot"), u'·'}, {QStringLiteral("copy"), u'©'}, {QStringLiteral("reg"), u'®'},
        {QStringLiteral("trade"), u'™'}, {QStringLiteral("deg"), u'°'}, {QStringLiteral("times"), u'×'},
        {QStringLiteral("euro"), u'€'}, {QStringLiteral("le"), u'≤'}, {QStringLiteral("ge"), u'≥'}};
    const char16_t found = entities.value(entity.toString());
    return found ? QString(QChar(found)) : QString();
}

/// The character of "#10", "#x2013" or "amp"; empty where it is none that may be shown.
QString entity(QStringView name)
{
    if (!name.startsWith(u'#'))
        return named(name);
    bool isNumber = false;
    const bool isHex = name.startsWith(QLatin1String("#x"), Qt::CaseInsensitive);
    const uint code = isHex ? name.mid(2).toUInt(&isNumber, 16) : name.mid(1).toUInt(&isNumber, 10);
    if (!isNumber || code < 0x20 || code > 0x10FFFF || QChar::isSurrogate(code))
        return isNumber && (code == u'\n' || code == u'\t' || code == u'\r') ? QStringLiteral(" ") : QString();
    const char32_t character = code;
    return QString::fromUcs4(&character, 1);
}

QString decoded(QStringView text)
{
    constexpr qsizetype longest = 10;
    QString result;
    result.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QStringView next = text[at] == u'&' ? text.mid(at + 1, longest) : QStringView();
        const qsizetype end = next.indexOf(u';');
        const QString character = end > 0 ? entity(next.left(end)) : QString();
        if (character.isEmpty()) {
            result += text[at];
            continue;
        }
        result += character;
        at += end + 1;
    }
    return result;
}

} // namespace

QString plainText(const QString &html, qsizetype most)
{
    const QString text = decoded(withoutTags(QStringView(html).left(64 * 1024))).simplified();
    return text.size() > most ? text.left(most - 1) + u'…' : text;
}

} // namespace nephoscope
