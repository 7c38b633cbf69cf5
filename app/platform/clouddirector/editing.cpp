// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/editing.h"

#include "platform/clouddirector/operations.h"
#include "platform/clouddirector/readerparts.h"
#include "platform/clouddirector/requests.h"
#include "platform/parts.h"
#include "schema/schema.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>

namespace nephoscope::clouddirector {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("CloudDirector", text); }

/// "@ovf:id" → "id", "Item[2]" → "item"
QString word(const QString &step)
{
    QString name = step.section(QLatin1Char('['), 0, 0).toLower();
    if (name.startsWith(QLatin1Char('@')))
        name = name.mid(1).section(QLatin1Char(':'), -1);
    return name;
}

/// What a JSON item of an array of mixed types is: "NetworkConnectionSectionType" → "networkconnectionsection".
QString typeWord(const Node &item)
{
    QString type = item.value(QStringLiteral("_type")).toLower();
    if (type.endsWith(QLatin1String("type")))
        type.chop(4);
    return type;
}

/// The way to a place in words that are the same in both notations, counted from the resource's own root.
QStringList wordsOf(const Resource &resource, const Path &path)
{
    const QStringList steps = path.steps();
    QStringList words;
    Node node = resource.document.root();
    Path at;
    for (const QString &step : steps) {
        at = at.child(step);
        const Node next = resource.document.root().at(at);
        if (node.kind() == Node::Kind::Array) {
            const QString type = typeWord(next);
            if (!type.isEmpty() && !words.isEmpty())
                words.last() = type;
        } else {
            words << word(step);
        }
        node = next;
    }
    return words.mid(resource.part.steps().size());
}

bool isWithin(const Path &path, const Path &place)
{
    return place.isEmpty() || path == place || path.text().startsWith(place.text() + QLatin1Char('/'));
}

/// A place of a draft's document as one of its base, also where it is not there yet.
Path basePathOf(const Draft &draft, const Path &path)
{
    if (path.isEmpty())
        return path;
    if (const auto known = draft.inBase(path))
        return *known;
    const Path parent = basePathOf(draft, path.parent());
    const QString last = path.text().section(QLatin1Char('/'), -1);
    return parent.isEmpty() ? Path(last) : Path(parent.text() + QLatin1Char('/') + last);
}

Path pathOf(const Change &change, const Draft &draft)
{
    if (change.kind == Change::Kind::Removed)
        return change.path;
    return change.basePath.isEmpty() ? basePathOf(draft, change.path) : change.basePath;
}

Node sectionNamed(const Node &root, const QString &name)
{
    for (const NamedNode &part : partsOf(root)) {
        if (part.name.compare(name, Qt::CaseInsensitive) == 0
            || typeWord(part.node).compare(name, Qt::CaseInsensitive) == 0)
            return part.node;
    }
    return {};
}

/// What of an object goes where it is sent without its parts: its own attributes, and the elements of those names.
Result<QByteArray> alone(const QByteArray &object, const QStringList &fields)
{
    const auto document = Document::parse(object);
    if (!document)
        return failure(document.error());
    Draft draft(*document);
    QList<Node> members = document->root().children();
    std::reverse(members.begin(), members.end()); // from the back, so that places stay what they are
    for (const Node &member : members) {
        const bool isPart = member.isXml() ? member.kind() == Node::Kind::Element : !member.isLeaf();
        if (!isPart || fields.contains(member.name(), Qt::CaseInsensitive))
            continue;
        if (const auto removed = draft.remove(member.path()); !removed)
            return failure(removed.error());
    }
    return draft.document().serialized();
}

/// Tells the service that a section counts: without that mark it looks at none of its changes.
Result<QByteArray> marked(const QByteArray &object, const QString &section)
{
    const auto document = Document::parse(object);
    if (!document)
        return failure(document.error());
    const Node part = sectionNamed(document->root(), section);
    if (part.isNull())
        return object;
    Draft draft(*document);
    const auto set = part.isXml()
        ? draft.set(part.path().child(QStringLiteral("@Modified")), Value::text(QStringLiteral("true")))
        : draft.set(part.path().child(QStringLiteral("modified")), Value::boolean(true));
    if (!set)
        return failure(set.error());
    return draft.document().serialized();
}

