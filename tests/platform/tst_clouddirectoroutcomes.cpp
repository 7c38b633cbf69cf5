// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/clouddirector.h"
#include "platform/clouddirector/filter.h"

#include <QTest>
#include <QUrlQuery>

using namespace nephoscope;

namespace {

const QByteArray task =
    R"(<Task xmlns="http://www.vmware.com/vcloud/v1.5" status="running" startTime="2024-05-08T15:42:20.392+02:00" operationName="vappUpdateVm"
 operation="Updating Virtual Machine web-1" name="task" id="urn:vcloud:task:6f000000-0000-0000-0000-000000000001"
 href="https://inner.example.com/api/task/6f000000-0000-0000-0000-000000000001" type="application/vnd.vmware.vcloud.task+xml">
<Link rel="task:cancel" href="https://inner.example.com/api/task/6f000000-0000-0000-0000-000000000001/action/cancel"/>
<Owner href="https://inner.example.com/api/vApp/vm-77777777-7777-7777-7777-777777777777" name="web-1" type="application/vnd.vmware.vcloud.vm+xml"/>
<User href="https://inner.example.com/api/admin/user/1" name="ada"/><Organization href="https://inner.example.com/api/org/1" name="acme"/>
<Progress>35</Progress><Details/></Task>)";

const QByteArray taskJson =
    R"({"otherAttributes":{},"link":[{"rel":"task:cancel","href":"https://inner.example.com/api/task/6f000000-0000-0000-0000-000000000001/action/cancel","type":null}],
"href":"https://inner.example.com/api/task/6f000000-0000-0000-0000-000000000001","type":"application/vnd.vmware.vcloud.task+json","id":"urn:vcloud:task:6f000000-0000-0000-0000-000000000001",
"operationName":"vappUpdateVm","operation":"Updating Virtual Machine web-1","status":"running","startTime":"2024-05-08T15:42:20.392+0200","endTime":null,"progress":35,"error":null,
"owner":{"href":"https://inner.example.com/api/vApp/vm-77777777-7777-7777-7777-777777777777","name":"web-1","type":"application/vnd.vmware.vcloud.vm+xml"},
"user":{"name":"ada","href":"https://inner.example.com/api/admin/user/1"},"organization":{"name":"acme","href":"https://inner.example.com/api/org/1"}})";

QByteArray vapp(const QByteArray &tasks)
{
    return R"(<VApp xmlns="http://www.vmware.com/vcloud/v1.5" status="0" name="shop" id="urn:vcloud:vapp:33333333-3333-3333-3333-333333333333"
 href="https://inner.example.com/api/vApp/vapp-33333333-3333-3333-3333-333333333333" type="application/vnd.vmware.vcloud.vApp+xml"><Tasks>)"
        + tasks + "</Tasks></VApp>";
}

QByteArray taskElement(const QByteArray &status, const QByteArray &started, const QByteArray &key)
{
    return "<Task status=\"" + status + "\" startTime=\"" + started + "\" operationName=\"" + key
        + "\" href=\"https://inner.example.com/api/task/6f000000-0000-0000-0000-00000000000" + key.right(1) + "\"/>";
}

const QByteArray failedLongAgo = taskElement("error", "2019-01-01T00:00:00.000Z", "old9");

Reply answer(
    int status, const QByteArray &body, const QByteArray &type, const QList<QPair<QByteArray, QByteArray>> &headers)
{
    Reply reply(status, body, type, QUrl(QStringLiteral("https://vcd.example.com/api/x")));
    for (const auto &[name, value] : headers)
        reply.headers().set(name, value);
    return reply;
}

const QByteArray vappType = "application/vnd.vmware.vcloud.vapp+xml;version=36.0";
const QByteArray taskType = "application/vnd.vmware.vcloud.task+xml;version=36.0";
const QByteArray taskAddress = "/api/task/6f000000-0000-0000-0000-000000000001";

using HeaderList = QList<QPair<QByteArray, QByteArray>>;

} // namespace

Q_DECLARE_METATYPE(HeaderList)

