// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "demo/server.h"
#include "net/http.h"
#include "session/connector.h"
#include "session/human.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>
#include <qcorotask.h>

using namespace nephoscope;

namespace {

template <class T>
Result<T> ended(QCoro::Task<Result<T>> task)
{
    std::optional<Result<T>> result;
    QObject here;
    QCoro::connect(std::move(task), &here, [&](const Result<T> &r) { result = r; });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 20'000))
        return failure(Error::Kind::Offline, QStringLiteral("the test waits no longer"));
    return *result;
}

/// Another server: counts who comes, and what of it is said.
class Stranger {
public:
    explicit Stranger(const QByteArray &answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this, answer] {
            ++visits;
            QTcpSocket *visitor = m_server.nextPendingConnection();
            QObject::connect(visitor, &QTcpSocket::readyRead, visitor, [this, visitor, answer] {
                heard += visitor->readAll();
                visitor->write(answer);
            });
        });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port");
    }
    QString origin() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()); }

    int visits = 0;
    QByteArray heard;

private:
    QTcpServer m_server;
};

} // namespace

/// A site that names another server in everything it says: nobody goes there, unless the profile allows it.
class TestOrigins : public QObject {
    Q_OBJECT
private slots:
    void addressesOfOthersAreNotAsked_data();
    void addressesOfOthersAreNotAsked();
    void refusalsNameBoth_data();
    void refusalsNameBoth();
    void allowedOriginsAreAsked();
    void onlyHttpIsRequested_data();
    void onlyHttpIsRequested();
    void plainHttpStaysAtHome_data();
    void plainHttpStaysAtHome();

private:
    Result<std::shared_ptr<Session>> signedIn(const QString &platform, bool isAllowed = false);
    QUrl linkNamed(const QString &relation, const QUrl &in);
    void follow(const QString &what);

    QTemporaryDir m_folder;
    Settings m_settings{m_folder.filePath(QStringLiteral("settings.ini"))};
    Nobody m_nobody;
    Connector m_connector{m_settings, m_nobody};
    std::unique_ptr<Stranger> m_stranger;
    std::unique_ptr<demo::Server> m_server;
    std::shared_ptr<Session> m_session;
};

/// To a site whose addresses all are the stranger's.
Result<std::shared_ptr<Session>> TestOrigins::signedIn(const QString &platform, bool isAllowed)
{
    if (m_session)
        m_session->close();
    m_stranger = std::make_unique<Stranger>();
    demo::ServerOptions options;
    options.platform = platform;
    options.site.publicUrl = m_stranger->origin().toLatin1();
    options.site.speed = 100;
    auto started = demo::Server::start(options);
    if (!started)
        return failure(started.error());
    m_server = std::move(*started);
    const demo::DemoUser user = m_server->site().users().first();
    Profile profile;
    profile.url = QUrl(m_server->url());
    profile.user = user.user;
    profile.organization = user.organization;
    if (isAllowed)
        profile.allowedOrigins << QUrl(m_stranger->origin());
    auto session = ended(m_connector.connectTo(profile));
    if (!session)
        return session;
    m_session = *session;
    profile.method = m_session->platform().signInChoices(m_session->access()).first().method;
    m_session->setProfile(profile);
    const auto access = ended(m_session->signIn(Credential(user.password.toUtf8())));
    if (!access)
        return failure(access.error());
    return m_session;
}

/// The address in the first link of that relation.
QUrl TestOrigins::linkNamed(const QString &relation, const QUrl &in)
{
    const auto reply = ended(m_session->send(Request::get(in)));
    if (!reply)
        return {};
    const QRegularExpression link(QStringLiteral("<[^>]*\\brel=\"%1\"[^>]*>").arg(relation));
    const QString tag = link.match(QString::fromUtf8(reply->body())).captured();
    const QString href = QRegularExpression(QStringLiteral("href=\"([^\"]*)\"")).match(tag).captured(1);
    return QUrl(QString(href).replace(QStringLiteral("&amp;"), QStringLiteral("&")));
}

void TestOrigins::addressesOfOthersAreNotAsked_data()
{
    QTest::addColumn<QString>("platform");
    QTest::addColumn<QString>("what");
    const QString director = QStringLiteral("cloud-director");
    for (const char *what :
        {"sign-in addresses", "links", "paging links", "task hrefs", "Location", "schema URLs", "transfer addresses"})
        QTest::addRow("director, %s", what) << director << QString::fromLatin1(what);
    for (const char *what : {"links", "schema URLs"})
        QTest::addRow("manager, %s", what) << QStringLiteral("cloud-manager") << QString::fromLatin1(what);
}

void TestOrigins::addressesOfOthersAreNotAsked()
{
    QFETCH(QString, platform);
    QFETCH(QString, what);
    const auto session = signedIn(platform);
    QVERIFY2(session, qPrintable(session ? QString() : session.error().message()));
    follow(what);
    m_session->close();
    QCOMPARE(m_stranger->visits, 0);
}

