// SPDX-License-Identifier: GPL-3.0-or-later
#include "responses/directorsite.h"

#include <QRegularExpression>

using namespace nephoscope;

namespace {

const QString administrator = QStringLiteral("Organization Administrator");
const QString provider = QStringLiteral("System Administrator");

QString pathOf(const Ref &ref) { return ref.href().path(); }

} // namespace

/// What the console makes of every status and kind of response that the vCloud API has, from a site that really answers
/// so: one row per line of the vCloud text, each in XML and in JSON.
class CloudDirectorStatusesTest : public QObject {
    Q_OBJECT
private slots:
    void everyLineHasARow();
    void responses_data();
    void responses();

private:
    using Check = void (CloudDirectorStatusesTest::*)(const QString &representation);
    struct Row {
        const char *line; ///< how the line of the text begins
        Check check;
    };
    static const QList<Row> &rows();

    void bodiesHaveAType(const QString &representation);
    void bodiesUrlsOrNothing(const QString &representation);
    void readsTellEverything(const QString &representation);
    void ok(const QString &representation);
    void created(const QString &representation);
    void accepted(const QString &representation);
    void noContent(const QString &representation);
    void badRequest(const QString &representation);
    void loginFailed(const QString &representation);
    void tokenExpired(const QString &representation);
    void sessionExpired(const QString &representation);
    void missingObject(const QString &representation);
    void noPrivilege(const QString &representation);
    void malformedUrl(const QString &representation);
    void wrongMethod(const QString &representation);
    void notAcceptable(const QString &representation);
    void conflict(const QString &representation);
    void wrongBodyType(const QString &representation);
    void internalError(const QString &representation);
    void busyCell(const QString &representation);
    void gatewayTimeout(const QString &representation);

    std::shared_ptr<Session> signedIn(
        DirectorSite &site, const QString &representation, const QString &role = administrator)
    {
        const auto session = site.signIn(role, representation);
        return session ? *session : nullptr;
    }
    /// The error a request ends with.
    Error refusal(const QByteArray &misfortunes, const QString &representation, const Request &request,
        const QString &role = administrator);
};

const QList<CloudDirectorStatusesTest::Row> &CloudDirectorStatusesTest::rows()
{
    using Test = CloudDirectorStatusesTest;
    static const QList<Row> all{{"All responses include an HTTP status code", &Test::bodiesHaveAType},
        {"Response content depends on the requested operation.", &Test::readsTellEverything},
        {"HTTP Status Codes that the vCloud API Returns", &Test::bodiesUrlsOrNothing}, {"200 OK", &Test::ok},
        {"201 Created", &Test::created}, {"202 Accepted", &Test::accepted}, {"204 No Content", &Test::noContent},
        {"400 Bad Request", &Test::badRequest}, {"Login failed.", &Test::loginFailed},
        {"Authentication token has expired", &Test::tokenExpired},
        {"The user 's session has expired.", &Test::sessionExpired},
        {"One or more objects specified in the request could not be found", &Test::missingObject},
        {"The user is not authenticated or does not have adequate privileges", &Test::noPrivilege},
        {"404 Not Found", &Test::malformedUrl}, {"405 Method Not Allowed", &Test::wrongMethod},
        {"406 Not Acceptable", &Test::notAcceptable}, {"409 Conflict", &Test::conflict},
        {"415 Unsupported Media Type", &Test::wrongBodyType}, {"500 Internal Server Error", &Test::internalError},
        {"503 The cell is currently busy", &Test::busyCell}, {"504 Gateway Timeout", &Test::gatewayTimeout}};
    return all;
}

void CloudDirectorStatusesTest::everyLineHasARow()
{
    const QStringList lines = linesOfTheText(QRegularExpression(QStringLiteral(
        "^(\\d{3} |Login failed|Authentication token has|The user |One or more|All responses include)")));
    for (const QString &line : lines) {
        const bool hasRow = std::any_of(
            rows().begin(), rows().end(), [&](const Row &row) { return line.startsWith(QLatin1String(row.line)); });
        // 401 and 403 have a row for each of their cases
        QVERIFY2(hasRow || line.startsWith(QLatin1String("401 ")) || line.startsWith(QLatin1String("403 ")),
            qPrintable(line));
    }
    QVERIFY(lines.isEmpty() || lines.size() >= 19);
}

