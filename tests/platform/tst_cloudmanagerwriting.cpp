// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudmanagerbytes.h"

#include <QTest>

using namespace nephoscope;

namespace {

const QByteArray aws =
    R"({"publicId":"W1","name":"lab","svmName":"svm_lab","isHA":false,"cloudProviderName":"Amazon","workingEnvironmentType":"VSA","status":{"status":"ON"},"ontapClusterProperties":{"writingSpeedState":"NORMAL","ontapVersion":"9.10.1","licenseType":{"name":"Essential"},"capacityTierInfo":{"tierLevel":"normal"},"nodes":[{"name":"n1","serialNumber":"90"}]},"awsProperties":{"instances":[{"instanceType":"m5.2xlarge"}]},"licensesInformation":[{"type":"capacity-paygo"}],"schedules":[{"name":"s","enabled":true,"schedule":[]}],"svms":[{"name":"svm_lab","state":"running"}]})";

/// A place and the value that is put there.
using Edits = QList<QPair<QString, QString>>;

} // namespace

Q_DECLARE_METATYPE(Edits)

/// What Cloud Manager's dialect sends.
class CloudManagerWritingTest : public QObject {
    Q_OBJECT
private slots:
    void editsBecomeTheCallsThatTakeThem_data();
    void editsBecomeTheCallsThatTakeThem();
    void bodiesTakeWhatStandsElsewhereInAnotherCloud();
    void editorIsThereWhereACallIs_data();
    void editorIsThereWhereACallIs();
    void emptyBodyHasPresetsAndRequiredFields();
    void emptyMembersAreNotSent();
    void filesAreSentInParts();
    void dangerIsToldFromTheCall_data();
    void dangerIsToldFromTheCall();

private:
    Resource read(const QString &path, const char *kind, const QByteArray &body, bool list = false) const
    {
        return m_manager.resource(refAt(path, kind, list), json(body), m_access).value_or(Resource());
    }

    const CloudManager m_manager;
    const Access m_access;
};

