// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/clouddirector.h"
#include "platform/cloudmanager/cloudmanager.h"

#include <QTest>

using namespace nephoscope;

/// What the window asks a service beside resources: for whom one may act, what a field may hold, what headers tell.
class TestCloudDirectorWindow : public QObject {
    Q_OBJECT
private slots:
    void onlyProvidersActForOrganizations();
    void fieldsNameTheListsThatFillThem_data();
    void fieldsNameTheListsThatFillThem();
    void whatNobodyKnowsIsListedAroundThePresentTarget();
    void headersTellIdsAndTimes();
    void picturesArriveWhole();

private:
    const CloudDirector m_director;
};

namespace {

Access providerAccess()
{
    Access access;
    access.isComplete = true;
    access.isProvider = true;
    access.apiVersion = QStringLiteral("36.0");
    access.session = QUrl(QStringLiteral("https://vcd.example/api/session"));
    return access;
}

Resource machine()
{
    Resource resource;
    resource.self = Ref(QUrl(QStringLiteral("https://vcd.example/api/vApp/vm-1c52a3b7-63c5-4a5e-8a4b-3c2f6a3f0001")),
        QStringLiteral("vm"), QStringLiteral("web-01"));
    resource.parent =
        Ref(QUrl(QStringLiteral("https://vcd.example/api/vApp/vapp-0d1c2b3a-63c5-4a5e-8a4b-3c2f6a3f0002")),
            QStringLiteral("vApp"));
    return resource;
}

} // namespace

void TestCloudDirectorWindow::onlyProvidersActForOrganizations()
{
    Access access = providerAccess();
    const auto list = m_director.organizations(access);
    QVERIFY(list);
    QCOMPARE(list->href().toString(), QStringLiteral("https://vcd.example/api/query?type=organization&format=records"));
    access.isProvider = false;
    QVERIFY(!m_director.organizations(access));
    QVERIFY(!CloudManager().organizations(providerAccess()));
}

void TestCloudDirectorWindow::fieldsNameTheListsThatFillThem_data()
{
    QTest::addColumn<QString>("bodyType");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QStringList>("lists");
    const QString of = QStringLiteral("type=%1&format=records");
    const auto vcloud = [](const char *name) {
        return QLatin1String("application/vnd.vmware.vcloud.") + QLatin1String(name) + QLatin1String("+xml");
    };
    QTest::newRow("template") << vcloud("instantiateVAppTemplateParams") << QStringLiteral("Source")
                              << QStringList{of.arg(QStringLiteral("adminVAppTemplate"))};
    QTest::newRow("in JSON") << vcloud("instantiateVAppTemplateParams") << QStringLiteral("source")
                             << QStringList{of.arg(QStringLiteral("adminVAppTemplate"))};
    QTest::newRow("role of a user") << vcloud("user") << QStringLiteral("Role")
                                    << QStringList{of.arg(QStringLiteral("role"))};
    QTest::newRow("network of a card") << QString()
                                       << QStringLiteral("NetworkConnectionSection/NetworkConnection[2]/@network")
                                       << QStringList{of.arg(QStringLiteral("adminVAppNetwork"))
                                              + QStringLiteral("&filter=vApp==0d1c2b3a-63c5-4a5e-8a4b-3c2f6a3f0002")};
    QTest::newRow("position in JSON") << QString() << QStringLiteral("section/3/networkConnection/0/network")
                                      << QStringList{of.arg(QStringLiteral("adminVAppNetwork"))
                                             + QStringLiteral("&filter=vApp==0d1c2b3a-63c5-4a5e-8a4b-3c2f6a3f0002")};
    QTest::newRow("nobody knows") << QString() << QStringLiteral("ComputerName") << QStringList();
}

void TestCloudDirectorWindow::fieldsNameTheListsThatFillThem()
{
    QFETCH(QString, bodyType);
    QFETCH(QString, path);
    QFETCH(QStringList, lists);
    Operation operation;
    operation.bodyType = bodyType;
    QStringList found;
    const QList<Ref> refs = m_director.candidates(machine(), operation, Path(path), providerAccess());
    for (const Ref &ref : refs) {
        QVERIFY(ref.isCollection());
        found << QUrl::fromPercentEncoding(ref.href().query(QUrl::FullyEncoded).toLatin1());
    }
    QCOMPARE(found, lists);
}

