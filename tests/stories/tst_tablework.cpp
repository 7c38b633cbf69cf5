// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/comparisondialog.h"
#include "inventory/filterheader.h"
#include "inventory/filterpopup.h"
#include "inventory/liverefresh.h"
#include "inventory/offlinecopy.h"
#include "inventory/tablepane.h"
#include "models/navigatormodel.h"
#include "navigator/navigatorview.h"
#include "resource/resourcepage.h"
#include "shell/messagebar.h"
#include "shell/pagetabs.h"
#include "stories/demosite.h"
#include "stories/storywindow.h"

#include <QCheckBox>
#include <QDockWidget>
#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableView>
#include <QToolButton>
#include <QTreeWidget>
#include <qcorotask.h>

using namespace nephoscope;

/// Work with tables over days: filters chosen, views kept, snapshots compared, a start without the site.
class TableWorkStory : public QObject {
    Q_OBJECT
private slots:
    void init();
    void filtersAreChosenInsteadOfTyped();
    void aSavedViewIsOpenedFromTheTree();
    void filtersAreSetBeforeTheFirstRecordComes();
    void aSnapshotIsComparedWithNow();
    void aSnapshotIsComparedWithAnotherSite();
    void aSubtreeIsComparedWithNow();
    void whatIsLiveMarksWhatHasChanged();
    void aStartWithoutTheSiteShowsWhatWasKept();
    void openingAsksNoMoreThanItMust();

private:
    static DemoSite site(int vms, int latency = 0);
    static TablePane *pane(StoryWindow &story);
    static TablePane *openMachines(StoryWindow &story, const QString &site = QStringLiteral("acme"));
    static void type(QWidget *where, const QString &text);
    static void picture(QWidget *of, const QString &name);
    static bool post(StoryWindow &story, const QByteArray &method, const QString &path,
        const QString &site = QStringLiteral("acme"));
};

void TableWorkStory::init()
{
    QStandardPaths::setTestModeEnabled(true);
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
}

DemoSite TableWorkStory::site(int vms, int latency)
{
    demo::ServerOptions options;
    options.platform = director;
    options.site.vms = vms;
    options.site.speed = 1000;
    options.latencyMilliseconds = latency;
    return DemoSite(options);
}

TablePane *TableWorkStory::pane(StoryWindow &story)
{
    ResourcePage *page = story.window().pages().currentPage();
    return page ? page->findChild<TablePane *>() : nullptr;
}

TablePane *TableWorkStory::openMachines(StoryWindow &story, const QString &site)
{
    const SiteEntry *entry = story.site(site);
    if (!entry)
        return nullptr;
    const QUrl url = entry->profile.url.resolved(QUrl(QStringLiteral("/api/query?type=adminVM&format=records")));
    story.window().pages().open(entry->profile.id, Ref(url, QStringLiteral("vm")).asCollection(), true);
    const bool isThere = QTest::qWaitFor(
        [&] {
            TablePane *found = pane(story);
            return found && !found->table().isLoading() && found->table().model().rowCount() > 0;
        },
        20000);
    return isThere ? pane(story) : nullptr;
}

