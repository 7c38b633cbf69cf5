// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/placemaker.h"

namespace nephoscope {

/// Brings values and parts of another document of the same representation into a tree.
class Graft {
public:
    /// `document` is what `edit` was made from; the shape may be null.
    Graft(TreeEdit *edit, const Document &document, const Shape *shape)
        : m_edit(edit)
        , m_document(document)
        , m_shape(shape)
    {
    }

    /// Gives a part the value of a leaf; false where it is a group that holds none.
    bool write(int part, const Node &from);
    /// Puts all of `from` in the place of a part, from which it stems then.
    void replace(int part, const Node &from);
    /// Puts a copy of `from` into a group: behind `sibling` where that is not -1, else where the service wants it.
    int add(int group, int sibling, const Node &from);
    /// Puts these children of a group into this order, at the places which they have together.
    void reorder(int group, const QList<int> &parts);

private:
    TreeEdit *m_edit;
    Document m_document;
    const Shape *m_shape;
};

} // namespace nephoscope
