// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/scriptedsite.h"
#include "session/session.h"
#include "session/taskfollower.h"

#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>

using namespace nephoscope;

namespace {

const QString address = QStringLiteral("https://vcd.example.com/api/task/%1");

/// A Cloud Director whose tasks run until somebody ends them, and which may not know them for a while.
class Director {
public:
    QByteArray status = "running"; ///< of all its tasks
    int unknown = 0; ///< so many answers say that there is no such task
    int questions = 0; ///< about one task
    int tasks = 1;
    int pages = 1; ///< of the list
    int listed = 0; ///< pages that were asked for

    Result<Reply> answer(const Request &request)
    {
        const QString path = request.url().path();
        if (path == QLatin1String("/api/versions"))
            return Reply(200,
                "<SupportedVersions "
                "xmlns=\"http://www.vmware.com/vcloud/versions\"><VersionInfo><Version>31.0</Version></VersionInfo></"
                "SupportedVersions>",
                "text/xml");
        if (path == QLatin1String("/api/sessions")) {
            Reply reply(200, "<Session xmlns=\"http://www.vmware.com/vcloud/v1.5\" user=\"ada\" org=\"acme\"/>",
                "application/vnd.vmware.vcloud.session+xml");
            reply.headers().set("X-VMWARE-VCLOUD-ACCESS-TOKEN", "token");
            return reply;
        }
        if (path == QLatin1String("/api/query"))
            return list(QUrlQuery(request.url()).queryItemValue(QStringLiteral("page")).toInt());
        if (!path.startsWith(QLatin1String("/api/task/")))
            return Reply(404, {});
        ++questions;
        if (unknown > 0) {
            --unknown;
            return Reply(404, "<html><body><h1>Not found</h1></body></html>", "text/html");
        }
        return Reply(200,
            "<Task xmlns=\"http://www.vmware.com/vcloud/v1.5\" operationName=\"vappDeploy\" status=\"" + status
                + "\" href=\"" + request.url().toEncoded() + "\"/>",
            "application/vnd.vmware.vcloud.task+xml");
    }

private:
    Reply list(int page)
    {
        ++listed;
        QByteArray records;
        if (page < pages)
            records = "<Link rel=\"nextPage\" href=\"https://vcd.example.com/api/query?type=task&amp;page="
                + QByteArray::number(page + 1) + "\" type=\"application/vnd.vmware.vcloud.query.records+xml\"/>";
        for (int number = 1; number <= tasks; ++number)
            records += "<TaskRecord name=\"vappDeploy\" startDate=\"2024-05-08T15:42:20.392+02:00\" status=\""
                + (pages > 1 ? QByteArray("success") : status) + "\" href=\""
                + address.arg(pages > 1 ? 1000 * page + number : number).toLatin1() + "\"/>";
        return Reply(200,
            "<QueryResultRecords xmlns=\"http://www.vmware.com/vcloud/v1.5\" total=\"" + QByteArray::number(tasks)
                + "\" pageSize=\"128\" page=\"1\" name=\"task\">" + records + "</QueryResultRecords>",
            "application/vnd.vmware.vcloud.query.records+xml");
    }
};

} // namespace

/// Work is followed to its end, whatever stands in between for a while; the window has its turn meanwhile.
class TaskFollowerTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void whatIsNotKnownForAWhileIsNotLost();
    void whatIsNotKnownAnyMoreEndsOnce();
    void manyEndsAtOnceLeaveTheWindowItsTurn();
    void aLongLookForTheWorkOfOthersLetsOwnWorkInBetween();

private:
    void follow(int tasks);

    Director m_site;
    ScriptedHuman m_human;
    std::shared_ptr<Session> m_session;
};

