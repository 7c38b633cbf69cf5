// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/cloudmanager.h"
#include "platform/cloudmanager/faults.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace nephoscope;
using namespace nephoscope::cloudmanager;

namespace {

const QUrl site(QStringLiteral("https://cm.example.com/"));

Reply json(const QByteArray &body, const char *path = "/occm/api/x", int status = 200)
{
    return Reply(status, body, "application/json", site.resolved(QUrl(QLatin1String(path))));
}

Ref at(const char *path, const char *kind, bool list = false)
{
    Ref ref(site.resolved(QUrl(QLatin1String(path))), QLatin1String(kind));
    return list ? ref.asCollection() : ref;
}

QStringList printed(const QList<Ref> &refs)
{
    QStringList lines;
    for (const Ref &ref : refs)
        lines << ref.kind() + QLatin1Char(' ') + (ref.name().isEmpty() ? QString() : ref.name() + QLatin1Char(' '))
                + ref.href().toString(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    return lines;
}

Profile profileFor(SignInMethod method)
{
    Profile profile;
    profile.url = site;
    profile.method = method;
    profile.user = QStringLiteral("ada@example.com");
    profile.clientId = QStringLiteral("client1");
    return profile;
}

Access introduced(const CloudManager &manager, const Profile &profile, bool tokens)
{
    Access access;
    const QByteArray services = tokens
        ? R"({"portalService":{"usePortalAuthentication":true,"auth0Information":{"domain":"id.example.com","audience":"https://api.example.com","clientId":"c0"}},"setupInfo":{"isSetup":true}})"
        : R"({"portalService":{"usePortalAuthentication":false,"auth0Information":null},"setupInfo":{"isSetup":false}})";
    for (const QByteArray &answer : {QByteArray(R"({"version":"3.9.10"})"), services}) {
        const auto step = manager.nextStep(profile, Credential(), access);
        access = *manager.learned(profile, Credential("p"), access, json(answer, qPrintable(step->url().path())));
    }
    return access;
}

QJsonObject sent(const Request &request) { return QJsonDocument::fromJson(request.body()).object(); }

} // namespace

/// The dialect of Cloud Manager, on bytes.
class CloudManagerTest : public QObject {
    Q_OBJECT
private slots:
    void introductionTellsWhatTheServerWants();
    void localSessionKeepsTheCookie();
    void grantsHaveTheirBodies_data();
    void grantsHaveTheirBodies();
    void agentIdGetsItsSuffixOnce();
    void pastedTokenIsTriedOnTheTenants();
    void groupedListsAreOneList();
    void listsOfASystemFollowItsProvider_data();
    void listsOfASystemFollowItsProvider();
    void memberWithoutAddressIsPickedFromItsList();
    void rowsAreToldApartByTheirKeys();
    void offStateOffersStartAndSaysWhyNotTheRest();
    void listOfOneIsTheObject();
    void faultsReadAllForms_data();
    void faultsReadAllForms();
};

void CloudManagerTest::introductionTellsWhatTheServerWants()
{
    const CloudManager manager;
    const Access tokens = introduced(manager, profileFor(SignInMethod::Password), true);
    QVERIFY(tokens.wantsTokens && tokens.isSetUp);
    QCOMPARE(tokens.tokenUrl, QUrl(QStringLiteral("https://id.example.com/oauth/token")));
    QCOMPARE(int(manager.signInChoices(tokens).first().method), int(SignInMethod::ApiToken));
    const Access local = introduced(manager, profileFor(SignInMethod::Password), false);
    QVERIFY(!local.wantsTokens && !local.isSetUp);
    QCOMPARE(local.apiVersion, QStringLiteral("3.9.10"));
    QCOMPARE(int(manager.signInChoices(local).first().method), int(SignInMethod::LocalSession));
}

void CloudManagerTest::localSessionKeepsTheCookie()
{
    const CloudManager manager;
    const Profile profile = profileFor(SignInMethod::Password);
    const Access access = introduced(manager, profile, false);
    const auto login = manager.nextStep(profile, Credential("pw"), access);
    QCOMPARE(login->url().path(), QStringLiteral("/occm/api/auth/login"));
    QCOMPARE(sent(*login).value(QStringLiteral("password")).toString(), QStringLiteral("pw"));
    Reply answer(204, {}, {}, login->url());
    answer.headers().add("Set-Cookie", "session=abc; Path=/; HttpOnly");
    answer.headers().add("Set-Cookie", "lb=1; Path=/");
    const auto in = manager.learned(profile, Credential("p"), access, answer);
    QVERIFY(in);
    const Request read = manager.authorized(Request::get(site), profile, *in);
    QCOMPARE(read.headers().value("Cookie"), QByteArray("session=abc; lb=1"));
    QVERIFY(read.hasCredentials());
    const auto whoAmI = manager.nextStep(profile, Credential("pw"), *in);
    QCOMPARE(whoAmI->url().path(), QStringLiteral("/occm/api/auth/current-user"));
    QVERIFY(!manager.learned(profile, Credential("p"), *in, json(R"({"message":"no"})", "/x", 401)));
}

void CloudManagerTest::grantsHaveTheirBodies_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<QStringList>("members");
    QTest::newRow("refresh token") << int(SignInMethod::ApiToken)
                                   << QStringList{QStringLiteral("grant_type=refresh_token"),
                                          QStringLiteral("refresh_token=s3"), QStringLiteral("client_id=client1")};
    QTest::newRow("client credentials") << int(SignInMethod::ClientCredentials)
                                        << QStringList{QStringLiteral("grant_type=client_credentials"),
                                               QStringLiteral("client_id=client1"), QStringLiteral("client_secret=s3"),
                                               QStringLiteral("audience=https://api.example.com")};
    QTest::newRow("password") << int(SignInMethod::PasswordGrant)
                              << QStringList{QStringLiteral("grant_type=password"),
                                     QStringLiteral("username=ada@example.com"), QStringLiteral("password=s3"),
                                     QStringLiteral("scope=openid profile")};
}

