// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/cloudmanager.h"
#include "schema/swagger.h"

#include <QFile>
#include <QTest>
#include <QUrlQuery>

using namespace nephoscope;

namespace {

const QUrl site(QStringLiteral("https://cm.example.com/"));

/// A resource that no code and no catalogue has heard of.
const QByteArray orchard = [] {
    QFile file(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/tests/data/platform/orchard.json"));
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}();

Reply json(const QByteArray &body, const char *path = "/x", int status = 200)
{
    return Reply(status, body, "application/json", site.resolved(QUrl(QLatin1String(path))));
}

Access with(const Schema &schema)
{
    Access access;
    access.schema = std::make_shared<const Schema>(schema);
    return access;
}

Access orchardAccess() { return with(Schema().with(*readSwagger(QStringLiteral("/orchard:trees"), orchard))); }

QString pathOf(const QUrl &url) { return url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority); }

const Operation *named(const QList<Operation> &operations, const char *name)
{
    for (const Operation &operation : operations) {
        if (operation.name == QLatin1String(name))
            return &operation;
    }
    return nullptr;
}

Ref refAt(const char *path, const char *kind, bool list = false)
{
    Ref ref(site.resolved(QUrl(QLatin1String(path))), QLatin1String(kind));
    return list ? ref.asCollection() : ref;
}

} // namespace

/// What Cloud Manager's dialect makes of the descriptions a server publishes.
class CloudManagerPublishedTest : public QObject {
    Q_OBJECT
private slots:
    void indexLeadsToItsDeclarations();
    void wrongDeclarationCostsItself_data();
    void wrongDeclarationCostsItself();
    void areasOutsideTheIndexAreDropped();
    void unknownResourceIsListedBelowTheSite_data();
    void unknownResourceIsListedBelowTheSite();
    void unknownObjectIsOpenedWithWhatItCanDo();
    void unknownObjectIsEdited();
    void unknownListHangsBelowItsObject();
    void rowsLeadToItemsWithoutHints_data();
    void rowsLeadToItemsWithoutHints();
    void wordsOfOtherPathsAreNoIds();
    void everyPublishedOperationIsFoundFilledAndSent();
    void everyPublishedOperationIsOfferedSomewhere();
    void preconditionsOfOneCopyServeTheOthers();
    void mangledBooleansAreCalledAsOnTheWire();
    void whatOnlyAnEditTellsIsToldOfItsObject();

private:
    const CloudManager m_hinted;
    const CloudManager m_plain{Catalog()};
};

void CloudManagerPublishedTest::indexLeadsToItsDeclarations()
{
    const Request index = m_hinted.schemaRequests(Access()).value(0);
    QCOMPARE(pathOf(index.url()), QStringLiteral("/occm/api/api-docs/"));
    const Request asked = Request::get(site.resolved(index.url()));
    const auto further = m_hinted.schemaRequestsIn(asked,
        json(
            R"({"apis":[{"path":"/tenants"},{"path":"/azure-vsa:working-environments"},{"path":"//evil.example.com/x"}]})"),
        Access());
    QCOMPARE(further.size(), 2);
    QCOMPARE(further[1].url().toEncoded(),
        QByteArray("https://cm.example.com/occm/api/api-docs/azure-vsa:working-environments"));
    QVERIFY(m_hinted.schemaPart(asked, json(R"({"apis":[]})")));
    QVERIFY(m_hinted.schemaRequestsIn(further[0], json(orchard), Access()).isEmpty());
}

void CloudManagerPublishedTest::wrongDeclarationCostsItself_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("HTML") << QByteArray("<html><body>Bad gateway</body></html>");
    QTest::newRow("broken") << orchard.left(300);
    QTest::newRow("something else") << QByteArray(R"({"message":"no"})");
    QTest::newRow("a list") << QByteArray("[1,2]");
}

void CloudManagerPublishedTest::wrongDeclarationCostsItself()
{
    QFETCH(QByteArray, body);
    const Request asked = Request::get(site.resolved(QUrl(QStringLiteral("/occm/api/api-docs/orchard:trees"))));
    const auto part = m_hinted.schemaPart(asked, json(body));
    QVERIFY(!part);
    QVERIFY(!part.error().message().isEmpty());
}