void CloudDirectorStatusesTest::responses_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("representation");
    for (int i = 0; i < rows().size(); ++i) {
        for (const char *representation : {"xml", "json"})
            QTest::addRow("%s (%s)", rows()[i].line, representation) << i << QString::fromLatin1(representation);
    }
}

void CloudDirectorStatusesTest::responses()
{
    QFETCH(int, row);
    QFETCH(QString, representation);
    (this->*rows()[row].check)(representation);
}

Error CloudDirectorStatusesTest::refusal(
    const QByteArray &misfortunes, const QString &representation, const Request &request, const QString &role)
{
    DirectorSite site(misfortunes);
    const auto session = signedIn(site, representation, role);
    if (!session)
        return Error(Error::Kind::Offline, QStringLiteral("no session"));
    const auto reply = ended(session->send(request));
    return reply ? Error(Error::Kind::Canceled, QStringLiteral("no error")) : reply.error();
}

void CloudDirectorStatusesTest::bodiesHaveAType(const QString &representation)
{
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const auto reply = ended(session->send(Request::get(QUrl(QStringLiteral("/api/org/")))));
    QVERIFY(reply);
    QCOMPARE(reply->status(), 200);
    QCOMPARE(reply->mediaType(), "application/vnd.vmware.vcloud.orglist+" + representation.toLatin1());
    QVERIFY(Document::parse(reply->body(), reply->mediaType()));
    const auto left = ended(session->signOut());
    QVERIFY(left && *left);
    const Reply last = session->traffic().exchanges().back().reply();
    QCOMPARE(last.status(), 204);
    QVERIFY(last.mediaType().isEmpty());
}

void CloudDirectorStatusesTest::bodiesUrlsOrNothing(const QString &representation)
{
    const QByteArray media = "/api/media/55555555-5555-5555-5555-555555555555";
    const QByteArray url = representation == QLatin1String("xml")
        ? R"("headers":{"Content-Type":"text/plain"},"body":"http://10.0.0.1)" + media + '"'
        : R"("headers":{"Content-Type":"application/json"},"body":"\"http://10.0.0.1)" + media + R"(\"")";
    DirectorSite site(R"([{"method":"POST","path":"/api/odd/url","status":201,)" + url
        + R"(},{"method":"POST","path":"/api/odd/empty","status":200}])");
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const auto alone = ended(session->act(Request("POST", QUrl(QStringLiteral("/api/odd/url")))));
    QVERIFY(alone);
    QVERIFY(alone->document.isNull());
    QVERIFY(alone->object);
    QCOMPARE(pathOf(*alone->object), QString::fromLatin1(media));
    QCOMPARE(alone->object->kind(), QStringLiteral("media"));
    const auto empty = ended(session->act(Request("POST", QUrl(QStringLiteral("/api/odd/empty")))));
    QVERIFY(empty);
    QVERIFY(empty->document.isNull() && empty->text.isEmpty() && !empty->object && !empty->task);
}

void CloudDirectorStatusesTest::readsTellEverything(const QString &representation)
{
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const QUrl href = site.first(*session, QStringLiteral("vApp"), QStringLiteral("status==POWERED_OFF"));
    const auto before = ended(session->open(Ref(href, QStringLiteral("vApp"))));
    QVERIFY(before);
    QCOMPARE(before->self.state().word(), QStringLiteral("POWERED_OFF"));
    QVERIFY(!before->children.isEmpty());
    const auto powerOn = std::find_if(before->operations.begin(), before->operations.end(),
        [](const Operation &each) { return each.name == QLatin1String("power:powerOn"); });
    QVERIFY(powerOn != before->operations.end() && powerOn->offered);
    const auto request = session->platform().request(*powerOn, {}, {}, session->access());
    QVERIFY(request);
    const auto outcome = ended(session->act(*request));
    QVERIFY(outcome);
    QVERIFY(outcome->task);
    const auto task = ended(session->finished(*outcome->task));
    QVERIFY(task);
    QCOMPARE(task->phase, TaskState::Phase::Succeeded);
    QCOMPARE(task->object.identity(), before->self.identity());
    const auto after = ended(session->open(before->self));
    QVERIFY(after);
    QCOMPARE(after->self.state().word(), QStringLiteral("POWERED_ON"));
    QCOMPARE(after->self.name(), before->self.name());
}

