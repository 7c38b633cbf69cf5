// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskview.h"

#include "editor/reasonfield.h"
#include "models/taskmodel.h"
#include "resource/columnwidths.h"
#include "session/taskfollower.h"
#include "tasks/attentionbutton.h"
#include "tasks/taskkeeper.h"
#include "tasks/taskwords.h"

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QTreeView>
#include <qcorotask.h>

namespace nephoscope {

TaskView::TaskView(Sites &sites, const Looks &looks, Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_sites(sites)
    , m_model(new TaskModel(sites, this))
    , m_keeper(new TaskKeeper(sites, settings, this))
    , m_words(new TaskWords(looks, this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_filter(new QLineEdit(this))
    , m_tree(new QTreeView(this))
{
    m_words->setSourceModel(m_model);
    m_words->setMemory(&m_keeper->memory());
    m_filtered->setSourceModel(m_words);
    m_filtered->setFilterKeyColumn(-1);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filtered->setRecursiveFilteringEnabled(true);
    makeActions();
    makeTree(settings);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeTools());
    all->addWidget(m_tree, 1);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, m_words, &TaskWords::tick);
    connect(m_filter, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_model, &TaskModel::countsChanged, this, &TaskView::countsChanged);
    connect(&sites, &Sites::changed, this, [this](int index) {
        const std::shared_ptr<Session> session = m_sites.at(index).session;
        if (session && isVisible())
            setWatched(true);
    });
    countsChanged();
}

void TaskView::makeActions()
{
    const auto make = [this](const QString &name, const QString &words) {
        auto *action = new QAction(words, this);
        action->setObjectName(name);
        return action;
    };
    m_cancel = make(QStringLiteral("taskCancel"), tr("Cancel task"));
    m_open = make(QStringLiteral("taskOpen"), tr("Open object"));
    m_copyId = make(QStringLiteral("taskCopyId"), tr("Copy task id"));
    m_copyRequestId = make(QStringLiteral("taskCopyRequestId"), tr("Copy request id"));
    m_dismiss = make(QStringLiteral("taskDismiss"), tr("Dismiss finished"));
    connect(m_cancel, &QAction::triggered, this, &TaskView::cancelTask);
    connect(m_open, &QAction::triggered, this, &TaskView::openObject);
    connect(m_copyId, &QAction::triggered, this, [this] { copy(TaskModel::IdRole); });
    connect(m_copyRequestId, &QAction::triggered, this, [this] { copy(TaskModel::RequestIdRole); });
    connect(m_dismiss, &QAction::triggered, m_model, &TaskModel::dismissEnded);
}

void TaskView::makeTree(Settings &settings)
{
    m_tree->setObjectName(QStringLiteral("tasks"));
    m_tree->setAccessibleName(tr("Tasks"));
    m_tree->setModel(m_filtered);
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_tree->addActions({m_open, m_cancel, m_copyId, m_copyRequestId});
    rememberWidths(m_tree->header(), settings, QStringLiteral("tasks"), {48, 20, 16, 14, 16, 9});
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &TaskView::updateActions);
    connect(m_filtered, &QAbstractItemModel::dataChanged, this, &TaskView::updateActions);
    connect(m_tree, &QTreeView::activated, this, &TaskView::openObject);
}

QWidget *TaskView::makeTools()
{
    auto *tools = new QWidget(this);
    auto *line = new QHBoxLayout(tools);
    line->setContentsMargins(8, 4, 8, 4);
    line->setSpacing(4);
    m_filter->setObjectName(QStringLiteral("taskFilter"));
    m_filter->setPlaceholderText(tr("Filter tasks"));
    m_filter->setAccessibleName(tr("Filter tasks"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(fontMetrics().averageCharWidth() * 36);
    line->addWidget(m_filter, 1);
    line->addStretch();
    auto *attention = new AttentionButton(m_keeper->memory(), m_sites, tools);
    connect(attention, &AttentionButton::opened, this, &TaskView::opened);
    line->addWidget(attention);
    for (QAction *action : {m_open, m_cancel, m_dismiss}) {
        auto *button = new QToolButton(tools);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        line->addWidget(button);
    }
    return tools;
}

void TaskView::addAbove(QWidget *widget) { qobject_cast<QBoxLayout *>(layout())->insertWidget(1, widget); }

void TaskView::show(const TaskState &task)
{
    m_filter->clear();
    takeFocus();
    for (int row = 0; row < m_filtered->rowCount(); ++row) {
        const QModelIndex index = m_filtered->index(row, 0);
        if (index.data(TaskModel::IdRole).toString() != task.id)
            continue;
        m_tree->setCurrentIndex(index);
        m_tree->scrollTo(index);
    }
}

void TaskView::takeFocus() { m_tree->setFocus(Qt::ShortcutFocusReason); }

void TaskView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    setWatched(true);
}

void TaskView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    setWatched(false);
}

void TaskView::setWatched(bool watched)
{
    for (int index = 0; index < m_sites.count(); ++index) {
        const std::shared_ptr<Session> session = m_sites.at(index).session;
        if (!session || !session->isLive())
            continue;
        session->tasks().setWatched(watched);
        if (watched)
            session->tasks().discover();
    }
}

void TaskView::countsChanged()
{
    const int running = m_model->running();
    if (running > 0)
        m_tick.start();
    else
        m_tick.stop();
    emit titleChanged(running > 0 ? tr("Tasks %1").arg(running) : tr("Tasks"));
    updateActions();
}

void TaskView::updateActions()
{
    const QModelIndex current = m_tree->currentIndex();
    const Ref object = current.data(TaskModel::ObjectRole).value<Ref>();
    const bool isTask = current.isValid() && !current.parent().isValid();
    m_cancel->setEnabled(isTask && current.data(TaskModel::CancelableRole).toBool());
    m_cancel->setToolTip(m_cancel->isEnabled() || !isTask ? tr("Asks the service to stop this")
                                                          : tr("The service does not offer to cancel this"));
    m_open->setEnabled(!object.href().isEmpty());
    m_copyId->setEnabled(!current.data(TaskModel::IdRole).toString().isEmpty());
    m_copyRequestId->setEnabled(!current.data(TaskModel::RequestIdRole).toString().isEmpty());
}

void TaskView::cancelTask()
{
    const QModelIndex row = m_words->mapToSource(m_filtered->mapToSource(m_tree->currentIndex()));
    const auto task = m_model->task(row);
    const auto session = m_sites.session(row.data(TaskModel::ProfileIdRole).toString());
    if (!task || !session)
        return;
    const auto request = session->platform().cancel(*task, session->access());
    if (!request)
        return;
    const QString name = m_tree->currentIndex().siblingAtColumn(TaskModel::NameColumn).data().toString();
    Deed deed;
    deed.object = task->object;
    deed.operation = tr("Cancel task: %1").arg(name);
    deed.reason = ReasonField::last(session->profile().id);
    QCoro::connect(
        session->act(*request, Resource(), deed), this, [this, session, name](const Result<Outcome> &outcome) {
            if (!outcome)
                emit failed(FaultReport(tr("%1 could not be canceled.").arg(name), outcome.error())
                                .at(session)
                                .can(this, QStringLiteral("retry"), [this] { cancelTask(); }));
            session->tasks().refresh();
        });
}

void TaskView::openObject()
{
    const QModelIndex current = m_tree->currentIndex();
    const Ref object = current.data(TaskModel::ObjectRole).value<Ref>();
    if (!object.href().isEmpty())
        emit opened(current.data(TaskModel::ProfileIdRole).toString(), object);
}

void TaskView::copy(int role) const
{
    QGuiApplication::clipboard()->setText(m_tree->currentIndex().data(role).toString());
}

} // namespace nephoscope