namespace {

void addColumns()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<HeaderList>("headers");
    QTest::addColumn<QString>("object"); // name, or path where it has none
    QTest::addColumn<QString>("task"); // last digit of its id, and its phase as a number
}

void objectRows()
{
    QTest::newRow("200 object with an old failure alone")
        << 200 << vapp(failedLongAgo) << vappType << HeaderList{{"Date", "Wed, 08 May 2024 13:42:21 GMT"}} << "shop"
        << QString();
    QTest::newRow("200 object whose task failed at once")
        << 200 << vapp(failedLongAgo + taskElement("error", "2024-05-08T15:42:20.500+02:00", "new4")) << vappType
        << HeaderList{{"Date", "Wed, 08 May 2024 13:42:21 GMT"}, {"X-VMWARE-VCLOUD-REQUEST-EXECUTION-TIME", "700"}}
        << "shop"
        << "4 3";
}

void bareRows()
{
    const HeaderList none;
    QTest::newRow("200 with work that goes on")
        << 200 << QByteArray(R"({"id":"urn:vcloud:entity:acme:box:44444444-4444-4444-4444-444444444444","name":"box"})")
        << QByteArray("application/json") << HeaderList{{"X-VMWARE-VCLOUD-TASK-LOCATION", taskAddress}} << "box"
        << "1 0";
    QTest::newRow("200 new settings")
        << 200
        << QByteArray(
               R"(<ControlAccessParams xmlns="http://www.vmware.com/vcloud/v1.5"><IsSharedToEveryone>false</IsSharedToEveryone></ControlAccessParams>)")
        << QByteArray("application/vnd.vmware.vcloud.controlaccess+xml") << none << QString() << QString();
    QTest::newRow("204") << 204 << QByteArray() << QByteArray() << none << QString() << QString();
    QTest::newRow("a URL alone") << 200
                                 << QByteArray(
                                        "https://inner.example.com/api/media/55555555-5555-5555-5555-555555555555\n")
                                 << QByteArray("text/plain") << none
                                 << "/api/media/55555555-5555-5555-5555-555555555555" << QString();
    QTest::newRow("a URL alone, of a task")
        << 202 << "https://inner.example.com" + taskAddress << QByteArray() << none << QString() << "1 0";
    QTest::newRow("a URL alone in JSON")
        << 200 << QByteArray("\"https://inner.example.com/api/media/55555555-5555-5555-5555-555555555555\"")
        << QByteArray("application/json") << none << "/api/media/55555555-5555-5555-5555-555555555555" << QString();
}

} // namespace

/// What Cloud Director's answers to writes mean, and how its tasks are followed.
class CloudDirectorOutcomesTest : public QObject {
    Q_OBJECT
private slots:
    void answersAreReadByWhatIsInThem_data();
    void answersAreReadByWhatIsInThem();
    void tasksReadAlikeInBothNotations_data();
    void tasksReadAlikeInBothNotations();
    void failedTasksSayWhy_data();
    void failedTasksSayWhy();
    void ownersWithoutAddressAreFoundByTheirUrn();
    void somethingElseIsNoTask();
    void recordsOfTheTaskQueryAreTasks();
    void taskQueryEncodesAsTheVersionWants();
    void onlyWhatCanBeCanceledIsCanceled();
    void actionsAndTenantsAreNamedInHeaders_data();
    void actionsAndTenantsAreNamedInHeaders();
    void listsAreAskedAsTheVersionWants_data();
    void listsAreAskedAsTheVersionWants();

private:
    CloudDirector m_platform;
    Access m_access;
};

