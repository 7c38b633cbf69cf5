// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudmanagerclient.h"

#include <QtTest>

using namespace nephoscope::demo;
using namespace nephoscope::demo::cloudmanager;

namespace {

const QByteArray createBody = R"({"name":"NAME","tenantId":"TENANT","region":"us-east-1","vpcId":"vpc-1",
 "subnetId":"subnet-1","svmPassword":"Example-Pass1","dataEncryptionType":"AWS","ebsVolumeType":"gp3",
 "ebsVolumeSize":{"size":"1","unit":"TB"},"iops":3000,"throughput":"125","capacityTier":"S3","tierLevel":"normal",
 "writingSpeedState":"NORMAL","instanceTenancy":"default","optimizedNetworkUtilization":true,"state":"present",
 "awsTags":[{"tagKey":"env","tagValue":"lab"}],"vsaMetadata":{"ontapVersion":"latest","useLatestVersion":true,
 "licenseType":"capacity-paygo","instanceType":"m5.2xlarge","capacityPackageName":"Essential"}})";

} // namespace

/// Working environments come and go.
class CloudManagerCreation : public QObject {
    Q_OBJECT
private slots:
    void creationShowsAtOnceAndDeletionForgets();
    void systemIsCreatedWithWhatItNeeds();
    void creationNamesWhatIsWrong_data();
    void creationNamesWhatIsWrong();
    void failingDeletionLeavesAReason();
};

void CloudManagerCreation::creationShowsAtOnceAndDeletionForgets()
{
    Client client;
    QVERIFY(client.signIn());
    const QString tenant = client.system(QStringLiteral("harbourcvo1")).value(QLatin1String("tenantId")).toString();
    const QByteArray body = QByteArray(createBody).replace("NAME", "quay7").replace("TENANT", tenant.toLatin1());
    const Got made = client.post(QStringLiteral("/vsa/working-environments"), body);
    QVERIFY2(made.status == 202, made.body.constData());
    const QString id = made.object().value(QLatin1String("publicId")).toString();
    QVERIFY(made.object().value(QLatin1String("status")).isNull());
    QCOMPARE(client.systemId(QStringLiteral("quay7")), id);
    QCOMPARE(client.statusOf(QStringLiteral("quay7")), QStringLiteral("INITIALIZING"));
    client.pass(13);
    QCOMPARE(client.statusOf(QStringLiteral("quay7")), QStringLiteral("ON"));
    const Got audit = client.get(QStringLiteral("/audit/") + QString::fromLatin1(made.requestId()));
    QVERIFY(!audit.body.contains("Example-Pass1"));
    const QString path = QStringLiteral("/vsa/working-environments/") + id;
    const Got parameters = client.get(path + QStringLiteral("/create-request-parameters"));
    QCOMPARE(at(parameters.object(), "parameters.region").toString(), QStringLiteral("us-east-1"));
    QVERIFY(!parameters.body.contains("Example-Pass1"));
    QCOMPARE(client.remove(path, "{}").status, 202);
    QCOMPARE(client.statusOf(QStringLiteral("quay7")), QStringLiteral("DELETING"));
    client.pass(7);
    QCOMPARE(client.get(path).status, 404);
    QVERIFY(client.system(QStringLiteral("quay7")).isEmpty());
}

