// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/taskfollower.h"
#include "stories/demosite.h"
#include "stories/storywindow.h"
#include "tasks/taskkeeper.h"
#include "tasks/taskview.h"

#include <QDockWidget>
#include <QMenu>
#include <QToolButton>

using namespace nephoscope;

/// Work that outlives the window, and what failed work leaves behind.
class TaskMemoryStory : public QObject {
    Q_OBJECT
private slots:
    void workIsFollowedAgainAfterARestart();
    void failedWorkAsksForAttention();

private:
    static TaskMemory &memory(StoryWindow &story) { return story.window().findChild<TaskView *>()->keeper().memory(); }
};

void TaskMemoryStory::workIsFollowedAgainAfterARestart()
{
    demo::ServerOptions options;
    options.platform = director;
    options.site.speed = 0.5; // it is still under way when the window is back
    DemoSite site(options);
    StoryWindow story;
    story.window().findChild<QDockWidget *>(QStringLiteral("taskDock"))->close(); // which would find the work of others
    story.signIn(site, site.user(QStringLiteral("Organization Administrator")), QStringLiteral("lab"), true);
    const auto session = story.window().sites().at(0).session;
    QUrl list = site.url().resolved(QUrl(QStringLiteral("/api/query")));
    list.setQuery(QStringLiteral("type=vm&filter=isVAppTemplate==false;status==POWERED_OFF"));
    std::optional<Result<Outcome>> begun;
    QObject listener;
    QCoro::connect(session->open(Ref(list, {}).asCollection()), &listener, [&](const Result<Resource> &vms) {
        QVERIFY(vms && !vms->children.isEmpty());
        const QString vm = vms->children.constFirst().href().toString();
        QCoro::connect(session->act(Request::post(QUrl(vm + QStringLiteral("/power/action/powerOn")), {}, {})),
            &listener, [&begun](const Result<Outcome> &outcome) { begun = outcome; });
    });
    QTRY_VERIFY(begun && *begun && (*begun)->task);
    QTRY_COMPARE(memory(story).find(TaskFilter()).size(), 1);
    QVERIFY(!memory(story).find(TaskFilter()).constFirst().task.isEnded());

    story.restart();
    QSignalSpy ends(&memory(story), &TaskMemory::ended);
    QTRY_COMPARE(story.window().sites().at(0).status, SiteEntry::Status::Connected);
    QTRY_COMPARE_WITH_TIMEOUT(ends.size(), 1, 60'000);
    QCOMPARE(memory(story).find(TaskFilter()).constFirst().task.phase, TaskState::Phase::Succeeded);

    story.restart();
    QSignalSpy again(&memory(story), &TaskMemory::ended);
    QTRY_COMPARE(story.window().sites().at(0).status, SiteEntry::Status::Connected);
    QCOMPARE(story.window().sites().at(0).session->tasks().running(), 0);
    QVERIFY(again.isEmpty());
}

void TaskMemoryStory::failedWorkAsksForAttention()
{
    StoryWindow story;
    auto *dock = story.window().findChild<QDockWidget *>(QStringLiteral("taskDock"));
    dock->show();
    auto *button = dock->findChild<QToolButton *>(QStringLiteral("attention"));
    QVERIFY(button && !button->isVisible());
    TaskState failed;
    failed.href = QUrl(QStringLiteral("https://lab.example.com/api/task/1"));
    failed.operation = QStringLiteral("vappDeploy");
    failed.phase = TaskState::Phase::Failed;
    failed.object =
        Ref(QUrl(QStringLiteral("https://lab.example.com/api/vApp/vm-1")), QStringLiteral("vm"), QStringLiteral("R&D"));
    memory(story).note(QStringLiteral("gone"), director, {failed});
    QTRY_VERIFY(button->isVisible());
    QCOMPARE(button->text(), QStringLiteral("Needs attention 1"));
    emit button->menu()->aboutToShow();
    QCOMPARE(button->menu()->actions().size(), 1);
    QMenu *entry = button->menu()->actions().constFirst()->menu();
    QVERIFY2(entry->title().startsWith(QStringLiteral("R&&D: ")), qPrintable(entry->title()));
    QVERIFY(!entry->actions().constFirst()->isEnabled()); // its site is not open
    entry->actions().constLast()->trigger();
    QTRY_VERIFY(!button->isVisible());

    story.restart(); // and it stays so
    QVERIFY(!story.window().findChild<QToolButton *>(QStringLiteral("attention"))->isVisible());
}

QTEST_MAIN(TaskMemoryStory)
#include "tst_taskmemory.moc"