void CloudDirectorOutcomesTest::answersAreReadByWhatIsInThem_data()
{
    addColumns();
    const HeaderList none;
    QTest::newRow("202 task") << 202 << task << taskType << HeaderList{{"Location", taskAddress}} << "web-1"
                              << "1 1";
    QTest::newRow("202 task in JSON") << 202 << taskJson
                                      << QByteArray("application/vnd.vmware.vcloud.task+json;version=36.0") << none
                                      << "web-1"
                                      << "1 1";
    QTest::newRow("200 task, of old servers") << 200 << task << taskType << none << "web-1"
                                              << "1 1";
    QTest::newRow("202 Location only") << 202 << QByteArray() << QByteArray()
                                       << HeaderList{{"Location", "https://inner.example.com" + taskAddress}}
                                       << QString() << "1 0";
    QTest::newRow("202 relative Location")
        << 202 << QByteArray() << QByteArray() << HeaderList{{"Location", taskAddress}} << QString() << "1 0";
    QTest::newRow("202 empty") << 202 << QByteArray() << QByteArray() << none << QString() << QString();
    QTest::newRow("201 object with its task")
        << 201 << vapp(taskElement("running", "2024-05-08T15:42:20.392Z", "new2")) << vappType
        << HeaderList{{"Location", "https://inner.example.com/api/vApp/vapp-33333333-3333-3333-3333-333333333333"}}
        << "shop"
        << "2 1";
    QTest::newRow("201 object, task ended at once")
        << 201 << vapp(taskElement("success", "2024-05-08T15:42:20.392Z", "new2")) << vappType << none << "shop"
        << "2 2";
    QTest::newRow("201 Location only") << 201 << QByteArray() << QByteArray()
                                       << HeaderList{{"Location",
                                              "/api/vApp/vapp-33333333-3333-3333-3333-333333333333"}}
                                       << "/api/vApp/vapp-33333333-3333-3333-3333-333333333333" << QString();
    QTest::newRow("202 object with task among an old failure")
        << 202 << vapp(failedLongAgo + taskElement("queued", "2024-05-08T15:42:20.392Z", "new3")) << vappType << none
        << "shop"
        << "3 0";
    objectRows();
    bareRows();
}

void CloudDirectorOutcomesTest::answersAreReadByWhatIsInThem()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(HeaderList, headers);
    QFETCH(QString, object);
    QFETCH(QString, task);
    Reply reply = answer(status, body, type, headers);
    reply.headers().set("X-VMWARE-VCLOUD-REQUEST-ID", "act-1-77");
    const Outcome outcome =
        m_platform.outcome(Request("POST", QUrl(QStringLiteral("https://vcd.example.com/api/x"))), reply, m_access);
    QCOMPARE(outcome.status, status);
    QCOMPARE(outcome.requestId, QStringLiteral("act-1-77"));
    const QString name = outcome.object ? outcome.object->name() : QString();
    QCOMPARE(name.isEmpty() && outcome.object ? outcome.object->href().path() : name, object);
    const QString heard = outcome.task
        ? outcome.task->href.path().right(1) + QLatin1Char(' ') + QString::number(int(outcome.task->phase))
        : QString();
    QCOMPARE(heard, task);
    if (outcome.task)
        QCOMPARE(outcome.task->requestId, QStringLiteral("act-1-77"));
}

void CloudDirectorOutcomesTest::tasksReadAlikeInBothNotations_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("XML") << task;
    QTest::newRow("JSON") << taskJson;
    QTest::newRow("wrapped JSON of 30.0") << R"({"name":"x","declaredType":"y","scope":"z","value":)" + taskJson + "}";
}

void CloudDirectorOutcomesTest::tasksReadAlikeInBothNotations()
{
    QFETCH(QByteArray, body);
    TaskState before;
    before.href = QUrl(QStringLiteral("https://vcd.example.com") + QString::fromLatin1(taskAddress));
    before.requestId = QStringLiteral("r1");
    const auto state = m_platform.taskState(before, answer(200, body, {}, {}), m_access);
    QVERIFY(state);
    QCOMPARE(state->href, before.href);
    QCOMPARE(state->requestId, QStringLiteral("r1"));
    QCOMPARE(state->phase, TaskState::Phase::Running);
    QCOMPARE(state->word, QStringLiteral("running"));
    QCOMPARE(state->percent, std::optional(35));
    QCOMPARE(state->operation, QStringLiteral("vappUpdateVm"));
    QCOMPARE(state->description, QStringLiteral("Updating Virtual Machine web-1"));
    QCOMPARE(state->object.identity(), QStringLiteral("urn:vcloud:vm:77777777-7777-7777-7777-777777777777"));
    QCOMPARE(state->object.kind(), QStringLiteral("vm"));
    QCOMPARE(state->user, QStringLiteral("ada"));
    QCOMPARE(state->organization, QStringLiteral("acme"));
    QCOMPARE(state->started.toUTC().toString(Qt::ISODateWithMs), QStringLiteral("2024-05-08T13:42:20.392Z"));
    QVERIFY(!state->ended.isValid());
    QVERIFY(!state->error);
    QVERIFY(state->cancelHref.path().endsWith(QLatin1String("/action/cancel")));
}

