// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/managerstory.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace nephoscope;

namespace {

/// What a person answers: a field and what is typed or chosen there; "*" takes the first thing that is offered.
struct Given {
    QString field;
    QString value;
};

} // namespace

/// What is new in a Cloud Manager, made by its wizards: choices narrow each other, the exact request shows, what was
/// made is there.
class ManagerWizardsStory : public QObject {
    Q_OBJECT
private slots:
    void wizardCreates_data();
    void wizardCreates();
    void choicesNarrowEachOther();
    void cifsServerIsSetUp();
    void volumeIsReplicatedToAnotherSystem();

private:
    static QDialog *open(ManagerStory &hands, const QString &path, const QString &operation);
    /// Goes on until the page that asks for the field.
    static void reach(ManagerStory &hands, QDialog *wizard, const QString &field);
    static void give(ManagerStory &hands, QDialog *wizard, const Given &given);
    static QString requestOf(const QDialog *wizard);
};

QDialog *ManagerWizardsStory::open(ManagerStory &hands, const QString &path, const QString &operation)
{
    hands.open(path);
    hands.operate(operation);
    const bool isThere = QTest::qWaitFor([&] { return hands.story().dialog<QDialog>("creationDialog") != nullptr; });
    QDialog *wizard = isThere ? hands.story().dialog<QDialog>("creationDialog") : nullptr;
    return wizard && QTest::qWaitForWindowActive(wizard) ? wizard : nullptr;
}

void ManagerWizardsStory::reach(ManagerStory &hands, QDialog *wizard, const QString &field)
{
    const auto isHere = [&] { return hands.value(wizard, field) != QStringLiteral("(none)"); };
    for (int step = 0; step < 8 && !QTest::qWaitFor(isHere, 200); ++step)
        hands.press(wizard, "creationNext");
    QVERIFY2(hands.value(wizard, field) != QStringLiteral("(none)"), qPrintable(field));
}

void ManagerWizardsStory::give(ManagerStory &hands, QDialog *wizard, const Given &given)
{
    reach(hands, wizard, given.field);
    QString value = given.value;
    if (value == QStringLiteral("*")) {
        QTRY_VERIFY2(!hands.offers(wizard, given.field).isEmpty(), qPrintable(given.field));
        value = hands.offers(wizard, given.field).constFirst();
    }
    hands.fill(wizard, given.field, value);
    QVERIFY2(
        hands.value(wizard, given.field).startsWith(value), qPrintable(hands.value(wizard, given.field))); // a unit
}

QString ManagerWizardsStory::requestOf(const QDialog *wizard)
{
    for (const auto *text : wizard->findChildren<QPlainTextEdit *>(QStringLiteral("creationRequest")))
        if (text->isVisible())
            return text->toPlainText();
    return {};
}

void ManagerWizardsStory::wizardCreates_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QStringList>("given");
    QTest::addColumn<QStringList>("shown"); // in the request, before it is sent
    QTest::addColumn<QString>("list"); // where it is afterwards
    QTest::addColumn<QString>("name");
    const auto row = [](const char *name, const QString &path, const QString &operation, const QStringList &given,
                         const QStringList &shown, const QString &list, const QString &made) {
        QTest::newRow(name) << path << operation << given << shown << list << made;
    };
    row("AWS system", QStringLiteral("/vsa/working-environments"), QStringLiteral("Create on AWS"),
        {QStringLiteral("name=quay7"), QStringLiteral("tenantId=*"), QStringLiteral("region=us-east-1"),
            QStringLiteral("vsaMetadata/ontapVersion=*"), QStringLiteral("vsaMetadata/licenseType=*"),
            QStringLiteral("vsaMetadata/instanceType=*"), QStringLiteral("vpcId=*"), QStringLiteral("subnetId=*"),
            QStringLiteral("ebsVolumeType=gp2"), QStringLiteral("ebsVolumeSize=500"),
            QStringLiteral("dataEncryptionType=AWS"), QStringLiteral("svmPassword=Example-Pass1")},
        {QStringLiteral("POST "), QStringLiteral("/occm/api/vsa/working-environments"), QStringLiteral("\"quay7\"")},
        QStringLiteral("/working-environments"), QStringLiteral("quay7"));
    row("Azure system", QStringLiteral("/azure/vsa/working-environments"), QStringLiteral("Create on Azure"),
        {QStringLiteral("name=quay8"), QStringLiteral("tenantId=*"), QStringLiteral("region=*"),
            QStringLiteral("vsaMetadata/ontapVersion=*"), QStringLiteral("vsaMetadata/licenseType=*"),
            QStringLiteral("vsaMetadata/instanceType=*"), QStringLiteral("vnetId=*"), QStringLiteral("subnetId=*"),
            QStringLiteral("cidr=10.0.0.0/24"), QStringLiteral("storageType=Premium_LRS"),
            QStringLiteral("diskSize=1024"), QStringLiteral("dataEncryptionType=AZURE"),
            QStringLiteral("svmPassword=Example-Pass1")},
        {QStringLiteral("/occm/api/azure/vsa/working-environments"), QStringLiteral("\"quay8\"")},
        QStringLiteral("/working-environments"), QStringLiteral("quay8"));
    row("cluster", QStringLiteral("/onprem/working-environments"), QStringLiteral("Discover cluster"),
        {QStringLiteral("name=cellar2"), QStringLiteral("tenantId=*"), QStringLiteral("location=ON_PREM"),
            QStringLiteral("clusterAddress=10.1.2.3"), QStringLiteral("clusterUserName=admin"),
            QStringLiteral("clusterPassword=Example-Pass1")},
        {QStringLiteral("/occm/api/onprem/working-environments"), QStringLiteral("10.1.2.3")},
        QStringLiteral("/working-environments"), QStringLiteral("cellar2"));
    row("AWS account", QStringLiteral("/accounts"), QStringLiteral("Add AWS account"),
        {QStringLiteral("accountName=Lab keys"), QStringLiteral("+providerKeys/awsAccessKeys"),
            QStringLiteral("providerKeys/awsAccessKeys/accessKey=AKIAEXAMPLE000000001"),
            QStringLiteral("providerKeys/awsAccessKeys/secretKey=Example-Secret-1")},
        {QStringLiteral("/occm/api/accounts/aws"), QStringLiteral("Lab keys")}, QStringLiteral("/accounts"),
        QStringLiteral("Lab keys"));
}

