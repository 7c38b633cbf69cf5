// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/bulkdialog.h"
#include "inventory/tablepane.h"
#include "journal/journalpart.h"
#include "models/childrenmodel.h"
#include "navigator/navigatorview.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"
#include "stories/tablehand.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTreeWidget>

using namespace nephoscope;

/// One property of many objects, by the mouse and the keys, against the demo.
class BulkStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void theSamePropertyOfAllMachinesIsChangedOnce();
    void aRunPausesAfterAFailureGoesOnAndRetries();
    void rowsOfATableAreChangedTogether();
    void aClosedRunStaysInReach();
    void theRestOfARunIsCanceled();
    void eachInterruptedRunIsOfferedByItself();

private:
    static BulkDialog *openFromRows(StoryWindow &story, TablePane *table, const QList<int> &rows);
    static BulkDialog *open(StoryWindow &story, DemoSite &site, qsizetype *machines, bool stay = false);
    static BulkDialog *openFromChildren(StoryWindow &story, qsizetype *machines);
    static QByteArray failing(int times);
    static void startUntilPaused(BulkDialog *dialog, const QString &text);
    static QStringList rows(StoryWindow &story);
    static void writeDescription(BulkDialog *dialog, const QString &text);
};

void BulkStory::writeDescription(BulkDialog *dialog, const QString &text)
{
    auto *property = dialog->findChild<QComboBox *>(QStringLiteral("bulkProperty"));
    QTRY_VERIFY(property->count() > 10);
    const int place = property->findText(QStringLiteral("Description"));
    QVERIFY(place >= 0);
    property->setCurrentIndex(place);
    auto *value = dialog->findChild<FieldEditor *>(QStringLiteral("bulkValue"));
    QTRY_VERIFY((value = dialog->findChild<FieldEditor *>(QStringLiteral("bulkValue")))
        && value->facts().path == Path(QStringLiteral("Description")));
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    value->setFocus();
    QWidget *field = value->focusProxy() ? value->focusProxy() : value->findChild<QWidget *>();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, text);
}

/// The dialog over all machines of the first vApp, opened from their rows; says how many there are.
BulkDialog *BulkStory::open(StoryWindow &story, DemoSite &site, qsizetype *machines, bool stay)
{
    story.signIn(site, site.user(QStringLiteral("Organization Administrator")), QStringLiteral("acme-prod"), stay);
    const QModelIndex vapp = story.expandTo(QStringLiteral("vApp"),
        {QStringLiteral("session"), QStringLiteral("orgList"), QStringLiteral("org"), QStringLiteral("vdc")});
    story.clickNode(vapp, true);
    return openFromChildren(story, machines);
}

BulkDialog *BulkStory::openFromChildren(StoryWindow &story, qsizetype *machines)
{
    const auto rowsOf = [&story]() -> QTreeView * {
        ResourcePage *page = story.window().pages().currentPage();
        auto *children = page ? page->findChild<QTreeView *>(QStringLiteral("children")) : nullptr;
        return children && children->model()->rowCount() > 2 ? children : nullptr;
    };
    QTreeView *children = nullptr;
    if (!QTest::qWaitFor([&] { return (children = rowsOf()) != nullptr; }))
        return nullptr;
    ResourcePage *page = story.window().pages().currentPage();
    page->findChild<QTabWidget *>(QStringLiteral("resourceTabs"))->setCurrentWidget(children->parentWidget());
    QList<int> rows; // the virtual machines
    for (int row = 0; row < children->model()->rowCount(); ++row)
        if (children->model()->index(row, 0).data(ChildrenModel::RefRole).value<Ref>().kind() == QLatin1String("vm"))
            rows << row;
    for (const int row : std::as_const(rows))
        QTest::mouseClick(children->viewport(), Qt::LeftButton,
            row == rows.first() ? Qt::NoModifier : Qt::ControlModifier,
            children->visualRect(children->model()->index(row, 1)).center());
    *machines = children->selectionModel()->selectedRows().size();
    emit children->customContextMenuRequested(children->visualRect(children->model()->index(rows.first(), 1)).center());
    QAction *wanted = nullptr;
    if (!QTest::qWaitFor(
            [&] { return (wanted = children->findChild<QAction *>(QStringLiteral("rowsChange"))) != nullptr; }))
        return nullptr;
    wanted->trigger();
    for (BulkDialog *dialog : story.window().findChildren<BulkDialog *>())
        if (dialog->isVisible())
            return dialog;
    return nullptr;
}

