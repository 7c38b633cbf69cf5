// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/editoracle.h"

#include <QFile>
#include <QSet>

namespace nephoscope {

namespace {

using Leaves = QMap<QString, QString>;

void collect(const Node &node, qsizetype above, Leaves *leaves)
{
    QString place = node.path().text().mid(above);
    if (place.startsWith(u'/'))
        place.remove(0, 1);
    const bool isEmptied = node.isXml() && place.isEmpty(); // what stood in it was left out
    if (node.isLeaf() && !isEmptied)
        leaves->insert(place, node.isNil() ? QStringLiteral("(nil)") : node.text());
    const QList<Node> attributes = node.isXml() ? node.attributes() : QList<Node>();
    for (const Node &attribute : attributes)
        collect(attribute, above, leaves);
    const QList<Node> children = node.children();
    for (const Node &child : children)
        if (!child.isXml() || child.kind() == Node::Kind::Element)
            collect(child, above, leaves);
}

/// The service looks at no change of a section without that mark.
bool isMark(const QString &place)
{
    return place.section(u'/', -1).compare(u"modified", Qt::CaseInsensitive) == 0 || place.endsWith(u"@Modified");
}

bool isBelow(const QString &place, const QString &group)
{
    return group.isEmpty() || place == group || place.startsWith(group + u'/');
}

/// Texts that the catalogues put into bodies.
const QByteArray &catalogue()
{
    static const QByteArray bytes = [] {
        QFile file(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/resources/catalog/cloud-manager-operations.json"));
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }();
    return bytes;
}

} // namespace

QMap<QString, QString> leavesOf(const Node &node)
{
    Leaves leaves;
    collect(node, node.path().text().size(), &leaves);
    return leaves;
}

EditOracle::EditOracle(const Session &session, const Resource &resource, const Draft &draft)
    : m_session(session)
    , m_resource(resource)
    , m_draft(draft)
{
}

QStringList EditOracle::faults(const QList<Request> &requests, bool isTranslated) const
{
    QStringList found;
    QSet<QString> sent; // values in all bodies
    QString bodies;
    for (const Request &request : requests) {
        bodies +=
            QString::fromUtf8(request.method() + ' ' + request.url().path().toUtf8() + ' ' + request.body() + '\n');
        if (request.body().isEmpty())
            continue;
        const auto body = Document::parse(request.body(), request.headers().value("Content-Type"));
        if (!body) {
            found << QStringLiteral("not to be parsed: %1 %2 in %3")
                         .arg(body.error().message(), body.error().details(), QString::fromUtf8(request.body()));
            continue;
        }
        const Leaves leaves = leavesOf(body->root());
        sent += QSet<QString>(leaves.cbegin(), leaves.cend());
        const auto operation = operationOf(request);
        if (!operation)
            found << QStringLiteral("no change belongs to %1").arg(request.url().path());
        else
            found << (isTranslated ? faultsOf(*body) : faultsAt(*operation, *body));
    }
    const QList<Change> changes = m_draft.changes();
    for (const Change &change : changes) {
        const Node now = m_draft.document().root().at(change.path);
        const bool isValue = change.kind == Change::Kind::Set && now.isLeaf() && !now.isNil();
        if (isValue && !sent.contains(now.text()))
            found << QStringLiteral("%1 = %2 is not sent in %3").arg(change.path.text(), now.text(), bodies);
    }
    return found;
}

/// The operation that one of the changes goes by, and whose request this is.
std::optional<Operation> EditOracle::operationOf(const Request &request) const
{
    const QList<Change> changes = m_draft.changes();
    std::optional<Operation> any;
    for (const Change &change : changes) {
        const auto operation = m_session.platform().editor(m_resource, placeOf(change), m_session.access());
        if (operation && operation->href.path() == request.url().path())
            return operation;
        if (operation)
            any = operation;
    }
    if (any)
        any->place = Path(); // another of the object's operations takes all of them together
    return any;
}

/// True where a change at or below that place is to be sent by that operation.
bool EditOracle::goesBy(const Operation &operation, const Path &place) const
{
    const QList<Change> changes = m_draft.changes();
    return std::any_of(changes.begin(), changes.end(), [&](const Change &change) {
        const auto taken = m_session.platform().editor(m_resource, placeOf(change), m_session.access());
        const bool isHere = isBelow(change.path.text(), place.text());
        return isHere && taken && taken->href == operation.href && taken->name == operation.name;
    });
}

Path EditOracle::placeOf(const Change &change) const
{
    return change.basePath.isEmpty() ? change.path : change.basePath;
}

/// Of a body that is spelled as the object is.
QStringList EditOracle::faultsAt(const Operation &operation, const Document &body) const
{
    const Path basePlace = operation.place.isEmpty() ? m_resource.part : operation.place;
    const auto place = m_draft.inDocument(basePlace);
    if (!place)
        return {QStringLiteral("%1 is sent, but gone").arg(basePlace.text())};
    const Leaves wanted = leavesOf(m_draft.document().root().at(*place));
    const Leaves sent = leavesOf(body.root());
    QStringList found;
    for (auto leaf = sent.begin(); leaf != sent.end(); ++leaf)
        if (wanted.value(leaf.key(), QStringLiteral("(nothing)")) != leaf.value() && !isMark(leaf.key()))
            found << QStringLiteral("%1 is sent as %2, edited it is %3")
                         .arg(leaf.key(), leaf.value(), wanted.value(leaf.key(), QStringLiteral("(nothing)")));
    // an element that the operation does not take stays out as a whole, and nothing in it was to go by it
    for (auto leaf = wanted.begin(); operation.replaces && leaf != wanted.end(); ++leaf) {
        const QString part = leaf.key().section(u'/', 0, 0);
        const bool isThere = sent.contains(leaf.key());
        const auto sentPart = sent.lowerBound(part);
        const bool isPartThere = sentPart != sent.end() && isBelow(sentPart.key(), part);
        const Path whole = place->isEmpty() ? Path(part) : Path(place->text() + u'/' + part);
        if (!isThere && (isPartThere || goesBy(operation, whole)))
            found << QStringLiteral("%1 = %2 is left out").arg(leaf.key(), leaf.value());
    }
    return found;
}

/// Of a body that has names of its own: nothing in it that nobody said.
QStringList EditOracle::faultsOf(const Document &body) const
{
    const Leaves before = leavesOf(m_draft.base().root());
    const Leaves after = leavesOf(m_draft.document().root());
    QSet<QString> known(after.cbegin(), after.cend());
    known += QSet<QString>(before.cbegin(), before.cend());
    QStringList found;
    const Leaves sent = leavesOf(body.root());
    for (auto leaf = sent.begin(); leaf != sent.end(); ++leaf) {
        const bool isSaid = known.contains(leaf.value()) || leaf.value() == u"(nil)" || leaf.value().isEmpty()
            || catalogue().contains('"' + leaf.value().toUtf8() + '"')
            || catalogue().contains(": " + leaf.value().toUtf8());
        if (!isSaid)
            found << QStringLiteral("nobody said %1 = %2").arg(leaf.key(), leaf.value());
    }
    return found;
}

} // namespace nephoscope
