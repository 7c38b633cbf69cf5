// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskview.h"

#include "models/taskmodel.h"
#include "resource/columnwidths.h"
#include "session/taskfollower.h"
#include "shell/glyph.h"
#include "tasks/attentionbutton.h"
#include "tasks/taskdeeds.h"
#include "tasks/taskdelegate.h"
#include "tasks/taskfilterbar.h"
#include "tasks/taskkeeper.h"
#include "tasks/taskwords.h"
#include "tasks/waitingstrip.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QToolButton>
#include <QTreeView>

namespace nephoscope {

TaskView::TaskView(Sites &sites, const Looks &looks, Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_sites(sites)
    , m_model(new TaskModel(sites, this))
    , m_keeper(new TaskKeeper(sites, settings, this))
    , m_deeds(new TaskDeeds(sites, m_keeper->memory(), looks, this))
    , m_words(new TaskWords(looks, this))
    , m_filter(new TaskFilterBar(m_keeper->memory(), sites, this))
    , m_waiting(new WaitingStrip(sites, this))
    , m_tree(new QTreeView(this))
    , m_nothing(new QLabel(m_tree))
{
    m_model->setMemory(&m_keeper->memory());
    m_words->setSourceModel(m_model);
    m_words->setMemory(&m_keeper->memory());
    makeActions();
    makeTree(settings);
    m_tree->setItemDelegateForColumn(TaskModel::StateColumn, new TaskDelegate(looks, m_tree));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeTools());
    all->addWidget(m_waiting);
    all->addWidget(m_tree, 1);
    m_tick.setInterval(1000);
    listen();
    countsChanged();
}

void TaskView::listen()
{
    connect(&m_tick, &QTimer::timeout, m_words, &TaskWords::tick);
    connect(m_filter, &TaskFilterBar::changed, this, [this] { m_model->setFilter(m_filter->filter()); });
    connect(m_model, &TaskModel::countsChanged, this, &TaskView::countsChanged);
    connect(m_deeds, &TaskDeeds::failed, this, &TaskView::failed);
    connect(m_deeds, &TaskDeeds::cancelRequested, m_model, &TaskModel::setCanceling);
    const auto look = [this](int index) {
        const SiteEntry &site = m_sites.at(index);
        if (site.status != SiteEntry::Status::Connected)
            m_discovered.remove(site.profile.id);
        else if (site.session && m_isWatched)
            updateWatched();
    };
    connect(&m_sites, &Sites::added, this, look);
    connect(&m_sites, &Sites::changed, this, look);
    connect(qApp, &QGuiApplication::applicationStateChanged, this, &TaskView::updateWatched);
}

void TaskView::setJournal(const std::shared_ptr<Journal> &journal) { m_deeds->setJournal(journal); }

void TaskView::makeActions()
{
    const auto make = [this](const char *name, const QString &words) {
        auto *action = new QAction(words, this);
        action->setObjectName(QLatin1String(name));
        return action;
    };
    m_cancel = make("taskCancel", tr("Cancel task"));
    m_again = make("taskAgain", tr("Start again \u2026"));
    m_open = make("taskOpen", tr("Open object"));
    m_only = make("taskOnly", tr("Show all work on this object"));
    m_explain = make("taskExplain", tr("Explain the failure \u2026"));
    m_copyId = make("taskCopyId", tr("Copy task id"));
    m_copyRequestId = make("taskCopyRequestId", tr("Copy request id"));
    m_dismiss = make("taskDismiss", tr("Dismiss finished"));
    m_dismiss->setToolTip(tr("Takes away what has ended; searching and filtering still find it"));
    m_refresh = make("taskRefresh", tr("Look for work of others"));
    m_refresh->setIcon(glyph(QStringLiteral("refresh")));
    connect(m_cancel, &QAction::triggered, this, &TaskView::cancelTask);
    connect(m_again, &QAction::triggered, this, &TaskView::startAgain);
    connect(m_open, &QAction::triggered, this, &TaskView::openObject);
    connect(m_only, &QAction::triggered, this, &TaskView::onlyThisObject);
    connect(m_explain, &QAction::triggered, this, &TaskView::explain);
    connect(m_copyId, &QAction::triggered, this, [this] { copy(TaskModel::IdRole); });
    connect(m_copyRequestId, &QAction::triggered, this, [this] { copy(TaskModel::RequestIdRole); });
    connect(m_dismiss, &QAction::triggered, m_model, &TaskModel::dismissEnded);
    connect(m_refresh, &QAction::triggered, this, [this] {
        m_discovered.clear();
        discover();
    });
}

void TaskView::makeTree(Settings &settings)
{
    m_tree->setObjectName(QStringLiteral("tasks"));
    m_tree->setAccessibleName(tr("Tasks"));
    m_tree->setModel(m_words);
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_tree->addActions({m_open, m_only, m_explain, m_again, m_cancel, m_copyId, m_copyRequestId});
    rememberWidths(m_tree->header(), settings, QStringLiteral("tasks"), {44, 20, 14, 12, 18, 26, 18});
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &TaskView::currentMoved);
    connect(m_words, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        const QModelIndex index = current();
        if (index.parent() == first.parent() && first.row() <= index.row() && index.row() <= last.row())
            updateActions();
    });
    connect(m_words, &QAbstractItemModel::rowsInserted, m_nothing, &QWidget::hide);
    // what was long ago has come: the choice stays
    connect(m_words, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_chosen = m_model->task(m_words->mapToSource(current()));
        m_chosenSite = current().data(TaskModel::ProfileIdRole).toString();
    });
    connect(m_words, &QAbstractItemModel::modelReset, this, [this] {
        const QModelIndex again = m_chosen ? m_model->indexOf(m_chosenSite, *m_chosen) : QModelIndex();
        m_tree->setCurrentIndex(m_words->mapFromSource(again));
        updateActions();
    });
    connect(m_tree, &QTreeView::activated, this, &TaskView::openObject);
    connect(m_tree->verticalScrollBar(), &QScrollBar::valueChanged, m_model, [this](int value) {
        if (value > 0 && value == m_tree->verticalScrollBar()->maximum())
            m_model->readOn();
    });
    m_nothing->setObjectName(QStringLiteral("taskNothing"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    auto *over = new QVBoxLayout(m_tree->viewport());
    over->addWidget(m_nothing);
}

QWidget *TaskView::makeTools()
{
    auto *tools = new QWidget(this);
    auto *line = new QHBoxLayout(tools);
    line->setContentsMargins(8, 4, 8, 4);
    line->setSpacing(4);
    line->addWidget(m_filter, 1);
    line->addStretch();
    auto *attention = new AttentionButton(m_keeper->memory(), m_sites, *m_deeds, tools);
    connect(attention, &AttentionButton::opened, this, &TaskView::opened);
    line->addWidget(attention);
    for (QAction *action : {m_open, m_cancel, m_again, m_dismiss, m_refresh}) {
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
    for (int row = 0; row < m_words->rowCount(); ++row) {
        const QModelIndex index = m_words->index(row, 0);
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
    updateWatched();
    countsChanged();
}

void TaskView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_discovered.clear(); // whoever opens it again wants to see what others began meanwhile
    updateWatched();
    m_tick.stop(); // nobody sees the seconds go by
}

void TaskView::updateWatched()
{
    m_isWatched = isVisible() && QGuiApplication::applicationState() == Qt::ApplicationActive;
    for (int index = 0; index < m_sites.count(); ++index) {
        const std::shared_ptr<Session> session = m_sites.at(index).session;
        if (session && session->isLive())
            session->tasks().setWatched(m_isWatched);
    }
    if (m_isWatched)
        discover();
}

void TaskView::discover()
{
    for (int index = 0; index < m_sites.count(); ++index) {
        const SiteEntry &site = m_sites.at(index);
        if (!site.session || !site.session->isLive() || site.session->state() != Session::State::SignedIn)
            continue;
        const Access &access = site.session->access();
        const QString whom = access.user + QLatin1Char('\n') + access.actingAs.identity();
        if (m_discovered.value(site.profile.id) == whom)
            continue;
        m_discovered.insert(site.profile.id, whom);
        site.session->tasks().discover();
    }
}

void TaskView::countsChanged()
{
    const auto running = m_model->running();
    if (running > 0 && isVisible())
        m_tick.start();
    else
        m_tick.stop();
    emit titleChanged(running > 0 ? tr("Tasks %1").arg(running) : tr("Tasks"));
    m_nothing->setVisible(m_model->rowCount() == 0);
    m_nothing->setText(m_model->filter().isEmpty()
            ? tr("No work is under way. What was dismissed or ended earlier is found by the search and the filters.")
            : tr("No task is like that."));
    updateActions();
}

QModelIndex TaskView::current() const { return m_tree->currentIndex(); }

/// A list says less than the task itself, which is asked for once somebody looks at it.
void TaskView::currentMoved()
{
    updateActions();
    const auto task = m_model->task(m_words->mapToSource(current()));
    const auto session = m_sites.session(current().data(TaskModel::ProfileIdRole).toString());
    if (task && session && !task->isEnded() && task->cancelHref.isEmpty())
        session->tasks().look(*task);
}

void TaskView::updateActions()
{
    const QModelIndex index = current();
    const Ref object = index.data(TaskModel::ObjectRole).value<Ref>();
    const bool isTask = index.isValid() && !index.parent().isValid();
    const bool isOpen = m_sites.session(index.data(TaskModel::ProfileIdRole).toString()) != nullptr;
    updateCancel(isTask);
    const auto task = isTask ? m_model->task(m_words->mapToSource(index)) : std::nullopt;
    const QString whyNot = task ? m_deeds->whyNotAgain(index.data(TaskModel::ProfileIdRole).toString(), *task)
                                : tr("Choose a task first.");
    m_again->setEnabled(whyNot.isEmpty());
    m_again->setToolTip(whyNot.isEmpty() ? tr("Asks for the same once more") : whyNot);
    m_open->setEnabled(!object.href().isEmpty() && isOpen);
    m_only->setEnabled(!object.href().isEmpty());
    m_explain->setEnabled(task && task->error);
    m_copyId->setEnabled(!index.data(TaskModel::IdRole).toString().isEmpty());
    m_copyRequestId->setEnabled(!index.data(TaskModel::RequestIdRole).toString().isEmpty());
}

void TaskView::updateCancel(bool isTask)
{
    const QModelIndex index = current();
    const bool isAsked = index.data(TaskModel::CancelingRole).toBool();
    const bool isEnded = TaskState::Phase(index.data(TaskModel::PhaseRole).toInt()) > TaskState::Phase::Running;
    m_cancel->setEnabled(isTask && !isAsked && index.data(TaskModel::CancelableRole).toBool());
    m_cancel->setToolTip(m_cancel->isEnabled() || !isTask ? tr("Asks the service to stop this")
            : isAsked                                     ? tr("The service has been asked to stop this")
            : isEnded                                     ? tr("It has ended")
                                                          : tr("The service does not offer to cancel this"));
}

void TaskView::cancelTask()
{
    const auto task = m_model->task(m_words->mapToSource(current()));
    if (task)
        m_deeds->cancel(current().data(TaskModel::ProfileIdRole).toString(), *task,
            current().siblingAtColumn(TaskModel::NameColumn).data().toString());
}

void TaskView::startAgain()
{
    const auto task = m_model->task(m_words->mapToSource(current()));
    if (task)
        m_deeds->startAgain(current().data(TaskModel::ProfileIdRole).toString(), *task);
}

void TaskView::openObject()
{
    if (m_open->isEnabled())
        emit opened(
            current().data(TaskModel::ProfileIdRole).toString(), current().data(TaskModel::ObjectRole).value<Ref>());
}

void TaskView::onlyThisObject() { m_filter->setObject(current().data(TaskModel::ObjectRole).value<Ref>()); }

void TaskView::explain()
{
    const auto task = m_model->task(m_words->mapToSource(current()));
    if (!task || !task->error)
        return;
    const QString site = current().data(TaskModel::ProfileIdRole).toString();
    const QString name = current().siblingAtColumn(TaskModel::NameColumn).data().toString();
    FaultReport report(tr("%1 ended without success.").arg(name), *task->error);
    report.at(m_sites.session(site), task->object);
    if (m_again->isEnabled())
        report.can(this, QStringLiteral("retry"), [this, site, task = *task] { m_deeds->startAgain(site, task); });
    emit failed(report);
}

void TaskView::copy(int role) const { QGuiApplication::clipboard()->setText(current().data(role).toString()); }

} // namespace nephoscope