/// A link "edit" in another notation than the object's leads to something else about it, as its quotas.
bool isInNotation(const Operation &operation, const Document &document)
{
    const QString type = operation.bodyType.section(QLatin1Char(';'), 0, 0);
    return !type.endsWith(document.isXml() ? QLatin1String("json") : QLatin1String("xml"));
}

/// A device stands in its section as one of the OVF's elements, and by itself is one of the service's own.
QByteArray asOwn(const QByteArray &device)
{
    static const QByteArray space = "http://www.vmware.com/vcloud/v1.5";
    const auto document = Document::parse(device, "application/xml");
    const Node root = document ? document->root() : Node();
    const QByteArray prefix = root.prefix().toUtf8();
    if (root.name() != QLatin1String("Item") || root.namespaceUri().toUtf8() == space || prefix.isEmpty())
        return device;
    const QByteArray was = prefix + ":Item";
    QByteArray made = device;
    made.replace(made.indexOf('<' + was), was.size() + 1, "<own:Item xmlns:own=\"" + space + '"');
    const QByteArray end = "</" + was;
    if (const qsizetype place = made.lastIndexOf(end); place >= 0)
        made.replace(place, end.size(), "</own:Item");
    return made;
}

QStringList listIn(const QJsonObject &json, const char *name)
{
    QStringList texts;
    for (const QJsonValue &each : json.value(QLatin1String(name)).toArray())
        texts << each.toString();
    return texts;
}

} // namespace

class Editing::Batch {
public:
    Operation operation;
    QList<QStringList> changed; ///< in words
};

QString schemaTypeOf(const Node &node, const QString &mediaType, const Schema &schema)
{
    const QString own =
        node.isXml() ? node.attribute(QStringLiteral("type")).text() : node.value(QStringLiteral("_type"));
    const QString element = node.isXml() ? schema.typeOfElement(node.namespaceUri(), node.name()) : QString();
    QString best = element;
    QStringList claims{schema.typeOfMedia(typeIn(node)), schema.typeOfMedia(mediaType)};
    if (!own.contains(
            QLatin1Char('/'))) // xsi:type or the vCloud attribute of that name: a type's name, not a media type
        claims.prepend(schema.typeNamed(own.section(QLatin1Char(':'), -1), node.namespaceUri()));
    for (const QString &claim : std::as_const(claims)) {
        // some sections claim to be something else: only what narrows the element's own type is believed
        if (!claim.isEmpty() && (best.isEmpty() || schema.isKindOf(claim, best)))
            best = claim;
    }
    return best;
}

bool Editing::isReadOnly(const QString &word) const
{
    const QStringList never = listIn(m_catalog.section(QStringLiteral("readOnly")), "fields");
    return never.contains(word, Qt::CaseInsensitive);
}

/// Whether the service makes it out of something else, in objects of that kind or in entries that are there already.
bool Editing::isDerived(const Resource &resource, const QStringList &words, const Path &path) const
{
    if (resource.document.root().at(path.parent()).isNull())
        return false; // what is added says it itself
    const QJsonObject derived = m_catalog.section(QStringLiteral("derived"));
    QStringList holders{resource.self.kind().toLower()};
    for (const QString &word : words) {
        for (const QString &holder : std::as_const(holders))
            for (const QJsonValue &each : derived.value(holder).toArray())
                if (each.toString().compare(word, Qt::CaseInsensitive) == 0)
                    return true;
        holders << word;
    }
    return false;
}

QJsonObject Editing::rule(const Resource &resource, const Operation &operation) const
{
    return m_catalog.section(QStringLiteral("edits"))
        .value(resource.self.kind())
        .toObject()
        .value(operation.name)
        .toObject();
}

/// Whether an operation at the object itself takes that field.
bool Editing::takes(const Resource &resource, const Operation &operation, const QStringList &words) const
{
    const QJsonObject known = rule(resource, operation);
    if (known.isEmpty())
        return operation.role == Operation::Role::Edit && isInNotation(operation, resource.document);
    const QString part = known.value(QStringLiteral("part")).toString().toLower();
    if (!part.isEmpty())
        return (words.join(QLatin1Char('/')) + QLatin1Char('/')).startsWith(part + QLatin1Char('/'));
    return words.isEmpty() || listIn(known, "fields").contains(words.first(), Qt::CaseInsensitive);
}

