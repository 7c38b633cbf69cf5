// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/readerparts.h"

#include "platform/clouddirector/kinds.h"
#include "platform/parts.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>
#include <algorithm>

namespace nephoscope::clouddirector {

bool isBeside(const QString &name)
{
    return name.compare(QLatin1String("Link"), Qt::CaseInsensitive) == 0 || name == QLatin1String("otherAttributes")
        || name == QLatin1String("any") || name.compare(QLatin1String("VCloudExtension"), Qt::CaseInsensitive) == 0;
}
bool isTaskList(const QString &name) { return name.compare(QLatin1String("Tasks"), Qt::CaseInsensitive) == 0; }

QString typeIn(const Node &node)
{
    const QString type = node.value(QStringLiteral("type"));
    return type.startsWith(QLatin1String("application/")) || type.startsWith(QLatin1String("text/")) ? type : QString();
}

QString identifierIn(const Node &node, const QUrl &href)
{
    const QString id = node.value(QStringLiteral("id"));
    return id.startsWith(QLatin1String("urn:")) ? id : urnOf(href);
}

State stateIn(const Node &node, const QString &kind, const Catalog &catalog)
{
    const QString status = firstText(node, {"status", "entityState", "state"});
    if (!status.isEmpty())
        return stateOf(kind, status, catalog);
    QString enabled = textIn(node, QStringLiteral("isEnabled"));
    if (enabled.isEmpty())
        enabled = textIn(node, QStringLiteral("enabled"));
    if (enabled.isEmpty())
        return {};
    return stateOf(
        kind, enabled == QLatin1String("true") ? QStringLiteral("ENABLED") : QStringLiteral("DISABLED"), catalog);
}

/// JSON: every member of the type is present; an absent one is null. Only strings are hrefs.
QUrl hrefIn(const Node &node, const QUrl &base)
{
    const QString href = node.value(QStringLiteral("href"));
    return href.isEmpty() ? QUrl() : base.resolved(QUrl(href));
}

bool isPageOfRecords(const Node &root)
{
    return root.name() == QLatin1String("QueryResultRecords") || root.name() == QLatin1String("QueryList")
        || (root.name().endsWith(QLatin1String("References")) && !root.value(QStringLiteral("total")).isEmpty())
        || (!root.isXml() && !root.value(QStringLiteral("total")).isEmpty()
            && !root.value(QStringLiteral("pageSize")).isEmpty());
}

bool isPlainList(const Node &root)
{
    const QString name = root.name();
    if (name.endsWith(QLatin1String("List")) || name.endsWith(QLatin1String("References")))
        return true;
    // anything else without a name or id of its own that holds nothing but references
    if (!root.value(QStringLiteral("id")).isEmpty() || !root.value(QStringLiteral("name")).isEmpty())
        return false;
    bool any = false;
    for (const NamedNode &part : partsOf(root)) {
        if (isBeside(part.name))
            continue;
        if (part.node.value(QStringLiteral("href")).isEmpty() || isTaskList(part.name))
            return false;
        any = true;
    }
    return any;
}

bool isPlainKind(const QString &kind)
{
    return kind.endsWith(QLatin1String("List")) || kind.endsWith(QLatin1String("References"))
        || kind == QLatin1String("vms");
}

bool isWhole(const Node &node, const Catalog &catalog)
{
    if (isSection(kindOfType(typeIn(node), catalog), catalog))
        return false;
    // a reference says where and what it is and no more; in XML all that is in attributes
    static const QStringList ofReferences{QStringLiteral("href"), QStringLiteral("type"), QStringLiteral("name"),
        QStringLiteral("id"), QStringLiteral("rel"), QStringLiteral("model"), QStringLiteral("otherAttributes"),
        QStringLiteral("vCloudExtension")};
    const QList<Node> members = node.children();
    return std::any_of(members.begin(), members.end(), [](const Node &member) {
        return member.isXml() ? member.kind() == Node::Kind::Element
                              : !member.isNil() && !ofReferences.contains(member.name());
    });
}

bool isPageOfValues(const Node &root)
{
    return root.kind() == Node::Kind::Object && root.child(QStringLiteral("values")).kind() == Node::Kind::Array;
}

namespace {

QString core(const QString &mediaType) { return mediaType.section(QLatin1Char('+'), 0, 0).toLower(); }

bool isOf(const QString &mediaType, bool isXml)
{
    return mediaType.section(QLatin1Char(';'), 0, 0).endsWith(isXml ? QLatin1String("xml") : QLatin1String("json"));
}

Link linkOf(const QString &address, const QString &parameters, const QUrl &base)
{
    static const QRegularExpression parameter(QStringLiteral("(\\w+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,]+))"));
    QHash<QString, QString> values;
    for (auto all = parameter.globalMatch(parameters); all.hasNext();) {
        const auto match = all.next();
        const QString text = match.captured(2).isEmpty() ? match.captured(3) : match.captured(2);
        values.insert(match.captured(1).toLower(), QUrl::fromPercentEncoding(text.toUtf8()));
    }
    Link link;
    link.relation = values.value(QStringLiteral("rel"));
    link.type = values.value(QStringLiteral("type"));
    link.name = values.value(QStringLiteral("title"), values.value(QStringLiteral("model")));
    link.original = QUrl(address);
    link.href = base.resolved(link.original);
    return link;
}

} // namespace

QList<Link> linksIn(const Node &node, const QUrl &base)
{
    QList<Link> links;
    QHash<QString, qsizetype> places; // long lists of queries come three times over
    for (const Node &element : partsNamed(node, QStringLiteral("Link"))) {
        Link link;
        link.relation = element.value(QStringLiteral("rel"));
        link.type = element.value(QStringLiteral("type"));
        link.name = element.value(QStringLiteral("name"));
        link.original = QUrl(element.value(QStringLiteral("href")));
        link.href = base.resolved(link.original);
        if (link.relation.isEmpty() || link.original.isEmpty() || link.href.isRelative())
            continue;
        const QString key = link.relation + QLatin1Char('\n') + link.original.toString() + QLatin1Char('\n') + link.name
            + QLatin1Char('\n') + core(link.type);
        const auto twin = places.constFind(key);
        if (twin == places.constEnd()) {
            places.insert(key, links.size());
            links << link;
        } else if (isOf(link.type, node.isXml())) {
            links[*twin] = link;
        }
    }
    return links;
}

QList<Link> linksIn(const Headers &headers, const QUrl &base)
{
    // entries are parted by a comma or by a blank alone, and come in one field or in several
    static const QRegularExpression entry(QStringLiteral("<([^>]*)>([^<]*)"));
    QList<Link> links;
    for (const QByteArray &value : headers.values("Link")) {
        for (auto all = entry.globalMatch(QString::fromUtf8(value)); all.hasNext();) {
            const auto match = all.next();
            const Link both = linkOf(match.captured(1), match.captured(2), base);
            if (both.href.isRelative()) // no address at all
                continue;
            for (const QString &relation : both.relation.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
                Link link = both;
                link.relation = relation;
                links << link;
            }
        }
    }
    return links;
}

void Gathering::append(const Ref &child)
{
    const QString identity = child.identity();
    const auto known = m_places.constFind(identity);
    if (known == m_places.constEnd()) {
        m_places.insert(identity, resource.children.size());
        resource.children << child;
        return;
    }
    Ref &present = resource.children[*known];
    if (present.name().isEmpty())
        present.withName(child.name());
    if (present.state().isNone())
        present.withState(child.state());
}

} // namespace nephoscope::clouddirector
