// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/hierarchy.h"

#include "platform/clouddirector/apiversion.h"
#include "platform/clouddirector/filter.h"
#include "platform/clouddirector/kinds.h"

#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>

namespace nephoscope::clouddirector {

namespace {

/// The other view of the same object, of that media type, if this user is led to it.
bool hasView(const Resource &resource, const QString &type)
{
    return resource.self.mediaType().contains(type, Qt::CaseInsensitive)
        || std::any_of(resource.links.begin(), resource.links.end(), [&](const Link &link) {
               return link.relation == QLatin1String("alternate") && link.type.contains(type, Qt::CaseInsensitive);
           });
}

} // namespace

void Hierarchy::add(Resource &resource, const Access &access) const
{
    addLists(resource, access);
    removeReplaced(resource, access);
    if (resource.self.href().path().startsWith(QLatin1String("/cloudapi/")))
        addOpenParts(resource);
}

void Hierarchy::addLists(Resource &resource, const Access &access) const
{
    const QJsonObject known = m_catalog.section(QStringLiteral("below")).value(resource.self.kind()).toObject();
    const bool provider = access.isProvider && access.actingAs.href().isEmpty();
    if (known.isEmpty() || !hasView(resource, known.value(QStringLiteral("view")).toString()))
        return;
    for (const QJsonValue &each : known.value(QStringLiteral("lists")).toArray()) {
        const QString type = each[QLatin1String(provider ? "providerType" : "type")].toString();
        const QString kind = kindOfQuery(type, m_catalog);
        const QString other = each[QLatin1String("unless")].toString(); // a list of the same by another name
        const bool isThere = std::any_of(resource.children.begin(), resource.children.end(),
            [&](const Ref &child) { return child.kind() == kind || child.kind() == other; });
        if (type.isEmpty() || isThere)
            continue;
        QString query = QStringLiteral("type=%1&format=records").arg(type);
        if (provider) { // a tenant's lists are its own anyway; records name their organization by its address
            const QList<ListFilter> own{{QStringLiteral("org"), ListFilter::Test::Equals,
                urnOf(resource.self.href()).section(QLatin1Char(':'), -1)}};
            query += QLatin1Char('&') + filterParameter(own, access.apiVersion);
        }
        QUrl url = resource.self.href().resolved(QUrl(QStringLiteral("/api/query")));
        url.setQuery(query, QUrl::StrictMode);
        resource.children << Ref(url, kind).asCollection();
    }
}

/// Shown among the links, not in the tree: most of them are read only when somebody looks for them.
void Hierarchy::addOpenParts(Resource &resource) const
{
    const QUrl self = resource.self.href();
    if (urnOf(self).isEmpty() || resource.document.isNull())
        return;
    const QString collection = self.path().section(QLatin1Char('/'), 3, 3);
    const QJsonArray parts = m_catalog.section(QStringLiteral("cloudapi"))
                                 .value(QStringLiteral("parts"))
                                 .toObject()
                                 .value(collection)
                                 .toArray();
    for (const QJsonValue &part : parts) {
        Link link;
        link.relation = QStringLiteral("down");
        link.type = QStringLiteral("application/json");
        link.name = part.toString();
        link.href = self;
        link.href.setPath(self.path() + QLatin1Char('/') + part.toString());
        link.original = link.href;
        const bool isThere = std::any_of(resource.links.begin(), resource.links.end(),
            [&](const Link &other) { return other.href.path() == link.href.path(); });
        if (!isThere)
            resource.links << link;
    }
}

QList<QJsonObject> Hierarchy::collectionsFor(const Access &access) const
{
    const bool provider = access.isProvider && access.actingAs.href().isEmpty();
    const ApiVersion version = ApiVersion::parse(access.apiVersion);
    QList<QJsonObject> result;
    const QJsonArray collections =
        m_catalog.section(QStringLiteral("cloudapi")).value(QStringLiteral("collections")).toArray();
    for (const QJsonValue &each : collections) {
        const bool isKnown = version >= ApiVersion::parse(each[QLatin1String("since")].toString());
        if (isKnown && (provider || !each[QLatin1String("provider")].toBool()))
            result << each.toObject();
    }
    return result;
}

QList<Ref> Hierarchy::openCollections(const QUrl &base, const Access &access) const
{
    QList<Ref> result;
    for (const QJsonObject &each : collectionsFor(access)) {
        const QUrl href = base.resolved(QUrl(each.value(QStringLiteral("path")).toString()));
        result << Ref(href, each.value(QStringLiteral("kind")).toString()).asCollection();
    }
    return result;
}

void Hierarchy::removeReplaced(Resource &resource, const Access &access) const
{
    QStringList replaced;
    for (const QJsonObject &each : collectionsFor(access))
        replaced << each.value(QStringLiteral("replaces")).toString();
    replaced.removeAll(QString());
    const auto isReplaced = [&](const Ref &child) { return child.isCollection() && replaced.contains(child.kind()); };
    QList<Ref> &children = resource.children;
    children.erase(std::remove_if(children.begin(), children.end(), isReplaced), children.end());
}

} // namespace nephoscope::clouddirector