void CloudManagerPublishedTest::areasOutsideTheIndexAreDropped()
{
    const Schema builtIn = m_hinted.builtInSchema(Access());
    QVERIFY(builtIn.call(QStringLiteral("GET /tenants")) && builtIn.call(QStringLiteral("GET /vsa/volumes")));
    SchemaPart index;
    index.name = QStringLiteral("/");
    SchemaPart failed; // as the session notes a declaration that could not be read
    failed.name = QStringLiteral("/occm/api/api-docs/tenants");
    failed.notes << QStringLiteral("500");
    const SchemaPart read = *readSwagger(QStringLiteral("/orchard:trees"), orchard);
    const Schema schema = m_hinted.schema(builtIn, {index, failed, read});
    QVERIFY(schema.call(QStringLiteral("GET /orchard/trees")));
    QVERIFY2(schema.call(QStringLiteral("GET /tenants")), "the built-in copy serves where the server's cannot be read");
    QVERIFY2(!schema.call(QStringLiteral("GET /vsa/volumes")), "the server does not list it");
    QVERIFY2(schema.call(QStringLiteral("GET /tenancy/account")), "neighbours publish nothing");
    QVERIFY(schema.notes().contains(QStringLiteral("500")));
    SchemaPart noIndex;
    noIndex.name = QStringLiteral("/occm/api/api-docs/");
    noIndex.notes << QStringLiteral("404");
    QVERIFY(m_hinted.schema(builtIn, {noIndex}).call(QStringLiteral("GET /vsa/volumes")));
}

void CloudManagerPublishedTest::unknownResourceIsListedBelowTheSite_data()
{
    QTest::addColumn<bool>("hints");
    QTest::newRow("with hints") << true;
    QTest::newRow("without hints") << false;
}

void CloudManagerPublishedTest::unknownResourceIsListedBelowTheSite()
{
    QFETCH(bool, hints);
    const CloudManager &manager = hints ? m_hinted : m_plain;
    Profile profile;
    profile.url = site;
    const Access access = orchardAccess();
    QList<Ref> open = manager.roots(profile, access);
    QStringList lists;
    for (int depth = 0; depth < 3; ++depth) {
        QList<Ref> next;
        for (const Ref &ref : std::as_const(open)) {
            if (ref.kind() != QLatin1String("area")) {
                lists << pathOf(ref.href());
                continue;
            }
            QVERIFY(!manager.read(ref, access).url().hasFragment());
            const auto area = manager.resource(ref, json(R"({"version":"3.9.10"})"), access);
            QVERIFY(area && area->self.isCollection());
            next << area->children;
            if (pathOf(ref.href()).endsWith(QLatin1String("/orchard")))
                QVERIFY(named(area->operations, "quote"));
        }
        open = next;
    }
    QVERIFY2(lists.contains(QStringLiteral("/occm/api/orchard/trees")), qPrintable(lists.join(u'\n')));
}

void CloudManagerPublishedTest::unknownObjectIsOpenedWithWhatItCanDo()
{
    const Access access = orchardAccess();
    const auto list = m_hinted.resource(refAt("/occm/api/orchard/trees", "trees", true),
        json(R"([{"publicId":"Tree-1","name":"Oak","height":7,"status":"DRY"}])"), access);
    QVERIFY(list);
    QVERIFY(named(list->operations, "create") && named(list->operations, "prune-all"));
    QCOMPARE(int(named(list->operations, "create")->role), int(Operation::Role::Create));
    const Ref oak = list->children.value(0);
    QCOMPARE(pathOf(oak.href()), QStringLiteral("/occm/api/orchard/trees/Tree-1"));
    QCOMPARE(pathOf(m_hinted.read(oak, access).url()), QStringLiteral("/occm/api/orchard/trees/Tree-1?fields=*"));
    QCOMPARE(oak.name(), QStringLiteral("Oak"));
    const auto tree =
        m_hinted.resource(oak, json(R"({"publicId":"Tree-1","name":"Oak","height":7,"status":"WET"})"), access);
    QVERIFY(tree);
    QCOMPARE(m_hinted.schemaType(*tree, access), QStringLiteral("/orchard:trees#Tree"));
    QCOMPARE(named(tree->operations, "edit")->method, QByteArray("PUT"));
    QVERIFY(!named(tree->operations, "edit")->replaces); // nothing in the body is required
    QCOMPARE(int(named(tree->operations, "delete")->danger), int(Operation::Danger::Destroys));
    const Operation *water = named(tree->operations, "water");
    QVERIFY(water && !water->offered && water->reason.contains(QLatin1String("DRY")));
    QCOMPARE(water->parameters.size(), 1);
    const auto dry = m_hinted.request(*water, {}, {}, access);
    QVERIFY(!dry && dry.error().kind() == Error::Kind::Invalid);
    const auto sent = m_hinted.request(*water, {{QStringLiteral("litres"), {QStringLiteral("5")}}}, {}, access);
    QVERIFY(sent);
    QCOMPARE(pathOf(sent->url()), QStringLiteral("/occm/api/orchard/trees/Tree-1/water?litres=5"));
}

