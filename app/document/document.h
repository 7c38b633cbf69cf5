// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "document/path.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <memory>

namespace nephoscope {

struct DocumentTree; // documenttree.h, the room's own

/// A place in a Document: a cheap handle (shared tree + index), valid as long as it lives. A null Node answers every
/// question with "nothing", so chains such as root().child("a").child("b").text() need no checks.
class Node {
public:
    enum class Kind {
        Null, ///< no such place (not JSON null)
        Object,
        Array,
        String,
        Number,
        Boolean,
        JsonNull, // JSON
        Element,
        Attribute,
        Text,
        CData,
        Comment,
        ProcessingInstruction // XML
    };

    Node() = default;

    bool isNull() const { return kind() == Kind::Null; }
    Kind kind() const;
    bool isXml() const;

    /// Member name, or local name of the element or attribute; empty for array items, text and the JSON root.
    QString name() const;
    /// XML: the namespace URI ("" where there is none) and the prefix as written.
    QString namespaceUri() const;
    QString prefix() const;

    /// The value as text: a string's characters, a number exactly as written ("1.10", 64-bit integers), "true", "" for
    /// null; an element's text children joined; an attribute's value.
    QString text() const;
    /// True for JSON null and for elements with xsi:nil="true".
    bool isNil() const;
    /// True for strings, numbers, booleans, null, attributes, and elements without child elements.
    bool isLeaf() const;

    /// All children in order: members, items; XML child nodes of every kind except attributes.
    QList<Node> children() const;
    /// XML: child elements, optionally of one local name. JSON: members of that name, or, when the member is an array,
    /// its items.
    QList<Node> children(const QString &name) const;
    /// The first of them; JSON: the member itself, arrays included.
    Node child(const QString &name) const;
    /// The item of an array, the child element of an element, counted from 0.
    Node item(qsizetype index) const;
    /// XML attributes in order as written, namespace declarations left out.
    QList<Node> attributes() const;
    /// The attribute of that local name in any namespace; one without a namespace wins.
    Node attribute(const QString &name) const;
    /// JSON member or XML attribute of that name, whichever the document has: text of the one found, "" if none.
    QString value(const QString &name) const;
    Node parent() const;
    Node at(const Path &path) const;
    /// The path from the root; at(path()) of the root is this node. Texts and comments give their element's path; of
    /// JSON members of one name in one object only the first has a path that leads to it.
    Path path() const;
    /// This node alone as bytes: XML with the namespace declarations it needs; JSON text.
    QByteArray bytes() const;

    friend bool operator==(const Node &a, const Node &b) { return a.m_tree == b.m_tree && a.m_index == b.m_index; }

private:
    friend class Document;
    friend struct TreeAccess;
    Node(std::shared_ptr<const DocumentTree> tree, int index)
        : m_tree(std::move(tree))
        , m_index(index)
    {
    }

    std::shared_ptr<const DocumentTree> m_tree;
    int m_index = -1;
};

/// Limits of parsing; what goes beyond is Malformed.
struct DocumentLimits {
    qsizetype bytes = 64 * 1024 * 1024;
    int depth = 256;
    int nodes = 4'000'000;
};

/// One ordered, immutable tree over XML and JSON that keeps what it does not understand: order, namespaces and
/// generated prefixes, attributes, comments, CDATA, processing instructions, xsi:nil; member order and duplicates,
/// numbers as written, explicit nulls. Safe on hostile input: no DTD (refused), no external entities, limits on size,
/// depth and nodes; everything wrong is Malformed with line and column (XML) or byte (JSON) in details(). Copies share
/// the tree. Any thread.
class Document {
public:
    Document() = default;

    /// mediaType decides (…+xml, text/xml → XML; …json → JSON); where it does not, the first character does.
    /// XML in UTF-8 or UTF-16 (by BOM or declaration), JSON in UTF-8 (a BOM is tolerated). Invalid bytes are Malformed.
    static Result<Document> parse(
        const QByteArray &bytes, const QByteArray &mediaType = {}, const DocumentLimits &limits = {});

    bool isNull() const { return !m_tree; }
    bool isXml() const;
    Node root() const;
    /// The bytes that were parsed, as they came; of a document that was edited, serialized().
    QByteArray bytes() const;
    /// Written anew from the tree: canonically equal to bytes() (C14N 1.0 with comments for XML; same tokens for JSON).
    QByteArray serialized() const;
    /// For people: indented; same content.
    QByteArray pretty() const;

private:
    friend struct TreeAccess;
    explicit Document(std::shared_ptr<const DocumentTree> tree)
        : m_tree(std::move(tree))
    {
    }
    std::shared_ptr<const DocumentTree> m_tree;
};

} // namespace nephoscope
