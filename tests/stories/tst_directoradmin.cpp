// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/trafficmodel.h"
#include "resource/resourcepage.h"
#include "shell/actions.h"
#include "stories/directorstory.h"

#include <QAction>
#include <QPlainTextEdit>
#include <QTableView>

using namespace nephoscope;

/// People and networks are administered, and support gets what it asks for.
class DirectorAdminStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void aUserIsCreated();
    void aFirewallRuleIsEdited();
    void anExchangeTellsItsIdsAndTimes();
};

void DirectorAdminStory::aUserIsCreated()
{
    DirectorStory director(QStringLiteral("System Administrator"));
    const QString organization = director.find("organization", "name==acme");
    QVERIFY(director.open(QStringLiteral("/api/admin/org/") + organization.section(QLatin1Char('/'), -1)));
    director.press(QStringLiteral("Create user"));
    QDialog *dialog = director.asked();
    QVERIFY(dialog);
    director.unfold(dialog);
    director.type(dialog, QStringLiteral("@name"), QStringLiteral("grace"));
    director.choose(dialog, QStringLiteral("Role"), QStringLiteral("vApp Author"));
    director.type(dialog, QStringLiteral("Password"), QStringLiteral("a long enough one"));
    director.send(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(director.seen("/api/query?type=adminUser").contains("name=\"grace\""), 20'000);
    const QByteArray user = director.seen(director.find("adminUser", "name==grace").toLatin1());
    QVERIFY2(user.contains("name=\"vApp Author\""), user.constData());
}

void DirectorAdminStory::aFirewallRuleIsEdited()
{
    DirectorStory director(QStringLiteral("Organization Administrator"), QStringLiteral("acme"));
    const QString address = director.find("edgeGateway", "orgVdcName==acme-prod");
    QVERIFY(director.open(address));
    const QString rule = QStringLiteral("Configuration/EdgeGatewayServiceConfiguration/FirewallService/FirewallRule");
    director.edit(rule + QStringLiteral("/DestinationPortRange"), QStringLiteral("8443"));
    const QString sent = director.save();
    QVERIFY2(sent.contains(QStringLiteral("DestinationPortRange>8443<")), qPrintable(sent));
    QVERIFY2(sent.contains(QStringLiteral("action/configureServices")), qPrintable(sent));
    QVERIFY(director.seen(address.toLatin1()).contains("DestinationPortRange>8443<"));
}

void DirectorAdminStory::anExchangeTellsItsIdsAndTimes()
{
    DirectorStory director(QStringLiteral("Organization Administrator"), QStringLiteral("acme"));
    QVERIFY(director.open(director.find("adminVApp", "status==POWERED_OFF;vdcName==acme-prod")));
    director.press(QStringLiteral("Power on"));
    QTRY_COMPARE_WITH_TIMEOUT(director.message(), QStringLiteral("Power on: done."), 20'000);
    director.window().actions().focusTraffic->trigger();
    auto *table = director.window().findChild<QTableView *>(QStringLiteral("traffic"));
    QTRY_VERIFY(table->isVisible());
    int row = table->model()->rowCount() - 1;
    while (row > 0 && table->model()->index(row, TrafficModel::MethodColumn).data().toString() != QLatin1String("POST"))
        --row;
    const QModelIndex index = table->model()->index(row, TrafficModel::AddressColumn);
    table->scrollTo(index);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
    const QString details =
        director.window().findChild<QPlainTextEdit *>(QStringLiteral("trafficDetails"))->toPlainText();
    for (const char *fact : {"Request id", "Action id       nephoscope-", "Server worked", "Installation"})
        QVERIFY2(details.section(QStringLiteral("POST"), 0, 0).contains(QLatin1String(fact)), qPrintable(details));
}

QTEST_MAIN(DirectorAdminStory)
#include "tst_directoradmin.moc"
