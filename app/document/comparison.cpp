// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/comparison.h"

#include "document/merge.h"
#include "document/valuewriter.h"

#include <algorithm>

namespace nephoscope {
namespace {

using Kind = Node::Kind;

bool isGroup(Kind kind) { return kind == Kind::Object || kind == Kind::Array; }

bool hasElements(const DocumentTree &tree, int index)
{
    int child = tree.entry(index).firstChild;
    while (child >= 0 && tree.entry(child).kind != Kind::Element)
        child = tree.entry(child).nextSibling;
    return child >= 0;
}

/// The text of an element. Where elements stand beside it, blanks are layout.
QString textOf(const DocumentTree &tree, int element, bool withoutBlanks)
{
    QString text;
    for (int i = tree.entry(element).firstChild; i >= 0; i = tree.entry(i).nextSibling) {
        const Kind kind = tree.entry(i).kind;
        if ((kind == Kind::Text || kind == Kind::CData) && !(withoutBlanks && isBlank(tree.value(i))))
            text.append(tree.value(i));
    }
    return text;
}

/// Comments and processing instructions in an element, and beside the root.
QList<int> notesIn(const DocumentTree &tree, int element)
{
    QList<int> notes;
    const auto collect = [&](int parent) {
        for (int i = tree.entry(parent).firstChild; i >= 0; i = tree.entry(i).nextSibling) {
            if (tree.entry(i).kind == Kind::Comment || tree.entry(i).kind == Kind::ProcessingInstruction)
                notes.append(i);
        }
    };
    collect(element);
    if (element == tree.root)
        collect(0);
    return notes;
}

/// What of an element is neither value nor part: how its name is written, what prefixes it declares, comments.
QString markup(const DocumentTree &tree, int element)
{
    QStringList words;
    for (const DocumentTree::Declaration &declaration : tree.declarationsOn(element))
        words.append(QStringLiteral("xmlns:%1=\"%2\"").arg(declaration.prefix, declaration.uri));
    words.sort();
    words.prepend(tree.name(element).prefix + u':' + tree.name(element).local);
    const QList<int> notes = notesIn(tree, element);
    for (int note : notes) {
        const QString target = tree.entry(note).kind == Kind::Comment ? QString() : tree.name(note).local;
        words.append(target.isEmpty() ? QStringLiteral("<!--%1-->").arg(tree.value(note))
                                      : QStringLiteral("<?%1 %2?>").arg(target, tree.value(note)));
    }
    return words.join(u' ');
}

bool hasPlainMarkup(const DocumentTree &tree, int element)
{
    return tree.declarationsOn(element).isEmpty() && notesIn(tree, element).isEmpty();
}

/// What an attribute says; in xsi:type the prefix, which services choose anew, gives way to what it means.
QString meaning(const DocumentTree &tree, int attribute)
{
    const QString value = tree.value(attribute).toString();
    const DocumentTree::Name &name = tree.name(attribute);
    const qsizetype colon = value.indexOf(u':');
    if (name.local != QLatin1String("type") || !name.namespaceUri.endsWith(QLatin1String("/XMLSchema-instance")))
        return value;
    const QString prefix = value.left(std::max<qsizetype>(colon, 0));
    for (int i = tree.entry(attribute).parent; i > 0; i = tree.entry(i).parent) {
        for (const DocumentTree::Declaration &declaration : tree.declarationsOn(i)) {
            if (declaration.prefix == prefix)
                return u'{' + declaration.uri + u'}' + value.mid(colon + 1);
        }
    }
    return value;
}

int sameAttribute(const DocumentTree &tree, int element, const DocumentTree::Name &name)
{
    int i = tree.nextAttribute(element);
    while (i >= 0 && (tree.name(i).local != name.local || tree.name(i).namespaceUri != name.namespaceUri))
        i = tree.nextAttribute(i);
    return i;
}

/// Indexes of those that must move so that the rest stands in rising order; as few as possible.
QList<qsizetype> misplaced(const QList<int> &values)
{
    QList<qsizetype> tails; // index of the smallest end of a rising row of each length
    QList<qsizetype> before(values.size(), -1);
    for (qsizetype i = 0; i < values.size(); ++i) {
        const auto longer = std::lower_bound(tails.begin(), tails.end(), values.at(i),
            [&](qsizetype tail, int value) { return values.at(tail) < value; });
        before[i] = longer == tails.begin() ? -1 : *(longer - 1);
        if (longer == tails.end())
            tails.append(i);
        else
            *longer = i;
    }
    QList<bool> stays(values.size(), false);
    for (qsizetype i = tails.isEmpty() ? -1 : tails.last(); i >= 0; i = before.at(i))
        stays[i] = true;
    QList<qsizetype> moved;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (!stays.at(i))
            moved.append(i);
    }
    return moved;
}

} // namespace

