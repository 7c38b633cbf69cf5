// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/filterheader.h"
#include "inventory/filtertext.h"
#include "inventory/tablepane.h"
#include "models/navigatormodel.h"
#include "resource/resourcepage.h"
#include "shell/messagebar.h"
#include "shell/pagetabs.h"
#include "stories/demosite.h"
#include "stories/storywindow.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>
#include <QTreeWidget>
#include <qcorotask.h>

using namespace nephoscope;

/// Lists as tables, by mouse and keyboard.
class TablesStory : public QObject {
    Q_OBJECT
private slots:
    void aListOfVirtualMachinesIsFilteredSearchedAndSorted();
    void columnsAndViewsAreKept();
    void theWidthThatTheWindowLeavesIsNobodysChoice();
    void whatShowsIsExported();
    void aReloadKeepsSelectionAndPlace();
    void everyQueryTypeOpensAsATable();
    void listsOfCloudManagerAreTablesToo();
    void searchEverywhereFindsByNameAndByAddress();
    void filtersMeanWhatTheirHelpSays_data();
    void filtersMeanWhatTheirHelpSays();
    void filtersThatMeanNothingSayHowTheyAreWritten_data();
    void filtersThatMeanNothingSayHowTheyAreWritten();

private:
    static DemoSite director500();
    TablePane *openQuery(StoryWindow &story, const QString &site, const QString &type, bool byAddress = false);
    static TableColumn columnOf(const QString &by, const QString &unit);
    static QStringList shownOrder(TablePane *pane);
    static void type(QWidget *where, const QString &text);
    static bool isSettled(TablePane *pane);
};

DemoSite TablesStory::director500()
{
    demo::ServerOptions options;
    options.platform = director;
    options.site.vms = 500;
    return DemoSite(options);
}

bool TablesStory::isSettled(TablePane *pane)
{
    return pane && !pane->table().isLoading() && pane->table().model().rowCount() > 0;
}

TablePane *TablesStory::openQuery(StoryWindow &story, const QString &site, const QString &type, bool byAddress)
{
    const SiteEntry *entry = story.site(site);
    if (!entry)
        return nullptr;
    QUrl url = entry->profile.url.resolved(QUrl(QStringLiteral("/api/query")));
    url.setQuery(QStringLiteral("type=%1&format=records").arg(type));
    story.window().pages().open(entry->profile.id, Ref(url, byAddress ? QString() : type).asCollection(), true);
    TablePane *pane = nullptr;
    if (!QTest::qWaitFor(
            [&] {
                pane = story.window().pages().currentPage()->findChild<TablePane *>();
                return isSettled(pane);
            },
            20000))
        return nullptr;
    return pane;
}