void BulkStory::theSamePropertyOfAllMachinesIsChangedOnce()
{
    DemoSite site(director);
    StoryWindow story;
    qsizetype machines = 0;
    BulkDialog *dialog = open(story, site, &machines);
    QVERIFY(dialog && machines >= 2);

    writeDescription(dialog, QStringLiteral("one of the shop"));
    auto *start = dialog->findChild<QPushButton *>(QStringLiteral("bulkStart"));
    QVERIFY(!start->isEnabled());
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("bulkCompare")), Qt::LeftButton);
    QTRY_VERIFY(start->isEnabled());
    auto *table = dialog->findChild<QTreeWidget *>(QStringLiteral("bulkTable"));
    QCOMPARE(table->topLevelItem(0)->text(2), QStringLiteral("one of the shop"));
    table->topLevelItem(int(machines) - 1)->setCheckState(0, Qt::Unchecked); // one is left out
    QTest::mouseClick(start, Qt::LeftButton);
    auto *status = dialog->findChild<QLabel *>(QStringLiteral("bulkStatus"));
    const qsizetype chosen = machines - 1;
    QTRY_COMPARE_WITH_TIMEOUT(status->text(), QStringLiteral("%1 of %1 done").arg(chosen), 30000);
    QCOMPARE(table->topLevelItem(0)->text(3), QStringLiteral("Done"));
    QVERIFY(table->topLevelItem(int(machines) - 1)->text(3).isEmpty());
    const auto &journal = story.window().findChild<JournalPart *>()->journal();
    QCOMPARE(journal->entries({})->size(), chosen);
    QVERIFY(!journal->entries({})->constFirst().batch.isEmpty());
    QVERIFY(journal->openPlans().isEmpty());
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("bulkClose")), Qt::LeftButton);
    QTRY_VERIFY(!story.window().findChild<BulkDialog *>());
}

