// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigatormodel.h"
#include "resource/propertytree.h"
#include "resource/resourcepage.h"
#include "shell/actions.h"
#include "shell/pagetabs.h"
#include "stories/demosite.h"
#include "stories/storywindow.h"

#include <QAction>
#include <QClipboard>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace nephoscope;

/// What can be done is found by name and by keys, and the keys are whatever suits.
class CommandsStory : public QObject {
    Q_OBJECT
private slots:
    void keysAreChangedAndRemembered();
    void keysOfAnotherAreTakenOpenly();
    void commandsAreFoundByName();
    void deletionIsAskedOfWhatWasSeen();
    void helpIsForWhatHasTheFocus();
    void aRequestIsCopiedWithoutItsSecrets();

private:
    static QDialog *open(StoryWindow &story, QAction *action, const char *name);
    /// Finds that action in the dialog and presses keys for it.
    static void press(QDialog *keyboard, const QString &action, Qt::Key key, Qt::KeyboardModifiers modifiers);
    static QString keysOf(const StoryWindow &, const QAction *action)
    {
        return action->shortcut().toString(QKeySequence::PortableText);
    }
    static void begin(StoryWindow &story, DemoSite &site)
    {
        story.signIn(site, site.user(QStringLiteral("Organization Administrator")), QStringLiteral("lab"), false);
    }
    static ResourcePage *openMachine(StoryWindow &story);
    /// Goes down the tree until a vApp that may be deleted now is open.
    static bool openDeletable(StoryWindow &story);
};

QDialog *CommandsStory::open(StoryWindow &story, QAction *action, const char *name)
{
    story.window().activateWindow();
    if (!QTest::qWaitForWindowActive(&story.window()))
        return nullptr;
    action->trigger();
    auto *dialog = story.dialog<QDialog>(name);
    return dialog && QTest::qWaitForWindowActive(dialog) ? dialog : nullptr;
}

void CommandsStory::press(QDialog *keyboard, const QString &action, Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    auto *find = keyboard->findChild<QLineEdit *>(QStringLiteral("findShortcut"));
    find->setFocus();
    find->selectAll();
    QTest::keyClicks(find, action);
    auto *table = keyboard->findChild<QTreeWidget *>(QStringLiteral("shortcuts"));
    QVERIFY(table->currentItem());
    QCOMPARE(table->currentItem()->text(0), action);
    auto *keys = keyboard->findChild<QKeySequenceEdit *>(QStringLiteral("keys"));
    keys->setFocus();
    QTest::keyClick(keys, key, modifiers);
    QTRY_VERIFY(keyboard->findChild<QPushButton *>(QStringLiteral("takeKeys"))->hasFocus()); // after the last chord
}

ResourcePage *CommandsStory::openMachine(StoryWindow &story)
{
    const QModelIndex vm = story.expandTo(QStringLiteral("vm"),
        {QStringLiteral("session"), QStringLiteral("orgList"), QStringLiteral("org"), QStringLiteral("vdcList"),
            QStringLiteral("vdc"), QStringLiteral("vApp")});
    if (!vm.isValid())
        return nullptr;
    story.clickNode(vm, true);
    const bool isRead = QTest::qWaitFor([&story] {
        ResourcePage *page = story.window().pages().currentPage();
        return page && !page->operations().isEmpty();
    });
    return isRead ? story.window().pages().currentPage() : nullptr;
}

bool CommandsStory::openDeletable(StoryWindow &story)
{
    const auto canGo = [](const ResourcePage *page) {
        const QList<QAction *> offered = page->operations();
        return std::any_of(offered.begin(), offered.end(), [](const QAction *action) {
            return action->isEnabled() && action->data().value<Operation>().role == Operation::Role::Delete;
        });
    };
    for (QModelIndex index = story.tree().currentIndex(); index.isValid(); index = story.tree().indexBelow(index)) {
        if (index.data(NavigatorModel::KindRole).toString() != QLatin1String("vApp"))
            continue;
        story.clickNode(index, false);
        const bool isRead = QTest::qWaitFor([&story, name = index.data().toString()] {
            ResourcePage *page = story.window().pages().currentPage();
            return page && page->title() == name && !page->operations().isEmpty();
        });
        if (isRead && canGo(story.window().pages().currentPage()))
            return true;
    }
    return false;
}