void TablesStory::type(QWidget *where, const QString &text)
{
    QTest::mouseClick(where, Qt::LeftButton);
    QTest::keyClick(where, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(where, Qt::Key_Delete);
    QTest::keyClicks(where, text);
}

void TablesStory::aListOfVirtualMachinesIsFilteredSearchedAndSorted()
{
    DemoSite site = director500();
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *pane = openQuery(story, QStringLiteral("acme"), QStringLiteral("adminVM"));
    QVERIFY(pane);
    const int all = pane->table().model().rowCount();
    QVERIFY(all >= 500);
    QCOMPARE(qint64(all), pane->table().total());

    auto *search = pane->findChild<QLineEdit *>(QStringLiteral("tableSearch"));
    const QString piece = pane->table().model().index(all / 2, 0).data().toString();
    type(search, piece.toUpper());
    QTRY_VERIFY(pane->table().model().rowCount() < all && pane->table().model().rowCount() > 0);
    for (int row = 0; row < pane->table().model().rowCount(); ++row)
        QVERIFY(pane->table().store()->rowText(pane->table().model().record(row)).contains(piece.toUtf8()));
    const int found = pane->table().model().rowCount();
    type(search, QLatin1Char('!') + piece);
    QTRY_COMPARE(pane->table().model().rowCount(), all - found);
    type(search, QString());
    QTRY_COMPARE(pane->table().model().rowCount(), all);

    QLineEdit *box = pane->header().box(QStringLiteral("name"));
    QVERIFY(box);
    QVERIFY(box->isVisible());
    type(box, QStringLiteral("/9$/"));
    QTRY_VERIFY(pane->table().model().rowCount() < all && pane->table().model().rowCount() > 0);
    for (int row = 0; row < pane->table().model().rowCount(); ++row)
        QVERIFY(pane->table().model().index(row, 0).data().toString().endsWith(QLatin1Char('9')));
    type(box, QString());
    QTRY_COMPARE(pane->table().model().rowCount(), all);

    const int section = int(pane->table().model().members().indexOf(QStringLiteral("name")));
    const QPoint title(pane->header().sectionViewportPosition(section) + 20, 8);
    QTest::mouseClick(pane->header().viewport(), Qt::LeftButton, Qt::NoModifier, title);
    QTRY_COMPARE(pane->table().query().sort.column, QStringLiteral("name"));
    QTest::mouseClick(pane->header().viewport(), Qt::LeftButton, Qt::NoModifier, title);
    QTRY_VERIFY(pane->table().query().sort.isDescending);
    if (qEnvironmentVariableIsSet("NEPHOSCOPE_PICTURE"))
        story.window().grab().save(qEnvironmentVariable("NEPHOSCOPE_PICTURE"));

    QTest::mouseClick(pane->view().viewport(), Qt::LeftButton, Qt::NoModifier, QPoint(40, 40));
    QCOMPARE(pane->selectedCount(), 1);
    const Ref ref = pane->selectedRefs().value(0);
    QCOMPARE(ref.kind(), QStringLiteral("vm"));
    QTest::keyClick(&pane->view(), Qt::Key_Return);
    QTRY_COMPARE(story.window().pages().currentPage()->title(), ref.name());
}

void TablesStory::columnsAndViewsAreKept()
{
    DemoSite site = director500();
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), true);
    TablePane *pane = openQuery(story, QStringLiteral("acme"), QStringLiteral("adminVM"));
    QVERIFY(pane);
    type(pane->header().box(QStringLiteral("name")), QStringLiteral("9"));
    QTRY_VERIFY(pane->table().model().rowCount() < 500);
    const int shown = pane->table().model().rowCount();
    const QStringList before = shownOrder(pane);
    pane->header().moveSection(0, 1);
    const QStringList moved = shownOrder(pane);
    QCOMPARE(moved.value(1), before.value(0));
    QVERIFY(moved != before);

    auto *views = pane->findChild<QToolButton *>(QStringLiteral("tableViews"));
    auto *menu = pane->findChild<QMenu *>(QStringLiteral("viewMenu"));
    QTest::mouseClick(views, Qt::LeftButton);
    QTRY_VERIFY(menu->isVisible());
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QInputDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = story.dialog<QInputDialog>("saveViewDialog")));
    QTest::keyClicks(dialog->findChild<QLineEdit *>(), QStringLiteral("Nines"));
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_VERIFY(story.settingsText().contains(QStringLiteral("Nines")));

    type(pane->header().box(QStringLiteral("name")), QString());
    QTRY_VERIFY(pane->table().model().rowCount() >= 500);
    QTest::mouseClick(views, Qt::LeftButton);
    QTRY_VERIFY(menu->isVisible());
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Return})
        QTest::keyClick(menu, key);
    QTRY_COMPARE(pane->table().model().rowCount(), shown);
    QCOMPARE(pane->header().text(QStringLiteral("name")), QStringLiteral("9"));
    QCOMPARE(shownOrder(pane), moved);

    story.restart(); // the columns stay as they were put
    ResourcePage *page = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT(
        (page = story.window().pages().currentPage()) && (pane = page->findChild<TablePane *>()) && isSettled(pane),
        20'000);
    QTRY_COMPARE(shownOrder(pane), moved);
}

QStringList TablesStory::shownOrder(TablePane *pane)
{
    QStringList members;
    for (int place = 0; place < pane->header().count(); ++place)
        members << pane->table().model().members().value(pane->header().logicalIndex(place));
    return members;
}

