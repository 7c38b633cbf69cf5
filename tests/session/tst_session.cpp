// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/patience.h"
#include "session/scriptedsite.h"
#include "session/session.h"
#include "session/taskfollower.h"

#include <QSignalSpy>
#include <QTest>

using namespace nephoscope;

namespace {

/// A small Cloud Director: one password, tokens that end, a count of sign-ins.
class Director {
public:
    QByteArray password = "right";
    QByteArray token = "token-1";
    int signIns = 0;
    bool setUp = true;
    int busy = 0; ///< so many answers say so
    QByteArray retryAfter = "0";

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
            ++signIns;
            const QByteArray pair = QByteArray::fromBase64(request.headers().value("Authorization").mid(6));
            if (pair != "ada@acme:" + password)
                return Reply(401, {});
            token = "token-" + QByteArray::number(signIns + 1);
            Reply reply(200, "<Session xmlns=\"http://www.vmware.com/vcloud/v1.5\" user=\"ada\" org=\"acme\"/>",
                "application/vnd.vmware.vcloud.session+xml");
            reply.headers().set("X-VMWARE-VCLOUD-ACCESS-TOKEN", token);
            return reply;
        }
        if (!setUp)
            return Reply(420, "{\"message\":\"not set up\"}", "application/json");
        if (busy > 0) {
            --busy;
            Reply reply(503, {});
            reply.headers().set("Retry-After", retryAfter);
            return reply;
        }
        if (request.headers().value("Authorization") != "Bearer " + token)
            return Reply(401, {});
        return Reply(200, "<Org xmlns=\"http://www.vmware.com/vcloud/v1.5\" name=\"acme\"/>",
            "application/vnd.vmware.vcloud.org+xml");
    }
};

std::shared_ptr<const Platform> director()
{
    const Request request = Request::get(QUrl(QStringLiteral("https://x/api/org")));
    return recognised(request, Reply(200, "<a/>", "application/vnd.vmware.vcloud.org+xml"));
}

} // namespace

/// The gate: signs in, cures, replays.
class SessionTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void oneSignInServesAllWhoMetTheOldToken();
    void refusedPasswordIsTriedOnceThenAsked();
    void whoDeclinesGetsTheError();
    void aRefusedSecretIsNotSentAgain();
    void callsAndPollsTogetherTryASecretOnce();
    void pastedTokenIsAskedForAtOnce();
    void setUpHappensOnceAndWhatWasAskedIsReplayed();
    void declinedSetUpIsAnError();
    void hrefsOfOtherHostsAreAskedHere_data();
    void hrefsOfOtherHostsAreAskedHere();
    void closingEndsEverything();
    void signOutForgetsTheToken();
    void busyServersAreAskedAgain();
    void patienceEnds();
    void stoppingEndsTheWait();
    void busyWritesAreNotRepeated();
    void pausesAreAsToldOrDoubled();

private:
    void makeSession(Profile profile);
    void signIn();
    void sendMany(int count);

    Director m_site;
    ScriptedHuman m_human;
    std::shared_ptr<Session> m_session;
    ScriptedTransport *m_transport = nullptr;
    QList<Result<Reply>> m_replies;
};

void SessionTest::init()
{
    m_site = Director();
    m_human = ScriptedHuman();
    m_replies.clear();
    Profile profile;
    profile.url = QUrl(QStringLiteral("https://vcd.example.com/"));
    profile.user = QStringLiteral("ada");
    profile.organization = QStringLiteral("acme");
    makeSession(profile);
}

void SessionTest::cleanup()
{
    m_session->close();
    m_session.reset();
}

void SessionTest::makeSession(Profile profile)
{
    auto transport =
        std::make_unique<ScriptedTransport>([this](const Request &request) { return m_site.answer(request); });
    m_transport = transport.get();
    m_session = std::make_shared<Session>(profile, director(), std::move(transport), m_human);
}