void CommandsStory::keysAreChangedAndRemembered()
{
    StoryWindow story;
    QDialog *keyboard = open(story, story.window().actions().keyboard, "keyboardDialog");
    QVERIFY(keyboard);
    press(keyboard, QStringLiteral("Colours: light"), Qt::Key_F9, Qt::ControlModifier);
    StoryWindow::keepPicture(keyboard, QStringLiteral("keyboard"));
    QVERIFY(keysOf(story, story.window().actions().themeLight).isEmpty()); // not before it is said
    QTest::keyClick(keyboard->focusWidget(), Qt::Key_Space);
    QCOMPARE(keysOf(story, story.window().actions().themeLight), QStringLiteral("Ctrl+F9"));
    press(keyboard, QStringLiteral("Colours: dark"), Qt::Key_F8, Qt::ControlModifier);
    story.click(keyboard, "takeKeys");
    keyboard->reject();
    story.restart();
    QVERIFY(QTest::qWaitForWindowActive(&story.window()));
    QTest::keyClick(&story.window(), Qt::Key_F8, Qt::ControlModifier);
    QTRY_VERIFY(story.window().actions().themeDark->isChecked());
    QTest::keyClick(&story.window(), Qt::Key_F9, Qt::ControlModifier);
    QTRY_VERIFY(story.window().actions().themeLight->isChecked());
    keyboard = open(story, story.window().actions().keyboard, "keyboardDialog");
    QVERIFY(keyboard);
    story.click(keyboard, "allUsualKeys");
    QVERIFY(keysOf(story, story.window().actions().themeLight).isEmpty());
    keyboard->reject();
    story.restart();
    QVERIFY(keysOf(story, story.window().actions().themeDark).isEmpty());
}

void CommandsStory::keysOfAnotherAreTakenOpenly()
{
    StoryWindow story;
    const Actions &actions = story.window().actions();
    QDialog *keyboard = open(story, actions.keyboard, "keyboardDialog");
    QVERIFY(keyboard);
    press(keyboard, QStringLiteral("Snapshots"), Qt::Key_K, Qt::ControlModifier);
    const auto *owner = keyboard->findChild<QLabel *>(QStringLiteral("keysOwner"));
    QVERIFY2(owner->text().contains(QStringLiteral("Search everywhere")), qPrintable(owner->text()));
    QCOMPARE(keysOf(story, actions.everywhere), QStringLiteral("Ctrl+K"));
    story.click(keyboard, "takeKeys");
    QCOMPARE(keysOf(story, actions.snapshots), QStringLiteral("Ctrl+K"));
    QVERIFY(actions.everywhere->shortcut().isEmpty());
    story.click(keyboard, "usualKeys");
    QCOMPARE(keysOf(story, actions.snapshots), QStringLiteral("Ctrl+Shift+S"));
    auto *keys = keyboard->findChild<QKeySequenceEdit *>(QStringLiteral("keys"));
    for (const QKeySequence &needed :
        {QKeySequence(QKeySequence::Copy), QKeySequence(Qt::Key_A), QKeySequence(Qt::Key_Tab)}) {
        keys->setKeySequence(needed);
        QVERIFY(!keyboard->findChild<QPushButton *>(QStringLiteral("takeKeys"))->isEnabled());
        QVERIFY(owner->text().contains(QStringLiteral("needed")));
    }
}

