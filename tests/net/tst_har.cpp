// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redaction.h"
#include "net/har.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>
#include <QtTest>

using namespace nephoscope;

namespace {

const QDateTime started(QDate(2024, 2, 29), QTime(12, 30, 15, 250), QTimeZone::utc());

QByteArray har(const QByteArray &entries)
{
    return "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"x\",\"version\":\"1\"},\"comment\":\"c\",\"entries\":"
           "["
        + entries + "]}}";
}

QByteArray entry(const QByteArray &content)
{
    return "{\"request\":{\"method\":\"GET\",\"url\":\"https://h/api\"},\"response\":{\"status\":200,\"content\":"
        + content + "}}";
}

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestHar : public QObject {
    Q_OBJECT
private slots:
    void bodiesAreRead_data();
    void bodiesAreRead();
    void missingAndWrongMembersAreTolerated_data();
    void missingAndWrongMembersAreTolerated();
    void whatIsNoHarIsRefusedWithReason_data();
    void whatIsNoHarIsRefusedWithReason();
    void everythingSurvivesWritingAndReading_data();
    void everythingSurvivesWritingAndReading();
    void writtenFilesHoldNoSecret();
    void writtenFilesHaveWhatHarDemands();
    void sharedRecordingsOpenWithoutLoss();
};

void TestHar::bodiesAreRead_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("text") << QByteArray(R"({"text":"gr\u00fcn \ud83d\ude00"})") << QByteArray("grün 😀");
    QTest::newRow("base64") << QByteArray(R"({"text":"AAECww==","encoding":"base64"})") << QByteArray("\0\1\2\xc3", 4);
    QTest::newRow("latin 1") << QByteArray(R"({"mimeType":"text/xml; charset=ISO-8859-1","text":"gr\u00fcn"})")
                             << QByteArray("gr\xfcn");
    QTest::newRow("no latin 1 after all")
        << QByteArray(R"({"mimeType":"text/xml; charset=ISO-8859-1","text":"\u20ac"})") << QByteArray("€");
    QTest::newRow("none") << QByteArray("{}") << QByteArray();
}

void TestHar::bodiesAreRead()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, body);
    const auto recording = readHar(har(entry(content)));
    QVERIFY(recording);
    QCOMPARE(recording->exchanges.size(), 1);
    QCOMPARE(recording->exchanges[0].reply().body(), body);
    QCOMPARE(recording->creator, QStringLiteral("x 1"));
    QCOMPARE(recording->comment, QStringLiteral("c"));
}

