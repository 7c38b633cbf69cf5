// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http.h"

#include "testserver.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace nephoscope;

namespace {

using Milliseconds = std::chrono::milliseconds;

/// Writes the piece again and again, as fast as the other side takes it.
void pourOut(QTcpSocket &connection, const QByteArray &piece)
{
    const auto more = [&connection, piece] {
        while (connection.state() == QAbstractSocket::ConnectedState && connection.bytesToWrite() < 256 * 1024)
            connection.write(piece);
    };
    QObject::connect(&connection, &QTcpSocket::bytesWritten, &connection, more);
    more();
}

} // namespace

/// Servers that fail, lie or stay silent: one clear error each, in bounded time and memory.
class TestHttpFaults : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); } // numbers in messages
    void brokenAnswersAreErrors_data();
    void brokenAnswersAreErrors();
    void hangUpsAreOffline_data();
    void hangUpsAreOffline();
    void silenceEndsAfterTheReadTimeout_data();
    void silenceEndsAfterTheReadTimeout();
    void connectingEndsAfterTheConnectTimeout();
    void refusedAndUnknownHostsSayWhich();
    void longAnswersStopAtTheLimit_data();
    void longAnswersStopAtTheLimit();
    void longErrorsAreCutOff();
    void slowAnswersArriveWhole();
    void answersThatNeverEndAreGivenUp();
    void endlessFieldsEnd();
    void interimAnswersDoNotMixUpWithLaterOnes();
    void nothingIsSentTwice_data();
    void nothingIsSentTwice();
    void waitingForATurnIsNoLateConnection();
};

void TestHttpFaults::brokenAnswersAreErrors_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("another protocol") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n\r\n");
    QTest::newRow("no status") << QByteArray("HTTP/1.1 OK\r\n\r\n");
    QTest::newRow("broken gzip") << answer("200 OK", "this is not packed", "Content-Encoding: gzip\r\n");
}

void TestHttpFaults::brokenAnswersAreErrors()
{
    QFETCH(QByteArray, sent);
    TestServer server([&](QTcpSocket &connection, const QByteArray &) {
        connection.write(sent);
        connection.disconnectFromHost();
    });
    Http http(quick());
    const Outcome outcome(http, Request::get(server.url()));
    QTRY_VERIFY(outcome.isThere());
    QVERIFY2(!outcome.result(), outcome.result() ? outcome.result()->body().constData() : "");
    const Error error = outcome.result().error();
    QVERIFY2(
        error.kind() == Error::Kind::Malformed || error.kind() == Error::Kind::Offline, qPrintable(error.message()));
    QVERIFY(error.message().contains(QString::number(server.url().port())));
}

void TestHttpFaults::hangUpsAreOffline_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QString>("words");
    const QString before = QStringLiteral("without an answer");
    const QString within = QStringLiteral("within its answer");
    QTest::newRow("at once") << QByteArray() << before;
    QTest::newRow("within the status line") << QByteArray("HTTP/1.1 20") << before;
    QTest::newRow("within the fields") << QByteArray("HTTP/1.1 200 OK\r\nContent-Ty") << before;
    QTest::newRow("before the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n") << within;
    QTest::newRow("within the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc") << within;
    QTest::newRow("within an error") << QByteArray("HTTP/1.1 500 No\r\nContent-Length: 10\r\n\r\nabc") << within;
    QTest::newRow("within a chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc")
                                    << within;
    QTest::newRow("between chunks") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
                                    << within;
}

