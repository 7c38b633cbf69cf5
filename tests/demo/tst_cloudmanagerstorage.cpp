// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudmanagerclient.h"

#include <QtTest>

using namespace nephoscope::demo;
using namespace nephoscope::demo::cloudmanager;

namespace {
struct Home {
    const char *root;
    const char *name;
    const char *diskType;
    const char *tier;
};
const QList<Home> homes{{"vsa", "harbourcvo1", "gp3", "S3"}, {"aws/ha", "harbourha1", "gp3", "S3"},
    {"azure/vsa", "atlaslab", "Premium_LRS", "Blob"}, {"azure/ha", "financeha", "Premium_LRS", "Blob"},
    {"gcp/vsa", "pelicandata", "pd-ssd", "cloudStorage"}, {"gcp/ha", "pelicanha", "pd-ssd", "cloudStorage"}};

QByteArray compact(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

QJsonObject parsed(const char *text) { return QJsonDocument::fromJson(text).object(); }
} // namespace

class CloudManagerStorage : public QObject {
    Q_OBJECT
private slots:
    void init();
    void aggregatesLiveThroughTheirLife_data() { kindRows(); }
    void aggregatesLiveThroughTheirLife();
    void aggregateFormsDiffer();
    void aggregateFaults_data();
    void aggregateFaults();
    void volumesLiveThroughTheirLife_data() { kindRows(); }
    void volumesLiveThroughTheirLife();
    void volumeFaults_data();
    void volumeFaults();
    void protocolsAreReadAndWritten();
    void clonesAndSnapshots();
    void rootVolumesStay();
    void cifsServersComeAndGo();
    void replicationFollowsItsStates();
    void namesOfWhatIsMissing_data();
    void namesOfWhatIsMissing();

private:
    void kindRows();
    QString path(const char *what) const { return QStringLiteral("/%1/%2").arg(m_root, QLatin1String(what)); }
    QJsonArray volumes();
    QJsonArray aggregates();
    Got done(const Got &got);

