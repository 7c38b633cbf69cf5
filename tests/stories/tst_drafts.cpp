// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/draftstore.h"
#include "editor/resourceeditor.h"
#include "faults/faultdialog.h"
#include "models/propertymodel.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"
#include "stories/directorstory.h"
#include "stories/fieldhand.h"
#include "stories/wire.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>

using namespace nephoscope;

/// What was edited and not sent is there again, whatever happens to page, session and site.
class DraftsStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void aTabIsClosedWithItsChangesShown();
    void changesOutliveALostConnection();
    void changesOutliveTheEndOfTheSession();
    void changesOutliveASiteThatIsNotSetUp();

private:
    static QString machine(DirectorStory &director)
    {
        return director.find("adminVM", "status==POWERED_OFF;vdcName==acme-prod;isVAppTemplate==false");
    }
    static ResourcePage *page(StoryWindow &story) { return story.window().pages().currentPage(); }
    static int drafts(StoryWindow &story) { return DraftStore::count(story.window().sites().at(0).profile.id); }
    static QString value(ResourcePage *page, const QString &path)
    {
        return page->editor().editing().draft().document().root().at(Path(path)).text();
    }
    static QModelIndex editableText(const QAbstractItemModel &model, const QModelIndex &parent = {});
    static ResourcePage *open(StoryWindow &story, const QUrl &address);
    static QDialog *closing(StoryWindow &story);
    static QDialog *review(StoryWindow &story);

    const QString m_note = QStringLiteral("GuestCustomizationSection/ComputerName");
};

QModelIndex DraftsStory::editableText(const QAbstractItemModel &model, const QModelIndex &parent)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, PropertyModel::ValueColumn, parent);
        const auto facts = index.data(PropertyModel::FactsRole).value<FieldFacts>();
        if (index.flags() & Qt::ItemIsEditable && facts.type == PropertyType::Text && facts.choices.isEmpty())
            return index;
        const QModelIndex below = editableText(model, model.index(row, 0, parent));
        if (below.isValid())
            return below;
    }
    return {};
}

ResourcePage *DraftsStory::open(StoryWindow &story, const QUrl &address)
{
    story.window().activateWindow();
    if (!QTest::qWaitForWindowActive(&story.window()))
        return nullptr;
    QTest::keyClick(&story.window(), Qt::Key_L, Qt::ControlModifier);
    auto *field = story.window().findChild<QLineEdit *>(QStringLiteral("address"));
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, address.toString());
    QTest::keyClick(field, Qt::Key_Return);
    const bool isRead = QTest::qWaitFor(
        [&] {
            ResourcePage *shown = page(story);
            const auto *tabs = shown ? shown->findChild<QTabWidget *>(QStringLiteral("resourceTabs")) : nullptr;
            return tabs && tabs->isVisible() && shown->ref().href().path() == address.path();
        },
        20'000);
    return isRead ? page(story) : nullptr;
}

QDialog *DraftsStory::closing(StoryWindow &story)
{
    story.window().activateWindow();
    if (!QTest::qWaitForWindowActive(&story.window()))
        return nullptr;
    QTest::keyClick(&story.window(), Qt::Key_W, Qt::ControlModifier);
    QDialog *dialog = nullptr;
    (void)QTest::qWaitFor([&] { return (dialog = story.dialog<QDialog>("closingDialog")) != nullptr; });
    return dialog && QTest::qWaitForWindowActive(dialog) ? dialog : nullptr;
}

