// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/operations.h"

#include "platform/clouddirector/apiversion.h"
#include "platform/clouddirector/kinds.h"
#include "platform/clouddirector/readerparts.h"
#include "platform/parts.h"
#include "schema/schema.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUuid>
#include <algorithm>

namespace nephoscope::clouddirector {

namespace {

constexpr int deepestPart = 6; // sections, and groups in sections

QString tr(const char *text) { return QCoreApplication::translate("CloudDirector", text); }

bool isOpen(const QUrl &href) { return href.path().startsWith(QLatin1String("/cloudapi")); }

/// "POWERED_ON" → "powered on"
QString spoken(const QString &word) { return word.toLower().replace(QLatin1Char('_'), QLatin1Char(' ')); }

QString spoken(const QJsonArray &words)
{
    QStringList texts;
    for (const QJsonValue &word : words)
        texts << spoken(word.toString());
    return texts.join(tr(" or "));
}

/// "instantiateVdcTemplateParams" → "instantiate vdc template"
QString spokenKind(QString kind)
{
    if (kind.endsWith(QLatin1String("Params")))
        kind.chop(6);
    QString result;
    for (const QChar c : kind) {
        if (c.isUpper() && !result.isEmpty() && !result.back().isUpper())
            result += QLatin1Char(' ');
        result += c == QLatin1Char('.') ? QLatin1Char(' ') : c;
    }
    return result.toLower();
}

QUrl below(const QUrl &href, const QString &path)
{
    QUrl url = href;
    url.setQuery(QString());
    url.setFragment(QString());
    QString whole = url.path();
    while (whole.endsWith(QLatin1Char('/')))
        whole.chop(1);
    QString rest = path;
    if (rest.startsWith(QLatin1String("../"))) {
        rest.remove(0, 3);
        whole = whole.section(QLatin1Char('/'), 0, -2);
    }
    url.setPath(rest.isEmpty() ? whole : whole + QLatin1Char('/') + rest);
    return url;
}

/// A named part of an object that is no object itself: a network in a vApp, a file of a medium.
QString nameOfPart(const Node &node)
{
    return isTask(node) ? node.value(QStringLiteral("operation"))
                        : firstText(node, {"networkName", "name", "Key", "key"});
}

bool isIdentifier(const QString &segment)
{
    return segment.startsWith(QLatin1String("urn:")) || !QUuid::fromString(segment).isNull();
}

/// "/cloudapi/1.0.0/edgeGateways/urn:…/nat/rules/5" → "edgeGateways/*/nat/rules"
QString collectionOf(const QUrl &href, bool isItem)
{
    QStringList segments = href.path().split(QLatin1Char('/'), Qt::SkipEmptyParts).mid(2);
    if (isItem && !segments.isEmpty())
        segments.removeLast();
    for (QString &segment : segments) {
        if (isIdentifier(segment))
            segment = QStringLiteral("*");
    }
    return segments.join(QLatin1Char('/'));
}

Parameter parameterFrom(const QJsonObject &json)
{
    Parameter parameter;
    parameter.in = Parameter::In::Query;
    parameter.field.name = json.value(QStringLiteral("name")).toString();
    parameter.field.plain = PlainType::Boolean;
    parameter.field.help = json.value(QStringLiteral("help")).toString();
    parameter.field.preset = QStringLiteral("false");
    return parameter;
}

} // namespace

class Operations::Work {
public:
    Work(Resource &read, const Access &with)
        : resource(read)
        , access(with)
        , version(ApiVersion::parse(with.apiVersion))
    {
    }

    bool has(const QString &name) const
    {
        return std::any_of(resource.operations.begin(), resource.operations.end(),
            [&](const Operation &operation) { return operation.name == name && operation.place.isEmpty(); });
    }
    bool isAt(const QUrl &href) const
    {
        return std::any_of(resource.operations.begin(), resource.operations.end(),
            [&](const Operation &operation) { return operation.href.path() == href.path(); });
    }
    bool isKnownTo(const QJsonObject &json) const
    {
        const ApiVersion since = ApiVersion::parse(json.value(QStringLiteral("since")).toString());
        const ApiVersion until = ApiVersion::parse(json.value(QStringLiteral("until")).toString());
        return (since.isNull() || version >= since) && (until.isNull() || version < until);
    }

