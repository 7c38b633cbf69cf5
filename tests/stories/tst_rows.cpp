// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/bulkdialog.h"
#include "inventory/filterheader.h"
#include "inventory/tablepane.h"
#include "journal/journalpart.h"
#include "models/childrenmodel.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"
#include "stories/tablehand.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSemaphore>
#include <QTabWidget>
#include <QTableView>
#include <QThreadPool>
#include <QToolButton>
#include <QTreeWidget>
#include <qcorotask.h>

namespace nephoscope {
QThreadPool &inventoryThread(); // its header wants more of Qt than stories link
}

using namespace nephoscope;

namespace {

const QString machinesByName =
    QStringLiteral("/api/query?type=adminVM&format=records&sortAsc=name&filter=isVAppTemplate==false");

} // namespace

/// What is done with the rows of a list, by mouse and keys.
class RowsStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void allRowsThatShowAreChosenAndTaken();
    void threeMachinesArePoweredOnFromTheTable();
    void machinesAreDeletedOnlyWhenTheirNumberIsTyped();
    void oneRowOffersWhatItsObjectOffers();
    void childrenShareOperationsToo();
    void aReadOnlySiteSaysWhyItsRowsStay();
    void whatShowsIsExportedByTheMenu();
    void anExportIsStopped();

private:
    static DemoSite site(int machines);
    static QMenu *openMenu(QAbstractItemView &view, const QList<int> &rows, const QString &name);
    static QAction *entry(const QMenu *menu, const QString &text);
    static void clickEntry(QMenu *menu, QAction *action);
    static QMenu *openOperations(QMenu *menu);
    static QList<int> machinesThat(TablePane *table, State::Tone tone, int count);
    static std::optional<State::Tone> toneOf(StoryWindow &story, const Ref &machine);
    static void chooseExport(StoryWindow &story, TablePane *table, const QString &entry);
};

DemoSite RowsStory::site(int machines)
{
    demo::ServerOptions options;
    options.platform = director;
    options.site.vms = machines;
    options.site.speed = 1000;
    return DemoSite(options);
}

/// Clicks those rows one after the other, none where what is chosen stays, and opens the menu on the last.
QMenu *RowsStory::openMenu(QAbstractItemView &view, const QList<int> &rows, const QString &name)
{
    view.window()->activateWindow();
    const auto placeOf = [&view](int row) { return view.visualRect(view.model()->index(row, 0)).center(); };
    for (const int row : rows) {
        view.scrollTo(view.model()->index(row, 0));
        QTest::mouseClick(
            view.viewport(), Qt::LeftButton, row == rows.first() ? Qt::NoModifier : Qt::ControlModifier, placeOf(row));
    }
    const QPoint where = placeOf(rows.isEmpty() ? view.indexAt(QPoint(5, 5)).row() : rows.last());
    QContextMenuEvent wanted(QContextMenuEvent::Mouse, where, view.viewport()->mapToGlobal(where));
    QApplication::sendEvent(view.viewport(), &wanted);
    QMenu *menu = nullptr;
    const bool isOpen =
        QTest::qWaitFor([&] { return (menu = view.findChild<QMenu *>(name)) != nullptr && menu->isVisible(); });
    return isOpen ? menu : nullptr;
}

QAction *RowsStory::entry(const QMenu *menu, const QString &text)
{
    for (QAction *action : menu->actions())
        if (action->text() == text || action->text().startsWith(text + QStringLiteral(" (")))
            return action;
    return nullptr;
}

void RowsStory::clickEntry(QMenu *menu, QAction *action)
{
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
}

