// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudmanagerclient.h"

#include <QtTest>

using namespace nephoscope::demo;
using namespace nephoscope::demo::cloudmanager;

namespace {
const QStringList listKeys{QStringLiteral("vsaWorkingEnvironments"), QStringLiteral("onPremWorkingEnvironments"),
    QStringLiteral("azureVsaWorkingEnvironments"), QStringLiteral("gcpVsaWorkingEnvironments")};

} // namespace

class CloudManagerSystems : public QObject {
    Q_OBJECT
private slots:
    void everyKindAndStateIsThere();
    void listsAlwaysHaveTheirKeys();
    void fieldsOpenGroups_data();
    void fieldsOpenGroups();
    void subSelectionAddsVersions();
    void rootListsAgreeWithTheCommonOne_data();
    void rootListsAgreeWithTheCommonOne();
    void namesExist();
    void stopAndStartTakeTime();
    void wrongStateIsRefused_data();
    void wrongStateIsRefused();
    void settingsChangeWhenTheTaskIsDone_data();
    void settingsChangeWhenTheTaskIsDone();
    void oneOperationAtATime();
    void rolesLimit_data();
    void rolesLimit();
    void tenantsSeeTheirOwn();
    void auditTellsTheStory();
    void speedScalesTasks();
};

void CloudManagerSystems::everyKindAndStateIsThere()
{
    Client client;
    QVERIFY(client.signIn());
    QSet<QString> providers;
    QSet<QString> states;
    int pairs = 0;
    const QJsonArray tenants = client.get(QStringLiteral("/tenants")).array();
    QVERIFY(tenants.size() >= 2);
    for (const QJsonValue &tenant : tenants) {
        const QString id = tenant.toObject().value(QLatin1String("publicId")).toString();
        const QJsonObject lists =
            client.get(QStringLiteral("/working-environments?fields=status&tenantId=") + id).object();
        for (const QString &key : listKeys) {
            for (const QJsonValue &value : lists.value(key).toArray()) {
                const QJsonObject system = value.toObject();
                providers.insert(system.value(QLatin1String("cloudProviderName")).toString());
                states.insert(at(system, "status.status").toString());
                pairs += system.value(QLatin1String("isHA")).toBool() ? 1 : 0;
            }
        }
    }
    QCOMPARE(providers,
        (QSet<QString>{QStringLiteral("Amazon"), QStringLiteral("Azure"), QStringLiteral("GCP"), QString()}));
    QCOMPARE(states,
        (QSet<QString>{
            QStringLiteral("ON"), QStringLiteral("OFF"), QStringLiteral("DEGRADED"), QStringLiteral("FAILED")}));
    QVERIFY(pairs >= 2);
}

void CloudManagerSystems::listsAlwaysHaveTheirKeys()
{
    Client client;
    QVERIFY(client.signIn());
    const QJsonObject lists = client.get(QStringLiteral("/working-environments")).object();
    QStringList keys = listKeys;
    keys.sort();
    QCOMPARE(lists.keys(), keys);
    for (const QJsonValue &list : lists) {
        for (const QJsonValue &value : list.toArray()) {
            const QJsonObject system = value.toObject();
            for (const char *key :
                {"name", "publicId", "isHA", "cloudProviderName", "workingEnvironmentType", "tenantId", "svmName"})
                QVERIFY2(system.contains(QLatin1String(key)), key);
            QVERIFY(system.value(QLatin1String("status")).isNull());
            QVERIFY(system.value(QLatin1String("ontapClusterProperties")).isNull());
        }
    }
    QCOMPARE(client.get(QStringLiteral("/working-environments?fields=status")).status, 400);
}