QDialog *DraftsStory::review(StoryWindow &story)
{
    QDialog *dialog = nullptr;
    (void)QTest::qWaitFor([&] { return (dialog = story.dialog<QDialog>("reviewDialog")) != nullptr; }, 20'000);
    return dialog && QTest::qWaitForWindowActive(dialog) ? dialog : nullptr;
}

void DraftsStory::aTabIsClosedWithItsChangesShown()
{
    DirectorStory director(QStringLiteral("Organization Administrator"), QStringLiteral("acme"));
    const QString address = machine(director);
    QVERIFY(director.open(address));
    const QString before = director.valueAt(m_note);
    director.edit(m_note, QStringLiteral("kept-as-draft"));
    QDialog *dialog = closing(director.story());
    QVERIFY(dialog);
    const auto *changes = dialog->findChild<QTreeWidget *>(QStringLiteral("closingChanges"));
    QCOMPARE(changes->topLevelItemCount(), 1);
    QCOMPARE(changes->topLevelItem(0)->text(2), QStringLiteral("kept-as-draft"));
    StoryWindow::keepPicture(dialog, QStringLiteral("closing"));
    QTest::keyClick(dialog, Qt::Key_Escape); // it stays open
    QTRY_VERIFY(!director.story().dialog<QDialog>("closingDialog"));
    QVERIFY(director.page() && director.page()->isChanged());

    QVERIFY((dialog = closing(director.story())));
    director.story().click(dialog, "closingReview");
    QVERIFY((dialog = review(director.story())));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!director.story().dialog<QDialog>("reviewDialog"));
    QVERIFY((dialog = closing(director.story())));
    director.story().click(dialog, "closingKeep");
    QTRY_VERIFY(!director.page());
    QCOMPARE(drafts(director.story()), 1);

    QVERIFY(director.open(address));
    QTRY_COMPARE(director.valueAt(m_note), QStringLiteral("kept-as-draft"));
    QVERIFY2(director.message().contains(QStringLiteral("here again")), qPrintable(director.message()));
    QVERIFY((dialog = closing(director.story())));
    director.story().click(dialog, "closingDiscard");
    QTRY_VERIFY(!director.page());
    QCOMPARE(drafts(director.story()), 0);
    QVERIFY(director.open(address));
    QTRY_COMPARE(director.valueAt(m_note), before);
    QVERIFY(!director.page()->isChanged());
}

