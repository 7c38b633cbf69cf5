// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/operationentries.h"

#include "create/likethis.h"
#include "resource/values.h"
#include "shell/glyph.h"
#include "shell/looks.h"
#include "shell/wording.h"

#include <QAction>
#include <QCoreApplication>
#include <QHash>
#include <QJsonObject>
#include <algorithm>
#include <tuple>

namespace nephoscope {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(OperationBar)
};

std::tuple<bool, bool, int> orderOf(const OperationEntry &entry)
{
    return {entry.isField, !entry.operation.offered, entry.weight};
}

/// The same words twice ("Add" of different things): what it is about tells them apart.
void tellApart(QList<OperationEntry> &entries, const Looks &looks, const QString &service)
{
    QHash<QString, int> uses;
    for (const OperationEntry &entry : std::as_const(entries))
        ++uses[entry.label];
    for (OperationEntry &entry : entries) {
        QString about = entry.operation.bodyType.section(QLatin1Char('.'), -1).section(QLatin1Char('+'), 0, 0);
        if (about.endsWith(QLatin1String("Params")))
            about.chop(6);
        if (uses.value(entry.label) > 1 && !about.isEmpty())
            entry.label =
                Words::tr("%1: %2", "operation, what it is about").arg(entry.label, looks.kind(service, about));
    }
}

} // namespace

QString operationLabel(const Operation &operation, const Looks &looks, const QString &service)
{
    if (!operation.label.isEmpty())
        return operation.label;
    const QJsonObject known =
        looks.catalog(service).section(QStringLiteral("operations")).value(operation.name).toObject();
    const QString words = known.value(QStringLiteral("label")).toString();
    return words.isEmpty() ? readableWords(operation.name.section(QLatin1Char(':'), -1)) : words;
}

QList<OperationEntry> operationEntries(
    const QList<Operation> &operations, const Looks &looks, const QString &service, const QString &reasonAgainst)
{
    const QJsonObject known = looks.catalog(service).section(QStringLiteral("operations"));
    QList<OperationEntry> result;
    for (const Operation &operation : operations) {
        const QJsonObject more = known.value(operation.name).toObject();
        OperationEntry entry;
        entry.operation = operation;
        entry.label = operationLabel(operation, looks, service);
        entry.icon = glyph(more.value(QStringLiteral("icon")).toString());
        const bool destroys = operation.danger == Operation::Danger::Destroys;
        entry.weight = more.value(QStringLiteral("weight")).toInt(destroys ? 95 : 60);
        entry.isField = operation.role == Operation::Role::Edit || LikeThis::isEntry(operation);
        if (LikeThis::isEntry(operation))
            entry.weight = 0; // the first of what stands apart
        entry.hint = reasonAgainst;
        if (entry.hint.isEmpty() && !operation.offered)
            entry.hint =
                operation.reason.isEmpty() ? Words::tr("The server does not offer this now.") : operation.reason;
        result << entry;
    }
    std::stable_sort(result.begin(), result.end(),
        [](const OperationEntry &a, const OperationEntry &b) { return orderOf(a) < orderOf(b); });
    tellApart(result, looks, service);
    return result;
}

QAction *makeAction(const OperationEntry &entry, QObject *parent)
{
    const QString words = QString(entry.label).replace(QLatin1Char('&'), QLatin1String("&&"));
    auto *action = new QAction(entry.icon, words, parent);
    action->setEnabled(entry.hint.isEmpty());
    action->setToolTip(plainToolTip(entry.hint));
    action->setStatusTip(entry.hint);
    action->setData(QVariant::fromValue(entry.operation));
    return action;
}

} // namespace nephoscope
