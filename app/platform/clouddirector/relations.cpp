// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/relations.h"

#include <QHash>
#include <QJsonObject>

namespace nephoscope::clouddirector {

namespace {

Relation::Role roleNamed(const QString &name)
{
    if (name == QLatin1String("child"))
        return Relation::Role::Child;
    if (name == QLatin1String("parent"))
        return Relation::Role::Parent;
    if (name == QLatin1String("alternate"))
        return Relation::Role::Alternate;
    if (name == QLatin1String("page"))
        return Relation::Role::Page;
    return name == QLatin1String("act") ? Relation::Role::Act : Relation::Role::Look;
}

Operation::Danger dangerNamed(const QString &name)
{
    if (name == QLatin1String("destroys"))
        return Operation::Danger::Destroys;
    if (name == QLatin1String("interrupts"))
        return Operation::Danger::Interrupts;
    return name == QLatin1String("harmless") ? Operation::Danger::Harmless : Operation::Danger::Changes;
}

Operation::Role deedNamed(const QString &name, const QByteArray &method)
{
    static const QHash<QString, Operation::Role> deeds{{QStringLiteral("create"), Operation::Role::Create},
        {QStringLiteral("edit"), Operation::Role::Edit}, {QStringLiteral("delete"), Operation::Role::Delete},
        {QStringLiteral("ask"), Operation::Role::Ask}, {QStringLiteral("upload"), Operation::Role::Upload},
        {QStringLiteral("download"), Operation::Role::Download}};
    if (deeds.contains(name))
        return deeds.value(name);
    if (method == "DELETE")
        return Operation::Role::Delete;
    return method == "GET" ? Operation::Role::Ask : Operation::Role::Act;
}

Relation fromJson(const QJsonObject &json)
{
    Relation relation;
    relation.role = roleNamed(json.value(QStringLiteral("role")).toString());
    const bool acts = relation.role == Relation::Role::Act;
    const QString method =
        json.value(QStringLiteral("method")).toString(acts ? QStringLiteral("POST") : QStringLiteral("GET"));
    relation.method = method.toLatin1();
    relation.danger = acts && relation.method != "GET" ? dangerNamed(json.value(QStringLiteral("danger")).toString())
                                                       : Operation::Danger::Harmless;
    relation.does = deedNamed(json.value(QStringLiteral("does")).toString(), relation.method);
    relation.label = json.value(QStringLiteral("label")).toString();
    return relation;
}

} // namespace

Relation relationNamed(const QString &rel, const QUrl &href, const QString &bodyKind, const Catalog &catalog)
{
    const QJsonObject relations = catalog.section(QStringLiteral("relations"));
    const QString path = href.path();
    // "enable" at .../action/enableDownload is another thing than at .../action/enable
    const QString action = path.section(QLatin1String("/action/"), 1).section(QLatin1Char('/'), 0, 0);
    QString plainKind = bodyKind; // some versions write "CreateVmParams"
    if (!plainKind.isEmpty())
        plainKind[0] = plainKind[0].toLower();
    for (const QString &further : {action, bodyKind, plainKind}) {
        const QJsonValue special = relations.value(rel + QLatin1Char(' ') + further);
        if (!further.isEmpty() && special.isObject())
            return fromJson(special.toObject());
    }
    if (const QJsonValue known = relations.value(rel); known.isObject())
        return fromJson(known.toObject());
    if (rel.startsWith(QLatin1String("down:")))
        return fromJson(relations.value(QStringLiteral("down")).toObject());
    Relation relation;
    if (path.contains(QLatin1String("/action/"))) {
        relation.role = Relation::Role::Act;
        relation.method = "POST";
        relation.danger = Operation::Danger::Changes;
        relation.does = Operation::Role::Act;
    }
    return relation;
}

} // namespace nephoscope::clouddirector
