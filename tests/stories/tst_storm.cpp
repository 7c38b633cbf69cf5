// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskmodel.h"
#include "session/taskfollower.h"
#include "stories/demosite.h"
#include "stories/storywindow.h"
#include "tasks/taskkeeper.h"
#include "tasks/taskview.h"

#include <QDockWidget>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace nephoscope;

namespace {

constexpr int storm = 500;

/// Seconds to look; by NEPHOSCOPE_STORM_SECONDS long enough to see all of them end.
int seconds()
{
    constexpr int few = 8;
    const int asked = qEnvironmentVariableIntValue("NEPHOSCOPE_STORM_SECONDS");
    return asked > 0 ? asked : few;
}

/// How long the window was busy at a time, at most.
class StallMeter : public QObject {
public:
    StallMeter()
    {
        constexpr int tick = 4; // ms
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const double late = double(m_since.nsecsElapsed()) / 1e6 - tick;
            m_since.start();
            longest = std::max(longest, late);
            over += int(late > 16);
        });
        m_since.start();
        m_timer.start(tick);
    }
    double longest = 0; ///< ms
    int over = 0; ///< how often it was more than 16 ms

private:
    QTimer m_timer;
    QElapsedTimer m_since;
};

demo::Answer ask(demo::Site &site, const QByteArray &method, const QByteArray &target, const QByteArray &token)
{
    demo::Message message;
    message.method = method;
    message.path = target.split('?').value(0);
    message.query = target.split('?').value(1);
    message.headers = {
        {"Accept", "application/*+json;version=36.0"}, {"Authorization", "Bearer " + token}, {"Host", "localhost"}};
    return site.answer(message);
}

/// Starts so many tasks past the console, as others do; how many the site took.
int begin(DemoSite &site, const QByteArray &token)
{
    int begun = 0;
    for (int page = 1; begun < storm && page < 20; ++page) {
        const demo::Answer answer = ask(site.server().site(), "GET",
            "/api/query?type=adminVM&format=records&pageSize=128&filter=isVAppTemplate==false&page="
                + QByteArray::number(page),
            token);
        const QJsonArray records =
            QJsonDocument::fromJson(answer.body).object().value(QLatin1String("record")).toArray();
        if (records.isEmpty())
            break;
        for (const QJsonValue &each : records) {
            const QByteArray path = QUrl(each.toObject().value(QLatin1String("href")).toString()).path().toUtf8();
            const bool isOff = each.toObject().value(QLatin1String("status")) == QLatin1String("POWERED_OFF");
            const QByteArray action = isOff ? "/power/action/powerOn" : "/power/action/suspend";
            if (begun < storm && ask(site.server().site(), "POST", path + action, token).status == 202)
                ++begun;
        }
    }
    return begun;
}

} // namespace

/// Five hundred tasks at once: the site is asked once a second, and the window stays quick.
class StormStory : public QObject {
    Q_OBJECT
private slots:
    void fiveHundredTasksCostARequestASecond();
};

void StormStory::fiveHundredTasksCostARequestASecond()
{
    demo::ServerOptions options;
    options.platform = director;
    options.site.vms = storm + 200;
    options.site.speed = 0.06;
    DemoSite site(options);
    const demo::DemoUser user = site.user(QStringLiteral("System"));
    const QByteArray token = site.bearerOf(user);
    StoryWindow story;
    story.signIn(site, user, QStringLiteral("lab"), false);
    QCOMPARE(begin(site, token), storm);
    auto *dock = story.window().findChild<QDockWidget *>(QStringLiteral("taskDock"));
    dock->show();
    dock->raise();
    auto *tasks = story.window().findChild<TaskView *>();
    const auto session = story.window().sites().at(0).session;
    QTRY_VERIFY_WITH_TIMEOUT(session->tasks().running() >= storm, 30'000); // the site has a few of its own
    QTRY_COMPARE(tasks->model().running(), session->tasks().running());

    int requests = 0;
    QHash<qint64, int> bySecond;
    QElapsedTimer clock;
    clock.start();
    QObject listener;
    connect(&session->transport(), &Transport::exchanged, &listener, [&](const Exchange &exchange) {
        const QString address = exchange.request().url().toString();
        if (!address.contains(QLatin1String("type=adminTask")) && !address.contains(QLatin1String("/api/task/")))
            return; // the window has other things to read too
        ++requests;
        ++bySecond[clock.elapsed() / 1000];
    });
    StallMeter meter;
    QTimer once;
    QSignalSpy over(&once, &QTimer::timeout);
    once.start(seconds() * 1000);
    QVERIFY(over.wait((seconds() + 30) * 1000)); // unlike qWait(), the loop sleeps where it has nothing to do
    int most = 0;
    for (const int each : std::as_const(bySecond))
        most = std::max(most, each);
    const double rate = double(requests) * 1000 / double(clock.elapsed());
    qInfo("%d tasks: %.2f requests per second, at most %d in one; the window was busy %.1f ms at most, %d times over "
          "16 ms;"
          " %d still run",
        storm, rate, most, meter.longest, meter.over, session->tasks().running());
    QVERIFY2(requests <= seconds() + 1, qPrintable(QString::number(requests)));
    QVERIFY(requests > seconds() / 3);
    if (seconds() < 60)
        return; // they are all still there
    TaskFilter ends;
    ends.phases = {TaskState::Phase::Succeeded, TaskState::Phase::Failed, TaskState::Phase::Aborted};
    ends.most = 2 * storm;
    QTRY_COMPARE_WITH_TIMEOUT(session->tasks().running(), 0, 120'000);
    QTRY_VERIFY(tasks->keeper().memory().find(ends).size() >= storm);
}

QTEST_MAIN(StormStory)
#include "tst_storm.moc"