/// Whether it stands for "this section counts", which marked() says of sections that were changed.
bool Editing::isMark(const Resource &resource, const QStringList &words) const
{
    if (words.size() != 2 || words.last() != QLatin1String("modified"))
        return false;
    return std::any_of(resource.operations.begin(), resource.operations.end(), [&](const Operation &operation) {
        return listIn(rule(resource, operation), "marks").contains(words.first(), Qt::CaseInsensitive);
    });
}

bool Editing::mayChange(
    const Resource &resource, const Operation &operation, const Path &path, const Access &access) const
{
    if (!access.schema)
        return true;
    const Node part = operation.place.isEmpty() ? resource.root() : resource.document.root().at(operation.place);
    const QString type =
        schemaTypeOf(part, operation.place.isEmpty() ? resource.self.mediaType() : QString(), *access.schema);
    const Path root = part.path();
    const Path rest(root.isEmpty() ? path.text() : path.text().mid(root.text().size() + 1));
    if (type.isEmpty() || rest.isEmpty())
        return true;
    const auto field = access.schema->field(type, rest);
    return !field || (field->modifiable != Modifiable::Never && field->modifiable != Modifiable::WhenCreating);
}

std::optional<Operation> Editing::editor(const Resource &resource, const Path &path, const Access &access) const
{
    if (resource.document.isNull() || !isWithin(path, resource.part))
        return std::nullopt;
    const QStringList words = wordsOf(resource, path);
    static const QStringList nowhere{QStringLiteral("link"), QStringLiteral("tasks"), QStringLiteral("files")};
    const auto isNowhere = [&](const QString &each) { return nowhere.contains(each); };
    if (std::any_of(words.begin(), words.end(), isNowhere) || (!words.isEmpty() && isReadOnly(words.first()))
        || isMark(resource, words) || isDerived(resource, words, path))
        return std::nullopt;
    const bool isMetadata = resource.self.kind() == QLatin1String("metadata");
    if (isMetadata && words.size() > 1 && words[1] == QLatin1String("key")
        && !resource.document.root().at(path).isNull())
        return std::nullopt; // another key is another entry
    std::optional<Operation> best;
    for (Operation operation : resource.operations) {
        if (!operation.offered || operation.bodyType.isEmpty() || !isWithin(path, operation.place))
            continue;
        if (operation.place.isEmpty() ? !takes(resource, operation, words)
                                      : isMetadata || operation.role != Operation::Role::Edit)
            continue;
        const QString part = rule(resource, operation).value(QStringLiteral("part")).toString();
        if (operation.place.isEmpty() && !part.isEmpty())
            operation.place = resource.root().at(Path(part)).path();
        const bool closer = !best || operation.place.text().size() > best->place.text().size();
        const bool plainer = best && operation.place == best->place && operation.role == Operation::Role::Edit
            && best->role != Operation::Role::Edit;
        if (closer || plainer)
            best = operation;
    }
    if (!best || !mayChange(resource, *best, path, access))
        return std::nullopt;
    // a section's own address is no more a matter of choice than an object's
    const qsizetype depth = best->place.isEmpty() ? 0 : wordsOf(resource, best->place).size();
    if (words.size() == depth + 1 && isReadOnly(words.last()))
        return std::nullopt;
    best->role = Operation::Role::Edit;
    best->replaces = !isMetadata;
    best->isRecommended = true;
    return best;
}

std::optional<Operation> Editing::whole(const Resource &resource, const QList<Batch> &batches) const
{
    for (const Operation &operation : resource.operations) {
        if (!operation.offered || !rule(resource, operation).value(QStringLiteral("whole")).toBool())
            continue;
        const bool all = std::all_of(batches.begin(), batches.end(), [&](const Batch &batch) {
            return std::all_of(batch.changed.begin(), batch.changed.end(),
                [&](const QStringList &words) { return takes(resource, operation, words.mid(0, 1)); });
        });
        if (all)
            return operation;
    }
    return std::nullopt;
}

