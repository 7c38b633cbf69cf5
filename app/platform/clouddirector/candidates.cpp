// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/candidates.h"

#include "platform/clouddirector/filter.h"
#include "platform/clouddirector/kinds.h"

#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>

namespace nephoscope::clouddirector {

namespace {

/// "ns:SourcedItem[2]", "@network" → "sourceditem", "network": the same word in both notations.
QString word(const QString &step)
{
    QString name = step.section(QLatin1Char('['), 0, 0).section(QLatin1Char(':'), -1).toLower();
    name.remove(QLatin1Char('@'));
    return name;
}

/// The names on the way to a place, positions left out.
QStringList wordsOf(const Path &path)
{
    QStringList words;
    for (const QString &step : path.steps()) {
        bool isPosition = false;
        step.toInt(&isPosition);
        if (!isPosition)
            words << word(step);
    }
    return words;
}

Ref listOf(const QString &type, const QString &condition, const QUrl &base, const Catalog &catalog)
{
    QUrl url = base.resolved(QUrl(QStringLiteral("/api/query")));
    QString query = QStringLiteral("type=%1&format=records").arg(type);
    if (!condition.isEmpty())
        query += QLatin1Char('&') + condition;
    url.setQuery(query, QUrl::StrictMode);
    Ref list(url, kindOfQuery(type, catalog));
    list.asCollection();
    return list;
}

/// What of the object at hand, or of what holds it, has that kind.
std::optional<QUrl> holder(const Resource &resource, const QString &kind)
{
    if (resource.self.kind() == kind)
        return resource.self.href();
    const bool isInside = resource.parent && resource.parent->kind() == kind;
    return isInside ? std::optional(resource.parent->href()) : std::nullopt;
}

/// The cloudapi list that the present target of a reference stands in: ".../vdcComputePolicies/urn:vcloud:..." is one
/// of
/// ".../vdcComputePolicies".
std::optional<Ref> listAround(const Resource &resource, const Path &path)
{
    const auto present = std::find_if(resource.references.begin(), resource.references.end(),
        [&path](const Reference &reference) { return reference.path == path; });
    if (present == resource.references.end())
        return std::nullopt;
    QUrl url = present->target.href();
    const bool isOne =
        url.path().startsWith(QLatin1String("/cloudapi/")) && url.fileName().startsWith(QLatin1String("urn:"));
    if (!isOne)
        return std::nullopt;
    url.setPath(url.path().section(QLatin1Char('/'), 0, -2));
    url.setQuery(QString());
    Ref list(url, present->target.kind());
    list.asCollection();
    return list;
}

bool isProvider(const Access &access) { return access.isProvider && access.actingAs.href().isEmpty(); }

} // namespace

QList<Ref> candidatesFor(const Resource &resource, const Operation &operation, const Path &path, const Access &access,
    const Catalog &catalog)
{
    const QStringList words = wordsOf(path);
    const QJsonObject known = catalog.section(QStringLiteral("candidates"));
    QJsonArray rules;
    // the longest way that is known counts: "networkconnection network" before "network"
    const QString body = kindOfType(operation.bodyType, catalog);
    for (qsizetype length = words.size(); length > 0 && rules.isEmpty(); --length) {
        const QString last = words.mid(words.size() - length).join(QLatin1Char(' '));
        for (const QString &key : {body + QLatin1String(": ") + last, last}) {
            if (rules.isEmpty())
                rules = known.value(key).toArray();
        }
    }
    QList<Ref> lists;
    const std::optional<Ref> around = listAround(resource, path);
    for (const QJsonValue &rule : std::as_const(rules)) {
        if (const QString address = rule[QLatin1String("path")].toString(); !address.isEmpty()) {
            if (around) // the server names a list of its own
                continue;
            Ref list(resource.self.href().resolved(QUrl(address)), rule[QLatin1String("kind")].toString());
            lists << list.asCollection();
            continue;
        }
        const QString plain = rule[QLatin1String("type")].toString();
        const QString type = isProvider(access) ? rule[QLatin1String("providerType")].toString(plain) : plain;
        const QString within = rule[QLatin1String("within")].toString();
        QString condition;
        if (!within.isEmpty()) {
            const auto href = holder(resource, within);
            if (!href)
                continue;
            const QString id = urnOf(*href).section(QLatin1Char(':'), -1);
            condition = filterParameter({{within, ListFilter::Test::Equals, id}}, access.apiVersion);
        }
        lists << listOf(type, condition, resource.self.href(), catalog);
    }
    if (around && lists.isEmpty())
        lists << *around;
    return lists;
}

std::optional<Ref> organizationsFor(const Access &access, const Catalog &catalog)
{
    if (!access.isProvider || !access.isComplete)
        return std::nullopt;
    return listOf(QStringLiteral("organization"), {}, access.session, catalog);
}

} // namespace nephoscope::clouddirector
