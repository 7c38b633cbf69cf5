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

/// Where objects of one sort stand: "/occm/api/azure/ha/volumes" of ".../volumes/VsaWorkingEnvironment-1/svm_1/logs".
QString areaOf(const QUrl &address)
{
    QStringList steps;
    for (const QString &step : address.path().split(QLatin1Char('/'))) {
        if (std::any_of(step.begin(), step.end(), [](QChar c) { return c.isDigit() || c.isUpper(); }))
            break;
        steps << step;
    }
    return steps.join(QLatin1Char('/'));
}

/// What the service calls an operation: its published template, or the link's relation and what it takes.
QString keyOf(const Operation &operation)
{
    return operation.call.isEmpty() ? operation.name + QLatin1Char(' ') + operation.bodyType : operation.call;
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

/// A list of groups that has none yet, of a sort that is described.
bool isEmptyList(const FieldFacts &facts, const PropertyModel &model, const QModelIndex &index)
{
    return facts.isList && !facts.isPlainList && facts.isWritable() && !facts.isXml && !facts.schemaType.isEmpty()
        && model.rowCount(index) == 0;
}

void editable(const PropertyModel &model, const QModelIndex &parent, QList<QModelIndex> *found)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, PropertyModel::NameColumn, parent);
        const QModelIndex value = index.siblingAtColumn(PropertyModel::ValueColumn);
        const auto facts = value.data(PropertyModel::FactsRole).value<FieldFacts>();
        if (value.flags() & Qt::ItemIsEditable || isEmptyList(facts, model, index))
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

void FieldWalk::note(const Ref &ref, const QString &holderState)
{
    constexpr int enough = 12; // of one kind that wait
    if (ref.href().isEmpty() || ref.kind() == QLatin1String("task") || m_met.contains(ref.identity()))
        return;
    const QString kind = ref.kind() + QLatin1Char(' ') + ref.mediaType() + (ref.isCollection() ? u'+' : u' ')
        + areaOf(ref.href()) + (ref.state().word().isEmpty() ? QLatin1Char(' ') + holderState : QString());
    if (m_noted[kind] >= enough * (ref.isCollection() ? 4 : 1))
        return;
    ++m_noted[kind];
    m_met.insert(ref.identity());
    m_holderStates.insert(ref.identity(), holderState);
    m_waiting << ref;
}

void FieldWalk::walk(int each, int all)
{
    const QList<Ref> roots = m_session->roots();
    for (const Ref &root : roots)
        note(root, {});
    while (!m_waiting.isEmpty() && m_all < all) {
        const Ref next = m_waiting.takeFirst();
        const Result<Resource> read = open(next);
        ++m_all;
        if (!read)
            continue;
        // parts have no state: that of what holds them says what may be done
        const QString own = read->self.state().word();
        const QString state = own.isEmpty() ? m_holderStates.value(next.identity()) : own;
        const QString kind =
            read->self.kind() + QLatin1Char(' ') + state + QLatin1Char(' ') + areaOf(read->self.href());
        if (m_opened[kind]++ < each * (own.isEmpty() ? 3 : 1)) {
            look(*read);
            lookAtForms(*read);
        }
        for (const Ref &child : read->children)
            note(child, state);
        for (const Reference &reference : read->references)
            note(reference.target, state);
    }
}

void FieldWalk::look(const Resource &resource)
{
    const auto changes = [](const Operation &each) { return each.offered && each.method != "GET"; };
    if (std::none_of(resource.operations.begin(), resource.operations.end(), changes))
        return; // long lists of what was, as the audit
    const FieldGuide guide = FieldGuide::ofResource(resource, *m_session, m_catalog);
    PropertyModel model;
    model.setResource(resource, m_catalog);
    model.setShowsEmpty(true);
    model.setDraft(Draft(resource.document, std::make_shared<GuideShape>(guide)), guide);
    QList<QModelIndex> found;
    editable(model, {}, &found);
    const QString part = resource.part.isEmpty() ? QString() : resource.part.text() + QLatin1Char('/');
    for (const QModelIndex &value : found) {
        FieldSpot spot;
        spot.kind = resource.self.kind();
        spot.facts = value.data(PropertyModel::FactsRole).value<FieldFacts>();
        const auto editor = m_session->platform().editor(resource, spot.facts.path, m_session->access());
        spot.operation = editor ? keyOf(*editor) : QString();
        const QString path = spot.facts.path.text();
        spot.field = withoutNumbers(path.startsWith(part) ? path.mid(part.size()) : path);
        spot.isEntry = !(value.flags() & Qt::ItemIsEditable);
        const QString key = spot.kind + QLatin1Char(' ') + spot.operation + QLatin1Char(' ') + spot.field;
        spot.object = resource.self;
        spot.now = value.data(Qt::EditRole).toString();
        const auto known = m_found.constFind(key);
        if (known == m_found.constEnd()) {
            m_found.insert(key, m_spots.size());
            m_spots << spot;
        } else if (QList<FieldSpot> &others = m_spots[*known].others;
                   m_spots.at(*known).object.identity() != spot.object.identity() && others.size() < 6) {
            if (others.isEmpty() || others.constLast().object.identity() != spot.object.identity())
                others << spot;
        }
    }
}

void FieldWalk::lookAtForms(const Resource &resource)
{
    for (const Operation &operation : resource.operations) {
        const bool hasForm = !operation.bodySchema.isEmpty() || !operation.parameters.isEmpty();
        const bool isDeletion = operation.method == "DELETE" || operation.name.startsWith(QLatin1String("delete"));
        if (operation.role != Operation::Role::Act || isDeletion || !operation.offered || !hasForm)
            continue;
        FormSpot spot;
        spot.kind = resource.self.kind();
        spot.operation = operation;
        spot.key = keyOf(operation);
        spot.object = resource.self;
        const QString key = operation.call.isEmpty() ? spot.kind + QLatin1Char(' ') + spot.key : spot.key;
        const auto known = m_formsFound.constFind(key);
        if (known == m_formsFound.constEnd()) {
            m_formsFound.insert(key, m_forms.size());
            m_forms << spot;
        } else if (m_forms.at(*known).others.size() < 4) {
            m_forms[*known].others << spot;
        }
    }
}

QList<FormSpot> FieldWalk::forms() const
{
    QList<FormSpot> forms = m_forms;
    std::stable_sort(forms.begin(), forms.end(),
        [](const FormSpot &a, const FormSpot &b) { return a.operation.danger < b.operation.danger; });
    return forms;
}

} // namespace nephoscope