void TablesStory::theWidthThatTheWindowLeavesIsNobodysChoice()
{
    DemoSite site = director500();
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), true);
    TablePane *pane = openQuery(story, QStringLiteral("acme"), QStringLiteral("adminVM"));
    QVERIFY(pane);
    FilterHeader &header = pane->header();
    const int last = header.logicalIndex(header.count() - 1);
    const int before = header.logicalIndex(header.count() - 2);
    header.setSectionHidden(last, true);
    QCOMPARE(header.lastShown(), before);
    const auto kept = [&] {
        (void)story.settingsText(); // writes them down
        Settings written(story.folder().filePath(QStringLiteral("settings.ini")));
        for (const QVariant &columns : written.value(setting::tableColumns))
            for (const QString &column : columns.toStringList())
                if (column.section(QLatin1Char('='), 0, 0) == pane->table().model().members().value(before))
                    return column.section(QLatin1Char('='), 1).toInt();
        return -1;
    };
    header.resizeSection(0, 321); // somebody's choice: all are written down
    QTRY_COMPARE(kept(), 0);
    story.window().resize(story.window().width() + 120, story.window().height());
    QTRY_VERIFY(header.sectionSize(before) > 200);
    QCOMPARE(kept(), 0);
}

void TablesStory::whatShowsIsExported()
{
    DemoSite site = director500();
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *pane = openQuery(story, QStringLiteral("acme"), QStringLiteral("adminVM"));
    QVERIFY(pane);
    type(pane->header().box(QStringLiteral("name")), QStringLiteral("9"));
    QTRY_VERIFY(pane->table().model().rowCount() < 500);
    QTemporaryDir folder;
    const QString csv = folder.filePath(QStringLiteral("vms.csv"));
    pane->exportTo(csv, false);
    QTRY_VERIFY(QFile::exists(csv));
    QFile file(csv);
    QVERIFY(file.open(QFile::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(int(lines.size()) - 1, pane->table().model().rowCount());
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(lines[1].startsWith(pane->table().model().index(0, 0).data().toString().toUtf8()));

    const QString json = folder.filePath(QStringLiteral("vms.json"));
    pane->exportTo(json, true);
    QTRY_VERIFY(QFile::exists(json));
    QFile second(json);
    QVERIFY(second.open(QFile::ReadOnly));
    const QJsonArray rows = QJsonDocument::fromJson(second.readAll()).array();
    QCOMPARE(int(rows.size()), pane->table().model().rowCount());
    QVERIFY(rows.first()[QLatin1String("name")].toString().contains(QLatin1Char('9')));
}

void TablesStory::aReloadKeepsSelectionAndPlace()
{
    DemoSite site = director500();
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *pane = openQuery(story, QStringLiteral("acme"), QStringLiteral("adminVM"));
    QVERIFY(pane);
    QTest::mouseClick(pane->view().viewport(), Qt::LeftButton, Qt::NoModifier, QPoint(40, 40));
    pane->view().selectRow(300);
    pane->view().scrollTo(pane->table().model().index(310, 0), QAbstractItemView::PositionAtBottom);
    const QString name = pane->table().model().index(300, 0).data().toString();
    const int place = pane->view().verticalScrollBar()->value();
    const RecordStore *before = pane->table().store().get();
    QTest::keyClick(&story.window(), Qt::Key_F5);
    QTRY_VERIFY(pane->table().store().get() != before);
    QCOMPARE(pane->selectedCount(), 1);
    QCOMPARE(pane->selectedRefs().value(0).name(), name);
    QCOMPARE(pane->view().verticalScrollBar()->value(), place);
}

void TablesStory::everyQueryTypeOpensAsATable()
{
    DemoSite site(director);
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    const SiteEntry *entry = story.site(QStringLiteral("acme"));
    QVERIFY(entry);
    const QUrl queries = entry->profile.url.resolved(QUrl(QStringLiteral("/api/query")));
    std::optional<Resource> list;
    QCoro::connect(entry->session->open(Ref(queries, QStringLiteral("queryList"))), this,
        [&list](const Result<Resource> &read) { list = read ? *read : Resource(); });
    QTRY_VERIFY(list.has_value());
    QVERIFY2(list->children.size() > 20, qPrintable(QString::number(list->children.size())));
    int empty = 0;
    for (const Ref &each : std::as_const(list->children)) {
        story.window().pages().open(entry->profile.id, each, false);
        TablePane *pane = nullptr;
        QTRY_VERIFY2_WITH_TIMEOUT((pane = story.window().pages().currentPage()->findChild<TablePane *>())
                && pane->table().list().href() == each.href() && !pane->table().isLoading(),
            qPrintable(each.href().toString()), 20000);
        QVERIFY2(!pane->table().load()->error(), qPrintable(each.href().toString()));
        QCOMPARE(qint64(pane->table().model().rowCount()), pane->table().total());
        if (pane->table().model().rowCount() == 0)
            ++empty;
        else
            QVERIFY2(!pane->table().ref(0).href().isEmpty(), pane->table().store()->rowDocument(0).constData());
    }
    QVERIFY2(empty < list->children.size() / 2, qPrintable(QString::number(empty)));
}

void TablesStory::listsOfCloudManagerAreTablesToo()
{
    DemoSite site(manager);
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("Admin")), QStringLiteral("netapp"), false);
    const SiteEntry *entry = story.site(QStringLiteral("netapp"));
    QVERIFY(entry);
    const QUrl list = entry->profile.url.resolved(QUrl(QStringLiteral("/occm/api/working-environments")));
    story.window().pages().open(
        entry->profile.id, Ref(list, QStringLiteral("workingEnvironment")).asCollection(), true);
    TablePane *pane = nullptr;
    QTRY_VERIFY2_WITH_TIMEOUT(
        (pane = story.window().pages().currentPage()->findChild<TablePane *>()) && isSettled(pane), "no table", 20000);
    const Ref ref = pane->table().ref(0);
    QCOMPARE(ref.kind(), QStringLiteral("workingEnvironment"));
    QVERIFY(!ref.name().isEmpty());
}

