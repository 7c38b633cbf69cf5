// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/operationbar.h"

#include "resource/operationentries.h"
#include "resource/values.h"

#include <QAction>
#include <QBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <algorithm>

namespace nephoscope {

namespace {

constexpr qsizetype inSight = 4;

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

QString OperationBar::label(const Operation &operation) const { return operationLabel(operation, m_looks, m_service); }

void OperationBar::setOperations(const QList<Operation> &operations, const QString &reasonAgainst)
{
    clear();
    const QList<OperationEntry> entries = operationEntries(operations, m_looks, m_service, reasonAgainst);
    QList<QAction *> all;
    for (const OperationEntry &entry : entries)
        all << addEntry(entry);
    const qsizetype acts =
        std::count_if(entries.begin(), entries.end(), [](const OperationEntry &entry) { return !entry.isField; });
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

QAction *OperationBar::addEntry(const OperationEntry &entry)
{
    QAction *action = makeAction(entry, this);
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
