// SPDX-License-Identifier: GPL-3.0-or-later
#include "responses/managersite.h"

#include <QFile>

using namespace nephoscope;

namespace {

const QString administrator = QStringLiteral("Administrator");
const QString create = QStringLiteral("create");

/// The lines of the Cloud Manager text that begin a row of a table: "GET |", "x-agent-id |", "5xx |".
QStringList rowsOfTheText()
{
    QFile file(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/../shared/seeds/cloud-manager-http.txt"));
    const bool isThere = file.open(QFile::ReadOnly);
    qInfo("%d shared files", isThere ? 1 : 0);
    static const QRegularExpression row(QStringLiteral("^([A-Z]{3,}|[A-Za-z-]{6,}|[1-5][0-9x]{2}) \\|$"));
    static const QRegularExpression status(QStringLiteral("^[1-5][0-9x]{2}$"));
    QStringList lines;
    bool isPhrase = false; // what follows a status is its reason phrase
    for (const QString &line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))) {
        const auto match = row.match(line.trimmed());
        if (match.hasMatch() && !isPhrase)
            lines << match.captured(1);
        isPhrase = match.hasMatch() && status.match(match.captured(1)).hasMatch();
    }
    return lines;
}

} // namespace

/// Every method, header and status of the Cloud Manager text, one row each, against the demo over HTTP.
class CloudManagerResponsesTest : public QObject {
    Q_OBJECT
private slots:
    void everyLineHasARow();
    void rows_data();
    void rows();

private:
    using Check = void (CloudManagerResponsesTest::*)();
    struct Row {
        const char *line;
        Check check;
    };
    static const QList<Row> &all();

    void get();
    void post();
    void put();
    void patch();
    void deletion();
    void authorization();
    void agentId();
    void contentType();
    void accept();
    void ok();
    void accepted();
    void noContent();
    void badRequest();
    void unauthorized();
    void forbidden();
    void conflict();
    void notSetUp();
    void serverErrors();

    Ref tenants(const ManagerSite &site) const
    {
        return Ref(site.at(QStringLiteral("/occm/api/tenants")), QStringLiteral("tenant")).asCollection();
    }
    /// A tenant made by this test.
    Result<Resource> tenant(const ManagerSite &site, Session &session) const;
};

const QList<CloudManagerResponsesTest::Row> &CloudManagerResponsesTest::all()
{
    using Test = CloudManagerResponsesTest;
    static const QList<Row> rows{{"GET", &Test::get}, {"POST", &Test::post}, {"PUT", &Test::put},
        {"PATCH", &Test::patch}, {"DELETE", &Test::deletion}, {"Authorization", &Test::authorization},
        {"x-agent-id", &Test::agentId}, {"Content-Type", &Test::contentType}, {"Accept", &Test::accept},
        {"200", &Test::ok}, {"202", &Test::accepted}, {"204", &Test::noContent}, {"400", &Test::badRequest},
        {"401", &Test::unauthorized}, {"403", &Test::forbidden}, {"409", &Test::conflict}, {"420", &Test::notSetUp},
        {"5xx", &Test::serverErrors}};
    return rows;
}

void CloudManagerResponsesTest::everyLineHasARow()
{
    const QStringList lines = rowsOfTheText();
    for (const QString &line : lines) {
        const bool hasRow = std::any_of(
            all().begin(), all().end(), [&line](const Row &row) { return line == QLatin1String(row.line); });
        QVERIFY2(hasRow, qPrintable(line));
    }
    QVERIFY(lines.isEmpty() || lines.size() == all().size());
}

void CloudManagerResponsesTest::rows_data()
{
    QTest::addColumn<int>("row");
    for (int i = 0; i < all().size(); ++i)
        QTest::newRow(all()[i].line) << i;
}

void CloudManagerResponsesTest::rows()
{
    QFETCH(int, row);
    (this->*all()[row].check)();
}

Result<Resource> CloudManagerResponsesTest::tenant(const ManagerSite &site, Session &session) const
{
    const auto list = ended(session.open(tenants(site)));
    if (!list)
        return list;
    const auto made = ManagerSite::act(
        session, ManagerSite::operation(*list, create), R"({"name":"Orchard","description":"old","costCenter":"7"})");
    if (!made || !made->object)
        return failure(made ? Error(Error::Kind::Malformed, QStringLiteral("no object")) : made.error());
    return ended(session.open(*made->object));
}

void CloudManagerResponsesTest::get()
{
    ManagerSite site;
    const auto session = site.signIn(administrator);
    QVERIFY(session);
    const auto list = ended((*session)->open(tenants(site)));
    QVERIFY(list && !list->children.isEmpty());
    const auto one = ended((*session)->open(list->children.first()));
    QVERIFY(one);
    QVERIFY(!one->root().value(QStringLiteral("name")).isEmpty());
    QCOMPARE((*session)->traffic().exchanges().back().request().method(), QByteArray("GET"));
}

