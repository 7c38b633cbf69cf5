// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Reader that finds what hangs below a resource and what may be done with it.
#include "platform/clouddirector/kinds.h"
#include "platform/clouddirector/place.h"
#include "platform/clouddirector/reader.h"
#include "platform/clouddirector/readerparts.h"
#include "platform/clouddirector/relations.h"
#include "platform/parts.h"

#include <QJsonArray>
#include <QUrlQuery>
#include <algorithm>

namespace nephoscope::clouddirector {

namespace {

Ref lister(const Link &link, const Catalog &catalog)
{
    const QString type = QUrlQuery(link.href).queryItemValue(QStringLiteral("type"));
    QString kind = kindOfQuery(type.isEmpty() ? link.name : type, catalog);
    if (type.isEmpty() && link.name.isEmpty())
        kind = kindOfPath(link.href, catalog);
    return Ref(link.href, kind).withMediaType(link.type).asCollection();
}

} // namespace

void Reader::addLinks(Gathering &gathering, const QList<Link> &links) const
{
    gathering.resource.links << links;
    for (const Link &link : links)
        addLink(gathering, link);
}

void Reader::addLink(Gathering &gathering, const Link &link) const
{
    Resource &resource = gathering.resource;
    QString kind = kindOfType(link.type, m_catalog);
    const Relation relation = relationNamed(link.relation, link.href, kind, m_catalog);
    const bool listsRecords = kind.startsWith(QLatin1String("query."));
    switch (relation.role) {
    case Relation::Role::Child: {
        if (listsRecords && kind != QLatin1String("query.queryList")) {
            if (kind == QLatin1String("query.records")) // id records and references are the same once more
                gathering.append(lister(link, m_catalog));
            return;
        }
        if (kind.isEmpty())
            kind = kindOfPath(link.href, m_catalog);
        if (link.type.startsWith(QLatin1String("text/")) || isSection(kind, m_catalog))
            return;
        Ref child = Ref(link.href, kind, link.name).withId(urnOf(link.href)).withMediaType(link.type);
        if (child.id().isEmpty())
            child.asCollection();
        gathering.append(child);
        return;
    }
    case Relation::Role::Parent:
        if (!resource.parent)
            resource.parent = Ref(link.href, kind, link.name).withId(urnOf(link.href)).withMediaType(link.type);
        return;
    case Relation::Role::Page:
        if (link.relation == QLatin1String("nextPage"))
            resource.more = Ref(link.href, resource.self.kind()).asCollection();
        return;
    case Relation::Role::Alternate:
    case Relation::Role::Look:
    case Relation::Role::Act: // see Operations
        return;
    }
}

bool Reader::isContent(const QString &kind, const QString &partName) const
{
    const QJsonArray names =
        m_catalog.section(QStringLiteral("parts")).value(QStringLiteral("contents"))[kind].toArray();
    return std::any_of(names.begin(), names.end(),
        [&](const QJsonValue &name) { return partName.compare(name.toString(), Qt::CaseInsensitive) == 0; });
}

bool Reader::isContainer(const NamedNode &part) const
{
    if (isTaskList(part.name) || isBeside(part.name) || !part.node.value(QStringLiteral("href")).isEmpty())
        return false;
    const QJsonArray never = m_catalog.section(QStringLiteral("parts")).value(QStringLiteral("references")).toArray();
    for (const QJsonValue &name : never) {
        if (part.name.compare(name.toString(), Qt::CaseInsensitive) == 0)
            return false;
    }
    const QList<NamedNode> inner = partsOf(part.node);
    bool any = false;
    for (const NamedNode &each : inner) {
        if (isBeside(each.name))
            continue;
        if (each.node.value(QStringLiteral("href")).isEmpty())
            return false;
        any = true;
    }
    const bool plural = part.name.endsWith(QLatin1Char('s'))
        || part.name.compare(QLatin1String("Children"), Qt::CaseInsensitive) == 0
        || part.name.endsWith(QLatin1String("List")) || part.name.endsWith(QLatin1String("Entities"));
    return any && plural;
}

void Reader::addParts(Gathering &gathering, const Node &node, const Place &place) const
{
    Resource &resource = gathering.resource;
    const bool list = isPlainList(node) || isPlainKind(resource.self.kind());
    for (const NamedNode &part : partsOf(node)) {
        if (isBeside(part.name) || isTaskList(part.name))
            continue;
        const bool hasHref = !part.node.value(QStringLiteral("href")).isEmpty();
        const bool isItem =
            hasHref && (list || isWhole(part.node, m_catalog) || isContent(resource.self.kind(), part.name));
        if (isItem) {
            gathering.append(described(part.node, part.name, place, Ref()));
        } else if (isContainer(part)) {
            for (const NamedNode &item : partsOf(part.node)) {
                if (!isBeside(item.name))
                    gathering.append(described(item.node, item.name, place, Ref()));
            }
        }
    }
    if (list)
        resource.self.asCollection();
}

void Reader::addPage(Gathering &gathering, const Node &node, const Place &place) const
{
    Resource &resource = gathering.resource;
    const bool values = isPageOfValues(node);
    bool ok = false;
    const qint64 total = firstText(node, {"total", "resultTotal"}).toLongLong(&ok);
    if (ok)
        resource.total = total;
    for (const NamedNode &part : partsOf(node)) {
        if (isBeside(part.name))
            continue;
        if (!values)
            gathering.append(record(part, place));
        else if (part.name == QLatin1String("values"))
            gathering.append(value(part.node, place, resource.self));
    }
    if (!values)
        return;
    const qint64 page = node.value(QStringLiteral("page")).toLongLong();
    const qint64 pageSize = node.value(QStringLiteral("pageSize")).toLongLong();
    if (page > 0 && pageSize > 0 && page * pageSize < total && !resource.more) {
        QUrl next = place.base;
        QUrlQuery query(next);
        query.removeAllQueryItems(QStringLiteral("page"));
        query.addQueryItem(QStringLiteral("page"), QString::number(page + 1));
        next.setQuery(query);
        resource.more = Ref(next, resource.self.kind()).asCollection();
    }
}

Ref Reader::record(const NamedNode &part, const Place &place) const
{
    const QString own = part.node.value(QStringLiteral("_type"));
    const QString kind = kindOfRecord(own.isEmpty() ? part.name : own, m_catalog);
    QUrl href = hrefIn(part.node, place.base);
    QString id = identifierIn(part.node, href);
    if (href.isEmpty() && !id.isEmpty())
        href = place.base.resolved(QUrl(pathOfUrn(id)));
    Ref ref(href, kind, part.node.value(QStringLiteral("name")));
    if (href.isEmpty()) { // events and relations have no address of their own: they are shown as they stand in the page
        QList<QPair<QString, QString>> keys;
        for (const Node &member : part.node.isXml() ? part.node.attributes() : part.node.children()) {
            const bool tells =
                member.isLeaf() && !member.text().isEmpty() && !member.name().startsWith(QLatin1Char('_'));
            if (tells && keys.size() < 12)
                keys.append({member.name(), member.text()});
        }
        href = place.base;
        href.setFragment(fragmentFor({}, keys));
        ref.withHref(href).withoutChildren();
    }
    ref.withId(id).withState(stateIn(part.node, kind, m_catalog));
    return isLeaf(kind, m_catalog) ? ref.withoutChildren() : ref;
}

Ref Reader::value(const Node &item, const Place &place, const Ref &collection) const
{
    const QString id = item.value(QStringLiteral("id"));
    const QString event = item.value(QStringLiteral("eventId")); // events are only in their list
    QUrl href = hrefIn(item, place.base);
    if (href.isEmpty()) {
        href = place.base;
        if (!id.isEmpty()) {
            href.setQuery(QString());
            href.setPath(href.path() + (href.path().endsWith(QLatin1Char('/')) ? QString() : QStringLiteral("/")) + id);
        } else if (!event.isEmpty()) {
            href.setFragment(fragmentFor({}, {{QStringLiteral("eventId"), event}}));
        }
    }
    QString kind = kindOfUrn(id, m_catalog);
    if (kind.isEmpty())
        kind = collection.kind();
    Ref ref(href, kind, firstText(item, {"name", "displayName", "username", "alias", "eventType", "tag"}));
    ref.withId(id.isEmpty() ? event : id).withState(stateIn(item, kind, m_catalog));
    return isLeaf(kind, m_catalog) ? ref.withoutChildren() : ref;
}

void Reader::addReferences(Resource &resource, const Node &node, const Place &place, int depth) const
{
    if (depth == 0)
        return;
    for (const NamedNode &part : partsOf(node)) {
        if (isBeside(part.name))
            continue;
        const QUrl href = hrefIn(part.node, place.base);
        const QString id = part.node.value(QStringLiteral("id"));
        if (!href.isEmpty()) {
            resource.references << Reference{
                part.node.path(), described(part.node, part.name, place, Ref()), part.name};
        } else if (id.startsWith(QLatin1String("urn:vcloud:")) && !part.node.value(QStringLiteral("name")).isEmpty()) {
            const QUrl target = place.base.resolved(QUrl(pathOfUrn(id)));
            resource.references << Reference{part.node.path(),
                Ref(target, kindOfUrn(id, m_catalog), part.node.value(QStringLiteral("name"))).withId(id), part.name};
        }
        addReferences(resource, part.node, place, depth - 1);
    }
}

QList<Ref> Reader::entryPoints(const Node &session, const QUrl &base) const
{
    Resource resource;
    Gathering gathering(resource);
    addLinks(gathering, linksIn(session, base));
    QList<Ref> result;
    const bool lists = std::any_of(resource.children.begin(), resource.children.end(),
        [](const Ref &child) { return child.kind() == QLatin1String("orgList"); });
    for (const Ref &child : std::as_const(resource.children)) {
        if (!(lists && child.kind() == QLatin1String("org"))) // the session's own organization is in the list
            result << child;
    }
    return result;
}

void Reader::addEmbedded(QList<Contained> &found, const Node &node, const Place &place, int depth) const
{
    if (depth == 0)
        return;
    for (const NamedNode &part : partsOf(node)) {
        if (isBeside(part.name))
            continue;
        if (!part.node.value(QStringLiteral("href")).isEmpty() && isWhole(part.node, m_catalog))
            found.append({described(part.node, part.name, place, Ref()), part.node.path()});
        addEmbedded(found, part.node, place, depth - 1);
    }
}

QList<Contained> Reader::contained(const QUrl &asked, const Reply &reply) const
{
    if (!reply.isSuccess() || reply.body().trimmed().isEmpty())
        return {};
    Reply answer = reply;
    answer.setUrl(asked);
    const auto resource = read(Ref(), answer);
    if (!resource || resource->document.isNull())
        return {};
    QList<Contained> found{{resource->self, resource->part}};
    addEmbedded(found, resource->root(), Place{asked, {}, false}, 6);
    return found;
}

} // namespace nephoscope::clouddirector
