// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/catalogcheck.h"

#include "schema/propertytype.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <array>
#include <functional>
#include <optional>

namespace nephoscope {
namespace {

/// What is wrong, in words that name the member; nothing where all is well.
using Complaint = std::optional<QString>;
using Check = std::function<Complaint(const QString &where, const QJsonValue &value)>;

QString words(const char *text) { return QCoreApplication::translate("Catalog", text); }

Complaint text(const QString &where, const QJsonValue &value)
{
    return value.isString() ? Complaint() : words("%1 must be a text.").arg(where);
}

Complaint boolean(const QString &where, const QJsonValue &value)
{
    return value.isBool() ? Complaint() : words("%1 must be true or false.").arg(where);
}

Complaint number(const QString &where, const QJsonValue &value)
{
    return value.isDouble() ? Complaint() : words("%1 must be a number.").arg(where);
}

Complaint texts(const QString &where, const QJsonValue &value)
{
    const QJsonArray array = value.toArray();
    const bool good = value.isArray()
        && std::all_of(array.begin(), array.end(), [](const QJsonValue &item) { return item.isString(); });
    return good ? Complaint() : words("%1 must be a list of texts.").arg(where);
}

Complaint oneOf(const QStringList &known, const QString &where, const QJsonValue &value)
{
    if (value.isString() && known.contains(value.toString()))
        return {};
    return words("%1 must be one of: %2.").arg(where, known.join(QStringLiteral(", ")));
}

Complaint unit(const QString &where, const QJsonValue &value)
{
    static const QStringList known = QStringLiteral("B kB MB GB TB MHz s ms %").split(u' ');
    return oneOf(known, where, value);
}

Complaint tone(const QString &where, const QJsonValue &value)
{
    static const QStringList known =
        QStringLiteral("on off suspended changing warning failed ready unknown").split(u' ');
    return oneOf(known, where, value);
}

Complaint type(const QString &where, const QJsonValue &value)
{
    const QString name = value.toString();
    if (name == QLatin1String("Text") || propertyTypeNamed(name) != PropertyType::Text)
        return {};
    return words("%1 must be the name of a type of property.").arg(where);
}

/// Every member of the object passes the check.
Complaint each(const QString &where, const QJsonValue &value, const Check &check)
{
    if (!value.isObject())
        return words("%1 must be an object.").arg(where);
    const QJsonObject object = value.toObject();
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        if (const Complaint complaint = check(where + u'/' + it.key(), it.value()))
            return complaint;
    }
    return {};
}

Complaint kind(const QString &where, const QJsonValue &value)
{
    return each(where, value, [](const QString &place, const QJsonValue &member) -> Complaint {
        const QString name = place.mid(place.lastIndexOf(u'/') + 1);
        static const QStringList plain = QStringLiteral("label plural icon stateMember nameMember").split(u' ');
        if (plain.contains(name))
            return text(place, member);
        if (name == QLatin1String("columns") || name == QLatin1String("idMembers"))
            return texts(place, member);
        return {}; // for the dialect that knows it
    });
}

Complaint property(const QString &where, const QJsonValue &value)
{
    return each(where, value, [](const QString &place, const QJsonValue &member) -> Complaint {
        const QString name = place.mid(place.lastIndexOf(u'/') + 1);
        if (name == QLatin1String("label") || name == QLatin1String("group"))
            return text(place, member);
        if (name == QLatin1String("type"))
            return type(place, member);
        if (name == QLatin1String("unit"))
            return unit(place, member);
        if (name == QLatin1String("hidden"))
            return boolean(place, member);
        if (name == QLatin1String("unlimited") || name == QLatin1String("choices"))
            return texts(place, member);
        if (name == QLatin1String("least") || name == QLatin1String("most"))
            return number(place, member);
        return words("%1 is not known: a property has label, group, type, unit, hidden, unlimited, choices, least and "
                     "most.")
            .arg(place);
    });
}

/// Two kinds whose names differ in case only could not be told apart.
Complaint alike(const QJsonObject &kinds)
{
    QHash<QString, QString> seen;
    for (const QString &name : kinds.keys()) {
        if (seen.contains(name.toLower()))
            return words("%1 is there twice, as %2 too.")
                .arg(QStringLiteral("kinds/") + name, QStringLiteral("kinds/") + seen.value(name.toLower()));
        seen.insert(name.toLower(), name);
    }
    return {};
}

Complaint section(const QString &where, const QJsonValue &value)
{
    if (where == QLatin1String("service"))
        return text(where, value);
    if (where == QLatin1String("kinds")) {
        const Complaint complaint = each(where, value, kind);
        return complaint ? complaint : alike(value.toObject());
    }
    if (where == QLatin1String("properties"))
        return each(where, value, property);
    if (where == QLatin1String("states"))
        return each(where, value, tone);
    if (where == QLatin1String("spelling"))
        return each(where, value, text);
    return value.isObject() ? Complaint() : words("%1 must be an object.").arg(where);
}

} // namespace

Result<QJsonObject> checkedCatalog(const QByteArray &json)
{
    QJsonParseError broken;
    const QJsonDocument document = QJsonDocument::fromJson(json, &broken);
    if (broken.error != QJsonParseError::NoError) {
        Error error(Error::Kind::Malformed, words("The catalogue is not valid JSON: %1").arg(broken.errorString()));
        error.withDetails(words("Byte %1").arg(broken.offset));
        return failure(error);
    }
    if (!document.isObject())
        return failure(Error::Kind::Malformed, words("The catalogue must be a JSON object."));
    const QJsonObject object = document.object();
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        if (const Complaint complaint = section(it.key(), it.value()))
            return failure(Error::Kind::Malformed, words("The catalogue is wrong: %1").arg(*complaint));
    }
    return object;
}

} // namespace nephoscope
