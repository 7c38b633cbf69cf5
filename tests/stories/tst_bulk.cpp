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
#include <QTabWidget>
#include <QTreeWidget>

using namespace nephoscope;

/// One property of many objects, by the mouse and the keys, against the demo.
class BulkStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void theSamePropertyOfAllMachinesIsChangedOnce();

private:
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

void BulkStory::theSamePropertyOfAllMachinesIsChangedOnce()
{
    DemoSite site(director);
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("Organization Administrator")), QStringLiteral("acme-prod"), false);
    const QModelIndex vapp = story.expandTo(QStringLiteral("vApp"),
        {QStringLiteral("session"), QStringLiteral("orgList"), QStringLiteral("org"), QStringLiteral("vdc")});
    story.clickNode(vapp, true);
    ResourcePage *page = nullptr;
    QTRY_VERIFY((page = story.window().pages().currentPage()));
    auto *children = page->findChild<QTreeView *>(QStringLiteral("children"));
    QTRY_VERIFY(children->model()->rowCount() > 2);
    page->findChild<QTabWidget *>(QStringLiteral("resourceTabs"))->setCurrentWidget(children->parentWidget());
    QList<int> rows; // the virtual machines
    for (int row = 0; row < children->model()->rowCount(); ++row)
        if (children->model()->index(row, 0).data(ChildrenModel::RefRole).value<Ref>().kind() == QLatin1String("vm"))
            rows << row;
    QVERIFY(rows.size() >= 2);
    for (const int row : rows)
        QTest::mouseClick(children->viewport(), Qt::LeftButton,
            row == rows.first() ? Qt::NoModifier : Qt::ControlModifier,
            children->visualRect(children->model()->index(row, 1)).center());
    QCOMPARE(children->selectionModel()->selectedRows().size(), rows.size());
    emit children->customContextMenuRequested(children->visualRect(children->model()->index(rows.first(), 1)).center());
    QAction *wanted = nullptr;
    QTRY_VERIFY((wanted = children->findChild<QAction *>(QStringLiteral("childrenBulk"))));
    wanted->trigger();

    BulkDialog *dialog = story.window().findChild<BulkDialog *>();
    QVERIFY(dialog);
    writeDescription(dialog, QStringLiteral("one of the shop"));
    auto *start = dialog->findChild<QPushButton *>(QStringLiteral("bulkStart"));
    QVERIFY(!start->isEnabled());
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("bulkCompare")), Qt::LeftButton);
    QTRY_VERIFY(start->isEnabled());
    auto *table = dialog->findChild<QTreeWidget *>(QStringLiteral("bulkTable"));
    QCOMPARE(table->topLevelItem(0)->text(2), QStringLiteral("one of the shop"));
    table->topLevelItem(int(rows.size()) - 1)->setCheckState(0, Qt::Unchecked); // one is left out
    QTest::mouseClick(start, Qt::LeftButton);
    auto *status = dialog->findChild<QLabel *>(QStringLiteral("bulkStatus"));
    const qsizetype chosen = rows.size() - 1;
    QTRY_COMPARE_WITH_TIMEOUT(status->text(), QStringLiteral("%1 of %1 done").arg(chosen), 30000);
    QCOMPARE(table->topLevelItem(0)->text(3), QStringLiteral("Done"));
    QVERIFY(table->topLevelItem(int(rows.size()) - 1)->text(3).isEmpty());
    const auto &journal = story.window().findChild<JournalPart *>()->journal();
    QCOMPARE(journal->entries({})->size(), chosen);
    QVERIFY(!journal->entries({})->constFirst().batch.isEmpty());
    QVERIFY(journal->openPlans().isEmpty());
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("bulkClose")), Qt::LeftButton);
    QTRY_VERIFY(!story.window().findChild<BulkDialog *>());
}

QTEST_MAIN(BulkStory)
#include "tst_bulk.moc"
