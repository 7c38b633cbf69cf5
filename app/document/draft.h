// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/change.h"
#include "document/document.h"
#include "document/shape.h"
#include "document/value.h"

#include <memory>

namespace nephoscope {

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

    /// Writes a value; makes the elements or members on the way where they are missing. A value equal to the base's
    /// leaves no edit. Invalid where the place cannot hold a value (a group, a path into a plain value).
    Result<bool> set(const Path &path, const Value &value);
    /// Takes an element, attribute, member or item away. Fields that were never there: nothing to do.
    Result<bool> remove(const Path &path);
    /// Adds an item to a repeated element or array (which is made where missing) and says its path. `like`: a node to
    /// copy, null for an empty one.
    Result<Path> add(const Path &list, const Node &like = {});
    /// Puts an item of a list at another place among its siblings.
    Result<bool> move(const Path &item, int place);
    /// Takes over what was typed into the source view; Malformed, with the place in details(), leaves the draft as is.
    Result<bool> replace(const QByteArray &source);
    /// Puts what stands at that path back to the base's (adds what was removed, takes away what was added).
    void revert(const Path &path);
    void revertAll();

    bool isDirty() const;
    /// True where something at or below that path (of document()) differs from the base.
    bool isChanged(const Path &path) const;
    /// What differs from the base, leaf by leaf, in document order; added and removed groups as one.
    QList<Change> changes() const;
    /// Where a place of document() stands in the base; nothing for what was added.
    std::optional<Path> inBase(const Path &path) const;

    /// For the disk: base and edits, so that nothing is lost by a crash. Values at `secrets` are left out.
    QByteArray saved(const QList<Path> &secrets = {}) const;
    static Result<Draft> restored(const QByteArray &saved, std::shared_ptr<const Shape> shape = {});

private:
    Document m_base;
    Document m_document;
    std::shared_ptr<const Shape> m_shape;
};

} // namespace nephoscope
