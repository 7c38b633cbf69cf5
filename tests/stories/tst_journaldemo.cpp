// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/fieldeditor.h"
#include "journal/journalpart.h"
#include "journal/journalview.h"
#include "models/journalmodel.h"
#include "models/propertymodel.h"
#include "resource/resourcepage.h"
#include "shell/actions.h"
#include "shell/pagetabs.h"
#include "stories/storywindow.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>

using namespace nephoscope;

/// The journal of the whole window against the demo: what was saved stands in it, and comes back.
class JournalDemoStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void whatWasSavedIsFoundAndUndone();
    void undoLooksAgainBeforeItSends();
    void sitesThatWantAReasonGetOne();

private:
    static QByteArray asOthers(DemoSite &site, const QByteArray &method, const QString &path, const QByteArray &body);
    static QModelIndex named(const QAbstractItemModel &model, const QString &name, const QModelIndex &parent = {});
    static QString shown(const QTreeView &tree, const QString &name)
    {
        return named(*tree.model(), name).siblingAtColumn(PropertyModel::ValueColumn).data().toString();
    }
    ResourcePage *openVm(StoryWindow &story, DemoSite &site);
    void typeName(StoryWindow &story, ResourcePage *page, const QString &text);
    QDialog *review(StoryWindow &story);

    const QString m_field = QStringLiteral("ComputerName");
};

QModelIndex JournalDemoStory::named(const QAbstractItemModel &model, const QString &name, const QModelIndex &parent)
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

ResourcePage *JournalDemoStory::openVm(StoryWindow &story, DemoSite &site)
{
    story.signIn(site, site.user(QStringLiteral("Organization Administrator")), QStringLiteral("acme-prod"), false);
    const QModelIndex vm = story.expandTo(QStringLiteral("vm"),
        {QStringLiteral("session"), QStringLiteral("orgList"), QStringLiteral("org"), QStringLiteral("vdc"),
            QStringLiteral("vApp")});
    story.clickNode(vm, true);
    ResourcePage *page = nullptr;
    [&] { QTRY_VERIFY((page = story.window().pages().currentPage())); }();
    auto *tree = page->findChild<QTreeView *>(QStringLiteral("properties"));
    [&] { QTRY_VERIFY(named(*tree->model(), m_field).isValid()); }();
    return page;
}

void JournalDemoStory::typeName(StoryWindow &story, ResourcePage *page, const QString &text)
{
    auto *tree = page->findChild<QTreeView *>(QStringLiteral("properties"));
    const QPersistentModelIndex value = named(*tree->model(), m_field).siblingAtColumn(PropertyModel::ValueColumn);
    tree->scrollTo(value);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(value).topLeft() + QPoint(5, 5));
    QTest::keyClick(&story.window(), Qt::Key_F2);
    auto *field = page->findChild<FieldEditor *>();
    QVERIFY(field);
    QTest::keyClick(field->focusProxy(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field->focusProxy(), text);
    QTest::keyClick(field->focusProxy(), Qt::Key_Return);
    QTRY_VERIFY(page->isChanged());
}

QDialog *JournalDemoStory::review(StoryWindow &story)
{
    QDialog *found = nullptr;
    [&] {
        QTRY_VERIFY((found = story.dialog<QDialog>("reviewDialog")));
        QVERIFY(QTest::qWaitForWindowActive(found));
    }();
    return found;
}

void JournalDemoStory::whatWasSavedIsFoundAndUndone()
{
    DemoSite site(director);
    StoryWindow story;
    ResourcePage *page = openVm(story, site);
    auto *tree = page->findChild<QTreeView *>(QStringLiteral("properties"));
    const QString before = shown(*tree, m_field);
    typeName(story, page, QStringLiteral("edited-01"));
    QTest::keyClick(&story.window(), Qt::Key_S, Qt::ControlModifier);
    QDialog *dialog = review(story);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("reason")), QStringLiteral("CHG-1234"));
    story.click(dialog, "reviewSend");
    QTRY_VERIFY_WITH_TIMEOUT(story.message(page).endsWith(QStringLiteral(" is saved.")), 30000);

    story.window().actions().history->trigger();
    auto *view = story.window().findChild<JournalView *>();
    QTRY_VERIFY(view->isVisible());
    auto *table = view->findChild<QTreeView *>(QStringLiteral("journal"));
    QTRY_COMPARE(table->model()->rowCount(), 1);
    const auto cell = [table](int column) { return table->model()->index(0, column).data().toString(); };
    QCOMPARE(cell(JournalModel::SiteColumn), QStringLiteral("acme-prod"));
    QCOMPARE(cell(JournalModel::OperationColumn), QStringLiteral("Save"));
    QVERIFY2(cell(JournalModel::ChangesColumn).endsWith(QStringLiteral("edited-01")),
        qPrintable(cell(JournalModel::ChangesColumn)));
    QTRY_COMPARE(cell(JournalModel::ResultColumn), QStringLiteral("Done"));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 0)).center());
    const QString facts = view->findChild<QPlainTextEdit *>(QStringLiteral("journalFacts"))->toPlainText();
    QVERIFY2(facts.contains(QStringLiteral("CHG-1234")), qPrintable(facts));
    QVERIFY(facts.contains(QStringLiteral("ComputerName>edited-01<")));
    QCOMPARE(view->findChild<QTreeWidget *>(QStringLiteral("journalChanges"))->topLevelItemCount(), 1);
    auto *find = view->findChild<QLineEdit *>(QStringLiteral("journalFind"));
    QTest::keyClicks(find, QStringLiteral("nowhere"));
    QTRY_COMPARE(table->model()->rowCount(), 0);
    find->clear();
    QTRY_COMPARE(table->model()->rowCount(), 1);

    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::mouseClick(view->findChild<QToolButton *>(QStringLiteral("journalUndoButton")), Qt::LeftButton);
    dialog = review(story);
    QCOMPARE(dialog->findChild<QPushButton *>(QStringLiteral("reviewSend"))->text(), QStringLiteral("Undo"));
    story.click(dialog, "reviewSend");
    QTRY_COMPARE_WITH_TIMEOUT(shown(*tree, m_field), before, 30000);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    table->setCurrentIndex(table->model()->index(1, 0));
    auto *undo = view->findChild<QAction *>(QStringLiteral("journalUndo"));
    QTRY_VERIFY(!undo->isEnabled());
    QVERIFY(undo->toolTip().contains(QStringLiteral("undone already")));
}