void TableWorkStory::type(QWidget *where, const QString &text)
{
    QTest::mouseClick(where, Qt::LeftButton);
    QTest::keyClick(where, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(where, Qt::Key_Delete);
    QTest::keyClicks(where, text);
}

/// For people who want to look: into the folder of NEPHOSCOPE_PICTURES.
void TableWorkStory::picture(QWidget *of, const QString &name)
{
    const QString folder = qEnvironmentVariable("NEPHOSCOPE_PICTURES");
    if (!folder.isEmpty())
        of->grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
}

bool TableWorkStory::post(StoryWindow &story, const QByteArray &method, const QString &path, const QString &site)
{
    const SiteEntry *entry = story.site(site);
    std::optional<bool> isDone;
    QCoro::connect(entry->session->send(Request(method, entry->profile.url.resolved(QUrl(path)))), entry->session.get(),
        [&isDone](const Result<Reply> &reply) { isDone = reply.has_value(); });
    return QTest::qWaitFor([&] { return isDone.has_value(); }, 10000) && *isDone;
}

void TableWorkStory::filtersAreChosenInsteadOfTyped()
{
    DemoSite demo = site(300);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *table = openMachines(story);
    QVERIFY(table);
    const int all = table->table().model().rowCount();
    QLineEdit *box = table->header().box(QStringLiteral("status"));
    QVERIFY(box);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down, Qt::AltModifier);
    FilterPopup *popup = nullptr;
    QTRY_VERIFY((popup = table->findChild<FilterPopup *>()) && popup->isVisible());
    picture(popup, QStringLiteral("filter-states"));
    auto *tick = popup->findChildren<QCheckBox *>().value(0);
    QVERIFY(tick);
    QTest::mouseClick(tick, Qt::LeftButton, Qt::NoModifier, QPoint(8, tick->height() / 2));
    QTRY_VERIFY(table->table().model().rowCount() < all && table->table().model().rowCount() > 0);
    const int section = int(table->table().model().members().indexOf(QStringLiteral("status")));
    const QString value = tick->objectName().section(QLatin1Char('_'), 1);
    for (int row = 0; row < table->table().model().rowCount(); ++row)
        QCOMPARE(table->table().model().index(row, section).data().toString(), value);
    QTest::mouseClick(popup->findChild<QPushButton *>(QStringLiteral("filterClear")), Qt::LeftButton);
    QTRY_COMPARE(table->table().model().rowCount(), all);

    box = table->header().box(QStringLiteral("numberOfCpus"));
    QVERIFY(box);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down, Qt::AltModifier);
    FilterPopup *range = nullptr;
    QTRY_VERIFY((range = table->findChild<FilterPopup *>()) && range != popup && range->isVisible());
    auto *least = range->findChild<QLineEdit *>(QStringLiteral("filterLeast"));
    QTest::keyClicks(least, QStringLiteral("2"));
    QTRY_COMPARE(box->text(), QStringLiteral(">=2"));
    QTRY_VERIFY(table->table().model().rowCount() < all);
    QVERIFY(table->table().model().rowCount() > 0);
    QVERIFY(box->y() >= table->header().viewport()->height()); // below the titles, not over them
    picture(range, QStringLiteral("filter-numbers"));
    picture(&story.window(), QStringLiteral("filtered"));
}

void TableWorkStory::aSavedViewIsOpenedFromTheTree()
{
    DemoSite demo = site(300);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *table = openMachines(story);
    QVERIFY(table);
    type(table->header().box(QStringLiteral("name")), QStringLiteral("9"));
    QTRY_VERIFY(table->table().model().rowCount() < 300);
    const int shown = table->table().model().rowCount();
    auto *menu = table->findChild<QMenu *>(QStringLiteral("viewMenu"));
    QTest::mouseClick(table->findChild<QToolButton *>(QStringLiteral("tableViews")), Qt::LeftButton);
    QTRY_VERIFY(menu->isVisible());
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QInputDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = story.dialog<QInputDialog>("saveViewDialog")));
    QTest::keyClicks(dialog->findChild<QLineEdit *>(), QStringLiteral("Nines & more"));
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);

    const auto inTree = [&story] {
        QTreeView &tree = story.tree();
        const QModelIndex site = tree.model()->index(0, 0);
        for (int row = 0; row < tree.model()->rowCount(site); ++row)
            if (tree.model()->index(row, 0, site).data() == QLatin1String("Nines & more"))
                return tree.model()->index(row, 0, site);
        return QModelIndex();
    };
    QTRY_VERIFY(inTree().isValid());
    story.window().pages().closePage(story.window().pages().currentIndex());
    story.clickNode(inTree(), false);
    QTRY_VERIFY_WITH_TIMEOUT(
        pane(story) && !pane(story)->table().isLoading() && pane(story)->table().model().rowCount() == shown, 10000);
    QCOMPARE(pane(story)->header().text(QStringLiteral("name")), QStringLiteral("9"));
    picture(&story.window(), QStringLiteral("saved-view"));
}

