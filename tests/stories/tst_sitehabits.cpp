// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/fieldeditor.h"
#include "editor/productionmark.h"
#include "journal/journalpart.h"
#include "models/propertymodel.h"
#include "resource/busyline.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"
#include "stories/storywindow.h"

#include <QCheckBox>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <qcorotask.h>

using namespace nephoscope;

namespace {

const QString field = QStringLiteral("GuestCustomizationSection/ComputerName");

} // namespace

/// Sites that want more care than others: production, with a reason for every change; and read-only.
class SiteHabitsStory : public QObject {
    Q_OBJECT
private slots:
    void productionShowsItselfAndAsksForReasonAndName();
    void aDeletionOnProductionWantsTheNameTyped();
    void aReadOnlySiteSaysSo();

private:
    static void signIn(StoryWindow &story, DemoSite &site, const QStringList &habits);
    static ResourcePage *openVm(StoryWindow &story);
    static QModelIndex row(ResourcePage *page, const QString &path, const QModelIndex &parent = {});
    static void beginEdit(StoryWindow &story, ResourcePage *page, const QString &path);
    static Ref stoppedVApp(StoryWindow &story);
    static bool choose(ResourcePage *page, const QString &label);
    static int status(StoryWindow &story, const Ref &object);
};

void SiteHabitsStory::signIn(StoryWindow &story, DemoSite &site, const QStringList &habits)
{
    const demo::DemoUser user = site.user(QStringLiteral("Organization Administrator"));
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    story.fill(dialog, "address", site.url().toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTRY_VERIFY(story.isShown(dialog, "user"));
    story.fill(dialog, "user", user.user);
    story.fill(dialog, "organization", user.organization);
    story.fill(dialog, "secret", user.password);
    story.fill(dialog, "siteName", QStringLiteral("acme-prod"));
    for (const QString &habit : habits) {
        auto *box = dialog->findChild<QCheckBox *>(habit);
        QVERIFY2(box && box->isEnabled(), qPrintable(habit));
        box->setFocus(); // the form scrolls to it
        QTest::keyClick(box, Qt::Key_Space);
        QVERIFY(box->isChecked());
    }
    const auto *skip = dialog->findChild<QCheckBox *>(QStringLiteral("skipReview"));
    QVERIFY(!skip->isEnabled() && !skip->toolTip().isEmpty());
    story.click(dialog, "signIn");
    QTRY_VERIFY2(!story.dialog<QDialog>("signInDialog"), qPrintable(story.message(dialog)));
}

ResourcePage *SiteHabitsStory::openVm(StoryWindow &story)
{
    const QModelIndex vm = story.expandTo(QStringLiteral("vm"),
        {QStringLiteral("session"), QStringLiteral("orgList"), QStringLiteral("org"), QStringLiteral("vdc"),
            QStringLiteral("vApp")});
    story.clickNode(vm, true);
    const bool isOpen = QTest::qWaitFor([&story] {
        ResourcePage *page = story.window().pages().currentPage();
        return page && !page->findChild<BusyLine *>()->isBusy() && row(page, field).isValid();
    });
    return isOpen ? story.window().pages().currentPage() : nullptr;
}

QModelIndex SiteHabitsStory::row(ResourcePage *page, const QString &path, const QModelIndex &parent)
{
    const auto *tree = page->findChild<QTreeView *>(QStringLiteral("properties"));
    for (int row = 0; row < tree->model()->rowCount(parent); ++row) {
        const QModelIndex index = tree->model()->index(row, 0, parent);
        if (index.data(PropertyModel::PathRole).toString() == path)
            return index;
        if (const QModelIndex below = SiteHabitsStory::row(page, path, index); below.isValid())
            return below;
    }
    return {};
}

void SiteHabitsStory::beginEdit(StoryWindow &story, ResourcePage *page, const QString &path)
{
    auto *tree = page->findChild<QTreeView *>(QStringLiteral("properties"));
    const QModelIndex value = row(page, path).siblingAtColumn(PropertyModel::ValueColumn);
    tree->scrollTo(value);
    story.window().activateWindow();
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(value).topLeft() + QPoint(5, 5));
    QTest::keyClick(&story.window(), Qt::Key_F2);
}

