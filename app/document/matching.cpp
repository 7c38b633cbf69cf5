// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/matching.h"

#include "document/merge.h"
#include "document/valuewriter.h"

#include <algorithm>

namespace nephoscope {
namespace {

using Kind = Node::Kind;

QList<int> childrenOf(const DocumentTree &tree, int index)
{
    QList<int> children;
    for (int i = tree.entry(index).firstChild; i >= 0; i = tree.entry(i).nextSibling)
        children.append(i);
    return children;
}

/// Children that may belong together: elements and members by name, texts and the like by kind.
QMap<QString, QList<int>> byName(const DocumentTree &tree, int index)
{
    QMap<QString, QList<int>> named;
    const QList<int> children = childrenOf(tree, index);
    for (int child : children) {
        const Kind kind = tree.entry(child).kind;
        const bool isNamed = !tree.xml || kind == Kind::Element;
        const DocumentTree::Name &name = tree.name(child);
        named[isNamed ? u'=' + name.namespaceUri + u' ' + name.local : QString::number(static_cast<int>(kind))].append(
            child);
    }
    return named;
}

} // namespace

Matching::Matching(Tree older, Tree newer, const ItemKeys &keys, Rest rest)
    : m_older(std::move(older))
    , m_newer(std::move(newer))
    , m_keys(keys)
    , m_rest(rest)
    , m_origins(m_newer->entries.size())
{
}

Origins Matching::origins()
{
    m_origins.assign(m_newer->entries.size(), {});
    m_origins.front().base = 0;
    match(m_older->root, m_newer->root);
    return m_origins;
}

void Matching::match(int older, int newer)
{
    m_origins[static_cast<size_t>(newer)].base = older;
    if (m_older->entry(older).kind != m_newer->entry(newer).kind)
        return;
    for (int i = m_newer->nextAttribute(newer); i >= 0; i = m_newer->nextAttribute(i)) {
        for (int other = m_older->nextAttribute(older); other >= 0; other = m_older->nextAttribute(other)) {
            if (m_older->name(other).local == m_newer->name(i).local
                && m_older->name(other).namespaceUri == m_newer->name(i).namespaceUri)
                m_origins[static_cast<size_t>(i)].base = other;
        }
    }
    if (m_older->entry(older).kind == Kind::Array)
        matchItems(TreeAccess::node(m_older, older).path(), childrenOf(*m_older, older), childrenOf(*m_newer, newer));
    else
        matchNamed(older, newer);
}

void Matching::matchNamed(int older, int newer)
{
    const QMap<QString, QList<int>> before = byName(*m_older, older);
    const QMap<QString, QList<int>> after = byName(*m_newer, newer);
    for (auto row = after.cbegin(); row != after.cend(); ++row) {
        const QList<int> &news = row.value();
        const QList<int> olds = before.value(row.key());
        const Path item = olds.isEmpty() ? Path() : TreeAccess::node(m_older, olds.first()).path();
        const Path list = item.parent().child(item.name());
        const bool elements = m_newer->entry(news.first()).kind == Kind::Element && !olds.isEmpty();
        if (elements && (news.size() + olds.size() > 2 || m_keys.isList(list))) {
            matchItems(list, olds, news);
        } else if (olds.size() == news.size()) {
            for (qsizetype i = 0; i < olds.size(); ++i)
                match(olds.at(i), news.at(i));
        }
    }
}

void Matching::matchItems(const Path &list, QList<int> older, QList<int> newer)
{
    if (older.isEmpty() || newer.isEmpty())
        return;
    const QString key = keyFor(m_keys.keysOf(list), older, newer);
    if (!key.isEmpty()) {
        QMultiHash<QString, int> known;
        for (int i : std::as_const(older))
            known.insert(*keyOf(TreeAccess::node(m_older, i), key), i);
        pairUp(&known, &older, &newer, [&](int i) { return *keyOf(TreeAccess::node(m_newer, i), key); });
    }
    if (key.isEmpty() || m_rest == Rest::InOrder) {
        QMultiHash<QString, int> known;
        for (auto i = older.crbegin(); i != older.crend(); ++i)
            known.insert(fingerprint(*m_older, *i), *i); // the last that goes in comes out first
        pairUp(&known, &older, &newer, [&](int i) { return fingerprint(*m_newer, i); });
    }
    for (qsizetype i = 0; m_rest == Rest::InOrder && i < std::min(older.size(), newer.size()); ++i)
        match(older.at(i), newer.at(i));
}

template <class Sign>
void Matching::pairUp(QMultiHash<QString, int> *known, QList<int> *older, QList<int> *newer, Sign sign)
{
    QSet<int> taken;
    newer->removeIf([&](int i) {
        const auto found = known->find(sign(i));
        if (found == known->end())
            return false;
        match(*found, i);
        taken.insert(*found);
        known->erase(found);
        return true;
    });
    older->removeIf([&](int i) { return taken.contains(i); });
}

QString Matching::keyFor(const QStringList &candidates, const QList<int> &older, const QList<int> &newer) const
{
    const auto isKey = [](const Tree &tree, const QList<int> &items, const QString &key) {
        QSet<QString> seen;
        return std::all_of(items.begin(), items.end(), [&](int item) {
            const std::optional<QString> value = keyOf(TreeAccess::node(tree, item), key);
            const bool fresh = value && !seen.contains(*value);
            seen.insert(value.value_or(QString()));
            return fresh;
        });
    };
    for (const QString &key : candidates) {
        if (isKey(m_older, older, key) && isKey(m_newer, newer, key))
            return key;
    }
    return {};
}

std::optional<QString> Matching::keyOf(const Node &item, const QString &key)
{
    Node found = key.startsWith(u'@') ? item.attribute(key.mid(1)) : item.child(key);
    if (found.isNull() && item.isXml())
        found = item.attribute(key);
    return found.isLeaf() && !found.isNil() ? std::optional(found.text()) : std::nullopt;
}

QString Matching::fingerprint(const DocumentTree &tree, int index)
{
    const DocumentTree::Entry &entry = tree.entry(index);
    const DocumentTree::Name &name = tree.name(index);
    const QString start =
        QStringLiteral("%1 {%2}%3").arg(static_cast<int>(entry.kind)).arg(name.namespaceUri, name.local);
    if (entry.firstChild < 0 && entry.kind != Kind::Element)
        return start + u'='
            + tree.value(index).toString().replace(u'\\', QLatin1String("\\\\")).replace(u'|', QLatin1String("\\|"));
    QStringList parts;
    QString text;
    bool elements = false;
    for (int i = tree.nextAttribute(index); i >= 0; i = tree.nextAttribute(i))
        parts.append(fingerprint(tree, i));
    for (int i = entry.firstChild; i >= 0; i = tree.entry(i).nextSibling) {
        const Kind kind = tree.entry(i).kind;
        if (kind == Kind::Text || kind == Kind::CData)
            text.append(tree.value(i));
        else if (kind != Kind::Comment && kind != Kind::ProcessingInstruction)
            parts.append(fingerprint(tree, i));
        elements = elements || kind == Kind::Element;
    }
    parts.sort();
    if (!elements || !isBlank(text))
        parts.prepend(text.replace(u'\\', QLatin1String("\\\\")).replace(u'|', QLatin1String("\\|")));
    return start + QStringLiteral("(|") + parts.join(QLatin1String("||")) + QStringLiteral("|)");
}

} // namespace nephoscope
