// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/parts.h"

#include <QRegularExpression>
#include <QSet>
#include <QUrlQuery>

namespace nephoscope {

namespace {

bool isObject(const Node &node) { return node.kind() == Node::Kind::Object || node.kind() == Node::Kind::Element; }

QString withFirst(const QString &name, bool upper)
{
    QString result = name;
    if (!result.isEmpty())
        result[0] = upper ? result[0].toUpper() : result[0].toLower();
    return result;
}

QString leafText(const Node &node, const QString &name)
{
    const QString direct = node.value(name);
    if (!direct.isEmpty() || !node.isXml())
        return direct;
    const Node child = node.child(name);
    return child.isLeaf() ? child.text() : QString();
}

bool matches(const Node &node, const QUrlQuery &keys)
{
    const auto items = keys.queryItems(QUrl::FullyDecoded);
    for (const auto &[key, value] : items) {
        const QString found = key.contains(QLatin1Char('/'))
            ? node.at(Path(QUrl::fromPercentEncoding(key.toUtf8()))).text()
            : leafText(node, key);
        if (value.isEmpty() || found != value)
            return false;
    }
    return !items.isEmpty();
}

/// Level by level: a row of the list comes before anything inside another row.
Node search(const Node &node, const QUrlQuery &keys, int depth)
{
    QList<Node> level{node};
    for (; depth >= 0 && !level.isEmpty(); --depth) {
        QList<Node> next;
        for (const Node &each : std::as_const(level)) {
            if (isObject(each) && matches(each, keys))
                return each;
            next << each.children();
        }
        level = next;
    }
    return {};
}

} // namespace

QList<NamedNode> partsOf(const Node &node)
{
    QList<NamedNode> result;
    QSet<QString> seen;
    for (const Node &child : node.children()) {
        // a path leads to the first of the members of one name, which JSON allows
        if (node.kind() == Node::Kind::Object) {
            if (seen.contains(child.name()))
                continue;
            seen.insert(child.name());
        }
        if (isObject(child)) {
            result.append({child.name(), child});
        } else if (child.kind() == Node::Kind::Array) {
            for (const Node &item : child.children()) {
                if (isObject(item))
                    result.append({child.name(), item});
            }
        }
    }
    return result;
}

QList<Node> partsNamed(const Node &node, const QString &name)
{
    QList<Node> result;
    for (const NamedNode &part : partsOf(node)) {
        if (part.name.compare(name, Qt::CaseInsensitive) == 0)
            result << part.node;
    }
    return result;
}

QString firstText(const Node &node, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        if (const QString text = leafText(node, QLatin1String(name)); !text.isEmpty())
            return text;
    }
    return {};
}

QString textIn(const Node &node, const QString &name)
{
    const QString lower = leafText(node, withFirst(name, false));
    return lower.isEmpty() ? leafText(node, withFirst(name, true)) : lower;
}

QString plainText(const QByteArray &body, const QByteArray &mediaType, qsizetype limit)
{
    QString text = QString::fromUtf8(body.left(256 * 1024));
    if (mediaType.contains("html") || text.trimmed().startsWith(QLatin1Char('<'))) {
        static const QRegularExpression invisible(QStringLiteral("<(script|style|head)\\b.*?</\\1\\s*>"),
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
        static const QRegularExpression tag(QStringLiteral("<[^>]*>"));
        static const QRegularExpression title(QStringLiteral("<title[^>]*>(.*?)</title>"),
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
        const QString heading = title.match(text).captured(1).trimmed();
        text.remove(invisible).replace(tag, QStringLiteral(" "));
        if (!text.contains(heading))
            text.prepend(heading + QLatin1Char(' '));
        text.replace(QLatin1String("&lt;"), QLatin1String("<")).replace(QLatin1String("&gt;"), QLatin1String(">"));
        text.replace(QLatin1String("&quot;"), QLatin1String("\"")).replace(QLatin1String("&nbsp;"), QLatin1String(" "));
        text.replace(QLatin1String("&amp;"), QLatin1String("&"));
    }
    text = text.simplified();
    return text.size() > limit ? text.left(limit) + QChar(0x2026) : text;
}

Node picked(const Node &root, const QString &fragment)
{
    const qsizetype colon = fragment.indexOf(QLatin1Char(':'));
    const qsizetype equals = fragment.indexOf(QLatin1Char('='));
    const bool inMember = colon > 0 && colon < equals;
    const QUrlQuery keys(inMember ? fragment.mid(colon + 1) : fragment);
    return search(inMember ? root.at(Path(fragment.left(colon))) : root, keys, 3);
}

QString fragmentFor(const QString &member, const QList<QPair<QString, QString>> &keys)
{
    QStringList items;
    for (const auto &[key, value] : keys)
        items << key + QLatin1Char('=') + QString::fromLatin1(QUrl::toPercentEncoding(value));
    return (member.isEmpty() ? QString() : member + QLatin1Char(':')) + items.join(QLatin1Char('&'));
}

} // namespace nephoscope