void SiteHabitsStory::productionShowsItselfAndAsksForReasonAndName()
{
    DemoSite site(director);
    StoryWindow story;
    signIn(story, site, {QStringLiteral("production"), QStringLiteral("reasonWanted")});
    ResourcePage *page = openVm(story);
    QVERIFY(page);
    QVERIFY(page->findChild<ProductionMark *>()->isVisible());
    beginEdit(story, page, field);
    auto *editor = page->findChild<FieldEditor *>(QStringLiteral("field:") + field);
    QVERIFY(editor);
    QTest::keyClick(editor->focusProxy(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor->focusProxy(), QStringLiteral("in-use"));
    QTest::keyClick(editor->focusProxy(), Qt::Key_Return, Qt::ControlModifier); // which opens nothing in a tab
    QTRY_VERIFY(page->isChanged());
    QCOMPARE(story.window().pages().count(), 1);
    QTest::keyClick(&story.window(), Qt::Key_S, Qt::ControlModifier);
    QDialog *review = nullptr;
    QTRY_VERIFY((review = story.dialog<QDialog>("reviewDialog")));
    QVERIFY(QTest::qWaitForWindowActive(review));
    QVERIFY(review->findChild<ProductionMark *>()->isVisible());
    auto *send = review->findChild<QPushButton *>(QStringLiteral("reviewSend"));
    auto *reason = review->findChild<QLineEdit *>(QStringLiteral("reason"));
    reason->clear();
    QVERIFY(!send->isEnabled());
    QCOMPARE(send->toolTip(), QStringLiteral("Give a reason first"));
    QVERIFY(reason->placeholderText().contains(QStringLiteral("wants one for every change")));
    QTest::mouseClick(send, Qt::LeftButton);
    QVERIFY(review->isVisible()); // nothing was sent
    reason->setFocus();
    QTest::keyClicks(reason, QStringLiteral("CHG-77"));
    story.click(review, "reviewSend");
    QTRY_VERIFY_WITH_TIMEOUT(story.message(page).endsWith(QStringLiteral(" is saved.")), 30'000);
    const auto &journal = story.window().findChild<JournalPart *>()->journal();
    QCOMPARE(journal->entries({})->constFirst().reason, QStringLiteral("CHG-77"));
}

/// One that can be deleted at once.
Ref SiteHabitsStory::stoppedVApp(StoryWindow &story)
{
    const SiteEntry *site = story.site(QStringLiteral("acme-prod"));
    const Ref list(site->profile.url.resolved(
                       QUrl(QStringLiteral("/api/query?type=vApp&format=records&filter=status==POWERED_OFF"))),
        {});
    std::optional<Result<Resource>> read;
    QCoro::connect(site->session->open(Ref(list).asCollection()), site->session.get(),
        [&read](const Result<Resource> &found) { read = found; });
    const bool isThere =
        QTest::qWaitFor([&] { return read.has_value(); }) && read->has_value() && !(*read)->children.isEmpty();
    return isThere ? (*read)->children.constFirst() : Ref();
}

/// What the site itself answers about the object.
int SiteHabitsStory::status(StoryWindow &story, const Ref &object)
{
    const SiteEntry *site = story.site(QStringLiteral("acme-prod"));
    std::optional<int> status;
    QCoro::connect(site->session->send(Request("GET", object.href())), site->session.get(),
        [&status](const Result<Reply> &reply) { status = reply ? reply->status() : reply.error().status(); });
    return QTest::qWaitFor([&] { return status.has_value(); }) ? *status : -1;
}

/// By a click on its button, or on the one behind which the rest stands and the entry there.
bool SiteHabitsStory::choose(ResourcePage *page, const QString &label)
{
    for (QPushButton *button : page->findChildren<QPushButton *>()) {
        if (!button->isVisible() || !button->isEnabled())
            continue;
        if (button->text() == label) {
            QTest::mouseClick(button, Qt::LeftButton);
            return true;
        }
        for (QAction *action : button->menu() ? button->menu()->actions() : QList<QAction *>()) {
            if (action->text() != label || !action->isEnabled())
                continue;
            QTimer::singleShot(200, button, [menu = button->menu(), action] { // the click below ends with the menu
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
            });
            QTest::mouseClick(button, Qt::LeftButton);
            return true;
        }
    }
    return false;
}

void SiteHabitsStory::aDeletionOnProductionWantsTheNameTyped()
{
    DemoSite site(director);
    StoryWindow story;
    signIn(story, site, {QStringLiteral("production")});
    const Ref vapp = stoppedVApp(story);
    QVERIFY(!vapp.name().isEmpty());
    story.window().pages().open(story.site(QStringLiteral("acme-prod"))->profile.id, vapp, true);
    ResourcePage *page = story.window().pages().currentPage();
    QTRY_VERIFY(choose(page, QStringLiteral("Delete")));
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = story.dialog<QDialog>("operationDialog")));
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    StoryWindow::keepPicture(dialog, QStringLiteral("delete-on-production"));
    QVERIFY(dialog->findChild<ProductionMark *>()->isVisible());
    auto *send = dialog->findChild<QPushButton *>(QStringLiteral("operationSend"));
    auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("operationName"));
    QVERIFY(name && !send->isEnabled());
    QCOMPARE(send->toolTip(), QStringLiteral("Type the name first"));
    name->setFocus();
    for (const QString &wrong : {QStringLiteral("delete"), vapp.name().toUpper(), vapp.name().chopped(1),
             vapp.name() + QLatin1Char(' '), QString()}) {
        QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(name, Qt::Key_Delete);
        QTest::keyClicks(name, wrong);
        QVERIFY2(!send->isEnabled(), qPrintable(wrong));
        QTest::keyClick(name, Qt::Key_Return);
        QTest::mouseClick(send, Qt::LeftButton);
        QVERIFY2(dialog->isVisible(), qPrintable(wrong));
    }
    QCOMPARE(status(story, vapp), 200); // nothing was sent
    QTest::keyClicks(name, vapp.name());
    QTRY_VERIFY(send->isEnabled());
    const auto &journal = story.window().findChild<JournalPart *>()->journal();
    QTest::mouseClick(send, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(journal->entries({})->size(), 1, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(nameOf(journal->entries({})->constFirst().result), QStringLiteral("done"), 20'000);
    const int gone = status(story, vapp);
    QVERIFY2(gone == 403 || gone == 404, qPrintable(QString::number(gone))); // the site tells nobody which
    QCOMPARE(journal->entries({})->constFirst().method, QByteArray("DELETE"));
}

void SiteHabitsStory::aReadOnlySiteSaysSo()
{
    DemoSite site(director);
    StoryWindow story;
    signIn(story, site, {QStringLiteral("readOnly")});
    ResourcePage *page = openVm(story);
    QVERIFY(page);
    beginEdit(story, page, field);
    QVERIFY(!page->findChild<FieldEditor *>());
    QTRY_VERIFY2(story.message(page).contains(QStringLiteral("read-only")), qPrintable(story.message(page)));
    int buttons = 0;
    for (const QPushButton *button : page->findChildren<QPushButton *>()) {
        if (!button->objectName().startsWith(QLatin1String("operation")) || button->menu() || !button->isVisible())
            continue;
        ++buttons;
        QVERIFY2(!button->isEnabled() && button->toolTip().contains(QStringLiteral("read-only")),
            qPrintable(button->text()));
    }
    QVERIFY(buttons > 0);
}

QTEST_MAIN(SiteHabitsStory)
#include "tst_sitehabits.moc"
