// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/placemaker.h"

#include "document/valuewriter.h"

#include <QCoreApplication>
#include <algorithm>

namespace nephoscope {
namespace {

using Kind = Node::Kind;

tl::unexpected<Error> invalid(const char *words, const Path &path)
{
    return failure(Error::Kind::Invalid, QCoreApplication::translate("Draft", words).arg(path.text()));
}

QString stepOf(const Path &path) { return path.steps().value(path.steps().size() - 1); }

/// A step that counts items: digits only.
qsizetype itemOf(const QString &step)
{
    const bool digits = !step.isEmpty() && step.size() < 10
        && std::all_of(step.begin(), step.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits ? step.toLongLong() : -1;
}

} // namespace

Result<int> PlaceMaker::make(const Path &path, Want want)
{
    const QStringList steps = path.steps();
    Path at;
    Node node = m_document.root();
    qsizetype i = 0;
    for (; i < steps.size(); ++i) {
        const Node child = node.at(Path().child(steps.at(i)));
        if (child.isNull())
            break;
        node = child;
        at = at.child(steps.at(i));
    }
    int part = TreeAccess::index(node);
    for (; i < steps.size(); ++i) {
        at = at.child(steps.at(i));
        const Want wanted = i + 1 == steps.size() ? want : Want::Group;
        const Result<int> made = m_edit->isXml() ? makeElement(part, at, wanted) : makeToken(part, at, wanted);
        if (!made)
            return made;
        part = *made;
    }
    return part;
}

Result<int> PlaceMaker::makeItem(int group, const Path &list)
{
    return m_edit->isXml() ? newElement(group, list) : newItem(group, list);
}

Result<int> PlaceMaker::newItem(int array, const Path &list)
{
    if (m_edit->part(array).kind == Kind::JsonNull)
        m_edit->setValue(array, Kind::Array, {});
    if (m_edit->part(array).kind != Kind::Array)
        return invalid(QT_TRANSLATE_NOOP("Draft", "%1 is not a list."), list);
    const QList<int> items = m_edit->children(array);
    const auto known = slot(list);
    Kind kind = !m_shape || (known && known->isGroup) ? Kind::Object : Kind::JsonNull;
    for (int item : items) {
        const Kind other = m_edit->part(item).kind;
        kind = other == Kind::Number || other == Kind::Boolean ? Kind::JsonNull : other; // what has no empty value
    }
    const int made = m_edit->make(kind, {}, QStringLiteral(""), {});
    m_edit->append(array, made);
    return made;
}

int PlaceMaker::placeOf(int parent, int base) const
{
    QHash<int, int> standing;
    for (int i = m_edit->part(parent).firstChild; i >= 0; i = m_edit->part(i).next)
        standing.insert(m_edit->part(i).origin.base, i);
    const DocumentTree &tree = *m_edit->baseTree();
    const auto isBeside = [this](Kind kind) { return m_edit->isXml() && kind != Kind::Element; };
    int found = -1;
    for (int i = tree.entry(tree.entry(base).parent).firstChild; i >= 0 && i != base; i = tree.entry(i).nextSibling)
        found = isBeside(tree.entry(i).kind) ? found : standing.value(i, found);
    // What stood between that element and this one stays before it.
    for (;;) {
        const int next = found < 0 ? m_edit->part(parent).firstChild : m_edit->part(found).next;
        if (next < 0 || !isBeside(m_edit->part(next).kind) || m_edit->part(next).origin.base > base)
            return found;
        found = next;
    }
}

Result<int> PlaceMaker::makeElement(int parent, const Path &path, Want want)
{
    if (m_edit->part(parent).kind != Kind::Element)
        return invalid(QT_TRANSLATE_NOOP("Draft", "%1 cannot be there: an attribute has no parts."), path);
    if (stepOf(path).startsWith(u'@'))
        return makeAttribute(parent, path);
    if (m_edit->childElements(parent).isEmpty() && !isBlank(m_edit->text(parent)))
        return invalid(QT_TRANSLATE_NOOP("Draft", "%1 cannot be there: a plain value has no parts."), path);
    if (countBehind(parent, -1, path.name()) != path.index())
        return invalid(QT_TRANSLATE_NOOP("Draft", "%1 cannot be there: the list is shorter."), path);
    if (const int back = revived(parent, path, want); back >= 0)
        return back;
    Result<int> made = newElement(parent, path);
    if (made)
        m_edit->setOrigin(*made, {-1, true});
    return made;
}

Result<int> PlaceMaker::newElement(int parent, const Path &path)
{
    const QString name = path.name();
    if (m_edit->part(parent).kind != Kind::Element || !isXmlName(name))
        return invalid(QT_TRANSLATE_NOOP("Draft", "%1 cannot be there: this is no name for an element."), path);
    TreeEdit::Name like = *m_edit->part(parent).name;
    const QList<int> siblings = m_edit->childElements(parent);
    for (int sibling : siblings)
        like = m_edit->local(sibling) == name ? *m_edit->part(sibling).name : like;
    if (const auto known = slot(path); known && !known->namespaceUri.isEmpty())
        like.namespaceUri = known->namespaceUri;
    const int place = placeOfNew(parent, path);
    const int made = m_edit->make(Kind::Element, like, {}, {});
    m_edit->insert(parent, place, made);
    m_edit->rename(made, m_edit->nameIn(made, like.namespaceUri, name, false, like.prefix));
    ValueWriter(m_edit).dropNil(parent);
    return made;
}

Result<int> PlaceMaker::makeAttribute(int parent, const Path &path)
{
    const QString qualified = stepOf(path).mid(1);
    const QString local = qualified.section(u':', -1);
    const QString prefix = qualified.contains(u':') ? qualified.section(u':', 0, -2) : QString();
    const QLatin1String reserved("xmlns");
    if (!isXmlName(local) || !(prefix.isEmpty() || isXmlName(prefix)) || prefix == reserved || qualified == reserved)
        return invalid(QT_TRANSLATE_NOOP("Draft", "%1 cannot be there: this is no name for an attribute."), path);
    QString uri = prefix.isEmpty() ? QString() : m_edit->scopeOf(parent).value(prefix);
    if (const auto known = slot(path); known && !known->namespaceUri.isEmpty())
        uri = known->namespaceUri;
    if (!prefix.isEmpty() && uri.isEmpty())
        return invalid(QT_TRANSLATE_NOOP("Draft", "%1 cannot be there: its prefix is not declared."), path);
    const QList<int> attributes = m_edit->attributes(parent);
    for (int known : attributes) { // under another prefix
        if (m_edit->local(known) == local && m_edit->part(known).name->namespaceUri == uri)
            return known;
    }
    const DocumentTree &base = *m_edit->baseTree();
    const int from = m_edit->part(parent).origin.base;
    for (int i = from < 0 ? -1 : base.nextAttribute(from); i >= 0; i = base.nextAttribute(i)) {
        if (base.name(i).local != local || base.name(i).namespaceUri != uri)
            continue;
        const int back = m_edit->copy(m_edit->baseTree(), i, true);
        m_edit->addAttribute(parent, back);
        m_edit->nameLikeBase(back);
        return back;
    }
    const TreeEdit::Name name = m_edit->nameIn(parent, uri, local, true, prefix);
    const int made = m_edit->make(Kind::Attribute, name, {}, {-1, true});
    m_edit->addAttribute(parent, made);
    return made;
}

Result<int> PlaceMaker::makeToken(int parent, const Path &path, Want want)
{
    const QString step = stepOf(path);
    const qsizetype item = itemOf(step);
    if (m_edit->part(parent).kind == Kind::JsonNull) {
        const auto known = slot(path.parent());
        m_edit->setValue(parent, (known ? known->isList : item >= 0) ? Kind::Array : Kind::Object, {});
    }
    const Kind kind = m_edit->part(parent).kind;
    if (kind != Kind::Object && kind != Kind::Array)
        return invalid(QT_TRANSLATE_NOOP("Draft", "%1 cannot be there: a plain value has no parts."), path);
    if (kind == Kind::Array && item != m_edit->children(parent).size())
        return invalid(QT_TRANSLATE_NOOP("Draft", "%1 cannot be there: the list is shorter."), path);
    if (!step.isValidUtf16())
        return invalid(QT_TRANSLATE_NOOP("Draft", "%1 cannot be there: the text is not valid Unicode."), path);
    if (const int back = revived(parent, path, want); back >= 0)
        return back;
    const QString name = step.isNull() ? QStringLiteral("") : step;
    const int made = m_edit->make(
        Kind::JsonNull, kind == Kind::Object ? TreeEdit::Name{name, {}, {}} : TreeEdit::Name(), {}, {-1, true});
    m_edit->append(parent, made);
    return made;
}

/// What the base has at that path and the document no longer, where it would be found by the path again.
int PlaceMaker::revived(int parent, const Path &path, Want want)
{
    const auto tree = m_edit->baseTree();
    const int from = m_edit->part(parent).origin.base;
    if (from < 0 || tree->entry(from).kind != m_edit->part(parent).kind)
        return -1;
    const bool items = tree->entry(from).kind == Kind::Array;
    const QString name = m_edit->isXml() ? path.name() : stepOf(path);
    QSet<int> standing;
    for (int child : m_edit->children(parent))
        standing.insert(m_edit->part(child).origin.base);
    for (int i = tree->entry(from).firstChild; i >= 0; i = tree->entry(i).nextSibling) {
        if (standing.contains(i) || !(items || isNamed(i, name)))
            continue;
        const int place = placeOf(parent, i);
        const qsizetype index = items ? itemOf(stepOf(path)) : m_edit->isXml() ? path.index() : 0;
        const qsizetype before = place < 0 ? 0 : countBehind(parent, place, items ? QString() : name);
        if ((items || m_edit->isXml()) && before != index)
            continue; // another item would be found there
        const bool leaf = TreeAccess::node(tree, i).isLeaf();
        if (want == Want::Value && !leaf)
            continue;
        int back = -1;
        if (want == Want::Value) {
            back = m_edit->copy(tree, i, true);
        } else {
            back = m_edit->make(m_edit->isXml() ? Kind::Element : Kind::JsonNull, tree->name(i), {}, {i, true});
            for (const DocumentTree::Declaration &declaration : tree->declarationsOn(i))
                m_edit->declare(back, declaration.prefix, declaration.uri);
        }
        m_edit->insert(parent, place, back);
        if (m_edit->isXml() && want == Want::Value)
            m_edit->declareLike(back, *tree, i);
        else
            m_edit->nameLikeBase(back);
        return back;
    }
    return -1;
}

bool PlaceMaker::isNamed(int base, const QString &name) const
{
    const DocumentTree &tree = *m_edit->baseTree();
    const Kind kind = tree.entry(base).kind;
    const bool named = m_edit->isXml() ? kind == Kind::Element : true;
    return named && tree.name(base).local == name;
}

/// How many children of that name stand up to `last`, of all children where that is -1; items of a JSON array have
/// none.
qsizetype PlaceMaker::countBehind(int parent, int last, const QString &name) const
{
    qsizetype count = 0;
    for (int i = m_edit->part(parent).firstChild; i >= 0; i = m_edit->part(i).next) {
        const bool counted = !m_edit->isXml() || m_edit->part(i).kind == Kind::Element;
        count += counted && m_edit->local(i) == name ? 1 : 0;
        if (i == last)
            break;
    }
    return count;
}

int PlaceMaker::placeOfNew(int parent, const Path &path) const
{
    const QList<int> elements = m_edit->childElements(parent);
    const auto like = std::find_if(elements.rbegin(), elements.rend(),
        [this, name = path.name()](int element) { return m_edit->local(element) == name; });
    if (like != elements.rend())
        return *like;
    const QStringList order = m_shape ? m_shape->order(path.parent()) : QStringList();
    if (const qsizetype rank = order.indexOf(path.name()); rank >= 0) {
        const auto before = std::find_if(elements.rbegin(), elements.rend(), [&](int element) {
            const qsizetype other = order.indexOf(m_edit->local(element));
            return other >= 0 && other < rank;
        });
        if (before != elements.rend())
            return *before;
        const auto after = std::find_if(elements.begin(), elements.end(),
            [&](int element) { return order.indexOf(m_edit->local(element)) > rank; });
        if (after != elements.end())
            return m_edit->previous(*after);
    }
    if (!elements.isEmpty())
        return elements.last();
    const QList<int> all = m_edit->children(parent);
    return all.isEmpty() ? -1 : all.last();
}

std::optional<Shape::Slot> PlaceMaker::slot(const Path &path) const
{
    return m_shape ? m_shape->slot(path) : std::nullopt;
}

} // namespace nephoscope