    std::unique_ptr<Client> m_client;
    QString m_root = QStringLiteral("vsa");
    QString m_id;
    QString m_svm;
};

void CloudManagerStorage::init()
{
    m_client = std::make_unique<Client>();
    QVERIFY(m_client->signIn());
    m_root = QStringLiteral("vsa");
    const QJsonObject system = m_client->system(QStringLiteral("harbourcvo1"));
    m_id = system.value(QLatin1String("publicId")).toString();
    m_svm = system.value(QLatin1String("svmName")).toString();
}

void CloudManagerStorage::kindRows()
{
    QTest::addColumn<int>("home");
    for (int i = 0; i < homes.size(); ++i)
        QTest::newRow(homes[i].root) << i;
}

QJsonArray CloudManagerStorage::volumes()
{
    return m_client->get(path("volumes?workingEnvironmentId=") + m_id).array();
}

QJsonArray CloudManagerStorage::aggregates()
{
    const bool inPath = m_root.startsWith(QLatin1String("azure")) || m_root.startsWith(QLatin1String("gcp"));
    return m_client->get(path(inPath ? "aggregates/" : "aggregates?workingEnvironmentId=") + m_id).array();
}

/// Waits for the work to be over.
Got CloudManagerStorage::done(const Got &got)
{
    m_client->pass(6);
    if (got.status == 202 && m_client->task(got.requestId()) != 1)
        return {};
    return got;
}

void CloudManagerStorage::aggregatesLiveThroughTheirLife()
{
    QFETCH(int, home);
    const Home &place = homes[home];
    m_root = QLatin1String(place.root);
    m_id = m_client->systemId(QLatin1String(place.name));
    const QJsonObject body{{QStringLiteral("name"), QStringLiteral("aggr9")},
        {QStringLiteral("workingEnvironmentId"), m_id}, {QStringLiteral("numberOfDisks"), QStringLiteral("2")},
        {QStringLiteral("ignored"), true}, {QStringLiteral("diskSize"), parsed(R"({"size":"500","unit":"GB"})")},
        {QStringLiteral("providerVolumeType"), QLatin1String(place.diskType)},
        {QStringLiteral("capacityTier"), QLatin1String(place.tier)}};
    const auto before = aggregates().size();
    const Got made = m_client->post(path("aggregates"), compact(body));
    QVERIFY2(made.status == 202, made.body.constData());
    QCOMPARE(aggregates().size(), before);
    QCOMPARE(done(made).status, 202);
    const QJsonObject found = pick(aggregates(), "name", QStringLiteral("aggr9"));
    QCOMPARE(found.value(QLatin1String("disks")).toArray().size(), 2);
    QCOMPARE(found.value(QLatin1String("capacityTier")).toString(), QLatin1String(place.tier));
    const QString item = path("aggregates/") + m_id + QStringLiteral("/aggr9");
    QCOMPARE(done(m_client->post(item + QStringLiteral("/disks"), R"({"numberOfDisks":1})")).status, 202);
    QCOMPARE(pick(aggregates(), "name", QStringLiteral("aggr9")).value(QLatin1String("disks")).toArray().size(), 3);
    QCOMPARE(done(m_client->remove(item, R"({"name":"aggr9"})")).status, 202);
    QCOMPARE(aggregates().size(), before);
}

void CloudManagerStorage::aggregateFormsDiffer()
{
    const QString azure = m_client->systemId(QStringLiteral("atlaslab"));
    QCOMPARE(m_client->get(QStringLiteral("/vsa/aggregates?workingEnvironmentId=") + m_id).status, 200);
    QCOMPARE(m_client->get(QStringLiteral("/vsa/aggregates")).status, 400);
    QCOMPARE(m_client->get(QStringLiteral("/azure/vsa/aggregates/") + azure).status, 200);
    QCOMPARE(m_client->get(QStringLiteral("/azure/vsa/aggregates?workingEnvironmentId=") + azure).status, 405);
    QCOMPARE(m_client->get(QStringLiteral("/vsa/aggregates?workingEnvironmentId=") + azure).status, 404);
}

void CloudManagerStorage::aggregateFaults_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<QString>("path");
    QTest::newRow("tier") << QByteArray(R"({"capacityTier":"Blob"})") << QStringLiteral("capacityTier");
    QTest::newRow("disk type") << QByteArray(R"({"providerVolumeType":"pd-ssd"})")
                               << QStringLiteral("providerVolumeType");
    QTest::newRow("count") << QByteArray(R"({"numberOfDisks":0})") << QStringLiteral("numberOfDisks");
    QTest::newRow("count in words") << QByteArray(R"({"numberOfDisks":"two"})") << QStringLiteral("numberOfDisks");
    QTest::newRow("unit") << QByteArray(R"({"diskSize":{"size":1,"unit":"PB"}})") << QStringLiteral("diskSize.unit");
    QTest::newRow("size") << QByteArray(R"({"diskSize":{"unit":"GB"}})") << QStringLiteral("diskSize.size");
    QTest::newRow("name") << QByteArray(R"({"name":null})") << QStringLiteral("name");
}

void CloudManagerStorage::aggregateFaults()
{
    QFETCH(QByteArray, change);
    QFETCH(QString, path);
    QJsonObject body = parsed(R"({"name":"aggr9","numberOfDisks":1,"diskSize":{"size":1,"unit":"TB"}})");
    body.insert(QStringLiteral("workingEnvironmentId"), m_id);
    const QJsonObject changes = QJsonDocument::fromJson(change).object();
    for (auto it = changes.begin(); it != changes.end(); ++it)
        body.insert(it.key(), it.value());
    const Got got = m_client->post(QStringLiteral("/vsa/aggregates"), compact(body));
    QCOMPARE(got.status, 400);
    const QJsonArray violations = got.object().value(QLatin1String("violations")).toArray();
    QVERIFY2(!pick(violations, "path", path).isEmpty(), got.body.constData());
}

