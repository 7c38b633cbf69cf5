// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/placemaker.h"
#include "document/valuewriter.h"

namespace nephoscope {

/// One change of a draft under way.
class DraftEdit {
public:
    /// `document` stems from `base`; the shape may be null.
    DraftEdit(const Document &base, const Document &document, const Origins &origins, const Shape *shape);

    /// False where there is nothing to do.
    Result<bool> set(const Path &path, const Value &value);
    Result<bool> remove(const Path &path);
    /// The new part.
    Result<int> add(const Path &list, const Node &like);
    Result<bool> move(const Path &item, int place);
    /// Makes a part what it is in the base, at its place there; one that the base has not goes.
    void revert(int part);
    /// Brings back what stands in the base only.
    void bringBack(int base);
    /// Takes a part out, and what was made on the way to it and is empty then.
    void takeAway(int part);
    /// Empties a secret.
    void blank(int part);

    Result<TreeEdit::Outcome> finish();

private:
    int partAt(const Path &path) const { return TreeAccess::index(m_document.root().at(path)); }
    bool isEmpty(int part) const;
    int standing(int base);

    Document m_document;
    TreeEdit m_edit;
    ValueWriter m_values;
    PlaceMaker m_places;
};

} // namespace nephoscope
