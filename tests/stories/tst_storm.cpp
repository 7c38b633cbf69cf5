// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskmodel.h"
#include "session/taskfollower.h"
#include "stories/demosite.h"
#include "stories/stallmeter.h"
#include "stories/storywindow.h"
#include "tasks/taskkeeper.h"
#include "tasks/taskview.h"

#include <QDockWidget>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

using namespace nephoscope;

namespace {

constexpr int storm = 500;
constexpr qint64 longest = 180'000; // ms until the last of them has ended

/// Seconds to look; by NEPHOSCOPE_STORM_SECONDS long enough to see all of them end.
int seconds()
{
    constexpr int few = 8;
    const int asked = qEnvironmentVariableIntValue("NEPHOSCOPE_STORM_SECONDS");
    return asked > 0 ? asked : few;
}

/// Where somebody measures: nothing may have taken long that was the window's own doing. What the clock says is told
/// only, for nobody knows what else the machine does. Empty, or the figures that are too high.
QStringList tooLong(const StallMeter &meter)
{
#if !defined(__SANITIZE_ADDRESS__) && defined(NDEBUG)
    if (qEnvironmentVariableIsSet("NEPHOSCOPE_STORM_SECONDS") && meter.worst() > StallMeter::limit)
        return {meter.figures()};
#else
    Q_UNUSED(meter);
#endif
    return {};
}

demo::Answer ask(demo::Site &site, const QByteArray &method, const QByteArray &target, const QByteArray &token,
    const QByteArray &body = {})
{
    demo::Message message;
    message.method = method;
    message.path = target.split('?').value(0);
    message.query = target.split('?').value(1);
    message.body = body;
    message.headers = {{"Content-Type", "application/json"}, {"Host", "localhost"}};
    if (site.platform() == director)
        message.headers << std::pair("Accept", "application/*+json;version=36.0")
                        << std::pair("Authorization", "Bearer " + token);
    else
        message.headers << std::pair("Accept", "application/json") << std::pair("Cookie", token);
    return site.answer(message);
}

QByteArray headerOf(const demo::Answer &answer, const QByteArray &wanted)
{
    for (const auto &[name, value] : answer.headers) {
        if (name.compare(wanted, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

/// A session past the console.
QByteArray tokenOf(DemoSite &site, const demo::DemoUser &user)
{
    if (site.server().site().platform() == director)
        return site.bearerOf(user);
    const QJsonObject body{{QStringLiteral("email"), user.user}, {QStringLiteral("password"), user.password}};
    return headerOf(
        ask(site.server().site(), "POST", "/occm/api/auth/login", {}, QJsonDocument(body).toJson()), "Set-Cookie")
        .split(';')
        .constFirst();
}

/// Starts so many tasks past the console, as others do; their ids.
QSet<QString> beginAtDirector(demo::Site &site, const QByteArray &token)
{
    QSet<QString> begun;
    for (int page = 1; begun.size() < storm && page < 20; ++page) {
        const demo::Answer answer = ask(site, "GET",
            "/api/query?type=adminVM&format=records&pageSize=128&filter=isVAppTemplate==false&page="
                + QByteArray::number(page),
            token);
        const QJsonArray records =
            QJsonDocument::fromJson(answer.body).object().value(QLatin1String("record")).toArray();
        for (const QJsonValue &each : records) {
            const QByteArray path = QUrl(each.toObject().value(QLatin1String("href")).toString()).path().toUtf8();
            const bool isOff = each.toObject().value(QLatin1String("status")) == QLatin1String("POWERED_OFF");
            const QByteArray action = isOff ? "/power/action/powerOn" : "/power/action/suspend";
            const demo::Answer task = begun.size() < storm ? ask(site, "POST", path + action, token) : demo::Answer();
            if (task.status == 202)
                begun << QJsonDocument::fromJson(task.body).object().value(QLatin1String("id")).toString();
        }
    }
    return begun;
}

/// Work on one system is done one after the other there, so that each needs a system of its own: a new one.
QSet<QString> beginAtManager(demo::Site &site, const QByteArray &token)
{
    const QByteArray creation = R"({"name":"NAME","tenantId":"TENANT","region":"us-east-1","vpcId":"vpc-1",
 "subnetId":"subnet-1","svmPassword":"Example-Pass1","dataEncryptionType":"AWS","ebsVolumeType":"gp3",
 "ebsVolumeSize":{"size":"1","unit":"TB"},"iops":3000,"throughput":"125","capacityTier":"S3","tierLevel":"normal",
 "writingSpeedState":"NORMAL","vsaMetadata":{"ontapVersion":"latest","useLatestVersion":true,
 "licenseType":"capacity-paygo","instanceType":"m5.2xlarge","capacityPackageName":"Essential"}})";
    const QJsonArray tenants = QJsonDocument::fromJson(ask(site, "GET", "/occm/api/tenants", token).body).array();
    const QByteArray tenant = tenants.at(0)[QLatin1String("publicId")].toString().toUtf8();
    QSet<QString> begun;
    for (int number = 0; number < storm; ++number) {
        QByteArray body = creation;
        body.replace("NAME", "storm" + QByteArray::number(number)).replace("TENANT", tenant);
        const demo::Answer answer = ask(site, "POST", "/occm/api/vsa/working-environments", token, body);
        if (answer.status != 202) {
            qWarning("%d %s", answer.status, answer.body.constData());
            break;
        }
        begun << QString::fromLatin1(headerOf(answer, "OnCloud-Request-Id"));
    }
    return begun;
}

} // namespace

/// Five hundred tasks at once: the site is asked once a second, the window stays quick, and each end is told once.
class StormStory : public QObject {
    Q_OBJECT
private slots:
    void fiveHundredTasksCostARequestASecond_data();
    void fiveHundredTasksCostARequestASecond();

private:
    void look(Session &session);

    QStringList m_tooLong; ///< judged when all is over: nothing waits in a test any more after a failure
};

void StormStory::fiveHundredTasksCostARequestASecond_data()
{
    QTest::addColumn<QString>("service");
    QTest::newRow("Cloud Director") << director;
    QTest::newRow("Cloud Manager") << manager;
}

/// Counts the questions about tasks for a while, and measures how busy the window is meanwhile.
void StormStory::look(Session &session)
{
    int requests = 0;
    QHash<qint64, int> bySecond;
    QElapsedTimer clock;
    clock.start();
    QObject listener;
    connect(&session.transport(), &Transport::exchanged, &listener, [&](const Exchange &exchange) {
        const QString address = exchange.request().url().toString();
        if (!address.contains(QLatin1String("type=adminTask")) && !address.contains(QLatin1String("/api/task/"))
            && !address.contains(QLatin1String("/api/audit")))
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
    qInfo("%d tasks: %.2f requests per second, at most %d in one; %d still run", storm,
        double(requests) * 1000 / double(clock.elapsed()), most, session.tasks().running());
    qInfo("the window was busy: %s", qPrintable(meter.figures()));
    QVERIFY2(requests <= seconds() + 1, qPrintable(QString::number(requests)));
    QVERIFY(requests > seconds() / 8); // where nothing moves, every five seconds
    m_tooLong = tooLong(meter);
}

void StormStory::fiveHundredTasksCostARequestASecond()
{
    QFETCH(QString, service);
    demo::ServerOptions options;
    options.platform = service;
    options.site.vms = storm + 200;
    options.site.speed = 0.07;
    DemoSite site(options);
    const demo::DemoUser user =
        site.user(service == director ? QStringLiteral("System") : QStringLiteral("Administrator"));
    const QByteArray token = tokenOf(site, user);
    StoryWindow story;
    auto *dock = story.window().findChild<QDockWidget *>(QStringLiteral("taskDock"));
    dock->close(); // whoever opens it when all has begun hears of all
    story.signIn(site, user, QStringLiteral("lab"), false);
    const QSet<QString> begun = service == director ? beginAtDirector(site.server().site(), token)
                                                    : beginAtManager(site.server().site(), token);
    QCOMPARE(begun.size(), storm);
    auto *tasks = story.window().findChild<TaskView *>();
    QHash<QString, int> told;
    connect(&tasks->keeper().memory(), &TaskMemory::ended, tasks,
        [&told](const QString &, const TaskState &task) { ++told[task.id]; });
    dock->show();
    dock->raise();
    const auto session = story.window().sites().at(0).session;
    QTRY_VERIFY_WITH_TIMEOUT(session->tasks().running() >= storm, 30'000); // the site has a few of its own
    QTRY_COMPARE(tasks->model().running(), session->tasks().running());
    look(*session);
    if (QTest::currentTestFailed())
        return;
    if (seconds() < 60) { // they are all still there
        QVERIFY2(m_tooLong.isEmpty(), qPrintable(m_tooLong.join(QLatin1Char(10))));
        return;
    }
    QSignalSpy ends(&tasks->keeper().memory(), &TaskMemory::ended);
    StallMeter meter;
    QElapsedTimer clock;
    clock.start();
    const auto isTold = [&] {
        return std::all_of(begun.begin(), begun.end(), [&told](const QString &id) { return told.contains(id); });
    };
    while (!isTold() && clock.elapsed() < longest)
        ends.wait(1000); // sleeps, as above
    ends.wait(1000); // nothing comes twice
    qInfo("after %.0f s more %d of %d have ended, %d still run", double(clock.elapsed()) / 1000,
        int(std::count_if(begun.begin(), begun.end(), [&told](const QString &id) { return told.contains(id); })),
        int(begun.size()), session->tasks().running());
    for (const QString &id : begun)
        QCOMPARE(told.value(id), 1);
    qInfo("%d ends, each told once; while the last %d came the window was busy: %s", int(begun.size()),
        int(ends.size()), qPrintable(meter.figures()));
    m_tooLong << tooLong(meter);
    QVERIFY2(m_tooLong.isEmpty(), qPrintable(m_tooLong.join(QLatin1Char('\n'))));
}

QTEST_MAIN(StormStory)
#include "tst_storm.moc"