void CloudDirectorStatusesTest::ok(const QString &representation)
{
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const QUrl href = site.first(*session, QStringLiteral("vm"), QStringLiteral("isVAppTemplate==false"));
    const auto vm = ended(session->open(Ref(href, QStringLiteral("vm"))));
    QVERIFY(vm);
    QCOMPARE(vm->document.isXml(), representation == QLatin1String("xml"));
    QCOMPARE(vm->self.kind(), QStringLiteral("vm"));
    QVERIFY(!vm->self.name().isEmpty() && vm->self.id().startsWith(QLatin1String("urn:vcloud:vm:")));
}

void CloudDirectorStatusesTest::created(const QString &representation)
{
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const QUrl vdc = site.first(*session, QStringLiteral("orgVdc"));
    const auto read = ended(session->open(Ref(vdc, QStringLiteral("vdc"))));
    QVERIFY(read);
    const auto add = std::find_if(read->operations.begin(), read->operations.end(), [](const Operation &each) {
        return each.role == Operation::Role::Create && each.bodyType.contains(QLatin1String("diskCreateParams"));
    });
    QVERIFY(add != read->operations.end());
    const QByteArray xml =
        R"(<DiskCreateParams xmlns="http://www.vmware.com/vcloud/v1.5"><Disk name="scratch" sizeMb="64"/></DiskCreateParams>)";
    const QByteArray json = R"({"disk":{"name":"scratch","sizeMb":64}})";
    const auto request =
        session->platform().request(*add, {}, representation == QLatin1String("xml") ? xml : json, session->access());
    QVERIFY(request);
    const auto outcome = ended(session->act(*request));
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().message()));
    QCOMPARE(outcome->status, 201);
    QVERIFY(outcome->object && outcome->task);
    QCOMPARE(outcome->object->name(), QStringLiteral("scratch"));
    QVERIFY(outcome->object->id().startsWith(QLatin1String("urn:vcloud:disk:")));
    const Reply reply = session->traffic().exchanges().back().reply();
    QCOMPARE(reply.location().path(), pathOf(*outcome->object));
    QVERIFY(ended(session->finished(*outcome->task)));
    const auto disk = ended(session->open(*outcome->object));
    QVERIFY(disk);
    QCOMPARE(disk->self.state().word(), QStringLiteral("READY"));
}

void CloudDirectorStatusesTest::accepted(const QString &representation)
{
    const QByteArray task = "/api/task/6f000000-0000-0000-0000-000000000001";
    DirectorSite site(R"([{"method":"POST","path":"/api/odd/location","status":202,"headers":{"Location":")" + task
        + R"("}},{"method":"POST","path":"/api/odd/empty","status":202}])");
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const QUrl vapp = site.first(*session, QStringLiteral("vApp"), QStringLiteral("status==POWERED_ON"));
    QUrl suspend = vapp;
    suspend.setPath(vapp.path() + QStringLiteral("/power/action/suspend"));
    const auto told = ended(session->act(Request("POST", suspend)));
    QVERIFY2(told, told ? "" : qPrintable(told.error().message()));
    QCOMPARE(told->status, 202);
    QVERIFY(told->task && !told->task->isNull() && !told->task->operation.isEmpty());
    QCOMPARE(told->task->object.href().path(), vapp.path());
    const auto located = ended(session->act(Request("POST", QUrl(QStringLiteral("/api/odd/location")))));
    QVERIFY(located && located->task);
    QCOMPARE(located->task->href.path(), QString::fromLatin1(task));
    const auto silent = ended(session->act(Request("POST", QUrl(QStringLiteral("/api/odd/empty")))));
    QVERIFY(silent);
    QVERIFY(!silent->task && silent->document.isNull());
    const auto done = ended(session->finished(*told->task));
    QVERIFY(done && done->phase == TaskState::Phase::Succeeded);
}

void CloudDirectorStatusesTest::noContent(const QString &representation)
{
    DirectorSite site(instead("POST", "/api/*/action/customizeAtNextPowerOn", 204));
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const QUrl vm = site.first(*session, QStringLiteral("vm"), QStringLiteral("isVAppTemplate==false"));
    QUrl action = vm;
    action.setPath(vm.path() + QStringLiteral("/action/customizeAtNextPowerOn"));
    const auto outcome = ended(session->act(Request("POST", action)));
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().message()));
    QCOMPARE(outcome->status, 204);
    QVERIFY(outcome->document.isNull() && outcome->text.isEmpty() && !outcome->task);
    QVERIFY(!outcome->requestId.isEmpty() || session->traffic().exchanges().back().reply().body().isEmpty());
}

