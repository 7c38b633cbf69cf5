// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http.h"

#include "testserver.h"

#include <QSignalSpy>
#include <QtTest>
#include <qcorotask.h>

using namespace nephoscope;

namespace {

TestServer::Handler silent()
{
    return [](QTcpSocket &, const QByteArray &) {};
}

TestServer::Handler friendly()
{
    return [](QTcpSocket &connection, const QByteArray &) { connection.write(answer("200 OK", "x")); };
}

/// Asks for two things in a row, as a story does.
Async<int> sum(std::shared_ptr<Http> http, QUrl url)
{
    const Request request = Request::get(url);
    const auto first = co_await http->send(request);
    const auto second = co_await http->send(request);
    if (!first || !second)
        co_return failure(first ? second.error() : first.error());
    co_return first->status() + second->status();
}

} // namespace

/// Beginning, cancelling, and what may be sent where. Runs under the leak check: no coroutine is left behind.
class TestHttpLife : public QObject {
    Q_OBJECT
private slots:
    void abortAllCancelsAndLaterOnesWork();
    void deletingCancels_data();
    void deletingCancels();
    void deletingFromAnAnswerIsSafe();
    void abortingFromAnAnswerIsSafe();
    void chainsEndWithTheirTransport();
    void busyCountsWhatIsUnderWay();
    void credentialsGoToAllowedOriginsOnly_data();
    void credentialsGoToAllowedOriginsOnly();
    void onlyHttpIsRequested_data();
    void onlyHttpIsRequested();
    void fieldsCannotBeInjected();
    void originsCompare_data();
    void originsCompare();
};

void TestHttpLife::abortAllCancelsAndLaterOnesWork()
{
    bool isSilent = true;
    TestServer server([&](QTcpSocket &connection, const QByteArray &) {
        if (!isSilent)
            connection.write(answer("200 OK", "x"));
    });
    Http http(quick());
    const Outcome one(http, Request::get(server.url()));
    const Outcome two(http, Request::post(server.url(), "body", "text/plain"));
    QTRY_COMPARE(server.requests().size(), 2);
    http.abortAll();
    for (const Outcome *outcome : {&one, &two}) {
        QVERIFY(outcome->isThere());
        QVERIFY(!outcome->result());
        QCOMPARE(outcome->result().error().kind(), Error::Kind::Canceled);
    }
    isSilent = false;
    const Outcome three(http, Request::get(server.url()));
    QTRY_VERIFY(three.isThere());
    QVERIFY(three.result());
}

void TestHttpLife::deletingCancels_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("before the answer") << QByteArray();
    QTest::newRow("within the fields") << QByteArray("HTTP/1.1 200 OK\r\n");
    QTest::newRow("within the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
}

void TestHttpLife::deletingCancels()
{
    QFETCH(QByteArray, sent);
    TestServer server([&](QTcpSocket &connection, const QByteArray &) { connection.write(sent); });
    auto http = std::make_unique<Http>(quick());
    const Outcome running(*http, Request::get(server.url()));
    QTRY_COMPARE(server.requests().size(), 1);
    const Outcome young(*http, Request::get(server.url()));
    http.reset();
    for (const Outcome *outcome : {&running, &young}) {
        QVERIFY(outcome->isThere());
        QCOMPARE(outcome->result().error().kind(), Error::Kind::Canceled);
    }
}

void TestHttpLife::deletingFromAnAnswerIsSafe()
{
    QPointer<QTcpSocket> first;
    TestServer server([&](QTcpSocket &connection, const QByteArray &) {
        first = &connection;
        if (server.requests().size() == 3) // the others never get theirs
            first->write(answer("200 OK", "x"));
    });
    auto http = std::make_unique<Http>(quick());
    int answers = 0;
    int canceled = 0;
    for (int i = 0; i < 3; ++i) {
        QCoro::connect(http->send(Request::get(server.url())), this, [&](const Result<Reply> &result) {
            ++answers;
            canceled += !result && result.error().kind() == Error::Kind::Canceled;
            http.reset();
        });
    }
    QTRY_COMPARE(answers, 3);
    QCOMPARE(canceled, 2);
}

void TestHttpLife::abortingFromAnAnswerIsSafe()
{
    TestServer server(silent());
    Http http(quick());
    int canceled = 0;
    for (int i = 0; i < 3; ++i) {
        QCoro::connect(http.send(Request::get(server.url())), this, [&](const Result<Reply> &result) {
            canceled += !result && result.error().kind() == Error::Kind::Canceled;
            http.abortAll();
        });
    }
    http.abortAll();
    QCOMPARE(canceled, 3);
    QCOMPARE(http.running(), 0);
}

void TestHttpLife::chainsEndWithTheirTransport()
{
    TestServer server(silent());
    auto http = std::make_shared<Http>(quick());
    std::optional<Result<int>> result;
    QCoro::connect(sum(http, server.url()), this, [&](const Result<int> &r) { result = r; });
    QTRY_COMPARE(server.requests().size(), 1);
    http->abortAll(); // the second request begins in here
    QVERIFY(!result);
    http->abortAll();
    QVERIFY(result);
    QCOMPARE(result->error().kind(), Error::Kind::Canceled);
    QCOMPARE(http.use_count(), 1);
}