void CloudManagerSystems::fieldsOpenGroups_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QStringList>("open");
    QTest::newRow("none") << QString() << QStringList();
    QTest::newRow("one") << QStringLiteral("status") << QStringList{QStringLiteral("status")};
    QTest::newRow("two, encoded") << QStringLiteral("status%2CawsProperties")
                                  << QStringList{QStringLiteral("awsProperties"), QStringLiteral("status")};
    QTest::newRow("unknown") << QStringLiteral("moonProperties,svms") << QStringList{QStringLiteral("svms")};
    QTest::newRow("with a sub-selection")
        << QStringLiteral("ontapClusterProperties.fields(upgradeVersions),reservedSize")
        << QStringList{QStringLiteral("ontapClusterProperties"), QStringLiteral("reservedSize")};
}

void CloudManagerSystems::fieldsOpenGroups()
{
    QFETCH(QString, fields);
    QFETCH(QStringList, open);
    Client client;
    QVERIFY(client.signIn());
    const QString path = QStringLiteral("/vsa/working-environments/") + client.systemId(QStringLiteral("harbourcvo1"));
    const QJsonObject plain = client.get(path).object();
    const QJsonObject system = client.get(path + QStringLiteral("?fields=") + fields).object();
    QStringList found;
    for (auto it = system.begin(); it != system.end(); ++it) {
        if (!it->isNull() && plain.value(it.key()).isNull())
            found.append(it.key());
    }
    QCOMPARE(found, open);
    QCOMPARE(plain.keys(), system.keys());
}

void CloudManagerSystems::subSelectionAddsVersions()
{
    Client client;
    QVERIFY(client.signIn());
    const QString path = QStringLiteral("/vsa/working-environments/") + client.systemId(QStringLiteral("harbourcvo1"));
    const QJsonObject without = client.get(path + QStringLiteral("?fields=ontapClusterProperties")).object();
    QVERIFY(at(without, "ontapClusterProperties.upgradeVersions").isNull());
    const QJsonObject with =
        client.get(path + QStringLiteral("?fields=ontapClusterProperties.fields%28upgradeVersions%29")).object();
    QVERIFY(!at(with, "ontapClusterProperties.upgradeVersions").toArray().isEmpty());
    const QString license = at(with, "ontapClusterProperties.licenseType.name").toString();
    const QJsonArray offers = client.get(QStringLiteral("/vsa/metadata/permutations?region=us-east-1")).array();
    QVERIFY(std::any_of(offers.begin(), offers.end(),
        [&](const QJsonValue &offer) { return at(offer.toObject(), "license.name").toString() == license; }));
}

void CloudManagerSystems::rootListsAgreeWithTheCommonOne_data()
{
    QTest::addColumn<QString>("root");
    QTest::addColumn<QString>("name");
    QTest::newRow("AWS") << QStringLiteral("vsa") << QStringLiteral("harbourcvo1");
    QTest::newRow("AWS pair under vsa") << QStringLiteral("vsa") << QStringLiteral("harbourha1");
    QTest::newRow("AWS pair") << QStringLiteral("aws/ha") << QStringLiteral("harbourha1");
    QTest::newRow("Azure") << QStringLiteral("azure/vsa") << QStringLiteral("atlaslab");
    QTest::newRow("Azure pair") << QStringLiteral("azure/ha") << QStringLiteral("financeha");
    QTest::newRow("Google") << QStringLiteral("gcp/vsa") << QStringLiteral("pelicandata");
    QTest::newRow("Google pair") << QStringLiteral("gcp/ha") << QStringLiteral("pelicanha");
    QTest::newRow("on premises") << QStringLiteral("onprem") << QStringLiteral("dockside");
}

void CloudManagerSystems::rootListsAgreeWithTheCommonOne()
{
    QFETCH(QString, root);
    QFETCH(QString, name);
    Client client;
    QVERIFY(client.signIn());
    const QString base = QStringLiteral("/") + root + QStringLiteral("/working-environments");
    const QJsonObject inRoot = pick(client.get(base).array(), "name", name);
    QVERIFY(!inRoot.isEmpty());
    QCOMPARE(inRoot, client.system(name));
    const QString id = inRoot.value(QLatin1String("publicId")).toString();
    QCOMPARE(client.get(base + QStringLiteral("/") + id).object(), inRoot);
    const QJsonObject all = client.get(base + QStringLiteral("/") + id + QStringLiteral("?fields=*")).object();
    QVERIFY(!at(all, "status.status").toString().isEmpty());
    QCOMPARE(client.get(base + QStringLiteral("/VsaWorkingEnvironment-nobody12")).status, 404);
}

