// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/shape.h"
#include "document/treeedit.h"

namespace nephoscope {

/// Makes what is missing on the way to a place, where and as the service wants it.
class PlaceMaker {
public:
    enum class Want { Value, Group };

    /// `document` is what `edit` was made from. The shape may be null.
    PlaceMaker(TreeEdit *edit, const Document &document, const Shape *shape)
        : m_edit(edit)
        , m_document(document)
        , m_shape(shape)
    {
    }

    /// The part at that path. One that was removed comes back with its base's place; a value comes back whole.
    Result<int> make(const Path &path, Want want);
    /// An empty item at the end of a list: an element of that name, or an item of the array `group`, which a null
    /// becomes.
    Result<int> makeItem(int group, const Path &list);
    /// Behind which child a new element belongs: its like, else by the order of the shape, else at the end; -1: first.
    int placeOfNew(int parent, const Path &path) const;
    /// Behind which child an entry of the base belongs; -1: first.
    int placeOf(int parent, int base) const;

private:
    Result<int> makeElement(int parent, const Path &path, Want want);
    Result<int> makeAttribute(int parent, const Path &path);
    Result<int> makeToken(int parent, const Path &path, Want want);
    Result<int> newItem(int array, const Path &list);
    Result<int> newElement(int parent, const Path &path);
    int revived(int parent, const Path &path, Want want);
    bool isNamed(int base, const QString &name) const;
    qsizetype countBehind(int parent, int last, const QString &name) const;
    std::optional<Shape::Slot> slot(const Path &path) const;

    TreeEdit *m_edit;
    Document m_document;
    const Shape *m_shape;
};

} // namespace nephoscope