void TablesStory::searchEverywhereFindsByNameAndByAddress()
{
    DemoSite site(director);
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    TablePane *pane = openQuery(story, QStringLiteral("acme"), QStringLiteral("adminVM"), true);
    QVERIFY(pane);
    const Ref wanted = pane->table().ref(3);
    for (const QString &text : {wanted.name(), wanted.href().path()}) {
        QVERIFY(QTest::qWaitForWindowActive(&story.window()));
        QTest::keyClick(&story.window(), Qt::Key_K, Qt::ControlModifier);
        QDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = story.dialog<QDialog>("everywhere")));
        auto *found = dialog->findChild<QTreeWidget *>(QStringLiteral("everywhereFound"));
        QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("everywhereText")), text);
        QTRY_VERIFY(found->topLevelItemCount() > 0 && found->topLevelItem(0)->childCount() > 0);
        QTRY_COMPARE(found->topLevelItem(0)->child(0)->text(0), wanted.name());
        QCOMPARE(found->topLevelItem(0)->text(0), QStringLiteral("Virtual machines"));
        if (qEnvironmentVariableIsSet("NEPHOSCOPE_PICTURE"))
            dialog->grab().save(qEnvironmentVariable("NEPHOSCOPE_PICTURE") + QStringLiteral(".search.png"));
        QTest::keyClick(dialog->findChild<QLineEdit *>(QStringLiteral("everywhereText")), Qt::Key_Return);
        QTRY_VERIFY(!story.dialog<QDialog>("everywhere"));
        QTRY_COMPARE(story.window().pages().currentPage()->title(), wanted.name());
        QTRY_COMPARE(story.window().pages().currentPage()->ref().kind(), QStringLiteral("vm"));
    }
}

TableColumn TablesStory::columnOf(const QString &by, const QString &unit)
{
    TableColumn column;
    column.member = QStringLiteral("it");
    column.unit = unit;
    column.by = by == QLatin1String("number") ? RowSort::By::Number
        : by == QLatin1String("time")         ? RowSort::By::Time
                                              : RowSort::By::Text;
    return column;
}