void CloudManagerStorage::volumesLiveThroughTheirLife()
{
    QFETCH(int, home);
    const Home &place = homes[home];
    m_root = QLatin1String(place.root);
    const QJsonObject system = m_client->system(QLatin1String(place.name));
    m_id = system.value(QLatin1String("publicId")).toString();
    m_svm = system.value(QLatin1String("svmName")).toString();
    QJsonObject body = parsed(R"({"name":"vol9","size":{"size":10.0,"unit":"GB"},"snapshotPolicyName":"default",
        "enableThinProvisioning":"True","enableDeduplication":true,"enableCompression":false,"tieringPolicy":"auto",
        "state":"present","unit":"GB","verifyNameUniqueness":true,
        "exportPolicyInfo":{"policyType":"custom","ips":["10.0.0.0/16"],"nfsVersion":["nfs3","nfs4"]}})");
    body.insert(QStringLiteral("workingEnvironmentId"), m_id);
    body.insert(QStringLiteral("svmName"), m_svm);
    body.insert(QStringLiteral("providerVolumeType"), QLatin1String(place.diskType));
    const Got quote = m_client->post(path("volumes/quote"), compact(body));
    QVERIFY2(quote.status == 200, quote.body.constData());
    for (const char *name : {"aggregateName", "newAggregate"})
        body.insert(QLatin1String(name), quote.object().value(QLatin1String(name)));
    body.insert(QStringLiteral("maxNumOfDisksApprovedToAdd"), quote.object().value(QLatin1String("numOfDisks")));
    const Got made = m_client->post(path("volumes?createAggregateIfNotFound=True"), compact(body));
    QVERIFY2(made.status == 202, made.body.constData());
    QVERIFY(pick(volumes(), "name", QStringLiteral("vol9")).isEmpty());
    QCOMPARE(done(made).status, 202);
    const QJsonObject volume = pick(volumes(), "name", QStringLiteral("vol9"));
    QCOMPARE(at(volume, "size.size").toDouble(), 10.0);
    QCOMPARE(volume.value(QLatin1String("snapshotPolicy")).toString(), QStringLiteral("default"));
    QVERIFY(volume.value(QLatin1String("thinProvisioning")).toBool());
    const QString item = path("volumes/") + m_id + QLatin1Char('/') + m_svm + QStringLiteral("/vol9");
    const QByteArray change = R"({"snapshotPolicyName":"none","tieringPolicy":"snapshot_only","comment":"moved"})";
    QCOMPARE(done(m_client->put(item, change)).status, 202);
    const QJsonObject changed = pick(volumes(), "name", QStringLiteral("vol9"));
    QCOMPARE(changed.value(QLatin1String("snapshotPolicy")).toString(), QStringLiteral("none"));
    QCOMPARE(changed.value(QLatin1String("comment")).toString(), QStringLiteral("moved"));
    QCOMPARE(at(changed, "exportPolicyInfo.ips").toArray(), QJsonArray{QStringLiteral("10.0.0.0/16")});
    QCOMPARE(done(m_client->remove(item)).status, 202);
    QVERIFY(pick(volumes(), "name", QStringLiteral("vol9")).isEmpty());
}

void CloudManagerStorage::volumeFaults_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("message");
    QTest::newRow("tier") << QByteArray(R"({"capacityTier":""})") << QStringLiteral("capacityTier")
                          << QStringLiteral("must be one of [S3]. Actual: ");
    QTest::newRow("nothing") << QByteArray(R"({"size":{"size":0,"unit":"GB"}})") << QStringLiteral("size.size")
                             << QStringLiteral("must be greater than 0");
    QTest::newRow("policy") << QByteArray(R"({"snapshotPolicyName":"moonly"})") << QStringLiteral("snapshotPolicyName")
                            << QStringLiteral("there is no snapshot policy moonly");
    QTest::newRow("tiering") << QByteArray(R"({"tieringPolicy":"some"})") << QStringLiteral("tieringPolicy")
                             << QStringLiteral("must be one of [none, snapshot_only, auto, all, backup]. Actual: some");
    QTest::newRow("share") << QByteArray(R"({"shareInfo":{"shareName":"s"}})")
                           << QStringLiteral("shareInfo.accessControl") << QStringLiteral("is required");
}

void CloudManagerStorage::volumeFaults()
{
    QFETCH(QByteArray, change);
    QFETCH(QString, path);
    QFETCH(QString, message);
    QJsonObject body = parsed(R"({"name":"vol9","size":{"size":10,"unit":"GB"},"aggregateName":"aggr1"})");
    body.insert(QStringLiteral("workingEnvironmentId"), m_id);
    body.insert(QStringLiteral("svmName"), m_svm);
    const QJsonObject changes = QJsonDocument::fromJson(change).object();
    for (auto it = changes.begin(); it != changes.end(); ++it)
        body.insert(it.key(), it.value());
    const Got got = m_client->post(QStringLiteral("/vsa/volumes"), compact(body));
    QCOMPARE(got.status, 400);
    QCOMPARE(got.message(), QStringLiteral("Request contains invalid parameters."));
    const QJsonArray violations = got.object().value(QLatin1String("violations")).toArray();
    QCOMPARE(pick(violations, "path", path).value(QLatin1String("message")).toString(), message);
}