void TableWorkStory::filtersAreSetBeforeTheFirstRecordComes()
{
    DemoSite demo = site(600, 300);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    const SiteEntry *entry = story.site(QStringLiteral("acme"));
    const QUrl url = entry->profile.url.resolved(QUrl(QStringLiteral("/api/query?type=adminVM&format=records")));
    story.window().pages().open(entry->profile.id, Ref(url, QStringLiteral("vm")).asCollection(), true);
    TablePane *table = nullptr;
    QTRY_VERIFY((table = pane(story)));
    QLineEdit *box = nullptr;
    QTRY_VERIFY((box = table->header().box(QStringLiteral("name"))) && box->isVisible());
    QCOMPARE(table->table().store()->rowCount(), 0u);
    type(box, QStringLiteral("7"));
    QTRY_VERIFY_WITH_TIMEOUT(!table->table().isLoading() && table->table().store()->rowCount() >= 600, 20000);
    QCOMPARE(table->header().text(QStringLiteral("name")), QStringLiteral("7"));
    QTRY_VERIFY(table->table().model().rowCount() > 0 && table->table().model().rowCount() < 600);
    const int section = int(table->table().model().members().indexOf(QStringLiteral("name")));
    for (int row = 0; row < table->table().model().rowCount(); ++row)
        QVERIFY(table->table().model().index(row, section).data().toString().contains(QLatin1Char('7')));
}

void TableWorkStory::aSnapshotIsComparedWithNow()
{
    DemoSite demo = site(60);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *table = openMachines(story);
    QVERIFY(table);
    QVERIFY(QTest::qWaitForWindowActive(&story.window()));
    QTest::keyClick(&story.window(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = story.dialog<QDialog>("snapshotsDialog")));
    story.fill(dialog, "snapshotName", QStringLiteral("before the upgrade"));
    story.click(dialog, "takeSnapshot");
    auto *list = dialog->findChild<QTreeWidget *>(QStringLiteral("snapshots"));
    QTRY_COMPARE(list->topLevelItemCount(), 1);
    picture(dialog, QStringLiteral("snapshots"));

    const QString gone = table->table().ref(2).href().path();
    QVERIFY(post(story, "DELETE", gone + QStringLiteral("?force=true")));
    int other = -1;
    for (int row = 5; row < int(table->table().store()->rowCount()) && other < 0; ++row)
        if (table->table().ref(RecordStore::Row(row)).state().tone() == State::Tone::On)
            other = row;
    QVERIFY(other > 0);
    QVERIFY(post(story, "POST",
        table->table().ref(RecordStore::Row(other)).href().path() + QStringLiteral("/power/action/powerOff")));
    ComparisonDialog *comparison = nullptr;
    const auto *compare = dialog->findChild<QPushButton *>(QStringLiteral("compareWithNow"));
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            if (comparison)
                comparison->close();
            if (!QTest::qWaitFor([&] { return compare->isEnabled(); }, 20000))
                return false;
            story.click(dialog, "compareWithNow");
            const bool isThere = QTest::qWaitFor([&] {
                comparison = dialog->findChild<ComparisonDialog *>();
                return comparison && comparison->isVisible() && comparison->model().rowCount() > 0;
            });
            return isThere && comparison->model().count(Difference::Kind::Removed) == 1
                && comparison->model().count(Difference::Kind::Changed) >= 1;
        }(),
        20000);
    picture(comparison, QStringLiteral("comparison"));
    QCOMPARE(comparison->model().count(Difference::Kind::Added), 0);
    QVERIFY(comparison->findChild<QLabel *>(QStringLiteral("comparisonSummary"))
                ->text()
                .contains(QStringLiteral("1 removed")));
    const int all = comparison->model().rowCount();
    QTest::mouseClick(comparison->findChild<QToolButton *>(QStringLiteral("showRemoved")), Qt::LeftButton);
    QTRY_COMPARE(comparison->model().rowCount(), all - 1);
    QTest::keyClicks(comparison->findChild<QLineEdit *>(QStringLiteral("comparisonSearch")), QStringLiteral("OFF"));
    QTRY_VERIFY(comparison->model().rowCount() >= 1);
    QTemporaryDir folder;
    comparison->exportTo(folder.filePath(QStringLiteral("changes.json")), true);
    QFile file(folder.filePath(QStringLiteral("changes.json")));
    QVERIFY(file.open(QFile::ReadOnly));
    const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).array();
    QCOMPARE(rows.size(), qsizetype(comparison->model().rowCount()));
    QVERIFY(rows.first()[QLatin1String("after")].toString().contains(QLatin1String("OFF"), Qt::CaseInsensitive));
}