Comparison::Comparison(Tree older, Tree newer, const Origins &origins, const ItemKeys *keys)
    : m_older(std::move(older))
    , m_newer(std::move(newer))
    , m_olderOf(m_newer->entries.size(), -1)
    , m_newerOf(m_older->entries.size(), -1)
    , m_keys(keys)
{
    for (size_t i = 0; i < m_olderOf.size(); ++i) {
        m_olderOf[i] = origins.empty() ? static_cast<int>(i) : origins[i].base;
        if (m_olderOf[i] >= 0)
            m_newerOf[static_cast<size_t>(m_olderOf[i])] = static_cast<int>(i);
    }
}

bool Comparison::isAny() { return isBetween(m_older->root, m_newer->root); }

QList<Change> Comparison::all()
{
    m_changes.clear();
    compare(m_older->root, m_newer->root);
    return std::move(m_changes);
}

bool Comparison::isBetween(int older, int newer)
{
    m_onlyFirst = true;
    m_changes.clear();
    compare(older, newer);
    m_onlyFirst = false;
    return !m_changes.isEmpty();
}

Change Comparison::change(Change::Kind kind, int older, int newer) const
{
    const auto text = [](const Node &node, bool whole) {
        const bool leaf = node.isLeaf() && (node.attributes().isEmpty() || !whole);
        return leaf || (node.isXml() && !whole) ? node.text() : QString::fromUtf8(node.bytes());
    };
    Change change;
    change.kind = kind;
    const bool whole = kind != Change::Kind::Set;
    const Node before = TreeAccess::node(m_older, kind == Change::Kind::Added ? -1 : older);
    const Node after = TreeAccess::node(m_newer, kind == Change::Kind::Removed ? -1 : newer);
    change.basePath = before.path();
    change.path = after.isNull() ? change.basePath : after.path();
    change.before = before.isNull() ? QString() : text(before, whole);
    change.after = after.isNull() ? QString() : text(after, whole);
    return change;
}

void Comparison::report(Change::Kind kind, int older, int newer)
{
    m_changes.append(m_onlyFirst ? Change() : change(kind, older, newer));
}

bool Comparison::isValueChanged(int older, int newer) const
{
    const DocumentTree::Entry &before = m_older->entry(older);
    const DocumentTree::Entry &after = m_newer->entry(newer);
    if (before.kind == Kind::Attribute)
        return m_keys ? meaning(*m_older, older) != meaning(*m_newer, newer)
                      : m_older->value(older) != m_newer->value(newer)
                || m_older->name(older).prefix != m_newer->name(newer).prefix;
    if (before.kind != Kind::Element)
        return before.kind != after.kind || (!isGroup(before.kind) && m_older->value(older) != m_newer->value(newer));
    const bool elements = hasElements(*m_older, older) || hasElements(*m_newer, newer);
    return TreeAccess::node(m_older, older).isNil() != TreeAccess::node(m_newer, newer).isNil()
        || textOf(*m_older, older, elements) != textOf(*m_newer, newer, elements);
}

void Comparison::compare(int older, int newer)
{
    if (isValueChanged(older, newer))
        report(Change::Kind::Set, older, newer);
    if (isDone() || m_older->entry(older).kind != m_newer->entry(newer).kind)
        return;
    if (m_older->entry(older).kind == Kind::Element) {
        compareAttributes(older, newer);
        if (!m_keys)
            compareMarkup(older, newer);
    }
    if (!isDone())
        compareChildren(older, newer);
    if (isDone())
        return;
    for (const auto &[from, to] : moves(older, newer))
        report(Change::Kind::Moved, from, to);
}

