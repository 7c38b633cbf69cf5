// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"

#include <QHash>
#include <QSet>
#include <QStringConverter>
#include <vector>

namespace nephoscope {

/// What stands behind Document and Node: one flat list of entries in document order, linked by index, over one buffer
/// of text. Built once by a TreeBuilder, never changed after.
struct DocumentTree {
    /// A name as written; equal names are stored once.
    struct Name {
        QString local;
        QString prefix;
        QString namespaceUri;
        friend bool operator==(const Name &a, const Name &b)
        {
            return a.local == b.local && a.prefix == b.prefix && a.namespaceUri == b.namespaceUri;
        }
        friend size_t qHash(const Name &name, size_t seed) { return qHashMulti(seed, name.local, name.prefix); }
    };

    /// -1 stands for "none". An element's attributes are the entries right behind it; they are not among its children.
    struct Entry {
        Node::Kind kind = Node::Kind::Null;
        int name = -1;
        int parent = -1;
        int firstChild = -1;
        int nextSibling = -1;
        qsizetype start = 0;
        qsizetype length = 0;
    };

    /// xmlns or xmlns:prefix on an element.
    struct Declaration {
        int element = -1;
        QString prefix;
        QString uri;
    };

    bool xml = false;
    QByteArray bytes;
    QStringConverter::Encoding encoding = QStringConverter::Utf8;
    QString declaration; ///< "<?xml ... ?>" as written
    std::vector<Entry> entries; ///< [0] is the document itself: parent of the root and of comments beside it
    int root = -1;
    std::vector<Name> names;
    std::vector<Declaration> declarations; ///< ordered by element
    QString text;

    const Entry &entry(int index) const { return entries[static_cast<size_t>(index)]; }
    QStringView value(int index) const { return QStringView(text).mid(entry(index).start, entry(index).length); }
    const Name &name(int index) const;
    /// The attribute behind `index` of the same element; for an element, its first one.
    int nextAttribute(int index) const;
    /// Namespace declarations that stand on this element.
    QList<Declaration> declarationsOn(int element) const;
};

/// The room's way from the handles to what stands behind them, and back.
struct TreeAccess {
    static const std::shared_ptr<const DocumentTree> &tree(const Node &node) { return node.m_tree; }
    static const std::shared_ptr<const DocumentTree> &tree(const Document &document) { return document.m_tree; }
    static int index(const Node &node) { return node.m_index; }
    static Node node(std::shared_ptr<const DocumentTree> tree, int index) { return Node(std::move(tree), index); }
    static Document document(std::shared_ptr<const DocumentTree> tree) { return Document(std::move(tree)); }
};

/// Prefixes that names or values of this part of the tree use. Values count too: xsi:type="vcloud:VmType".
QSet<QString> usedPrefixes(const DocumentTree &tree, int top);

/// The attribute is xsi:nil, which is part of its element's value.
bool isNilMark(const DocumentTree &tree, int attribute);

/// Fills a DocumentTree in document order and keeps the limits.
class TreeBuilder {
public:
    explicit TreeBuilder(const DocumentLimits &limits);

    /// Appends an entry to what is open and returns its index.
    int add(Node::Kind kind, const DocumentTree::Name &name, QStringView value);
    /// The same, and what follows goes into it until close().
    int open(Node::Kind kind, const DocumentTree::Name &name);
    void close();
    void addAttribute(int element, const DocumentTree::Name &name, QStringView value);
    void addDeclaration(int element, const QString &prefix, const QString &uri);
    /// Text beside text is one entry.
    void addText(QStringView text);

    /// Why building must stop, in words; empty while all is well.
    const QString &exceeded() const { return m_exceeded; }
    Node::Kind openKind() const { return m_tree->entry(m_open.back().index).kind; }
    bool atTop() const { return m_open.size() == 1; }
    std::shared_ptr<DocumentTree> take() { return std::move(m_tree); }

private:
    struct Open {
        int index = 0;
        int lastChild = -1;
    };
    int append(Node::Kind kind, const DocumentTree::Name &name, QStringView value);

    DocumentLimits m_limits;
    std::shared_ptr<DocumentTree> m_tree;
    std::vector<Open> m_open;
    QHash<DocumentTree::Name, int> m_names;
    QString m_exceeded;
};

} // namespace nephoscope