void ManagerWizardsStory::wizardCreates()
{
    QFETCH(QString, path);
    QFETCH(QString, operation);
    QFETCH(QStringList, given);
    QFETCH(QStringList, shown);
    QFETCH(QString, list);
    QFETCH(QString, name);
    ManagerStory hands;
    QDialog *wizard = open(hands, path, operation);
    QVERIFY(wizard);
    for (const QString &each : std::as_const(given)) {
        if (each.startsWith(u'+')) // a group that need not be there
            hands.press(wizard, qPrintable(QStringLiteral("add:") + each.mid(1)));
        else
            give(hands, wizard, {each.section(u'=', 0, 0), each.section(u'=', 1)});
        if (QTest::currentTestFailed())
            return;
    }
    for (int step = 0; step < 8 && requestOf(wizard).isEmpty(); ++step)
        hands.press(wizard, "creationNext");
    for (const QString &part : std::as_const(shown))
        QVERIFY2(requestOf(wizard).contains(part), qPrintable(requestOf(wizard)));
    for (const QString &secret : {QStringLiteral("Example-Pass1"), QStringLiteral("Example-Secret-1")})
        QVERIFY2(!requestOf(wizard).contains(secret), qPrintable(requestOf(wizard)));
    hands.press(wizard, "creationNext");
    QTRY_VERIFY2(!hands.story().dialog<QDialog>("creationDialog"), qPrintable(hands.story().message(wizard)));
    const auto isThere = [&] { return hands.told(list).toJson().contains('"' + name.toUtf8() + '"'); };
    QTRY_VERIFY(isThere());
    QTRY_COMPARE_WITH_TIMEOUT(hands.page()->title(), name, 30000); // opened
}

void ManagerWizardsStory::choicesNarrowEachOther()
{
    ManagerStory hands;
    QDialog *wizard = open(hands, QStringLiteral("/vsa/working-environments"), QStringLiteral("Create on AWS"));
    QVERIFY(wizard);
    give(hands, wizard, {QStringLiteral("name"), QStringLiteral("quay9")});
    give(hands, wizard, {QStringLiteral("tenantId"), QStringLiteral("*")});
    give(hands, wizard, {QStringLiteral("region"), QStringLiteral("us-east-1")});
    const QString instance = QStringLiteral("vsaMetadata/instanceType");
    const QString license = QStringLiteral("vsaMetadata/licenseType");
    reach(hands, wizard, instance);
    QTRY_VERIFY(hands.offers(wizard, instance).size() > 1);
    const QStringList instances = hands.offers(wizard, instance);
    // what the site says goes together: the licence that leaves the fewest instances
    QMap<QString, QSet<QString>> allowed;
    const QJsonArray permutations = hands.told(QStringLiteral("/vsa/metadata/permutations?region=us-east-1")).array();
    for (const QJsonValue &each : permutations)
        allowed[each[QLatin1String("license")][QLatin1String("type")].toString()]
            << each[QLatin1String("instanceType")].toString();
    const auto fewest = std::min_element(
        allowed.begin(), allowed.end(), [](const auto &one, const auto &other) { return one.size() < other.size(); });
    QVERIFY(fewest != allowed.end() && fewest->size() < instances.size());
    hands.fill(wizard, license, fewest.key());
    const auto offered = [&] {
        const QStringList all = hands.offers(wizard, instance);
        return QSet<QString>(all.begin(), all.end());
    };
    QTRY_COMPARE(offered(), *fewest);
    hands.press(wizard, "creationCancel");
}