void CloudDirectorOutcomesTest::failedTasksSayWhy_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("kind");
    QTest::newRow("XML") << QByteArray(
        R"(<Task xmlns="http://www.vmware.com/vcloud/v1.5" status="error" href="https://h/api/task/6f000000-0000-0000-0000-000000000001" operation="x" operationName="y">
<Error majorErrorCode="400" minorErrorCode="BUSY_ENTITY" message="[ 3f0c1111-2222-3333-4444-555566667777 ] The entity web-1 is busy."/></Task>)")
                         << "The entity web-1 is busy." << int(Error::Kind::Busy);
    QTest::newRow("JSON") << QByteArray(
        R"({"href":"https://h/api/task/6f000000-0000-0000-0000-000000000001","status":"error","operationName":"y","operation":"x",
"error":{"majorErrorCode":500,"minorErrorCode":"INTERNAL_SERVER_ERROR","message":"Unable to perform this action.","tenantError":null}})")
                          << "Unable to perform this action." << int(Error::Kind::Server);
    QTest::newRow("for tenants") << QByteArray(
        R"(<Task xmlns="http://www.vmware.com/vcloud/v1.5" status="aborted" href="https://h/api/task/6f000000-0000-0000-0000-000000000001" operation="x">
<Error majorErrorCode="409" minorErrorCode="CONFLICT" message=""><TenantError message="Ask your administrator."/></Error></Task>)")
                                 << "Ask your administrator." << int(Error::Kind::Conflict);
}

void CloudDirectorOutcomesTest::failedTasksSayWhy()
{
    QFETCH(QByteArray, body);
    const auto state = m_platform.taskState(TaskState(), answer(200, body, {}, {}), m_access);
    QVERIFY(state);
    QVERIFY(state->isEnded());
    QVERIFY(state->error);
    QTEST(state->error->message(), "message");
    QTEST(int(state->error->kind()), "kind");
}

void CloudDirectorOutcomesTest::ownersWithoutAddressAreFoundByTheirUrn()
{
    const QByteArray body =
        R"({"href":"https://h/api/task/6f000000-0000-0000-0000-000000000001","status":"success","operationName":"createDefinedEntity","operation":"x",
"owner":{"href":"","id":"urn:vcloud:entity:acme:box:44444444-4444-4444-4444-444444444444","name":"box"},"progress":null})";
    const auto state = m_platform.taskState(TaskState(), answer(200, body, {}, {}), m_access);
    QVERIFY(state);
    QCOMPARE(state->object.id(), QStringLiteral("urn:vcloud:entity:acme:box:44444444-4444-4444-4444-444444444444"));
    QCOMPARE(state->object.href().path(), QStringLiteral("/api/entity/") + state->object.id());
    QVERIFY(!state->percent);
}

void CloudDirectorOutcomesTest::somethingElseIsNoTask()
{
    for (const QByteArray &body : {vapp({}), QByteArray("<html>"), QByteArray("{}"), QByteArray()}) {
        const auto state = m_platform.taskState(TaskState(), answer(200, body, {}, {}), m_access);
        QVERIFY(!state);
        QCOMPARE(state.error().kind(), Error::Kind::Malformed);
    }
}

