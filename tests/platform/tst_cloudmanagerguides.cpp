// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudmanagerbytes.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace nephoscope;

/// Choices from other calls, and wizards.
class CloudManagerGuidesTest : public QObject {
    Q_OBJECT
private slots:
    void choicesComeFromOtherCalls_data();
    void choicesComeFromOtherCalls();
    void choicesOfAnObjectsOwnFieldsComeFromTheBodyThatTakesThem_data();
    void choicesOfAnObjectsOwnFieldsComeFromTheBodyThatTakesThem();
    void choicesNarrowEachOther();
    void volumeWizardAsksForAQuoteFirst();
    void wizardsBeginAtTheirLists_data();
    void wizardsBeginAtTheirLists();
    void usersOwnHintsComeOnTop();

private:
    Resource read(const QString &path, const char *kind, const QByteArray &body, bool list = false) const
    {
        return m_manager.resource(refAt(path, kind, list), json(body), m_access).value_or(Resource());
    }

    const CloudManager m_manager;
    const Access m_access;
};

void CloudManagerGuidesTest::choicesComeFromOtherCalls_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("asks"); ///< path and query, or what is missing
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QStringList>("choices");
    const auto row = [](const char *name, const char *call, const char *field, const char *body, const char *asks,
                         const char *answer, const QStringList &choices) {
        QTest::newRow(name) << QString::fromLatin1(call) << QString::fromLatin1(field) << QByteArray(body)
                            << QString::fromLatin1(asks) << QByteArray(answer) << choices;
    };
    const auto list = [](const char *words) { return QString::fromLatin1(words).split(u','); };
    row("region", "POST /vsa/working-environments", "region", "{}", "/occm/api/vsa/metadata/regions",
        R"([{"name":"N. Virginia","code":"us-east-1"},{"name":"Ohio","code":"us-east-2"}])",
        list("us-east-1=N. Virginia,us-east-2=Ohio"));
    row("subnet, nested", "POST /vsa/working-environments", "subnetId", R"({"region":"us-east-1"})",
        "/occm/api/vsa/metadata/vpcs?region=us-east-1",
        R"([{"vpcId":"v","subnets":[{"subnetId":"s1","cidr":"10/8"},{"subnetId":"s2"}]},{"vpcId":"w","subnets":[{"subnetId":"s1"}]}])",
        list("s1=10/8,s2"));
    row("subnet, region missing", "POST /vsa/working-environments", "subnetId", "{}", "missing region", "",
        QStringList());
    row("storage VM", "POST /vsa/volumes", "svmName", R"({"workingEnvironmentId":"W1"})",
        "/occm/api/vsa/working-environments/W1?fields=svms", R"({"svms":[{"name":"svm1"},{"name":"svm2"}]})",
        list("svm1,svm2"));
    row("snapshot policy", "POST /azure/vsa/volumes", "snapshotPolicyName", R"({"workingEnvironmentId":"W1"})",
        "/occm/api/azure/vsa/working-environments/W1?fields=snapshotPolicies",
        R"({"snapshotPolicies":[{"name":"default"}]})", list("none,default"));
    row("aggregate by path", "POST /azure/vsa/volumes", "aggregateName", R"({"workingEnvironmentId":"W1"})",
        "/occm/api/azure/vsa/aggregates/W1", R"([{"name":"aggr1"}])", list("aggr1"));
    row("tenant", "POST /users", "tenantId", "{}", "/occm/api/tenants", R"([{"publicId":"T1","name":"Lab"}])",
        list("T1=Lab"));
    row("plain texts", "POST /vsa/working-environments", "clusterKeyPairName", R"({"region":"r"})",
        "/occm/api/vsa/metadata/key-pairs?region=r", R"(["a","b"])", list("a,b"));
    row("no list", "POST /vsa/volumes", "comment", "{}", "", "", QStringList());
    row("refused", "POST /users", "tenantId", "{}", "/occm/api/tenants", "<html>no</html>", QStringList());
}

