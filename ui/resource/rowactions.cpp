// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/rowactions.h"

#include "editor/resourceactions.h"
#include "resource/operationentries.h"
#include "resource/values.h"

#include <QMenu>
#include <algorithm>
#include <qcorotask.h>

namespace nephoscope {

namespace {

/// That operation of each object, with its first that is offered in front; empty where one object does not know it.
QList<Operation> ofAll(const Operation &wanted, const QList<Resource> &objects)
{
    const BulkOperation operation(wanted);
    QList<Operation> all;
    for (const Resource &object : objects) {
        const auto found = std::find_if(object.operations.begin(), object.operations.end(),
            [&operation](const Operation &each) { return operation.is(each); });
        if (found == object.operations.end())
            return {};
        if (found->offered && !all.isEmpty() && !all.constFirst().offered)
            all.prepend(*found);
        else
            all.append(*found);
    }
    return all;
}

} // namespace

RowActions::RowActions(std::shared_ptr<Session> session, const Looks &looks, ResourceActions &actions, QObject *parent)
    : QObject(parent)
    , m_session(std::move(session))
    , m_looks(looks)
    , m_actions(actions)
{
}

void RowActions::fill(QMenu &menu, const ChosenRows &rows, const QString &whyNot)
{
    menu.setToolTipsVisible(true);
    menu.addSeparator();
    const QString count = groupedDigits(QString::number(rows.count));
    QMenu *operations = menu.addMenu(rows.count == 1 ? tr("Operations") : tr("Operations of these %1").arg(count));
    operations->setObjectName(QStringLiteral("rowOperations"));
    operations->setToolTipsVisible(true);
    connect(
        operations, &QMenu::aboutToShow, this, [this, operations, rows] { read(operations, rows); },
        Qt::SingleShotConnection);
    QList<QAction *> added{operations->menuAction()};
    if (rows.count > 1) {
        added << menu.addAction(tr("Change a property of these %1 \u2026").arg(count), this,
            [this, rows] { order(rows, std::nullopt, QString()); });
        added.constLast()->setObjectName(QStringLiteral("rowsChange"));
    }
    for (QAction *action : std::as_const(added)) {
        action->setEnabled(whyNot.isEmpty());
        action->setToolTip(plainToolTip(whyNot));
        action->setStatusTip(whyNot);
    }
    menu.addSeparator();
}

void RowActions::order(const ChosenRows &rows, const std::optional<Operation> &operation, const QString &label)
{
    rows.collect([this, operation, label](const QList<Ref> &all) {
        BulkOrder order;
        order.objects = all;
        order.operation = operation;
        order.label = label;
        emit bulkWanted(order);
    });
}

void RowActions::read(QMenu *menu, const ChosenRows &rows)
{
    menu->addAction(tr("Reading \u2026"))->setEnabled(false);
    const auto objects = std::make_shared<QList<Resource>>();
    const auto missing = std::make_shared<qsizetype>(rows.sample.size());
    for (const Ref &ref : rows.sample) {
        QCoro::connect(m_session->open(ref), menu, [this, menu, rows, objects, missing](const Result<Resource> &read) {
            if (read)
                objects->append(*read);
            if (--*missing > 0)
                return;
            menu->clear();
            offer(*menu, rows, *objects);
            if (menu->isEmpty())
                menu->addAction(read ? tr("They share no operation") : read.error().message())->setEnabled(false);
        });
    }
}

void RowActions::offer(QMenu &menu, const ChosenRows &rows, const QList<Resource> &read)
{
    if (rows.count > 1)
        offerShared(menu, rows, read);
    else if (!read.isEmpty())
        offerOne(menu, read.constFirst());
}

void RowActions::offerOne(QMenu &menu, const Resource &resource)
{
    const QList<OperationEntry> entries =
        operationEntries(resource.operations, m_looks, m_session->platform().service(), QString());
    for (const OperationEntry &entry : entries) {
        if (entry.isField)
            continue; // its page is the form of it
        QAction *action = makeAction(entry, &menu);
        menu.addAction(action);
        connect(action, &QAction::triggered, &m_actions,
            [this, entry, resource] { m_actions.start(entry.operation, entry.label, resource); });
    }
    if (menu.isEmpty())
        menu.addAction(tr("Nothing can be done with it now"))->setEnabled(false);
}

void RowActions::offerShared(QMenu &menu, const ChosenRows &rows, const QList<Resource> &read)
{
    QList<Operation> shared;
    QHash<QString, qsizetype> offers; // how many objects offer it now
    const auto keyOf = [](const Operation &each) { return each.name + QLatin1Char(' ') + each.bodyType; };
    const QList<Operation> known = read.isEmpty() ? QList<Operation>() : read.constFirst().operations;
    for (const Operation &each : known) {
        const QList<Operation> all = BulkOperation::isFor(each) ? ofAll(each, read) : QList<Operation>();
        if (all.isEmpty())
            continue;
        shared << all.constFirst();
        offers.insert(keyOf(each),
            std::count_if(all.begin(), all.end(), [](const Operation &operation) { return operation.offered; }));
    }
    const bool isWhole = rows.count == read.size();
    const QList<OperationEntry> entries = operationEntries(shared, m_looks, m_session->platform().service(), QString());
    for (const OperationEntry &entry : entries) {
        QAction *action = makeAction(entry, &menu);
        const qsizetype can = offers.value(keyOf(entry.operation));
        if (isWhole && can > 0 && can < rows.count)
            action->setText(tr("%1 (%2 of %3 can)", "operation").arg(action->text()).arg(can).arg(rows.count));
        else if (!isWhole) // some of the others may
            action->setEnabled(true);
        menu.addAction(action);
        connect(action, &QAction::triggered, this, [this, rows, entry] { order(rows, entry.operation, entry.label); });
    }
}

} // namespace nephoscope