/// The submenu with the operations, when they have come.
QMenu *RowsStory::openOperations(QMenu *menu)
{
    auto *operations = menu ? menu->findChild<QMenu *>(QStringLiteral("rowOperations")) : nullptr;
    if (!operations)
        return nullptr;
    clickEntry(menu, operations->menuAction());
    const bool isRead =
        QTest::qWaitFor([operations] { return operations->isVisible() && operations->actions().size() > 1; }, 10'000);
    return isRead ? operations : nullptr;
}

/// Rows of machines that were made for this, in that state.
QList<int> RowsStory::machinesThat(TablePane *table, State::Tone tone, int count)
{
    QList<int> rows;
    for (int row = 0; row < table->table().model().rowCount() && rows.size() < count; ++row) {
        const Ref ref = table->table().ref(table->table().model().record(row));
        if (ref.state().tone() == tone && ref.name().startsWith(QLatin1String("node-")))
            rows << row;
    }
    return rows;
}

/// What the site says now.
std::optional<State::Tone> RowsStory::toneOf(StoryWindow &story, const Ref &machine)
{
    const std::shared_ptr<Session> session = story.site(QStringLiteral("acme"))->session;
    std::optional<Result<Resource>> read;
    QCoro::connect(
        session->open(machine), session.get(), [&read](const Result<Resource> &resource) { read = resource; });
    if (!QTest::qWaitFor([&read] { return read.has_value(); }, 10'000) || !*read)
        return std::nullopt;
    return (*read)->self.state().tone();
}

void RowsStory::allRowsThatShowAreChosenAndTaken()
{
    DemoSite demo = site(1200);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *table = openTable(story, QStringLiteral("acme"), machinesByName);
    QVERIFY(table);
    QTest::mouseClick(table->header().box(QStringLiteral("name")), Qt::LeftButton);
    QTest::keyClicks(table->header().box(QStringLiteral("name")), QStringLiteral("node"));
    const auto *count = table->findChild<QLabel *>(QStringLiteral("tableCount"));
    QTRY_VERIFY(count->text().contains(QStringLiteral(" of ")));
    const int shown = table->table().model().rowCount();
    QVERIFY2(shown >= 1200 && shown < table->table().total(), qPrintable(count->text()));
    auto *all = table->findChild<QToolButton *>(QStringLiteral("tableSelectAll"));
    QVERIFY(all->isVisible());
    QVERIFY2(all->text().endsWith(QString::number(shown).right(3)), qPrintable(all->text()));
    QTest::mouseClick(all, Qt::LeftButton);
    QTRY_COMPARE(table->selectedCount(), shown);
    QVERIFY(!all->isEnabled());
    QTRY_VERIFY2(count->text().endsWith(QStringLiteral("selected")), qPrintable(count->text()));
    StoryWindow::keepPicture(&story.window(), QStringLiteral("rows-all"));

    QMenu *menu = openMenu(table->view(), {}, QStringLiteral("tableMenu"));
    QVERIFY(menu);
    clickEntry(menu, entry(menu, QStringLiteral("Copy address")));
    const auto lines = [] { return QGuiApplication::clipboard()->text().split(QLatin1Char('\n')); };
    QTRY_COMPARE(lines().size(), shown);
    const QStringList addresses = lines();
    QCOMPARE(QSet<QString>(addresses.begin(), addresses.end()).size(), shown);

    menu = openMenu(table->view(), {}, QStringLiteral("tableMenu"));
    QVERIFY(menu);
    auto *change = menu->findChild<QAction *>(QStringLiteral("rowsChange"));
    QVERIFY(change);
    clickEntry(menu, change);
    BulkDialog *dialog = shownBulkDialog(story);
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QTreeWidget *>(QStringLiteral("bulkTable"))->topLevelItemCount(), shown);
    QVERIFY2(dialog->windowTitle().contains(QString::number(shown)), qPrintable(dialog->windowTitle()));
}

void RowsStory::threeMachinesArePoweredOnFromTheTable()
{
    DemoSite demo = site(40);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *table = openTable(story, QStringLiteral("acme"), machinesByName);
    QVERIFY(table);
    const QList<QAction *> ofTheList = story.window().pages().currentPage()->operations();
    for (const QAction *action : ofTheList) // a list is no machine
        QVERIFY2(action->text() != QStringLiteral("Power on"), qPrintable(action->toolTip()));
    const QList<int> rows = machinesThat(table, State::Tone::Off, 3);
    QCOMPARE(rows.size(), 3);
    QMenu *menu = openMenu(table->view(), rows, QStringLiteral("tableMenu"));
    const QList<Ref> machines = table->selectedRefs();
    QCOMPARE(machines.size(), 3);
    QMenu *operations = openOperations(menu);
    QVERIFY(operations);
    StoryWindow::keepPicture(operations, QStringLiteral("rows-operations"));
    QAction *powerOn = entry(operations, QStringLiteral("Power on"));
    QVERIFY(powerOn && powerOn->isEnabled());
    const QAction *powerOff = entry(operations, QStringLiteral("Power off"));
    QVERIFY(!powerOff || !powerOff->isEnabled()); // none of them runs
    clickEntry(operations, powerOn);
    BulkDialog *dialog = shownBulkDialog(story);
    QVERIFY(dialog);
    auto *start = dialog->findChild<QPushButton *>(QStringLiteral("bulkStart"));
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), 20'000); // each was read, and offers it
    QCOMPARE(start->text(), QStringLiteral("Power on (3)"));
    const auto *grid = dialog->findChild<QTreeWidget *>(QStringLiteral("bulkTable"));
    for (int row = 0; row < 3; ++row)
        QVERIFY(!grid->topLevelItem(row)->text(1).isEmpty()); // how it is now
    StoryWindow::keepPicture(dialog, QStringLiteral("rows-poweron"));
    QTest::mouseClick(start, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(resultsOf(dialog).count(QStringLiteral("Done")), 3, 30'000);
    for (const Ref &machine : machines)
        QCOMPARE(toneOf(story, machine), State::Tone::On);
    const auto &journal = story.window().findChild<JournalPart *>()->journal();
    QCOMPARE(journal->entries({})->size(), 3);
    QCOMPARE(journal->entries({})->constFirst().operation, QStringLiteral("Power on"));
    QVERIFY(!journal->entries({})->constFirst().batch.isEmpty());
    QVERIFY(journal->openPlans().isEmpty());
}

void RowsStory::machinesAreDeletedOnlyWhenTheirNumberIsTyped()
{
    DemoSite demo = site(40);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *table = openTable(story, QStringLiteral("acme"), machinesByName);
    QVERIFY(table);
    const QList<int> off = machinesThat(table, State::Tone::Off, 2);
    const QList<int> on = machinesThat(table, State::Tone::On, 1);
    QCOMPARE(off.size() + on.size(), 3);
    QMenu *operations = openOperations(openMenu(table->view(), off + on, QStringLiteral("tableMenu")));
    QVERIFY(operations);
    QAction *removing = entry(operations, QStringLiteral("Delete"));
    QVERIFY(removing && removing->isEnabled());
    QVERIFY2(removing->text().contains(QStringLiteral("(2 of 3 can)")), qPrintable(removing->text()));
    clickEntry(operations, removing);
    BulkDialog *dialog = shownBulkDialog(story);
    QVERIFY(dialog);
    auto *start = dialog->findChild<QPushButton *>(QStringLiteral("bulkStart"));
    QTRY_COMPARE_WITH_TIMEOUT(start->text(), QStringLiteral("Delete (2)"), 20'000);
    QTRY_COMPARE(resultsOf(dialog).filter(QStringLiteral("Skipped")).size(), 1);
    QVERIFY(!start->isEnabled());
    QVERIFY(dialog->findChild<QLabel *>(QStringLiteral("bulkWarning"))->isVisible());
    auto *confirm = dialog->findChild<QLineEdit *>(QStringLiteral("bulkConfirm"));
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTest::mouseClick(confirm, Qt::LeftButton);
    QTest::keyClicks(confirm, QStringLiteral("3"));
    QVERIFY(!start->isEnabled());
    QTest::keyClick(confirm, Qt::Key_Backspace);
    QTest::keyClicks(confirm, QStringLiteral("2"));
    QTRY_VERIFY(start->isEnabled());
    StoryWindow::keepPicture(dialog, QStringLiteral("rows-delete"));
    const RecordStore::Row before = table->table().store()->rowCount();
    QTest::mouseClick(start, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(resultsOf(dialog).count(QStringLiteral("Done")), 2, 30'000);
    table->table().reload();
    QTRY_COMPARE(table->table().store()->rowCount(), before - 2);
}

void RowsStory::oneRowOffersWhatItsObjectOffers()
{
    DemoSite demo = site(40);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *table = openTable(story, QStringLiteral("acme"), machinesByName);
    QVERIFY(table);
    const QList<int> rows = machinesThat(table, State::Tone::Off, 1);
    QCOMPARE(rows.size(), 1);
    QMenu *menu = openMenu(table->view(), rows, QStringLiteral("tableMenu"));
    const Ref machine = table->selectedRefs().value(0);
    QMenu *operations = openOperations(menu);
    QVERIFY(operations);
    const QAction *powerOff = entry(operations, QStringLiteral("Power off"));
    QVERIFY(powerOff && !powerOff->isEnabled() && !powerOff->toolTip().isEmpty()); // and says why
    QAction *powerOn = entry(operations, QStringLiteral("Power on"));
    QVERIFY(powerOn && powerOn->isEnabled());
    clickEntry(operations, powerOn);
    QTRY_VERIFY2_WITH_TIMEOUT(
        story.message(story.window().pages().currentPage()).contains(QStringLiteral("Power on: done")),
        qPrintable(story.message(story.window().pages().currentPage())), 20'000);
    QCOMPARE(toneOf(story, machine), State::Tone::On);
    QTRY_COMPARE(table->selectedRefs().value(0).state().tone(), State::Tone::On); // the list was read again
    QCOMPARE(table->selectedRefs().value(0).identity(), machine.identity());
}

void RowsStory::childrenShareOperationsToo()
{
    DemoSite demo(director);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("Organization Administrator")), QStringLiteral("acme"), false);
    const QModelIndex vapp = story.expandTo(QStringLiteral("vApp"),
        {QStringLiteral("session"), QStringLiteral("orgList"), QStringLiteral("org"), QStringLiteral("vdc")});
    story.clickNode(vapp, true);
    QTreeView *children = nullptr;
    QTRY_VERIFY((children = story.window().pages().currentPage()->findChild<QTreeView *>(QStringLiteral("children")))
        && children->model()->rowCount() > 2);
    story.window()
        .pages()
        .currentPage()
        ->findChild<QTabWidget *>(QStringLiteral("resourceTabs"))
        ->setCurrentWidget(children->parentWidget());
    QList<int> rows;
    for (int row = 0; row < children->model()->rowCount() && rows.size() < 2; ++row)
        if (children->model()->index(row, 0).data(ChildrenModel::RefRole).value<Ref>().kind() == QLatin1String("vm"))
            rows << row;
    QCOMPARE(rows.size(), 2);
    QMenu *operations = openOperations(openMenu(*children, rows, QStringLiteral("childrenMenu")));
    QVERIFY(operations);
    QAction *off = entry(operations, QStringLiteral("Power off"));
    QAction *on = entry(operations, QStringLiteral("Power on"));
    QAction *chosen = off && off->isEnabled() ? off : on;
    QVERIFY(chosen && chosen->isEnabled());
    clickEntry(operations, chosen);
    BulkDialog *dialog = shownBulkDialog(story);
    QVERIFY(dialog);
    auto *start = dialog->findChild<QPushButton *>(QStringLiteral("bulkStart"));
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), 20'000);
    const auto can = qsizetype(resultsOf(dialog).count(QString()));
    QVERIFY(can > 0);
    QTest::mouseClick(start, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(resultsOf(dialog).count(QStringLiteral("Done")), can, 30'000);
}

void RowsStory::aReadOnlySiteSaysWhyItsRowsStay()
{
    DemoSite demo = site(20);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    Profile profile = story.site(QStringLiteral("acme"))->profile;
    profile.readOnly = true;
    story.site(QStringLiteral("acme"))->session->setProfile(profile);
    TablePane *table = openTable(story, QStringLiteral("acme"), machinesByName);
    QVERIFY(table);
    QMenu *menu = openMenu(table->view(), {1, 2}, QStringLiteral("tableMenu"));
    QVERIFY(menu);
    const QList<QAction *> writing = {menu->findChild<QAction *>(QStringLiteral("rowsChange")),
        menu->findChild<QMenu *>(QStringLiteral("rowOperations"))->menuAction()};
    for (const QAction *action : writing) {
        QVERIFY(action && !action->isEnabled());
        QVERIFY2(action->toolTip().contains(QStringLiteral("read-only")), qPrintable(action->toolTip()));
    }
    menu->close();
}

/// By the button, its menu and the keys.
void RowsStory::chooseExport(StoryWindow &story, TablePane *table, const QString &words)
{
    QVERIFY(QTest::qWaitForWindowActive(&story.window()));
    auto *button = table->findChild<QToolButton *>(QStringLiteral("tableExport"));
    QTest::mouseClick(button, Qt::LeftButton);
    auto *menu = table->findChild<QMenu *>(QStringLiteral("exportMenu"));
    QVERIFY(menu);
    QTRY_VERIFY(menu->isVisible());
    clickEntry(menu, entry(menu, words));
}

void RowsStory::whatShowsIsExportedByTheMenu()
{
    DemoSite demo = site(500);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *table = openTable(story, QStringLiteral("acme"), machinesByName);
    QVERIFY(table);
    QTest::mouseClick(table->header().box(QStringLiteral("name")), Qt::LeftButton);
    QTest::keyClicks(table->header().box(QStringLiteral("name")), QStringLiteral("9"));
    QTRY_VERIFY(table->table().model().rowCount() < 500);
    const int shown = table->table().model().rowCount();
    QVERIFY(shown > 0);
    for (const bool asJson : {false, true}) {
        const QString name = story.folder().filePath(asJson ? QStringLiteral("m.json") : QStringLiteral("m.csv"));
        chooseExport(story, table,
            asJson ? QStringLiteral("What shows as JSON\u2026") : QStringLiteral("What shows as CSV\u2026"));
        story.chooseFile("exportDialog", name);
        QTRY_VERIFY2(story.message(table).contains(QString::number(shown) + QStringLiteral(" rows written")),
            qPrintable(story.message(table)));
        QVERIFY(table->findChild<QWidget *>(QStringLiteral("workStrip"))->isHidden());
        QFile file(name);
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray bytes = file.readAll();
        if (asJson)
            QCOMPARE(int(QJsonDocument::fromJson(bytes).array().size()), shown);
        else
            QCOMPARE(int(bytes.trimmed().count('\n')), shown);
        QVERIFY(bytes.contains(table->table().model().index(0, 0).data().toString().toUtf8()));
    }
}

void RowsStory::anExportIsStopped()
{
    DemoSite demo = site(1100);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *table = openTable(story, QStringLiteral("acme"), machinesByName);
    QVERIFY(table);
    const QString name = story.folder().filePath(QStringLiteral("all.csv"));
    const auto gate = std::make_shared<QSemaphore>();
    inventoryThread().start([gate] { gate->acquire(); }); // others work first
    chooseExport(story, table, QStringLiteral("What shows as CSV\u2026"));
    story.chooseFile("exportDialog", name);
    auto *stop = table->findChild<QPushButton *>(QStringLiteral("workStop"));
    QTRY_VERIFY(stop->isVisible());
    const auto *count = table->findChild<QLabel *>(QStringLiteral("workCount"));
    QVERIFY2(count->text().startsWith(QStringLiteral("0 of 1")), qPrintable(count->text()));
    StoryWindow::keepPicture(&story.window(), QStringLiteral("rows-export"));
    QTest::mouseClick(stop, Qt::LeftButton);
    gate->release();
    QTRY_VERIFY2(
        story.message(table).contains(QStringLiteral("nothing was written")), qPrintable(story.message(table)));
    QVERIFY(!QFile::exists(name));
    QVERIFY(!stop->isVisible());
}

QTEST_MAIN(RowsStory)

#include "tst_rows.moc"