void TableWorkStory::aSnapshotIsComparedWithAnotherSite()
{
    DemoSite here = site(60);
    DemoSite there = site(60);
    StoryWindow story;
    story.signIn(here, here.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    story.signIn(there, there.user(QStringLiteral("System Administrator")), QStringLiteral("twin"), false);
    TablePane *table = openMachines(story, QStringLiteral("twin"));
    QVERIFY(table);
    const Ref gone = table->table().ref(2);
    const auto rows = table->table().store()->rowCount();
    QVERIFY(post(story, "DELETE", gone.href().path() + QStringLiteral("?force=true"), QStringLiteral("twin")));
    const auto isGone = [&] { // the twin lacks it before anything is compared
        table->table().reload();
        return QTest::qWaitFor([&] { return !table->table().isLoading(); }, 5000)
            && table->table().store()->rowCount() == rows - 1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isGone(), 20000);

    QVERIFY(openMachines(story));
    QVERIFY(QTest::qWaitForWindowActive(&story.window()));
    QTest::keyClick(&story.window(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = story.dialog<QDialog>("snapshotsDialog")));
    story.fill(dialog, "snapshotName", QStringLiteral("as it should be"));
    story.click(dialog, "takeSnapshot");
    auto *list = dialog->findChild<QTreeWidget *>(QStringLiteral("snapshots"));
    QTRY_COMPARE(list->topLevelItemCount(), 1);
    story.choose(dialog, "compareSite", QStringLiteral("twin"));
    story.click(dialog, "compareWithNow");
    ComparisonDialog *comparison = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((comparison = dialog->findChild<ComparisonDialog *>()) && comparison->isVisible()
            && comparison->model().rowCount() > 0,
        20000);
    picture(comparison, QStringLiteral("othersite"));
    // hosts, addresses and ids are the twin's own and tell nothing; one machine is missing, and nothing else differs
    QCOMPARE(comparison->model().count(Difference::Kind::Removed), 1);
    QCOMPARE(comparison->model().count(Difference::Kind::Added), 0);
    const QList<QByteArray> lines = comparison->model().text(false).split('\n');
    for (const QByteArray &line : lines) // but for work that ends on one of them sooner
        QVERIFY2(!line.startsWith("Changed,") || line.contains(",Busy,"), line.constData());
    QVERIFY(comparison->model().index(0, ComparisonModel::Record).data().toString().contains(gone.name()));
    QVERIFY(comparison->model()
                .headerData(ComparisonModel::After, Qt::Horizontal)
                .toString()
                .contains(QStringLiteral("twin")));
}

void TableWorkStory::aSubtreeIsComparedWithNow()
{
    DemoSite demo = site(0);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *table = openMachines(story);
    QVERIFY(table);
    int running = -1;
    for (RecordStore::Row row = 0; row < table->table().store()->rowCount() && running < 0; ++row)
        if (table->table().ref(row).state().tone() == State::Tone::On)
            running = int(row);
    QVERIFY(running >= 0);
    const Ref machine = table->table().ref(RecordStore::Row(running));
    story.window().pages().open(story.site(QStringLiteral("acme"))->profile.id, machine, true);
    QTRY_COMPARE(story.window().pages().currentPage()->title(), machine.name());
    QVERIFY(QTest::qWaitForWindowActive(&story.window()));
    QTest::keyClick(&story.window(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = story.dialog<QDialog>("snapshotsDialog")));
    story.fill(dialog, "snapshotName", QStringLiteral("one machine"));
    story.click(dialog, "takeSnapshot");
    auto *list = dialog->findChild<QTreeWidget *>(QStringLiteral("snapshots"));
    QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItemCount(), 1, 20000);
    QVERIFY(list->topLevelItem(0)->text(1).contains(machine.name()));
    QVERIFY(post(story, "POST", machine.href().path() + QStringLiteral("/power/action/powerOff")));
    ComparisonDialog *comparison = nullptr;
    story.click(dialog, "compareWithNow");
    QTRY_VERIFY_WITH_TIMEOUT((comparison = dialog->findChild<ComparisonDialog *>()) && comparison->isVisible()
            && comparison->model().count(Difference::Kind::Changed) > 0,
        20000);
    QCOMPARE(comparison->model().count(Difference::Kind::Removed), 0);
}

