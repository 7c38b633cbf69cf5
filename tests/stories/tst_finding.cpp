// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/addressrange.h"
#include "inventory/keptlists.h"
#include "inventory/offlinecopy.h"
#include "inventory/tablepane.h"
#include "models/navigatormodel.h"
#include "navigator/navigatorproxy.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"
#include "stories/managerstory.h"
#include "stories/tablehand.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QTabWidget>
#include <QTableView>
#include <QTreeWidget>

using namespace nephoscope;

namespace {

const QString allMachines = QStringLiteral("/api/query?type=adminVM&format=records");

} // namespace

/// What is found from anywhere: over both services, in the tree, in open pages, in what was kept.
class FindingStory : public QObject {
    Q_OBJECT
private slots:
    void init();
    void oneAddressFindsTheMachineAndTheExport();
    void openPagesAndTheTreeAreFoundToo();
    void whatWasKeptIsInTheTreeAndFound();
    void replicationsAreToldApartByTheirSides();

private:
    static QDialog *search(StoryWindow &story, const QString &text);
    static QStringList found(const QDialog *dialog, const QString &group);
    static QTreeWidgetItem *item(const QDialog *dialog, const QString &group, const QString &name);
};

void FindingStory::init()
{
    QStandardPaths::setTestModeEnabled(true);
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
}

QDialog *FindingStory::search(StoryWindow &story, const QString &text)
{
    story.window().activateWindow();
    if (!QTest::qWaitForWindowActive(&story.window()))
        return nullptr;
    QTest::keyClick(&story.window(), Qt::Key_K, Qt::ControlModifier);
    QDialog *dialog = nullptr;
    if (!QTest::qWaitFor([&] { return (dialog = story.dialog<QDialog>("everywhere")) != nullptr; }))
        return nullptr;
    QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("everywhereText")), text);
    return dialog;
}

/// Names in that group; of all groups where it is empty.
QStringList FindingStory::found(const QDialog *dialog, const QString &group)
{
    const auto *rows = dialog->findChild<QTreeWidget *>(QStringLiteral("everywhereFound"));
    QStringList names;
    for (int top = 0; top < rows->topLevelItemCount(); ++top)
        for (int row = 0; row < rows->topLevelItem(top)->childCount(); ++row)
            if (group.isEmpty() || rows->topLevelItem(top)->text(0) == group)
                names << rows->topLevelItem(top)->child(row)->text(0);
    return names;
}

QTreeWidgetItem *FindingStory::item(const QDialog *dialog, const QString &group, const QString &name)
{
    const auto *rows = dialog->findChild<QTreeWidget *>(QStringLiteral("everywhereFound"));
    for (int top = 0; top < rows->topLevelItemCount(); ++top)
        for (int row = 0; row < rows->topLevelItem(top)->childCount(); ++row)
            if (rows->topLevelItem(top)->text(0) == group && rows->topLevelItem(top)->child(row)->text(0) == name)
                return rows->topLevelItem(top)->child(row);
    return nullptr;
}

void FindingStory::oneAddressFindsTheMachineAndTheExport()
{
    demo::ServerOptions options;
    options.platform = director;
    options.site.vms = 60;
    DemoSite clouds(options);
    ManagerStory hands;
    const QString path =
        QStringLiteral("/onprem/volumes?workingEnvironmentId=") + hands.system(QStringLiteral("fabnorth"));
    QString network;
    QStringList exported; // the volumes that are exported to it
    for (const QJsonValue &volume : hands.told(path).array()) {
        const QString ip = volume[QLatin1String("exportPolicyInfo")][QLatin1String("ips")][0].toString();
        if (network.isEmpty() && ip.contains(QLatin1Char('/')))
            network = ip;
        if (!ip.isEmpty() && ip == network)
            exported << volume[QLatin1String("name")].toString();
    }
    QVERIFY(!exported.isEmpty());
    hands.open(path);
    TablePane *volumes = nullptr;
    QTRY_VERIFY((volumes = hands.page()->findChild<TablePane *>()) && !volumes->table().isLoading()
        && volumes->table().model().rowCount() > 0);

    StoryWindow &story = hands.story();
    story.signIn(clouds, clouds.user(QStringLiteral("System Administrator")), QStringLiteral("clouds"), false);
    TablePane *machines = openTable(story, QStringLiteral("clouds"), allMachines);
    QVERIFY(machines);
    const RecordStore &store = *machines->table().store();
    const int ips = store.column("ipAddress");
    const int names = store.column("name");
    const auto range = AddressRange::of(network.toStdString());
    QVERIFY(range && ips >= 0);
    QString address;
    QString machine;
    for (RecordStore::Row row = 0; row < store.rowCount() && address.isEmpty(); ++row) {
        const auto own = AddressRange::of(store.text(row, ips));
        if (own && range->meets(*own)) {
            address = store.string(row, ips);
            machine = store.string(row, names);
        }
    }
    QVERIFY2(!address.isEmpty(), qPrintable(network));

    QDialog *dialog = search(story, address);
    QVERIFY(dialog);
    QTRY_VERIFY2(found(dialog, QStringLiteral("Volumes")).contains(exported.first()),
        qPrintable(network + u' ' + address + u' ' + found(dialog, {}).join(u'|')));
    QCOMPARE(found(dialog, QStringLiteral("Virtual machines")).value(0), machine);
    QCOMPARE(found(dialog, {}).value(0), machine); // what has the address itself comes first
    const QTreeWidgetItem *volume = item(dialog, QStringLiteral("Volumes"), exported.first());
    QVERIFY2(volume->text(1).contains(network), qPrintable(volume->text(1))); // why it is there
    StoryWindow::keepPicture(dialog, QStringLiteral("finding-address"));
    auto *rows = dialog->findChild<QTreeWidget *>(QStringLiteral("everywhereFound"));
    rows->setCurrentItem(item(dialog, QStringLiteral("Volumes"), exported.first()));
    QTest::keyClick(dialog->findChild<QLineEdit *>(QStringLiteral("everywhereText")), Qt::Key_Return);
    QTRY_COMPARE(story.window().pages().currentPage()->title(), exported.first());
}

