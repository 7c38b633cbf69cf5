// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskmodel.h"
#include "resource/resourcepage.h"
#include "session/taskfollower.h"
#include "shell/actions.h"
#include "shell/pagetabs.h"
#include "stories/demosite.h"
#include "stories/storywindow.h"
#include "tasks/taskkeeper.h"
#include "tasks/taskpart.h"
#include "tasks/taskview.h"

#include <QAction>
#include <QComboBox>
#include <QDBusConnection>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QToolButton>
#include <QTreeView>

using namespace nephoscope;

/// A desktop that shows notifications, on a bus of the test's own.
class Desktop : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    Desktop()
    {
        m_daemon.start(QStringLiteral("dbus-daemon"),
            {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        if (!m_daemon.waitForReadyRead(10'000))
            return;
        address = QString::fromUtf8(m_daemon.readLine()).trimmed();
        QDBusConnection bus = QDBusConnection::connectToBus(address, QStringLiteral("desktop"));
        isThere =
            bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), this, QDBusConnection::ExportAllSlots)
            && bus.registerService(QStringLiteral("org.freedesktop.Notifications"));
    }
    ~Desktop() override
    {
        QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
        QDBusConnection::disconnectFromBus(QStringLiteral("console"));
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

    QString address;
    bool isThere = false;
    QStringList shown; ///< summary and body

public slots:
    uint Notify(const QString &, uint, const QString &, const QString &summary, const QString &body,
        const QStringList &, const QVariantMap &, int)
    {
        shown << summary << body;
        return 7;
    }

private:
    QProcess m_daemon;
};

/// The dock of tasks: everything that ever ran, found again, and what can be done about it.
class TaskDockStory : public QObject {
    Q_OBJECT
private slots:
    void earlierWorkIsFoundAndDismissed();
    void canceledWorkIsStartedAgain();
    void closingOverWorkAsksFirst();
    void longWorkIsToldToTheDesktop();
    void uncertainObjectsSaySoAndAreCleanedUp();
    void longRunningWorkIsComparedWithBefore();

private:
    static TaskMemory &memory(StoryWindow &story) { return story.window().findChild<TaskView *>()->keeper().memory(); }
    static QDockWidget *dock(StoryWindow &story)
    {
        auto *dock = story.window().findChild<QDockWidget *>(QStringLiteral("taskDock"));
        dock->show();
        dock->raise();
        return dock;
    }
    static QTreeView *tree(StoryWindow &story) { return dock(story)->findChild<QTreeView *>(QStringLiteral("tasks")); }
    static std::shared_ptr<Session> session(StoryWindow &story) { return story.window().sites().at(0).session; }
    static TaskState past(int number, TaskState::Phase phase, int seconds = 60);
    static void begin(StoryWindow &story, DemoSite &site)
    {
        story.signIn(site, site.user(QStringLiteral("Organization Administrator")), QStringLiteral("lab"), true);
    }
    /// Switches a machine on and waits until that runs; the machine.
    static Ref powerOn(StoryWindow &story);
    static void press(QWidget *where, const char *button)
    {
        auto *found = where->findChild<QAbstractButton *>(QLatin1String(button));
        QVERIFY2(found && found->isVisible() && found->isEnabled(), button);
        QTest::mouseClick(found, Qt::LeftButton);
    }
    static void picture(QWidget *what, const char *name)
    {
        if (const QString folder = qEnvironmentVariable("NEPHOSCOPE_PICTURES"); !folder.isEmpty())
            QVERIFY(what->grab().save(QDir(folder).filePath(QLatin1String(name) + QStringLiteral(".png"))));
    }
    static DemoSite slowSite()
    {
        demo::ServerOptions options;
        options.platform = director;
        options.site.speed = 0.05;
        return DemoSite(options);
    }
};

TaskState TaskDockStory::past(int number, TaskState::Phase phase, int seconds)
{
    TaskState task;
    task.href = QUrl(QStringLiteral("https://old.example.com/api/task/%1").arg(number));
    task.id = QStringLiteral("urn:vcloud:task:%1").arg(number);
    task.operation = QStringLiteral("vappDeploy");
    task.description = QStringLiteral("Starting Virtual Application web-%1").arg(number);
    task.phase = phase;
    task.user = number % 2 ? QStringLiteral("ada") : QStringLiteral("grace");
    task.object = Ref(QUrl(QStringLiteral("https://old.example.com/api/vApp/vm-%1").arg(number)), QStringLiteral("vm"),
        QStringLiteral("web-%1").arg(number));
    task.started = QDateTime::currentDateTimeUtc().addDays(-number);
    task.ended = task.started.addSecs(seconds);
    if (phase == TaskState::Phase::Failed)
        task.error = Error(Error::Kind::Server, QStringLiteral("The datastore is full."));
    return task;
}

Ref TaskDockStory::powerOn(StoryWindow &story)
{
    QUrl url = session(story)->profile().url.resolved(QUrl(QStringLiteral("/api/query")));
    url.setQuery(QStringLiteral("type=vm&sortAsc=name&filter=isVAppTemplate==false;status==POWERED_OFF"));
    Ref vm;
    QObject listener;
    QCoro::connect(session(story)->open(Ref(url, {}).asCollection()), &listener, [&](const Result<Resource> &list) {
        if (!list || list->children.isEmpty())
            return;
        const Ref found = list->children.constFirst();
        Deed deed;
        deed.object = found;
        deed.operation = QStringLiteral("Power on");
        QCoro::connect(
            session(story)->act(
                Request::post(QUrl(found.href().toString() + QStringLiteral("/power/action/powerOn")), {}, {}),
                Resource(), deed),
            &listener, [&vm, found](const Result<Outcome> &outcome) {
                if (outcome && outcome->task)
                    vm = found;
            });
    });
    return QTest::qWaitFor([&vm] { return !vm.href().isEmpty(); }) ? vm : Ref();
}

void TaskDockStory::earlierWorkIsFoundAndDismissed()
{
    StoryWindow story;
    QList<TaskState> before;
    for (int number = 1; number <= 40; ++number)
        before << past(number, number % 10 == 0 ? TaskState::Phase::Failed : TaskState::Phase::Succeeded, 60 * number);
    memory(story).noteHistory(QStringLiteral("old"), director, before);
    QTreeView *list = tree(story);
    QTRY_COMPARE(list->model()->rowCount(), 40);
    story.restart(); // nothing is forgotten
    list = tree(story);
    QTRY_COMPARE(list->model()->rowCount(), 40);
    picture(&story.window(), "dock-history");
    auto *search = dock(story)->findChild<QLineEdit *>(QStringLiteral("taskFilter"));
    QTest::mouseClick(search, Qt::LeftButton);
    QTest::keyClicks(search, QStringLiteral("WEB-17"));
    QTRY_COMPARE(list->model()->rowCount(), 1);
    search->clear();
    QTRY_COMPARE(list->model()->rowCount(), 40);
    auto *state = dock(story)->findChild<QComboBox *>(QStringLiteral("taskState"));
    state->setFocus();
    QTest::keyClicks(state, QStringLiteral("Failed"));
    QTRY_COMPARE(list->model()->rowCount(), 4);
    QTest::keyClick(state, Qt::Key_Home);
    auto *user = dock(story)->findChild<QComboBox *>(QStringLiteral("taskUser"));
    user->setFocus();
    QTest::keyClicks(user, QStringLiteral("ada"));
    QTRY_COMPARE(list->model()->rowCount(), 20);
    QTest::keyClick(user, Qt::Key_Home);
    auto *time = dock(story)->findChild<QComboBox *>(QStringLiteral("taskTime"));
    time->setFocus();
    for (int step = 0; time->currentText() != QLatin1String("Last 7 days") && step < time->count(); ++step)
        QTest::keyClick(time, Qt::Key_Down);
    QTRY_COMPARE(list->model()->rowCount(), 6);
    QTest::keyClick(time, Qt::Key_Home);
    QTRY_COMPARE(list->model()->rowCount(), 40);

    list->setCurrentIndex(list->model()->index(2, 0));
    story.window().findChild<QAction *>(QStringLiteral("taskOnly"))->trigger();
    QTRY_COMPARE(list->model()->rowCount(), 1);
    press(dock(story), "taskObject");
    press(dock(story), "taskDismissButton");
    QTRY_COMPARE(list->model()->rowCount(), 0);
    QVERIFY(dock(story)->findChild<QLabel *>(QStringLiteral("taskNothing"))->isVisible());
    story.restart(); // and stays away
    list = tree(story);
    QCOMPARE(list->model()->rowCount(), 0);
    search = dock(story)->findChild<QLineEdit *>(QStringLiteral("taskFilter"));
    QTest::keyClicks(search, QStringLiteral("web-17"));
    QTRY_COMPARE(list->model()->rowCount(), 1);
}

void TaskDockStory::canceledWorkIsStartedAgain()
{
    DemoSite site = slowSite();
    StoryWindow story;
    begin(story, site);
    const Ref vm = powerOn(story);
    QVERIFY(!vm.href().isEmpty());
    QTreeView *list = tree(story);
    QTRY_VERIFY(list->model()->rowCount() > 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
    auto *cancel = story.window().findChild<QAction *>(QStringLiteral("taskCancel"));
    QTRY_VERIFY2_WITH_TIMEOUT(cancel->isEnabled(), qPrintable(cancel->toolTip()), 10'000);
    picture(dock(story), "dock-running");
    press(dock(story), "taskCancelButton");
    const auto state = [&] { return list->model()->index(0, TaskModel::StateColumn).data().toString(); };
    QTRY_COMPARE(state(), QStringLiteral("Cancel requested"));
    QVERIFY(!cancel->isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(state(), QStringLiteral("Canceled"), 20'000);
    auto *again = story.window().findChild<QAction *>(QStringLiteral("taskAgain"));
    QTRY_VERIFY2(again->isEnabled(), qPrintable(again->toolTip()));
    press(dock(story), "taskAgainButton");
    QTRY_VERIFY(story.dialog<QDialog>("reviewDialog"));
    story.click(story.dialog<QDialog>("reviewDialog"), "reviewSend");
    QTRY_VERIFY_WITH_TIMEOUT(session(story)->tasks().runningOn(vm), 10'000);
}

void TaskDockStory::closingOverWorkAsksFirst()
{
    DemoSite site = slowSite();
    StoryWindow story;
    begin(story, site);
    const Ref vm = powerOn(story);
    QVERIFY(!vm.href().isEmpty());
    QTRY_VERIFY(session(story)->tasks().runningOn(vm));
    QTRY_VERIFY(session(story)->tasks().running() > 1); // others have work there too
    QCOMPARE(story.window().findChild<TaskView *>()->model().running(), session(story)->tasks().running());
    story.window().close();
    QTRY_VERIFY(story.dialog<QDialog>("quitDialog"));
    auto *question = story.dialog<QDialog>("quitDialog");
    picture(question, "quit");
    QCOMPARE(question->findChild<QLabel *>(QStringLiteral("quitTasks"))->text().count(QChar(0x2022)), 1); // not theirs
    QTest::keyClick(question, Qt::Key_Escape);
    QTRY_VERIFY(!story.dialog<QDialog>("quitDialog"));
    QVERIFY(story.window().isVisible());
    story.window().close();
    QTRY_VERIFY(story.dialog<QDialog>("quitDialog"));
    story.click(story.dialog<QDialog>("quitDialog"), "quitAnyway");
    QTRY_VERIFY(!story.window().isVisible());
}

void TaskDockStory::longWorkIsToldToTheDesktop()
{
    Desktop desktop;
    QVERIFY2(desktop.isThere, "no dbus-daemon");
    StoryWindow story;
    story.window().findChild<TaskPart *>()->setBus(
        QDBusConnection::connectToBus(desktop.address, QStringLiteral("console")));
    TaskState quick = past(1, TaskState::Phase::Succeeded, 60);
    TaskState slow = past(2, TaskState::Phase::Succeeded, 200);
    slow.object.withName(QStringLiteral("<b>R&D</b>"));
    memory(story).note(QStringLiteral("old"), director, {slow}); // somebody looks on
    QTest::qWait(50);
    QVERIFY(desktop.shown.isEmpty());
    QWidget other;
    other.show();
    other.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    QTRY_VERIFY(!story.window().isActiveWindow());
    memory(story).note(QStringLiteral("old"), director, {quick});
    slow.href = QUrl(QStringLiteral("https://old.example.com/api/task/3"));
    memory(story).note(QStringLiteral("old"), director, {slow});
    QTRY_COMPARE(desktop.shown.size(), 2);
    QVERIFY2(desktop.shown.at(0).contains(QStringLiteral("succeeded after 3:20")), qPrintable(desktop.shown.at(0)));
    QVERIFY(desktop.shown.at(0).contains(QStringLiteral("<b>R&D</b>"))); // the summary is never markup
    QVERIFY(!desktop.shown.at(1).contains(QLatin1Char('<')));
    QVERIFY(story.message(&story.window()).contains(QStringLiteral("succeeded after 3:20")));
}

void TaskDockStory::uncertainObjectsSaySoAndAreCleanedUp()
{
    DemoSite site(director);
    StoryWindow story;
    begin(story, site);
    QUrl url = session(story)->profile().url.resolved(QUrl(QStringLiteral("/api/query")));
    url.setQuery(QStringLiteral("type=vApp&sortAsc=name&filter=status==POWERED_OFF"));
    Ref vapp;
    QObject listener;
    QCoro::connect(session(story)->open(Ref(url, {}).asCollection()), &listener, [&](const Result<Resource> &list) {
        for (const Ref &each : list ? list->children : QList<Ref>())
            QCoro::connect(session(story)->open(each), &listener, [&vapp](const Result<Resource> &read) {
                for (const Operation &operation : read ? read->operations : QList<Operation>()) {
                    if (operation.role == Operation::Role::Delete && operation.offered)
                        vapp = read->self;
                }
            });
    });
    QTRY_VERIFY(!vapp.href().isEmpty());
    TaskState failed = past(5, TaskState::Phase::Failed);
    failed.object = vapp;
    const QString profile = session(story)->profile().id;
    memory(story).note(profile, director, {failed});
    story.window().pages().open(profile, vapp, true);
    auto *bar = story.window().findChild<QWidget *>(QStringLiteral("doubtBar"));
    QTRY_VERIFY(bar->isVisible());
    QVERIFY(
        bar->findChild<QLabel *>(QStringLiteral("doubtWords"))->text().contains(QStringLiteral("datastore is full")));
    picture(&story.window(), "doubt");
    press(bar, "doubtWell");
    QTRY_VERIFY(!bar->isVisible());
    failed.href = QUrl(QStringLiteral("https://old.example.com/api/task/6"));
    memory(story).note(profile, director, {failed});
    QTRY_VERIFY(bar->isVisible());
    press(bar, "doubtClean");
    QDialog *dialog = nullptr; // by the rules of every deletion
    QTRY_VERIFY((dialog = story.dialog<QDialog>("operationDialog")));
    const auto *send = dialog->findChild<QPushButton *>(QStringLiteral("operationSend"));
    const auto *warning = dialog->findChild<QLabel *>(QStringLiteral("operationWarning"));
    QVERIFY(warning && warning->text().contains(QStringLiteral("cannot be undone")));
    QVERIFY(!send->isEnabled());
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    story.fill(dialog, "operationName", failed.object.name());
    QTRY_VERIFY2_WITH_TIMEOUT(send->isEnabled(), qPrintable(send->toolTip()), 20'000);
    picture(dialog, "doubt-clean");
    story.click(dialog, "operationSend");
    QTRY_VERIFY_WITH_TIMEOUT(!bar->isVisible(), 20'000);
}

void TaskDockStory::longRunningWorkIsComparedWithBefore()
{
    StoryWindow story;
    QTreeView *list = tree(story);
    QList<TaskState> before;
    for (int number = 1; number <= 8; ++number)
        before << past(number, TaskState::Phase::Succeeded, 250 + 10 * number);
    memory(story).noteHistory(QStringLiteral("old"), director, before);
    QTRY_COMPARE(list->model()->rowCount(), 8);
    TaskState running = past(20, TaskState::Phase::Running);
    running.ended = QDateTime();
    running.started = QDateTime::currentDateTimeUtc().addSecs(-65);
    memory(story).noteHistory(QStringLiteral("old"), director, {running});
    const auto time = [&] {
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            if (list->model()->index(row, 0).data(TaskModel::IdRole) == running.id)
                return list->model()->index(row, TaskModel::TimeColumn).data().toString();
        }
        return QString();
    };
    QTRY_VERIFY2(time().contains(QStringLiteral("normally 4\u20136 min")), qPrintable(time()));
    TaskState slow = running;
    slow.href = QUrl(QStringLiteral("https://old.example.com/api/task/21"));
    slow.id = running.id = QStringLiteral("slow");
    slow.started = QDateTime::currentDateTimeUtc().addSecs(-900);
    memory(story).noteHistory(QStringLiteral("old"), director, {slow});
    QTRY_VERIFY2(time().contains(QStringLiteral("slower than usual")), qPrintable(time()));
    picture(dock(story), "dock-usual");
}

QTEST_MAIN(TaskDockStory)
#include "tst_taskdock.moc"