Result<QList<Request>> Editing::save(const Resource &resource, const Draft &draft, const Access &access) const
{
    if (resource.self.kind() == QLatin1String("metadata"))
        return saveMetadata(resource, draft, access);
    QList<Batch> batches;
    QStringList refused;
    for (const Change &change : draft.changes()) {
        const Path path = pathOf(change, draft);
        const auto operation = editor(resource, path, access);
        if (!operation) {
            refused << path.text();
            continue;
        }
        const auto same = std::find_if(batches.begin(), batches.end(), [&](const Batch &batch) {
            return batch.operation.href == operation->href && batch.operation.name == operation->name;
        });
        const QStringList words = wordsOf(resource, path);
        if (same != batches.end())
            same->changed << words;
        else
            batches << Batch{*operation, {words}};
    }
    if (!refused.isEmpty())
        return failure(Error(
            Error::Kind::Invalid, tr("Nothing here takes a change of: %1").arg(refused.join(QLatin1String(", ")))));
    if (batches.size() > 1) {
        if (const auto one = whole(resource, batches)) {
            Batch together{*one, {}};
            for (const Batch &batch : std::as_const(batches))
                together.changed << batch.changed;
            batches = {together};
        }
    }
    QList<Request> requests;
    for (const Batch &batch : std::as_const(batches)) {
        const auto made = request(resource, draft, batch);
        if (!made)
            return failure(made.error());
        requests << *made;
    }
    return requests;
}

Result<Request> Editing::request(const Resource &resource, const Draft &draft, const Batch &batch) const
{
    const Path basePlace = batch.operation.place.isEmpty() ? resource.part : batch.operation.place;
    const auto place = draft.inDocument(basePlace);
    if (!place)
        return failure(Error::Kind::Invalid, tr("%1 was taken out and cannot be left out.").arg(basePlace.text()));
    QByteArray body = draft.document().root().at(*place).bytes();
    const QJsonObject known = batch.operation.place.isEmpty() ? rule(resource, batch.operation) : QJsonObject();
    if (known.value(QStringLiteral("alone")).toBool()) {
        const auto reduced = alone(body, listIn(known, "fields"));
        if (!reduced)
            return failure(reduced.error());
        body = *reduced;
    }
    for (const QString &section : listIn(known, "marks")) {
        const bool isChanged = std::any_of(batch.changed.begin(), batch.changed.end(), [&](const QStringList &words) {
            return !words.isEmpty() && words.first().compare(section, Qt::CaseInsensitive) == 0;
        });
        if (!isChanged)
            continue;
        const auto with = marked(body, section);
        if (!with)
            return failure(with.error());
        body = *with;
    }
    return requestFor(batch.operation, {}, asOwn(body));
}

/// Entries are merged by one POST of those that changed; what was taken out is deleted one by one.
Result<QList<Request>> Editing::saveMetadata(const Resource &resource, const Draft &draft, const Access &access) const
{
    const QString entryName = QStringLiteral("MetadataEntry");
    QList<Request> requests;
    std::optional<Operation> operation;
    QStringList refused;
    for (const Change &change : draft.changes()) {
        const Path path = pathOf(change, draft);
        const auto found = editor(resource, path, access);
        if (!found) {
            refused << path.text();
            continue;
        }
        const Node removed = resource.document.root().at(path);
        const QUrl href = hrefIn(removed, resource.self.href());
        if (change.kind == Change::Kind::Removed && !href.isEmpty())
            requests << Request("DELETE", href);
        else
            operation = found;
    }
    if (!refused.isEmpty())
        return failure(Error(
            Error::Kind::Invalid, tr("Nothing here takes a change of: %1").arg(refused.join(QLatin1String(", ")))));
    if (!operation)
        return requests;
    Draft body(draft.document());
    QList<Node> entries =
        partsOf(draft.document().root()).isEmpty() ? QList<Node>() : partsNamed(draft.document().root(), entryName);
    std::reverse(entries.begin(), entries.end());
    for (const Node &entry : std::as_const(entries)) {
        if (!draft.isChanged(entry.path())) {
            if (const auto left = body.remove(entry.path()); !left)
                return failure(left.error());
        }
    }
    const auto merged = requestFor(*operation, {}, body.document().root().at(resource.part).bytes());
    if (!merged)
        return failure(merged.error());
    requests.prepend(*merged);
    return requests;
}

} // namespace nephoscope::clouddirector
