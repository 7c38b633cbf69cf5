// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/worlddump.h"

#include "base/redaction.h"

#include <QRegularExpression>

namespace nephoscope {

namespace {

/// Lists what something does or did, or says when it did: that goes on, whatever is taken back.
bool isPassing(const Node &node)
{
    static const QRegularExpression passing(
        QStringLiteral("^(Tasks?|tasks?|Link|link|.*(lastModified|modifi(ed|cation)|lastUpdated?|updated?At).*|"
                       ".*audit.*|status|needsCustomization)$"),
        QRegularExpression::CaseInsensitiveOption);
    return passing.match(node.name()).hasMatch() || isSecretName(node.name());
}

/// What went on at the site, and who is there now.
bool isHistory(const Ref &ref)
{
    static const QRegularExpression history(
        QStringLiteral("audit|task|event|session|notification|timeline"), QRegularExpression::CaseInsensitiveOption);
    return history.match(ref.kind()).hasMatch();
}

void collect(const Node &node, QMap<QString, QString> &values)
{
    if (isPassing(node))
        return;
    if (node.isLeaf())
        values.insert(node.path().text(), node.isNil() ? QStringLiteral("(nil)") : node.text());
    const QList<Node> attributes = node.isXml() ? node.attributes() : QList<Node>();
    for (const Node &attribute : attributes)
        collect(attribute, values);
    const QList<Node> children = node.children();
    for (const Node &child : children)
        if (!child.isXml() || child.kind() == Node::Kind::Element)
            collect(child, values);
}

} // namespace

QMap<QString, QString> valuesOf(const Resource &resource)
{
    QMap<QString, QString> values;
    if (!resource.document.isNull())
        collect(resource.root(), values);
    return values;
}

WorldDump::WorldDump(const BulkConsole &console, int each, int all)
{
    QList<Ref> waiting = console.session()->roots();
    QHash<QString, int> opened;
    QSet<QString> met;
    while (!waiting.isEmpty() && m_objects.size() < all) {
        const Ref next = waiting.takeFirst();
        if (opened[next.kind()] >= each || isHistory(next))
            continue;
        const Result<Resource> read = console.open(next);
        if (!read)
            continue;
        ++opened[next.kind()];
        m_objects << *read;
        m_values.insert(read->self.identity(), valuesOf(*read));
        for (const Ref &child : read->children) {
            if (met.contains(child.identity()))
                continue;
            met.insert(child.identity());
            waiting << child;
        }
    }
}

QStringList WorldDump::differences(const WorldDump &later, const QSet<QString> &without) const
{
    QStringList found;
    for (auto object = later.m_values.keyBegin(); object != later.m_values.keyEnd(); ++object)
        if (!m_values.contains(*object))
            found << QStringLiteral("%1 was not there before").arg(*object);
    for (auto object = m_values.begin(); object != m_values.end(); ++object) {
        const QMap<QString, QString> now = later.m_values.value(object.key());
        QSet<QString> places(object->keyBegin(), object->keyEnd());
        for (auto place = now.keyBegin(); place != now.keyEnd(); ++place)
            places.insert(*place);
        for (const QString &place : std::as_const(places))
            if (object->value(place) != now.value(place) && !without.contains(object.key() + u' ' + place))
                found << QStringLiteral("%1 %2: %3 | %4")
                             .arg(object.key(), place, object->value(place), now.value(place));
    }
    return found;
}

} // namespace nephoscope
