// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskpart.h"

#include "bulk/bulkpart.h"
#include "faults/sitenews.h"
#include "models/taskmodel.h"
#include "navigator/navigatordelegate.h"
#include "navigator/navigatorview.h"
#include "resource/resourcepage.h"
#include "session/session.h"
#include "session/taskfollower.h"
#include "shell/mainwindow.h"
#include "shell/messagebar.h"
#include "shell/pagetabs.h"
#include "shell/wording.h"
#include "tasks/awakening.h"
#include "tasks/desktopnotice.h"
#include "tasks/doubtbar.h"
#include "tasks/quitdialog.h"
#include "tasks/taskkeeper.h"
#include "tasks/taskview.h"
#include "tasks/taskwords.h"
#include "tasks/waitingstrip.h"
#include "transfer/transferrow.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QFileInfo>
#include <QTreeView>

namespace nephoscope {

namespace {

QString nameOf(const TaskState &task)
{
    return task.description.isEmpty() ? readableWords(task.operation) : task.description;
}

} // namespace

TaskPart::TaskPart(MainWindow &window, TaskView &tasks, MessageBar &bar, const std::shared_ptr<Journal> &journal)
    : QObject(&window)
    , m_window(window)
    , m_tasks(tasks)
    , m_bar(bar)
    , m_doubts(new DoubtBar(tasks.keeper().memory(), tasks.deeds(), window.centralWidget()))
{
    tasks.setJournal(journal);
    auto *column = qobject_cast<QBoxLayout *>(window.centralWidget()->layout());
    const int below = column->indexOf(&bar) + 1;
    column->insertWidget(below, m_doubts);
    m_news = new SiteNews(window.sites(), window.centralWidget());
    column->insertWidget(below, m_news);
    window.installEventFilter(this);
    connect(&tasks.keeper(), &TaskKeeper::longWorkEnded, this, &TaskPart::tell);
    connect(&tasks.keeper().memory(), &TaskMemory::attentionChanged, this, &TaskPart::mark);
    connect(&window.pages(), &PageTabs::currentPageChanged, this, &TaskPart::showPage);
    if (auto *delegate = qobject_cast<NavigatorDelegate *>(window.navigator().tree().itemDelegate()))
        delegate->setMarked([this](const QString &site, const Ref &object) {
            return !m_marked.isEmpty() && m_marked.contains(site + QLatin1Char('\n') + object.identity());
        });
    mark();
    auto *awakening = new Awakening(this);
    connect(awakening, &Awakening::awoke, this, &TaskPart::askNow);
    connect(&tasks.model(), &TaskModel::countsChanged, awakening,
        [awakening, &model = tasks.model()] { awakening->setLooking(model.running() > 0); });
}

/// The computer has slept, or the network has changed: pauses begun before mean nothing any more.
void TaskPart::askNow()
{
    for (int place = 0; place < m_window.sites().count(); ++place) {
        const auto session = m_window.sites().at(place).session;
        if (!session || !session->isLive())
            continue;
        session->hurry();
        session->tasks().refresh();
    }
    m_news->hurry();
}

void TaskPart::setBus(const QDBusConnection &bus)
{
    delete m_notice;
    m_notice = new DesktopNotice(bus, this);
    connect(m_notice, &DesktopNotice::activated, this, [this] {
        m_window.raise();
        m_window.activateWindow();
    });
}

void TaskPart::tell(const QString &site, const TaskState &task)
{
    const int place = m_window.sites().indexOf(site);
    const QString siteName = place < 0 ? QString() : m_window.sites().at(place).profile.name;
    const QString object = task.object.name();
    const QString time = clockWords(task.started.secsTo(task.ended));
    const QString sentence = object.isEmpty()
        ? tr("%1: %2 after %3").arg(nameOf(task), phaseWords(task.phase).toLower(), time)
        : tr("%1: %2, %3 after %4").arg(object, nameOf(task), phaseWords(task.phase).toLower(), time);
    const bool isGood = task.phase == TaskState::Phase::Succeeded;
    m_bar.show(isGood ? MessageBar::Tone::Information : MessageBar::Tone::Warning,
        siteName.isEmpty() ? sentence : tr("%1 \u2013 %2").arg(siteName, sentence),
        task.error ? task.error->message() : QString());
    QApplication::alert(&m_window);
    if (!m_notice && qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        setBus(QDBusConnection::sessionBus());
    if (m_notice)
        m_notice->tell(sentence, siteName);
}

void TaskPart::showPage()
{
    const ResourcePage *page = m_window.pages().currentPage();
    m_doubts->setObject(page ? page->session()->profile().id : QString(), page ? page->ref() : Ref());
}

void TaskPart::mark()
{
    m_marked.clear();
    const QList<InDoubt> all = m_tasks.keeper().memory().inDoubt();
    for (const InDoubt &each : all)
        m_marked.insert(each.site + QLatin1Char('\n') + each.object);
    m_window.navigator().tree().viewport()->update();
}

WorkLeft TaskPart::workLeft() const
{
    WorkLeft work;
    for (int place = 0; place < m_window.sites().count(); ++place) {
        const std::shared_ptr<Session> session = m_window.sites().at(place).session;
        const QList<TaskState> known = session ? session->tasks().tasks() : QList<TaskState>();
        for (const TaskState &task : known) {
            if (!task.isEnded() && !session->tasks().isOfOthers(task))
                work.tasks << (task.object.name().isEmpty() ? nameOf(task)
                                                            : tr("%1: %2").arg(task.object.name(), nameOf(task)));
        }
    }
    if (const auto *bulk = m_window.findChild<BulkPart *>())
        work.runs = bulk->underWay();
    work.waiting = m_tasks.waiting().labels();
    const QList<TransferRow *> rows = m_tasks.findChildren<TransferRow *>();
    for (TransferRow *row : rows) {
        if (!row->transfer().isEnded())
            work.files << QFileInfo(row->transfer().order().fileName).fileName();
    }
    return work;
}

bool TaskPart::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_window || event->type() != QEvent::Close || m_mayQuit || !m_window.isVisible())
        return QObject::eventFilter(watched, event);
    const WorkLeft work = workLeft();
    if (work.isEmpty())
        return QObject::eventFilter(watched, event);
    event->ignore();
    ask(work);
    return true;
}

void TaskPart::ask(const WorkLeft &work)
{
    if (m_question && m_question->isVisible()) {
        m_question->raise();
        return;
    }
    m_question = new QuitDialog(work, &m_window);
    connect(m_question, &QDialog::accepted, this, [this] {
        m_mayQuit = true;
        if (auto *bulk = m_window.findChild<BulkPart *>())
            bulk->pauseAll();
        m_window.close();
    });
    m_question->open();
}

} // namespace nephoscope
