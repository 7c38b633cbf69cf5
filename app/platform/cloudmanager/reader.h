// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/reply.h"
#include "platform/cloudmanager/belongings.h"
#include "platform/cloudmanager/tree.h"
#include "platform/platform.h"

namespace nephoscope::cloudmanager {

/// Turns JSON answers into resources: a list (an array, or an object of arrays), a member of a list picked by a
/// fragment, an object, or an area of the API. What the catalogue does not know, the published paths tell.
class Reader {
public:
    Reader(const Catalog &catalog, const Hints &hints)
        : m_tree(catalog)
        , m_hints(hints)
        , m_catalog(catalog)
    {
    }

    /// `withTokens`: signed in with a token, which the neighbours of the API want.
    Result<Resource> read(const Ref &ref, const Reply &reply, const CallMap &calls, bool withTokens) const;
    QList<Resource> members(const Resource &list, const CallMap &calls) const;
    QList<Contained> contained(const QUrl &asked, const Reply &reply, const CallMap &calls) const;
    /// What stands below the site: the catalogue's lists, and the areas of the API.
    QList<Ref> roots(const QUrl &site, bool withTokens, const CallMap &calls) const;
    const Tree &tree() const { return m_tree; }
    /// The kind of object that lives at that address, by the hints' templates; else by the last literal segment.
    QString kindAt(const QUrl &address, const CallMap &calls) const;
    /// The object as what is published sees it.
    Subject subjectOf(const Resource &resource, const CallMap &calls) const;

private:
    /// What one answer is read with.
    struct Reading {
        const CallMap &calls;
        Belongings belongings;
        bool withTokens = false;
    };

    Result<Resource> member(const Ref &ref, const Resource &list, const Reading &reading) const;
    Resource memberAt(const Ref &ref, const Node &part, const Resource &list, const Reading &reading) const;
    void readList(Resource &resource, const QUrl &list, const Reading &reading) const;
    void readObject(Resource &resource, const Node &object, const QUrl &address, const Reading &reading) const;
    Resource area(const Ref &ref, const Reading &reading) const;
    QList<Ref> uncovered(const QString &group, const QUrl &site, const Reading &reading) const;
    QStringList areas(const QUrl &site, const Reading &reading) const;
    QList<Ref> elements(const Resource &list, const QUrl &address, const Reading &reading) const;

    Tree m_tree;
    const Hints &m_hints;
    const Catalog &m_catalog;
};

} // namespace nephoscope::cloudmanager
