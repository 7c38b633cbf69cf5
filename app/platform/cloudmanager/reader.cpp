// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/reader.h"

#include "platform/parts.h"

#include <QCoreApplication>
#include <QRegularExpression>

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

QList<Item> itemsOf(const Node &root)
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

} // namespace

Result<Resource> Reader::read(const Ref &ref, const Reply &reply) const
{
    Resource resource;
    resource.self = ref;
    resource.requestId = QString::fromLatin1(reply.headers().value("OnCloud-Request-Id"));
    resource.etag = reply.headers().value("ETag");
    if (reply.body().trimmed().isEmpty())
        return resource;
    const auto document = Document::parse(reply.body(), "application/json");
    if (!document)
        return failure(document.error());
    resource.document = *document;
    const Node root = document->root();
    QUrl address = ref.href().isEmpty() ? reply.url() : ref.href();
    if (ref.kind().isEmpty())
        resource.self = Ref(address, kindAt(address), ref.name());
    if (address.hasFragment())
        return member(ref, resource);
    const bool list = root.kind() == Node::Kind::Array || isGroupedList(root);
    if (list && !ref.isCollection() && !ref.kind().isEmpty() && root.children().size() == 1
        && root.kind() == Node::Kind::Array) {
        resource.part = root.item(0).path(); // an audit group comes as a list of one
        readObject(resource, root.item(0), address);
    } else if (list) {
        readList(resource, address);
    } else {
        readObject(resource, root, address);
    }
    return resource;
}

Result<Resource> Reader::member(const Ref &ref, const Resource &list) const
{
    const Node part = picked(list.document.root(), ref.href().fragment(QUrl::FullyEncoded));
    if (part.isNull())
        return failure(Error(Error::Kind::NotFound,
            QCoreApplication::translate("CloudManager", "%1 is no longer listed there.").arg(ref.name())));
    return memberAt(ref, part, list);
}

Resource Reader::memberAt(const Ref &ref, const Node &part, const Resource &list) const
{
    Resource resource;
    resource.self = ref;
    resource.document = list.document;
    resource.part = part.path();
    resource.requestId = list.requestId;
    resource.readAt = list.readAt;
    readObject(resource, part, ref.href());
    return resource;
}

QList<Resource> Reader::members(const Resource &list) const
{
    QList<Resource> result;
    if (!list.self.isCollection())
        return result; // the arrays inside an object are no rows
    for (const Item &item : itemsOf(list.root())) {
        const Ref ref = m_tree.element(item.node, m_tree.kindOfArray(item.array, list.self.kind()), list.self.href());
        if (ref.href().hasFragment())
            result << memberAt(ref, item.node, list);
    }
    return result;
}

void Reader::readList(Resource &resource, const QUrl &list) const
{
    resource.self.asCollection();
    for (const Item &item : itemsOf(resource.root()))
        resource.children << m_tree.element(item.node, m_tree.kindOfArray(item.array, resource.self.kind()), list);
    resource.total = resource.children.size();
}

void Reader::readObject(Resource &resource, const Node &object, const QUrl &address) const
{
    const QString kind = resource.self.kind();
    if (const QString name = m_tree.nameOf(kind, object); !name.isEmpty())
        resource.self.withName(name);
    if (const QString id = m_tree.idOf(kind, object); !id.isEmpty())
        resource.self.withId(id);
    if (const State state = m_tree.stateOf(kind, object); !state.isNone())
        resource.self.withState(state);
    // a lone wrapper ({"agent": {…}}) is looked through
    resource.children =
        m_tree.lists(kind, object, address, resource.self.state()) + m_tree.members(kind, object, address);
    resource.operations = m_tree.operations(kind, object, address, resource.self.state());
}

QString Reader::kindAt(const QUrl &address) const
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
    return segments.isEmpty() ? QString() : m_catalog.canonicalKind(segments.last());
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
    if (resource->self.isCollection()) { // the rows of a list are there in full
        for (const Resource &member : members(*resource))
            found.append({member.self, member.part});
    }
    return found;
}

} // namespace nephoscope::cloudmanager
