// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http.h"

#include "testserver.h"

#include <QSslServer>
#include <QtEndian>
#include <QtTest>

using namespace nephoscope;

/// Certificates: refused ones are told, pinned ones are taken, and only those.
class TestTls : public QObject {
    Q_OBJECT
private slots:
    void unknownCertificatesAreRefusedAndDescribed();
    void pinnedCertificatesAreTaken();
    void whatIsWrongWithATrustedCertificateIsKept_data();
    void whatIsWrongWithATrustedCertificateIsKept();
    void pinsAreForOneCertificateOnly();
    void nothingIsSentBeforeTheDecision();
    void oldProtocolsAreRefused();
    void plainServersAreATlsError();
    void tlsServersOnPlainHttpAreNoAnswer();
    void nothingIsSentTwiceOverHttp2_data();
    void nothingIsSentTwiceOverHttp2();
};

namespace {

TestServer::Handler friendly()
{
    return [](QTcpSocket &connection, const QByteArray &) { connection.write(answer("200 OK", "x")); };
}

/// Whether the bytes of an HTTP/2 client hold a whole HEADERS frame (RFC 9113 §4.1: length, type, flags, stream).
bool holdsRequest(const QByteArray &bytes)
{
    constexpr qsizetype preface = 24;
    constexpr qsizetype head = 9;
    constexpr char headers = 1;
    qsizetype at = preface;
    while (at + head <= bytes.size()) {
        const qsizetype length = qFromBigEndian<quint32>(bytes.constData() + at) >> 8;
        if (at + head + length <= bytes.size() && bytes[at + 3] == headers)
            return true;
        at += head + length;
    }
    return false;
}

} // namespace

void TestTls::unknownCertificatesAreRefusedAndDescribed()
{
    TestServer server(friendly(), TestServer::Kind::Tls);
    Http http(quick());
    QVERIFY(!http.refusedCertificate());
    const Outcome outcome(http, Request::get(server.url()));
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(!outcome.result());
    const Error error = outcome.result().error();
    QCOMPARE(error.kind(), Error::Kind::Tls);
    QVERIFY(error.message().contains(QStringLiteral("certificate of 127.0.0.1:%1").arg(server.url().port())));
    QVERIFY(http.refusedCertificate());
    const Certificate &certificate = *http.refusedCertificate();
    QCOMPARE(certificate.host, QStringLiteral("127.0.0.1"));
    QCOMPARE(certificate.fingerprint.count(':'), 31);
    QCOMPARE(certificate.fingerprint.size(), 95);
    QCOMPARE(certificate.fingerprint, certificate.fingerprint.toLower());
    QVERIFY(!certificate.subject.isEmpty() && !certificate.issuer.isEmpty());
    QVERIFY(certificate.validFrom <= QDateTime::currentDateTimeUtc());
    QVERIFY(certificate.validUntil > QDateTime::currentDateTimeUtc());
    QVERIFY(!certificate.reasons.isEmpty());
    QCOMPARE(error.details(), certificate.reasons.join(u'\n'));
}

void TestTls::pinnedCertificatesAreTaken()
{
    TestServer server(friendly(), TestServer::Kind::Tls);
    Http http(quick());
    const Outcome refused(http, Request::get(server.url()));
    QTRY_VERIFY(refused.isThere());
    QVERIFY(http.refusedCertificate());
    http.trust(http.refusedCertificate()->fingerprint);
    const Outcome taken(http, Request::get(server.url()));
    QTRY_VERIFY(taken.isThere());
    QVERIFY2(taken.result(), qPrintable(taken.result() ? QString() : taken.result().error().message()));
    QCOMPARE(taken.result()->body(), QByteArray("x"));
    HttpOptions options = quick();
    options.trustedFingerprints = {http.refusedCertificate()->fingerprint};
    Http later(options);
    const Outcome again(later, Request::post(server.url(), "body", "text/plain"));
    QTRY_VERIFY(again.isThere());
    QVERIFY(again.result());
}

void TestTls::whatIsWrongWithATrustedCertificateIsKept_data()
{
    QTest::addColumn<bool>("isPinned");
    QTest::newRow("authorities are asked") << false;
    QTest::newRow("it is believed by its pin, and nobody is asked") << true;
}

void TestTls::whatIsWrongWithATrustedCertificateIsKept()
{
    QFETCH(bool, isPinned);
    TestServer server(friendly(), TestServer::Kind::Tls);
    const QString authority = authorityOf(server.url());
    Http stranger(quick());
    const Outcome refused(stranger, Request::get(server.url()));
    QTRY_VERIFY(refused.isThere());
    const Certificate seen = stranger.refusedCertificate().value();
    HttpOptions options = quick();
    options.trustedFingerprints = {seen.fingerprint};
    if (isPinned)
        options.pins = {Pin(authority, seen.fingerprint)};
    Http http(options);
    QVERIFY(!http.accepted(authority));
    QCOMPARE(http.connectionsTo(server.url()), 0); // nobody knows yet what it speaks
    const Outcome taken(http, Request::get(server.url()));
    QTRY_VERIFY(taken.isThere());
    QVERIFY(taken.result());
    QVERIFY(!http.accepted(authority)->reasons.isEmpty()); // never as if somebody vouched for it
    QTRY_COMPARE(http.accepted(authority)->code, seen.code);
    QCOMPARE(http.accepted(authority)->fingerprint, seen.fingerprint);
    QCOMPARE(http.connectionsTo(server.url()), 6); // HTTP/1.1: one answer at a time on each
}

