// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/callrequest.h"
#include "schema/swagger.h"

#include <QFile>
#include <QTest>

using namespace nephoscope;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

const QUrl origin(QStringLiteral("https://user:pw@manager.example:8443/somewhere?x=y#z"));

Call call(const char *key)
{
    QFile file(s(NEPHOSCOPE_SOURCE_DIR "/tests/data/schema/widgets.json"));
    const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const Schema schema = Schema().with(readSwagger(s("/widgets"), bytes).value_or(SchemaPart()));
    const Call *found = schema.call(s(key));
    return found ? *found : Call();
}

Arguments arguments(std::initializer_list<std::pair<const char *, QStringList>> values)
{
    Arguments made;
    for (const auto &[name, list] : values)
        made.insert(s(name), list);
    return made;
}

QString refusal(const Result<Request> &request)
{
    return request ? s("sent to ") + request->url().toString()
                   : (request.error().kind() == Error::Kind::Invalid ? request.error().message() : s("other kind"));
}

} // namespace

class TestCallRequest : public QObject {
    Q_OBJECT
private slots:
    void putsValuesWhereTheyBelong();
    void keepsToTheConnectedOrigin();
    void encodesVariables_data();
    void encodesVariables();
    void refusesVariablesThatLeadElsewhere_data();
    void refusesVariablesThatLeadElsewhere();
    void sendsPresetsOnlyWhereNeeded();
    void namesWhatIsMissing();
    void letsNoLineIntoHeaders();
    void leavesHeadersOfTheSessionAlone();
    void checksKinds_data();
    void checksKinds();
    void sendsFilesAsParts();
    void sendsForms();
    void takesNoBodyWhereNoneBelongs();
    void namesAreForPeople_data();
    void namesAreForPeople();
};

void TestCallRequest::putsValuesWhereTheyBelong()
{
    const auto request = requestFor(call("GET /widgets"), origin,
        arguments({{"labels", {s("a b"), s("c&d=e")}}, {"filter", {s("name:x")}}, {"kind", {s("Ä")}},
            {"deep", {s("true")}}, {"X-Trace", {s("t 1")}}}));
    QVERIFY(request);
    QCOMPARE(request->method(), QByteArray("GET"));
    QCOMPARE(request->url().toEncoded(),
        QByteArray(
            "https://manager.example:8443/shop/api/widgets?labels=a%20b&labels=c%26d%3De&filter=name%3Ax&deep=true"
            "&kind=%C3%84"));
    QCOMPARE(request->headers().value("X-Trace"), QByteArray("t 1"));
    QVERIFY(request->body().isEmpty() && request->headers().value("Content-Type").isEmpty());

    const auto made = requestFor(call("POST /widgets"), origin, {}, "{\"name\":\"x\"}");
    QVERIFY(made);
    QCOMPARE(made->method(), QByteArray("POST"));
    QCOMPARE(made->body(), QByteArray("{\"name\":\"x\"}"));
    QCOMPARE(made->headers().value("Content-Type"), QByteArray("application/json"));
}

void TestCallRequest::keepsToTheConnectedOrigin()
{
    Call other = call("GET /widgets");
    for (const char *base : {"//evil.example", "@evil.example", ":99@evil.example", ".evil.example", ""}) {
        other.base = s(base);
        const auto request = requestFor(other, origin, arguments({{"deep", {s("true")}}}));
        QVERIFY2(!request || request->url().host() == s("manager.example"), base);
        QVERIFY(!request || (request->url().port() == 8443 && request->url().userInfo().isEmpty()));
    }
}