void CloudManagerPublishedTest::unknownObjectIsEdited()
{
    const Access access = orchardAccess();
    const auto tree = m_plain.resource(refAt("/occm/api/orchard/trees/Tree-1", "trees"),
        json(R"({"publicId":"Tree-1","name":"Oak","height":7,"status":"DRY"})"), access);
    QVERIFY(tree);
    QVERIFY(m_plain.editor(*tree, Path(QStringLiteral("height")), access));
    QVERIFY(!m_plain.editor(*tree, Path(QStringLiteral("publicId")), access));
    Draft draft(tree->document);
    QVERIFY(draft.set(Path(QStringLiteral("height")), Value::number(QStringLiteral("8"))));
    const auto requests = m_plain.save(*tree, draft, access);
    QVERIFY(requests && requests->size() == 1);
    QCOMPARE(requests->first().method(), QByteArray("PUT"));
    QCOMPARE(requests->first().body(), QByteArray(R"({"height":8})"));
    QVERIFY(draft.set(Path(QStringLiteral("status")), Value::text(QStringLiteral("WET"))));
    const auto refused = m_plain.save(*tree, draft, access);
    QVERIFY(!refused);
    QVERIFY(refused.error().message().contains(QLatin1String("status")));
}

void CloudManagerPublishedTest::unknownListHangsBelowItsObject()
{
    const Access access = orchardAccess();
    const auto tree = m_plain.resource(
        refAt("/occm/api/orchard/trees/Tree-1", "trees"), json(R"({"publicId":"Tree-1","name":"Oak"})"), access);
    QCOMPARE(tree->children.size(), 1);
    QCOMPARE(pathOf(tree->children[0].href()), QStringLiteral("/occm/api/orchard/fruits?treeId=Tree-1"));
    const auto fruits =
        m_plain.resource(tree->children[0], json(R"([{"name":"a/b","ripe":true},{"name":"c","ripe":false}])"), access);
    QCOMPARE(fruits->children.size(), 2);
    const auto second = m_plain.resource(
        fruits->children[0], json(R"([{"name":"a/b","ripe":true},{"name":"c","ripe":false}])"), access);
    QVERIFY(second);
    QCOMPARE(named(second->operations, "delete")->href.toEncoded(),
        QByteArray("https://cm.example.com/occm/api/orchard/fruits/Tree-1/a%2Fb"));
    QCOMPARE(m_plain.schemaType(*second, access), QStringLiteral("/orchard:trees#Fruit"));
}

void CloudManagerPublishedTest::rowsLeadToItemsWithoutHints_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("href");
    QTest::addColumn<QString>("deletes");
    const auto row = [](const char *name, const char *list, const char *body, const char *href, const char *deletes) {
        QTest::newRow(name) << QByteArray(list) << QByteArray(body) << QString::fromLatin1(href)
                            << QString::fromLatin1(deletes);
    };
    row("tenant", "/occm/api/tenants", R"([{"publicId":"T1","name":"Lab"}])", "/occm/api/tenants/T1",
        "/occm/api/tenants/T1");
    row("user", "/occm/api/users", R"([{"publicId":"u1","email":"a@b"}])", "/occm/api/users/u1", "/occm/api/users/u1");
    row("system", "/occm/api/azure/vsa/working-environments", R"([{"publicId":"W1","name":"x"}])",
        "/occm/api/azure/vsa/working-environments/W1", "/occm/api/azure/vsa/working-environments/W1");
    row("grouped account", "/occm/api/accounts", R"({"awsAccounts":[{"publicId":"A1"}],"nssAccounts":[]})",
        "/occm/api/accounts/aws/A1", "/occm/api/accounts/A1");
    row("volume", "/occm/api/aws/ha/volumes?workingEnvironmentId=W1", R"([{"name":"v1","svmName":"s1","uuid":"9"}])",
        "/occm/api/aws/ha/volumes?workingEnvironmentId=W1#svmName=s1&name=v1", "/occm/api/aws/ha/volumes/W1/s1/v1");
    row("aggregate by query", "/occm/api/vsa/aggregates?workingEnvironmentId=W1", R"([{"name":"a1"}])",
        "/occm/api/vsa/aggregates?workingEnvironmentId=W1#name=a1", "/occm/api/vsa/aggregates/W1/a1");
    row("aggregate by path", "/occm/api/azure/vsa/aggregates/W1", R"([{"name":"a1"}])",
        "/occm/api/azure/vsa/aggregates/W1#name=a1", "/occm/api/azure/vsa/aggregates/W1/a1");
    row("key manager", "/occm/api/occm/encryption/key-managers", R"([{"publicId":"K1","name":"k"}])",
        "/occm/api/occm/encryption/key-managers/K1", "/occm/api/occm/encryption/key-managers/K1");
}

