// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/bulkdialog.h"
#include "journal/journalpart.h"
#include "models/childrenmodel.h"
#include "navigator/navigatorview.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"
#include "stories/storywindow.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
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

private:
    static BulkDialog *open(StoryWindow &story, DemoSite &site, qsizetype *machines);
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
BulkDialog *BulkStory::open(StoryWindow &story, DemoSite &site, qsizetype *machines)
{
    story.signIn(site, site.user(QStringLiteral("Organization Administrator")), QStringLiteral("acme-prod"), false);
    const QModelIndex vapp = story.expandTo(QStringLiteral("vApp"),
        {QStringLiteral("session"), QStringLiteral("orgList"), QStringLiteral("org"), QStringLiteral("vdc")});
    story.clickNode(vapp, true);
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
            [&] { return (wanted = children->findChild<QAction *>(QStringLiteral("childrenBulk"))) != nullptr; }))
        return nullptr;
    wanted->trigger();
    return story.window().findChild<BulkDialog *>();
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
    QVERIFY(dialog && machines >= 2);
    writeDescription(dialog, QStringLiteral("in two goes"));
    dialog->findChild<QSpinBox *>(QStringLiteral("bulkAtOnce"))->setValue(1);
    dialog->findChild<QSpinBox *>(QStringLiteral("bulkStopAfter"))->setValue(1);
    const auto button = [dialog](const char *name) { return dialog->findChild<QPushButton *>(QLatin1String(name)); };
    QTest::mouseClick(button("bulkCompare"), Qt::LeftButton);
    QTRY_VERIFY(button("bulkStart")->isEnabled());
    QTest::mouseClick(button("bulkStart"), Qt::LeftButton);
    const auto *status = dialog->findChild<QLabel *>(QStringLiteral("bulkStatus"));
    QTRY_VERIFY2_WITH_TIMEOUT(status->text().contains(QStringLiteral("1 failed")), qPrintable(status->text()), 30000);
    if (machines > 2) { // it waits for the person
        QTRY_COMPARE(button("bulkPause")->text(), QStringLiteral("Resume"));
        QTest::mouseClick(button("bulkPause"), Qt::LeftButton);
    }
    QTRY_VERIFY_WITH_TIMEOUT(button("bulkRetry")->isEnabled() && button("bulkRetry")->isVisible(), 30000);
    QTest::mouseClick(button("bulkRetry"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(status->text(), QStringLiteral("%1 of %1 done").arg(machines), 30000);
    const auto &journal = story.window().findChild<JournalPart *>()->journal();
    QCOMPARE(journal->entries({})->size(), machines + 1); // one of them twice
}

QTEST_MAIN(BulkStory)
#include "tst_bulk.moc"