void TestCallRequest::encodesVariables_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("encoded");
    QTest::newRow("plain") << s("id-1_2.3~") << QByteArray("id-1_2.3~");
    QTest::newRow("slash") << s("a/b") << QByteArray("a%2Fb");
    QTest::newRow("climbing") << s("../../x") << QByteArray("..%2F..%2Fx");
    QTest::newRow("question") << s("a?b#c") << QByteArray("a%3Fb%23c");
    QTest::newRow("percent") << s("100%25") << QByteArray("100%2525");
    QTest::newRow("braces") << s("{part}") << QByteArray("%7Bpart%7D");
    QTest::newRow("words") << s("größe 1;2") << QByteArray("gr%C3%B6%C3%9Fe%201%3B2");
    QTest::newRow("line") << s("a\r\nX: y") << QByteArray("a%0D%0AX%3A%20y");
}

void TestCallRequest::encodesVariables()
{
    QFETCH(QString, value);
    QFETCH(QByteArray, encoded);
    const auto request = requestFor(
        call("GET /widgets/{widgetId}/{part}"), origin, arguments({{"widgetId", {value}}, {"part", {s("p")}}}));
    QVERIFY(request);
    QCOMPARE(request->url().toEncoded(), "https://manager.example:8443/shop/api/widgets/" + encoded + "/p");
}

void TestCallRequest::refusesVariablesThatLeadElsewhere_data()
{
    QTest::addColumn<QString>("value");
    for (const char *value : {".", "..", "upload", "count"})
        QTest::newRow(value) << s(value);
}

void TestCallRequest::refusesVariablesThatLeadElsewhere()
{
    QFETCH(QString, value);
    const auto request = requestFor(
        call("GET /widgets/{widgetId}/{part}"), origin, arguments({{"widgetId", {value}}, {"part", {s("p")}}}));
    QCOMPARE(refusal(request), s("The value of Widget ID cannot be part of an address."));
}

void TestCallRequest::sendsPresetsOnlyWhereNeeded()
{
    const auto request = requestFor(call("GET /widgets"), origin, {});
    QVERIFY(request);
    QCOMPARE(request->url().query(), s("deep=false"));
    const auto empty =
        requestFor(call("GET /widgets"), origin, arguments({{"kind", {QString()}}, {"deep", {QString()}}}));
    QVERIFY(empty);
    QCOMPARE(empty->url().query(), s("deep=false"));
}

void TestCallRequest::namesWhatIsMissing()
{
    const Call part = call("GET /widgets/{widgetId}/{part}");
    QCOMPARE(refusal(requestFor(part, origin, {})), s("Widget ID is missing."));
    QCOMPARE(refusal(requestFor(part, origin, arguments({{"widgetId", {s("w")}}, {"part", {QString()}}}))),
        s("Part is missing."));
    QCOMPARE(refusal(requestFor(call("POST /widgets"), origin, {})), s("Body is missing."));
    QCOMPARE(refusal(requestFor(call("POST /widgets/upload"), origin, {})), s("First is missing."));
}

void TestCallRequest::letsNoLineIntoHeaders()
{
    for (const char *value : {"a\r\nX-Evil: 1", "a\nb", "a\rb", "a\tb", "\x7f"}) {
        const auto request = requestFor(call("GET /widgets"), origin, arguments({{"X-Trace", {s(value)}}}));
        QCOMPARE(refusal(request), s("X trace may hold no line break and no control character."));
    }
}

void TestCallRequest::leavesHeadersOfTheSessionAlone()
{
    Call traced = call("GET /widgets");
    for (const char *name : {"Authorization", "authorization", "Host", "Cookie", "Content-Length"}) {
        for (Parameter &parameter : traced.parameters) {
            if (parameter.in == Parameter::In::Header) {
                parameter.field.name = s(name);
                parameter.field.isRequired = true;
            }
        }
        const auto request = requestFor(traced, origin, arguments({{name, {s("x")}}}));
        QVERIFY2(request, name);
        QVERIFY2(!request->headers().contains(name), name);
    }
}