void SessionTest::signIn()
{
    std::optional<Result<Access>> answer;
    QCoro::connect(m_session->signIn(Credential("right")), this, [&answer](Result<Access> access) { answer = access; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(*answer);
    QCOMPARE(m_session->state(), Session::State::SignedIn);
}

void SessionTest::sendMany(int count)
{
    for (int i = 0; i < count; ++i) {
        const Request request = Request::get(QUrl(QStringLiteral("https://vcd.example.com/api/org/%1").arg(i)));
        QCoro::connect(m_session->send(request), this, [this](Result<Reply> reply) { m_replies << reply; });
    }
}

void SessionTest::oneSignInServesAllWhoMetTheOldToken()
{
    signIn();
    m_site.token = "another"; // the old one has ended
    sendMany(6);
    QTRY_COMPARE(m_replies.size(), 6);
    for (const auto &reply : std::as_const(m_replies))
        QVERIFY(reply);
    QCOMPARE(m_site.signIns, 2);
    QVERIFY(m_human.reasons.isEmpty());
}

void SessionTest::refusedPasswordIsTriedOnceThenAsked()
{
    signIn();
    m_site.token = "another";
    m_site.password = "changed";
    m_human.secrets = {"wrong", "changed"};
    sendMany(3);
    QTRY_COMPARE(m_replies.size(), 3);
    for (const auto &reply : std::as_const(m_replies))
        QVERIFY(reply);
    QCOMPARE(m_human.reasons.size(), 2);
    QCOMPARE(m_site.signIns, 1 + 1 + 2); // first, silent, two by the person
}

void SessionTest::whoDeclinesGetsTheError()
{
    signIn();
    m_site.token = "another";
    m_site.password = "changed";
    sendMany(2);
    QTRY_COMPARE(m_replies.size(), 2);
    for (const auto &reply : std::as_const(m_replies))
        QCOMPARE(reply.error().kind(), Error::Kind::SignIn);
    QCOMPARE(m_human.reasons.size(), 1);
    QCOMPARE(m_session->state(), Session::State::SignedOut);
}

void SessionTest::aRefusedSecretIsNotSentAgain()
{
    signIn();
    m_site.token = "another";
    m_site.password = "changed";
    for (int round = 1; round <= 5; ++round) { // a walk goes on asking
        sendMany(1);
        QTRY_COMPARE(m_replies.size(), round);
        QCOMPARE(m_replies.last().error().kind(), Error::Kind::SignIn);
    }
    QCOMPARE(m_site.signIns, 2); // the first one and one silent attempt: accounts lock
    QCOMPARE(m_human.reasons.size(), 1);
}

void SessionTest::callsAndPollsTogetherTryASecretOnce()
{
    signIn();
    m_site.token = "another";
    m_site.password = "changed";
    TaskState task;
    task.href = QUrl(QStringLiteral("https://vcd.example.com/api/task/1"));
    task.phase = TaskState::Phase::Running;
    m_session->tasks().follow(task);
    m_session->tasks().refresh(); // a poll
    m_session->tasks().discover();
    sendMany(4); // reads of the user
    const Request write = Request::post(QUrl(QStringLiteral("https://vcd.example.com/api/org/1")), "<a/>", "text/xml");
    bool isWritten = false;
    QCoro::connect(m_session->act(write), this, [&isWritten](const Result<Outcome> &) { isWritten = true; });
    QTRY_COMPARE(m_replies.size(), 4);
    QTRY_VERIFY(isWritten);
    m_session->tasks().refresh();
    sendMany(2);
    QTRY_COMPARE(m_replies.size(), 6);
    QCOMPARE(m_site.signIns, 2); // the first one and one silent attempt
    QCOMPARE(m_human.reasons.size(), 1);
    QCOMPARE(m_session->tasks().running(), 1); // it goes on when somebody has signed in
}

void SessionTest::pastedTokenIsAskedForAtOnce()
{
    Profile profile = m_session->profile();
    profile.method = SignInMethod::Bearer;
    makeSession(profile);
    std::optional<Result<Access>> answer;
    QCoro::connect(
        m_session->signIn(Credential("token-1")), this, [&answer](Result<Access> access) { answer = access; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(*answer);
    m_site.token = "token-9";
    m_human.secrets = {"token-9"};
    sendMany(1);
    QTRY_COMPARE(m_replies.size(), 1);
    QVERIFY(m_replies.first());
    QCOMPARE(m_site.signIns, 0);
    QCOMPARE(m_human.reasons.size(), 1);
}

void SessionTest::setUpHappensOnceAndWhatWasAskedIsReplayed()
{
    signIn();
    m_site.setUp = false;
    m_human.onSetUp = [this] { m_site.setUp = true; };
    sendMany(4);
    QTRY_COMPARE(m_replies.size(), 4);
    for (const auto &reply : std::as_const(m_replies))
        QVERIFY(reply);
    QCOMPARE(m_human.setUps, 1);
}

void SessionTest::declinedSetUpIsAnError()
{
    signIn();
    m_site.setUp = false;
    sendMany(1);
    QTRY_COMPARE(m_replies.size(), 1);
    QCOMPARE(m_replies.first().error().kind(), Error::Kind::NotSetUp);
}

void SessionTest::hrefsOfOtherHostsAreAskedHere_data()
{
    QTest::addColumn<QString>("href");
    QTest::addColumn<QString>("asked");
    QTest::newRow("public address") << "https://10.30.2.2/api/org/1"
                                    << "GET https://vcd.example.com/api/org/1";
    QTest::newRow("http behind a proxy") << "http://vcd.example.com/api/org/1?x=1"
                                         << "GET https://vcd.example.com/api/org/1?x=1";
    QTest::newRow("other port") << "https://vcd.example.com:8443/api/org/1"
                                << "GET https://vcd.example.com/api/org/1";
    QTest::newRow("relative") << "/api/org/1"
                              << "GET https://vcd.example.com/api/org/1";
    QTest::newRow("user info") << "https://user:pw@evil.example.com/api/org/1"
                               << "GET https://vcd.example.com/api/org/1";
    QTest::newRow("allowed origin") << "https://other.example.com/api/org/1"
                                    << "GET https://other.example.com/api/org/1";
}

void SessionTest::hrefsOfOtherHostsAreAskedHere()
{
    QFETCH(QString, href);
    QFETCH(QString, asked);
    Profile profile = m_session->profile();
    profile.allowedOrigins << QUrl(QStringLiteral("https://other.example.com/"));
    makeSession(profile);
    signIn();
    std::optional<Result<Resource>> answer;
    QCoro::connect(m_session->open(Ref(QUrl(href), QStringLiteral("org"))), this,
        [&answer](Result<Resource> resource) { answer = resource; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(*answer);
    QCOMPARE(m_transport->asked.last(), asked);
}

void SessionTest::closingEndsEverything()
{
    signIn();
    sendMany(2);
    m_session->close();
    QTRY_COMPARE(m_replies.size(), 2);
    sendMany(1);
    QTRY_COMPARE(m_replies.size(), 3);
    for (const auto &reply : std::as_const(m_replies))
        QCOMPARE(reply.error().kind(), Error::Kind::Canceled);
    std::weak_ptr<Session> last = m_session;
    m_session.reset();
    QTRY_VERIFY(last.expired()); // no frame keeps it
    init();
}

void SessionTest::signOutForgetsTheToken()
{
    signIn();
    std::optional<Result<bool>> answer;
    QCoro::connect(m_session->signOut(), this, [&answer](Result<bool> told) { answer = told; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(m_transport->asked.last().startsWith(QLatin1String("DELETE ")));
    QVERIFY(m_session->access().token.isEmpty());
    QCOMPARE(m_session->state(), Session::State::SignedOut);
}

void SessionTest::busyServersAreAskedAgain()
{
    signIn();
    QSignalSpy told(m_session.get(), &Session::pausing);
    m_site.busy = 4;
    sendMany(1);
    QTRY_COMPARE(m_replies.size(), 1);
    QVERIFY(m_replies.constFirst());
    QCOMPARE(told.size(), 4);
    QCOMPARE(told.constLast().at(1).toInt(), 5);
}

void SessionTest::patienceEnds()
{
    signIn();
    m_transport->asked.clear();
    m_site.busy = 100;
    sendMany(1);
    QTRY_COMPARE(m_replies.size(), 1);
    QCOMPARE(m_replies.constFirst().error().kind(), Error::Kind::Busy);
    QCOMPARE(m_transport->asked.size(), 5);
    m_site.retryAfter = "3600"; // who is told to wait that long asks the person
    sendMany(1);
    QTRY_COMPARE(m_replies.size(), 2);
    QCOMPARE(m_transport->asked.size(), 6);
}

void SessionTest::stoppingEndsTheWait()
{
    signIn();
    QSignalSpy told(m_session.get(), &Session::pausing);
    m_site.busy = 1;
    m_site.retryAfter = "50";
    sendMany(1);
    QTRY_COMPARE(told.size(), 1);
    m_session->hurry();
    QTRY_COMPARE(m_replies.size(), 1);
    QVERIFY(m_replies.constFirst());
    m_site.busy = 1;
    sendMany(1);
    QTRY_COMPARE(told.size(), 2);
    m_session->abort();
    QTRY_COMPARE(m_replies.size(), 2);
    QCOMPARE(m_replies.constLast().error().kind(), Error::Kind::Busy);
}

void SessionTest::busyWritesAreNotRepeated()
{
    signIn();
    m_transport->asked.clear();
    m_site.busy = 1;
    std::optional<Result<Reply>> answer;
    const Request write = Request::post(QUrl(QStringLiteral("https://vcd.example.com/api/org/1")), "<a/>", "text/xml");
    QCoro::connect(m_session->send(write), this, [&answer](const Result<Reply> &reply) { answer = reply; });
    QTRY_VERIFY(answer);
    QVERIFY(!*answer);
    QCOMPARE(m_transport->asked.size(), 1);
}

void SessionTest::pausesAreAsToldOrDoubled()
{
    const Patience patience;
    const Reply silent(503, {});
    using std::chrono::milliseconds;
    QCOMPARE(patience.pause(2, silent, 0.5).value(), milliseconds(1000));
    QCOMPARE(patience.pause(5, silent, 0.5).value(), milliseconds(8000));
    QCOMPARE(patience.pause(3, silent, 0.0).value(), milliseconds(1000)); // jitter: half as long …
    QVERIFY(patience.pause(3, silent, 0.99).value() > milliseconds(2900)); // … to half as long again
    QVERIFY(!patience.pause(6, silent, 0.5));
    Reply told(429, {});
    told.headers().set("Retry-After", "7");
    QCOMPARE(patience.pause(2, told, 0.1).value(), milliseconds(7000));
    told.headers().set("Date", "Sun, 22 Nov 2026 05:00:00 GMT");
    told.headers().set("Retry-After", "Sun, 22 Nov 2026 05:00:12 GMT"); // by the server's own clock
    QCOMPARE(patience.pause(2, told, 0.1).value(), milliseconds(12'000));
    told.headers().set("Retry-After", "soon");
    QCOMPARE(patience.pause(2, told, 0.5).value(), milliseconds(1000));
}

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