void Comparison::compareAttributes(int older, int newer)
{
    for (int i = m_older->nextAttribute(older); i >= 0; i = m_older->nextAttribute(i)) {
        const int other = sameAttribute(*m_newer, newer, m_older->name(i));
        if (isNilMark(*m_older, i))
            continue; // part of the value
        if (other < 0)
            report(Change::Kind::Removed, i, -1);
        else if (isValueChanged(i, other))
            report(Change::Kind::Set, i, other);
    }
    for (int i = m_newer->nextAttribute(newer); i >= 0; i = m_newer->nextAttribute(i)) {
        if (!isNilMark(*m_newer, i) && sameAttribute(*m_older, older, m_newer->name(i)) < 0)
            report(Change::Kind::Added, -1, i);
    }
}

void Comparison::compareMarkup(int older, int newer)
{
    if (m_older->name(older) == m_newer->name(newer) && hasPlainMarkup(*m_older, older)
        && hasPlainMarkup(*m_newer, newer))
        return; // as nearly all are
    const QString before = markup(*m_older, older);
    const QString after = markup(*m_newer, newer);
    if (before == after)
        return;
    report(Change::Kind::Set, older, newer);
    m_changes.last().before = before;
    m_changes.last().after = after;
}

/// In the order of the newer; what was removed comes where it stood.
void Comparison::compareChildren(int older, int newer)
{
    const auto counts = [](const DocumentTree &tree, int i) {
        return !tree.xml || tree.entry(i).kind == Kind::Element;
    };
    int next = m_older->entry(older).firstChild;
    const auto reportRemoved = [&](int upTo) {
        for (; next >= 0 && next <= upTo && !isDone(); next = m_older->entry(next).nextSibling) {
            const int other = newerOf(next);
            if (counts(*m_older, next) && (other < 0 || m_newer->entry(other).parent != newer))
                report(Change::Kind::Removed, next, -1);
        }
    };
    for (int i = m_newer->entry(newer).firstChild; i >= 0 && !isDone(); i = m_newer->entry(i).nextSibling) {
        const int other = olderOf(i);
        if (!counts(*m_newer, i))
            continue;
        if (other < 0 || m_older->entry(other).parent != older) {
            report(Change::Kind::Added, -1, i);
            continue;
        }
        reportRemoved(other);
        if (!isDone())
            compare(other, i);
    }
    reportRemoved(std::numeric_limits<int>::max());
}

QList<std::pair<int, int>> Comparison::moves(int older, int newer) const
{
    QList<std::pair<int, int>> moved;
    const Kind kind = m_newer->entry(newer).kind;
    if (kind != Kind::Element && kind != Kind::Array)
        return moved;
    QMap<QString, QList<int>> rows; // positions in the older tree, in the order of the newer
    for (int i = m_newer->entry(newer).firstChild; i >= 0; i = m_newer->entry(i).nextSibling) {
        const int other = olderOf(i);
        const bool counts = kind == Kind::Array || m_newer->entry(i).kind == Kind::Element;
        if (counts && other >= 0 && m_older->entry(other).parent == older)
            rows[m_keys && kind == Kind::Element ? m_newer->name(i).local : QString()].append(other);
    }
    for (const QList<int> &row : std::as_const(rows)) {
        if (std::is_sorted(row.begin(), row.end()) || (m_keys && !isOrdered(newerOf(row.first()))))
            continue;
        const QList<qsizetype> wrong = misplaced(row);
        for (qsizetype index : wrong)
            moved.append({row.at(index), newerOf(row.at(index))});
    }
    return moved;
}

bool Comparison::isOrdered(int newerItem) const
{
    const Path item = TreeAccess::node(m_newer, newerItem).path();
    return m_keys->isOrdered(m_newer->xml ? item.parent().child(item.name()) : item.parent());
}

} // namespace nephoscope