void TableWorkStory::whatIsLiveMarksWhatHasChanged()
{
    DemoSite demo = site(200);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *table = openMachines(story);
    QVERIFY(table);
    auto *live = table->findChild<LiveRefresh *>();
    QTest::mouseClick(live, Qt::LeftButton);
    auto *menu = live->findChild<QMenu *>(QStringLiteral("liveMenu"));
    QTRY_VERIFY(menu->isVisible());
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(live->interval(), 10);
    table->view().selectRow(20);
    const QString selected = table->selectedRefs().value(0).name();
    int row = -1;
    for (int each = 30; each < table->table().model().rowCount() && row < 0; ++each)
        if (table->table().ref(table->table().model().record(each)).state().tone() == State::Tone::On)
            row = each;
    QVERIFY(row > 0);
    QVERIFY(post(story, "POST",
        table->table().ref(table->table().model().record(row)).href().path()
            + QStringLiteral("/power/action/powerOff")));
    const int section = int(table->table().model().members().indexOf(QStringLiteral("status")));
    live->setInterval(1); // ten seconds are long for a test
    QTRY_VERIFY_WITH_TIMEOUT(table->table().model().index(row, section).data(TableModel::ChangedRole).toBool(), 20000);
    live->setInterval(0);
    QTRY_VERIFY(!table->table().isLoading());
    QCOMPARE(table->selectedRefs().value(0).name(), selected);
    picture(&story.window(), QStringLiteral("live"));
}

