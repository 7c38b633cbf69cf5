// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudmanagerbytes.h"
#include "platform/cloudmanager/faults.h"

#include <QTest>
#include <QUrlQuery>

using namespace nephoscope;

/// What Cloud Manager's dialect makes of the answers to writes, and of the work that goes on.
class CloudManagerTasksTest : public QObject {
    Q_OBJECT
private slots:
    void answersToWritesAreUnderstood_data();
    void answersToWritesAreUnderstood();
    void taskIsFollowedToItsReport();
    void failedTaskSaysWhy();
    void forgottenTaskIsLookedForInTheAudit();
    void recentTasksAreReadFromTheAudit();
    void faultsNameTheirException_data();
    void faultsNameTheirException();

private:
    const CloudManager m_manager;
    const Access m_access;
};

void CloudManagerTasksTest::answersToWritesAreUnderstood_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("object"); ///< identity; empty = none
    QTest::addColumn<QString>("task"); ///< identity of what is worked on, "-" = no task
    const auto row = [](const char *name, const char *method, const char *path, int status, const char *body,
                         const char *object, const char *task) {
        QTest::newRow(name) << QByteArray(method) << QString::fromLatin1(path) << status << QByteArray(body)
                            << QString::fromLatin1(object) << QString::fromLatin1(task);
    };
    row("system begun", "POST", "/occm/api/vsa/working-environments", 202, R"({"publicId":"W9","name":"n"})",
        "workingenvironment W9", "workingenvironment W9");
    row("setter", "PUT", "/occm/api/vsa/working-environments/W1/writing-speed", 202, "", "", "workingenvironment W1");
    row("setter done", "PUT", "/occm/api/vsa/working-environments/W1/writing-speed", 204, "", "",
        "workingenvironment W1");
    row("account", "POST", "/occm/api/accounts/aws", 200, R"({"publicId":"A1","accountName":"a"})", "aws A1", "-");
    row("quote", "POST", "/occm/api/vsa/volumes/quote", 200, R"({"numOfDisks":0,"aggregateName":"aggr1"})", "", "-");
    row("unknown call", "POST", "/occm/api/orchard/trees", 202, "", "", "");
    row("read", "GET", "/occm/api/tenants", 200, "[]", "", "-");
}

void CloudManagerTasksTest::answersToWritesAreUnderstood()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, object);
    QFETCH(QString, task);
    const Request request(method, site.resolved(QUrl(path)));
    const Outcome outcome = m_manager.outcome(request, json(body, qPrintable(path), status, "Rq7Kd2Zx"), m_access);
    QCOMPARE(outcome.status, status);
    QCOMPARE(outcome.requestId, QStringLiteral("Rq7Kd2Zx"));
    QCOMPARE(outcome.object ? outcome.object->identity() : QString(), object);
    QCOMPARE(outcome.task ? outcome.task->object.identity() : QStringLiteral("-"), task);
    if (outcome.task) {
        QCOMPARE(outcome.task->href.path(), QStringLiteral("/occm/api/audit/activeTask/Rq7Kd2Zx"));
        QVERIFY(!outcome.task->isEnded());
    }
}

void CloudManagerTasksTest::taskIsFollowedToItsReport()
{
    TaskState task;
    task.id = QStringLiteral("Rq7Kd2Zx");
    task.href = site.resolved(QUrl(QStringLiteral("/occm/api/audit/activeTask/Rq7Kd2Zx")));
    QCOMPARE(m_manager.taskRequest(task, m_access).url(), task.href);
    task = *m_manager.taskState(
        task, json(R"({"status":0,"closeTime":-2147483648,"actionName":"Create Aggregate","error":null})"), m_access);
    QCOMPARE(int(task.phase), int(TaskState::Phase::Running));
    QCOMPARE(task.operation, QStringLiteral("Create Aggregate"));
    const Request report = m_manager.taskRequest(task, m_access);
    QCOMPARE(printed(report), QStringLiteral("GET /occm/api/audit/Rq7Kd2Zx?records=true"));
    const QByteArray group =
        R"([{"requestId":"Rq7Kd2Zx","actionName":"Create Aggregate","status":"%1","startDate":1650000000000,"endDate":1650000072000,"userName":"ada","records":[{"id":"r2","actionName":"Assign Disks","status":"%1","date":1650000060000,"count":3},{"id":"r1","actionName":"Create EBS Volume","status":"Success","date":1650000010000,"count":1}]}])";
    task = *m_manager.taskState(task, json(QByteArray(group).replace("%1", "Received")), m_access);
    QCOMPARE(int(task.phase), int(TaskState::Phase::Running));
    QCOMPARE(task.steps.size(), 2);
    QCOMPARE(task.steps[0].operation, QStringLiteral("Create EBS Volume"));
    QCOMPARE(int(task.steps[0].phase), int(TaskState::Phase::Succeeded));
    QCOMPARE(m_manager.taskRequest(task, m_access).url(), task.href); // in turn
    task = *m_manager.taskState(
        task, json(R"({"status":1,"closeTime":9,"actionName":"Create Aggregate","error":null})"), m_access);
    QVERIFY(!task.isEnded());
    QCOMPARE(task.percent, std::optional(100));
    QCOMPARE(m_manager.taskRequest(task, m_access).url(), report.url());
    task = *m_manager.taskState(task, json(QByteArray(group).replace("%1", "Success")), m_access);
    QCOMPARE(int(task.phase), int(TaskState::Phase::Succeeded));
    QCOMPARE(task.user, QStringLiteral("ada"));
    QCOMPARE(task.started.msecsTo(task.ended), 72000);
    QVERIFY(!task.error);
    QVERIFY(!m_manager.cancel(task, m_access));
}

