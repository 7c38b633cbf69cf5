// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/reply.h"
#include "platform/parts.h"
#include "platform/platform.h"
#include "platform/resource.h"
#include "schema/catalog.h"

namespace nephoscope::clouddirector {

class Gathering;

/// Turns answers of either API family (classic XML and JSON, cloudapi) into resources. By form, not by a list of known
/// kinds: Links, elements with an href, containers named in the plural, pages of records, pages of values.
class Reader {
public:
    explicit Reader(const Catalog &catalog)
        : m_catalog(catalog)
    {
    }

    const Catalog &catalog() const { return m_catalog; }
    Result<Resource> read(const Ref &ref, const Reply &reply) const;
    Result<Resource> member(const Ref &ref, const Resource &list) const;
    QList<Contained> contained(const QUrl &asked, const Reply &reply) const;
    /// The session's entry points: what its links lead down to.
    QList<Ref> entryPoints(const Node &session, const QUrl &base) const;

private:
    struct Place; // where we are: base URL and media type of the answer

    Ref described(const Node &node, const QString &elementName, const Place &place, const Ref &known) const;
    Ref reference(const NamedNode &part, const Place &place) const;
    Ref record(const NamedNode &part, const Place &place) const;
    Ref value(const Node &item, const Place &place, const Ref &collection) const;
    void addLinks(Gathering &gathering, const QList<Link> &links) const;
    void addLink(Gathering &gathering, const Link &link) const;
    void addParts(Gathering &gathering, const Node &node, const Place &place) const;
    void addPage(Gathering &gathering, const Node &node, const Place &place) const;
    void addReferences(Resource &resource, const Node &node, const Place &place, int depth) const;
    void addEmbedded(QList<Contained> &found, const Node &node, const Place &place, int depth) const;
    bool isContainer(const NamedNode &part) const;
    bool isContent(const QString &kind, const QString &partName) const;

    const Catalog &m_catalog;
};

/// The part of a JSON answer of API 30.0 that is the document proper: "value" in {name, declaredType, scope, value}.
Path unwrapped(const Document &document);

} // namespace nephoscope::clouddirector