/// Does what leads to such an address, and makes sure that it named the stranger.
void TestOrigins::follow(const QString &what)
{
    const QString other = m_stranger->origin();
    const QUrl site(m_server->url());
    const auto isOther = [&](const QUrl &url) { return url.toString().startsWith(other); };
    if (what == QLatin1String("sign-in addresses")) {
        QVERIFY2(isOther(m_session->access().loginUrl), qPrintable(m_session->access().loginUrl.toString()));
    } else if (what == QLatin1String("links")) {
        int opened = 0;
        for (const Ref &root : m_session->roots()) {
            const auto resource = ended(m_session->open(root));
            for (const Ref &child : resource ? resource->children.mid(0, 2) : QList<Ref>())
                opened += ended(m_session->open(child)) ? 1 : 0;
        }
        QVERIFY(opened > 0);
    } else if (what == QLatin1String("paging links")) {
        const QUrl next = linkNamed(QStringLiteral("nextPage"),
            site.resolved(QUrl(QStringLiteral("/api/query?type=vm&format=records&pageSize=2"))));
        QVERIFY2(isOther(next), qPrintable(next.toString()));
        QVERIFY(ended(m_session->open(Ref(next, {}).asCollection())));
    } else if (what == QLatin1String("task hrefs") || what == QLatin1String("Location")) {
        const auto list = ended(
            m_session->open(Ref(site.resolved(QUrl(QStringLiteral("/api/query?type=vm&filter=status==POWERED_ON"))), {})
                                .asCollection()));
        QVERIFY(list && !list->children.isEmpty());
        const QUrl vm = list->children.first().href();
        const auto outcome =
            ended(m_session->act(Request("POST", QUrl(vm.toString() + QStringLiteral("/power/action/powerOff")))));
        QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().message()));
        QVERIFY(outcome->task);
        QVERIFY2(isOther(outcome->task->href), qPrintable(outcome->task->href.toString()));
        const auto end = ended(m_session->finished(*outcome->task));
        QVERIFY(end && end->isEnded());
    } else if (what == QLatin1String("schema URLs")) {
        (void)ended(m_session->readSchema());
        QVERIFY(m_session->traffic().exchanges().size() > 3);
    } else { // what a file transfer asks for
        const auto reply = ended(m_session->send(Request::get(QUrl(other + QStringLiteral("/transfer/1/disk.vmdk")))));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind(), Error::Kind::NotFound); // our own site was asked
    }
}

void TestOrigins::refusalsNameBoth_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"redirect", "token address"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void TestOrigins::refusalsNameBoth()
{
    QFETCH(QString, what);
    Stranger stranger;
    if (what == QLatin1String("redirect")) {
        const Stranger site(
            "HTTP/1.1 302 Found\r\nLocation: " + stranger.origin().toLatin1() + "/api\r\nContent-Length: 0\r\n\r\n");
        HttpOptions options;
        options.origins << QUrl(site.origin());
        for (const auto &platform : allPlatforms()) {
            Profile profile;
            profile.url = QUrl(site.origin());
            const auto session =
                std::make_shared<Session>(profile, platform, std::make_unique<Http>(options), m_nobody);
            const auto reply = ended(session->send(Request::get(QUrl(site.origin() + QStringLiteral("/x")))));
            QVERIFY(!reply);
            const QString message = reply.error().message();
            QVERIFY2(message.contains(stranger.origin()), qPrintable(message));
            QVERIFY2(message.contains(QUrl(site.origin()).authority()), qPrintable(message));
            session->close();
        }
    } else {
        HttpOptions options;
        options.origins << QUrl(QStringLiteral("https://cloud.example"));
        Http http(options);
        Request request =
            Request::post(QUrl(stranger.origin() + QStringLiteral("/oauth/token")), "secret", "text/plain");
        request.setHasCredentials(true);
        const auto reply = ended(http.send(request));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind(), Error::Kind::Forbidden);
        QCOMPARE(reply.error().code(), QStringLiteral("OTHER_ORIGIN"));
        QVERIFY(reply.error().message().contains(QStringLiteral("https://cloud.example")));
        QVERIFY(reply.error().message().contains(stranger.origin()));
    }
    QCOMPARE(stranger.visits, 0);
}

void TestOrigins::allowedOriginsAreAsked()
{
    QVERIFY(signedIn(QStringLiteral("cloud-director"), true));
    const auto reply = ended(m_session->send(Request::get(QUrl(m_stranger->origin() + QStringLiteral("/api/x")))));
    QVERIFY(!reply);
    QCOMPARE(m_stranger->visits, 1);
    QVERIFY(m_stranger->heard.contains(m_session->access().token.reveal()));
    m_session->close();
}

void TestOrigins::onlyHttpIsRequested_data()
{
    QTest::addColumn<QUrl>("url");
    for (const char *url : {"file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/plain,x", "javascript:alert(1)",
             "qrc:/x", "http:///nowhere", "ssh://127.0.0.1", "/only/a/path", ""})
        QTest::newRow(url) << QUrl(QString::fromLatin1(url));
}

void TestOrigins::onlyHttpIsRequested()
{
    QFETCH(QUrl, url);
    Http http((HttpOptions()));
    const auto reply = ended(http.send(Request::get(url)));
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind(), Error::Kind::Invalid);
}

void TestOrigins::plainHttpStaysAtHome_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isRefused");
    for (const char *host : {"cloud.example", "192.0.2.1", "localhost.example", "127.example", "[2001:db8::1]"})
        QTest::newRow(host) << QString::fromLatin1(host) << true;
    for (const char *host : {"127.0.0.1", "127.1.2.3", "localhost", "LOCALHOST", "[::1]"})
        QTest::newRow(host) << QString::fromLatin1(host) << false;
}

void TestOrigins::plainHttpStaysAtHome()
{
    QFETCH(QString, host);
    QFETCH(bool, isRefused);
    HttpOptions options;
    options.connectTimeout = std::chrono::milliseconds(1000);
    Http http(options);
    const auto reply = ended(http.send(Request::get(QUrl(QStringLiteral("http://%1:1/").arg(host)))));
    QVERIFY(!reply);
    QCOMPARE(reply.error().code() == QLatin1String("PLAIN_HTTP"), isRefused);
}

QTEST_GUILESS_MAIN(TestOrigins)
#include "tst_origins.moc"