void CommandsStory::commandsAreFoundByName()
{
    DemoSite site(director);
    StoryWindow story;
    begin(story, site);
    QVERIFY(openMachine(story));
    QDialog *palette = open(story, story.window().actions().commands, "commandPalette");
    QVERIFY(palette);
    StoryWindow::keepPicture(palette, QStringLiteral("commands"));
    auto *list = palette->findChild<QTreeWidget *>(QStringLiteral("commands"));
    auto *text = palette->findChild<QLineEdit *>(QStringLiteral("commandText"));
    QTRY_VERIFY(text->hasFocus());
    QTest::keyClicks(text, QStringLiteral("snap crea"));
    QTRY_VERIFY(list->currentItem());
    QCOMPARE(list->currentItem()->text(0), QStringLiteral("Create snapshot")); // the page's own
    QTest::keyClicks(text, QStringLiteral(" nonsense"));
    QVERIFY(
        palette->findChild<QLabel *>(QStringLiteral("commandReason"))->text().contains(QStringLiteral("No command")));
    QTest::keyClick(text, Qt::Key_Return); // nothing is done then
    QVERIFY(palette->isVisible());
    text->selectAll();
    QTest::keyClicks(text, QStringLiteral("keyboard"));
    QTest::keyClick(text, Qt::Key_Return);
    QTRY_VERIFY(story.dialog<QDialog>("keyboardDialog"));
    story.dialog<QDialog>("keyboardDialog")->reject();
}

/// Delete over a row of the tree opens what the row is; only there it deletes, and asks.
void CommandsStory::deletionIsAskedOfWhatWasSeen()
{
    DemoSite site(director);
    StoryWindow story;
    begin(story, site);
    ResourcePage *page = openMachine(story);
    QVERIFY(page);
    const QString machine = page->title();
    QTest::keyClick(&story.tree(), Qt::Key_Up);
    story.tree().setFocus();
    QTest::keyClick(&story.window(), Qt::Key_Delete);
    QTRY_VERIFY(story.window().pages().currentPage()->title() != machine);
    QVERIFY(story.message(&story.window()).contains(story.window().pages().currentPage()->title()));
    QVERIFY(!story.dialog<QDialog>("operationDialog"));
    QVERIFY(openDeletable(story));
    QTest::keyClick(&story.window(), Qt::Key_Delete); // the tree shows what the page shows
    QTRY_VERIFY(story.dialog<QDialog>("operationDialog"));
    story.dialog<QDialog>("operationDialog")->reject();
}

void CommandsStory::helpIsForWhatHasTheFocus()
{
    DemoSite site(director);
    StoryWindow story;
    begin(story, site);
    ResourcePage *page = openMachine(story);
    QVERIFY(page);
    auto *properties = page->findChild<PropertyTree *>();
    QTRY_VERIFY(properties->model()->rowCount() > 0);
    properties->setFocus();
    const QModelIndex group = properties->model()->index(0, 0);
    properties->setCurrentIndex(properties->model()->index(0, 0, group));
    QTest::keyClick(properties, Qt::Key_F1);
    const auto shown = [] {
        const QWidgetList all = QApplication::topLevelWidgets();
        return std::any_of(all.begin(), all.end(), [](const QWidget *each) {
            return each->isVisible() && qstrcmp(each->metaObject()->className(), "QWhatsThat") == 0;
        });
    };
    QTRY_VERIFY(shown());
    QTest::keyClick(properties, Qt::Key_Escape);
}

void CommandsStory::aRequestIsCopiedWithoutItsSecrets()
{
    DemoSite site(director);
    StoryWindow story;
    begin(story, site);
    ResourcePage *page = openMachine(story);
    QVERIFY(page);
    QTest::keyClick(&story.window(), Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(QStringLiteral("curl ")), qPrintable(copied));
    QVERIFY(copied.contains(page->ref().href().path()));
    const Secret &token = page->session()->access().token;
    QVERIFY(!token.isEmpty());
    QVERIFY(!copied.contains(QString::fromUtf8(token.reveal())));
}

QTEST_MAIN(CommandsStory)
#include "tst_commands.moc"
