// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace nephoscope::cloudmanager {

QByteArray JsonText::string(const QString &text)
{
    return QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact).mid(1).chopped(1);
}

QByteArray JsonText::object(const Members &members)
{
    QByteArray text = "{";
    for (const auto &[name, value] : members) {
        if (text.size() > 1)
            text += ',';
        text += string(name) + ':' + value;
    }
    return text + '}';
}

QByteArray JsonText::array(const QList<QByteArray> &items) { return '[' + items.join(',') + ']'; }

QByteArray JsonText::value(const QString &characters, PlainType plain)
{
    static const QRegularExpression number(QStringLiteral("^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"));
    const QString text = characters.trimmed();
    const bool isNumber = number.match(text).hasMatch();
    const bool isBoolean = text.compare(QLatin1String("true"), Qt::CaseInsensitive) == 0
        || text.compare(QLatin1String("false"), Qt::CaseInsensitive) == 0;
    if (isNumber && (plain == PlainType::Integer || plain == PlainType::Decimal || plain == PlainType::Any))
        return text.toLatin1();
    if (isBoolean && (plain == PlainType::Boolean || plain == PlainType::Any))
        return text.toLower().toLatin1();
    return string(characters);
}

QByteArray JsonText::withoutEmpty(const Node &node)
{
    if (node.kind() == Node::Kind::Array) {
        QList<QByteArray> items;
        for (const Node &item : node.children())
            items << withoutEmpty(item);
        return array(items);
    }
    if (node.kind() != Node::Kind::Object)
        return node.bytes();
    Members members;
    for (const Node &member : node.children()) {
        if (member.isNil() || (member.kind() == Node::Kind::String && member.text().isEmpty()))
            continue;
        const QByteArray inner = withoutEmpty(member);
        if (inner != "{}")
            members.append({member.name(), inner});
    }
    return object(members);
}

} // namespace nephoscope::cloudmanager
