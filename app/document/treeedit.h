// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documenttree.h"

#include <QMap>
#include <deque>

namespace nephoscope {

/// Which entry of a draft's base an entry of its document stems from.
struct Origin {
    int base = -1; ///< -1: stands in the document only
    bool isMade = false; ///< came on the way to a value; goes again when it is left empty
};
/// By index of the document's entries.
using Origins = std::vector<Origin>;

/// A tree while it is being changed: a copy whose parts may be linked in any order. Part i is entry i of the tree it
/// was made from; new parts come behind.
class TreeEdit {
public:
    using Kind = Node::Kind;
    using Name = DocumentTree::Name;
    using Tree = std::shared_ptr<const DocumentTree>;

    /// A view of the tree's names and values, or of what this edit added; both live as long as it.
    struct Part {
        Kind kind = Kind::Null;
        const Name *name = nullptr;
        int parent = -1;
        int firstChild = -1;
        int firstAttribute = -1;
        int next = -1; ///< sibling, or attribute of the same element
        QStringView value;
        Origin origin;
    };

    /// What came out, and where each part went (-1 where it was taken out).
    struct Outcome {
        Tree tree;
        Origins origins;
        std::vector<int> places;
    };

    /// No origins: the tree is the base itself.
    TreeEdit(Tree tree, Tree base, const Origins &origins);

    bool isXml() const { return m_tree->xml; }
    const Tree &baseTree() const { return m_base; }
    int root() const { return m_tree->root; }
    const Part &part(int index) const { return m_parts[static_cast<size_t>(index)]; }
    const QString &local(int index) const;
    /// Children of any kind but attributes.
    QList<int> children(int index) const;
    QList<int> childElements(int index) const;
    QList<int> attributes(int index) const;
    int previous(int index) const;
    /// The part that stems from that entry of the base and still stands in the tree; -1 where none does.
    int stemsFrom(int base) const;
    /// The texts of an element joined; the value of anything else.
    QString text(int index) const;
    /// The xsi:nil attribute of an element; -1 where there is none.
    int nilOf(int element) const;

    int make(Kind kind, const Name &name, const QString &value, Origin origin);
    /// A copy of a part of any tree, not linked yet. `ofBase`: that tree is the base, so what is copied stems from it.
    int copy(const Tree &tree, int index, bool ofBase);
    /// Puts a part behind a sibling; -1: first.
    void insert(int parent, int previous, int child);
    void append(int parent, int child);
    void addAttribute(int element, int attribute);
    void detach(int index);
    /// Takes all children out.
    void clear(int index);
    void setValue(int index, Kind kind, const QString &value);
    void setOrigin(int index, Origin origin);
    void rename(int index, const Name &name);

    /// What prefixes mean at an element; "" under "" where elements without a prefix have no namespace.
    QMap<QString, QString> scopeOf(int element) const;
    /// A name in that namespace, as it can be written at an element: with a prefix in scope, the wanted one if it can
    /// be, else one that is declared there now.
    Name nameIn(int element, const QString &uri, const QString &local, bool isAttribute, const QString &wanted);
    /// Writes the name of a linked part that stems from the base so that it means there what it means in the base.
    void nameLikeBase(int index);
    void declare(int element, const QString &prefix, const QString &uri);
    /// Declares on a copied part what its names and values mean, where its new surroundings say otherwise.
    void declareLike(int copied, const DocumentTree &tree, int index);

    /// Takes declarations away that the base has not and nothing uses.
    void dropDeclarations();

    /// Invalid where the tree became deeper or larger than a document may be.
    Result<Outcome> finish() const;

private:
    int add(Part part);
    bool usesPrefix(int index, const QString &prefix) const;
    Part &change(int index) { return m_parts[static_cast<size_t>(index)]; }
    void write(int index, TreeBuilder *builder, Outcome *outcome) const;

    Tree m_tree;
    Tree m_base;
    std::vector<Tree> m_sources;
    std::vector<Part> m_parts;
    std::vector<DocumentTree::Declaration> m_declarations;
    std::deque<Name> m_names;
    std::deque<QString> m_values;
};

} // namespace nephoscope
