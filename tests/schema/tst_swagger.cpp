// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/swagger.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace nephoscope;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

QByteArray widgetBytes()
{
    QFile file(s(NEPHOSCOPE_SOURCE_DIR "/tests/data/schema/widgets.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QString area = s("/shop:widgets");

SchemaPart widgets() { return readSwagger(area, widgetBytes()).value_or(SchemaPart()); }

Call call(const char *key)
{
    const Schema schema = Schema().with(widgets());
    const Call *found = schema.call(s(key));
    return found ? *found : Call();
}

/// "list map File#id=choices" in short words, as the test tables say it.
QString inWords(const Field &field)
{
    static const QStringList plain =
        s("text integer decimal boolean time instant date duration url binary file any").split(u' ');
    QString words = field.isMap ? s("map ") : QString();
    words += field.isList ? s("list ") : QString();
    words += field.type.isEmpty() ? plain.value(static_cast<int>(field.plain)) : field.type;
    return field.choices.isEmpty() ? words : words + u' ' + field.choices.join(u'|');
}

QByteArray withApis(const QByteArray &apis) { return "{\"swaggerVersion\":\"1.2\",\"apis\":[" + apis + "]}"; }

QByteArray operation(const QByteArray &more)
{
    return withApis(R"({"path":"/a/{id}","operations":[{"method":"GET","type":"void",)" + more + "}]}");
}

} // namespace

class TestSwagger : public QObject {
    Q_OBJECT
private slots:
    void readsTheIndex();
    void indexIsMalformed_data();
    void indexIsMalformed();
    void knowsWhatPropertiesAre_data();
    void knowsWhatPropertiesAre();
    void readsTheRangesOfNumbers_data();
    void readsTheRangesOfNumbers();
    void marksWhatIsRequired();
    void takesThePathOfTheBase();
    void writesSummariesPlainly();
    void cutsTheConditionOff();
    void findsVariablesNobodyDeclared();
    void sendsFilesAsParts();
    void knowsResults();
    void keepsWordsOfOtherPathsFromVariables();
    void readsWhatLaterVersionsWrite();
    void declarationIsMalformed_data();
    void declarationIsMalformed();
    void wrongElementsCostThemselvesOnly_data();
    void wrongElementsCostThemselvesOnly();
    void staysQuickOnHostileInput_data();
    void staysQuickOnHostileInput();
    void survivesEveryTruncation();
};

void TestSwagger::readsTheIndex()
{
    const Result<QStringList> names = swaggerResources(R"({"swaggerVersion":"1.2","apis":[
        {"path":"/tenants","description":"x"},{"path":"/a:b:c-d"},{"path":"plain"},{"path":"/tenants"},{"path":7},{},
        null,"text",{"path":"/../x"},{"path":"//host/x"},{"path":"/a b"},{"path":"/a?b"},{"path":"http://h/x"}]})");
    QVERIFY(names);
    QCOMPARE(*names, QStringList({s("/tenants"), s("/a:b:c-d"), s("/plain"), s("/7")}));
}

void TestSwagger::indexIsMalformed_data()
{
    QTest::addColumn<QByteArray>("index");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("html") << QByteArray("<html><body>Bad gateway</body></html>");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("no apis") << QByteArray("{}");
    QTest::newRow("apis is no list") << QByteArray("{\"apis\":{}}");
    QTest::newRow("deep") << QByteArray("[").repeated(1'000'000);
}

void TestSwagger::indexIsMalformed()
{
    QFETCH(QByteArray, index);
    const Result<QStringList> names = swaggerResources(index);
    QVERIFY(!names);
    QCOMPARE(names.error().kind(), Error::Kind::Malformed);
}

void TestSwagger::knowsWhatPropertiesAre_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *path, const char *words) { QTest::newRow(path) << s(path) << s(words); };
    row("name", "text");
    row("kind", "text");
    row("mode", "text slow|fast|very_fast");
    row("tier", "text S3|Blob");
    row("lock", "/shop:widgets#Lock none|strict");
    row("lock/type", "text none|strict");
    row("iops", "decimal");
    row("useCache", "boolean");
    row("extra", "any");
    row("createDate", "instant");
    row("size", "integer");
    row("changed", "time");
    row("tags", "map list text");
    row("tags/somebody", "list text");
    row("tags/somebody/0", "text");
    row("options", "map any");
    row("parts", "list /shop:widgets#Part");
    row("parts/3/price", "decimal");
    row("rules", "list any");
    row("versions", "list text v3|v4");
    row("protocols", "list text");
    row("parent/parent/parent/hA", "boolean");
}

void TestSwagger::knowsWhatPropertiesAre()
{
    QFETCH(QString, path);
    QFETCH(QString, words);
    const auto field = Schema().with(widgets()).field(area + s("#Widget"), Path(path));
    QVERIFY(field);
    QCOMPARE(inWords(*field), words);
}

