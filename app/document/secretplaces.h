// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/treeedit.h"

namespace nephoscope {

/// Places of a document whose values must not be kept. Indexes do not count: when one item's password is secret, every
/// item's is, also where the list has changed meanwhile.
class SecretPlaces {
public:
    explicit SecretPlaces(const QList<Path> &paths);

    bool isEmpty() const { return m_places.isEmpty(); }
    /// The leaves (JSON and attributes: the value; XML: the element) that are secret, in document order.
    QList<int> in(const DocumentTree &tree) const;
    /// Empties a leaf.
    static void blank(TreeEdit *edit, int part);

private:
    void collect(const DocumentTree &tree, int index, const QString &place, bool isSecret, QList<int> *found) const;

    QSet<QString> m_places;
};

} // namespace nephoscope