void CloudManagerResponsesTest::post()
{
    ManagerSite site;
    const auto session = site.signIn(administrator);
    QVERIFY(session);
    const auto made = tenant(site, **session);
    QVERIFY2(made, made ? "" : qPrintable(made.error().message()));
    QCOMPARE(made->root().value(QStringLiteral("name")), QStringLiteral("Orchard"));
}

void CloudManagerResponsesTest::put()
{
    ManagerSite site;
    const auto session = site.signIn(administrator);
    QVERIFY(session);
    const auto made = tenant(site, **session);
    QVERIFY(made);
    Draft draft(made->document);
    QVERIFY(draft.set(Path(QStringLiteral("description")), Value::text(QStringLiteral("new"))));
    const auto requests = (*session)->platform().save(*made, draft, (*session)->access());
    QVERIFY(requests && requests->size() == 1);
    QCOMPARE(requests->first().method(), QByteArray("PUT"));
    QVERIFY(ended((*session)->act(requests->first())));
    const auto changed = ended((*session)->open(made->self));
    QVERIFY(changed);
    QCOMPARE(changed->root().value(QStringLiteral("description")), QStringLiteral("new"));
    QCOMPARE(changed->root().value(QStringLiteral("costCenter")), QStringLiteral("7"));
}

void CloudManagerResponsesTest::patch()
{
    ManagerSite site;
    const auto session = site.signIn(administrator, SignInMethod::PasswordGrant);
    QVERIFY2(session, session ? "" : qPrintable(session.error().message()));
    const auto accounts = ended(
        (*session)->open(Ref(site.at(QStringLiteral("/tenancy/account")), QStringLiteral("account")).asCollection()));
    QVERIFY(accounts && !accounts->children.isEmpty());
    Ref list(
        site.at(accounts->children.first().href().path() + QStringLiteral("/workspace")), QStringLiteral("workspace"));
    const auto workspaces = ended((*session)->open(list.asCollection()));
    QVERIFY(workspaces && !workspaces->children.isEmpty());
    const auto workspace = ended((*session)->open(workspaces->children.first()));
    QVERIFY(workspace);
    Draft draft(workspace->document);
    const Path name = workspace->part.child(QStringLiteral("workspaceName"));
    QVERIFY(draft.set(name, Value::text(QStringLiteral("Renamed"))));
    const auto requests = (*session)->platform().save(*workspace, draft, (*session)->access());
    QVERIFY(requests && requests->size() == 1);
    QCOMPARE(requests->first().method(), QByteArray("PATCH"));
    QVERIFY(ended((*session)->act(requests->first())));
    const auto renamed = ended((*session)->open(workspace->self));
    QVERIFY(renamed);
    QCOMPARE(renamed->root().value(QStringLiteral("workspaceName")), QStringLiteral("Renamed"));
}

void CloudManagerResponsesTest::deletion()
{
    ManagerSite site;
    const auto session = site.signIn(administrator);
    QVERIFY(session);
    const auto made = tenant(site, **session);
    QVERIFY(made);
    const Operation remove = ManagerSite::operation(*made, QStringLiteral("delete"));
    QCOMPARE(remove.method, QByteArray("DELETE"));
    QCOMPARE(int(remove.danger), int(Operation::Danger::Destroys));
    QVERIFY(ManagerSite::act(**session, remove));
    const auto gone = ended((*session)->open(made->self));
    QVERIFY(!gone);
    QCOMPARE(int(gone.error().kind()), int(Error::Kind::NotFound));
}

void CloudManagerResponsesTest::authorization()
{
    ManagerSite site;
    const auto session = site.signIn(administrator, SignInMethod::PasswordGrant);
    QVERIFY(session);
    QVERIFY(ended((*session)->open(tenants(site))));
    const Headers &sent = (*session)->traffic().exchanges().back().request().headers();
    QVERIFY(sent.value("Authorization").startsWith("Bearer "));
    QVERIFY(!sent.value("Authorization").contains((*session)->access().token.reveal())); // no record holds a secret
    Request wrong = Request::get(tenants(site).href());
    wrong.headers().set("Authorization", "Bearer eyJ.not.mine");
    const auto refused = site.bare(wrong);
    QVERIFY(refused);
    QCOMPARE(refused->status(), 401);
}