void BulkStory::aRunPausesAfterAFailureGoesOnAndRetries()
{
    QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("misfortunes.json")));
    QVERIFY(script.open(QFile::WriteOnly));
    script.write(R"([{"method": "POST", "path": "/api/vApp/vm-*", "after": 1, "times": 1, "status": 400,
        "body": "<Error xmlns=\"http://www.vmware.com/vcloud/v1.5\" majorErrorCode=\"400\" message=\"Not now\"/>"},
        {"method": "PUT", "path": "/api/vApp/vm-*", "after": 1, "times": 1, "status": 400}])");
    script.close();
    demo::ServerOptions options;
    options.platform = director;
    options.misfortunesFile = script.fileName();
    DemoSite site(options);
    StoryWindow story;
    qsizetype machines = 0;
    BulkDialog *dialog = open(story, site, &machines);
    QVERIFY(dialog && machines > 2);
    writeDescription(dialog, QStringLiteral("in two goes"));
    dialog->findChild<QSpinBox *>(QStringLiteral("bulkAtOnce"))->setValue(1);
    dialog->findChild<QSpinBox *>(QStringLiteral("bulkStopAfter"))->setValue(1);
    const auto button = [dialog](const char *name) { return dialog->findChild<QPushButton *>(QLatin1String(name)); };
    QTest::mouseClick(button("bulkCompare"), Qt::LeftButton);
    QTRY_VERIFY(button("bulkStart")->isEnabled());
    QTest::mouseClick(button("bulkStart"), Qt::LeftButton);
    const auto *status = dialog->findChild<QLabel *>(QStringLiteral("bulkStatus"));
    QTRY_VERIFY2_WITH_TIMEOUT(status->text().contains(QStringLiteral("1 failed")), qPrintable(status->text()), 30000);
    QTRY_COMPARE(button("bulkPause")->text(), QStringLiteral("Resume")); // it waits for the person
    QTest::mouseClick(button("bulkPause"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(button("bulkRetry")->isEnabled() && button("bulkRetry")->isVisible(), 30000);
    QTest::mouseClick(button("bulkRetry"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(status->text(), QStringLiteral("%1 of %1 done").arg(machines), 30000);
    const auto &journal = story.window().findChild<JournalPart *>()->journal();
    QCOMPARE(journal->entries({})->size(), machines + 1); // one of them twice
}

/// Clicks the rows one after the other, and the entry of their menu.
BulkDialog *BulkStory::openFromRows(StoryWindow &story, TablePane *table, const QList<int> &rows)
{
    story.window().activateWindow();
    QTableView &view = table->view();
    const auto placeOf = [&view](int row) { return view.visualRect(view.model()->index(row, 0)).center(); };
    for (const int row : rows) {
        view.scrollTo(view.model()->index(row, 0));
        QTest::mouseClick(
            view.viewport(), Qt::LeftButton, row == rows.first() ? Qt::NoModifier : Qt::ControlModifier, placeOf(row));
    }
    const QPoint where = placeOf(rows.last());
    QContextMenuEvent wanted(QContextMenuEvent::Mouse, where, view.viewport()->mapToGlobal(where));
    QApplication::sendEvent(view.viewport(), &wanted);
    QMenu *menu = nullptr;
    if (!QTest::qWaitFor(
            [&] { return (menu = view.findChild<QMenu *>(QStringLiteral("tableMenu"))) && menu->isVisible(); }))
        return nullptr;
    const QString entry = QStringLiteral("Change a property of these %1 \u2026").arg(rows.size());
    const QList<QAction *> actions = menu->actions();
    for (QAction *action : actions)
        if (action->text() == entry)
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
    return shownBulkDialog(story);
}

void BulkStory::rowsOfATableAreChangedTogether()
{
    QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("misfortunes.json")));
    QVERIFY(script.open(QFile::WriteOnly));
    script.write(R"([{"method": "POST", "path": "/api/vApp/vm-*", "after": 1, "times": 1, "status": 400},
        {"method": "PUT", "path": "/api/vApp/vm-*", "after": 1, "times": 1, "status": 400}])");
    script.close();
    demo::ServerOptions options;
    options.platform = director;
    options.misfortunesFile = script.fileName();
    options.site.vms = 12;
    options.site.speed = 20;
    DemoSite site(options);
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("System Administrator")), QStringLiteral("acme-prod"), false);
    TablePane *table = openTable(story, QStringLiteral("acme-prod"),
        QStringLiteral("/api/query?type=adminVM&format=records&sortAsc=name&filter=isVAppTemplate==false"));
    QVERIFY(table);
    QList<int> rows; // every other of the machines that were made for this
    for (int row = 0; row < table->table().model().rowCount() && rows.size() < 5; row += 2)
        if (table->table().ref(table->table().model().record(row)).name().startsWith(QLatin1String("node-")))
            rows << row;
    QCOMPARE(rows.size(), 5);
    BulkDialog *dialog = openFromRows(story, table, rows);
    QVERIFY(dialog);
    QStringList names;
    const QList<Ref> chosen = table->selectedRefs();
    for (const Ref &ref : chosen)
        names << ref.name();
    QCOMPARE(names.size(), 5);

    writeDescription(dialog, QStringLiteral("moved by rows"));
    const auto button = [dialog](const char *name) { return dialog->findChild<QPushButton *>(QLatin1String(name)); };
    dialog->findChild<QSpinBox *>(QStringLiteral("bulkAtOnce"))->setValue(1);
    QTest::mouseClick(button("bulkCompare"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(button("bulkStart")->isEnabled(), 20'000);
    auto *grid = dialog->findChild<QTreeWidget *>(QStringLiteral("bulkTable"));
    QCOMPARE(grid->topLevelItemCount(), 5);
    for (int row = 0; row < 5; ++row) {
        QVERIFY(names.contains(grid->topLevelItem(row)->text(0)));
        QVERIFY(grid->topLevelItem(row)->text(1) != QStringLiteral("moved by rows"));
        QCOMPARE(grid->topLevelItem(row)->text(2), QStringLiteral("moved by rows"));
    }
    QTreeWidgetItem *out = grid->topLevelItem(4); // one is left out, by a click on its box
    grid->scrollToItem(out);
    QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->visualItemRect(out).topLeft() + QPoint(10, 10));
    QTRY_COMPARE(out->checkState(0), Qt::Unchecked);
    StoryWindow::keepPicture(dialog, QStringLiteral("bulk-from-table"));
    QTest::mouseClick(button("bulkStart"), Qt::LeftButton);
    const auto *status = dialog->findChild<QLabel *>(QStringLiteral("bulkStatus"));
    QTRY_VERIFY_WITH_TIMEOUT(button("bulkRetry")->isVisible() && button("bulkRetry")->isEnabled(), 60'000);
    QStringList ends = resultsOf(dialog);
    QCOMPARE(ends.count(QStringLiteral("Done")), 3);
    QVERIFY2(ends.last().isEmpty(), qPrintable(ends.join(u'|')));
    QVERIFY2(status->text().contains(QStringLiteral("1 failed")), qPrintable(status->text()));
    QTest::mouseClick(button("bulkRetry"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(resultsOf(dialog).count(QStringLiteral("Done")), 4, 60'000);
    QVERIFY(resultsOf(dialog).last().isEmpty());
    const auto &journal = story.window().findChild<JournalPart *>()->journal();
    QCOMPARE(journal->entries({})->size(), 5); // four machines, one of them twice
}

/// The first write works, so many after it are refused.
QByteArray BulkStory::failing(int times)
{
    const QByteArray count = QByteArray::number(times);
    return R"([{"method": "POST", "path": "/api/vApp/vm-*", "after": 1, "times": )" + count
        + R"(, "status": 400}, {"method": "PUT", "path": "/api/vApp/vm-*", "after": 1, "times": )" + count
        + R"(, "status": 400}])";
}

/// One at a time, until the first failure.
void BulkStory::startUntilPaused(BulkDialog *dialog, const QString &text)
{
    writeDescription(dialog, text);
    dialog->findChild<QSpinBox *>(QStringLiteral("bulkAtOnce"))->setValue(1);
    dialog->findChild<QSpinBox *>(QStringLiteral("bulkStopAfter"))->setValue(1);
    const auto button = [dialog](const char *name) { return dialog->findChild<QPushButton *>(QLatin1String(name)); };
    QTest::mouseClick(button("bulkCompare"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(button("bulkStart")->isEnabled(), 20'000);
    QTest::mouseClick(button("bulkStart"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(button("bulkPause")->text(), QStringLiteral("Resume"), 30'000);
}

/// What stands above the pages about runs.
QStringList BulkStory::rows(StoryWindow &story)
{
    QStringList words;
    for (const QLabel *label : story.window().findChildren<QLabel *>(QStringLiteral("runWords")))
        if (label->isVisible())
            words << label->text();
    return words;
}

void BulkStory::aClosedRunStaysInReach()
{
    QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("misfortunes.json")));
    QVERIFY(script.open(QFile::WriteOnly));
    script.write(failing(1));
    script.close();
    demo::ServerOptions options;
    options.platform = director;
    options.misfortunesFile = script.fileName();
    options.site.speed = 20;
    DemoSite site(options);
    StoryWindow story;
    qsizetype machines = 0;
    BulkDialog *dialog = open(story, site, &machines);
    QVERIFY(dialog && machines > 2);
    startUntilPaused(dialog, QStringLiteral("kept in reach"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog->isVisible());
    QTRY_COMPARE(rows(story).size(), 1);
    QVERIFY2(rows(story).constFirst().contains(QStringLiteral("1 failed")), qPrintable(rows(story).constFirst()));
    StoryWindow::keepPicture(&story.window(), QStringLiteral("run-in-reach"));

    story.window().close(); // it is asked about
    QDialog *question = nullptr;
    QTRY_VERIFY((question = story.dialog<QDialog>("quitDialog")));
    const auto *runs = question->findChild<QLabel *>(QStringLiteral("quitRuns"));
    QVERIFY(runs && runs->text().contains(QStringLiteral("Description")));
    QVERIFY(QTest::qWaitForWindowActive(question));
    StoryWindow::keepPicture(question, QStringLiteral("quit-with-run"));
    story.click(question, "quitStay");
    QTRY_VERIFY(!story.dialog<QDialog>("quitDialog"));

    const auto inStrip = [&story](const char *name) {
        return story.window()
            .findChild<QWidget *>(QStringLiteral("runStrip"))
            ->findChild<QAbstractButton *>(QLatin1String(name));
    };
    QTest::mouseClick(inStrip("runOpen"), Qt::LeftButton);
    QTRY_VERIFY(dialog->isVisible() && rows(story).isEmpty());
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("bulkPause")), Qt::LeftButton);
    QTest::keyClick(dialog, Qt::Key_Escape); // the end comes while nobody looks
    const QString end = QStringLiteral("%1 of %2 done").arg(machines - 1).arg(machines);
    QTRY_VERIFY_WITH_TIMEOUT(rows(story).value(0).contains(end), 30'000);
    QTRY_VERIFY2(story.message(&story.window()).contains(end), qPrintable(story.message(&story.window())));
    QTest::mouseClick(inStrip("runClose"), Qt::LeftButton);
    QTRY_VERIFY(!story.window().findChild<BulkDialog *>() && rows(story).isEmpty());
}

void BulkStory::theRestOfARunIsCanceled()
{
    QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("misfortunes.json")));
    QVERIFY(script.open(QFile::WriteOnly));
    script.write(failing(1));
    script.close();
    demo::ServerOptions options;
    options.platform = director;
    options.misfortunesFile = script.fileName();
    DemoSite site(options);
    StoryWindow story;
    qsizetype machines = 0;
    BulkDialog *dialog = open(story, site, &machines);
    QVERIFY(dialog && machines > 2);
    startUntilPaused(dialog, QStringLiteral("not for all"));
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("bulkCancel")), Qt::LeftButton);
    const auto *status = dialog->findChild<QLabel *>(QStringLiteral("bulkStatus"));
    QTRY_VERIFY2(status->text().contains(QStringLiteral("%1 not sent").arg(machines - 2)), qPrintable(status->text()));
    QCOMPARE(resultsOf(dialog).count(QString()), int(machines) - 2);
    const auto &journal = story.window().findChild<JournalPart *>()->journal();
    QCOMPARE(journal->entries({})->size(), 2); // one done, one refused
    QVERIFY(journal->openPlans().isEmpty()); // nobody will be asked to go on
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("bulkClose")), Qt::LeftButton);
    QTRY_VERIFY(!story.window().findChild<BulkDialog *>());
    QVERIFY(rows(story).isEmpty());
}

void BulkStory::eachInterruptedRunIsOfferedByItself()
{
    QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("misfortunes.json")));
    QVERIFY(script.open(QFile::WriteOnly));
    script.write(failing(2));
    script.close();
    demo::ServerOptions options;
    options.platform = director;
    options.misfortunesFile = script.fileName();
    options.site.speed = 20;
    DemoSite site(options);
    StoryWindow story;
    qsizetype machines = 0;
    for (const char *text : {"the first run", "the second run"}) {
        BulkDialog *dialog = machines == 0 ? open(story, site, &machines, true) : openFromChildren(story, &machines);
        QVERIFY(dialog && machines > 2);
        startUntilPaused(dialog, QLatin1String(text));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!dialog->isVisible());
        story.window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&story.window()));
    }
    QCOMPARE(rows(story).size(), 2);
    story.restart();
    QTRY_COMPARE_WITH_TIMEOUT(rows(story).size(), 2, 20'000);
    for (const QString &words : rows(story))
        QVERIFY2(words.contains(QStringLiteral("was interrupted: Description")), qPrintable(words));
    for (int left = 1; left >= 0; --left) {
        auto *strip = story.window().findChild<QWidget *>(QStringLiteral("runStrip"));
        QTest::mouseClick(strip->findChild<QPushButton *>(QStringLiteral("runOpen")), Qt::LeftButton);
        BulkDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = story.window().findChild<BulkDialog *>()) && dialog->isVisible());
        QTRY_COMPARE(rows(story).size(), left);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->isUnderWay(), 30'000);
        QVERIFY2(dialog->words().contains(QStringLiteral("1 failed")), qPrintable(dialog->words()));
        QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("bulkClose")), Qt::LeftButton);
        QTRY_VERIFY(!story.window().findChild<BulkDialog *>());
    }
    QVERIFY(story.window().findChild<JournalPart *>()->journal()->openPlans().isEmpty());
}

QTEST_MAIN(BulkStory)
#include "tst_bulk.moc"