void CloudManagerSystems::namesExist()
{
    Client client;
    QVERIFY(client.signIn());
    QCOMPARE(client.get(QStringLiteral("/working-environments/exists/dockside")).body, QByteArray("true"));
    QCOMPARE(client.get(QStringLiteral("/working-environments/exists/nowhere")).body, QByteArray("false"));
}

void CloudManagerSystems::stopAndStartTakeTime()
{
    Client client;
    QVERIFY(client.signIn());
    const QString name = QStringLiteral("harbourcvo1");
    const QString path = QStringLiteral("/vsa/working-environments/") + client.systemId(name);
    const Got stop = client.post(path + QStringLiteral("/stop?takeSnapshots=true"));
    QCOMPARE(stop.status, 202);
    QVERIFY(stop.body.isEmpty());
    QCOMPARE(client.statusOf(name), QStringLiteral("STOPPING"));
    QCOMPARE(client.task(stop.requestId()), 0);
    client.pass(6);
    QCOMPARE(client.statusOf(name), QStringLiteral("OFF"));
    QCOMPARE(client.task(stop.requestId()), 1);
    QCOMPARE(client.post(path + QStringLiteral("/start")).status, 202);
    QCOMPARE(client.statusOf(name), QStringLiteral("STARTING"));
    client.pass(6);
    QCOMPARE(client.statusOf(name), QStringLiteral("ON"));
}

void CloudManagerSystems::wrongStateIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("tail");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("message");
    QTest::newRow("start what is on") << QStringLiteral("harbourcvo1") << QStringLiteral("/start") << QByteArray()
                                      << QStringLiteral("Working environment must be OFF to perform this operation");
    QTest::newRow("stop what is off") << QStringLiteral("researchdev") << QStringLiteral("/stop") << QByteArray()
                                      << QStringLiteral(
                                             "Working environment must be ON or DEGRADED to perform this operation");
    QTest::newRow("tier what is off") << QStringLiteral("researchdev") << QStringLiteral("/change-tier-level")
                                      << QByteArray(R"({"level":"ia"})")
                                      << QStringLiteral(
                                             "Working environment must be ON or DEGRADED to perform this operation");
}

void CloudManagerSystems::wrongStateIsRefused()
{
    QFETCH(QString, name);
    QFETCH(QString, tail);
    QFETCH(QByteArray, body);
    QFETCH(QString, message);
    Client client;
    QVERIFY(client.signIn());
    const Got got = client.post(QStringLiteral("/vsa/working-environments/") + client.systemId(name) + tail, body);
    QCOMPARE(got.status, 400);
    QCOMPARE(got.message(), message);
    QCOMPARE(client.task(got.requestId()), -2);
}

void CloudManagerSystems::settingsChangeWhenTheTaskIsDone_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("tail");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *method, const char *tail, const char *body, const char *member, const char *value) {
        QTest::newRow(tail) << QByteArray(method) << QString::fromLatin1(tail) << QByteArray(body) << QByteArray(member)
                            << QString::fromLatin1(value);
    };
    row("PUT", "writing-speed", R"({"writingSpeedState":"HIGH"})", "ontapClusterProperties.writingSpeedState", "HIGH");
    row("POST", "change-tier-level", R"({"level":"ia"})", "ontapClusterProperties.capacityTierInfo.tierLevel", "ia");
    row("POST", "update-image", R"({"updateType":"OCCM_PROVIDED","updateParameter":"ONTAP-9.11.1"})",
        "ontapClusterProperties.ontapVersion", "9.11.1");
    row("PUT", "svm", R"({"svmNewName":"svm_renamed"})", "svmName", "svm_renamed");
    row("PUT", "license-instance-type", R"({"instanceType":"m5.4xlarge","licenseType":"cot-premium-paygo"})",
        "ontapClusterProperties.licenseType.name", "Cloud Volumes ONTAP Premium");
}

