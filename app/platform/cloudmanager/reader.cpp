// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/reader.h"

#include "platform/cloudmanager/elements.h"
#include "platform/limits.h"
#include "platform/parts.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

namespace nephoscope::cloudmanager {

namespace {

/// {"vsaWorkingEnvironments":[…],"onPremWorkingEnvironments":[…]}: an object whose members are all arrays.
bool isGroupedList(const Node &root)
{
    if (root.kind() != Node::Kind::Object)
        return false;
    const QList<Node> members = root.children();
    return !members.isEmpty()
        && std::all_of(members.begin(), members.end(), [](const Node &m) { return m.kind() == Node::Kind::Array; });
}

/// An object of a list, and the name of the array it stands in where the list is grouped.
struct Item {
    Node node;
    QString array;
};

QList<Item> rowsOf(const Node &root)
{
    QList<Item> result;
    for (const Node &each : root.children()) {
        if (each.kind() == Node::Kind::Object)
            result.append({each, QString()});
        else if (each.kind() == Node::Kind::Array) {
            for (const Node &item : each.children()) {
                if (item.kind() == Node::Kind::Object)
                    result.append({item, each.name()});
            }
        }
    }
    return result;
}

/// The member of a grouped list that a row stands in; empty in plain lists.
QString arrayOf(const Node &row)
{
    const Node array = row.parent();
    return array.kind() == Node::Kind::Array ? array.name() : QString();
}

const QString areaMark = QStringLiteral("area=");
const QString allAreas = QStringLiteral("*");

/// Areas have no address of their own: they are asked for where every server answers.
Ref areaRef(const QUrl &site, const QString &group, const QString &name)
{
    QUrl url = site.resolved(QUrl(QStringLiteral("/occm/api/occm/system/about")));
    url.setFragment(areaMark + group);
    return Ref(url, QStringLiteral("area"), name).asCollection();
}

/// Keys of the calls that read these.
QSet<QString> callsOf(const QList<Ref> &refs, const CallMap &calls)
{
    QSet<QString> keys;
    for (const Ref &ref : refs) {
        if (const Place at = calls.at("GET", ref.href()); at.item && !ref.href().hasFragment())
            keys.insert(at.item->key());
    }
    return keys;
}

} // namespace

Result<Resource> Reader::read(const Ref &ref, const Reply &reply, const CallMap &calls, bool withTokens) const
{
    const Reading reading{calls, Belongings(calls, m_hints), withTokens};
    if (ref.href().fragment().startsWith(areaMark))
        return area(ref, reading);
    Resource resource;
    resource.self = ref;
    resource.requestId = QString::fromLatin1(reply.headers().value("OnCloud-Request-Id"));
    resource.etag = reply.headers().value("ETag");
    if (reply.body().trimmed().isEmpty())
        return resource;
    const auto document = Document::parse(reply.body(), "application/json", answerLimits());
    if (!document)
        return failure(document.error());
    resource.document = *document;
    const Node root = document->root();
    QUrl address = ref.href().isEmpty() ? reply.url() : ref.href();
    if (ref.kind().isEmpty())
        resource.self = Ref(address, kindAt(address, calls), ref.name());
    if (address.hasFragment())
        return member(ref, resource, reading);
    const Place at = calls.at("GET", address);
    const bool grouped = isGroupedList(root) && (!at.item || at.item->isList);
    const bool list = root.kind() == Node::Kind::Array || grouped;
    if (list && !ref.isCollection() && !ref.kind().isEmpty() && root.children().size() == 1
        && root.kind() == Node::Kind::Array) {
        resource.part = root.item(0).path(); // an audit group comes as a list of one
        readObject(resource, root.item(0), address, reading);
    } else if (list) {
        readList(resource, address, reading);
    } else {
        readObject(resource, root, address, reading);
    }
    return resource;
}

Result<Resource> Reader::member(const Ref &ref, const Resource &list, const Reading &reading) const
{
    const Node part = picked(list.document.root(), ref.href().fragment(QUrl::FullyEncoded));
    if (part.isNull())
        return failure(Error(Error::Kind::NotFound,
            QCoreApplication::translate("CloudManager", "%1 is no longer listed there.").arg(ref.name())));
    return memberAt(ref, part, list, reading);
}

Resource Reader::memberAt(const Ref &ref, const Node &part, const Resource &list, const Reading &reading) const
{
    Resource resource;
    resource.self = ref;
    resource.document = list.document;
    resource.part = part.path();
    resource.requestId = list.requestId;
    resource.readAt = list.readAt;
    readObject(resource, part, ref.href(), reading);
    return resource;
}

QList<Resource> Reader::members(const Resource &list, const CallMap &calls) const
{
    QList<Resource> result;
    if (!list.self.isCollection() || list.document.isNull())
        return result; // the arrays inside an object are no rows
    const Reading reading{calls, Belongings(calls, m_hints), false};
    const QList<Item> rows = rowsOf(list.root());
    const QList<Ref> refs = elements(list, list.self.href(), reading);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (refs[i].href().hasFragment())
            result << memberAt(refs[i], rows[i].node, list, reading);
    }
    return result;
}

QList<Ref> Reader::elements(const Resource &list, const QUrl &address, const Reading &reading) const
{
    Elements elements(reading.calls, reading.belongings, m_hints, m_tree, address, list.self.kind());
    QList<Ref> refs;
    for (const Item &item : rowsOf(list.root()))
        refs << elements.element(item.node, item.array);
    return refs;
}

