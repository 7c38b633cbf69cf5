// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"
#include "demo/misfortunes.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace nephoscope::demo;

namespace {

/// A connection of which nothing is expected.
class RawConnection {
public:
    explicit RawConnection(const QString &url)
        : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<quint16>(QUrl(url).port()));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected = ::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof(address)) == 0;
    }
    RawConnection(const RawConnection &) = delete;
    RawConnection &operator=(const RawConnection &) = delete;
    ~RawConnection() { ::close(m_socket); }

    bool isConnected() const { return m_connected; }
    bool write(const QByteArray &bytes)
    {
        return ::send(m_socket, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL) == bytes.size();
    }
    /// Everything until the other end closes.
    QByteArray readAll()
    {
        QByteArray all;
        char buffer[4096];
        for (ssize_t got = 0; (got = ::recv(m_socket, buffer, sizeof(buffer), 0)) > 0;)
            all.append(buffer, got);
        return all;
    }

private:
    int m_socket;
    bool m_connected = false;
};

const QByteArray versionsRequest = "GET /api/versions HTTP/1.1\r\nHost: x\r\n\r\n";

} // namespace

/// What every demo site has around it: transport, misfortunes, an end.
class TestServer : public QObject {
    Q_OBJECT

private slots:
    void misfortunes_data();
    void misfortunes();
    void halfAnAnswerEndsInTheMiddle();
    void refusesScriptsThatSayNothing_data();
    void refusesScriptsThatSayNothing();
    void hidesBehindItsOwnOrAGivenCertificate();
    void survivesClientsThatLeaveEarly();
    void endsAtOnceWithOpenConnections();
    void doesNotShareAPort();
    void takesEveryMethodAndPath_data();
    void takesEveryMethodAndPath();

private:
    std::unique_ptr<Server> startWith(const QByteArray &script);
    QTemporaryDir m_folder;
};

std::unique_ptr<Server> TestServer::startWith(const QByteArray &script)
{
    QFile file(m_folder.filePath(QStringLiteral("script.json")));
    if (!file.open(QIODevice::WriteOnly) || file.write(script) != script.size())
        return nullptr;
    file.close();
    ServerOptions options;
    options.platform = QStringLiteral("cloud-director");
    options.misfortunesFile = file.fileName();
    auto server = Server::start(options);
    return server ? std::move(*server) : nullptr;
}