void CloudManagerStorage::protocolsAreReadAndWritten()
{
    QJsonObject body = parsed(R"({"name":"cifs9","size":{"size":10,"unit":"GB"},"aggregateName":"aggr1",
        "shareInfo":{"shareName":"cifs9_share","accessControl":{"permission":"full_control","users":["Everyone"]}}})");
    body.insert(QStringLiteral("workingEnvironmentId"), m_id);
    body.insert(QStringLiteral("svmName"), m_svm);
    QCOMPARE(done(m_client->post(path("volumes"), compact(body))).status, 202);
    const auto share = [&] {
        return pick(volumes(), "name", QStringLiteral("cifs9"))
            .value(QLatin1String("shareInfo"))
            .toArray()
            .first()
            .toObject();
    };
    const QJsonObject access = share().value(QLatin1String("accessControlList")).toArray().first().toObject();
    QCOMPARE(access.value(QLatin1String("users")).toArray(), QJsonArray{QStringLiteral("Everyone")});
    const QString item = path("volumes/") + m_id + QLatin1Char('/') + m_svm + QStringLiteral("/cifs9");
    QCOMPARE(done(m_client->put(item, R"({"shareInfo":{"shareName":"cifs9_share",
        "accessControlList":[{"permission":"read","users":["Everyone"]},{"permission":"change","users":["ops"]}]}})"))
                 .status,
        202);
    QCOMPARE(share().value(QLatin1String("accessControlList")).toArray().size(), 2);
    const QJsonArray all = volumes();
    const bool iscsi = std::any_of(all.begin(), all.end(),
        [](const QJsonValue &volume) { return volume.toObject().value(QLatin1String("iscsiEnabled")).toBool(); });
    QVERIFY(iscsi);
    QVERIFY(!m_client->get(path("volumes/igroups/") + m_id + QLatin1Char('/') + m_svm).array().isEmpty());
}

void CloudManagerStorage::clonesAndSnapshots()
{
    const QString item = path("volumes/") + m_id + QLatin1Char('/') + m_svm + QStringLiteral("/manifests");
    const auto snapshots = [&] { return m_client->get(item + QStringLiteral("/snapshots")).array(); };
    const auto before = snapshots().size();
    QCOMPARE(done(m_client->post(item + QStringLiteral("/snapshot"), R"({"snapshotName":"before_move"})")).status, 202);
    QCOMPARE(snapshots().size(), before + 1);
    const QByteArray clone = R"({"newVolumeName":"manifests_test","parentSnapshot":"before_move"})";
    QCOMPARE(done(m_client->post(item + QStringLiteral("/clone"), clone)).status, 202);
    const QJsonObject made = pick(volumes(), "name", QStringLiteral("manifests_test"));
    QCOMPARE(made.value(QLatin1String("parentVolumeName")).toString(), QStringLiteral("manifests"));
    QVERIFY(pick(volumes(), "name", QStringLiteral("manifests"))
                .value(QLatin1String("cloneNames"))
                .toArray()
                .contains(QStringLiteral("manifests_test")));
    QCOMPARE(m_client->remove(item).status, 400);
    const QByteArray names = R"({"snapshotName":["before_move","daily.1"]})";
    QCOMPARE(done(m_client->remove(item + QStringLiteral("/snapshot"), names)).status, 202);
    QCOMPARE(snapshots().size(), before - 1);
}

void CloudManagerStorage::rootVolumesStay()
{
    const QJsonArray all = volumes();
    int roots = 0;
    for (const QJsonValue &value : all) {
        if (!value.toObject().value(QLatin1String("rootVolume")).toBool())
            continue;
        ++roots;
        const QString name = value.toObject().value(QLatin1String("name")).toString();
        QCOMPARE(
            m_client->remove(path("volumes/") + m_id + QLatin1Char('/') + m_svm + QLatin1Char('/') + name).status, 400);
    }
    QCOMPARE(roots, 1);
    QCOMPARE(m_client->remove(path("aggregates/") + m_id + QStringLiteral("/aggr1")).status, 400);
}

void CloudManagerStorage::cifsServersComeAndGo()
{
    const QString item = path("working-environments/") + m_id;
    QCOMPARE(m_client->get(item + QStringLiteral("/cifs")).array().size(), 1);
    QCOMPARE(m_client->get(item + QStringLiteral("/cifs?svm=other")).body, QByteArray("[]"));
    QCOMPARE(done(m_client->post(item + QStringLiteral("/delete-cifs"), "{}")).status, 202);
    QCOMPARE(m_client->get(item + QStringLiteral("/cifs")).body, QByteArray("[]"));
    const QByteArray body = R"({"dnsDomain":"ad.example.com","ipAddresses":["10.0.0.2"],"netBIOS":"CVO1",
        "organizationalUnit":"CN=Computers","activeDirectoryDomain":"ad.example.com",
        "activeDirectoryUsername":"admin","activeDirectoryPassword":"Example-Pass1"})";
    QCOMPARE(done(m_client->post(item + QStringLiteral("/cifs"), body)).status, 202);
    const QJsonArray servers = m_client->get(item + QStringLiteral("/cifs")).array();
    QCOMPARE(servers.first().toObject().value(QLatin1String("netBIOS")).toString(), QStringLiteral("CVO1"));
    QCOMPARE(m_client->post(item + QStringLiteral("/cifs"), body).status, 400);
}