void TestCallRequest::checksKinds_data()
{
    QTest::addColumn<int>("plain");
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<bool>("good");
    const auto row = [](const char *name, PlainType plain, const QStringList &values, bool good) {
        QTest::newRow(name) << static_cast<int>(plain) << values << good;
    };
    row("integer", PlainType::Integer, {s("-9007199254740993")}, true);
    row("no integer", PlainType::Integer, {s("1.5")}, false);
    row("instant", PlainType::Instant, {s("1700000000000")}, true);
    row("decimal", PlainType::Decimal, {s("1.5")}, true);
    row("no decimal", PlainType::Decimal, {s("much")}, false);
    row("boolean", PlainType::Boolean, {s("true")}, true);
    row("no boolean", PlainType::Boolean, {s("True")}, false);
    row("text", PlainType::Text, {s("anything")}, true);
    row("two values", PlainType::Text, {s("a"), s("b")}, false);
}

void TestCallRequest::checksKinds()
{
    QFETCH(int, plain);
    QFETCH(QStringList, values);
    QFETCH(bool, good);
    Call one = call("GET /widgets");
    for (Parameter &parameter : one.parameters) {
        if (parameter.field.name == s("kind"))
            parameter.field.plain = static_cast<PlainType>(plain);
    }
    const auto request = requestFor(one, origin, arguments({{"kind", values}}));
    QCOMPARE(request.has_value(), good);
    QVERIFY(good || refusal(request).contains(s("Kind")));
}

void TestCallRequest::sendsFilesAsParts()
{
    const QByteArray binary = QByteArray("\0\r\n--part\r\n\xff", 12);
    const auto request = requestFor(call("POST /widgets/upload"), origin,
        arguments({{"first", {s("/some/folder/a \"b\".nlf")}}, {"second", {s("c.txt")}}}), {},
        {{s("first"), binary}, {s("second"), QByteArray("text")}});
    QVERIFY(request);
    const QByteArray type = request->headers().value("Content-Type");
    QVERIFY(type.startsWith("multipart/form-data; boundary="));
    const QByteArray line = "--" + type.mid(type.indexOf('=') + 1);
    QCOMPARE(request->body(),
        line + "\r\nContent-Disposition: form-data; name=\"first\"; filename=\"a %22b%22.nlf\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n" + binary + "\r\n" + line
            + "\r\nContent-Disposition: form-data; name=\"second\"; filename=\"c.txt\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\ntext\r\n" + line + "--\r\n");
    QCOMPARE(request->headers().value("firstFilename"), QByteArray("a \"b\".nlf"));
    QCOMPARE(refusal(requestFor(call("POST /widgets/upload"), origin, arguments({{"first", {s("a")}}}))),
        s("The file for First could not be read."));
}

void TestCallRequest::sendsForms()
{
    const Result<SchemaPart> part = readSwagger(s("/f"), R"({"apis":[{"path":"/f","operations":[{"method":"POST",
        "type":"void","parameters":[{"name":"a","paramType":"form","type":"string"},
        {"name":"b","paramType":"form","type":"array","items":{"type":"string"}}]}]}]})");
    QVERIFY(part);
    const auto request =
        requestFor(part->calls.first(), origin, arguments({{"a", {s("x y&z")}}, {"b", {s("1"), s("2")}}}));
    QVERIFY(request);
    QCOMPARE(request->body(), QByteArray("a=x%20y%26z&b=1&b=2"));
    QCOMPARE(request->headers().value("Content-Type"), QByteArray("application/x-www-form-urlencoded"));
}

void TestCallRequest::takesNoBodyWhereNoneBelongs()
{
    QCOMPARE(refusal(requestFor(call("GET /widgets"), origin, {}, "{}")), s("This call takes no content."));
}

void TestCallRequest::namesAreForPeople_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *text) { QTest::newRow(name) << s(name) << s(text); };
    row("workingEnvironmentId", "Working environment ID");
    row("svmName", "Svm name");
    row("account_id", "Account ID");
    row("region", "Region");
    row("KMSKeyName", "KMS key name");
    row("", "");
}

void TestCallRequest::namesAreForPeople()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QCOMPARE(nameForPeople(name), text);
}

QTEST_GUILESS_MAIN(TestCallRequest)
#include "tst_callrequest.moc"