void CloudManagerSystems::settingsChangeWhenTheTaskIsDone()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, tail);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, member);
    QFETCH(QString, value);
    Client client;
    QVERIFY(client.signIn());
    const QString path = QStringLiteral("/vsa/working-environments/") + client.systemId(QStringLiteral("harbourcvo1"));
    const auto current = [&] {
        return at(client.get(path + QStringLiteral("?fields=*")).object(), member.constData()).toString();
    };
    const QString before = current();
    QVERIFY(before != value);
    const QString call = path + QStringLiteral("/") + tail;
    const Got got = method == "PUT" ? client.put(call, body) : client.post(call, body);
    QVERIFY2(got.status == 202, got.body.constData());
    QCOMPARE(current(), before);
    client.pass(10);
    QCOMPARE(client.task(got.requestId()), 1);
    QCOMPARE(current(), value);
    QCOMPARE(client.statusOf(QStringLiteral("harbourcvo1")), QStringLiteral("ON"));
}

void CloudManagerSystems::oneOperationAtATime()
{
    Client client;
    QVERIFY(client.signIn());
    const QString id = client.systemId(QStringLiteral("harbourcvo1"));
    const QByteArray aggregate = R"({"name":"aggr9","workingEnvironmentId":"ID","numberOfDisks":"1",
        "diskSize":{"size":"500","unit":"GB"},"providerVolumeType":"gp3"})";
    const QByteArray body = QByteArray(aggregate).replace("ID", id.toLatin1());
    QCOMPARE(client.post(QStringLiteral("/vsa/aggregates"), body).status, 202);
    const Got second = client.post(QStringLiteral("/vsa/aggregates"), QByteArray(body).replace("aggr9", "aggr8"));
    QCOMPARE(second.status, 409);
    const QString text =
        QStringLiteral("Couldn't perform action Create Aggregate, because there are ongoing operations "
                       "which might interfere with it: Create Aggregate");
    QCOMPARE(second.message(), text);
    QCOMPARE(second.object().value(QLatin1String("causeMessage")).toString(),
        QStringLiteral("OnGoingAsyncOperationException: ") + text);
    const QString path = QStringLiteral("/vsa/working-environments/") + id;
    QCOMPARE(client.put(path + QStringLiteral("/writing-speed"), R"({"writingSpeedState":"HIGH"})").status, 409);
    const QJsonArray active = client.get(path + QStringLiteral("?fields=activeActions"))
                                  .object()
                                  .value(QLatin1String("activeActions"))
                                  .toArray();
    QCOMPARE(active, QJsonArray{QStringLiteral("Create Aggregate")});
    client.pass(5);
    QCOMPARE(client.put(path + QStringLiteral("/writing-speed"), R"({"writingSpeedState":"HIGH"})").status, 202);
}

void CloudManagerSystems::rolesLimit_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("system");
    QTest::addColumn<int>("read");
    QTest::addColumn<int>("change");
    QTest::addColumn<int>("addTenant");
    QTest::newRow("administrator") << QStringLiteral("Administrator") << QStringLiteral("harbourcvo1") << 200 << 202
                                   << 200;
    QTest::newRow("tenant administrator, own")
        << QStringLiteral("Tenant administrator") << QStringLiteral("harbourcvo1") << 200 << 202 << 403;
    QTest::newRow("tenant administrator, other")
        << QStringLiteral("Tenant administrator") << QStringLiteral("researchdev") << 403 << 403 << 403;
    QTest::newRow("read only") << QStringLiteral("Read only") << QStringLiteral("harbourcvo1") << 200 << 403 << 403;
}