void TestSwagger::readsTheRangesOfNumbers_data()
{
    QTest::addColumn<QByteArray>("property");
    QTest::addColumn<QString>("range");
    const auto row = [](const char *property, const char *range) {
        QTest::newRow(property) << QByteArray(property) << s(range);
    };
    row(R"({"type":"integer"})", "...");
    row(R"({"type":"integer","minimum":"1","maximum":"64"})", "1...64");
    row(R"({"type":"integer","minimum":1})", "1...");
    row(R"({"type":"number","maximum":0.5})", "...0.5");
    row(R"({"type":"array","items":{"type":"integer","minimum":"2"}})", "2...");
    row(R"({"type":"integer","minimum":"low","maximum":"Infinity"})", "...");
}

void TestSwagger::readsTheRangesOfNumbers()
{
    QFETCH(QByteArray, property);
    QFETCH(QString, range);
    const QByteArray bytes =
        R"({"swaggerVersion":"1.2","apis":[],"models":{"A":{"id":"A","properties":{"n":)" + property + "}}}}";
    const Result<SchemaPart> part = readSwagger(area, bytes);
    QVERIFY(part.has_value());
    const auto words = [](const Schema &schema) {
        const auto field = schema.field(area + s("#A"), Path(s("n")));
        const auto bound = [](std::optional<double> value) { return value ? QString::number(*value) : QString(); };
        return field ? bound(field->range.lowest) + s("...") + bound(field->range.highest) : s("no field");
    };
    const Schema schema = Schema().with(*part);
    QCOMPARE(words(schema), range);
    QCOMPARE(words(*Schema::fromJson(schema.toJson())), range);
}

void TestSwagger::marksWhatIsRequired()
{
    const Schema schema = Schema().with(widgets());
    const QList<Field> fields = schema.fields(area + s("#Widget"));
    QStringList required;
    for (const Field &field : fields) {
        QVERIFY(!field.name.contains(u'$'));
        if (field.isRequired)
            required.append(field.name);
    }
    QCOMPARE(required, QStringList({s("name"), s("hA")}));
    QCOMPARE(fields.first().name, s("name")); // in order of declaration
    QCOMPARE(fields.last().name, s("parent"));
    QCOMPARE(fields.first().help, s("The name <short>"));
    QVERIFY(!schema.type(area + s("#PartName")) && !schema.type(area + s("#Value")));
}

void TestSwagger::takesThePathOfTheBase()
{
    QCOMPARE(call("GET /widgets").base, s("/shop/api"));
    QCOMPARE(call("GET /widgets").area, area);
    const auto base = [](const char *json) {
        const Result<SchemaPart> part = readSwagger(
            s("/x"), QByteArray("{\"basePath\":\"") + json + "\"," + operation("\"nickname\":\"n\"").mid(1));
        return part && !part->calls.isEmpty() ? part->calls.first().base : s("none");
    };
    QCOMPARE(base("/plain/"), s("/plain"));
    QCOMPARE(base("plain"), s("/plain"));
    QCOMPARE(base(""), QString());
    QCOMPARE(base("http://host"), QString());
    QCOMPARE(base("http://host/a/../../b"), QString());
}

void TestSwagger::writesSummariesPlainly()
{
    QCOMPARE(call("GET /widgets").summary, s("Lists widgets & parts. All of them"));
    QCOMPARE(call("GET /widgets/{widgetId}/{part}").summary, s("A part"));
}

void TestSwagger::cutsTheConditionOff()
{
    const Call make = call("POST /widgets");
    QCOMPARE(make.summary, s("Makes a widget"));
    QCOMPARE(make.states, QStringList({s("ON"), s("DEGRADED")}));
    QVERIFY(make.isDeprecated && make.isVoid);
    QCOMPARE(call("DELETE /widgets/{widgetId}/{part}").states, QStringList({s("OFF")}));
    QVERIFY(call("GET /widgets").states.isEmpty());
    QVERIFY(!call("GET /widgets").isDeprecated);
}

void TestSwagger::findsVariablesNobodyDeclared()
{
    for (const char *key : {"GET /widgets/{widgetId}/{part}", "DELETE /widgets/{widgetId}/{part}"}) {
        const Call found = call(key);
        QVERIFY(found.parameters.size() >= 2);
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(found.parameters.at(i).in, Parameter::In::Path);
            QVERIFY(found.parameters.at(i).field.isRequired);
            QCOMPARE(inWords(found.parameters.at(i).field), s("text"));
        }
        QCOMPARE(found.parameters.at(0).field.name, s("widgetId"));
    }
}

