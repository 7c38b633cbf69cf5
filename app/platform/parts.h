// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "net/reply.h"

#include <QList>
#include <QString>
#include <QUrl>
#include <initializer_list>

namespace nephoscope {

/// A named sub-object of a document, whichever notation it is in.
struct NamedNode {
    QString name;
    Node node;
};

/// Sub-objects of a node over XML and JSON alike, in order: child elements; members that are objects, and the objects
/// in members that are arrays, each under the member's name.
QList<NamedNode> partsOf(const Node &node);
/// Those of one name; names compare without case, because XML has "Link" where JSON has "link".
QList<Node> partsNamed(const Node &node, const QString &name);
/// The first of these members, attributes or leaf elements that is not empty; names compare exactly.
QString firstText(const Node &node, std::initializer_list<const char *> names);
/// Member, attribute or leaf element, the first letter in either case ("isEnabled", "IsEnabled").
QString textIn(const Node &node, const QString &name);

/// The text of an HTML or plain-text answer for a person: tags, scripts and surplus space gone, at most `limit`
/// characters.
QString plainText(const QByteArray &body, const QByteArray &mediaType, qsizetype limit = 600);

/// Picks the member of a list that a fragment, percent-encoded as fragmentFor() writes it, names: "name=aggr1",
/// "svmName=svm1&name=vol1", "svms:name=svm1" (in that member only). Null where there is none.
Node picked(const Node &root, const QString &fragment);
/// Writes such a fragment.
QString fragmentFor(const QString &member, const QList<QPair<QString, QString>> &keys);

} // namespace nephoscope