void TestCloudDirectorWindow::whatNobodyKnowsIsListedAroundThePresentTarget()
{
    Resource resource = machine();
    const auto listsFor = [&](const char *present, const char *field = "ComputePolicy/VmFuturePolicy") {
        const Path place{QLatin1String(field)};
        resource.references = {
            Reference{place, Ref(QUrl(QLatin1String(present)), QStringLiteral("vdcComputePolicy")), {}}};
        return m_director.candidates(resource, Operation(), place, providerAccess());
    };
    const QList<Ref> lists =
        listsFor("https://vcd.example/cloudapi/2.0.0/vdcComputePolicies/urn:vcloud:vdcComputePolicy:1?x=1");
    QCOMPARE(lists.size(), 1);
    QVERIFY(lists.first().isCollection());
    const char *sizing = "ComputePolicy/VmSizingPolicy"; // which the catalogue knows, for those that stand nowhere yet
    const char *target = "https://vcd.example/cloudapi/2.0.0/vdcComputePolicies/urn:vcloud:vdcComputePolicy:1";
    QCOMPARE(listsFor(target, sizing).first().href(), lists.first().href());
    QCOMPARE(listsFor("https://vcd.example/api/vdc/1", sizing).first().href().path(),
        QStringLiteral("/cloudapi/1.0.0/vdcComputePolicies"));
    QCOMPARE(lists.first().href().toString(), QStringLiteral("https://vcd.example/cloudapi/2.0.0/vdcComputePolicies"));
    QVERIFY(listsFor("https://vcd.example/api/vdc/1").isEmpty());
    QVERIFY(listsFor("https://vcd.example/cloudapi/1.0.0/site/settings").isEmpty());
}

void TestCloudDirectorWindow::headersTellIdsAndTimes()
{
    Request request = Request::get(QUrl(QStringLiteral("https://vcd.example/api/org")));
    request.headers().set("X-VMWARE-VCLOUD-CLIENT-REQUEST-ID", "nephoscope-1");
    Reply reply(200, "<OrgList/>");
    const AnswerFacts silent = m_director.facts(request, reply);
    QVERIFY(silent.requestId.isEmpty() && !silent.worked && !silent.serverTime.isValid());
    reply.headers().set("X-VMWARE-VCLOUD-REQUEST-ID", "6d0f-1");
    reply.headers().set("X-VMWARE-VCLOUD-REQUEST-EXECUTION-TIME", "42");
    reply.headers().set("X-VMWARE-VCLOUD-CEIP-ID", "c1");
    reply.headers().set("Date", "Sun, 22 Nov 2026 05:12:01 GMT");
    const AnswerFacts facts = m_director.facts(request, reply);
    QCOMPARE(facts.requestId, QStringLiteral("6d0f-1"));
    QCOMPARE(facts.action, QStringLiteral("nephoscope-1"));
    QCOMPARE(facts.worked, std::optional<qint64>(42));
    QCOMPARE(facts.installation, QStringLiteral("c1"));
    QCOMPARE(facts.serverTime, QDateTime(QDate(2026, 11, 22), QTime(5, 12, 1), Qt::UTC));
    reply.headers().set("OnCloud-Request-Id", "Rq7Kd2Zx");
    QCOMPARE(CloudManager().facts(request, reply).requestId, QStringLiteral("Rq7Kd2Zx"));
}

void TestCloudDirectorWindow::picturesArriveWhole()
{
    const QByteArray png("\x89PNG\r\n\x1a\n\0\xff", 10);
    const Request request = Request::get(QUrl(QStringLiteral("https://vcd.example/api/vApp/vm-1/screen")));
    const Outcome outcome = m_director.outcome(request, Reply(200, png, "image/png"), providerAccess());
    QCOMPARE(outcome.picture, png);
    QVERIFY(outcome.document.isNull() && outcome.text.isEmpty());
}

QTEST_GUILESS_MAIN(TestCloudDirectorWindow)
#include "tst_clouddirectorwindow.moc"