void CloudManagerPublishedTest::rowsLeadToItemsWithoutHints()
{
    QFETCH(QByteArray, list);
    QFETCH(QByteArray, body);
    QFETCH(QString, href);
    QFETCH(QString, deletes);
    const auto read = m_plain.resource(refAt(list.constData(), "things", true), json(body), Access());
    QVERIFY(read);
    QCOMPARE(pathOf(read->children.value(0).href()), href);
    const bool isPart = read->children[0].href().hasFragment();
    const auto document = Document::parse(body);
    const Node row = document->root().kind() == Node::Kind::Array ? document->root().item(0)
                                                                  : document->root().children()[0].item(0);
    const auto object = m_plain.resource(read->children[0], json(isPart ? body : row.bytes()), Access());
    QVERIFY(object);
    const Operation *deletion = named(object->operations, "delete");
    QVERIFY(deletion);
    QCOMPARE(pathOf(deletion->href), deletes);
}

void CloudManagerPublishedTest::wordsOfOtherPathsAreNoIds()
{
    const auto word = m_plain.resource(refAt("/occm/api/users/add-user", "users"), json("{}"), Access());
    QVERIFY(word);
    QVERIFY(!named(word->operations, "delete"));
    for (const Operation &operation : m_plain.allOperations(Access())) {
        if (operation.call != QLatin1String("DELETE /users/{userId}"))
            continue;
        const auto made =
            m_plain.request(operation, {{QStringLiteral("userId"), {QStringLiteral("add-user")}}}, {}, Access());
        QVERIFY(!made);
        QVERIFY(m_plain.request(operation, {{QStringLiteral("userId"), {QStringLiteral("u 1")}}}, {}, Access()));
    }
}

void CloudManagerPublishedTest::everyPublishedOperationIsFoundFilledAndSent()
{
    const Schema schema = m_hinted.builtInSchema(Access());
    const Access access = with(schema);
    const QList<Operation> all = m_hinted.allOperations(access);
    QCOMPARE(all.size(), schema.calls().size());
    for (const Operation &operation : all) {
        const Call *call = schema.call(operation.call);
        QVERIFY2(call, qPrintable(operation.call));
        QVERIFY2(!operation.label.isEmpty() && !operation.name.isEmpty(), qPrintable(operation.call));
        Arguments arguments;
        QHash<QString, QByteArray> files;
        for (const Parameter &parameter : operation.parameters) {
            const PlainType plain = parameter.field.plain;
            const bool isNumber =
                plain == PlainType::Integer || plain == PlainType::Decimal || plain == PlainType::Instant;
            QString value = isNumber          ? QStringLiteral("1")
                : plain == PlainType::Boolean ? QStringLiteral("true")
                                              : QStringLiteral("a b/ü");
            if (plain == PlainType::File)
                files.insert(parameter.field.name, "bytes");
            arguments.insert(parameter.field.name, {value});
        }
        const Document body = m_hinted.emptyBody(operation, access);
        const bool hasBody = !operation.bodySchema.isEmpty();
        QVERIFY2(!hasBody || !body.isNull(), qPrintable(operation.call));
        const auto made = files.isEmpty()
            ? m_hinted.request(operation, arguments,
                hasBody ? body.bytes() : QByteArray("{}").left(operation.bodyType.isEmpty() ? 0 : 2), access)
            : m_hinted.upload(operation, arguments, files, access);
        QVERIFY2(made, qPrintable(operation.call + QLatin1String(": ") + (made ? QString() : made.error().message())));
        QCOMPARE(made->method(), call->method);
        QVERIFY2(!made->url().toEncoded().contains("%7B"), made->url().toEncoded().constData());
    }
    qInfo("%lld operations", qlonglong(all.size()));
    QVERIFY(all.size() > 380);
}