void CloudManagerStorage::replicationFollowsItsStates()
{
    const QString peer = m_client->systemId(QStringLiteral("atlaslab"));
    const auto status = [&] {
        const QJsonArray all = m_client->get(QStringLiteral("/replication/status/") + peer).array();
        for (const QJsonValue &one : all) {
            if (at(one.toObject(), "destination.volumeName").toString() == QLatin1String("manifests_mirror"))
                return one.toObject();
        }
        return QJsonObject();
    };
    const QByteArray body = QByteArray(R"({"replicationRequest":{"sourceWorkingEnvironmentId":"FROM",
        "destinationWorkingEnvironmentId":"TO","sourceInterclusterLifIps":["10.0.0.1"],
        "destinationInterclusterLifIps":["10.1.0.1"],"policyName":"MirrorAllSnapshots"},"replicationVolume":{
        "sourceSvmName":"svm_harbourcvo1","sourceVolumeName":"manifests","destinationVolumeName":"manifests_mirror"}})")
                                .replace("FROM", m_id.toLatin1())
                                .replace("TO", peer.toLatin1());
    const Got made = m_client->post(QStringLiteral("/replication/vsa"), body);
    QVERIFY2(made.status == 202, made.body.constData());
    QCOMPARE(status().value(QLatin1String("mirrorState")).toString(), QStringLiteral("uninitialized"));
    QCOMPARE(done(made).status, 202);
    QCOMPARE(status().value(QLatin1String("mirrorState")).toString(), QStringLiteral("snapmirrored"));
    QCOMPARE(at(status(), "source.workingEnvironmentId").toString(), m_id.toLower());
    const QString tail = QLatin1Char('/') + peer + QStringLiteral("/svm_atlaslab/manifests_mirror");
    QCOMPARE(done(m_client->post(QStringLiteral("/replication/break") + tail)).status, 202);
    QCOMPARE(status().value(QLatin1String("mirrorState")).toString(), QStringLiteral("brokenoff"));
    QCOMPARE(done(m_client->post(QStringLiteral("/replication/resync") + tail)).status, 202);
    QCOMPARE(done(m_client->put(QStringLiteral("/replication") + tail, R"({"schedule":"daily"})")).status, 202);
    QCOMPARE(status().value(QLatin1String("schedule")).toString(), QStringLiteral("daily"));
    QCOMPARE(m_client->remove(QStringLiteral("/vsa/working-environments/") + m_id).status, 400);
    QCOMPARE(done(m_client->remove(QStringLiteral("/replication") + tail)).status, 202);
    QVERIFY(status().isEmpty());
}

void CloudManagerStorage::namesOfWhatIsMissing_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *method, const char *path) {
        QTest::newRow(path) << QByteArray(method) << QString::fromLatin1(path);
    };
    row("DELETE", "/vsa/aggregates/ID/nobody");
    row("DELETE", "/vsa/volumes/ID/svm_harbourcvo1/nobody");
    row("GET", "/vsa/volumes/ID/svm_harbourcvo1/nobody/snapshots");
    row("POST", "/replication/break/ID/svm_harbourcvo1/nobody");
    row("GET", "/vsa/volumes?workingEnvironmentId=VsaWorkingEnvironment-0");
    row("GET", "/tenants/Tenant-0");
    row("GET", "/users/user-0");
    row("GET", "/accounts/aws/CloudProviderAccount-0");
    row("GET", "/audit/activeTask/Zz000000");
    row("GET", "/api-docs/nothing");
}

void CloudManagerStorage::namesOfWhatIsMissing()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    path.replace(QStringLiteral("ID"), m_id);
    const Got got = m_client->send(method, "/occm/api" + path.toUtf8(), {}, m_client->credentials);
    QCOMPARE(got.status, 404);
    QVERIFY(!got.message().isEmpty());
}

QTEST_GUILESS_MAIN(CloudManagerStorage)
#include "tst_cloudmanagerstorage.moc"