void TaskFollowerTest::init()
{
    m_site = Director();
    Profile profile;
    profile.url = QUrl(QStringLiteral("https://vcd.example.com/"));
    profile.user = QStringLiteral("ada");
    profile.organization = QStringLiteral("acme");
    auto transport =
        std::make_unique<ScriptedTransport>([this](const Request &request) { return m_site.answer(request); });
    const Request org = Request::get(QUrl(QStringLiteral("https://x/api/org")));
    const auto platform = recognised(org, Reply(200, "<a/>", "application/vnd.vmware.vcloud.org+xml"));
    m_session = std::make_shared<Session>(profile, platform, std::move(transport), m_human);
    std::optional<Result<Access>> answer;
    QCoro::connect(m_session->signIn(Credential("right")), this, [&answer](Result<Access> access) { answer = access; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(*answer);
}

void TaskFollowerTest::cleanup()
{
    m_session->close();
    m_session.reset();
}

void TaskFollowerTest::follow(int tasks)
{
    m_site.tasks = tasks;
    for (int number = 1; number <= tasks; ++number) {
        TaskState task;
        task.href = QUrl(address.arg(number));
        task.phase = TaskState::Phase::Running;
        m_session->tasks().follow(task);
    }
    QCOMPARE(m_session->tasks().running(), tasks);
}

void TaskFollowerTest::whatIsNotKnownForAWhileIsNotLost()
{
    QSignalSpy ended(&m_session->tasks(), &TaskFollower::ended);
    m_session->tasks().setWatched(true);
    m_site.unknown = 2; // a server in between that starts anew
    follow(1);
    QTRY_COMPARE_WITH_TIMEOUT(m_site.questions, 3, 20'000);
    m_site.unknown = 2; // counted anew
    QTRY_COMPARE_WITH_TIMEOUT(m_site.questions, 5, 30'000);
    QCOMPARE(m_session->tasks().running(), 1);
    m_site.status = "success";
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    QCOMPARE(ended.at(0).at(0).value<TaskState>().phase, TaskState::Phase::Succeeded);
}

void TaskFollowerTest::whatIsNotKnownAnyMoreEndsOnce()
{
    QSignalSpy ended(&m_session->tasks(), &TaskFollower::ended);
    m_session->tasks().setWatched(true);
    m_site.unknown = 1000;
    follow(1);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->tasks().running(), 0, 20'000);
    QCOMPARE(m_site.questions, 3);
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended.at(0).at(0).value<TaskState>().phase, TaskState::Phase::Unknown);
}

void TaskFollowerTest::manyEndsAtOnceLeaveTheWindowItsTurn()
{
    constexpr int many = 100;
    constexpr qint64 slow = 1; // ms, of whoever listens
    m_site.status = "success";
    follow(many);
    int ends = 0;
    int turns = 0;
    connect(&m_session->tasks(), &TaskFollower::ended, this, [&ends] {
        ++ends;
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < slow) { }
    });
    QTimer window;
    connect(&window, &QTimer::timeout, this, [&] { turns += int(ends > 0 && ends < many); });
    window.start(0);
    QTRY_COMPARE(ends, many);
    QVERIFY2(turns >= 5, qPrintable(QString::number(turns)));
    QCOMPARE(m_session->tasks().running(), 0);
    QTRY_COMPARE(m_site.questions, 0); // the list told it all
}

void TaskFollowerTest::aLongLookForTheWorkOfOthersLetsOwnWorkInBetween()
{
    m_site.pages = 20;
    m_site.tasks = 128; // a shorter page would be the last
    m_session->tasks().discover();
    m_session->tasks().discover(); // is under way
    QTRY_COMPARE(m_site.listed, 1);
    TaskState task;
    task.href = QUrl(address.arg(1));
    task.phase = TaskState::Phase::Running;
    m_session->tasks().follow(task);
    QTRY_VERIFY_WITH_TIMEOUT(m_site.questions > 0, 10'000);
    QVERIFY2(m_site.listed <= 2, qPrintable(QString::number(m_site.listed)));
    QTRY_VERIFY_WITH_TIMEOUT(m_site.listed > 2, 10'000); // and it goes on
}

QTEST_GUILESS_MAIN(TaskFollowerTest)
#include "tst_taskfollower.moc"