void CloudManagerGuidesTest::choicesComeFromOtherCalls()
{
    QFETCH(QString, call);
    QFETCH(QString, field);
    QFETCH(QByteArray, body);
    QFETCH(QString, asks);
    QFETCH(QByteArray, answer);
    QFETCH(QStringList, choices);
    for (const Operation &operation : m_manager.allOperations(m_access)) {
        if (operation.call != call)
            continue;
        const auto found = m_manager.choices(operation, Path(field), {}, *Document::parse(body), m_access);
        QCOMPARE(bool(found), !asks.isEmpty());
        if (!found)
            return;
        const QString asked = found->missing.isEmpty()
            ? found->request.url().toString(QUrl::RemoveScheme | QUrl::RemoveAuthority)
            : QStringLiteral("missing ") + found->missing.join(u',');
        QCOMPARE(asked, asks);
        QStringList offered;
        for (const Choice &choice : found->in(json(answer)))
            offered << (choice.label.isEmpty() ? choice.value : choice.value + u'=' + choice.label);
        QCOMPARE(offered, choices);
        return;
    }
    QFAIL("not published");
}

void CloudManagerGuidesTest::choicesOfAnObjectsOwnFieldsComeFromTheBodyThatTakesThem_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("asks"); ///< path and query; empty where nothing lists values
    const auto row = [](const char *name, const char *place, const char *asks) {
        QTest::newRow(name) << QString::fromLatin1(place) << QString::fromLatin1(asks);
    };
    const char *instances = "/occm/api/vsa/working-environments/W1/license-instance-type";
    row("named otherwise in the body", "ontapClusterProperties/ontapVersion",
        "/occm/api/vsa/working-environments/W1/occm-provided-upgrade-versions");
    row("under the old name", "clusterProperties/ontapVersion",
        "/occm/api/vsa/working-environments/W1/occm-provided-upgrade-versions");
    row("in a list", "licensesInformation/0/type", instances);
    row("in a list within", "awsProperties/instances/0/instanceType", instances);
    row("below what is taken", "userTags/0/tagKey", "/occm/api/vsa/metadata/tag-keys");
    row("nothing lists them", "ontapClusterProperties/vscanFileOperationDefaultProfile", "");
}

void CloudManagerGuidesTest::choicesOfAnObjectsOwnFieldsComeFromTheBodyThatTakesThem()
{
    QFETCH(QString, place);
    QFETCH(QString, asks);
    const Resource system = read(QStringLiteral("/occm/api/vsa/working-environments/W1"), "workingEnvironment",
        R"({"publicId":"W1","name":"one","licensesInformation":[{"type":"a"}],
            "awsProperties":{"instances":[{"instanceType":"small"}]},"userTags":[{"tagKey":"k"}],
            "clusterProperties":{"ontapVersion":"9.10"},
            "ontapClusterProperties":{"ontapVersion":"9.10","vscanFileOperationDefaultProfile":"standard"}})");
    const auto edit = m_manager.editor(system, Path(place), m_access);
    QVERIFY(edit);
    const auto found = m_manager.choices(*edit, Path(place), {}, system.document, m_access);
    QCOMPARE(found ? found->request.url().toString(QUrl::RemoveScheme | QUrl::RemoveAuthority) : QString(), asks);
}

void CloudManagerGuidesTest::choicesNarrowEachOther()
{
    const QByteArray permutations =
        R"([{"ontapVersion":"9.10","license":{"type":"a","name":"A"},"instanceType":"small"},{"ontapVersion":"9.10","license":{"type":"b","name":"B"},"instanceType":"large"},{"ontapVersion":"9.11","license":{"type":"a","name":"A"},"instanceType":"large"}])";
    for (const Operation &operation : m_manager.allOperations(m_access)) {
        if (operation.call != QLatin1String("POST /vsa/working-environments"))
            continue;
        const Document body =
            *Document::parse(R"({"region":"r","vsaMetadata":{"ontapVersion":"9.10","licenseType":"b"}})");
        const auto instances =
            m_manager.choices(operation, Path(QStringLiteral("vsaMetadata/instanceType")), {}, body, m_access);
        QVERIFY(instances);
        const QList<Choice> offered = instances->in(json(permutations));
        QCOMPARE(offered.size(), 1);
        QCOMPARE(offered[0].value, QStringLiteral("large"));
        const auto versions =
            m_manager.choices(operation, Path(QStringLiteral("vsaMetadata/ontapVersion")), {}, body, m_access);
        QCOMPARE(versions->in(json(permutations)).size(), 2); // "latest" and the one that has that licence
        return;
    }
    QFAIL("not published");
}