void CloudManagerResponsesTest::agentId()
{
    ManagerSite site;
    const auto first = site.signIn(administrator, SignInMethod::PasswordGrant);
    QVERIFY(first);
    const auto account = ended((*first)->send(Request::get(site.at(QStringLiteral("/tenancy/account")))));
    QVERIFY(account);
    const QString id = Document::parse(account->body())->root().item(0).value(QStringLiteral("accountPublicId"));
    const auto agents =
        ended((*first)->send(Request::get(site.at(QStringLiteral("/agents-mgmt/agent?account_id=") + id))));
    QVERIFY(agents);
    const Node agent = Document::parse(agents->body())->root().child(QStringLiteral("agents")).item(0);
    const QString agentId = agent.value(QStringLiteral("agentId"));
    QVERIFY(agentId.endsWith(QLatin1String("clients")));
    for (const QString &typed : {agentId, agentId.chopped(7)}) {
        const auto session = site.signIn(administrator, SignInMethod::PasswordGrant, typed);
        QVERIFY(session);
        QVERIFY(ended((*session)->open(tenants(site))));
        QCOMPARE((*session)->traffic().exchanges().back().request().headers().value("x-agent-id"), agentId.toLatin1());
    }
}

void CloudManagerResponsesTest::contentType()
{
    ManagerSite site;
    const auto session = site.signIn(administrator);
    QVERIFY(session);
    QVERIFY(tenant(site, **session));
    QByteArray sent;
    for (const Exchange &exchange : (*session)->traffic().exchanges()) {
        if (exchange.request().method() == "POST"
            && exchange.request().url().path().endsWith(QLatin1String("/tenants")))
            sent = exchange.request().headers().value("Content-Type");
    }
    QCOMPARE(sent, QByteArray("application/json"));
    QCOMPARE((*session)->traffic().exchanges().back().reply().mediaType(), QByteArray("application/json"));
}

void CloudManagerResponsesTest::accept()
{
    ManagerSite site;
    const auto session = site.signIn(administrator);
    QVERIFY(session);
    QVERIFY(ended((*session)->open(tenants(site))));
    QCOMPARE(
        (*session)->traffic().exchanges().back().request().headers().value("Accept"), QByteArray("application/json"));
    Request silent = Request::get(site.at(QStringLiteral("/occm/api/occm/system/about")));
    QVERIFY(!silent.headers().contains("Accept"));
    const auto about = site.bare(silent);
    QVERIFY(about && about->isSuccess());
    QCOMPARE(about->mediaType(), QByteArray("application/json"));
}

void CloudManagerResponsesTest::ok()
{
    ManagerSite site;
    const auto session = site.signIn(administrator);
    QVERIFY(session);
    const auto reply = ended((*session)->send(Request::get(tenants(site).href())));
    QVERIFY(reply);
    QCOMPARE(reply->status(), 200);
    QVERIFY(reply->headers().value("OnCloud-Request-Id").size() == 8);
}

void CloudManagerResponsesTest::accepted()
{
    ManagerSite site;
    const auto session = site.signIn(administrator);
    QVERIFY(session);
    const auto system = site.system(**session, QStringLiteral("ON"));
    QVERIFY2(system, system ? "" : qPrintable(system.error().message()));
    const auto outcome = ManagerSite::act(
        **session, ManagerSite::operation(*system, QStringLiteral("writing-speed")), R"({"writingSpeedState":"HIGH"})");
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().message()));
    QCOMPARE(outcome->status, 202);
    QVERIFY(outcome->task);
    QCOMPARE(outcome->task->object.identity(), system->self.identity());
    const auto finished = ended((*session)->finished(*outcome->task));
    QVERIFY(finished);
    QCOMPARE(int(finished->phase), int(TaskState::Phase::Succeeded));
    QVERIFY(!finished->steps.isEmpty());
    const auto after = ended((*session)->open(system->self));
    QCOMPARE(after->root().at(Path(QStringLiteral("ontapClusterProperties/writingSpeedState"))).text(),
        QStringLiteral("HIGH"));
}

void CloudManagerResponsesTest::noContent()
{
    ManagerSite site;
    const auto session = site.signIn(administrator);
    QVERIFY(session);
    const auto made = tenant(site, **session);
    QVERIFY(made);
    const auto outcome = ManagerSite::act(**session, ManagerSite::operation(*made, QStringLiteral("delete")));
    QVERIFY(outcome);
    QCOMPARE(outcome->status, 204);
    QVERIFY(outcome->document.isNull() && outcome->text.isEmpty());
}

void CloudManagerResponsesTest::badRequest()
{
    ManagerSite site;
    const auto session = site.signIn(administrator);
    QVERIFY(session);
    const auto list = ended((*session)->open(tenants(site)));
    QVERIFY(list);
    const auto refused =
        ManagerSite::act(**session, ManagerSite::operation(*list, create), R"({"description":"no name"})");
    QVERIFY(!refused);
    QCOMPARE(refused.error().status(), 400);
    QCOMPARE(int(refused.error().kind()), int(Error::Kind::Invalid));
    QVERIFY2(refused.error().details().contains(QLatin1String("name")), qPrintable(refused.error().details()));
}