void CloudManagerWritingTest::editsBecomeTheCallsThatTakeThem_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Edits>("edits");
    QTest::addColumn<QStringList>("requests");
    const QString system = QStringLiteral("/occm/api/vsa/working-environments/W1?fields=*");
    const QString base = QStringLiteral("/occm/api/vsa/working-environments/W1/");
    const auto row = [](const char *name, const QString &path, const char *kind, const QByteArray &body,
                         const Edits &edits, const QStringList &requests) {
        QTest::newRow(name) << path << QByteArray(kind) << body << edits << requests;
    };
    const auto s = [](const char *text) { return QString::fromLatin1(text); };
    const char *we = "workingEnvironment";
    row("writing speed", system, we, aws, {{s("ontapClusterProperties/writingSpeedState"), s("HIGH")}},
        {s("PUT ") + base + s(R"(writing-speed {"writingSpeedState":"HIGH"})")});
    row("tier level", system, we, aws, {{s("ontapClusterProperties/capacityTierInfo/tierLevel"), s("ia")}},
        {s("POST ") + base + s(R"(change-tier-level {"level":"ia"})")});
    row("storage VM", system, we, aws, {{s("svmName"), s("svm_new")}},
        {s("PUT ") + base + s(R"(svm {"svmName":"svm_lab","svmNewName":"svm_new"})")});
    row("instance type", system, we, aws, {{s("awsProperties/instances/0/instanceType"), s("m5.4xlarge")}},
        {s("PUT ") + base
            + s(R"(license-instance-type {"instanceType":"m5.4xlarge","licenseType":"capacity-paygo"})")});
    row("licence and instance type", system, we, aws,
        {{s("awsProperties/instances/0/instanceType"), s("m5.4xlarge")},
            {s("ontapClusterProperties/licenseType/name"), s("cot-premium-byol")}},
        {s("PUT ") + base
            + s(R"(license-instance-type {"instanceType":"m5.4xlarge","licenseType":"cot-premium-byol"})")});
    row("serial number", system, we, aws, {{s("ontapClusterProperties/nodes/0/serialNumber"), s("91")}},
        {s("POST ") + base + s(R"(change-serial {"nodeOne":"91"})")});
    row("schedules", system, we, aws, {{s("schedules/0/enabled"), s("false")}},
        {s("PUT ") + base + s(R"(schedules {"schedules":[{"name":"s","enabled":false,"schedule":[]}]})")});
    row("two calls", system, we, aws,
        {{s("svmName"), s("svm_new")}, {s("ontapClusterProperties/writingSpeedState"), s("HIGH")}},
        {s("PUT ") + base + s(R"(svm {"svmName":"svm_lab","svmNewName":"svm_new"})"),
            s("PUT ") + base + s(R"(writing-speed {"writingSpeedState":"HIGH"})")});
    row("volume, changed members only", s("/occm/api/vsa/volumes?workingEnvironmentId=W1#svmName=s&name=v"), "volume",
        R"([{"name":"u","svmName":"s"},{"name":"v","svmName":"s","snapshotPolicy":"default","tieringPolicy":"none","comment":null}])",
        {{s("1/snapshotPolicy"), s("none")}}, {s(R"(PUT /occm/api/vsa/volumes/W1/s/v {"snapshotPolicyName":"none"})")});
    row("tenant, whole", s("/occm/api/tenants/T1"), "tenant",
        R"({"publicId":"T1","name":"Lab","description":"d","costCenter":"c"})", {{s("description"), s("new")}},
        {s(R"(PUT /occm/api/tenants/T1 {"name":"Lab","description":"new","costCenter":"c"})")});
    row("user", s("/occm/api/users/u1"), "user",
        R"({"publicId":"u1","firstName":"A","lastName":"B","email":"a@b","roleId":"Role-1","isLdap":false})",
        {{s("lastName"), s("C")}}, {s(R"(PUT /occm/api/users/u1 {"firstName":"A","lastName":"C","email":"a@b"})")});
    row("configuration, changed members only", s("/occm/api/occm/config"), "config",
        R"({"proxyUri":"","autoUpgrade":true,"s3EbsRatio":1})", {{s("autoUpgrade"), s("false")}},
        {s(R"(PUT /occm/api/occm/config {"autoUpgrade":false})")});
    row("AutoSupport, as on the wire", s("/occm/api/occm/asup"), "asup",
        R"({"isEnabled":true,"site":"x","schedule":{"interval":1}})", {{s("isEnabled"), s("false")}},
        {s(R"(PUT /occm/api/occm/asup {"isEnabled":false,"schedule":{"interval":1}})")});
    row("workspace", s("/tenancy/account/a1/workspace#workspacePublicId=w1"), "workspace",
        R"([{"workspacePublicId":"w1","workspaceName":"One"}])", {{s("0/workspaceName"), s("Two")}},
        {s(R"(PATCH /tenancy/account/a1/workspace/w1 {"newName":"Two"})")});
    row("replication", s("/occm/api/replication/status#x"), "replication",
        R"([{"source":{},"destination":{"workingEnvironmentId":"D","svmName":"s","volumeName":"v"},"schedule":"hourly"}])",
        {{s("0/schedule"), s("daily")}}, {s(R"(PUT /occm/api/replication/D/s/v {"schedule":"daily"})")});
}

void CloudManagerWritingTest::editsBecomeTheCallsThatTakeThem()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, body);
    QFETCH(Edits, edits);
    QFETCH(QStringList, requests);
    Ref ref = refAt(path, kind.constData());
    if (path.endsWith(QLatin1String("#x"))) { // rows have long names; the list knows them
        const auto list = m_manager.resource(refAt(path.chopped(2), kind.constData(), true), json(body), m_access);
        ref = list->children.value(0);
    }
    const auto resource = m_manager.resource(ref, json(body), m_access);
    QVERIFY(resource);
    Draft draft(resource->document);
    for (const auto &[place, text] : std::as_const(edits)) {
        const bool isBoolean = text == QLatin1String("true") || text == QLatin1String("false");
        QVERIFY2(m_manager.editor(*resource, Path(place), m_access), qPrintable(place));
        QVERIFY(draft.set(Path(place), isBoolean ? Value::boolean(text == QLatin1String("true")) : Value::text(text)));
    }
    const auto made = m_manager.save(*resource, draft, m_access);
    QVERIFY2(made, made ? "" : qPrintable(made.error().message()));
    QStringList sent;
    for (const Request &request : *made)
        sent << printed(request);
    QCOMPARE(sent, requests);
}

