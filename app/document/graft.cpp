// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/graft.h"

#include "document/valuewriter.h"

namespace nephoscope {

using Kind = Node::Kind;

bool Graft::write(int part, const Node &from)
{
    const bool isElement = m_edit->part(part).kind == Kind::Element;
    if (!from.isLeaf() || isElement != (from.kind() == Kind::Element))
        return false;
    if (isElement)
        return ValueWriter(m_edit).write(part, from.isNil() ? Value() : Value::text(from.text())).has_value();
    m_edit->setValue(part, from.kind(), from.text());
    return true;
}

void Graft::replace(int part, const Node &from)
{
    const int copied = m_edit->copy(TreeAccess::tree(from), TreeAccess::index(from), false);
    m_edit->setOrigin(copied, m_edit->part(part).origin);
    m_edit->insert(m_edit->part(part).parent, part, copied);
    m_edit->detach(part);
    if (from.isXml())
        m_edit->declareLike(copied, *TreeAccess::tree(from), TreeAccess::index(from));
}

int Graft::add(int group, int sibling, const Node &from)
{
    const int copied = m_edit->copy(TreeAccess::tree(from), TreeAccess::index(from), false);
    if (from.kind() == Kind::Attribute) {
        m_edit->rename(copied, m_edit->nameIn(group, from.namespaceUri(), from.name(), true, from.prefix()));
        m_edit->addAttribute(group, copied);
        return copied;
    }
    const bool isLike = sibling >= 0 && m_edit->local(sibling) == from.name();
    if (from.isXml() && !isLike && m_shape) {
        const Path parent = TreeAccess::node(TreeAccess::tree(m_document), group).path();
        if (!m_shape->order(parent).isEmpty())
            sibling = PlaceMaker(m_edit, m_document, m_shape).placeOfNew(group, parent.child(from.name()));
    }
    m_edit->insert(group, sibling, copied);
    if (from.isXml()) {
        m_edit->declareLike(copied, *TreeAccess::tree(from), TreeAccess::index(from));
        ValueWriter(m_edit).dropNil(group);
    }
    return copied;
}

void Graft::reorder(int group, const QList<int> &parts)
{
    QList<int> order = m_edit->children(group);
    auto next = parts.begin();
    for (int &child : order)
        child = parts.contains(child) ? *next++ : child;
    m_edit->clear(group);
    int last = -1;
    for (int child : std::as_const(order)) {
        m_edit->insert(group, last, child);
        last = child;
    }
}

} // namespace nephoscope