void TableWorkStory::aStartWithoutTheSiteShowsWhatWasKept()
{
    auto demo = std::make_unique<DemoSite>(site(300));
    StoryWindow story;
    story.signIn(*demo, demo->user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *table = openMachines(story);
    QVERIFY(table);
    const int rows = table->table().model().rowCount();
    const QString copy =
        OfflineCopy::fileName(story.site(QStringLiteral("acme"))->profile.id, table->table().list().href());
    QTRY_VERIFY(QFile::exists(copy));
    demo.reset(); // the network is gone
    story.restart();
    QTRY_VERIFY(pane(story) && pane(story)->table().model().rowCount() == rows);
    table = pane(story);
    QVERIFY(!story.site(QStringLiteral("acme"))->session);
    QTRY_VERIFY2(story.message(table).contains(QStringLiteral("Sign in to acme")), qPrintable(story.message(table)));
    const auto *title = story.window().pages().currentPage()->findChild<QLabel *>(QStringLiteral("resourceName"));
    QTRY_VERIFY2(title && title->width() >= title->sizeHint().width(), "the title is cut");
    picture(&story.window(), QStringLiteral("offline"));
    auto *search = table->findChild<QLineEdit *>(QStringLiteral("tableSearch"));
    type(search, table->table().model().index(5, 0).data().toString());
    QTRY_VERIFY(table->table().model().rowCount() < rows && table->table().model().rowCount() > 0);

    table->view().selectAll();
    emit table->view().customContextMenuRequested(QPoint(40, 20));
    QMenu *menu = nullptr;
    QTRY_VERIFY((menu = table->findChild<QMenu *>(QStringLiteral("tableMenu"))));
    QAction *change = nullptr;
    for (QAction *each : menu->actions())
        if (each->text().startsWith(QStringLiteral("Change a property")))
            change = each;
    QVERIFY(change);
    QVERIFY(!change->isEnabled());
    QVERIFY(change->toolTip().contains(QStringLiteral("not signed in")));
    menu->close();

    QTest::keyClick(&story.window(), Qt::Key_K, Qt::ControlModifier);
    QDialog *everywhere = nullptr;
    QTRY_VERIFY((everywhere = story.dialog<QDialog>("everywhere")));
    auto *found = everywhere->findChild<QTreeWidget *>(QStringLiteral("everywhereFound"));
    QTest::keyClicks(everywhere->findChild<QLineEdit *>(), table->table().model().index(0, 0).data().toString());
    QTRY_VERIFY(found->topLevelItemCount() > 0);
}

void TableWorkStory::openingAsksNoMoreThanItMust()
{
    DemoSite demo = site(500);
    StoryWindow story;
    story.window().findChild<QDockWidget *>(QStringLiteral("taskDock"))->close(); // it reads the work of others
    story.signIn(demo, demo.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    const SiteEntry *entry = story.site(QStringLiteral("acme"));
    QTRY_VERIFY(!entry->session->schema().types().isEmpty());
    QStringList asked;
    connect(&entry->session->transport(), &Transport::exchanged, this, [&asked](const Exchange &exchange) {
        if (exchange.request().url().path().contains(QLatin1String("/schema")))
            return; // what the sign-in began
        asked << QString::fromLatin1(exchange.request().method()) + QLatin1Char(' ')
                + exchange.request().url().toString(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    });
    TablePane *table = openMachines(story);
    QVERIFY(table);
    const int rows = table->table().model().rowCount();
    QTRY_VERIFY(asked.size() >= (rows + 127) / 128); // long answers are told of a moment later
    QTest::qWait(100);
    QVERIFY2(asked.size() == (rows + 127) / 128, qPrintable(asked.join(QLatin1Char('\n'))));
    QCOMPARE(QSet<QString>(asked.begin(), asked.end()).size(), asked.size());

    asked.clear();
    const Ref machine = table->table().ref(3);
    story.window().pages().open(entry->profile.id, machine, true);
    QTRY_COMPARE(story.window().pages().currentPage()->title(), machine.name());
    QTRY_VERIFY(!asked.isEmpty());
    QTest::qWait(100);
    QVERIFY2(asked.size() == 1, qPrintable(asked.join(QLatin1Char('\n'))));

    asked.clear();
    const QModelIndex site = story.tree().model()->index(0, 0);
    QModelIndex branch;
    for (int row = 0; row < story.tree().model()->rowCount(site) && !branch.isValid(); ++row)
        if (story.tree().model()->hasChildren(story.tree().model()->index(row, 0, site)))
            branch = story.tree().model()->index(row, 0, site);
    QVERIFY(branch.isValid());
    story.tree().setCurrentIndex(branch);
    story.tree().setFocus();
    const QPersistentModelIndex kept(branch);
    QTest::keyClick(&story.tree(), Qt::Key_Right);
    QTRY_VERIFY(story.tree().model()->rowCount(kept) > 0);
    QTest::qWait(100);
    QVERIFY2(asked.size() == 1, qPrintable(asked.join(QLatin1Char('\n'))));
}

QTEST_MAIN(TableWorkStory)

#include "tst_tablework.moc"
