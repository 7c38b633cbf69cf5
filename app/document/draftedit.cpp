// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/draftedit.h"

#include "document/secretplaces.h"

#include <QCoreApplication>

namespace nephoscope {
namespace {

using Kind = Node::Kind;

tl::unexpected<Error> invalid(const char *words)
{
    return failure(Error::Kind::Invalid, QCoreApplication::translate("Draft", words));
}

} // namespace

DraftEdit::DraftEdit(const Document &base, const Document &document, const Origins &origins, const Shape *shape)
    : m_document(document)
    , m_edit(TreeAccess::tree(document), TreeAccess::tree(base), origins)
    , m_values(&m_edit)
    , m_places(&m_edit, document, shape)
{
}

Result<bool> DraftEdit::set(const Path &path, const Value &value)
{
    if (const Result<bool> checked = ValueWriter::checked(value, m_edit.isXml()); !checked)
        return checked;
    const bool nothing = value.kind() == Value::Kind::Text && value.characters().isEmpty();
    const int found = partAt(path);
    if (found >= 0) {
        const Node node = TreeAccess::node(TreeAccess::tree(m_document), found);
        const Origin &origin = m_edit.part(found).origin;
        if (!nothing || origin.base >= 0 || !origin.isMade || !node.isLeaf())
            return m_values.write(found, value);
        takeAway(found);
        return true;
    }
    const Result<int> made = m_places.make(path, PlaceMaker::Want::Value);
    if (!made)
        return failure(made.error());
    if (nothing && m_edit.part(*made).origin.base < 0)
        return false;
    return m_values.write(*made, value);
}

Result<bool> DraftEdit::remove(const Path &path)
{
    const int part = partAt(path);
    if (part == m_edit.root())
        return invalid(QT_TRANSLATE_NOOP("Draft", "The whole document cannot be removed."));
    if (part < 0)
        return false;
    takeAway(part);
    return true;
}

Result<int> DraftEdit::add(const Path &list, const Node &like)
{
    const bool fits = like.isXml() ? like.kind() == Kind::Element : true;
    if (list.isEmpty() && m_edit.isXml())
        return invalid(QT_TRANSLATE_NOOP("Draft", "The whole document is not a list."));
    if (!like.isNull() && (like.isXml() != m_edit.isXml() || !fits))
        return invalid(QT_TRANSLATE_NOOP("Draft", "What is copied is of another kind than the list."));
    const Result<int> parent = m_places.make(m_edit.isXml() ? list.parent() : list, PlaceMaker::Want::Group);
    if (!parent)
        return parent;
    const Result<int> item = m_places.makeItem(*parent, list);
    if (!item || like.isNull())
        return item;
    const int copied = m_edit.copy(TreeAccess::tree(like), TreeAccess::index(like), false);
    m_edit.insert(*parent, *item, copied);
    m_edit.detach(*item);
    if (m_edit.isXml()) {
        m_edit.declareLike(copied, *TreeAccess::tree(like), TreeAccess::index(like));
        const TreeEdit::Name name = *m_edit.part(*item).name;
        if (like.name() != name.local)
            m_edit.rename(copied, m_edit.nameIn(copied, name.namespaceUri, name.local, false, name.prefix));
    } else {
        m_edit.rename(copied, {});
    }
    return copied;
}

Result<bool> DraftEdit::move(const Path &item, int place)
{
    const int part = partAt(item);
    const int parent = part < 0 ? -1 : m_edit.part(part).parent;
    const bool isItem = parent > 0
        && (m_edit.isXml() ? m_edit.part(part).kind == Kind::Element : m_edit.part(parent).kind == Kind::Array);
    if (!isItem)
        return invalid(QT_TRANSLATE_NOOP("Draft", "There is no item of a list."));
    QList<int> others = m_edit.isXml() ? m_edit.childElements(parent) : m_edit.children(parent);
    others.removeIf([&](int sibling) { return m_edit.local(sibling) != m_edit.local(part); });
    const qsizetype now = others.indexOf(part);
    others.removeAt(now);
    if (place < 0 || place > others.size())
        return invalid(QT_TRANSLATE_NOOP("Draft", "There is no such place in the list."));
    if (place == now)
        return false;
    m_edit.detach(part);
    if (place < others.size())
        m_edit.insert(parent, m_edit.previous(others.at(place)), part);
    else
        m_edit.insert(parent, others.isEmpty() ? -1 : others.last(), part);
    return true;
}

void DraftEdit::revert(int part)
{
    const int base = m_edit.part(part).origin.base;
    if (base < 0) {
        takeAway(part);
        return;
    }
    const int parent = m_edit.part(part).parent;
    if (m_edit.part(part).kind == Kind::Attribute) {
        m_values.restore(part);
        return;
    }
    m_edit.detach(part);
    const int back = m_edit.copy(m_edit.baseTree(), base, true);
    m_edit.insert(parent, m_places.placeOf(parent, base), back);
    if (m_edit.isXml())
        m_edit.declareLike(back, *m_edit.baseTree(), base);
}

void DraftEdit::bringBack(int base)
{
    if (m_edit.stemsFrom(base) >= 0)
        return;
    const int parent = standing(m_edit.baseTree()->entry(base).parent);
    const int back = m_edit.copy(m_edit.baseTree(), base, true);
    if (m_edit.part(back).kind == Kind::Attribute) {
        m_edit.addAttribute(parent, back);
        m_edit.nameLikeBase(back);
        return;
    }
    m_edit.insert(parent, m_places.placeOf(parent, base), back);
    if (m_edit.part(back).kind == Kind::Element)
        m_edit.declareLike(back, *m_edit.baseTree(), base);
}

Result<TreeEdit::Outcome> DraftEdit::finish()
{
    m_edit.dropDeclarations();
    return m_edit.finish();
}

void DraftEdit::takeAway(int part)
{
    int parent = m_edit.part(part).parent;
    if (parent < 0)
        return; // went with its group
    const bool isAttribute = m_edit.part(part).kind == Kind::Attribute;
    m_edit.detach(part);
    while (m_edit.part(parent).origin.isMade && m_edit.part(parent).parent >= 0 && isEmpty(parent)) {
        part = parent;
        parent = m_edit.part(part).parent;
        m_edit.detach(part);
    }
    if (!isAttribute && isEmpty(parent))
        m_values.restoreNothing(parent);
}

void DraftEdit::blank(int part) { SecretPlaces::blank(&m_edit, part); }

bool DraftEdit::isEmpty(int part) const
{
    if (!m_edit.isXml())
        return m_edit.part(part).firstChild < 0;
    return m_edit.childElements(part).isEmpty() && m_edit.attributes(part).isEmpty() && isBlank(m_edit.text(part));
}

/// The part for a group of the base, made empty where it was removed.
int DraftEdit::standing(int base)
{
    const DocumentTree &tree = *m_edit.baseTree();
    int part = m_edit.stemsFrom(base);
    if (part < 0) {
        const int parent = standing(tree.entry(base).parent);
        part = m_edit.make(tree.entry(base).kind, tree.name(base), {}, {base, true});
        for (const DocumentTree::Declaration &declaration : tree.declarationsOn(base))
            m_edit.declare(part, declaration.prefix, declaration.uri);
        m_edit.insert(parent, m_places.placeOf(parent, base), part);
        m_edit.nameLikeBase(part);
    }
    if (m_edit.part(part).kind != tree.entry(base).kind) { // the source view made a plain value of it
        m_edit.clear(part);
        m_edit.setValue(part, tree.entry(base).kind, {});
    } else if (m_edit.isXml() && m_edit.childElements(part).isEmpty() && !isBlank(m_edit.text(part))) {
        m_edit.clear(part);
    }
    return part;
}

} // namespace nephoscope
