// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http.h"

#include "testserver.h"

#include <QSignalSpy>
#include <QtTest>

using namespace nephoscope;

/// What comes back as an answer, and what goes out.
class TestHttp : public QObject {
    Q_OBJECT
private slots:
    void everyAnswerComesAsItIs_data();
    void everyAnswerComesAsItIs();
    void everyMethodArrivesWithBodyAndFields_data();
    void everyMethodArrivesWithBodyAndFields();
    void nothingIsAddedThatNobodyAskedFor();
    void noValueBecomesAFieldOrARequest();
    void cookiesComeApart();
    void redirectsAreNotFollowed();
    void progressIsTold();
    void exchangesAreToldWithoutSecrets();
    void postWithoutBodySaysSo();
};

void TestHttp::everyAnswerComesAsItIs_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *tag, const QByteArray &sent, int status, const char *reason, const QByteArray &body,
                         const char *method = "GET") {
        QTest::newRow(tag) << QByteArray(method) << sent << status << QByteArray(reason) << body;
    };
    row("ok", answer("200 OK", "hello"), 200, "OK", "hello");
    row("no content", "HTTP/1.1 204 No Content\r\n\r\n", 204, "No Content", "");
    row("not set up", answer("420 Setup Required", "{}"), 420, "Setup Required", "{}");
    row("unknown reason", answer("299 Rather Well", "x"), 299, "Rather Well", "x");
    row("no reason", answer("200", "x"), 200, "", "x");
    row("continue", "HTTP/1.1 100 Continue\r\n\r\n" + answer("200 OK", "x"), 200, "OK", "x");
    row("chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", 200, "OK",
        "abcde");
    row("packed", answer("200 OK", gzip("hello hello"), "Content-Encoding: gzip\r\n"), 200, "OK", "hello hello");
    row("packed to much", answer("200 OK", gzip(QByteArray(900'000, 'a')), "Content-Encoding: gzip\r\n"), 200, "OK",
        QByteArray(900'000, 'a'));
    for (const char *scheme : {"Basic realm=\"x\"", "Digest realm=\"x\", nonce=\"y\"", "Bearer", "Negotiate", "NTLM"}) {
        const QByteArray fields = "WWW-Authenticate: " + QByteArray(scheme) + "\r\n";
        row(scheme, answer("401 Unauthorized", "why", fields), 401, "Unauthorized", "why");
    }
    row("401 empty", answer("401 Unauthorized"), 401, "Unauthorized", "");
    row("401 at post", answer("401 Unauthorized", "why", "WWW-Authenticate: Basic realm=\"x\"\r\n"), 401,
        "Unauthorized", "why", "POST");
    row("407", answer("407 Proxy", "why", "Proxy-Authenticate: Basic realm=\"x\"\r\n"), 407, "Proxy", "why");
    row("404", answer("404 Not Found", "<Error/>"), 404, "Not Found", "<Error/>");
    row("503", answer("503 Busy", "later", "Retry-After: 3\r\n"), 503, "Busy", "later");
    row("504", answer("504 Gateway", "<html>"), 504, "Gateway", "<html>");
    row("head", "HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n", 200, "OK", "", "HEAD");
    row("head 404", "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\n", 404, "Not Found", "", "HEAD");
    row("not modified", "HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n", 304, "Not Modified", "");
    row("more than said", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef", 200, "OK", "abc");
    row("huge fields", answer("200 OK", "x", "X-Long: " + QByteArray(100'000, 'y') + "\r\n"), 200, "OK", "x");
}

void TestHttp::everyAnswerComesAsItIs()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, sent);
    QFETCH(int, status);
    QFETCH(QByteArray, reason);
    QFETCH(QByteArray, body);
    TestServer server([&](QTcpSocket &connection, const QByteArray &) { connection.write(sent); });
    Http http(quick());
    const Outcome outcome(http, Request::withBody(method, server.url(), {}, {}));
    QTRY_VERIFY(outcome.isThere());
    const auto &reply = outcome.result();
    QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().message() + reply.error().details()));
    QCOMPARE(reply->status(), status);
    QCOMPARE(reply->reason(), reason);
    QCOMPARE(reply->body(), body);
    QCOMPARE(reply->url(), server.url());
    QCOMPARE(server.requests().size(), 1);
}

void TestHttp::everyMethodArrivesWithBodyAndFields_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const char *method : {"GET", "HEAD", "OPTIONS", "DELETE", "TRACE"})
        QTest::newRow(method) << QByteArray();
    for (const char *method : {"POST", "PUT", "PATCH", "DELETE", "QUERY"})
        QTest::newRow(qPrintable(QString::fromLatin1(method) + QStringLiteral(" with body")))
            << QByteArray("{\"a\":\"b\"}\0", 10);
}

void TestHttp::everyMethodArrivesWithBodyAndFields()
{
    QFETCH(QByteArray, body);
    const QByteArray method = QByteArray(QTest::currentDataTag()).split(' ').first();
    TestServer server([](QTcpSocket &connection, const QByteArray &) { connection.write(answer("200 OK")); });
    Http http(quick());
    Request request = Request::withBody(method, server.url(QStringLiteral("/a%20b?c=%2F")), body, "application/x-test");
    request.headers().set("Accept", "application/*+xml;version=37.0");
    request.headers().set("Authorization", "Bearer x");
    request.headers().set("Cookie", "a=b; c=d");
    const Outcome outcome(http, request);
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(outcome.result());
    const QByteArray arrived = server.requests().first();
    QVERIFY2(arrived.startsWith(method + " /a%20b?c=%2F HTTP/1.1\r\n"), arrived.constData());
    QVERIFY2(arrived.endsWith("\r\n\r\n" + body), arrived.constData());
    for (const QByteArray field : {"Accept: application/*+xml;version=37.0", "Authorization: Bearer x",
             "Cookie: a=b; c=d", "Content-Type: application/x-test"})
        QVERIFY2(arrived.contains("\r\n" + field + "\r\n"), arrived.constData());
}

void TestHttp::nothingIsAddedThatNobodyAskedFor()
{
    const QByteArray cookie = answer("200 OK", {}, "Set-Cookie: sid=1; Path=/\r\n");
    TestServer server([&](QTcpSocket &connection, const QByteArray &) { connection.write(cookie); });
    Http http(quick());
    QUrl url = server.url();
    url.setUserInfo(QStringLiteral("joe:secret"));
    for (int i = 0; i < 2; ++i) {
        const Outcome outcome(http, Request::post(url, "{}", {}));
        QTRY_VERIFY(outcome.isThere());
        QVERIFY(outcome.result());
        const QByteArray head = server.requests().last().toLower();
        for (const char *field : {"\r\ncookie:", "\r\nauthorization:", "\r\ncontent-type:", "\r\nreferer:", "joe"})
            QVERIFY2(!head.contains(field), head.constData());
        QVERIFY(head.contains("\r\nuser-agent: nephoscope/"));
    }
}

/// What servers and users give ends as one field's value, or as a path, whatever is in it.
void TestHttp::noValueBecomesAFieldOrARequest()
{
    const QByteArray injected("x\r\nX-Injected: 1\r\n\r\nGET /injected HTTP/1.1\r\nHost: a\r\n\r\n");
    TestServer server([](QTcpSocket &connection, const QByteArray &) { connection.write(answer("200 OK")); });
    Http http(quick());
    for (const QByteArray &text : {injected, QByteArray(injected).replace("\r\n", "\n"),
             QByteArray(injected).replace("\r\n", "\r"), QByteArray(injected).replace("\r\n", QByteArray(1, '\0'))}) {
        QUrl url = server.url(QStringLiteral("/a"));
        url.setPath(QStringLiteral("/") + QString::fromLatin1(text));
        url.setQuery(QString::fromLatin1(text));
        Request request = Request::post(url, "body", text);
        request.headers().set("Authorization", "Bearer " + text);
        request.headers().set("X-Name" + text, "value");
        const Outcome outcome(http, request);
        QTRY_VERIFY(outcome.isThere());
        const QByteArray arrived = server.requests().isEmpty() ? QByteArray() : server.requests().last();
        QVERIFY2(!arrived.contains("\nX-Injected"), arrived.constData());
        QVERIFY2(!arrived.contains("\rX-Injected"), arrived.constData());
        QVERIFY2(!arrived.contains("\nGET /injected"), arrived.constData());
        QVERIFY2(!arrived.contains('\0'), arrived.constData());
    }
    const Outcome last(http, Request::get(server.url(QStringLiteral("/last"))));
    QTRY_VERIFY(last.isThere());
    QVERIFY2(server.requests().last().startsWith("GET /last "), server.requests().last().constData());
    for (const QByteArray &request : server.requests())
        QVERIFY2(request.startsWith("POST ") || request.startsWith("GET /last "), request.constData());
}

void TestHttp::cookiesComeApart()
{
    const QByteArray fields = "Set-Cookie: a=b; Expires=Wed, 21 Oct 2026 07:28:00 GMT\r\nSet-Cookie: c=d\r\nX-A: 1\r\n";
    TestServer server(
        [&](QTcpSocket &connection, const QByteArray &) { connection.write(answer("200 OK", {}, fields)); });
    Http http(quick());
    const Outcome outcome(http, Request::get(server.url()));
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(outcome.result());
    const QList<QByteArray> cookies = outcome.result()->headers().values("set-cookie");
    QCOMPARE(cookies, (QList<QByteArray>{"a=b; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "c=d"}));
}

void TestHttp::redirectsAreNotFollowed()
{
    TestServer other([](QTcpSocket &connection, const QByteArray &) { connection.write(answer("200 OK", "stolen")); });
    const QByteArray fields = "Location: " + other.url(QStringLiteral("/there")).toEncoded() + "\r\n";
    for (const char *status : {"301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"}) {
        TestServer server(
            [&](QTcpSocket &connection, const QByteArray &) { connection.write(answer(status, "body", fields)); });
        Http http(quick());
        const Outcome outcome(http, Request::get(server.url()));
        QTRY_VERIFY(outcome.isThere());
        QVERIFY(outcome.result());
        QCOMPARE(outcome.result()->status(), QByteArray(status).left(3).toInt());
        QCOMPARE(outcome.result()->body(), QByteArray("body"));
        QCOMPARE(outcome.result()->location(), other.url(QStringLiteral("/there")));
    }
    QCOMPARE(other.connections(), 0);
}

void TestHttp::progressIsTold()
{
    const QByteArray body(700'000, 'x');
    TestServer server([&](QTcpSocket &connection, const QByteArray &) { connection.write(answer("200 OK", body)); });
    Http http(quick());
    QList<qint64> received;
    Request request = Request::get(server.url());
    request.setProgress([&](qint64 now, qint64 expected) {
        QCOMPARE(expected, qint64(700'000));
        received << now;
    });
    const Outcome outcome(http, request);
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(outcome.result());
    QVERIFY(received.size() >= 2);
    QVERIFY(std::is_sorted(received.begin(), received.end()));
    QCOMPARE(received.last(), qint64(700'000));
}

void TestHttp::exchangesAreToldWithoutSecrets()
{
    const QByteArray sent = answer(
        "200 OK", "{\"access_token\":\"canary\"}", "Set-Cookie: a=canary\r\nX-VMWARE-VCLOUD-ACCESS-TOKEN: canary\r\n");
    TestServer server([&](QTcpSocket &connection, const QByteArray &) { connection.write(sent); });
    Http http(quick());
    QList<Exchange> exchanges;
    connect(&http, &Transport::exchanged, this, [&](const Exchange &exchange) { exchanges << exchange; });
    Request request =
        Request::post(server.url(QStringLiteral("/?token=canary")), "{\"password\":\"canary\"}", "application/json");
    request.headers().set("Authorization", "Bearer canary");
    const Outcome outcome(http, request);
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(outcome.result()->body().contains("canary")); // who asked gets what was sent
    server.close();
    const Outcome failed(http, Request::get(QUrl(QStringLiteral("ftp://joe:canary@h/"))));
    QTRY_VERIFY(failed.isThere());
    QCOMPARE(exchanges.size(), 2);
    const Exchange &exchange = exchanges.first();
    QVERIFY(!exchange.request().url().toEncoded().contains("canary"));
    QVERIFY(!exchange.request().body().contains("canary"));
    QVERIFY(!exchange.reply().body().contains("canary"));
    for (const Headers &headers : {exchange.request().headers(), exchange.reply().headers()}) {
        for (const auto &field : headers.all())
            QVERIFY2(!field.second.contains("canary"), field.first.constData());
    }
    QVERIFY(exchange.started().isValid());
    const Exchange::Timings &timings = exchange.timings();
    QVERIFY(timings.connected >= 0 && timings.firstByte >= timings.connected && timings.finished >= timings.firstByte);
    QVERIFY(!exchanges.last().error()->message().contains(QStringLiteral("canary")));
}

void TestHttp::postWithoutBodySaysSo()
{
    TestServer server([](QTcpSocket &connection, const QByteArray &) { connection.write(answer("200 OK")); });
    Http http(quick());
    const Outcome outcome(http, Request("POST", server.url()));
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(server.requests().first().toLower().contains("\r\ncontent-length: 0\r\n"));
}

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