void TestHttpFaults::hangUpsAreOffline()
{
    QFETCH(QByteArray, sent);
    QFETCH(QString, words);
    for (const char *method : {"GET", "POST", "PUT", "DELETE"}) {
        TestServer server([&](QTcpSocket &connection, const QByteArray &) {
            connection.write(sent);
            connection.disconnectFromHost();
        });
        Http http(quick());
        const Outcome outcome(http, Request(method, server.url()));
        QTRY_VERIFY(outcome.isThere());
        QVERIFY(!outcome.result());
        QCOMPARE(outcome.result().error().kind(), Error::Kind::Offline);
        QVERIFY2(outcome.result().error().message().contains(words), qPrintable(outcome.result().error().message()));
        // What changes something is sent once; what does not, Qt asks again, three times at most.
        QVERIFY(server.requests().size() <= (QByteArray(method) == "GET" ? 4 : 1));
    }
}

void TestHttpFaults::silenceEndsAfterTheReadTimeout_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("from the start") << QByteArray();
    QTest::newRow("within the fields") << QByteArray("HTTP/1.1 200 OK\r\n");
    QTest::newRow("within the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
}

void TestHttpFaults::silenceEndsAfterTheReadTimeout()
{
    QFETCH(QByteArray, sent);
    TestServer server([&](QTcpSocket &connection, const QByteArray &) { connection.write(sent); });
    HttpOptions options = quick();
    options.readTimeout = Milliseconds(200);
    Http http(options);
    QElapsedTimer timer;
    timer.start();
    const Outcome outcome(http, Request::get(server.url()));
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(!outcome.result());
    QCOMPARE(outcome.result().error().kind(), Error::Kind::Offline);
    QVERIFY(outcome.result().error().message().contains(QStringLiteral("sent nothing for 0.2 seconds")));
    QVERIFY(timer.elapsed() >= 190);
}

/// TLS waits for a server's hello: that is part of connecting.
void TestHttpFaults::connectingEndsAfterTheConnectTimeout()
{
    TestServer server([](QTcpSocket &, const QByteArray &) {});
    QUrl url = server.url();
    url.setScheme(QStringLiteral("https"));
    HttpOptions options = quick();
    options.connectTimeout = Milliseconds(200);
    Http http(options);
    const Outcome outcome(http, Request::get(url));
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(!outcome.result());
    QCOMPARE(outcome.result().error().kind(), Error::Kind::Offline);
    const QString message = outcome.result().error().message();
    QVERIFY2(message.contains(QStringLiteral("no connection to 127.0.0.1:")), qPrintable(message));
    QVERIFY(message.contains(QStringLiteral("0.2 seconds")));
}

void TestHttpFaults::refusedAndUnknownHostsSayWhich()
{
    TestServer server([](QTcpSocket &, const QByteArray &) {});
    const QUrl url = server.url();
    server.close();
    Http http(quick());
    const Outcome refused(http, Request::get(url));
    QTRY_VERIFY(refused.isThere());
    QVERIFY(!refused.result());
    QCOMPARE(refused.result().error().kind(), Error::Kind::Offline);
    QVERIFY(refused.result().error().message().startsWith(QStringLiteral("127.0.0.1:%1 refused").arg(url.port())));
    const Outcome unknown(http, Request::get(QUrl(QStringLiteral("https://no-such-host.invalid/"))));
    QTRY_VERIFY_WITH_TIMEOUT(unknown.isThere(), 20'000);
    QVERIFY(!unknown.result());
    QCOMPARE(unknown.result().error().kind(), Error::Kind::Offline);
    QVERIFY2(unknown.result().error().message().contains(QStringLiteral("no-such-host.invalid:443")),
        qPrintable(unknown.result().error().message()));
}

void TestHttpFaults::longAnswersStopAtTheLimit_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<qint64>("limit");
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const QByteArray chunk = "10000\r\n" + QByteArray(0x10000, 'x') + "\r\n";
    const QByteArray bomb = gzip(QByteArray(64 * 1024 * 1024, '\0'));
    const QByteArray bombHead =
        "Content-Encoding: gzip\r\nContent-Length: " + QByteArray::number(bomb.size()) + "\r\n\r\n";
    QTest::newRow("said so") << ok + "Content-Length: 99999999999\r\n\r\n" << QByteArray() << qint64(0);
    QTest::newRow("endless") << ok + "\r\n" << QByteArray(65536, 'x') << qint64(0);
    QTest::newRow("endless chunks") << ok + "Transfer-Encoding: chunked\r\n\r\n" << chunk << qint64(0);
    QTest::newRow("gzip bomb") << ok + bombHead + bomb << QByteArray() << qint64(0);
    QTest::newRow("own limit") << answer("200 OK", QByteArray(1001, 'x')) << QByteArray() << qint64(1000);
}

