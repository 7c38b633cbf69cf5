// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/propertymodel.h"
#include "navigator/navigatorview.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"
#include "stories/fieldhand.h"
#include "stories/storywindow.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace nephoscope;

/// Edits against the demo sites through the whole window.
class EditDemoStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void aVirtualMachineGetsAnotherComputerName();

private:
    static QModelIndex named(const QAbstractItemModel &model, const QString &name, const QModelIndex &parent = {});
};

QModelIndex EditDemoStory::named(const QAbstractItemModel &model, const QString &name, const QModelIndex &parent)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (index.data(PropertyModel::NameRole).toString() == name)
            return index;
        if (const QModelIndex below = named(model, name, index); below.isValid())
            return below;
    }
    return {};
}

void EditDemoStory::aVirtualMachineGetsAnotherComputerName()
{
    DemoSite site(director);
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("Organization Administrator")), QStringLiteral("acme-prod"), false);
    const QModelIndex vm = story.expandTo(QStringLiteral("vm"),
        {QStringLiteral("session"), QStringLiteral("orgList"), QStringLiteral("org"), QStringLiteral("vdc"),
            QStringLiteral("vApp")});
    QVERIFY(vm.isValid());
    story.clickNode(vm, true);
    QTRY_VERIFY(story.window().pages().currentPage());
    ResourcePage *page = story.window().pages().currentPage();
    auto *tree = page->findChild<QTreeView *>(QStringLiteral("properties"));
    const QString name = QStringLiteral("ComputerName");
    QTRY_VERIFY(named(*tree->model(), name).isValid());
    const QPersistentModelIndex value = named(*tree->model(), name).siblingAtColumn(PropertyModel::ValueColumn);
    QCOMPARE(typeOver(story, tree, value, QStringLiteral("edited-01")), QString());
    QTRY_VERIFY(page->isChanged());
    QVERIFY(story.window().isWindowModified());
    QVERIFY(story.window().pages().tabText(0).startsWith(QChar(0x25cf)));

    QTest::keyClick(&story.window(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(story.dialog<QDialog>("reviewDialog"));
    QDialog *review = story.dialog<QDialog>("reviewDialog");
    QVERIFY(review->findChild<QPlainTextEdit *>(QStringLiteral("reviewRequests"))
                ->toPlainText()
                .contains(QStringLiteral("ComputerName>edited-01<")));
    QVERIFY(QTest::qWaitForWindowActive(review));
    story.click(review, "reviewSend");
    QTRY_VERIFY_WITH_TIMEOUT(!story.message(page).isEmpty(), 30000);
    QVERIFY2(story.message(page).endsWith(QStringLiteral(" is saved.")), qPrintable(story.message(page)));
    QVERIFY(!story.window().isWindowModified());
    QCOMPARE(named(*tree->model(), name).siblingAtColumn(1).data().toString(), QStringLiteral("edited-01"));
}

QTEST_MAIN(EditDemoStory)
#include "tst_editdemo.moc"
