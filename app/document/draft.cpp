// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/draft.h"

#include "document/comparison.h"
#include "document/draftedit.h"
#include "document/draftfile.h"
#include "document/matching.h"
#include "document/merge.h"

#include <QCoreApplication>
#include <algorithm>

namespace nephoscope {
namespace {

tl::unexpected<Error> noDocument()
{
    return failure(Error::Kind::Invalid, QCoreApplication::translate("Draft", "There is no document to edit."));
}

/// The path is that place or one below it.
bool isWithin(const Path &path, const Path &place)
{
    return place.isEmpty() || path == place || path.text().startsWith(place.text() + u'/');
}

/// What stands at the same place under the same name: all of it where two documents say the same.
Origins byPlace(const DocumentTree &base, const DocumentTree &tree)
{
    const auto next = [](const DocumentTree &of, int i) { // white space between elements has no place
        while (i >= 0 && of.xml && of.entry(i).kind != Node::Kind::Element)
            i = of.entry(i).nextSibling;
        return i;
    };
    Origins origins(tree.entries.size());
    origins[static_cast<size_t>(tree.root)].base = base.root;
    for (int i = tree.root; i < static_cast<int>(tree.entries.size()); ++i) {
        const int from = origins[static_cast<size_t>(i)].base;
        int other = from < 0 ? -1 : next(base, base.entry(from).firstChild);
        int child = next(tree, tree.entry(i).firstChild);
        for (; other >= 0 && child >= 0 && base.name(other) == tree.name(child);
             other = next(base, base.entry(other).nextSibling), child = next(tree, tree.entry(child).nextSibling))
            origins[static_cast<size_t>(child)].base = other;
    }
    return origins;
}

} // namespace

Draft::Draft(Document base, std::shared_ptr<const Shape> shape)
    : m_base(std::move(base))
    , m_document(m_base)
    , m_shape(std::move(shape))
{
}

Result<bool> Draft::set(const Path &path, const Value &value)
{
    if (m_base.isNull())
        return noDocument();
    DraftEdit edit = this->edit();
    const Result<bool> done = edit.set(path, value);
    if (done)
        m_missing.removeAll(path);
    if (!done || !*done)
        return done;
    return take(edit).map([](const auto &) { return true; });
}

Result<bool> Draft::remove(const Path &path)
{
    if (m_base.isNull())
        return noDocument();
    DraftEdit edit = this->edit();
    const Result<bool> done = edit.remove(path);
    if (!done || !*done)
        return done;
    return take(edit).map([](const auto &) { return true; });
}

Result<Path> Draft::add(const Path &list, const Node &like)
{
    if (m_base.isNull())
        return noDocument();
    DraftEdit edit = this->edit();
    const Result<int> part = edit.add(list, like);
    if (!part)
        return failure(part.error());
    const Result<std::vector<int>> places = take(edit);
    if (!places)
        return failure(places.error());
    return TreeAccess::node(TreeAccess::tree(m_document), places->at(static_cast<size_t>(*part))).path();
}

Result<bool> Draft::move(const Path &item, int place)
{
    if (m_base.isNull())
        return noDocument();
    DraftEdit edit = this->edit();
    const Result<bool> done = edit.move(item, place);
    if (!done || !*done)
        return done;
    return take(edit).map([](const auto &) { return true; });
}

Result<bool> Draft::replace(const QByteArray &source)
{
    if (m_base.isNull())
        return noDocument();
    const Result<Document> document =
        Document::parse(source, m_base.isXml() ? QByteArray("application/xml") : QByteArray("application/json"));
    if (!document)
        return failure(document.error());
    const ItemKeys usual;
    take(*document,
        Matching(TreeAccess::tree(m_base), TreeAccess::tree(*document), usual, Matching::Rest::InOrder).origins());
    return true;
}

void Draft::revert(const Path &path)
{
    m_missing.removeIf([&](const Path &missing) { return isWithin(missing, path); });
    const Node node = m_document.root().at(path);
    const int base = node.isNull() ? -1 : baseEntry(path);
    const bool isRemoved = !m_base.root().at(path).isNull() && !inDocument(path);
    if (node.isNull() || (isRemoved && base >= 0 && !isChanged(path))) {
        revert(Change{Change::Kind::Removed, path, path, {}, {}});
        return;
    }
    if (node == m_document.root()) {
        revertAll();
        return;
    }
    DraftEdit edit = this->edit();
    edit.revert(TreeAccess::index(node));
    (void)take(edit).has_value(); // never larger than base and document
}

void Draft::revert(const Change &change)
{
    if (change.kind != Change::Kind::Removed) {
        revert(change.path);
        return;
    }
    const Node node = m_base.root().at(change.basePath);
    if (node.isNull())
        return;
    DraftEdit edit = this->edit();
    edit.bringBack(TreeAccess::index(node));
    const QList<Node> beside = node.isXml() ? QList<Node>() : node.parent().children();
    for (const Node &other : beside) { // of JSON members of one name it may be any
        if (node.parent().kind() == Node::Kind::Object && other.name() == node.name())
            edit.bringBack(TreeAccess::index(other));
    }
    (void)take(edit).has_value();
}

void Draft::revertAll()
{
    m_missing.clear();
    take(m_base, {});
}

bool Draft::isDirty() const { return m_origins != nullptr; }

bool Draft::isChanged(const Path &path) const
{
    if (!isDirty())
        return false;
    const Node node = m_document.root().at(path);
    const std::optional<Path> base = inBase(path);
    if (!node.isNull() && !base)
        return true;
    const Path now = node.isNull() ? path : node.path();
    const QList<Change> all = changes();
    return std::any_of(all.begin(), all.end(), [&](const Change &change) {
        return change.kind == Change::Kind::Removed ? isWithin(change.basePath, base.value_or(path))
                                                    : isWithin(change.path, now);
    });
}

QList<Change> Draft::changes() const
{
    if (!isDirty())
        return {};
    if (!m_changes)
        m_changes = Comparison(TreeAccess::tree(m_base), TreeAccess::tree(m_document), *m_origins).all();
    return *m_changes;
}

std::optional<Path> Draft::inBase(const Path &path) const
{
    const int base = baseEntry(path);
    return base < 0 ? std::nullopt : std::optional(TreeAccess::node(TreeAccess::tree(m_base), base).path());
}

std::optional<Path> Draft::inDocument(const Path &basePath) const
{
    const Node node = m_base.root().at(basePath);
    if (node.isNull() || !isDirty())
        return node.isNull() ? std::nullopt : std::optional(node.path());
    for (size_t i = 0; i < m_origins->size(); ++i) {
        if (m_origins->at(i).base == TreeAccess::index(node))
            return TreeAccess::node(TreeAccess::tree(m_document), static_cast<int>(i)).path();
    }
    return std::nullopt;
}

QByteArray Draft::saved(const QList<Path> &secrets) const
{
    DraftFile file(m_base, m_document, m_origins ? *m_origins : Origins(), m_missing);
    file.leaveOut(secrets);
    return file.bytes();
}

Result<Draft> Draft::restored(const QByteArray &saved, std::shared_ptr<const Shape> shape)
{
    const Result<DraftFile> file = DraftFile::read(saved);
    if (!file)
        return failure(file.error());
    Draft draft(file->base(), std::move(shape));
    if (!file->base().isNull())
        draft.take(file->document(), file->origins());
    draft.m_missing = file->missing();
    return draft;
}

int Draft::baseEntry(const Path &path) const
{
    const Node node = m_document.root().at(path);
    if (node.isNull() || !m_origins)
        return node.isNull() ? -1 : TreeAccess::index(node);
    return m_origins->at(static_cast<size_t>(TreeAccess::index(node))).base;
}

DraftEdit Draft::edit() const
{
    return DraftEdit(m_base, m_document, m_origins ? *m_origins : Origins(), m_shape.get());
}

TreeEdit Draft::treeEdit() const
{
    return TreeEdit(TreeAccess::tree(m_document), TreeAccess::tree(m_base), m_origins ? *m_origins : Origins());
}

Result<std::vector<int>> Draft::take(DraftEdit &edit)
{
    Result<TreeEdit::Outcome> outcome = edit.finish();
    if (!outcome)
        return failure(outcome.error());
    take(TreeAccess::document(outcome->tree), std::move(outcome->origins));
    return std::move(outcome->places);
}

void Draft::take(const Document &document, Origins origins)
{
    m_changes.reset();
    const auto base = TreeAccess::tree(m_base);
    const auto tree = TreeAccess::tree(document);
    const bool differs = tree != base && Comparison(base, tree, origins).isAny()
        && Comparison(base, tree, byPlace(*base, *tree)).isAny();
    m_document = differs ? document : m_base;
    m_origins = differs ? std::make_shared<const Origins>(std::move(origins)) : nullptr;
}

} // namespace nephoscope