void CloudManagerTest::grantsHaveTheirBodies()
{
    QFETCH(int, method);
    QFETCH(QStringList, members);
    const CloudManager manager;
    Profile profile = profileFor(SignInMethod(method));
    Access access = introduced(manager, profile, true);
    const auto login = manager.nextStep(profile, Credential("s3"), access);
    QCOMPARE(login->url(), QUrl(QStringLiteral("https://id.example.com/oauth/token")));
    QVERIFY(!login->headers().contains("Authorization"));
    for (const QString &member : members)
        QCOMPARE(
            sent(*login).value(member.section(QLatin1Char('='), 0, 0)).toString(), member.section(QLatin1Char('='), 1));
    const auto in = manager.learned(profile, Credential("s3"), access,
        json(R"({"access_token":"eyJ.e30.x","expires_in":86400,"token_type":"Bearer"})"));
    QVERIFY(in);
    QCOMPARE(manager.authorized(Request::get(site), profile, *in).headers().value("Authorization"),
        QByteArray("Bearer eyJ.e30.x"));
    const auto wrong = manager.learned(profile, Credential("s3"), access,
        json(R"({"error":"invalid_grant","error_description":"Unknown token."})", "/x", 403));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().kind(), Error::Kind::SignIn);
}

void CloudManagerTest::agentIdGetsItsSuffixOnce()
{
    QCOMPARE(agentHeader(QStringLiteral("abcDEF123")), QByteArray("abcDEF123clients"));
    QCOMPARE(agentHeader(QStringLiteral("abcDEF123clients")), QByteArray("abcDEF123clients"));
}