void FindingStory::openPagesAndTheTreeAreFoundToo()
{
    DemoSite demo(director);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("Organization Administrator")), QStringLiteral("acme"), false);
    const QModelIndex vapp = story.expandTo(QStringLiteral("vApp"),
        {QStringLiteral("session"), QStringLiteral("orgList"), QStringLiteral("org"), QStringLiteral("vdc")});
    QVERIFY(vapp.isValid());
    const Ref ref = vapp.data(NavigatorModel::RefRole).value<Ref>();
    QDialog *dialog = search(story, ref.name());
    QVERIFY(dialog);
    QTRY_VERIFY(item(dialog, QStringLiteral("In the tree"), ref.name()));
    QTest::keyClick(dialog->findChild<QLineEdit *>(QStringLiteral("everywhereText")), Qt::Key_Return);
    QTRY_VERIFY(story.window().pages().currentPage());
    QTRY_COMPARE(story.window().pages().currentPage()->title(), ref.name());
    dialog = search(story, ref.name());
    QVERIFY(dialog);
    QTRY_VERIFY(item(dialog, QStringLiteral("Open pages"), ref.name()));
    StoryWindow::keepPicture(dialog, QStringLiteral("finding-pages"));
    dialog->reject();
}

void FindingStory::whatWasKeptIsInTheTreeAndFound()
{
    demo::ServerOptions options;
    options.platform = director;
    options.site.vms = 80;
    auto demo = std::make_unique<DemoSite>(options);
    StoryWindow story;
    story.signIn(*demo, demo->user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *table = openTable(story, QStringLiteral("acme"), allMachines);
    QVERIFY(table);
    const int rows = table->table().model().rowCount();
    const Ref list = table->table().list();
    const QString machine = table->table().model().index(7, 0).data().toString();
    const QString profile = story.site(QStringLiteral("acme"))->profile.id;
    QTRY_VERIFY(KeptLists::of(profile).size() == 1);
    QCOMPARE(KeptLists::of(profile).constFirst().address, list.href());
    story.window().pages().closePage(story.window().pages().currentIndex()); // no tab will bring it back
    demo.reset(); // the network is gone
    story.restart();
    QVERIFY(!story.site(QStringLiteral("acme"))->session);
    QCOMPARE(story.window().pages().count(), 0);

    const auto kept = [&story] {
        const QModelIndex site = story.tree().model()->index(0, 0);
        return story.tree().model()->index(0, 0, site);
    };
    QTRY_VERIFY(kept().isValid());
    QCOMPARE(kept().data().toString(), QStringLiteral("Virtual machines"));
    QVERIFY(!kept().data(NavigatorProxy::DetailRole).toString().isEmpty()); // its age
    StoryWindow::keepPicture(&story.window(), QStringLiteral("kept-tree"));

    QDialog *dialog = search(story, machine);
    QVERIFY(dialog);
    QTRY_VERIFY2(item(dialog, QStringLiteral("Virtual machines"), machine), qPrintable(found(dialog, {}).join(u'|')));
    QTest::keyClick(dialog->findChild<QLineEdit *>(QStringLiteral("everywhereText")), Qt::Key_Return);
    QTRY_VERIFY(story.window().pages().count() == 1); // its list, where it stands
    QTRY_VERIFY((table = story.window().pages().currentPage()->findChild<TablePane *>())
        && table->table().model().rowCount() >= 1 && table->table().model().rowCount() < rows);
    QCOMPARE(table->findChild<QLineEdit *>(QStringLiteral("tableSearch"))->text(), machine);
    QTRY_VERIFY2(story.message(table).contains(QStringLiteral("Sign in to acme")), qPrintable(story.message(table)));

    story.window().pages().closePage(0);
    story.clickNode(kept(), false);
    QTRY_VERIFY(story.window().pages().count() == 1);
    QTRY_VERIFY((table = story.window().pages().currentPage()->findChild<TablePane *>())
        && table->table().model().rowCount() == rows);
}

void FindingStory::replicationsAreToldApartByTheirSides()
{
    ManagerStory hands;
    const QString id = hands.system(QStringLiteral("harbourcvo1"));
    const QString path = QStringLiteral("/replication/status/") + id;
    const QJsonArray told = hands.told(path).array();
    QVERIFY(!told.isEmpty());
    hands.open(path);
    TablePane *table = nullptr;
    QTRY_VERIFY((table = hands.page()->findChild<TablePane *>()) && !table->table().isLoading()
        && table->table().model().rowCount() == int(told.size()));
    QTRY_VERIFY2(table->table().model().members().contains(QStringLiteral("source/volumeName")),
        qPrintable(table->table().model().members().join(u' ')));
    QVERIFY(table->table().model().members().contains(QStringLiteral("destination/volumeName")));
    StoryWindow::keepPicture(&hands.story().window(), QStringLiteral("replications"));
    hands.page()->findChild<QTabWidget *>(QStringLiteral("resourceTabs"))->setCurrentIndex(4);
    const auto *size = hands.page()->findChild<QLabel *>(QStringLiteral("sourceSize"));
    QTRY_VERIFY2(size->text().contains(QStringLiteral("in the table")), qPrintable(size->text()));
}

QTEST_MAIN(FindingStory)

#include "tst_finding.moc"