void CloudManagerTasksTest::failedTaskSaysWhy()
{
    TaskState task;
    task.id = QStringLiteral("R");
    task.href = site.resolved(QUrl(QStringLiteral("/occm/api/audit/activeTask/R")));
    task = *m_manager.taskState(
        task, json(R"({"status":-1,"closeTime":9,"actionName":"Create Volume","error":"no space"})"), m_access);
    task = *m_manager.taskState(task,
        json(R"([{"requestId":"R","actionName":"Create Volume","status":"Failed","errorMessage":null,"records":[]}])"),
        m_access);
    QCOMPARE(int(task.phase), int(TaskState::Phase::Failed));
    QCOMPARE(task.error->message(), QStringLiteral("no space"));
    QVERIFY(!m_manager.taskState(task, json(R"({"message":"x"})"), m_access));
}

void CloudManagerTasksTest::forgottenTaskIsLookedForInTheAudit()
{
    const Error notFound(Error::Kind::NotFound, QStringLiteral("no"));
    TaskState task;
    task.id = QStringLiteral("R");
    task.href = site.resolved(QUrl(QStringLiteral("/occm/api/audit/activeTask/R")));
    const auto elsewhere = m_manager.taskGone(task, notFound);
    QVERIFY(elsewhere && !elsewhere->isEnded());
    QCOMPARE(m_manager.taskRequest(*elsewhere, m_access).url().path(), QStringLiteral("/occm/api/audit/R"));
    QVERIFY(!m_manager.taskGone(*elsewhere, notFound)); // neither knows it
    task.word = QStringLiteral("1");
    QCOMPARE(int(m_manager.taskGone(task, notFound)->phase), int(TaskState::Phase::Succeeded));
}

void CloudManagerTasksTest::recentTasksAreReadFromTheAudit()
{
    const auto request = m_manager.recentTasks(QDateTime::fromMSecsSinceEpoch(1650000000000), m_access);
    QVERIFY(request);
    QCOMPARE(QUrlQuery(request->url()).queryItemValue(QStringLiteral("after")), QStringLiteral("1650000000000"));
    const auto tasks = m_manager.tasks(
        json(
            R"([{"requestId":"R1","actionName":"A","status":"Failed","errorMessage":"x","workingEnvironmentId":"W1","workingEnvironmentName":"lab"},{"requestId":"R2","actionName":"B","status":"Received"}])",
            "/occm/api/audit"),
        m_access);
    QVERIFY(tasks && tasks->size() == 2);
    QCOMPARE(tasks->at(0).href.path(), QStringLiteral("/occm/api/audit/activeTask/R1"));
    QCOMPARE(tasks->at(0).object.identity(), QStringLiteral("workingenvironment W1"));
    QCOMPARE(tasks->at(0).object.name(), QStringLiteral("lab"));
    QCOMPARE(int(tasks->at(1).phase), int(TaskState::Phase::Running));
}

void CloudManagerTasksTest::faultsNameTheirException_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("kind");
    QTest::newRow("busy")
        << 409
        << QByteArray(
               R"({"message":"Couldn't perform action Create Aggregate, because there are ongoing operations which might interfere with it: Create Aggregate","causeMessage":"OnGoingAsyncOperationException: Couldn't perform action …"})")
        << QStringLiteral("OnGoingAsyncOperationException") << int(Error::Kind::Busy);
    QTest::newRow("package and all") << 500
                                     << QByteArray(
                                            R"({"message":"no","causeMessage":"java.lang.IllegalStateException: x"})")
                                     << QStringLiteral("IllegalStateException") << int(Error::Kind::Server);
    QTest::newRow("in the message") << 401
                                    << QByteArray(
                                           R"({"message":"OnCloudAuthenticationException: Authentication required"})")
                                    << QStringLiteral("OnCloudAuthenticationException") << int(Error::Kind::SignIn);
    QTest::newRow("none") << 400 << QByteArray(R"({"message":"Working environment must be ON"})") << QString()
                          << int(Error::Kind::Invalid);
    QTest::newRow("starting")
        << 400
        << QByteArray(
               R"(Failure received for messageId Ab12cd with context . Failure message: {"message":"Connection refused: /127.0.0.1:80"})")
        << QString() << int(Error::Kind::Busy);
    QTest::newRow("directory") << 408 << QByteArray() << QString() << int(Error::Kind::Offline);
    QTest::newRow("not for a portal") << 412 << QByteArray() << QString() << int(Error::Kind::Conflict);
}

void CloudManagerTasksTest::faultsNameTheirException()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    QFETCH(int, kind);
    const QByteArray type = body.startsWith('{') ? "application/json" : "text/plain";
    const Error error = cloudmanager::faultIn(Reply(status, body, type, site));
    QCOMPARE(error.code(), code);
    QCOMPARE(int(error.kind()), kind);
    QVERIFY(!error.message().isEmpty());
}

QTEST_GUILESS_MAIN(CloudManagerTasksTest)
#include "tst_cloudmanagertasks.moc"