void TestHar::missingAndWrongMembersAreTolerated_data()
{
    QTest::addColumn<QByteArray>("entries");
    QTest::addColumn<int>("read");
    QTest::addColumn<int>("skipped");
    QTest::newRow("empty") << QByteArray() << 0 << 0;
    QTest::newRow("bare") << entry("{}") << 1 << 0;
    QTest::newRow("status as text") << QByteArray(
        R"({"request":{"method":"GET","url":"/api"},"response":{"status":"404"},"pageref":7,"_x":[]})")
                                    << 1 << 0;
    QTest::newRow("no answer") << QByteArray(
        R"({"request":{"method":"GET","url":"https://h/"},"response":{"status":0}})")
                               << 1 << 0;
    QTest::newRow("no response") << QByteArray(R"({"request":{"method":"GET","url":"https://h/"}})") << 0 << 1;
    QTest::newRow("no url") << QByteArray(R"({"request":{"method":"GET"},"response":{"status":200}})") << 0 << 1;
    QTest::newRow("bad url") << QByteArray(
        R"({"request":{"method":"GET","url":"http://[x"},"response":{"status":200}})")
                             << 0 << 1;
    QTest::newRow("no method") << QByteArray(R"({"request":{"url":"https://h/"},"response":{"status":200}})") << 0 << 1;
    QTest::newRow("bad base64") << entry(R"({"text":"*","encoding":"base64"})") + "," + entry("{}") << 1 << 1;
    QTest::newRow("no objects") << QByteArray("1,null,[],\"x\"") << 0 << 4;
    QTest::newRow("headers") << QByteArray(
        R"({"request":{"method":"GET","url":"https://h/","headers":[{"name":":path","value":"/"},{"name":"A"},5,{}]},"response":{"status":200,"headers":{}}})")
                             << 1 << 0;
}

void TestHar::missingAndWrongMembersAreTolerated()
{
    QFETCH(QByteArray, entries);
    QFETCH(int, read);
    QFETCH(int, skipped);
    const auto recording = readHar(har(entries));
    QVERIFY(recording);
    QCOMPARE(recording->exchanges.size(), read);
    QCOMPARE(recording->skipped, skipped);
    for (const Exchange &exchange : recording->exchanges)
        QCOMPARE(exchange.error().has_value(), exchange.reply().status() == 0);
}

void TestHar::whatIsNoHarIsRefusedWithReason_data()
{
    QTest::addColumn<QString>("reason");
    QTest::newRow("") << QStringLiteral("byte 0");
    QTest::newRow("{\"log\":{\"entries\":[") << QStringLiteral("byte 19");
    QTest::newRow("<html>") << QStringLiteral("byte 1");
    QTest::newRow("[]") << QStringLiteral("log.entries");
    QTest::newRow("{\"log\":{}}") << QStringLiteral("log.entries");
}

void TestHar::whatIsNoHarIsRefusedWithReason()
{
    QFETCH(QString, reason);
    const auto recording = readHar(QTest::currentDataTag());
    QVERIFY(!recording);
    QCOMPARE(recording.error().kind(), Error::Kind::Malformed);
    QVERIFY2(recording.error().message().contains(reason), qPrintable(recording.error().message()));
}

void TestHar::everythingSurvivesWritingAndReading_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("text") << QByteArray("application/json") << QByteArray("{\"a\":\"grün 😀 \\u0000\"}");
    QTest::newRow("none") << QByteArray("text/plain") << QByteArray();
    QTest::newRow("binary") << QByteArray("image/png") << QByteArray("\x89PNG\r\n\0\xff", 8);
    QTest::newRow("latin 1") << QByteArray("text/xml; charset=iso-8859-1") << QByteArray("<a>gr\xfcn</a>");
    QTest::newRow("utf-8 called latin 1") << QByteArray("text/xml; charset=iso-8859-1") << QByteArray("<a>grün</a>");
    QTest::newRow("byte order mark") << QByteArray("text/xml") << QByteArray("\xef\xbb\xbf<a/>");
    QTest::newRow("control characters") << QByteArray("text/plain") << QByteArray("\0\1\x1f\x7f\r\n", 6);
}

void TestHar::everythingSurvivesWritingAndReading()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    Request request = Request::withBody("PUT", QUrl(QStringLiteral("https://h:8443/api/vm?b=%2F&a=ü")), body, type);
    request.headers().add("Accept", "a/b");
    request.headers().add("Accept", "c/d");
    Reply reply(420, body, type, request.url());
    reply.setStatus(420, "Not set up");
    reply.headers().add("X-Name", "Größe");
    Exchange::Timings timings;
    timings.connected = 3;
    timings.firstByte = 14;
    timings.finished = 15;
    const Exchange answered(request, reply, started, timings);
    const Exchange failed(request, Error(Error::Kind::Tls, QStringLiteral("No trust.")), started, timings);
    const auto recording = readHar(writeHar({answered, failed}));
    QVERIFY(recording);
    QCOMPARE(recording->skipped, 0);
    QCOMPARE(recording->exchanges.size(), 2);
    const Exchange &read = recording->exchanges[0];
    QCOMPARE(read.request().method(), request.method());
    QCOMPARE(read.request().url(), request.url());
    QCOMPARE(read.request().body(), body);
    QCOMPARE(read.request().headers().all(), request.headers().all());
    QCOMPARE(read.reply().status(), 420);
    QCOMPARE(read.reply().reason(), reply.reason());
    QCOMPARE(read.reply().body(), body);
    QCOMPARE(read.reply().headers().all(), reply.headers().all());
    QCOMPARE(read.reply().url(), request.url());
    QCOMPARE(read.started(), started);
    QCOMPARE(read.timings().connected, 3);
    QCOMPARE(read.timings().firstByte, 14);
    QCOMPARE(read.timings().finished, 15);
    QVERIFY(recording->exchanges[1].error());
    QCOMPARE(recording->exchanges[1].error()->kind(), Error::Kind::Tls);
    QCOMPARE(recording->exchanges[1].error()->message(), QStringLiteral("No trust."));
}

void TestHar::writtenFilesHoldNoSecret()
{
    const QByteArray secret = "canary-4711";
    const QString word = QString::fromLatin1(secret);
    Request request = Request::post(QUrl(QStringLiteral("https://u:") + word + QStringLiteral("@h/x?token=") + word),
        "{\"password\":\"" + secret + "\"}", "application/json");
    request.headers().set("Authorization", "Bearer " + secret);
    request.headers().set("Cookie", "sid=" + secret);
    Reply reply(200, "<Password>" + secret + "</Password>", "text/xml", request.url());
    reply.headers().add("Set-Cookie", "sid=" + secret + "; Path=/");
    reply.headers().add("X-VMWARE-VCLOUD-ACCESS-TOKEN", secret);
    reply.headers().add("Location", "https://h/?ticket=" + secret);
    const Error error(Error::Kind::Server, QStringLiteral("password=") + word);
    const Exchange answered(request, reply, started, {});
    const Exchange failed(request, error, started, {});
    QVERIFY(!answered.request().body().contains(secret));
    QVERIFY(!answered.reply().body().contains(secret));
    QVERIFY(!failed.error()->message().contains(word));
    const QByteArray file = writeHar({answered, failed});
    QVERIFY(file.contains("REDACTED"));
    QVERIFY2(!file.contains(secret), file.constData());
}

void TestHar::writtenFilesHaveWhatHarDemands()
{
    const Exchange exchange(Request::get(QUrl(QStringLiteral("https://h/?a=b"))), Reply(204, {}), started, {});
    const QJsonObject log = QJsonDocument::fromJson(writeHar({exchange})).object()[u"log"].toObject();
    QCOMPARE(log[u"version"].toString(), QStringLiteral("1.2"));
    QVERIFY(log[u"creator"].toObject().contains(u"name") && log[u"creator"].toObject().contains(u"version"));
    const QJsonObject written = log[u"entries"][0].toObject();
    const auto holds = [](const QJsonObject &object, const QStringList &names) {
        return std::all_of(names.begin(), names.end(), [&](const QString &name) { return object.contains(name); });
    };
    const auto names = [](const char *list) { return QString::fromLatin1(list).split(u' '); };
    QVERIFY(holds(written, names("startedDateTime time request response cache timings")));
    QVERIFY(holds(written[u"request"].toObject(),
        names("method url httpVersion cookies headers queryString headersSize bodySize")));
    QVERIFY(holds(written[u"response"].toObject(),
        names("status statusText httpVersion cookies headers content redirectURL headersSize bodySize")));
    QVERIFY(holds(written[u"response"][u"content"].toObject(), names("size mimeType")));
    for (const QString &part : names("send wait receive"))
        QVERIFY(written[u"timings"][part].toDouble(-1) >= 0);
}

/// Nothing of theirs is skipped, and nothing but secrets is changed by reading.
void TestHar::sharedRecordingsOpenWithoutLoss()
{
    const QDir folder(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/../shared/recordings"));
    const QStringList files = folder.entryList({QStringLiteral("*.har")}, QDir::Files);
    qsizetype entries = 0;
    int cut = 0;
    for (const QString &file : files) {
        const QByteArray bytes = fileBytes(folder.filePath(file));
        const auto recording = readHar(bytes);
        QVERIFY2(recording, qPrintable(file));
        QCOMPARE(recording->skipped, 0);
        const QJsonArray raw = QJsonDocument::fromJson(bytes)[u"log"][u"entries"].toArray();
        QCOMPARE(recording->exchanges.size(), raw.size());
        for (qsizetype i = 0; i < raw.size(); ++i) {
            const QJsonObject content = raw[i][u"response"][u"content"].toObject();
            const QByteArray body = content[u"text"].toString().toUtf8();
            const QByteArray &read = recording->exchanges[i].reply().body();
            QCOMPARE(read, redactedBody(body, content[u"mimeType"].toString().toLatin1()));
            cut += read != body;
        }
        QCOMPARE(readHar(writeHar(recording->exchanges))->exchanges.size(), raw.size());
        entries += raw.size();
    }
    qInfo() << files.size() << "shared files," << entries << "entries," << cut << "with a secret that was left in";
}

QTEST_GUILESS_MAIN(TestHar)
#include "tst_har.moc"