void CloudDirectorStatusesTest::badRequest(const QString &representation)
{
    const Error malformed = refusal({}, representation, Request::get(QUrl(QStringLiteral("/api/vApp/vapp-1234"))));
    QCOMPARE(malformed.kind(), Error::Kind::Invalid);
    QCOMPARE(malformed.status(), 400);
    QVERIFY(!malformed.code().isEmpty() && !malformed.message().isEmpty() && !malformed.requestId().isEmpty());
    QVERIFY2(!malformed.message().contains(QLatin1Char('<')) && !malformed.message().startsWith(QLatin1Char('{')),
        qPrintable(malformed.message()));
}

void CloudDirectorStatusesTest::loginFailed(const QString &representation)
{
    DirectorSite site;
    const auto refused = site.signIn(administrator, representation, QStringLiteral("36.0"), "wrong");
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind(), Error::Kind::SignIn);
    QCOMPARE(refused.error().status(), 401);
    QVERIFY(!refused.error().message().isEmpty());
}

void CloudDirectorStatusesTest::tokenExpired(const QString &representation)
{
    DirectorSite site(instead("GET", "/api/org/", 401, R"("times":1)"));
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const auto list = ended(session->open(Ref(site.at(QStringLiteral("/api/org/")), QStringLiteral("orgList"))));
    QVERIFY2(list, list ? "" : qPrintable(list.error().message())); // signed in again and asked once more, unseen
    QVERIFY(!list->children.isEmpty());
}

void CloudDirectorStatusesTest::sessionExpired(const QString &representation)
{
    const Error error =
        refusal(instead("GET", "/api/org/", 401), representation, Request::get(QUrl(QStringLiteral("/api/org/"))));
    QCOMPARE(error.kind(), Error::Kind::SignIn);
    QCOMPARE(error.status(), 401);
    QVERIFY(!error.message().isEmpty()); // the body was empty
}

void CloudDirectorStatusesTest::missingObject(const QString &representation)
{
    const Error error = refusal(
        {}, representation, Request::get(QUrl(QStringLiteral("/api/vApp/vapp-00000000-1111-2222-3333-444444444444"))));
    QCOMPARE(error.kind(), Error::Kind::Forbidden);
    QCOMPARE(error.status(), 403);
    QCOMPARE(error.code(), QStringLiteral("ACCESS_TO_RESOURCE_IS_FORBIDDEN"));
}

void CloudDirectorStatusesTest::noPrivilege(const QString &representation)
{
    const Error error =
        refusal({}, representation, Request::get(QUrl(QStringLiteral("/api/admin/extension/settings"))));
    QCOMPARE(error.kind(), Error::Kind::Forbidden);
    QCOMPARE(error.status(), 403);
    QVERIFY(!error.message().isEmpty());
}

void CloudDirectorStatusesTest::malformedUrl(const QString &representation)
{
    const Error error = refusal({}, representation, Request::get(QUrl(QStringLiteral("/api/no/such/thing"))));
    QCOMPARE(error.kind(), Error::Kind::NotFound);
    QCOMPARE(error.status(), 404);
}

void CloudDirectorStatusesTest::wrongMethod(const QString &representation)
{
    const Error error = refusal({}, representation, Request("DELETE", QUrl(QStringLiteral("/api/query"))));
    QCOMPARE(error.kind(), Error::Kind::Invalid);
    QCOMPARE(error.status(), 405);
}

void CloudDirectorStatusesTest::notAcceptable(const QString &representation)
{
    Request request = Request::get(QUrl(QStringLiteral("/api/org/")));
    request.headers().set("Accept", "application/*+" + representation.toLatin1() + ";version=99.0");
    const Error error = refusal({}, representation, request);
    QCOMPARE(error.kind(), Error::Kind::Invalid);
    QCOMPARE(error.status(), 406);
    QVERIFY2(error.message().contains(QLatin1String("36.0")), qPrintable(error.message())); // what it does speak
}

