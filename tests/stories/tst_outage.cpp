// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/faultdialog.h"
#include "faults/sitenews.h"
#include "models/navigatormodel.h"
#include "navigator/navigatorproxy.h"
#include "navigator/navigatorview.h"
#include "resource/resourcepage.h"
#include "session/taskfollower.h"
#include "shell/pagetabs.h"
#include "stories/storywindow.h"
#include "stories/wire.h"
#include "tasks/awakening.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>

using namespace nephoscope;

/// A site that cannot be reached says so, shows what was known of it, and leaves the others alone; who wakes up, or is
/// in a network again, is not kept waiting.
class OutageStory : public QObject {
    Q_OBJECT
private slots:
    void anOutageShowsAndEnds();
    void wakingUpAsksAtOnce();
    void clocksThatJumpTellOfSleep();

private:
    static QString words(StoryWindow &story, const char *name)
    {
        for (const QLabel *label : story.window().findChildren<QLabel *>(QLatin1String(name))) {
            if (label->isVisible())
                return label->text();
        }
        return {};
    }
    static std::shared_ptr<Session> session(StoryWindow &story, int place = 0)
    {
        return story.window().sites().at(place).session;
    }
    static void ask(StoryWindow &story)
    {
        const QList<Ref> roots = session(story)->roots();
        QCoro::connect(session(story)->open(roots.constFirst()), &story.window(), [](const Result<Resource> &) {});
    }
};

void OutageStory::anOutageShowsAndEnds()
{
    DemoSite site(director);
    DemoSite other(manager);
    Wire wire(site.url());
    StoryWindow story;
    story.signIn(wire.url(), site.user(QStringLiteral("Organization Administrator")), QStringLiteral("far"), false);
    story.signIn(other, other.user(QStringLiteral("Admin")), QStringLiteral("near"), false);
    story.window().pages().open(session(story)->profile().id, session(story)->roots().constFirst(), true);
    QTRY_VERIFY(words(story, "resourceAge").startsWith(QStringLiteral("read")));
    const QColor before = story.window().pages().currentPage()->findChild<QTabWidget *>()->palette().text().color();

    wire.cut();
    ask(story);
    auto *news = story.window().findChild<SiteNews *>();
    QTRY_VERIFY(news->isVisible());
    QVERIFY2(words(story, "siteNewsWords").startsWith(QStringLiteral("far has not answered since")),
        qPrintable(words(story, "siteNewsWords")));
    const QModelIndex node = story.tree().model()->index(0, 0);
    QTRY_COMPARE(node.data(NavigatorProxy::DetailRole).toString(), QStringLiteral("does not answer"));
    QTRY_VERIFY(words(story, "resourceAge").startsWith(QStringLiteral("outdated, read")));
    const auto shownText = [&] {
        return story.window().pages().currentPage()->findChild<QTabWidget *>()->palette().text().color();
    };
    QVERIFY(shownText() != before); // greyed
    const auto age = [&] {
        return story.window().pages().currentPage()->findChild<QLabel *>(QStringLiteral("resourceAge"));
    };
    QTRY_VERIFY(age()->width() >= age()->sizeHint().width()); // to be read in full
    if (const QString folder = qEnvironmentVariable("NEPHOSCOPE_PICTURES"); !folder.isEmpty())
        QVERIFY(story.window().grab().save(QDir(folder).filePath(QStringLiteral("outage.png"))));

    std::optional<bool> isFine; // the other site works on
    QCoro::connect(session(story, 1)->open(session(story, 1)->roots().constFirst()), &story.window(),
        [&isFine](const Result<Resource> &read) { isFine = read.has_value(); });
    QTRY_COMPARE(isFine, std::optional(true));
    QTest::mouseClick(news->findChild<QPushButton *>(QStringLiteral("siteNewsStop")), Qt::LeftButton); // Explain …
    QTRY_VERIFY(story.dialog<FaultDialog>("faultDialog"));
    story.click(story.dialog<FaultDialog>("faultDialog"), "faultClose");

    wire.mend();
    QTest::mouseClick(news->findChild<QPushButton *>(QStringLiteral("siteNewsNow")), Qt::LeftButton); // Try now
    QTRY_VERIFY(!news->isVisible());
    QTRY_VERIFY(words(story, "resourceAge").startsWith(QStringLiteral("read")));
    QCOMPARE(shownText(), before);
    QTRY_VERIFY(node.data(NavigatorProxy::DetailRole).toString().isEmpty());
}

void OutageStory::wakingUpAsksAtOnce()
{
    DemoSite site(director);
    Wire wire(site.url());
    StoryWindow story;
    story.signIn(wire.url(), site.user(QStringLiteral("Organization Administrator")), QStringLiteral("far"), false);
    wire.cut();
    ask(story);
    QTRY_VERIFY(session(story)->trouble());
    wire.mend();
    QElapsedTimer clock;
    clock.start();
    auto *awakening = story.window().findChild<Awakening *>();
    QVERIFY(awakening);
    emit awakening->awoke();
    QTRY_VERIFY_WITH_TIMEOUT(!session(story)->trouble(), 4000); // by itself it would ask after five seconds
    QVERIFY(clock.elapsed() < 4500);
}

void OutageStory::clocksThatJumpTellOfSleep()
{
    qint64 slept = 0;
    QElapsedTimer running;
    running.start();
    Awakening awakening(
        nullptr, [&] { return running.elapsed() + slept; }, std::chrono::milliseconds(5));
    QSignalSpy awoke(&awakening, &Awakening::awoke);
    slept = 3'600'000;
    QTest::qWait(50);
    QCOMPARE(awoke.size(), 0); // nobody waits for anything
    awakening.setLooking(true);
    QTest::qWait(50);
    QCOMPARE(awoke.size(), 0);
    slept += 3'600'000;
    QTRY_COMPARE(awoke.size(), 1);
    slept += 2'000; // set right
    QTest::qWait(50);
    QCOMPARE(awoke.size(), 1);
    awakening.setLooking(false);
    slept += 3'600'000;
    QTest::qWait(50);
    QCOMPARE(awoke.size(), 1);
}

QTEST_MAIN(OutageStory)
#include "tst_outage.moc"
