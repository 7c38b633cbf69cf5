// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/reply.h"
#include "platform/cloudmanager/tree.h"
#include "platform/platform.h"

namespace nephoscope::cloudmanager {

/// Turns JSON answers into resources: a list (an array, or an object of arrays), a member of a list picked by a
/// fragment, or an object.
class Reader {
public:
    explicit Reader(const Catalog &catalog)
        : m_tree(catalog)
        , m_catalog(catalog)
    {
    }

    Result<Resource> read(const Ref &ref, const Reply &reply) const;
    QList<Resource> members(const Resource &list) const;
    QList<Contained> contained(const QUrl &asked, const Reply &reply) const;
    const Tree &tree() const { return m_tree; }
    /// The kind of object that lives at that address, by the hints' templates; else by the last literal segment.
    QString kindAt(const QUrl &address) const;

private:
    Result<Resource> member(const Ref &ref, const Resource &list) const;
    Resource memberAt(const Ref &ref, const Node &part, const Resource &list) const;
    void readList(Resource &resource, const QUrl &list) const;
    void readObject(Resource &resource, const Node &object, const QUrl &address) const;

    Tree m_tree;
    const Catalog &m_catalog;
};

} // namespace nephoscope::cloudmanager