void TestServer::misfortunes_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QList<int>>("statuses"); // of as many requests
    const auto row = [](const char *name, const char *script, const char *address, const QList<int> &statuses) {
        QTest::newRow(name) << QByteArray(script) << QByteArray(address) << statuses;
    };
    row("another status", R"([{"path":"/api/versions","status":503}])", "/api/versions", {503, 503});
    row("a status without a name", R"([{"path":"/api/*","status":420}])", "/api/versions", {420});
    row("another path", R"([{"path":"/api/org","status":503}])", "/api/versions", {200});
    row("another method", R"([{"method":"POST","path":"*","status":503}])", "/api/versions", {200});
    row("twice only", R"([{"path":"*","status":500,"times":2}])", "/api/versions", {500, 500, 200});
    row("not at once", R"([{"path":"*","status":500,"after":1,"times":1}])", "/api/versions", {200, 500, 200});
    row("the query counts where asked", R"([{"path":"/api/versions?a=*","status":500}])", "/api/versions?a=1", {500});
    row("the first that fits", R"([{"path":"*","status":501,"times":1},{"path":"*","status":502}])", "/x", {501, 502});
    row("no answer at all", R"([{"path":"*","hangUp":true,"times":1}])", "/api/versions", {0, 200});
    row("late", R"([{"path":"*","delayMs":50}])", "/api/versions", {200});
}

void TestServer::misfortunes()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, address);
    QFETCH(QList<int>, statuses);
    const auto server = startWith(script);
    QVERIFY(server);
    for (const int status : std::as_const(statuses))
        QCOMPARE(Client(server->url()).raw("GET", address, {}).status, status);
}

void TestServer::halfAnAnswerEndsInTheMiddle()
{
    const auto server =
        startWith(R"([{"path":"*","status":200,"headers":{"X-One":"1"},"body":"0123456789","half":true}])");
    QVERIFY(server);
    RawConnection connection(server->url());
    QVERIFY(connection.write(versionsRequest));
    const QByteArray answer = connection.readAll();
    QVERIFY(answer.contains("Content-Length: 10\r\n"));
    QVERIFY(answer.contains("X-One: 1\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\n01234"));
}

void TestServer::refusesScriptsThatSayNothing_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("not JSON") << QByteArray("[{]");
    QTest::newRow("not a list") << QByteArray("{}");
    QTest::newRow("mistyped member") << QByteArray(R"([{"pth":"*"}])");
    QTest::newRow("impossible status") << QByteArray(R"([{"status":42}])");
}

void TestServer::refusesScriptsThatSayNothing()
{
    QFETCH(QByteArray, script);
    const auto parsed = Misfortunes::parse(script);
    QVERIFY(!parsed);
    QVERIFY(!parsed.error().message().isEmpty());
}

void TestServer::hidesBehindItsOwnOrAGivenCertificate()
{
    ServerOptions options;
    options.platform = QStringLiteral("cloud-director");
    options.tls = true;
    const auto server = Server::start(options);
    QVERIFY(server);
    QVERIFY((*server)->url().startsWith(QLatin1String("https://")));
    QCOMPARE(Client((*server)->url()).raw("GET", "/api/versions", {}).status, 200);
    options.certificateFile = QStringLiteral("/nowhere/a.pem");
    options.keyFile = QStringLiteral("/nowhere/b.pem");
    const auto refused = Server::start(options);
    QVERIFY(!refused);
    QVERIFY(refused.error().kind() == nephoscope::Error::Kind::Tls);
}

void TestServer::survivesClientsThatLeaveEarly()
{
    const auto server = startWith(R"([{"path":"/api/versions","delayMs":20,"times":100}])");
    QVERIFY(server);
    for (int i = 0; i < 100; ++i) {
        RawConnection connection(server->url());
        QVERIFY(connection.isConnected());
        const QByteArray request = i % 3 == 0
            ? QByteArray("POST /api/sessions HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf")
            : i % 3 == 1 ? versionsRequest.left(20)
                         : versionsRequest;
        QVERIFY(connection.write(request));
    }
    QTRY_COMPARE(Client(server->url()).raw("GET", "/api/versions", {}).status, 200);
}

void TestServer::endsAtOnceWithOpenConnections()
{
    auto server = startWith(R"([{"path":"/slow","delayMs":60000}])");
    QVERIFY(server);
    RawConnection idle(server->url());
    RawConnection begun(server->url());
    RawConnection slow(server->url());
    QVERIFY(begun.write("GET /api"));
    QVERIFY(slow.write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"));
    QElapsedTimer timer;
    timer.start();
    server.reset();
    QVERIFY2(timer.elapsed() < 1000, QByteArray::number(timer.elapsed()));
    QCOMPARE(idle.readAll(), QByteArray());
}

void TestServer::doesNotShareAPort()
{
    const auto first = startDirector();
    QVERIFY(first);
    ServerOptions options;
    options.platform = QStringLiteral("cloud-director");
    options.port = static_cast<quint16>(QUrl(first->url()).port());
    const auto second = Server::start(options);
    QVERIFY(!second);
    QVERIFY(second.error().message().contains(QString::number(options.port)));
}

void TestServer::takesEveryMethodAndPath_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("HEAD") << QByteArray("HEAD") << QByteArray("/api/versions") << QByteArray() << 200;
    QTest::newRow("doubled slashes") << QByteArray("GET") << QByteArray("//api//versions") << QByteArray() << 200;
    QTest::newRow("slash at the end") << QByteArray("GET") << QByteArray("/api/versions/") << QByteArray() << 200;
    QTest::newRow("PATCH") << QByteArray("PATCH") << QByteArray("/api/org") << QByteArray("x") << 406;
    QTest::newRow("OPTIONS") << QByteArray("OPTIONS") << QByteArray("/api/org") << QByteArray() << 406;
    QTest::newRow("DELETE") << QByteArray("DELETE") << QByteArray("/api/org") << QByteArray() << 406;
    QTest::newRow("POST without body") << QByteArray("POST") << QByteArray("/api/sessions") << QByteArray() << 406;
    QTest::newRow("elsewhere") << QByteArray("GET") << QByteArray("/") << QByteArray() << 404;
}

void TestServer::takesEveryMethodAndPath()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, address);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const auto server = startDirector();
    const Received received = Client(server->url()).raw(method, address, {}, body);
    QCOMPARE(received.status, status);
    QVERIFY(!received.body.contains("<html"));
}

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
