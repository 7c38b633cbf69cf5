// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/fieldwalk.h"

#include "models/fieldguide.h"
#include "models/guideshape.h"
#include "models/propertymodel.h"

#include <QRegularExpression>
#include <QtTest>
#include <qcorotask.h>

namespace nephoscope {

namespace {

/// Entries of a list are one field: "disks/0/size" and "disks/1/size", "Item[3]/Name" and "Item/Name".
QString withoutNumbers(QString path)
{
    static const QRegularExpression numbers(QStringLiteral("\\[\\d+\\]|(?<=/)\\d+(?=/|$)"));
    return path.replace(numbers, QStringLiteral("*")).replace(QLatin1String("*/"), QLatin1String("/"));
}

template <class T>
Result<T> awaited(QCoro::Task<Result<T>> task)
{
    std::optional<Result<T>> answer;
    QObject listener;
    QCoro::connect(std::move(task), &listener, [&answer](const Result<T> &read) { answer = read; });
    const bool isHere = QTest::qWaitFor([&answer] { return answer.has_value(); }, 30'000);
    return isHere ? *answer : failure(Error::Kind::Offline, QStringLiteral("no answer"));
}

void editable(const PropertyModel &model, const QModelIndex &parent, QList<QModelIndex> *found)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, PropertyModel::NameColumn, parent);
        const QModelIndex value = index.siblingAtColumn(PropertyModel::ValueColumn);
        if (value.flags() & Qt::ItemIsEditable)
            *found << value;
        editable(model, index, found);
    }
}

} // namespace

FieldWalk::FieldWalk(std::shared_ptr<Session> session, Catalog catalog)
    : m_session(std::move(session))
    , m_catalog(std::move(catalog))
{
}

bool FieldWalk::readSchema() const { return awaited(m_session->readSchema()).value_or(false); }

Result<Resource> FieldWalk::open(const Ref &ref) const { return awaited(m_session->open(ref)); }

void FieldWalk::note(const Ref &ref)
{
    constexpr int enough = 12; // of one kind that wait
    if (ref.href().isEmpty() || ref.kind() == QLatin1String("task") || m_met.contains(ref.identity()))
        return;
    const QString kind = ref.kind() + QLatin1Char(' ') + ref.mediaType() + (ref.isCollection() ? u'+' : u' ');
    if (m_noted[kind] >= enough * (ref.isCollection() ? 4 : 1))
        return;
    ++m_noted[kind];
    m_met.insert(ref.identity());
    m_waiting << ref;
}

void FieldWalk::walk(int each, int all)
{
    const QList<Ref> roots = m_session->roots();
    for (const Ref &root : roots)
        note(root);
    while (!m_waiting.isEmpty() && m_all < all) {
        const Ref next = m_waiting.takeFirst();
        const Result<Resource> read = open(next);
        ++m_all;
        if (!read)
            continue;
        const QString kind = read->self.kind() + QLatin1Char(' ') + read->self.state().word();
        if (m_opened[kind]++ < each)
            look(*read);
        for (const Ref &child : read->children)
            note(child);
        for (const Reference &reference : read->references)
            note(reference.target);
    }
}

void FieldWalk::look(const Resource &resource)
{
    const FieldGuide guide = FieldGuide::ofResource(resource, *m_session, m_catalog);
    PropertyModel model;
    model.setResource(resource, m_catalog);
    model.setShowsEmpty(true);
    model.setDraft(Draft(resource.document, std::make_shared<GuideShape>(guide)), guide);
    QList<QModelIndex> found;
    editable(model, {}, &found);
    for (const QModelIndex &value : found) {
        FieldSpot spot;
        spot.kind = resource.self.kind();
        spot.facts = value.data(PropertyModel::FactsRole).value<FieldFacts>();
        spot.field = withoutNumbers(spot.facts.path.text());
        const QString key = spot.kind + QLatin1Char(' ') + spot.field;
        spot.object = resource.self;
        spot.now = value.data(Qt::EditRole).toString();
        const auto known = m_found.constFind(key);
        if (known == m_found.constEnd()) {
            m_found.insert(key, m_spots.size());
            m_spots << spot;
        } else if (QList<FieldSpot> &others = m_spots[*known].others;
                   m_spots.at(*known).object.identity() != spot.object.identity() && others.size() < 4) {
            if (others.isEmpty() || others.constLast().object.identity() != spot.object.identity())
                others << spot;
        }
    }
}

} // namespace nephoscope