/// What the site answers somebody else.
QByteArray JournalDemoStory::asOthers(
    DemoSite &site, const QByteArray &method, const QString &path, const QByteArray &body)
{
    demo::Message message;
    message.method = method;
    message.path = path.toLatin1();
    message.body = body;
    message.headers = {{"Accept", "application/*+xml;version=36.0"}, {"Host", "localhost"},
        {"Content-Type", "application/vnd.vmware.vcloud.guestCustomizationSection+xml"},
        {"Authorization", "Bearer " + site.bearerOf(site.user(QStringLiteral("System Administrator")))}};
    return site.server().site().answer(message).body;
}

/// What others did while the review lay on the screen is not written over.
void JournalDemoStory::undoLooksAgainBeforeItSends()
{
    demo::ServerOptions options;
    options.platform = director;
    options.site.speed = 20;
    DemoSite site(options);
    StoryWindow story;
    ResourcePage *page = openVm(story, site);
    typeName(story, page, QStringLiteral("edited-03"));
    QTest::keyClick(&story.window(), Qt::Key_S, Qt::ControlModifier);
    story.click(review(story), "reviewSend");
    QTRY_VERIFY_WITH_TIMEOUT(story.message(page).endsWith(QStringLiteral(" is saved.")), 30000);
    story.window().actions().history->trigger();
    auto *view = story.window().findChild<JournalView *>();
    auto *table = view->findChild<QTreeView *>(QStringLiteral("journal"));
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->setCurrentIndex(table->model()->index(0, 0));
    auto *button = view->findChild<QToolButton *>(QStringLiteral("journalUndoButton"));
    QTRY_VERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QDialog *dialog = review(story);

    const QString section = page->ref().href().path() + QStringLiteral("/guestCustomizationSection/");
    QByteArray others = asOthers(site, "GET", section, {});
    QVERIFY(others.contains("ComputerName>edited-03<"));
    asOthers(site, "PUT", section, others.replace("ComputerName>edited-03<", "ComputerName>by-others<"));
    QTRY_VERIFY(asOthers(site, "GET", section, {}).contains("ComputerName>by-others<"));
    story.click(dialog, "reviewSend");
    const auto isRefused = [&story] {
        const auto labels = story.window().findChildren<QLabel *>(QStringLiteral("messageSentence"));
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(QStringLiteral("cannot be undone"));
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isRefused(), 20000);
    QVERIFY(asOthers(site, "GET", section, {}).contains("ComputerName>by-others<"));
    QCOMPARE(table->model()->rowCount(), 1); // nothing was sent
}

void JournalDemoStory::sitesThatWantAReasonGetOne()
{
    DemoSite site(director);
    StoryWindow story;
    ResourcePage *page = openVm(story, site);
    Profile strict = page->session()->profile();
    strict.reasonWanted = true;
    strict.skipReview = true; // a wanted reason has to be asked for
    strict.production = true;
    page->session()->setProfile(strict);
    typeName(story, page, QStringLiteral("edited-02"));
    QTest::keyClick(&story.window(), Qt::Key_S, Qt::ControlModifier);
    QDialog *dialog = review(story);
    auto *reason = dialog->findChild<QLineEdit *>(QStringLiteral("reason"));
    reason->clear();
    auto *send = dialog->findChild<QPushButton *>(QStringLiteral("reviewSend"));
    QVERIFY(!send->isEnabled());
    QTest::keyClicks(reason, QStringLiteral("CHG-1235"));
    QVERIFY(send->isEnabled());
    story.click(dialog, "reviewSend");
    QTRY_VERIFY_WITH_TIMEOUT(story.message(page).endsWith(QStringLiteral(" is saved.")), 30000);
    const auto &journal = story.window().findChild<JournalPart *>()->journal();
    QCOMPARE(journal->entries({})->constFirst().reason, QStringLiteral("CHG-1235"));
    QVERIFY(journal->verify()->fault.isEmpty());
}

QTEST_MAIN(JournalDemoStory)
#include "tst_journaldemo.moc"