void CloudManagerPublishedTest::everyPublishedOperationIsOfferedSomewhere()
{
    // areas, and one object of each form, opened from its address
    Access access = with(m_plain.builtInSchema(Access()));
    access.tokenKind = Access::Token::Bearer; // the neighbours want tokens
    Profile profile;
    profile.url = site;
    QSet<QString> offered;
    QList<Ref> lists;
    const auto take = [&offered](const Resource &resource) {
        for (const Operation &operation : resource.operations)
            offered.insert(operation.call);
    };
    for (const Ref &root : m_plain.roots(profile, access)) {
        const auto area = m_plain.resource(root, json("{}"), access);
        QVERIFY(area);
        take(*area);
        lists << area->children;
    }
    const QByteArray row =
        R"({"publicId":"X","id":"X","name":"n","uuid":"U","requestId":"R","svmName":"s","clientId":"c"})";
    QSet<QString> seen;
    while (!lists.isEmpty()) {
        const Ref ref = lists.takeFirst();
        if (seen.contains(ref.href().toString()) || seen.size() > 2000)
            continue;
        seen.insert(ref.href().toString());
        offered.insert(QStringLiteral("GET ") + ref.href().path().mid(9));
        const bool grouped = ref.href().path() == QLatin1String("/occm/api/accounts");
        const QByteArray body = ref.isCollection() ? '[' + row + ']' : row;
        const auto read = m_plain.resource(ref,
            json(grouped ? "{\"awsAccounts\":[" + row + "],\"gcpStorageAccounts\":[" + row + "],\"nssAccounts\":[" + row
                        + "],\"azureAccounts\":[" + row + "]}"
                         : body),
            access);
        QVERIFY(read);
        take(*read);
        lists << read->children;
    }
    QStringList missing;
    for (const Operation &operation : m_plain.allOperations(access)) {
        if (!offered.contains(operation.call) && operation.method != "GET")
            missing << operation.call;
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
}

void CloudManagerPublishedTest::preconditionsOfOneCopyServeTheOthers()
{
    const auto system =
        m_hinted.resource(refAt("/occm/api/gcp/vsa/working-environments/W?fields=*", "workingEnvironment"),
            json(R"({"publicId":"W","name":"s","status":{"status":"OFF"},"cloudProviderName":"GCP","isHA":false})"),
            Access());
    QVERIFY(system);
    QVERIFY(named(system->operations, "start")->offered);
    QVERIFY(!named(system->operations, "writing-speed")->offered);
    QVERIFY(named(system->operations, "license-instance-type")->offered);
}

void CloudManagerPublishedTest::mangledBooleansAreCalledAsOnTheWire()
{
    const Schema schema = m_hinted.builtInSchema(Access());
    const QString type = QStringLiteral("/vsa:working-environments#VsaWorkingEnvironmentResponse");
    QVERIFY(schema.field(type, Path(QStringLiteral("isHA"))));
    QVERIFY(!schema.field(type, Path(QStringLiteral("hA"))));
    QVERIFY(m_plain.builtInSchema(Access()).field(type, Path(QStringLiteral("hA"))));
}

void CloudManagerPublishedTest::whatOnlyAnEditTellsIsToldOfItsObject()
{
    const QByteArray declaration = R"({"basePath":"/occm/api","resourcePath":"/grove","apis":[
        {"path":"/grove/{groveId}","operations":[
            {"method":"GET","type":"Grove","nickname":"grove","parameters":[
                {"name":"groveId","type":"string","required":true,"paramType":"path"}]},
            {"method":"PUT","type":"void","nickname":"change","parameters":[
                {"name":"groveId","type":"string","required":true,"paramType":"path"},
                {"name":"body","type":"GroveChange","required":true,"paramType":"body"}]}]}],
        "models":{
            "Grove":{"properties":{"name":{"type":"string"},"kind":{"type":"string"}}},
            "GroveChange":{"required":["gateKey"],"properties":{"kind":{"type":"string","enum":["oak"," elm"]},
                "gateKey":{"type":"string"}}}}})";
    const Request asked = Request::get(site.resolved(QUrl(QStringLiteral("/occm/api/api-docs/grove"))));
    const auto part = m_plain.schemaPart(asked, json(declaration));
    QVERIFY(part);
    const Schema schema = m_plain.schema(Schema(), {*part});
    const QString type = QStringLiteral("/grove#Grove");
    const auto kind = schema.field(type, Path(QStringLiteral("kind")));
    QCOMPARE(kind->choices, QStringList({QStringLiteral("oak"), QStringLiteral("elm")}));
    const auto key = schema.field(type, Path(QStringLiteral("gateKey")));
    QVERIFY(key && !key->isRequired); // of the grove as it is read
    QVERIFY(schema.field(QStringLiteral("/grove#GroveChange"), Path(QStringLiteral("gateKey")))->isRequired);
    QVERIFY(schema.field(type, Path(QStringLiteral("name")))->choices.isEmpty());
}

QTEST_GUILESS_MAIN(CloudManagerPublishedTest)
#include "tst_cloudmanagerpublished.moc"