void CloudDirectorOutcomesTest::recordsOfTheTaskQueryAreTasks()
{
    const QByteArray xml =
        R"(<QueryResultRecords xmlns="http://www.vmware.com/vcloud/v1.5" name="task" page="1" pageSize="128" total="2">
<Link rel="alternate" href="https://h/api/query?type=task"/>
<TaskRecord name="vappDeploy" operationFull="Started vApp shop" status="success" startDate="2024-05-08T15:42:20.392+02:00" endDate="2024-05-08T15:43:20.392+02:00" org="https://h/api/org/1" orgName="acme" ownerName="ada" object="https://h/api/vApp/vapp-33333333-3333-3333-3333-333333333333" objectName="shop" objectType="vapp" href="https://h/api/task/6f000000-0000-0000-0000-000000000001"/>
<TaskRecord name="vappDelete" operationFull="Deleting vApp old" status="error" message="No." startDate="2024-05-08T15:42:20.392+02:00" href="https://h/api/task/6f000000-0000-0000-0000-000000000002"/></QueryResultRecords>)";
    const auto tasks = m_platform.tasks(answer(200, xml, {}, {}), m_access);
    QVERIFY(tasks);
    QCOMPARE(tasks->size(), 2);
    QCOMPARE(tasks->first().operation, QStringLiteral("vappDeploy"));
    QCOMPARE(tasks->first().description, QStringLiteral("Started vApp shop"));
    QCOMPARE(tasks->first().user, QStringLiteral("ada"));
    QCOMPARE(tasks->first().object.identity(), QStringLiteral("urn:vcloud:vapp:33333333-3333-3333-3333-333333333333"));
    QCOMPARE(tasks->first().phase, TaskState::Phase::Succeeded);
    QVERIFY(tasks->first().ended.isValid());
    QCOMPARE(tasks->last().error->message(), QStringLiteral("No."));
}

void CloudDirectorOutcomesTest::taskQueryEncodesAsTheVersionWants()
{
    const QDateTime since(QDate(2024, 5, 8), QTime(13, 42, 20), Qt::UTC);
    m_access.apiVersion = QStringLiteral("34.0");
    const QUrl older = m_platform.recentTasks(since, m_access)->url();
    QCOMPARE(older.path(), QStringLiteral("/api/query"));
    const QString before = older.query(QUrl::FullyEncoded);
    QVERIFY2(
        before.contains(QLatin1String("filter=startDate%3Dge%3D2024-05-08T13%253A42%253A20.000Z&filterEncoded=true")),
        qPrintable(before));
    QVERIFY(before.startsWith(QLatin1String("type=task&")));
    m_access.apiVersion = QStringLiteral("36.0");
    m_access.isProvider = true;
    const QString after = m_platform.recentTasks(since, m_access)->url().query(QUrl::FullyEncoded);
    QVERIFY2(after.endsWith(QLatin1String("filter=startDate%3Dge%3D2024-05-08T13%3A42%3A20.000Z")), qPrintable(after));
    QVERIFY(after.startsWith(QLatin1String("type=adminTask&")));
    m_access = Access();
}

void CloudDirectorOutcomesTest::onlyWhatCanBeCanceledIsCanceled()
{
    const auto running = m_platform.taskState(TaskState(), answer(200, task, {}, {}), m_access);
    const auto cancel = m_platform.cancel(*running, m_access);
    QVERIFY(cancel);
    QCOMPARE(cancel->method(), QByteArray("POST"));
    QCOMPARE(cancel->url(), running->cancelHref);
    QVERIFY(!m_platform.cancel(TaskState(), m_access));
}

void CloudDirectorOutcomesTest::actionsAndTenantsAreNamedInHeaders_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("as it is") << QByteArray("nephoscope-12ab") << QByteArray("nephoscope-12ab");
    QTest::newRow("what is not allowed is left out") << QByteArray("a b\r\nX: c_d") << QByteArray("abXcd");
    QTest::newRow("dashes alone say nothing") << QByteArray("---") << QByteArray();
    QTest::newRow("at most 128") << QByteArray(200, 'x') << QByteArray(128, 'x');
    QTest::newRow("none") << QByteArray() << QByteArray();
}

