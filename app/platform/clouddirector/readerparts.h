// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "net/headers.h"
#include "platform/ref.h"
#include "platform/resource.h"
#include "schema/catalog.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QUrl>

// What the files of Reader share: small questions about a node of either notation.
namespace nephoscope::clouddirector {

/// True for parts of a node that are not its content: links, and what JSON adds to every object for extensions.
bool isBeside(const QString &name);
bool isTaskList(const QString &name);
/// The media type a node says it has; empty where "type" means something else there.
QString typeIn(const Node &node);
/// Its href, resolved; empty where it has none.
QUrl hrefIn(const Node &node, const QUrl &base);
QString identifierIn(const Node &node, const QUrl &href);
State stateIn(const Node &node, const QString &kind, const Catalog &catalog);
/// A page of a query (records, id records, references) or the list of queries.
bool isPageOfRecords(const Node &root);
/// A page of the cloudapi family.
bool isPageOfValues(const Node &root);
/// A typed list of references without paging: OrgList, TasksList, ...References.
bool isPlainList(const Node &root);
/// The same told by the kind of what was read: JSON has no element names, and a list may be empty.
bool isPlainKind(const QString &kind);
/// True for an element that is an object given in full inside another one (a VM in its vApp), not a mere reference to
/// it and not a section.
bool isWhole(const Node &node, const Catalog &catalog);
/// The links that stand in a node itself, in order. Of twins, one for each notation, the one in the document's own.
QList<Link> linksIn(const Node &node, const QUrl &base);
/// The links of a cloudapi answer's headers (reference §9.2); the type's name ("Org") stands in `name` where the link
/// has no title.
QList<Link> linksIn(const Headers &headers, const QUrl &base);

/// A resource while it is read: children are appended once each; one met again only fills in what the first mention
/// lacked.
class Gathering {
public:
    explicit Gathering(Resource &read)
        : resource(read)
    {
    }
    void append(const Ref &child);

    Resource &resource;

private:
    QHash<QString, qsizetype> m_places; // identity → place among the children: lists may be long
};

} // namespace nephoscope::clouddirector