void CloudDirectorStatusesTest::conflict(const QString &representation)
{
    const QByteArray xml =
        R"("headers":{"Content-Type":"application/vnd.vmware.vcloud.error+xml;version=36.0"},"body":"<Error xmlns='http://www.vmware.com/vcloud/v1.5' majorErrorCode='409' minorErrorCode='CONFLICT' message='[ 0badf00d-0000-0000-0000-000000000001 ] The vdc is in use.'/>")";
    const QByteArray json =
        R"("headers":{"Content-Type":"application/vnd.vmware.vcloud.error+json;version=36.0"},"body":{"majorErrorCode":409,"minorErrorCode":"CONFLICT","message":"[ 0badf00d-0000-0000-0000-000000000001 ] The vdc is in use."})";
    const Error error = refusal(
        instead("DELETE", "/api/admin/vdc/*", 409, representation == QLatin1String("xml") ? xml : json), representation,
        Request("DELETE", QUrl(QStringLiteral("/api/admin/vdc/11111111-1111-1111-1111-111111111111"))), provider);
    QCOMPARE(error.kind(), Error::Kind::Conflict);
    QCOMPARE(error.status(), 409);
    QCOMPARE(error.message(), QStringLiteral("The vdc is in use."));
    QCOMPARE(error.requestId(), QStringLiteral("0badf00d-0000-0000-0000-000000000001"));
}

void CloudDirectorStatusesTest::wrongBodyType(const QString &representation)
{
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    QUrl deploy = site.first(*session, QStringLiteral("vApp"), QStringLiteral("status==POWERED_OFF"));
    deploy.setPath(deploy.path() + QStringLiteral("/action/deploy"));
    const auto reply = ended(session->act(Request::post(deploy, "x", "text/plain")));
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind(), Error::Kind::Invalid);
    QCOMPARE(reply.error().status(), 415);
}

void CloudDirectorStatusesTest::internalError(const QString &representation)
{
    const QByteArray type = "application/vnd.vmware.vcloud.error+" + representation.toLatin1();
    const QByteArray body = representation == QLatin1String("xml")
        ? R"("<Error xmlns='http://www.vmware.com/vcloud/v1.5' majorErrorCode='500' minorErrorCode='INTERNAL_SERVER_ERROR' message='Unable to perform this action.'/>")"
        : R"({"majorErrorCode":500,"minorErrorCode":"INTERNAL_SERVER_ERROR","message":"Unable to perform this action.","stackTrace":null})";
    const Error error =
        refusal(instead("GET", "/api/org/", 500, R"("headers":{"Content-Type":")" + type + R"("},"body":)" + body),
            representation, Request::get(QUrl(QStringLiteral("/api/org/"))));
    QCOMPARE(error.kind(), Error::Kind::Server);
    QCOMPARE(error.code(), QStringLiteral("INTERNAL_SERVER_ERROR"));
    QCOMPARE(error.message(), QStringLiteral("Unable to perform this action."));
}

void CloudDirectorStatusesTest::busyCell(const QString &representation)
{
    const Error error = refusal(
        instead("GET", "/api/org/", 503,
            R"("headers":{"Content-Type":"text/plain"},"body":"The cell is currently busy and cannot accept incoming requests. Please try again later.")"),
        representation, Request::get(QUrl(QStringLiteral("/api/org/"))));
    QCOMPARE(error.kind(), Error::Kind::Busy);
    QVERIFY(error.message().startsWith(QLatin1String("The cell is currently busy")));
    DirectorSite site(instead("GET", "/api/org/", 503));
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const auto empty = ended(session->send(Request::get(QUrl(QStringLiteral("/api/org/")))));
    QVERIFY(!empty && !empty.error().message().isEmpty());
}

void CloudDirectorStatusesTest::gatewayTimeout(const QString &representation)
{
    const Error error = refusal(
        instead("GET", "/api/org/", 504,
            R"("headers":{"Content-Type":"text/html"},"body":"<html><head><title>504 Gateway Time-out</title></head><body><h1>504 Gateway Time-out</h1></body></html>")"),
        representation, Request::get(QUrl(QStringLiteral("/api/org/"))));
    QCOMPARE(error.kind(), Error::Kind::Offline); // whoever answered is not the site
    QCOMPARE(error.status(), 504);
    QVERIFY(!error.message().contains(QLatin1Char('<')));
}

QTEST_GUILESS_MAIN(CloudDirectorStatusesTest)
#include "tst_clouddirectorstatuses.moc"