void CloudManagerTest::pastedTokenIsTriedOnTheTenants()
{
    const CloudManager manager;
    const Profile profile = profileFor(SignInMethod::Bearer);
    Access access = introduced(manager, profile, true);
    const auto first = manager.nextStep(profile, Credential("eyJ.a.b"), access);
    QCOMPARE(first->url().path(), QStringLiteral("/occm/api/tenants"));
    QCOMPARE(first->headers().value("Authorization"), QByteArray("Bearer eyJ.a.b"));
    QVERIFY(!manager.learned(
        profile, Credential("p"), access, json(R"({"message":"Unauthorized"})", "/occm/api/tenants", 401)));
    const auto in = manager.learned(
        profile, Credential("eyJ.a.b"), access, json(R"([{"publicId":"Tenant-1","name":"Lab"}])", "/occm/api/tenants"));
    QVERIFY(in && in->isComplete);
    QCOMPARE(in->entryPoints.first().name(), QStringLiteral("Lab"));
    QCOMPARE(manager.authorized(Request::get(site), profile, *in).headers().value("Authorization"),
        QByteArray("Bearer eyJ.a.b"));
}

void CloudManagerTest::groupedListsAreOneList()
{
    const CloudManager manager;
    const QByteArray body =
        R"({"vsaWorkingEnvironments":[{"publicId":"VsaWorkingEnvironment-1a2B3c4D","name":"cvo1","isHA":false,"cloudProviderName":"Amazon","workingEnvironmentType":"VSA","status":{"status":"ON"}}],
"onPremWorkingEnvironments":[{"publicId":"OnPremWorkingEnvironment-9i0J1k2L","name":"cellar","workingEnvironmentType":"ON_PREM","status":null}],"azureVsaWorkingEnvironments":[],"gcpVsaWorkingEnvironments":[]})";
    const auto list = manager.resource(
        at("/occm/api/working-environments?tenantId=t", "workingEnvironment", true), json(body), Access());
    QVERIFY(list);
    QCOMPARE(printed(list->children),
        QStringList(
            {QStringLiteral(
                 "workingEnvironment cvo1 /occm/api/vsa/working-environments/VsaWorkingEnvironment-1a2B3c4D?fields=*"),
                QStringLiteral("workingEnvironment cellar "
                               "/occm/api/onprem/working-environments/OnPremWorkingEnvironment-9i0J1k2L?fields=*")}));
    QCOMPARE(list->children[0].state().tone(), State::Tone::On);
    QVERIFY(list->children[1].state().isNone());
}

void CloudManagerTest::listsOfASystemFollowItsProvider_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QStringList>("paths");
    const auto paths = [](const char *aggregates, const char *volumes) {
        return QStringList{QLatin1String(aggregates), QLatin1String(volumes)};
    };
    QTest::newRow("aws") << QByteArray(R"("cloudProviderName":"Amazon","isHA":false)")
                         << paths("/occm/api/vsa/aggregates?workingEnvironmentId=W",
                                "/occm/api/vsa/volumes?workingEnvironmentId=W");
    QTest::newRow("aws pair") << QByteArray(R"("cloudProviderName":"Amazon","isHA":true)")
                              << paths("/occm/api/aws/ha/aggregates?workingEnvironmentId=W",
                                     "/occm/api/aws/ha/volumes?workingEnvironmentId=W");
    QTest::newRow("azure") << QByteArray(R"("cloudProviderName":"Azure","isHA":false)")
                           << paths("/occm/api/azure/vsa/aggregates/W",
                                  "/occm/api/azure/vsa/volumes?workingEnvironmentId=W");
    QTest::newRow("google pair") << QByteArray(R"("cloudProviderName":"GCP","isHA":true)")
                                 << paths("/occm/api/gcp/ha/aggregates/W",
                                        "/occm/api/gcp/ha/volumes?workingEnvironmentId=W");
    QTest::newRow("on premises") << QByteArray(R"("workingEnvironmentType":"ON_PREM")")
                                 << paths("/occm/api/onprem/aggregates?workingEnvironmentId=W",
                                        "/occm/api/onprem/volumes?workingEnvironmentId=W");
}