    Resource &resource;
    const Access &access;
    ApiVersion version;
    std::optional<TaskState> running; ///< what goes on with the object now
};

QString inNotation(const QString &mediaType, const Document &document)
{
    const QString type = mediaType.section(QLatin1Char(';'), 0, 0);
    if (document.isNull() || !type.startsWith(QLatin1String("application/vnd.vmware.")))
        return type;
    const qsizetype plus = type.lastIndexOf(QLatin1Char('+'));
    if (plus < 0)
        return type;
    return type.left(plus) + (document.isXml() ? QLatin1String("+xml") : QLatin1String("+json"));
}

void Operations::add(Resource &resource, const Access &access) const
{
    Work work(resource, access);
    const Node root = resource.root();
    resource.tasks = m_tasks.embedded(root, resource.self.href());
    for (const TaskState &task : std::as_const(resource.tasks)) {
        if (!task.isEnded())
            work.running = task;
    }
    addLinked(work);
    if (!resource.document.isNull() && !isPageOfRecords(root) && !isPageOfValues(root))
        addOfParts(work, root, deepestPart);
    addUnlinked(work);
    if (isOpen(resource.self.href()))
        addOpen(work);
    addMissing(work);
}

void Operations::addLinked(Work &work) const
{
    for (const Link &link : work.resource.links) {
        const Relation relation = relationNamed(link.relation, link.href, kindOfType(link.type, m_catalog), m_catalog);
        if (relation.role == Relation::Role::Act)
            work.resource.operations << fromLink(work, link, relation);
    }
}

void Operations::addOfParts(Work &work, const Node &node, int depth) const
{
    if (depth == 0)
        return;
    for (const NamedNode &part : partsOf(node)) {
        if (isBeside(part.name))
            continue;
        // an object inside another has a page of its own, with its own operations
        const QUrl href = hrefIn(part.node, work.resource.self.href());
        if (!urnOf(href).isEmpty() && !isTask(part.node))
            continue;
        for (const Link &link : linksIn(part.node, work.resource.self.href())) {
            const Relation relation =
                relationNamed(link.relation, link.href, kindOfType(link.type, m_catalog), m_catalog);
            if (relation.role != Relation::Role::Act)
                continue;
            Operation operation = fromLink(work, link, relation);
            operation.place = part.node.path();
            if (const QString name = nameOfPart(part.node); !name.isEmpty())
                operation.label = tr("%1: %2").arg(operation.label.isEmpty() ? operation.name : operation.label, name);
            work.resource.operations << operation;
        }
        addOfParts(work, part.node, depth - 1);
    }
}

Operation Operations::fromLink(const Work &work, const Link &link, const Relation &relation) const
{
    Operation operation;
    operation.name = link.relation;
    operation.method = relation.method;
    operation.href = link.href;
    operation.danger = relation.danger;
    operation.role = relation.does;
    if (relation.method != "GET" && relation.method != "DELETE" && relation.does != Operation::Role::Upload)
        operation.bodyType = isOpen(link.href) ? link.type.section(QLatin1Char(' '), 0, 0)
                                               : inNotation(link.type, work.resource.document);
    complete(work, operation, labelFor(link, relation));
    return operation;
}

QString Operations::labelFor(const Link &link, const Relation &relation) const
{
    const QString kind = kindOfType(link.type, m_catalog);
    const bool isPlain = relation.label == QLatin1String("Add");
    if (!isPlain)
        return relation.label;
    const QString label = m_catalog.kind(kind).label;
    const QString what = label.isEmpty() ? spokenKind(kind.isEmpty() ? link.name : kind) : label.toLower();
    return what.isEmpty() ? relation.label : tr("Add %1").arg(what);
}

void Operations::complete(const Work &work, Operation &operation, const QString &label) const
{
    operation.label = label;
    if (work.access.schema && !operation.bodyType.isEmpty())
        operation.bodySchema = work.access.schema->typeOfMedia(operation.bodyType);
    const QJsonObject all = m_catalog.section(QStringLiteral("parameters"));
    const QString key = operation.name + QLatin1Char(' ') + work.resource.self.kind();
    for (const QJsonValue &each : all.value(key).toArray()) {
        if (work.isKnownTo(each.toObject()))
            operation.parameters << parameterFrom(each.toObject());
    }
    const bool whole = operation.role == Operation::Role::Edit || operation.role == Operation::Role::Delete;
    if (whole && !work.resource.etag.isEmpty() && operation.place.isEmpty()) {
        Parameter match;
        match.in = Parameter::In::Header;
        match.field.name = QStringLiteral("If-Match");
        match.field.preset = QString::fromLatin1(work.resource.etag);
        operation.parameters << match;
    }
}

Operation Operations::fromJson(const Work &work, const QString &name, const QJsonObject &json) const
{
    Operation operation;
    operation.name = name;
    operation.href = below(work.resource.self.href(), json.value(QStringLiteral("path")).toString());
    const QString body = json.value(QStringLiteral("body")).toString();
    const QString type =
        body.isEmpty() ? QString() : QLatin1String("application/vnd.vmware.") + body + QLatin1String("+xml");
    const Relation relation = relationNamed(name, operation.href, kindOfType(type, m_catalog), m_catalog);
    operation.method = json.value(QStringLiteral("method")).toString(QString::fromLatin1(relation.method)).toLatin1();
    operation.bodyType = inNotation(type, work.resource.document);
    operation.danger = relation.danger;
    operation.role = relation.does;
    complete(work, operation, relation.label);
    return operation;
}

/// What the service takes at such an object although no link says so: known from its documentation. Offered to whoever
/// may do what `with` names.
void Operations::addUnlinked(Work &work) const
{
    const QJsonObject known = m_catalog.section(QStringLiteral("unlinked")).value(work.resource.self.kind()).toObject();
    for (auto each = known.begin(); each != known.end(); ++each) {
        const QJsonObject json = each.value().toObject();
        const QString with = json.value(QStringLiteral("with")).toString();
        if (!work.isKnownTo(json) || work.has(each.key()) || (!with.isEmpty() && !work.has(with)))
            continue;
        Operation operation = fromJson(work, each.key(), json);
        if (work.isAt(operation.href))
            continue; // newer servers link it
        if (const QString place = json.value(QStringLiteral("place")).toString(); !place.isEmpty()) {
            const QList<Node> parts = partsNamed(work.resource.root(), place);
            if (parts.isEmpty())
                continue;
            operation.place = parts.first().path();
        }
        work.resource.operations << operation;
    }
}

/// cloudapi: where headers name no operation, the methods that the collection is known to have, or, of unknown ones,
/// those that all have by convention.
void Operations::addOpen(Work &work) const
{
    const bool linked = std::any_of(work.resource.links.begin(), work.resource.links.end(), [](const Link &link) {
        return link.relation == QLatin1String("edit") || link.relation == QLatin1String("add")
            || link.relation == QLatin1String("remove");
    });
    if (linked || work.resource.document.isNull() || work.resource.self.href().hasFragment())
        return;
    const QUrl href = below(work.resource.self.href(), {});
    const bool isPage = isPageOfValues(work.resource.root());
    const bool isItem = !isPage && isIdentifier(href.path().section(QLatin1Char('/'), -1));
    const QJsonValue known = m_catalog.section(QStringLiteral("cloudapi"))
                                 .value(QStringLiteral("methods"))
                                 .toObject()
                                 .value(collectionOf(href, isItem));
    const QString methods = known.isString() ? known.toString() : isItem ? QStringLiteral("PUT DELETE") : QString();
    const auto offer = [&](const char *relation, const char *method) {
        if (!methods.split(QLatin1Char(' ')).contains(QLatin1String(method)) || work.has(QLatin1String(relation)))
            return;
        Link link;
        link.relation = QLatin1String(relation);
        link.href = href;
        link.type = QStringLiteral("application/json");
        const Relation rule = relationNamed(link.relation, link.href, {}, m_catalog);
        Operation operation = fromLink(work, link, rule);
        if (isPage) {
            const QString label = m_catalog.kind(work.resource.self.kind()).label;
            operation.label =
                tr("Add %1").arg(label.isEmpty() ? spokenKind(work.resource.self.kind()) : label.toLower());
        }
        work.resource.operations << operation;
    };
    if (isPage) {
        offer("add", "POST");
        return;
    }
    offer("edit", "PUT");
    offer("remove", "DELETE");
}

/// What such an object can have in some state, but has not now.
void Operations::addMissing(Work &work) const
{
    const bool isObject = !work.resource.document.isNull() && !work.resource.self.isCollection();
    if (!isObject || !work.access.isComplete)
        return;
    const QJsonObject known = m_catalog.section(QStringLiteral("expected")).value(work.resource.self.kind()).toObject();
    for (auto each = known.begin(); each != known.end(); ++each) {
        const QJsonObject json = each.value().toObject();
        if (!work.isKnownTo(json) || work.has(each.key()))
            continue;
        Operation operation = fromJson(work, each.key(), json);
        operation.offered = false;
        operation.reason = reason(work, json);
        work.resource.operations << operation;
    }
}

QString Operations::reason(const Work &work, const QJsonObject &condition) const
{
    if (work.running) {
        const QString what = work.running->description.isEmpty() ? work.running->operation : work.running->description;
        return tr("It is busy: %1").arg(what);
    }
    const QString state = work.resource.self.state().word();
    const QJsonArray states = condition.value(QStringLiteral("states")).toArray();
    if (!states.isEmpty() && !state.isEmpty() && !states.contains(QJsonValue(state)))
        return tr("It is %1; this needs it to be %2.").arg(spoken(state), spoken(states));
    const QString deployed = work.resource.root().value(QStringLiteral("deployed"));
    const QJsonValue wanted = condition.value(QStringLiteral("deployed"));
    if (wanted.isBool() && deployed == QLatin1String("true") && !wanted.toBool())
        return tr("It is deployed; stop it first.");
    if (wanted.isBool() && deployed == QLatin1String("false") && wanted.toBool())
        return tr("It is not deployed.");
    const QString part = condition.value(QStringLiteral("part")).toString();
    if (!part.isEmpty() && work.resource.root().at(Path(part)).isNull() && work.resource.document.isXml())
        return condition.value(QStringLiteral("without")).toString();
    return tr("The server does not offer it: your role may not include it.");
}

} // namespace nephoscope::clouddirector