void CloudManagerWritingTest::bodiesTakeWhatStandsElsewhereInAnotherCloud()
{
    const Resource system = read(QStringLiteral("/occm/api/azure/vsa/working-environments/W1"), "workingEnvironment",
        R"({"publicId":"W1","licensesInformation":[{"type":"a"}],"providerProperties":{"instanceType":"large"}})");
    Draft draft(system.document);
    QVERIFY(draft.set(Path(QStringLiteral("licensesInformation/0/type")), Value::text(QStringLiteral("b"))));
    const auto made = m_manager.save(system, draft, m_access);
    QVERIFY(made && made->size() == 1);
    QVERIFY2(printed(made->constFirst()).endsWith(QLatin1String(R"({"instanceType":"large","licenseType":"b"})")),
        qPrintable(printed(made->constFirst())));
}

void CloudManagerWritingTest::editorIsThereWhereACallIs_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("call");
    const QString none;
    const auto w = [](const char *method, const char *tail) {
        return QLatin1String(method) + QStringLiteral(" /vsa/working-environments/{workingEnvironmentId}/")
            + QLatin1String(tail);
    };
    QTest::newRow("name") << QStringLiteral("name") << none;
    QTest::newRow("id") << QStringLiteral("publicId") << none;
    QTest::newRow("speed") << QStringLiteral("ontapClusterProperties/writingSpeedState") << w("PUT", "writing-speed");
    QTest::newRow("group above") << QStringLiteral("ontapClusterProperties") << none;
    QTest::newRow("version") << QStringLiteral("ontapClusterProperties/ontapVersion") << w("POST", "update-image");
    QTest::newRow("inside a list") << QStringLiteral("schedules/0/name") << w("PUT", "schedules");
    QTest::newRow("storage VM's name") << QStringLiteral("svms/0/name") << w("PUT", "svm");
    QTest::newRow("storage VM's state") << QStringLiteral("svms/0/state") << none;
}

void CloudManagerWritingTest::editorIsThereWhereACallIs()
{
    QFETCH(QString, place);
    QFETCH(QString, call);
    const Resource system = read(QStringLiteral("/occm/api/vsa/working-environments/W1"), "workingEnvironment", aws);
    const auto editor = m_manager.editor(system, Path(place), m_access);
    QCOMPARE(editor ? editor->call : QString(), call);
    if (editor) {
        QCOMPARE(int(editor->role), int(Operation::Role::Edit));
        QVERIFY(place.startsWith(editor->place.text()));
    }
}

void CloudManagerWritingTest::emptyBodyHasPresetsAndRequiredFields()
{
    const Resource list = read(QStringLiteral("/occm/api/vsa/volumes?workingEnvironmentId=W1"), "volume", "[]", true);
    const Operation *create = called(list.operations, "POST /vsa/volumes");
    QVERIFY(create);
    QCOMPARE(create->bodySchema, QStringLiteral("/vsa:volumes#VsaVolumeCreateRequest"));
    const Node body = m_manager.emptyBody(*create, m_access).root();
    QCOMPARE(body.value(QStringLiteral("workingEnvironmentId")), QStringLiteral("W1"));
    QVERIFY(!body.child(QStringLiteral("enableThinProvisioning")).isNull());
    QVERIFY(!body.child(QStringLiteral("size")).isNull());
    QVERIFY(body.child(QStringLiteral("comment")).isNull()); // may be left out
    const Resource system = read(QStringLiteral("/occm/api/vsa/working-environments/W1"), "workingEnvironment", aws);
    const Operation *rename = called(system.operations, "PUT /vsa/working-environments/{workingEnvironmentId}/svm");
    QVERIFY(rename);
    QCOMPARE(m_manager.emptyBody(*rename, m_access).root().value(QStringLiteral("svmName")), QStringLiteral("svm_lab"));
}

