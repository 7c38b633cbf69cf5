// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/demosite.h"
#include "stories/storywindow.h"

#include <QAbstractEventDispatcher>

using namespace nephoscope;

/// A console that has nothing to do does nothing.
class IdleStory : public QObject {
    Q_OBJECT
private slots:
    void nothingRunsAndNothingIsAsked();
};

void IdleStory::nothingRunsAndNothingIsAsked()
{
    DemoSite site(director);
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("Organization Administrator")), QStringLiteral("lab"), false);
    QApplication::setCursorFlashTime(0); // the only thing that moves by itself
    story.tree().setFocus();
    const auto session = story.window().sites().at(0).session;
    QTest::qWait(2500); // what the sign-in began comes to its end
    int requests = 0;
    int awake = 0;
    QObject listener;
    connect(&session->transport(), &Transport::exchanged, &listener, [&requests] { ++requests; });
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

QTEST_MAIN(IdleStory)
#include "tst_idle.moc"