void CloudManagerResponsesTest::unauthorized()
{
    ManagerSite site;
    const auto reply = site.bare(Request::get(tenants(site).href()));
    QVERIFY(reply);
    QCOMPARE(reply->status(), 401);
    const auto session = site.signIn(administrator);
    QVERIFY(session);
    const Error error = (*session)->platform().error(*reply);
    QCOMPARE(int(error.kind()), int(Error::Kind::SignIn));
    QVERIFY(error.message().contains(QLatin1String("Authentication required")));
    // a session that the site forgot is renewed without a question
    QVERIFY(ended((*session)->send(Request("POST", site.at(QStringLiteral("/occm/api/auth/logout"))))));
    QVERIFY(ended((*session)->open(tenants(site))));
}

void CloudManagerResponsesTest::forbidden()
{
    ManagerSite site;
    const auto session = site.signIn(QStringLiteral("Read only"));
    QVERIFY2(session, session ? "" : qPrintable(session.error().message()));
    const auto list = ended((*session)->open(tenants(site)));
    QVERIFY(list);
    const auto refused = ManagerSite::act(**session, ManagerSite::operation(*list, create), R"({"name":"Mine"})");
    QVERIFY(!refused);
    QCOMPARE(refused.error().status(), 403);
    QCOMPARE(int(refused.error().kind()), int(Error::Kind::Forbidden));
    QVERIFY(!refused.error().message().isEmpty());
}

void CloudManagerResponsesTest::conflict()
{
    ManagerSite site({}, true, 1); // slow enough to be met at work
    const auto session = site.signIn(administrator);
    QVERIFY(session);
    const auto system = site.system(**session, QStringLiteral("ON"));
    QVERIFY(system);
    const Operation speed = ManagerSite::operation(*system, QStringLiteral("writing-speed"));
    QVERIFY(ManagerSite::act(**session, speed, R"({"writingSpeedState":"HIGH"})"));
    const Operation tags = ManagerSite::operation(*system, QStringLiteral("set-password"));
    const auto refused = ManagerSite::act(**session, tags, R"({"password":"Example-Pass2"})");
    QVERIFY(!refused);
    QCOMPARE(refused.error().status(), 409);
    QCOMPARE(int(refused.error().kind()), int(Error::Kind::Busy));
    QCOMPARE(refused.error().code(), QStringLiteral("OnGoingAsyncOperationException"));
    QVERIFY2(refused.error().message().contains(QLatin1String("Modify Writing Speed")), // what is running
        qPrintable(refused.error().message()));
}

void CloudManagerResponsesTest::notSetUp()
{
    ManagerSite site({}, false);
    const auto reply = site.bare(Request::get(tenants(site).href()));
    QVERIFY(reply);
    QCOMPARE(reply->status(), 420);
    const auto session = site.signIn(administrator);
    QVERIFY(!session);
    QVERIFY2(session.error().kind() == Error::Kind::NotSetUp || session.error().kind() == Error::Kind::Invalid,
        qPrintable(session.error().message()));
    const auto about = site.bare(Request::get(site.at(QStringLiteral("/occm/api/occm/system/about"))));
    QVERIFY(about && about->isSuccess());
}

void CloudManagerResponsesTest::serverErrors()
{
    struct Case {
        int status;
        QByteArray rest;
        Error::Kind kind;
        const char *words;
    };
    const QList<Case> cases{{500, R"("body":{"message":"Internal server error","causeMessage":"x.YException: z"})",
                                Error::Kind::Server, "Internal server error"},
        {502, R"("headers":{"Content-Type":"text/html"},"body":"<html><h1>502 Bad Gateway</h1></html>")",
            Error::Kind::Server, "502 Bad Gateway"},
        {503, {}, Error::Kind::Busy, "starting"}, {504, {}, Error::Kind::Offline, "may go on"}};
    for (const Case &each : cases) {
        ManagerSite site(instead("GET", "/occm/api/occm/config", each.status, each.rest));
        const auto session = site.signIn(administrator);
        QVERIFY(session);
        const auto refused =
            ended((*session)->open(Ref(site.at(QStringLiteral("/occm/api/occm/config")), QStringLiteral("config"))));
        QVERIFY(!refused);
        QCOMPARE(refused.error().status(), each.status);
        QCOMPARE(int(refused.error().kind()), int(each.kind));
        QVERIFY2(refused.error().message().contains(QLatin1String(each.words)), qPrintable(refused.error().message()));
    }
}

QTEST_GUILESS_MAIN(CloudManagerResponsesTest)
#include "tst_cloudmanagerresponses.moc"