void ManagerWizardsStory::cifsServerIsSetUp()
{
    ManagerStory hands;
    const QString system =
        QStringLiteral("/azure/vsa/working-environments/") + hands.system(QStringLiteral("atlaslab"));
    QDialog *wizard = open(hands, system, QStringLiteral("Set up CIFS server"));
    QVERIFY(wizard);
    for (const char *given : {"activeDirectoryDomain=quay.example", "dnsDomain=quay.example", "ipAddresses=10.0.0.53",
             "netBIOS=QUAYFILES", "organizationalUnit=CN=Computers", "activeDirectoryUsername=joiner",
             "activeDirectoryPassword=Example-Pass1"}) {
        const QString each = QString::fromLatin1(given);
        give(hands, wizard, {each.section(u'=', 0, 0), each.section(u'=', 1)});
    }
    for (int step = 0; step < 8 && requestOf(wizard).isEmpty(); ++step)
        hands.press(wizard, "creationNext");
    QVERIFY2(requestOf(wizard).contains(QStringLiteral("QUAYFILES")), qPrintable(requestOf(wizard)));
    QVERIFY(!requestOf(wizard).contains(QStringLiteral("Example-Pass1")));
    hands.press(wizard, "creationNext");
    QTRY_VERIFY2(!hands.story().dialog<QDialog>("creationDialog"), qPrintable(hands.story().message(wizard)));
    const auto isThere = [&] { return hands.told(system + QStringLiteral("/cifs")).toJson().contains("QUAYFILES"); };
    QTRY_VERIFY_WITH_TIMEOUT(isThere(), 30000);
}

void ManagerWizardsStory::volumeIsReplicatedToAnotherSystem()
{
    ManagerStory hands;
    const QString from = hands.system(QStringLiteral("harbourcvo1"));
    const QString to = hands.system(QStringLiteral("atlaslab"));
    const QString list = QStringLiteral("/replication/status/") + from;
    const auto replications = [&] { return hands.told(list).array().size(); };
    const qsizetype before = replications();
    QString source;
    const QJsonArray volumes = hands.told(QStringLiteral("/vsa/volumes?workingEnvironmentId=") + from).array();
    for (const QJsonValue &each : volumes)
        if (!each[QLatin1String("rootVolume")].toBool())
            source = each[QLatin1String("name")].toString();
    QDialog *wizard = open(hands, list, QStringLiteral("Replicate to cloud system"));
    QVERIFY(wizard);
    const QString request = QStringLiteral("replicationRequest/");
    const QString volume = QStringLiteral("replicationVolume/");
    give(hands, wizard, {request + QStringLiteral("sourceWorkingEnvironmentId"), from});
    give(hands, wizard, {request + QStringLiteral("destinationWorkingEnvironmentId"), to});
    give(hands, wizard, {request + QStringLiteral("policyName"), QStringLiteral("*")});
    const QJsonObject ends =
        hands
            .told(QStringLiteral("/replication/intercluster-lifs?workingEnvironmentId=%1&peerWorkingEnvironmentId=%2")
                      .arg(from, to))
            .object();
    give(hands, wizard,
        {request + QStringLiteral("sourceInterclusterLifIps"),
            ends[QLatin1String("interClusterLifs")][0][QLatin1String("address")].toString()});
    give(hands, wizard,
        {request + QStringLiteral("destinationInterclusterLifIps"),
            ends[QLatin1String("peerInterClusterLifs")][0][QLatin1String("address")].toString()});
    give(hands, wizard, {volume + QStringLiteral("sourceSvmName"), QStringLiteral("svm_harbourcvo1")});
    give(hands, wizard, {volume + QStringLiteral("sourceVolumeName"), source});
    give(hands, wizard, {volume + QStringLiteral("destinationVolumeName"), source + QStringLiteral("_twin")});
    give(hands, wizard, {volume + QStringLiteral("destinationAggregateName"), QStringLiteral("aggr1")});
    give(hands, wizard, {volume + QStringLiteral("numOfDisksApprovedToAdd"), QStringLiteral("1")});
    for (int step = 0; step < 8 && requestOf(wizard).isEmpty(); ++step)
        hands.press(wizard, "creationNext");
    hands.press(wizard, "creationNext");
    QTRY_VERIFY2(!hands.story().dialog<QDialog>("creationDialog"), qPrintable(hands.story().message(wizard)));
    QTRY_COMPARE_WITH_TIMEOUT(replications(), before + 1, 30000);
}

QTEST_MAIN(ManagerWizardsStory)
#include "tst_managerwizards.moc"