void CloudDirectorOutcomesTest::actionsAndTenantsAreNamedInHeaders()
{
    QFETCH(QByteArray, action);
    Profile profile;
    profile.url = QUrl(QStringLiteral("https://vcd.example.com/"));
    Access access;
    access.apiVersion = QStringLiteral("36.0");
    Request request("POST", QUrl(QStringLiteral("/api/x")));
    request.setAction(action);
    const Request own = m_platform.authorized(request, profile, access);
    QCOMPARE(own.url().toString(), QStringLiteral("https://vcd.example.com/api/x"));
    QTEST(own.headers().value("X-VMWARE-VCLOUD-CLIENT-REQUEST-ID"), "sent");
    QVERIFY(!own.headers().contains("X-VMWARE-VCLOUD-TENANT-CONTEXT"));
    access.actingAs = Ref(QUrl(QStringLiteral("https://vcd.example.com/api/org/9A310000-0000-0000-0000-000000000001")),
        QStringLiteral("org"), QStringLiteral("acme"));
    const Request other = m_platform.authorized(request, profile, access);
    QCOMPARE(
        other.headers().value("X-VMWARE-VCLOUD-TENANT-CONTEXT"), QByteArray("9a310000-0000-0000-0000-000000000001"));
    QCOMPARE(other.headers().value("X-VMWARE-VCLOUD-AUTH-CONTEXT"), QByteArray("acme"));
}

void CloudDirectorOutcomesTest::listsAreAskedAsTheVersionWants_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("query");
    const QString tail = QStringLiteral("&page=2&pageSize=128&sortDesc=name&fields=name%2Cstatus");
    QTest::newRow("plain") << "/api/query?type=vm&format=records"
                           << "36.0"
                           << "web" << QStringLiteral("type=vm&format=records&filter=name%3D%3Dweb%2A") + tail;
    QTest::newRow("signs, from 35.0") << "/api/query?type=vm"
                                      << "35.0"
                                      << "a,b(c);d e"
                                      << QStringLiteral("type=vm&filter=name%3D%3Da%5C%2Cb%5C%28c%5C%29%5C%3Bd%20e%2A")
            + tail;
    QTest::newRow("signs, below 35.0") << "/api/query?type=vm"
                                       << "34.0"
                                       << "a,b +"
                                       << QStringLiteral(
                                              "type=vm&filter=name%3D%3Da%252Cb%2520%252B%2A&filterEncoded=true")
            + tail;
    QTest::newRow("with a filter of its own")
        << "/api/query?type=orgVdc&filter=org%3D%3D5&page=7&pageSize=25"
        << "36.0"
        << "p" << QStringLiteral("type=orgVdc&filter=(org%3D%3D5)%3Bname%3D%3Dp%2A") + tail;
    QTest::newRow("cloudapi") << "/cloudapi/1.0.0/roles"
                              << "37.0"
                              << "v" << QStringLiteral("filter=name%3D%3Dv%2A") + tail;
}

void CloudDirectorOutcomesTest::listsAreAskedAsTheVersionWants()
{
    QFETCH(QString, list);
    QFETCH(QString, version);
    QFETCH(QString, value);
    QFETCH(QString, query);
    ListQuery asked;
    asked.filters = {{QStringLiteral("name"), ListFilter::Test::StartsWith, value}};
    asked.sortBy = QStringLiteral("name");
    asked.descending = true;
    asked.fields = QStringList{QStringLiteral("name"), QStringLiteral("status")};
    asked.page = 2;
    asked.pageSize = 1000;
    Access access;
    access.apiVersion = version;
    const Ref ref(QUrl(QStringLiteral("https://vcd.example.com") + list), QStringLiteral("vm"));
    const auto request = m_platform.listRequest(ref, asked, access);
    QVERIFY(request);
    QCOMPARE(request->url().query(QUrl::FullyEncoded), query);
    QVERIFY(!m_platform.listRequest(
        Ref(QUrl(QStringLiteral("https://vcd.example.com/api/org/")), QStringLiteral("orgList")), asked, access));
}

QTEST_GUILESS_MAIN(CloudDirectorOutcomesTest)
#include "tst_clouddirectoroutcomes.moc"
