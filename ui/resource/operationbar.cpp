// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/operationbar.h"

#include "create/likethis.h"
#include "resource/values.h"
#include "shell/glyph.h"
#include "shell/looks.h"
#include "shell/wording.h"

#include <QAction>
#include <QBoxLayout>
#include <QHash>
#include <QJsonObject>
#include <QMenu>
#include <QPushButton>
#include <algorithm>

namespace nephoscope {

namespace {

constexpr qsizetype inSight = 4;

QString escaped(QString text) { return text.replace(QLatin1Char('&'), QLatin1String("&&")); }

} // namespace

OperationBar::OperationBar(const Looks &looks, const QString &service, QWidget *parent)
    : QWidget(parent)
    , m_looks(looks)
    , m_service(service)
    , m_line(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("operationBar"));
    m_line->setContentsMargins(16, 0, 16, 8);
    m_line->setSpacing(4);
    hide();
}

QString OperationBar::label(const Operation &operation) const
{
    if (!operation.label.isEmpty())
        return operation.label;
    const QJsonObject known =
        m_looks.catalog(m_service).section(QStringLiteral("operations")).value(operation.name).toObject();
    const QString words = known.value(QStringLiteral("label")).toString();
    return words.isEmpty() ? readableWords(operation.name.section(QLatin1Char(':'), -1)) : words;
}

/// What may be done now stands first; what the fields of the page do themselves stands last.
std::tuple<bool, bool, int> OperationBar::orderOf(const Entry &entry)
{
    return {entry.isField, !entry.operation.offered, entry.weight};
}

QList<OperationBar::Entry> OperationBar::entriesOf(
    const QList<Operation> &operations, const QString &reasonAgainst) const
{
    const QJsonObject known = m_looks.catalog(m_service).section(QStringLiteral("operations"));
    QList<Entry> result;
    for (const Operation &operation : operations) {
        const QJsonObject more = known.value(operation.name).toObject();
        Entry entry;
        entry.operation = operation;
        entry.label = label(operation);
        entry.icon = glyph(more.value(QStringLiteral("icon")).toString());
        const bool destroys = operation.danger == Operation::Danger::Destroys;
        entry.weight = more.value(QStringLiteral("weight")).toInt(destroys ? 95 : 60);
        entry.isField = operation.role == Operation::Role::Edit || LikeThis::isEntry(operation);
        if (LikeThis::isEntry(operation))
            entry.weight = 0; // the first of what stands apart
        entry.hint = reasonAgainst;
        if (entry.hint.isEmpty() && !operation.offered)
            entry.hint = operation.reason.isEmpty() ? tr("The server does not offer this now.") : operation.reason;
        result << entry;
    }
    std::stable_sort(
        result.begin(), result.end(), [](const Entry &a, const Entry &b) { return orderOf(a) < orderOf(b); });
    // The same words twice ("Add" of different things): what it is about tells them apart.
    QHash<QString, int> uses;
    for (const Entry &entry : std::as_const(result))
        ++uses[entry.label];
    for (Entry &entry : result) {
        QString about = entry.operation.bodyType.section(QLatin1Char('.'), -1).section(QLatin1Char('+'), 0, 0);
        if (about.endsWith(QLatin1String("Params")))
            about.chop(6);
        if (uses.value(entry.label) > 1 && !about.isEmpty())
            entry.label = tr("%1: %2", "operation, what it is about").arg(entry.label, m_looks.kind(m_service, about));
    }
    return result;
}

void OperationBar::setOperations(const QList<Operation> &operations, const QString &reasonAgainst)
{
    clear();
    const QList<Entry> entries = entriesOf(operations, reasonAgainst);
    QList<QAction *> all;
    for (const Entry &entry : entries)
        all << makeAction(entry);
    const qsizetype acts =
        std::count_if(entries.begin(), entries.end(), [](const Entry &entry) { return !entry.isField; });
    // "More" with a single entry would be a detour.
    const bool isShort = acts == entries.size() && acts <= inSight + 1;
    const qsizetype shown = isShort ? acts : qMin(acts, inSight);
    for (qsizetype place = 0; place < shown; ++place)
        addButton(all.at(place), int(place));
    if (shown < entries.size())
        addMore(all.mid(shown), entries.size() - acts);
    m_line->addStretch();
    setVisible(!entries.isEmpty());
}

void OperationBar::setReasonAgainst(const Operation &operation, const QString &reason)
{
    const QList<QAction *> all = actions();
    for (QAction *action : all) {
        if (action->data().value<Operation>().name != operation.name)
            continue;
        action->setEnabled(reason.isEmpty());
        action->setToolTip(plainToolTip(reason));
        action->setStatusTip(reason);
    }
}

void OperationBar::clear()
{
    while (QLayoutItem *item = m_line->takeAt(0)) {
        if (QWidget *widget = item->widget())
            widget->deleteLater();
        delete item;
    }
    const QList<QAction *> before = actions();
    for (QAction *action : before) {
        removeAction(action);
        action->deleteLater();
    }
}

QAction *OperationBar::makeAction(const Entry &entry)
{
    auto *action = new QAction(entry.icon, escaped(entry.label), this);
    action->setEnabled(entry.hint.isEmpty());
    action->setToolTip(plainToolTip(entry.hint));
    action->setStatusTip(entry.hint);
    action->setData(QVariant::fromValue(entry.operation));
    connect(action, &QAction::triggered, this, [this, operation = entry.operation] { emit triggered(operation); });
    addAction(action);
    return action;
}

void OperationBar::addButton(QAction *action, int place)
{
    auto *button = new QPushButton(action->icon(), action->text(), this);
    button->setObjectName(QStringLiteral("operation%1").arg(place));
    button->setAccessibleName(QString(action->text()).replace(QLatin1String("&&"), QLatin1String("&")));
    button->setAutoDefault(false);
    button->setEnabled(action->isEnabled());
    button->setToolTip(action->isEnabled() ? plainToolTip(tr("Show what would be sent")) : action->toolTip());
    button->setStatusTip(action->statusTip());
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    m_line->addWidget(button);
}

/// fields: how many of the last do what the properties do themselves.
void OperationBar::addMore(const QList<QAction *> &actions, qsizetype fields)
{
    auto *more = new QPushButton(tr("More"), this);
    more->setObjectName(QStringLiteral("operationsMore"));
    more->setAccessibleName(tr("More operations"));
    more->setAutoDefault(false);
    auto *menu = new QMenu(more);
    menu->setToolTipsVisible(true);
    menu->addActions(actions);
    if (fields > 0 && fields < actions.size())
        menu->insertSeparator(actions.at(actions.size() - fields));
    more->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &OperationBar::unfolded);
    m_line->addWidget(more);
}

} // namespace nephoscope
