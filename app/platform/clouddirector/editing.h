// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/draft.h"
#include "net/request.h"
#include "platform/access.h"
#include "platform/resource.h"
#include "schema/catalog.h"

#include <QJsonObject>

namespace nephoscope::clouddirector {

/// Which operation takes a change at which place of a document, and the requests that a set of changes makes
/// (reference §7.4): the section that changed, the object alone, or the whole where one operation takes several parts.
class Editing {
public:
    explicit Editing(const Catalog &catalog)
        : m_catalog(catalog)
    {
    }

    /// The operation that takes a change there, with `place` the part that is sent; nothing where it is read-only.
    std::optional<Operation> editor(const Resource &resource, const Path &path, const Access &access) const;
    Result<QList<Request>> save(const Resource &resource, const Draft &draft, const Access &access) const;

private:
    class Batch; // the changes that one request takes

    QJsonObject rule(const Resource &resource, const Operation &operation) const;
    bool takes(const Resource &resource, const Operation &operation, const QStringList &words) const;
    bool mayChange(const Resource &resource, const Operation &operation, const Path &path, const Access &access) const;
    std::optional<Operation> whole(const Resource &resource, const QList<Batch> &batches) const;
    Result<Request> request(const Resource &resource, const Draft &draft, const Batch &batch) const;
    Result<QList<Request>> saveMetadata(const Resource &resource, const Draft &draft, const Access &access) const;
    bool isReadOnly(const QString &word) const;
    bool isDerived(const Resource &resource, const QStringList &words, const Path &path) const;
    bool isMark(const Resource &resource, const QStringList &words) const;

    const Catalog &m_catalog;
};

/// Id of the schema type of a node: by its element, its xsi:type or "_type", and the media type it says it has,
/// whichever tells most. Empty where the schema knows none of them.
QString schemaTypeOf(const Node &node, const QString &mediaType, const Schema &schema);

} // namespace nephoscope::clouddirector