void TestHttpFaults::longAnswersStopAtTheLimit()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, piece);
    QFETCH(qint64, limit);
    TestServer server([&](QTcpSocket &connection, const QByteArray &) {
        connection.write(head);
        if (!piece.isEmpty())
            pourOut(connection, piece);
    });
    Http http(quick());
    Request request = Request::get(server.url());
    request.setLimit(limit);
    qint64 most = 0;
    request.setProgress([&](qint64 received, qint64) { most = qMax(most, received); });
    const Outcome outcome(http, request);
    QTRY_VERIFY_WITH_TIMEOUT(outcome.isThere(), 20'000);
    QVERIFY(!outcome.result());
    QCOMPARE(outcome.result().error().kind(), Error::Kind::Malformed);
    const QString words = limit > 0 ? QStringLiteral("limit of 1000 bytes") : QStringLiteral("limit of 1.00 MiB");
    QVERIFY2(outcome.result().error().message().contains(words), qPrintable(outcome.result().error().message()));
    QVERIFY(most <= 1024 * 1024);
}

void TestHttpFaults::longErrorsAreCutOff()
{
    TestServer server([](QTcpSocket &connection, const QByteArray &) {
        connection.write("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\n\r\n");
        pourOut(connection, QByteArray(65536, 'x'));
    });
    Http http(quick());
    const Outcome outcome(http, Request::get(server.url()));
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(outcome.result());
    QCOMPARE(outcome.result()->status(), 503);
    QCOMPARE(outcome.result()->headers().value("Retry-After"), QByteArray("7"));
    QVERIFY(outcome.result()->body().size() >= 256 * 1024 && outcome.result()->body().size() < 1024 * 1024);
}

void TestHttpFaults::slowAnswersArriveWhole()
{
    TestServer server([](QTcpSocket &connection, const QByteArray &) {
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n");
        auto *timer = new QTimer(&connection);
        connect(timer, &QTimer::timeout, &connection, [&connection, timer, left = 12]() mutable {
            connection.write("x");
            if (--left == 0)
                timer->stop();
        });
        timer->start(50);
    });
    HttpOptions options = quick();
    options.readTimeout = Milliseconds(400); // shorter than the whole answer takes
    Http http(options);
    const Outcome outcome(http, Request::get(server.url()));
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(outcome.result());
    QCOMPARE(outcome.result()->body(), QByteArray(12, 'x'));
}

void TestHttpFaults::answersThatNeverEndAreGivenUp()
{
    TestServer server([](QTcpSocket &connection, const QByteArray &) {
        connection.write("HTTP/1.1 200 OK\r\n\r\n");
        auto *timer = new QTimer(&connection);
        connect(timer, &QTimer::timeout, &connection, [&connection] { connection.write("x"); });
        timer->start(50);
    });
    HttpOptions options = quick();
    options.readTimeout = Milliseconds(300);
    Http http(options);
    const Outcome outcome(http, Request::get(server.url()));
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(!outcome.result());
    QCOMPARE(outcome.result().error().code(), QStringLiteral("TIMED_OUT"));
    QVERIFY2(outcome.result().error().message().contains(QLatin1String("slowly")),
        qPrintable(outcome.result().error().message()));
}