void CloudManagerTest::listsOfASystemFollowItsProvider()
{
    QFETCH(QByteArray, members);
    QFETCH(QStringList, paths);
    const CloudManager manager;
    const auto system = manager.resource(at("/occm/api/working-environments/W", "workingEnvironment"),
        json("{\"publicId\":\"W\",\"name\":\"s\",\"status\":{\"status\":\"ON\"},\"svms\":[{\"name\":\"svm_s\","
             "\"state\":\"running\"}],"
            + members + '}'),
        Access());
    QVERIFY(system);
    QStringList found;
    for (const Ref &child : std::as_const(system->children)) {
        if (child.isCollection())
            found << child.href().toString(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    }
    QCOMPARE(found.mid(0, 2), paths);
    QCOMPARE(system->children.last().kind(), QStringLiteral("svm"));
}

void CloudManagerTest::memberWithoutAddressIsPickedFromItsList()
{
    const CloudManager manager;
    const QByteArray body =
        R"([{"name":"vol1","svmName":"svm_a","state":"online"},{"name":"vol1","svmName":"svm_b","state":"offline"}])";
    const auto list =
        manager.resource(at("/occm/api/vsa/volumes?workingEnvironmentId=W", "volume", true), json(body), Access());
    QCOMPARE(list->children.size(), 2);
    const Ref second = list->children[1];
    QVERIFY(second.identity() != list->children[0].identity());
    QVERIFY(!manager.read(second, Access()).url().hasFragment());
    const auto volume = manager.resource(second, json(body), Access());
    QVERIFY(volume);
    QCOMPARE(volume->root().value(QStringLiteral("svmName")), QStringLiteral("svm_b"));
    QCOMPARE(volume->self.state().word(), QStringLiteral("offline"));
    QCOMPARE(volume->children.first().href().path(), QStringLiteral("/occm/api/vsa/volumes/W/svm_b/vol1/snapshots"));
    QCOMPARE(volume->operations.first().href.path(), QStringLiteral("/occm/api/vsa/volumes/W/svm_b/vol1"));
    const auto gone = manager.resource(second, json("[]"), Access());
    QVERIFY(!gone);
    QCOMPARE(gone.error().kind(), Error::Kind::NotFound);
}

void CloudManagerTest::rowsAreToldApartByTheirKeys()
{
    const CloudManager manager;
    const QByteArray aggregates = R"([{"name":"a1","state":"online","volumes":[{"name":"R&D","state":"nested"}]},
{"name":"R","state":"restricted"},{"name":"R&D","state":"offline"},{"name":"100%41","state":"odd"}])";
    const auto list = manager.resource(
        at("/occm/api/vsa/aggregates?workingEnvironmentId=W", "aggregate", true), json(aggregates), Access());
    QCOMPARE(list->children.size(), 4);
    for (const Ref &child : std::as_const(list->children)) {
        const auto read = manager.resource(child, json(aggregates), Access());
        QVERIFY2(read, qPrintable(child.name()));
        QCOMPARE(read->self.state().word(), child.state().word());
    }
    const auto replications = manager.resource(at("/occm/api/replication/status", "replication", true),
        json(
            R"([{"source":{"workingEnvironmentId":"A","volumeName":"v"},"destination":{"workingEnvironmentId":"B","volumeName":"v1"}},
{"source":{"workingEnvironmentId":"A","volumeName":"v"},"destination":{"workingEnvironmentId":"C","volumeName":"v2"}}])"),
        Access());
    QCOMPARE(replications->children.size(), 2);
    QVERIFY(replications->children[0].identity() != replications->children[1].identity());
    QCOMPARE(manager.members(*replications).size(), 2);
}