void CloudManagerWritingTest::emptyMembersAreNotSent()
{
    const Resource list = read(QStringLiteral("/occm/api/vsa/volumes?workingEnvironmentId=W1"), "volume", "[]", true);
    const auto made = m_manager.request(*called(list.operations, "POST /vsa/volumes"), {},
        R"({"name":"v","capacityTier":"","size":{"size":0.10,"unit":"GB"},"iscsiInfo":{"osName":"","x":{}},"comment":null,"ips":[]})",
        m_access);
    QVERIFY(made);
    QCOMPARE(made->body(), QByteArray(R"({"name":"v","size":{"size":0.10,"unit":"GB"},"ips":[]})"));
    QCOMPARE(made->headers().value("Content-Type"), QByteArray("application/json"));
    QVERIFY(!m_manager.request(*called(list.operations, "POST /vsa/volumes"), {}, "{broken", m_access));
}

void CloudManagerWritingTest::filesAreSentInParts()
{
    for (const Operation &operation : m_manager.allOperations(m_access)) {
        if (operation.call != QLatin1String("POST /occm/key-store/trusted-certificate-file"))
            continue;
        const auto made = m_manager.upload(operation, {{QStringLiteral("certificate"), {QStringLiteral("ca.pem")}}},
            {{QStringLiteral("certificate"), "-----BEGIN"}}, m_access);
        QVERIFY(made);
        QVERIFY(made->headers().value("Content-Type").startsWith("multipart/form-data; boundary="));
        QVERIFY(made->body().contains("name=\"certificate\"; filename=\"ca.pem\""));
        QCOMPARE(made->headers().value("filename"), QByteArray("ca.pem"));
        return;
    }
    QFAIL("the upload is not published");
}

void CloudManagerWritingTest::dangerIsToldFromTheCall_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<int>("danger");
    QTest::addColumn<int>("role");
    using D = Operation::Danger;
    using R = Operation::Role;
    const auto row = [](const char *call, D danger, R role) {
        QTest::newRow(call) << QString::fromLatin1(call) << int(danger) << int(role);
    };
    row("GET /tenants", D::Harmless, R::Ask);
    row("POST /vsa/volumes/quote", D::Harmless, R::Ask);
    row("POST /accounts/aws/validate-creds", D::Harmless, R::Ask);
    row("POST /vsa/working-environments/parse-license-file", D::Harmless, R::Ask);
    row("POST /occm/system/restart-server", D::Interrupts, R::Act);
    row("POST /vsa/working-environments/{workingEnvironmentId}/stop", D::Interrupts, R::Act);
    row("PUT /vsa/working-environments/{workingEnvironmentId}/writing-speed", D::Interrupts, R::Act);
    row("PUT /vsa/working-environments/{workingEnvironmentId}/enable-worm", D::Destroys, R::Act);
    row("POST /vsa/working-environments/{workingEnvironmentId}/delete-cifs", D::Destroys, R::Act);
    row("DELETE /tenants/{tenantId}", D::Destroys, R::Act);
    row("POST /vsa/working-environments/{workingEnvironmentId}/start", D::Changes, R::Act);
    row("POST /accounts/nss", D::Changes, R::Create);
}

void CloudManagerWritingTest::dangerIsToldFromTheCall()
{
    QFETCH(QString, call);
    QFETCH(int, danger);
    QFETCH(int, role);
    const QList<Operation> all = m_manager.allOperations(m_access);
    const Operation *operation = called(all, qPrintable(call));
    QVERIFY(operation);
    QCOMPARE(int(operation->danger), danger);
    QCOMPARE(int(operation->role), role);
}

QTEST_GUILESS_MAIN(CloudManagerWritingTest)
#include "tst_cloudmanagerwriting.moc"
