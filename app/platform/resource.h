// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "platform/operation.h"
#include "platform/ref.h"
#include "platform/taskstate.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <optional>

namespace nephoscope {

/// A property that leads to another resource: where it stands in the document, and where it leads.
class Reference {
public:
    Path path;
    Ref target;
    QString relation; ///< link relation, or the member's name
};

/// A link as it stands in the document, for the page's list of links.
class Link {
public:
    QString relation;
    QString type;
    QString name;
    QUrl href;
    QUrl original; ///< as the server wrote it, where that differs
};

/// A resource as read: the server's document, whole; who it is; what hangs below it; what may be done with it.
class Resource {
public:
    Ref self; ///< identity, kind, name, id, state as the document says
    Document document; ///< null where the answer had no body
    Path
        part; ///< which part of the document is this resource (a member of a collection, a VM in its vApp); empty = all
    std::optional<Ref> parent;
    QList<Ref> children; ///< in the order they are shown
    std::optional<Ref> more; ///< the next page of children, opened like any other
    std::optional<qint64> total; ///< children in all, where the server says
    QList<Reference> references;
    QList<Link> links;
    QList<Operation> operations;
    QList<TaskState> tasks; ///< work that goes on with it, and what failed last, as far as the document tells
    QByteArray etag;
    QString requestId; ///< of the answer
    QDateTime readAt;

    /// The node of the document that is this resource.
    Node root() const { return part.isEmpty() ? document.root() : document.root().at(part); }
};

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::Resource)