void CloudManagerTest::offStateOffersStartAndSaysWhyNotTheRest()
{
    const CloudManager manager;
    const auto system = manager.resource(at("/occm/api/vsa/working-environments/W", "workingEnvironment"),
        json(R"({"publicId":"W","name":"s","status":{"status":"OFF"},"cloudProviderName":"Amazon","isHA":false})"),
        Access());
    for (const Operation &operation : std::as_const(system->operations)) {
        if (operation.name == QLatin1String("start"))
            QVERIFY(operation.offered);
        if (operation.name == QLatin1String("stop")) {
            QVERIFY(!operation.offered);
            QCOMPARE(operation.reason, QStringLiteral("This is done in the state ON or DEGRADED; now it is OFF."));
        }
    }
    QVERIFY(system->operations.size() > 5);
    for (const Ref &child : std::as_const(system->children)) // what runs on it is not answered
        QVERIFY2(child.kind() != QLatin1String("cifsServer"), qPrintable(child.kind()));
}

void CloudManagerTest::listOfOneIsTheObject()
{
    const CloudManager manager;
    const auto group = manager.resource(at("/occm/api/audit/R1?records=true", "auditGroup"),
        json(R"([{"requestId":"R1","actionName":"Create Aggregate","status":"Success","records":[]}])"), Access());
    QVERIFY(group);
    QCOMPARE(group->self.name(), QStringLiteral("Create Aggregate"));
    QCOMPARE(group->self.state().tone(), State::Tone::Ready);
    QVERIFY(!group->self.isCollection());
}

void CloudManagerTest::faultsReadAllForms_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("details");
    const auto row = [](const char *name, int status, const char *type, const char *body, Error::Kind kind,
                         const char *message, const char *details) {
        QTest::newRow(name) << status << QByteArray(type) << QByteArray(body) << int(kind)
                            << QString::fromLatin1(message) << QString::fromLatin1(details);
    };
    row("violations list", 400, "application/json",
        R"({"message":"Request contains invalid parameters.","violations":[{"path":"capacityTier","message":"must be one of [S3]"}]})",
        Error::Kind::Invalid, "Request contains invalid parameters.", "capacityTier: must be one of [S3]");
    row("violations text", 400, "application/json", R"({"message":"bad data","violations":"one text"})",
        Error::Kind::Invalid, "bad data", "one text");
    row("violations texts", 400, "application/json", R"({"message":"bad data","violations":["a","b"]})",
        Error::Kind::Invalid, "bad data", "a\nb");
    row("busy", 409, "application/json",
        R"({"message":"Couldn't perform action X","causeMessage":"OnGoingAsyncOperationException: Y"})",
        Error::Kind::Busy, "Couldn't perform action X", "OnGoingAsyncOperationException: Y");
    row("plain text", 403, "text/plain", "Action not allowed for user", Error::Kind::Forbidden,
        "Action not allowed for user", "");
    row("not set up", 420, "application/json", R"({"message":"OCCM must be setup before performing this operation."})",
        Error::Kind::NotSetUp, "OCCM must be setup before performing this operation.", "");
    row("gateway", 504, "text/html",
        "<html><head><title>504 Gateway Time-out</title></head><body><center><h1>504 Gateway "
        "Time-out</h1></center></body></html>",
        Error::Kind::Offline, "504 Gateway Time-out", "");
    row("nothing", 504, "", "", Error::Kind::Offline,
        "The gateway gave up waiting. The operation may go on all the same.", "");
}

void CloudManagerTest::faultsReadAllForms()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    QFETCH(QString, message);
    QFETCH(QString, details);
    const Error error = faultIn(Reply(status, body, type, site));
    QCOMPARE(int(error.kind()), kind);
    QCOMPARE(error.message(), message);
    QCOMPARE(error.details(), details);
}

QTEST_GUILESS_MAIN(CloudManagerTest)
#include "tst_cloudmanager.moc"