void CloudManagerCreation::systemIsCreatedWithWhatItNeeds()
{
    Client client;
    QVERIFY(client.signIn());
    const QString tenant = client.system(QStringLiteral("harbourcvo1")).value(QLatin1String("tenantId")).toString();
    QByteArray body = QByteArray(createBody).replace("NAME", "quay8").replace("TENANT", tenant.toLatin1());
    body.replace(R"("region")", R"("volume":{"name":"buoys","size":{"size":0,"unit":"GB"}},"region")");
    const Got wrong = client.post(QStringLiteral("/vsa/working-environments"), body);
    QCOMPARE(wrong.status, 400);
    QVERIFY2(wrong.body.contains("volume.size.size"), wrong.body.constData());
    body.replace(R"("size":0)", R"("size":80)");
    body.replace(R"("region")", R"("wormRequest":{"retentionPeriod":{"length":1,"unit":"years"}},"region")");
    const Got made = client.post(QStringLiteral("/vsa/working-environments"), body);
    QVERIFY2(made.status == 202, made.body.constData());
    const QString list = QStringLiteral("/vsa/volumes?workingEnvironmentId=")
        + made.object().value(QLatin1String("publicId")).toString();
    client.pass(14);
    const QJsonObject volume = pick(client.get(list).array(), "name", QStringLiteral("buoys"));
    QCOMPARE(at(volume, "size.size").toInt(), 80);
    QCOMPARE(volume.value(QLatin1String("svmName")).toString(), QStringLiteral("svm_quay8"));
    QVERIFY(!volume.value(QLatin1String("aggregateName")).toString().isEmpty());
}

void CloudManagerCreation::creationNamesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("path");
    QTest::newRow("tier") << QByteArray(R"("capacityTier":"S3")") << QByteArray(R"("capacityTier":"NONE")")
                          << QStringLiteral("capacityTier");
    QTest::newRow("level") << QByteArray(R"("tierLevel":"normal")") << QByteArray(R"("tierLevel":"cool")")
                           << QStringLiteral("tierLevel");
    QTest::newRow("name") << QByteArray("quay8") << QByteArray("8quay") << QStringLiteral("name");
    QTest::newRow("size") << QByteArray(R"("size":"1")") << QByteArray(R"("size":"one")")
                          << QStringLiteral("ebsVolumeSize.size");
    QTest::newRow("iops") << QByteArray(R"("iops":3000,)") << QByteArray() << QStringLiteral("iops");
    QTest::newRow("instance") << QByteArray(R"("instanceType":"m5.2xlarge",)") << QByteArray()
                              << QStringLiteral("vsaMetadata.instanceType");
    QTest::newRow("speed") << QByteArray(R"("NORMAL")") << QByteArray(R"("FAST")")
                           << QStringLiteral("writingSpeedState");
}

void CloudManagerCreation::creationNamesWhatIsWrong()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, path);
    Client client;
    QVERIFY(client.signIn());
    const QString tenant = client.system(QStringLiteral("harbourcvo1")).value(QLatin1String("tenantId")).toString();
    QByteArray body = QByteArray(createBody).replace("NAME", "quay8").replace("TENANT", tenant.toLatin1());
    QVERIFY(body.contains(from));
    const Got got = client.post(QStringLiteral("/vsa/working-environments"), body.replace(from, to));
    QCOMPARE(got.status, 400);
    const QJsonArray violations = got.object().value(QLatin1String("violations")).toArray();
    QVERIFY2(!pick(violations, "path", path).isEmpty(), got.body.constData());
}

void CloudManagerCreation::failingDeletionLeavesAReason()
{
    Client client;
    QVERIFY(client.signIn());
    const QString path = QStringLiteral("/vsa/working-environments/") + client.systemId(QStringLiteral("oldmill"));
    const Got first = client.remove(path);
    QCOMPARE(first.status, 202);
    client.pass(7);
    QCOMPARE(client.task(first.requestId()), -1);
    const Got task = client.get(QStringLiteral("/audit/activeTask/") + QString::fromLatin1(first.requestId()));
    QVERIFY(task.object().value(QLatin1String("error")).toString().contains(QLatin1String("permission")));
    QCOMPARE(client.statusOf(QStringLiteral("oldmill")), QStringLiteral("FAILED"));
    QCOMPARE(client.remove(path).status, 202);
    client.pass(7);
    QCOMPARE(client.get(path).status, 404);
}

QTEST_GUILESS_MAIN(CloudManagerCreation)
#include "tst_cloudmanagercreation.moc"