void TestSwagger::sendsFilesAsParts()
{
    const Call upload = call("POST /widgets/upload");
    QCOMPARE(upload.consumes, QStringList({s("multipart/form-data")}));
    QCOMPARE(upload.parameters.size(), 3);
    QCOMPARE(upload.parameters.at(0).in, Parameter::In::Header);
    for (int i = 1; i < 3; ++i) {
        QCOMPARE(upload.parameters.at(i).in, Parameter::In::Form);
        QCOMPARE(upload.parameters.at(i).field.plain, PlainType::File);
        QVERIFY(upload.parameters.at(i).field.isRequired);
    }
    QCOMPARE(call("POST /widgets").consumes, QStringList({s("application/json")}));
    QVERIFY(call("GET /widgets").consumes.isEmpty());
}

void TestSwagger::knowsResults()
{
    const Call list = call("GET /widgets");
    QCOMPARE(list.resultType, area + s("#Widget"));
    QVERIFY(list.isResultList && !list.isVoid);
    const Call part = call("GET /widgets/{widgetId}/{part}");
    QCOMPARE(part.resultType, area + s("#Part"));
    QVERIFY(part.isResultList);
    QCOMPARE(call("GET /widgets/count").resultPlain, PlainType::Integer);
    const Call upload = call("POST /widgets/upload");
    QVERIFY(upload.resultType.isEmpty() && !upload.isResultList && !upload.isVoid);
    QCOMPARE(upload.resultPlain, PlainType::Any);
}

void TestSwagger::keepsWordsOfOtherPathsFromVariables()
{
    const Call part = call("GET /widgets/{widgetId}/{part}");
    QCOMPARE(part.reserved.value(s("widgetId")), QStringList({s("upload"), s("count")}));
    QVERIFY(!part.reserved.contains(s("part")));
}

void TestSwagger::readsWhatLaterVersionsWrite()
{
    const Result<SchemaPart> part = readSwagger(s("/x"), R"({"basePath":"/api","definitions":{
        "A":{"properties":{"b":{"$ref":"#/definitions/B"},"when":{"type":"string","format":"date-time"}}},
        "B":{"properties":{"n":{"type":"integer"}},"subTypes":["C"]},"C":{"properties":{"m":{"type":"long"}}}},
        "apis":[{"path":"a/{id:[0-9]+}","operations":[{"httpMethod":"put","responseClass":"List[A]","parameters":[
            {"name":"id","in":"path","type":"string"},{"name":"body","in":"body","schema":{"$ref":"#/definitions/A"}},
            {"name":"q","in":"query","schema":{"type":"array","items":{"type":"integer"}},"default":3}]}]}]})");
    QVERIFY(part);
    const Schema schema = Schema().with(*part);
    const Call *put = schema.call(s("PUT /a/{id}"));
    QVERIFY(put);
    QCOMPARE(put->parameters.size(), 3);
    QCOMPARE(put->parameters.at(1).field.type, s("/x#A"));
    QCOMPARE(inWords(put->parameters.at(2).field), s("list integer"));
    QCOMPARE(put->parameters.at(2).field.preset, s("3"));
    QCOMPARE(put->resultType, s("/x#A"));
    QCOMPARE(schema.field(s("/x#A"), Path(s("b/n")))->plain, PlainType::Integer);
    QCOMPARE(schema.fields(s("/x#C")).size(), 2);
}

void TestSwagger::declarationIsMalformed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("html") << QByteArray("<html><title>502</title></html>");
    QTest::newRow("text") << QByteArray("Service unavailable");
    QTest::newRow("array") << QByteArray("[1]");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("wrong kinds") << QByteArray(R"({"apis":"x","models":[]})");
    QTest::newRow("cut off") << widgetBytes().left(1000);
    QTest::newRow("deep") << "{\"apis\":" + QByteArray("[").repeated(1'000'000);
    QTest::newRow("huge") << QByteArray("{\"apis\":[]}") + QByteArray(20 * 1024 * 1024, ' ');
}

void TestSwagger::declarationIsMalformed()
{
    QFETCH(QByteArray, bytes);
    QElapsedTimer timer;
    timer.start();
    const Result<SchemaPart> part = readSwagger(area, bytes);
    QVERIFY(!part);
    QCOMPARE(part.error().kind(), Error::Kind::Malformed);
    QVERIFY(timer.elapsed() < 2000);
}

