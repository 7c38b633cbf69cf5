// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/relations.h"

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

Relation fromJson(const QJsonObject &json)
{
    Relation relation;
    relation.role = roleNamed(json.value(QStringLiteral("role")).toString());
    const bool acts = relation.role == Relation::Role::Act;
    const QString method =
        json.value(QStringLiteral("method")).toString(acts ? QStringLiteral("POST") : QStringLiteral("GET"));
    relation.method = method.toLatin1();
    relation.danger = acts ? dangerNamed(json.value(QStringLiteral("danger")).toString()) : Operation::Danger::Harmless;
    relation.label = json.value(QStringLiteral("label")).toString();
    return relation;
}

} // namespace

Relation relationNamed(const QString &rel, const QUrl &href, const Catalog &catalog)
{
    const QJsonObject relations = catalog.section(QStringLiteral("relations"));
    const QString path = href.path();
    // "enable" at .../action/enableDownload is another thing than at .../action/enable
    const QString action = path.section(QLatin1String("/action/"), 1);
    if (const QJsonValue special = relations.value(rel + QLatin1Char(' ') + action);
        !action.isEmpty() && special.isObject())
        return fromJson(special.toObject());
    if (const QJsonValue known = relations.value(rel); known.isObject())
        return fromJson(known.toObject());
    if (rel.startsWith(QLatin1String("down:")))
        return fromJson(relations.value(QStringLiteral("down")).toObject());
    Relation relation;
    if (path.contains(QLatin1String("/action/"))) {
        relation.role = Relation::Role::Act;
        relation.method = "POST";
        relation.danger = Operation::Danger::Changes;
    }
    return relation;
}

} // namespace nephoscope::clouddirector