void CloudManagerSystems::rolesLimit()
{
    QFETCH(QString, role);
    QFETCH(QString, system);
    QFETCH(int, read);
    QFETCH(int, change);
    QFETCH(int, addTenant);
    Client client;
    QVERIFY(client.signIn());
    const QString path = QStringLiteral("/vsa/working-environments/") + client.systemId(system);
    QVERIFY(client.signIn(role));
    QCOMPARE(client.get(path).status, read);
    const Got changed = client.put(path + QStringLiteral("/user-tags"), R"({"tags":[{"tagKey":"a","tagValue":"b"}]})");
    QCOMPARE(changed.status, change);
    QCOMPARE(client.post(QStringLiteral("/tenants"), R"({"name":"New"})").status, addTenant);
    if (change == 403) {
        const QByteArray text = read == 403 ? "Action not allowed for user" : "User is not allowed to do operation";
        QCOMPARE(changed.body, text);
        QCOMPARE(changed.header("Content-Type"), QByteArray("text/plain"));
    }
}

void CloudManagerSystems::tenantsSeeTheirOwn()
{
    Client client;
    QVERIFY(client.signIn(QStringLiteral("Tenant administrator")));
    const QJsonArray tenants = client.get(QStringLiteral("/tenants")).array();
    QCOMPARE(tenants.size(), 1);
    const QString own = tenants.first().toObject().value(QLatin1String("publicId")).toString();
    int seen = 0;
    const QJsonObject lists = client.get(QStringLiteral("/working-environments?fields=status")).object();
    for (const QJsonValue &list : lists) {
        for (const QJsonValue &system : list.toArray()) {
            QCOMPARE(system.toObject().value(QLatin1String("tenantId")).toString(), own);
            ++seen;
        }
    }
    QVERIFY(seen >= 3);
}

void CloudManagerSystems::auditTellsTheStory()
{
    Client client;
    QVERIFY(client.signIn());
    const QString path = QStringLiteral("/vsa/working-environments/") + client.systemId(QStringLiteral("harbourcvo1"));
    const Got got = client.put(path + QStringLiteral("/writing-speed"), R"({"writingSpeedState":"HIGH"})");
    const auto group = [&] {
        const QString call =
            QStringLiteral("/audit/") + QString::fromLatin1(got.requestId()) + QStringLiteral("?records=true");
        return client.get(call).array().first().toObject();
    };
    const QJsonObject begun = group();
    QCOMPARE(begun.value(QLatin1String("status")).toString(), QStringLiteral("Received"));
    QCOMPARE(begun.value(QLatin1String("records")).toArray().size(), 1);
    QVERIFY(begun.value(QLatin1String("endDate")).isNull());
    const QString parameters = begun.value(QLatin1String("actionParameters")).toString();
    QCOMPARE(parameters, QStringLiteral(R"({"writingSpeedState":"HIGH"})"));
    client.pass(6);
    const QJsonObject ended = group();
    QCOMPARE(ended.value(QLatin1String("status")).toString(), QStringLiteral("Success"));
    QVERIFY(ended.value(QLatin1String("records")).toArray().size() > 1);
    QVERIFY(ended.value(QLatin1String("endDate")).toDouble() > ended.value(QLatin1String("startDate")).toDouble());
    const QJsonArray latest = client.get(QStringLiteral("/audit?limit=5")).array();
    QCOMPARE(latest.size(), 5);
    QCOMPARE(latest.first().toObject().value(QLatin1String("requestId")).toString().toLatin1(), got.requestId());
    const Got user = client.post(QStringLiteral("/tenants"), R"({"name":"Annex"})"); // over at once, yet recorded
    QCOMPARE(client.task(user.requestId()), 1);
}

void CloudManagerSystems::speedScalesTasks()
{
    SiteOptions options;
    options.speed = 100;
    Client client(options);
    QVERIFY(client.signIn());
    const QString path = QStringLiteral("/vsa/working-environments/") + client.systemId(QStringLiteral("harbourcvo1"));
    const Got got = client.post(path + QStringLiteral("/stop"));
    QCOMPARE(client.task(got.requestId()), 0);
    client.pass(0.06);
    QCOMPARE(client.task(got.requestId()), 1);
}

QTEST_GUILESS_MAIN(CloudManagerSystems)
#include "tst_cloudmanagersystems.moc"