void TestSwagger::wrongElementsCostThemselvesOnly_data()
{
    QTest::addColumn<QByteArray>("api"); ///< beside a good one
    const auto api = [](const char *name, const char *json) { QTest::newRow(name) << QByteArray(json); };
    api("null", "null");
    api("text", "\"x\"");
    api("no path", R"({"operations":[{"method":"GET"}]})");
    api("path is a number", R"({"path":7,"operations":[{"method":"GET"}]})");
    api("path climbs", R"({"path":"/a/../../b","operations":[{"method":"GET","type":"void"}]})");
    api("path is elsewhere", R"({"path":"http://host/b","operations":[{"method":"GET","type":"void"}]})");
    api("path breaks the line", R"({"path":"/a\r\nX: y","operations":[{"method":"GET","type":"void"}]})");
    api("path never closes", R"({"path":"/a/{b","operations":[{"method":"GET","type":"void"}]})");
    api("method unknown", R"({"path":"/b","operations":[{"method":"SMASH\r\n"},{"method":null},{"method":["GET"]}]})");
    api("operation is text", R"({"path":"/b","operations":["x",1,null,[]]})");
    api("there twice", R"({"path":"/good/{id}","operations":[{"method":"GET","nickname":"second"}]})");
    api("no body behind another",
        R"({"path":"/good/{id}","operations":[{"method":"get","nickname":"third","parameters":"x"}]})");
}

void TestSwagger::wrongElementsCostThemselvesOnly()
{
    QFETCH(QByteArray, api);
    const QByteArray good =
        R"({"path":"/good/{id}","operations":[{"method":"GET","type":"Thing","nickname":"first"}]})";
    const Result<SchemaPart> part = readSwagger(s("/x"),
        R"({"models":{"Thing":{"properties":{"a":{"type":"string"}}},"Bad":7,"Worse":{"properties":3}},"apis":[)" + good
            + "," + api + "]}");
    QVERIFY(part);
    QCOMPARE(part->calls.size(), 1);
    QCOMPARE(part->calls.first().nickname, s("first"));
    QCOMPARE(part->calls.first().resultType, s("/x#Thing"));
    QVERIFY(!part->notes.isEmpty());
    QVERIFY(part->notes.first().startsWith(s("/x: ")));
}

void TestSwagger::staysQuickOnHostileInput_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray tag = QByteArray("<a").repeated(200'000);
    QTest::newRow("tags that never close") << operation("\"summary\":\"" + tag + '"');
    QTest::newRow("entities") << operation("\"summary\":\"" + QByteArray("&amp").repeated(200'000) + '"');
    QTest::newRow("condition without end")
        << operation("\"summary\":\"Operation may only be performed on x whose status is: "
               + QByteArray("A, ").repeated(100'000) + "a\"");
    QTest::newRow("nested lists") << operation("\"parameters\":[{\"name\":\"q\",\"paramType\":\"query\",\"type\":\""
        + QByteArray("List[").repeated(100'000) + QByteArray("]").repeated(100'000) + "\"}]");
    QByteArray parameters = "\"parameters\":[";
    for (int i = 0; i < 50'000; ++i)
        parameters += "{\"name\":\"q" + QByteArray::number(i) + "\",\"type\":\"string\",\"paramType\":\"query\"},";
    QTest::newRow("parameters") << operation(parameters.chopped(1) + "]");
    QByteArray models = R"({"apis":[],"models":{)";
    for (int i = 0; i < 20'000; ++i)
        models += "\"M" + QByteArray::number(i) + "\":{\"properties\":{\"p\":{\"$ref\":\"M"
            + QByteArray::number((i + 1) % 20'000) + "\"}}},";
    QTest::newRow("models in a ring") << models.chopped(1) + "}}";
    QByteArray fields = R"({"apis":[],"models":{"M":{"properties":{)";
    for (int i = 0; i < 50'000; ++i)
        fields += "\"p" + QByteArray::number(i) + "\":{\"type\":\"string\"},";
    QTest::newRow("properties") << fields.chopped(1) + "}}}}";
    QTest::newRow("paths") << withApis(R"({"path":"/)" + QByteArray("{a").repeated(100'000) + R"(","operations":[]})");
}

void TestSwagger::staysQuickOnHostileInput()
{
    QFETCH(QByteArray, bytes);
    QElapsedTimer timer;
    timer.start();
    const Result<SchemaPart> part = readSwagger(area, bytes);
    QVERIFY(part);
    const Schema schema = Schema().with(*part);
    for (const Type &type : part->types.mid(0, 50))
        QVERIFY(!schema.fields(type.id).isEmpty());
    QVERIFY(part->notes.size() <= 50);
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
}

void TestSwagger::survivesEveryTruncation()
{
    const QByteArray whole = widgetBytes();
    for (qsizetype size = 0; size < whole.size() - 3; size += 7) {
        const Result<SchemaPart> part = readSwagger(area, whole.left(size));
        QVERIFY(!part && part.error().kind() == Error::Kind::Malformed);
    }
    for (qsizetype place = 0; place < whole.size(); place += 5) {
        QByteArray changed = whole;
        changed[place] = static_cast<char>(changed.at(place) ^ 0x11);
        const Result<SchemaPart> part = readSwagger(area, changed);
        QVERIFY(part || part.error().kind() == Error::Kind::Malformed);
    }
}

QTEST_GUILESS_MAIN(TestSwagger)
#include "tst_swagger.moc"