void CloudManagerGuidesTest::volumeWizardAsksForAQuoteFirst()
{
    const Resource list =
        read(QStringLiteral("/occm/api/azure/vsa/volumes?workingEnvironmentId=W1"), "volume", "[]", true);
    const QList<Wizard> wizards = m_manager.wizards(list, m_access);
    QCOMPARE(wizards.size(), 1);
    const Wizard &wizard = wizards.first();
    QCOMPARE(wizard.steps.size(), 2);
    QCOMPARE(int(wizard.steps[0].operation.role), int(Operation::Role::Ask));
    QCOMPARE(int(wizard.steps[1].operation.role), int(Operation::Role::Create));
    QVERIFY(!wizard.steps[1].takes.isEmpty());
    const Schema schema = m_manager.builtInSchema(m_access);
    for (const WizardStep &step : wizard.steps) {
        QVERIFY(!m_manager.emptyBody(step.operation, m_access).isNull());
        for (const auto &[from, to] : step.takes)
            QVERIFY2(schema.field(step.operation.bodySchema, Path(to)), qPrintable(to));
    }
}

void CloudManagerGuidesTest::wizardsBeginAtTheirLists_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("least");
    QTest::newRow("systems") << QStringLiteral("/occm/api/working-environments") << QByteArray("workingEnvironment")
                             << 5;
    QTest::newRow("aggregates") << QStringLiteral("/occm/api/vsa/aggregates?workingEnvironmentId=W")
                                << QByteArray("aggregate") << 1;
    QTest::newRow("replications") << QStringLiteral("/occm/api/replication/status") << QByteArray("replication") << 3;
    QTest::newRow("users") << QStringLiteral("/occm/api/users") << QByteArray("user") << 1;
    QTest::newRow("accounts") << QStringLiteral("/occm/api/accounts") << QByteArray("cloudProviderAccount") << 4;
    QTest::newRow("audit") << QStringLiteral("/occm/api/audit") << QByteArray("auditGroup") << 0;
}

void CloudManagerGuidesTest::wizardsBeginAtTheirLists()
{
    QFETCH(QString, list);
    QFETCH(QByteArray, kind);
    QFETCH(int, least);
    const QList<Wizard> wizards = m_manager.wizards(read(list, kind.constData(), "[]", true), m_access);
    QVERIFY2(wizards.size() >= least && (least > 0 || wizards.isEmpty()), qPrintable(QString::number(wizards.size())));
    const Schema schema = m_manager.builtInSchema(m_access);
    for (const Wizard &wizard : wizards) {
        for (const WizardStep &step : wizard.steps) {
            QVERIFY(schema.call(step.operation.call));
            QStringList fields;
            for (const WizardPage &page : step.pages)
                fields << page.fields;
            for (const Field &field : schema.fields(step.operation.bodySchema)) {
                const bool isAsked = step.pages.isEmpty() || fields.contains(field.name);
                const bool isPlain = field.plain == PlainType::Boolean;
                QVERIFY2(isAsked || isPlain || !field.isRequired,
                    qPrintable(wizard.id + QLatin1String(" does not ask for ") + field.name));
            }
        }
    }
}

void CloudManagerGuidesTest::usersOwnHintsComeOnTop()
{
    const QTemporaryDir folder;
    const QByteArray before = qgetenv("XDG_CONFIG_HOME");
    qputenv("XDG_CONFIG_HOME", folder.path().toLocal8Bit());
    const QString place = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    QVERIFY(place.startsWith(folder.path()) && QDir().mkpath(place + QStringLiteral("/catalog")));
    QFile file(place + QStringLiteral("/catalog/cloud-manager.json"));
    QVERIFY(file.open(QFile::WriteOnly));
    QVERIFY(file.write(R"({"service":"cloud-manager","calls":{"POST /tenants":{"label":"Found a company"}}})") > 0);
    file.close();
    const CloudManager manager;
    qputenv("XDG_CONFIG_HOME", before);
    QStringList labels;
    for (const Operation &operation : manager.allOperations(m_access)) {
        if (operation.call == QLatin1String("POST /tenants") || operation.call == QLatin1String("POST /users"))
            labels << operation.label;
    }
    QCOMPARE(labels, QStringList({QStringLiteral("Found a company"), QStringLiteral("Create user")}));
}

QTEST_GUILESS_MAIN(CloudManagerGuidesTest)
#include "tst_cloudmanagerguides.moc"
