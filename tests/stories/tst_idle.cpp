// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/taskfollower.h"
#include "stories/demosite.h"
#include "stories/storywindow.h"

#include <QAbstractEventDispatcher>
#include <QDockWidget>
#include <qcorotask.h>

using namespace nephoscope;

/// A console that has nothing to do does nothing.
class IdleStory : public QObject {
    Q_OBJECT
private slots:
    void nothingRunsAndNothingIsAsked();
    void nothingIsAskedAfterWorkHasEnded();

private:
    static void lookOn(Session &session);
    /// Whoever looks at the work of others follows it, and this site always has some.
    static void lookAway(StoryWindow &story)
    {
        story.window().findChild<QDockWidget *>(QStringLiteral("taskDock"))->close();
    }
};

/// Three seconds in which nobody does anything.
void IdleStory::lookOn(Session &session)
{
    constexpr qint64 quiet = 2000; // ms without a request: what was begun before has come to its end
    QElapsedTimer since;
    since.start();
    const QMetaObject::Connection heard =
        connect(&session.transport(), &Transport::exchanged, &session, [&since] { since.start(); });
    QTRY_VERIFY_WITH_TIMEOUT(since.elapsed() > quiet, 60'000);
    disconnect(heard);
    int requests = 0;
    int awake = 0;
    QObject listener;
    connect(&session.transport(), &Transport::exchanged, &listener, [&requests] { ++requests; });
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &listener, [&awake] { ++awake; });
    QElapsedTimer clock;
    clock.start();
    QTimer once;
    QSignalSpy over(&once, &QTimer::timeout);
    once.start(3000);
    QVERIFY(over.wait(5000)); // unlike qWait(), which looks every 10 ms
    qInfo("idle for %lld ms: %d requests, %d times awake", clock.elapsed(), requests, awake);
    QCOMPARE(requests, 0);
    QVERIFY2(awake <= 10, qPrintable(QString::number(awake)));
}

void IdleStory::nothingRunsAndNothingIsAsked()
{
    DemoSite site(director);
    StoryWindow story;
    lookAway(story);
    story.signIn(site, site.user(QStringLiteral("Organization Administrator")), QStringLiteral("lab"), false);
    QApplication::setCursorFlashTime(0); // the only thing that moves by itself
    story.tree().setFocus();
    lookOn(*story.window().sites().at(0).session);
}

/// Who watches running work for the computer's sleep, or its seconds, rests again.
void IdleStory::nothingIsAskedAfterWorkHasEnded()
{
    demo::ServerOptions options;
    options.platform = director;
    options.site.speed = 10;
    DemoSite site(options);
    StoryWindow story;
    lookAway(story);
    story.signIn(site, site.user(QStringLiteral("Organization Administrator")), QStringLiteral("lab"), false);
    QApplication::setCursorFlashTime(0);
    story.tree().setFocus();
    const auto session = story.window().sites().at(0).session;
    int ends = 0;
    connect(&session->tasks(), &TaskFollower::ended, this, [&ends] { ++ends; });
    QUrl off = site.url().resolved(QUrl(QStringLiteral("/api/query")));
    off.setQuery(QStringLiteral("type=vm&filter=isVAppTemplate==false;status==POWERED_OFF"));
    bool isBegun = false;
    QCoro::connect(session->open(Ref(off, {}).asCollection()), this, [&](const Result<Resource> &list) {
        QVERIFY(list && !list->children.isEmpty());
        const QUrl power(list->children.constFirst().href().toString() + QStringLiteral("/power/action/powerOn"));
        QCoro::connect(session->act(Request::post(power, {}, {})), this,
            [&isBegun](const Result<Outcome> &outcome) { isBegun = outcome && outcome->task; });
    });
    QTRY_VERIFY_WITH_TIMEOUT(isBegun, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(ends > 0 && session->tasks().running() == 0, 60'000);
    lookOn(*session);
}

QTEST_MAIN(IdleStory)
#include "tst_idle.moc"