void DraftsStory::changesOutliveALostConnection()
{
    DemoSite site(director);
    Wire wire(site.url());
    StoryWindow story;
    story.signIn(wire.url(), site.user(QStringLiteral("Organization Administrator")), QStringLiteral("far"), false);
    const QModelIndex vm = story.expandTo(QStringLiteral("vm"),
        {QStringLiteral("session"), QStringLiteral("orgList"), QStringLiteral("org"), QStringLiteral("vdc"),
            QStringLiteral("vApp")});
    story.clickNode(vm, true);
    QTRY_VERIFY(page(story));
    auto *tree = page(story)->findChild<QTreeView *>(QStringLiteral("properties"));
    QTRY_VERIFY(editableText(*tree->model()).isValid());
    wire.cut();
    const QPersistentModelIndex edited = editableText(*tree->model());
    QCOMPARE(typeOver(story, tree, edited, QStringLiteral("typed-offline")), QString());
    QTRY_VERIFY(page(story)->isChanged());
    QTRY_COMPARE_WITH_TIMEOUT(drafts(story), 1, 2'000);
    const QString place = edited.data(PropertyModel::PathRole).toString();

    QTest::keyClick(&story.window(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(story.dialog<FaultDialog>("faultDialog"));
    QVERIFY(!story.dialog<QDialog>("reviewDialog"));
    story.click(story.dialog<FaultDialog>("faultDialog"), "faultClose");
    QTRY_VERIFY(!story.dialog<FaultDialog>("faultDialog"));
    QVERIFY(page(story)->isChanged());
    QCOMPARE(value(page(story), place), QStringLiteral("typed-offline"));

    wire.mend();
    QTest::mouseClick(story.window().findChild<QPushButton *>(QStringLiteral("siteNewsNow")), Qt::LeftButton);
    QTRY_VERIFY(!story.window().sites().at(0).session->trouble());
    story.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&story.window()));
    QTest::keyClick(&story.window(), Qt::Key_S, Qt::ControlModifier);
    QDialog *dialog = review(story);
    QVERIFY2(dialog, qPrintable(story.message(page(story))));
    QVERIFY(dialog->findChild<QPlainTextEdit *>(QStringLiteral("reviewRequests"))
                ->toPlainText()
                .contains(QStringLiteral("typed-offline")));
    story.click(dialog, "reviewSend");
    QTRY_VERIFY_WITH_TIMEOUT(story.message(page(story)).endsWith(QStringLiteral(" is saved.")), 20'000);
    QCOMPARE(drafts(story), 0);
}

void DraftsStory::changesOutliveTheEndOfTheSession()
{
    QByteArray ended; // the token that the site takes no more
    QByteArray latest;
    const auto gate = [&](const demo::Message &message) -> std::optional<demo::Answer> {
        const QByteArray token = message.header("Authorization");
        if (token.startsWith("Bearer "))
            latest = token;
        const bool isOver = !ended.isEmpty() && token == ended;
        return isOver ? std::optional(jsonAnswer("{\"message\":\"The session is over.\"}", 401)) : std::nullopt;
    };
    DirectorStory director(QStringLiteral("Organization Administrator"), QStringLiteral("acme"), {}, gate);
    const QString address = machine(director);
    QVERIFY(director.open(address));
    director.edit(m_note, QStringLiteral("across-sessions"));
    QVERIFY(!latest.isEmpty());
    ended = latest;
    QTest::keyClick(&director.window(), Qt::Key_S, Qt::ControlModifier);
    QDialog *dialog = review(director.story()); // it signs in again, and what was asked goes on by itself
    QVERIFY2(dialog, qPrintable(director.message()));
    director.story().click(dialog, "reviewSend");
    QTRY_VERIFY2_WITH_TIMEOUT(
        director.message().endsWith(QStringLiteral(" is saved.")), qPrintable(director.message()), 20'000);
    QVERIFY(director.seen(address.toLatin1()).contains("across-sessions"));
    QVERIFY(latest != ended);
}

void DraftsStory::changesOutliveASiteThatIsNotSetUp()
{
    bool isSetUp = true;
    DemoSite site(manager);
    FrontSite front(site.server().site(), [&isSetUp](const demo::Message &) -> std::optional<demo::Answer> {
        return isSetUp ? std::nullopt : std::optional(jsonAnswer("{\"message\":\"not set up\"}", 420));
    });
    StoryWindow story;
    story.signIn(front.url(), site.user(QStringLiteral("Admin")), QStringLiteral("quay"), false);
    ResourcePage *config = open(story, front.url().resolved(QUrl(QStringLiteral("/occm/api/occm/config"))));
    QVERIFY(config);
    auto *tree = config->findChild<QTreeView *>(QStringLiteral("properties"));
    QTRY_VERIFY(editableText(*tree->model()).isValid());
    const QPersistentModelIndex edited = editableText(*tree->model());
    const QString place = edited.data(PropertyModel::PathRole).toString();
    QCOMPARE(typeOver(story, tree, edited, QStringLiteral("typed before")), QString());
    QTRY_VERIFY(config->isChanged());

    isSetUp = false;
    QTest::keyClick(&story.window(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(story.dialog<QDialog>("notSetUp"), 20'000);
    QTest::keyClick(story.dialog<QDialog>("notSetUp"), Qt::Key_Escape); // later
    QTRY_VERIFY(!story.dialog<QDialog>("notSetUp"));
    QVERIFY(!story.dialog<QDialog>("reviewDialog"));
    QVERIFY(config->isChanged());
    QCOMPARE(value(config, place), QStringLiteral("typed before"));
    QTRY_COMPARE_WITH_TIMEOUT(drafts(story), 1, 2'000);
}

QTEST_MAIN(DraftsStory)
#include "tst_drafts.moc"
