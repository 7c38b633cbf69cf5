// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/playback.h"

#include "net/trafficrecord.h"

#include <QSignalSpy>
#include <QtTest>

using namespace nephoscope;

namespace {

Exchange exchange(const char *method, const char *url, int status, const QByteArray &body)
{
    return Exchange(Request(method, QUrl::fromEncoded(url)), Reply(status, body, "text/xml"), QDateTime(), {});
}

Recording recording()
{
    Recording result;
    result.exchanges = {exchange("GET", "https://h/api/org", 200, "first"),
        exchange("GET", "https://h/api/org/", 200, "second"), exchange("GET", "https://h/api/org", 500, "late failure"),
        exchange("GET", "https://h/api/query?type=vm&page=2", 200, "page two"),
        exchange("GET", "https://h/api/gone", 403, "one"), exchange("GET", "https://h/api/gone", 404, "two"),
        exchange("POST", "https://h/api/sessions", 200, "session"),
        exchange("GET", "https://h/t?ticket=abc", 200, "ticket"), exchange("OPTIONS", "https://h/api/org", 204, ""),
        exchange("GET", "https://h/a%20b/c%2Fd", 200, "escaped")};
    result.exchanges << Exchange(Request::get(QUrl(QStringLiteral("https://h/down"))),
        Error(Error::Kind::Offline, QStringLiteral("Down.")), {}, {});
    return result;
}

Result<Reply> sent(Playback &playback, const Request &request)
{
    std::optional<Result<Reply>> result;
    QCoro::connect(playback.send(request), &playback, [&](const Result<Reply> &r) { result = r; });
    return result ? *result : failure(Error::Kind::Canceled, QStringLiteral("no answer at once"));
}

} // namespace

class TestPlayback : public QObject {
    Q_OBJECT
private slots:
    void addressesCompare_data();
    void addressesCompare();
    void recordedAnswersAreFound_data();
    void recordedAnswersAreFound();
    void whatWasNotRecordedSaysSo_data();
    void whatWasNotRecordedSaysSo();
    void answersBelongToTheHostThatWasAsked();
    void everyAnswerIsAnExchange();
    void trafficIsBoundedByCountAndBytes();
};

void TestPlayback::addressesCompare_data()
{
    QTest::addColumn<QString>("other");
    QTest::newRow("https://h/api/org/") << QStringLiteral("http://other:81/api/org");
    QTest::newRow("https://h/q?b=2&a=1") << QStringLiteral("https://h/q?a=1&b=2");
    QTest::newRow("https://h/a%20b?x=%41") << QStringLiteral("https://h/a b?x=A");
    QTest::newRow("https://h/") << QStringLiteral("https://h");
    QTest::newRow("https://h/api#part") << QStringLiteral("https://h/api");
}

void TestPlayback::addressesCompare()
{
    QFETCH(QString, other);
    QCOMPARE(addressOf(QUrl::fromEncoded(QTest::currentDataTag())), addressOf(QUrl(other)));
    QVERIFY(addressOf(QUrl(other)) != addressOf(QUrl(QStringLiteral("https://h/api/vm"))));
}

void TestPlayback::recordedAnswersAreFound_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *method, const char *url, int status, const char *body) {
        QTest::newRow(url) << QByteArray(method) << status << QByteArray(body);
    };
    row("GET", "https://h/api/org", 200, "second");
    row("HEAD", "https://x/api/org", 200, "");
    row("OPTIONS", "https://y/api/org", 204, "");
    row("GET", "http://other/api/query/?page=2&type=vm", 200, "page two");
    row("GET", "https://h/api/gone", 404, "two");
    row("GET", "https://h/t?ticket=xyz", 200, "ticket");
    row("GET", "https://h/a%20b/c%2Fd", 200, "escaped");
}

void TestPlayback::recordedAnswersAreFound()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Playback playback(recording());
    QVERIFY(!playback.isLive());
    const auto reply = sent(playback, Request(method, QUrl::fromEncoded(QTest::currentDataTag())));
    QVERIFY(reply);
    QCOMPARE(reply->status(), status);
    QCOMPARE(reply->body(), body);
}

void TestPlayback::whatWasNotRecordedSaysSo_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<Error::Kind>("kind");
    const auto row = [](const char *method, const char *url, Error::Kind kind) {
        QTest::newRow(url) << QByteArray(method) << kind;
    };
    row("GET", "https://h/api/other", Error::Kind::NotFound);
    row("GET", "https://h/api/query?type=vm", Error::Kind::NotFound);
    row("GET", "https://h/api/sessions", Error::Kind::NotFound);
    row("OPTIONS", "https://h/api/gone", Error::Kind::NotFound);
    row("POST", "https://h//api/sessions", Error::Kind::Unsupported);
    row("DELETE", "https://h/api/org", Error::Kind::Unsupported);
    row("GET", "https://h/down", Error::Kind::Offline);
}

void TestPlayback::whatWasNotRecordedSaysSo()
{
    QFETCH(QByteArray, method);
    QFETCH(Error::Kind, kind);
    Playback playback(recording());
    const auto reply = sent(playback, Request(method, QUrl::fromEncoded(QTest::currentDataTag())));
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind(), kind);
    QVERIFY(!reply.error().message().isEmpty());
}

void TestPlayback::answersBelongToTheHostThatWasAsked()
{
    Playback playback(recording());
    const QUrl url(QStringLiteral("https://mine:8443/api/org"));
    const auto reply = sent(playback, Request::get(url));
    QVERIFY(reply);
    QCOMPARE(reply->url(), url);
}

void TestPlayback::everyAnswerIsAnExchange()
{
    Playback playback(recording());
    TrafficRecord record;
    connect(&playback, &Transport::exchanged, &record, &TrafficRecord::add);
    QVERIFY(sent(playback, Request::get(QUrl(QStringLiteral("https://h/api/org")))));
    QVERIFY(!sent(playback, Request::get(QUrl(QStringLiteral("https://h/nothing")))));
    QCOMPARE(record.exchanges().size(), 2u);
    QCOMPARE(record.exchanges()[0].reply().body(), QByteArray("second"));
    QCOMPARE(record.exchanges()[1].error()->kind(), Error::Kind::NotFound);
}

void TestPlayback::trafficIsBoundedByCountAndBytes()
{
    TrafficRecord record(3, 10'000);
    int added = 0;
    connect(&record, &TrafficRecord::added, this, [&] { ++added; });
    for (int i = 0; i < 5; ++i)
        record.add(exchange("GET", QByteArray("https://h/" + QByteArray::number(i)).constData(), 200, "x"));
    QCOMPARE(record.exchanges().size(), 3u);
    QCOMPARE(record.exchanges().front().request().url().path(), QStringLiteral("/2"));
    record.add(exchange("GET", "https://h/large", 200, QByteArray(9'940, 'x')));
    QCOMPARE(record.exchanges().size(), 1u);
    QVERIFY(record.bytes() > 9'940 && record.bytes() <= 10'000);
    record.add(exchange("GET", "https://h/huge", 200, QByteArray(10'001, 'x')));
    QCOMPARE(record.exchanges().size(), 0u);
    QCOMPARE(record.bytes(), 0);
    QCOMPARE(added, 7);
    record.add(exchange("GET", "https://h/", 200, "x"));
    record.clear();
    QCOMPARE(record.bytes(), 0);
}

QTEST_GUILESS_MAIN(TestPlayback)
#include "tst_playback.moc"