void TestHttpFaults::endlessFieldsEnd()
{
    TestServer server([](QTcpSocket &connection, const QByteArray &) {
        connection.write("HTTP/1.1 200 OK\r\n");
        pourOut(connection, "X-More: and more of this\r\n");
    });
    HttpOptions options = quick();
    options.readTimeout = Milliseconds(300);
    Http http(options);
    const Outcome outcome(http, Request::get(server.url()));
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(!outcome.result());
    QCOMPARE(outcome.result().error().kind(), Error::Kind::Offline);
}

void TestHttpFaults::interimAnswersDoNotMixUpWithLaterOnes()
{
    TestServer server([](QTcpSocket &connection, const QByteArray &request) {
        if (request.startsWith("GET /hints "))
            connection.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
        connection.write(answer("200 OK", request.split(' ').at(1)));
    });
    Http http(quick());
    const Outcome hints(http, Request::get(server.url(QStringLiteral("/hints"))));
    QTRY_VERIFY(hints.isThere());
    QVERIFY(!hints.result());
    QCOMPARE(hints.result().error().kind(), Error::Kind::Malformed);
    QVERIFY(hints.result().error().message().contains(QStringLiteral("103")));
    for (const QString &path : {QStringLiteral("/a"), QStringLiteral("/b")}) {
        const Outcome later(http, Request::get(server.url(path)));
        QTRY_VERIFY(later.isThere());
        QVERIFY(later.result());
        QCOMPARE(later.result()->body(), path.toUtf8());
    }
}

void TestHttpFaults::nothingIsSentTwice_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isReset");
    for (const char *method : {"POST", "PUT", "PATCH", "DELETE"}) {
        for (const char *body : {"", "{}"}) {
            QTest::addRow("%s end %s", method, body) << QByteArray(body) << false;
            QTest::addRow("%s reset %s", method, body) << QByteArray(body) << true;
        }
    }
}

/// The server takes a second request on a kept connection and hangs up: nobody knows whether it was done.
void TestHttpFaults::nothingIsSentTwice()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, isReset);
    const QByteArray method = QByteArray(QTest::currentDataTag()).split(' ').first();
    TestServer server([&](QTcpSocket &connection, const QByteArray &request) {
        if (request.contains(" /first "))
            connection.write(answer("200 OK"));
        else if (isReset)
            connection.abort();
        else
            connection.disconnectFromHost();
    });
    Http http(quick());
    const Outcome first(http, Request::get(server.url(QStringLiteral("/first"))));
    QTRY_VERIFY(first.isThere());
    const Outcome second(
        http, Request::withBody(method, server.url(QStringLiteral("/second")), body, "application/json"));
    QTRY_VERIFY(second.isThere());
    QVERIFY(!second.result());
    QCOMPARE(second.result().error().kind(), Error::Kind::Offline);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.connections(), 1);
}

/// Six connections at most go to a host: who stands behind them is not late.
void TestHttpFaults::waitingForATurnIsNoLateConnection()
{
    QList<QPointer<QTcpSocket>> waiting;
    TestServer server([&](QTcpSocket &connection, const QByteArray &) {
        waiting << &connection;
        QTimer::singleShot(500, &connection, [&connection] { connection.write(answer("200 OK")); });
    });
    HttpOptions options = quick();
    options.connectTimeout = Milliseconds(150);
    Http http(options);
    std::vector<std::unique_ptr<Outcome>> outcomes;
    for (int i = 0; i < 14; ++i)
        outcomes.push_back(std::make_unique<Outcome>(http, Request::get(server.url())));
    QCOMPARE(http.running(), 14);
    for (const auto &outcome : outcomes) {
        QTRY_VERIFY(outcome->isThere());
        QVERIFY2(outcome->result(), qPrintable(outcome->result() ? QString() : outcome->result().error().message()));
    }
    QVERIFY(server.connections() <= 6);
    QCOMPARE(http.running(), 0);
}

QTEST_GUILESS_MAIN(TestHttpFaults)
#include "tst_httpfaults.moc"