void TestTls::pinsAreForOneCertificateOnly()
{
    TestServer known(friendly(), TestServer::Kind::Tls);
    TestServer stranger(friendly(), TestServer::Kind::Tls);
    Http http(quick());
    const Outcome first(http, Request::get(known.url()));
    QTRY_VERIFY(first.isThere());
    http.trust(http.refusedCertificate()->fingerprint);
    const QByteArray pinned = http.refusedCertificate()->fingerprint;
    const Outcome second(http, Request::get(stranger.url()));
    QTRY_VERIFY(second.isThere());
    QVERIFY(!second.result());
    QCOMPARE(second.result().error().kind(), Error::Kind::Tls);
    QVERIFY(http.refusedCertificate()->fingerprint != pinned);
    QCOMPARE(stranger.requests().size(), 0);
}

void TestTls::nothingIsSentBeforeTheDecision()
{
    TestServer server(friendly(), TestServer::Kind::Tls);
    Http http(quick());
    std::vector<std::unique_ptr<Outcome>> outcomes;
    for (int i = 0; i < 8; ++i)
        outcomes.push_back(std::make_unique<Outcome>(http, Request::post(server.url(), "canary", "text/plain")));
    for (const auto &outcome : outcomes) {
        QTRY_VERIFY(outcome->isThere());
        QVERIFY(!outcome->result());
        QCOMPARE(outcome->result().error().kind(), Error::Kind::Tls);
    }
    QCOMPARE(server.requests().size(), 0);
}

/// A server hello for TLS 1.1 is an alert's worth, whatever certificate would follow.
void TestTls::oldProtocolsAreRefused()
{
    QTcpServer server;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *connection = server.nextPendingConnection();
        connect(connection, &QTcpSocket::readyRead, connection, [connection] {
            const QByteArray body = QByteArray::fromHex("0302") + QByteArray(32, 'r') + QByteArray::fromHex("00002f00");
            const QByteArray hello = QByteArray::fromHex("020000") + char(body.size()) + body;
            connection->write(QByteArray::fromHex("16030200") + char(hello.size()) + hello);
        });
    });
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Http http(quick());
    const Outcome outcome(http, Request::get(QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(server.serverPort()))));
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(!outcome.result());
    QCOMPARE(outcome.result().error().kind(), Error::Kind::Tls);
    QVERIFY(!http.refusedCertificate());
}

void TestTls::plainServersAreATlsError()
{
    QTcpServer server;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *connection = server.nextPendingConnection();
        connect(connection, &QTcpSocket::readyRead, connection,
            [connection] { connection->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    });
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Http http(quick());
    const Outcome outcome(http, Request::get(QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(server.serverPort()))));
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(!outcome.result());
    QCOMPARE(outcome.result().error().kind(), Error::Kind::Tls);
    QVERIFY(!outcome.result().error().details().isEmpty());
}

void TestTls::tlsServersOnPlainHttpAreNoAnswer()
{
    TestServer server(friendly(), TestServer::Kind::Tls);
    QUrl url = server.url();
    url.setScheme(QStringLiteral("http"));
    Http http(quick());
    const Outcome outcome(http, Request::get(url));
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(!outcome.result());
    QCOMPARE(outcome.result().error().kind(), Error::Kind::Offline);
}

void TestTls::nothingIsSentTwiceOverHttp2_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    for (const char *method : {"POST", "PUT", "PATCH", "DELETE"}) {
        for (const char *body : {"", "body"})
            QTest::addRow("%s %s", method, body) << QByteArray(method) << QByteArray(body);
    }
}

/// A server that speaks HTTP/2 just long enough to have the request.
void TestTls::nothingIsSentTwiceOverHttp2()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QSslServer server;
    server.setSslConfiguration(selfSigned({QSslConfiguration::ALPNProtocolHTTP2}));
    int requests = 0;
    connect(&server, &QTcpServer::pendingConnectionAvailable, this, [&] {
        QTcpSocket *connection = server.nextPendingConnection();
        connection->write(QByteArray::fromHex("000000040000000000")); // empty SETTINGS
        connect(connection, &QTcpSocket::readyRead, connection, [&requests, connection] {
            const QByteArray received = connection->property("received").toByteArray() + connection->readAll();
            connection->setProperty("received", received);
            if (holdsRequest(received)) {
                ++requests;
                connection->abort();
            }
        });
    });
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QUrl url(QStringLiteral("https://127.0.0.1:%1/").arg(server.serverPort()));
    Http http(quick());
    const Outcome refused(http, Request::get(url));
    QTRY_VERIFY(refused.isThere());
    QVERIFY(http.refusedCertificate());
    http.trust(http.refusedCertificate()->fingerprint);
    QCOMPARE(requests, 0);
    const Outcome outcome(http, Request::withBody(method, url, body, "text/plain"));
    QTRY_VERIFY(outcome.isThere());
    QVERIFY(!outcome.result());
    QCOMPARE(outcome.result().error().kind(), Error::Kind::Offline);
    QCOMPARE(requests, 1);
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