void TablesStory::filtersMeanWhatTheirHelpSays_data()
{
    QTest::addColumn<QString>("by");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QByteArrayList>("passing");
    QTest::addColumn<QByteArrayList>("failing");
    const auto row = [](const char *by, const char *unit, const char *filter, const QByteArrayList &passing,
                         const QByteArrayList &failing) {
        QTest::addRow("%s %s", by, filter) << QString::fromLatin1(by) << QString::fromLatin1(unit)
                                           << QString::fromLatin1(filter) << passing << failing;
    };
    row("number", "", "4", {"4", "4.0"}, {"40", "3", "x"});
    row("number", "", ">=1,5", {"1.5", "2"}, {"1.4"});
    row("number", "", "<4", {"3", "-7"}, {"4", "5"});
    row("number", "", "2..8", {"2", "8"}, {"1", "9"});
    row("number", "", "..8", {"-3", "8"}, {"9"});
    row("number", "", "8..", {"8", "100"}, {"7"});
    row("number", "", "!2..8", {"1", "9"}, {"2", "5"});
    row("number", "MB", ">=4 GB", {"4096", "5000"}, {"4095"});
    row("number", "MB", "2..8 GB", {"2048", "8192"}, {"2047", "8193", "4"});
    row("number", "MB", "<1 TB", {"4096"}, {"1048576"});
    row("time", "", "2024-03", {"2024-03-15T12:00:00Z"}, {"2024-02-15T12:00:00Z", "2024-04-15T12:00:00Z", "soon"});
    row("time", "", "2024-03-15", {"2024-03-15T12:00:00Z"}, {"2024-03-17T12:00:00Z", "2024-03-13T12:00:00Z"});
    row("time", "", ">=2024-03", {"2024-03-02T12:00:00Z", "2025-01-01T00:00:00Z"}, {"2024-02-27T12:00:00Z"});
    row("time", "", "<2024-03", {"2024-02-27T12:00:00Z"}, {"2024-03-02T12:00:00Z"});
    row("time", "", "2024-01..2024-03", {"2024-01-03T00:00:00Z", "2024-03-29T00:00:00Z"},
        {"2023-12-29T00:00:00Z", "2024-04-03T00:00:00Z"});
    row("time", "", "<7d", {"2024-05-08T12:00:00Z", "2024-05-10T11:00:00Z"}, {"2024-05-02T12:00:00Z"});
    row("time", "", ">1h", {"2024-05-10T10:00:00Z", "2020-01-01T00:00:00Z"}, {"2024-05-10T11:30:00Z"});
    row("text", "", "web", {"web-1", "a WEB"}, {"we b"});
    row("text", "", "!web", {"db"}, {"web-1"});
    row("text", "", "/^a.c$/", {"abc"}, {"abcd", "ab"});
    row("text", "", "=on|off", {"on", "off"}, {"once", "OFFLINE"});
}

void TablesStory::filtersMeanWhatTheirHelpSays()
{
    QFETCH(QString, by);
    QFETCH(QString, unit);
    QFETCH(QString, filter);
    QFETCH(QByteArrayList, passing);
    QFETCH(QByteArrayList, failing);
    const QDateTime now(QDate(2024, 5, 10), QTime(12, 0), Qt::UTC);
    const auto test = columnTest(columnOf(by, unit), filter, now);
    QVERIFY2(test && *test, qPrintable(test ? QString() : test.error().message()));
    const auto predicate = (*test)->predicate();
    const auto passes = [&](const QByteArray &cell) { return predicate(cell.toStdString()) != (*test)->isNegated; };
    for (const QByteArray &cell : passing)
        QVERIFY2(passes(cell), cell.constData());
    for (const QByteArray &cell : failing)
        QVERIFY2(!passes(cell), cell.constData());
}

void TablesStory::filtersThatMeanNothingSayHowTheyAreWritten_data()
{
    QTest::addColumn<QString>("by");
    QTest::addColumn<QString>("filter");
    for (const auto &[by, filter] :
        {std::pair("number", ">x"), std::pair("number", "12 furlongs"), std::pair("number", "2..x"),
            std::pair("time", "soon"), std::pair("time", "2024-13"), std::pair("text", "/(/")})
        QTest::addRow("%s %s", by, filter) << QString::fromLatin1(by) << QString::fromLatin1(filter);
}

void TablesStory::filtersThatMeanNothingSayHowTheyAreWritten()
{
    QFETCH(QString, by);
    QFETCH(QString, filter);
    const auto test = columnTest(columnOf(by, QStringLiteral("MB")), filter, QDateTime::currentDateTime());
    QVERIFY(!test);
    QVERIFY(!test.error().message().isEmpty());
}

QTEST_MAIN(TablesStory)

#include "tst_tables.moc"