void Reader::readList(Resource &resource, const QUrl &list, const Reading &reading) const
{
    resource.self.asCollection();
    resource.children = elements(resource, list, reading);
    resource.total = resource.children.size();
    const Subject subject = Subject::list(reading.calls, list);
    resource.operations = reading.belongings.operationsOfList(subject, resource.self.kind());
}

void Reader::readObject(Resource &resource, const Node &object, const QUrl &address, const Reading &reading) const
{
    const QString kind = resource.self.kind();
    if (const QString name = m_tree.nameOf(kind, object); !name.isEmpty())
        resource.self.withName(name);
    if (const QString id = m_tree.idOf(kind, object); !id.isEmpty())
        resource.self.withId(id);
    if (const State state = m_tree.stateOf(kind, object); !state.isNone())
        resource.self.withState(state);
    const QString state = resource.self.state().word();
    const Subject subject = Subject::object(reading.calls, m_hints, kind, address, object, arrayOf(object));
    resource.children = m_tree.knows(kind) ? m_tree.lists(kind, object, address, resource.self.state(), reading.calls)
            + m_tree.members(kind, object, address)
                                           : reading.belongings.listsOf(subject, state);
    resource.operations =
        reading.belongings.operationsOf(subject, kind, state, callsOf(resource.children, reading.calls));
}

Subject Reader::subjectOf(const Resource &resource, const CallMap &calls) const
{
    const Node node = resource.root();
    return Subject::object(calls, m_hints, resource.self.kind(), resource.self.href(), node, arrayOf(node));
}

Resource Reader::area(const Ref &ref, const Reading &reading) const
{
    Resource resource;
    resource.self = Ref(ref).asCollection();
    const QString group = ref.href().fragment().mid(areaMark.size());
    if (group == allAreas) {
        for (const QString &each : areas(ref.href(), reading))
            resource.children << areaRef(ref.href(), each, each);
        return resource;
    }
    resource.children = uncovered(group, ref.href(), reading);
    resource.operations = reading.belongings.operationsOfArea(group, ref.href());
    return resource;
}

/// Lists and single objects of an area that the catalogue shows nowhere else.
QList<Ref> Reader::uncovered(const QString &group, const QUrl &site, const Reading &reading) const
{
    QList<Ref> refs;
    for (const Ref &ref : reading.belongings.membersOfArea(group, site)) {
        if (!m_hints.covers(ref.href().path()))
            refs << ref;
    }
    return refs;
}

QStringList Reader::areas(const QUrl &site, const Reading &reading) const
{
    QStringList groups;
    QSet<QString> closed; // the neighbours take tokens only
    for (const PublishedCall &call : reading.calls.calls()) {
        if (call.call->base.isEmpty() && !reading.withTokens)
            closed.insert(call.group);
    }
    for (const PublishedCall &call : reading.calls.calls()) {
        if (!call.call->base.isEmpty())
            closed.remove(call.group);
    }
    for (const QString &group : reading.calls.groups()) {
        if (closed.contains(group))
            continue;
        if (!uncovered(group, site, reading).isEmpty() || !reading.belongings.operationsOfArea(group, site).isEmpty())
            groups << group;
    }
    return groups;
}

QList<Ref> Reader::roots(const QUrl &site, bool withTokens, const CallMap &calls) const
{
    QList<Ref> roots = m_tree.roots(site, withTokens, calls);
    // without a catalogue, areas are all there is
    if (!roots.isEmpty())
        return roots << areaRef(site, allAreas, QCoreApplication::translate("CloudManager", "More of this API"));
    const Reading reading{calls, Belongings(calls, m_hints), withTokens};
    for (const QString &group : areas(site, reading))
        roots << areaRef(site, group, group);
    return roots;
}

QString Reader::kindAt(const QUrl &address, const CallMap &calls) const
{
    static const QRegularExpression variable(QStringLiteral("\\\\\\{\\w+\\\\\\}"));
    const QString path = address.path();
    const auto matches = [&path](const QString &pathTemplate) {
        const QString pattern = QRegularExpression::escape(QUrl(pathTemplate).path(QUrl::FullyDecoded))
                                    .replace(variable, QStringLiteral("[^/].*"));
        return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(path).hasMatch();
    };
    const QJsonObject items = m_catalog.section(QStringLiteral("items"));
    for (auto it = items.constBegin(); it != items.constEnd(); ++it) {
        if (matches(it.value().toString()))
            return it.key();
    }
    // lists in path form end in the id of what they belong to
    const QJsonObject known = m_catalog.section(QStringLiteral("segments"));
    const QStringList segments = path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (auto segment = segments.crbegin(); segment != segments.crend(); ++segment) {
        if (const QString kind = known.value(*segment).toString(); !kind.isEmpty())
            return kind;
    }
    if (const Place at = calls.at("GET", address); at.item)
        return Belongings(calls, m_hints).kindOf(*at.item);
    return segments.isEmpty() ? QString() : m_catalog.canonicalKind(segments.last());
}

QList<Contained> Reader::contained(const QUrl &asked, const Reply &reply, const CallMap &calls) const
{
    if (!reply.isSuccess() || reply.body().trimmed().isEmpty())
        return {};
    Reply answer = reply;
    answer.setUrl(asked);
    const auto resource = read(Ref(), answer, calls, false);
    if (!resource || resource->document.isNull())
        return {};
    QList<Contained> found{{resource->self, resource->part}};
    if (resource->self.isCollection()) { // the rows of a list are there in full
        for (const Resource &member : members(*resource, calls))
            found.append({member.self, member.part});
    }
    return found;
}

} // namespace nephoscope::cloudmanager
