// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/change.h"
#include "document/document.h"
#include "document/shape.h"
#include "document/value.h"

#include <memory>
#include <vector>

namespace nephoscope {

class DraftEdit;
class TreeEdit;
struct Origin;

/// Edits laid over a document: base, edits, and the document they give. What was not edited stays as it was, to the
/// byte where the representation allows: unknown elements, order, namespaces and prefixes, null members, number text.
/// A cheap value: copies share (the form's undo steps are copies). Any thread, one at a time.
class Draft {
public:
    Draft() = default;
    explicit Draft(Document base, std::shared_ptr<const Shape> shape = {});

    const Document &base() const { return m_base; }
    /// Base with the edits applied: what form and source show, and what a PUT sends. base() itself while not dirty.
    const Document &document() const { return m_document; }

    /// Writes a value; makes the elements or members on the way where they are missing, and takes away again what it
    /// made and is empty. A value equal to the base's leaves no edit; empty text where the base has nothing is equal.
    /// JSON: a place keeps the kind of token that the base has there (text and numbers both go into a string; text
    /// into a number or boolean only where it reads as one); null and new places take the value's. XML: a value ends
    /// xsi:nil, null is xsi:nil. Of JSON members of one name the first is meant.
    /// True where something was done. Invalid, and nothing done, where the place cannot hold the value: a group, a path
    /// into a plain value, behind the end of a list, characters that XML does not have.
    Result<bool> set(const Path &path, const Value &value);
    /// Takes an element, attribute, member or item away. Fields that were never there: nothing to do.
    Result<bool> remove(const Path &path);
    /// Adds an item to a repeated element or array (which is made where missing) and says its path. `like`: a node to
    /// copy, null for an empty one: a group or a string as its siblings are or as the shape says; else JSON null, which
    /// becomes what is written into it.
    Result<Path> add(const Path &list, const Node &like = {});
    /// Puts an item of a list at another place among its siblings, counted from 0 without itself; false where it stands
    /// there.
    Result<bool> move(const Path &item, int place);
    /// Takes over what was typed into the source view; Malformed, with the place in details(), leaves the draft as is.
    Result<bool> replace(const QByteArray &source);
    /// Puts what stands at that path back to the base's (adds what was removed, takes away what was added).
    void revert(const Path &path);
    /// The same for one of changes(): what was removed is found by its place in the base.
    void revert(const Change &change);
    void revertAll();

    bool isDirty() const;
    /// True where something at or below that path (of document()) differs from the base.
    bool isChanged(const Path &path) const;
    /// What differs from the base, leaf by leaf, in document order; added and removed groups as one.
    QList<Change> changes() const;
    /// Where a place of document() stands in the base; nothing for what was added.
    std::optional<Path> inBase(const Path &path) const;
    /// Where a place of base() stands in the document; nothing for what was removed.
    std::optional<Path> inDocument(const Path &basePath) const;

    /// For the disk: base and edits, so that nothing is lost by a crash. Values at `secrets` (leaves or groups, of
    /// document() or base(); indexes of lists do not count) are left out of both: the base comes back with nothing
    /// there, so it is read again and merged before anything is sent.
    QByteArray saved(const QList<Path> &secrets = {}) const;
    /// Where an edit was left out of saved(), as a secret, and must be typed again. Writing there ends it.
    const QList<Path> &missing() const { return m_missing; }
    static Result<Draft> restored(const QByteArray &saved, std::shared_ptr<const Shape> shape = {});

private:
    friend class Merger;
    using Origins = std::vector<Origin>;

    DraftEdit edit() const;
    TreeEdit treeEdit() const;
    /// Takes over what an edit made of the document; the result says where each of the edit's parts went.
    Result<std::vector<int>> take(DraftEdit &edit);
    void take(const Document &document, Origins origins);
    int baseEntry(const Path &path) const;

    Document m_base;
    Document m_document;
    std::shared_ptr<const Shape> m_shape;
    std::shared_ptr<const Origins> m_origins; ///< null while the document is the base
    QList<Path> m_missing;
    mutable std::optional<QList<Change>> m_changes; ///< once asked for
};

} // namespace nephoscope
