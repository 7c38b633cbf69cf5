// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documenttree.h"

namespace nephoscope {

/// Writes a tree, or a part of it, as text. Goes along the links, so depth costs no stack.
class TreeWriter {
public:
    enum class Layout { AsRead, Indented };

    virtual ~TreeWriter() = default;
    QString takeText() { return std::move(m_text); }

protected:
    TreeWriter(const DocumentTree &tree, Layout layout)
        : m_tree(tree)
        , m_layout(layout)
    {
    }
    void walk(int top);
    virtual void enter(int index) = 0;
    virtual void leave(int index) = 0;
    void newLine(qsizetype depth);

    const DocumentTree &m_tree;
    Layout m_layout;
    QString m_text;
};

class JsonWriter final : public TreeWriter {
public:
    JsonWriter(const DocumentTree &tree, Layout layout)
        : TreeWriter(tree, layout)
    {
    }
    void write(int index);

protected:
    void enter(int index) override;
    void leave(int index) override;

private:
    void string(QStringView value);
    int m_top = -1;
    qsizetype m_depth = 0;
};

class XmlWriter final : public TreeWriter {
public:
    XmlWriter(const DocumentTree &tree, Layout layout)
        : TreeWriter(tree, layout)
    {
    }
    /// The whole document with its declaration and what stands beside the root.
    void writeDocument();
    /// This node alone; an element gets the declarations of its surroundings that it uses.
    void write(int index);

protected:
    void enter(int index) override;
    void leave(int index) override;

private:
    void startTag(int index);
    void declare(const QString &prefix, const QString &uri);
    void outerDeclarations(int index);
    void escape(QStringView value, bool attribute);
    bool isBlock(int index) const;

    int m_top = -1;
    std::vector<bool> m_blocks; ///< per open element: its content may be indented
};

} // namespace nephoscope