void TestHttpLife::busyCountsWhatIsUnderWay()
{
    TestServer server(friendly());
    Http http(quick());
    QList<int> counts;
    connect(&http, &Transport::busyChanged, this, [&](int count) { counts << count; });
    const Outcome one(http, Request::get(server.url()));
    const Outcome two(http, Request::get(server.url()));
    QTRY_VERIFY(one.isThere() && two.isThere());
    QCOMPARE(counts, (QList<int>{1, 2, 1, 0}));
}

void TestHttpLife::credentialsGoToAllowedOriginsOnly_data()
{
    QTest::addColumn<QString>("allowed"); // %1: the server's port
    QTest::addColumn<bool>("hasCredentials");
    QTest::addColumn<bool>("isSent");
    QTest::newRow("own") << QStringLiteral("http://127.0.0.1:%1/api") << true << true;
    QTest::newRow("other host") << QStringLiteral("http://localhost:%1") << true << false;
    QTest::newRow("other port") << QStringLiteral("http://127.0.0.1") << true << false;
    QTest::newRow("other scheme") << QStringLiteral("https://127.0.0.1:%1") << true << false;
    QTest::newRow("longer host") << QStringLiteral("http://127.0.0.1.example.com:%1") << true << false;
    QTest::newRow("without") << QStringLiteral("https://site.example.com") << false << true;
}

void TestHttpLife::credentialsGoToAllowedOriginsOnly()
{
    QFETCH(QString, allowed);
    QFETCH(bool, hasCredentials);
    QFETCH(bool, isSent);
    TestServer server(friendly());
    HttpOptions options = quick();
    const QUrl site(allowed.replace(QStringLiteral("%1"), QString::number(server.url().port())));
    options.origins = {site};
    Http http(options);
    Request request = Request::get(server.url());
    request.setHasCredentials(hasCredentials);
    const Outcome outcome(http, request);
    QTRY_VERIFY(outcome.isThere());
    QCOMPARE(outcome.result().has_value(), isSent);
    QCOMPARE(server.connections(), isSent ? 1 : 0);
    if (!isSent) {
        const QString message = outcome.result().error().message();
        QCOMPARE(outcome.result().error().kind(), Error::Kind::Forbidden);
        QVERIFY2(message.contains(originOf(site).toString()), qPrintable(message));
        QVERIFY2(message.contains(originOf(server.url()).toString()), qPrintable(message));
    }
}

void TestHttpLife::onlyHttpIsRequested_data()
{
    QTest::addColumn<QByteArray>("method");
    for (const char *url : {"file:///etc/passwd", "ftp://127.0.0.1/", "data:text/plain,x", "qrc:/catalog", "/api", "",
             "http://", "https:///x", "javascript:1", "mks://127.0.0.1/"})
        QTest::newRow(url) << QByteArray("GET");
    for (const char *method : {"", "GET /", "GET\r\nX: y", "get"})
        QTest::addRow("method '%s'", method) << QByteArray(method);
}

void TestHttpLife::onlyHttpIsRequested()
{
    QFETCH(QByteArray, method);
    TestServer server(friendly());
    const QByteArray tag = QTest::currentDataTag();
    const QUrl url = tag.startsWith("method") ? server.url() : QUrl(QString::fromLatin1(tag));
    Http http(quick());
    const Outcome outcome(http, Request(method, url));
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(!outcome.result());
    QCOMPARE(outcome.result().error().kind(), Error::Kind::Invalid);
    QCOMPARE(server.connections(), 0);
}

void TestHttpLife::fieldsCannotBeInjected()
{
    TestServer server(friendly());
    Http http(quick());
    Request request = Request::get(server.url(QStringLiteral("/a\r\nX-Url: 1")));
    request.headers().set("X-One", "a\r\nX-Two: b");
    request.headers().set("X-Three\r\nX-Four: c", "d");
    request.headers().set("Host", "elsewhere.example.com");
    request.headers().set("Content-Length", "5000");
    const Outcome outcome(http, request);
    QTRY_VERIFY(outcome.isThere());
    QCOMPARE(server.requests().size(), 1);
    const QByteArray sent = server.requests().first();
    for (const char *field : {"\nX-Two:", "\nX-Four:", "\nX-Url:", "elsewhere", "5000"})
        QVERIFY2(!sent.contains(field), sent.constData());
    QVERIFY(sent.contains("\r\nX-One: aX-Two: b\r\n"));
}

void TestHttpLife::originsCompare_data()
{
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("isSame");
    const auto row = [](const char *url, const char *other, bool isSame) {
        QTest::addRow("%s %s", url, other) << QString::fromLatin1(other) << isSame;
    };
    row("https://H.example.com/a?b#c", "https://u:p@h.example.com:443", true);
    row("http://h:80/", "http://h", true);
    row("https://h/", "http://h/", false);
    row("https://h:80/", "http://h/", false);
    row("https://h:8443/", "https://h/", false);
    row("https://h.example.com/", "https://example.com/", false);
    row("https://[::1]:8443/", "https://[::1]:8443/x", true);
}

void TestHttpLife::originsCompare()
{
    QFETCH(QString, other);
    QFETCH(bool, isSame);
    const QUrl url(QString::fromLatin1(QTest::currentDataTag()).section(u' ', 0, 0));
    QCOMPARE(sameOrigin(url, QUrl(other)), isSame);
    QCOMPARE(originOf(url) == originOf(QUrl(other)), isSame);
}

QTEST_GUILESS_MAIN(TestHttpLife)
#include "tst_httplife.moc"
