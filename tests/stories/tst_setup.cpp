// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"
#include "stories/demosite.h"
#include "stories/setuphands.h"
#include "stories/storywindow.h"

#include <QAbstractButton>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>

using namespace nephoscope;

/// Setting up a Cloud Manager that answers 420, from the window.
class SetUpStory : public QObject {
    Q_OBJECT
private slots:
    void freshSiteIsSetUpAndSignedInTo();
    void answersSurviveTheEndOfTheProgramWithoutPasswords();
    void whatWasAskedGoesOnAfterTheSetUp();
    void siteSaysWhatIsWrongOnThePageItConcerns();
    void secondSetUpIsExplained();
    void laterLeavesTheSiteAlone();

private:
    static demo::ServerOptions fresh(quint16 port = 0)
    {
        demo::ServerOptions options;
        options.platform = manager;
        options.port = port;
        options.site.setUp = false;
        options.site.speed = 10; // restarts in half a second
        return options;
    }

    /// Fills the pages up to the review with good answers.
    static void answer(SetUpHands &hands, const QString &proxy = {});
};

void SetUpStory::answer(SetUpHands &hands, const QString &proxy)
{
    QTRY_VERIFY(hands.isOn("setUpChecks"));
    hands.press(QWizard::NextButton);
    QTRY_VERIFY(hands.isOn("setUpPage.site"));
    hands.type(QStringLiteral("site"), QStringLiteral("Quay 7"));
    hands.type(QStringLiteral("company"), QStringLiteral("Example GmbH"));
    hands.press(QWizard::NextButton);
    QTRY_VERIFY(hands.isOn("setUpPage.proxy"));
    if (!proxy.isEmpty())
        hands.type(QStringLiteral("proxyUrl.uri"), proxy);
    hands.press(QWizard::NextButton);
    if (!proxy.isEmpty())
        return;
    QTRY_VERIFY(hands.isOn("setUpPage.administrator"));
    hands.type(QStringLiteral("userRequest.firstName"), QStringLiteral("Ada"));
    hands.type(QStringLiteral("userRequest.lastName"), QStringLiteral("Quay"));
    hands.type(QStringLiteral("userRequest.email"), QStringLiteral("ada@quay.example"));
    hands.type(QStringLiteral("userRequest.password"), QStringLiteral("Example-Pass1"));
    QVERIFY(!hands.wizard()->button(QWizard::NextButton)->isEnabled()); // typed once only
    hands.type(QStringLiteral("userRequest.password.again"), QStringLiteral("Example-Pass1"));
    hands.press(QWizard::NextButton);
    QTRY_VERIFY(hands.isOn("setUpPage.tenant"));
    hands.press(QWizard::NextButton);
    QTRY_VERIFY(hands.isOn("setUpPage.habits"));
    hands.press(QWizard::NextButton);
    QTRY_VERIFY(hands.isOn("setUpReview"));
}

void SetUpStory::freshSiteIsSetUpAndSignedInTo()
{
    DemoSite site(fresh());
    StoryWindow story;
    SetUpHands hands(story);
    QVERIFY(hands.openWizard(site.url()));
    SetUpWizard *wizard = hands.wizard();
    answer(hands);
    const QString calls = wizard->findChild<QPlainTextEdit *>(QStringLiteral("setUpCalls"))->toPlainText();
    QVERIFY2(calls.contains(QStringLiteral("POST %1/occm/api/occm/setup/init").arg(site.url().toString())),
        qPrintable(calls));
    QVERIFY(calls.contains(QStringLiteral("ada@quay.example")));
    QVERIFY(!calls.contains(QStringLiteral("Example-Pass1")));
    hands.press(QWizard::CommitButton);
    QTRY_VERIFY(hands.isOn("setUpRun"));
    hands.press(QWizard::FinishButton); // once the site is back
    QTRY_VERIFY(!story.dialog<QDialog>("signInDialog"));
    const SiteEntry *entry = story.site(QStringLiteral("new"));
    QVERIFY(entry);
    QCOMPARE(entry->status, SiteEntry::Status::Connected);
    QCOMPARE(entry->profile.user, QStringLiteral("ada@quay.example"));
    QVERIFY(story.tree().model()->rowCount(story.tree().model()->index(0, 0)) > 0);
}

void SetUpStory::answersSurviveTheEndOfTheProgramWithoutPasswords()
{
    DemoSite site(fresh());
    StoryWindow story;
    SetUpHands hands(story);
    QVERIFY(hands.openWizard(site.url()));
    SetUpWizard *wizard = hands.wizard();
    answer(hands);
    const QString kept = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QTest::keyClick(wizard, Qt::Key_Escape);
    QTRY_VERIFY(!story.dialog<SetUpWizard>("setUpWizard"));
    QTest::keyClick(story.dialog<QDialog>("signInDialog"), Qt::Key_Escape);
    const QStringList files = QDir(kept + QStringLiteral("/setup")).entryList(QDir::Files);
    QVERIFY(!files.isEmpty());
    for (const QString &name : files) {
        QFile file(kept + QStringLiteral("/setup/") + name);
        QVERIFY(file.open(QFile::ReadOnly));
        QVERIFY(!file.readAll().contains("Example-Pass1"));
        QCOMPARE(file.permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
    }
    story.restart();
    QVERIFY(hands.openWizard(site.url()));
    wizard = hands.wizard();
    QTRY_VERIFY(hands.isOn("setUpChecks"));
    hands.press(QWizard::NextButton);
    QTRY_VERIFY(hands.isOn("setUpPage.site"));
    QCOMPARE(wizard->findChild<QLineEdit *>(QStringLiteral("site"))->text(), QStringLiteral("Quay 7"));
    hands.press(QWizard::NextButton);
    hands.press(QWizard::NextButton);
    QTRY_VERIFY(hands.isOn("setUpPage.administrator"));
    QCOMPARE(wizard->findChild<QLineEdit *>(QStringLiteral("userRequest.email"))->text(),
        QStringLiteral("ada@quay.example"));
    QVERIFY(wizard->findChild<QLineEdit *>(QStringLiteral("userRequest.password"))->text().isEmpty());
    QVERIFY(!wizard->button(QWizard::NextButton)->isEnabled());
}

void SetUpStory::whatWasAskedGoesOnAfterTheSetUp()
{
    auto site = std::make_unique<DemoSite>(manager);
    const quint16 port = quint16(site->url().port());
    StoryWindow story;
    story.signIn(*site, site->user(QString()), QStringLiteral("again"), false);
    auto *pages = story.window().findChild<PageTabs *>();
    story.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&story.window()));
    QTest::keyClick(&story.window(), Qt::Key_L, Qt::ControlModifier);
    auto *field = story.window().findChild<QLineEdit *>(QStringLiteral("address"));
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("/occm/api/occm/config"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(pages->currentPage());
    QTRY_VERIFY(pages->currentPage()->findChild<QTabWidget *>(QStringLiteral("resourceTabs"))->isVisible());
    site.reset();
    site = std::make_unique<DemoSite>(fresh(port)); // as if it had been installed anew
    QTest::keyClick(&story.window(), Qt::Key_F5);
    QTRY_VERIFY(story.dialog<QDialog>("notSetUp"));
    QTest::keyClick(story.dialog<QDialog>("notSetUp"), Qt::Key_Return); // "Set up …" is the default
    QTRY_VERIFY(story.dialog<SetUpWizard>("setUpWizard"));
    SetUpHands hands(story);
    answer(hands);
    hands.press(QWizard::CommitButton);
    hands.press(QWizard::FinishButton);
    QTRY_VERIFY(!story.dialog<SetUpWizard>("setUpWizard"));
    const SiteEntry *entry = story.site(QStringLiteral("again"));
    QTRY_COMPARE(entry->session->access().user, QStringLiteral("Ada Quay"));
    // the page is read again by itself: it shows the site that has just been set up
    const auto shows = [pages](const QString &text) {
        const auto *tree = pages->currentPage()->findChild<QTreeView *>(QStringLiteral("properties"));
        const QAbstractItemModel *model = tree->model();
        return !model->match(model->index(0, 1, model->index(0, 0)), Qt::DisplayRole, text).isEmpty();
    };
    QTRY_VERIFY(shows(QStringLiteral("Quay 7")));
    QVERIFY(story.message(pages->currentPage()).isEmpty());
}

void SetUpStory::siteSaysWhatIsWrongOnThePageItConcerns()
{
    DemoSite site(fresh());
    StoryWindow story;
    SetUpHands hands(story);
    QVERIFY(hands.openWizard(site.url()));
    SetUpWizard *wizard = hands.wizard();
    answer(hands, QStringLiteral("http://proxy.invalid:3128")); // well formed, but nobody listens there
    QTRY_VERIFY(!story.message(wizard->currentPage()).isEmpty());
    QVERIFY(hands.isOn("setUpPage.proxy"));
    hands.type(QStringLiteral("proxyUrl.uri"), QStringLiteral("not an address"));
    auto *problem = wizard->findChild<QLabel *>(QStringLiteral("proxyUrl.uri.problem"));
    QVERIFY(problem->isVisible());
    QVERIFY(!wizard->button(QWizard::NextButton)->isEnabled());
}

void SetUpStory::secondSetUpIsExplained()
{
    DemoSite site(fresh());
    StoryWindow story;
    SetUpHands hands(story);
    QVERIFY(hands.openWizard(site.url()));
    SetUpWizard *wizard = hands.wizard();
    answer(hands);
    demo::Message faster; // somebody else sets it up meanwhile
    faster.method = "POST";
    faster.path = "/occm/api/occm/setup/init";
    faster.headers = {{"Content-Type", "application/json"}, {"Host", "localhost"}};
    faster.body = R"({"site":"Quay 8","company":"Other","proxyUrl":{"uri":""},"tenantRequest":{"name":"T"},)"
                  R"("userRequest":{"firstName":"B","lastName":"B","email":"b@quay.example",)"
                  R"("password":"Example-Pass2","roleId":"Role-1"}})";
    QCOMPARE(site.server().site().answer(faster).status, 200);
    hands.press(QWizard::CommitButton);
    QTRY_VERIFY(story.message(wizard->currentPage()).contains(QStringLiteral("set up before")));
    QVERIFY(wizard->button(QWizard::FinishButton)->isEnabled());
}

void SetUpStory::laterLeavesTheSiteAlone()
{
    DemoSite site(fresh());
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    story.fill(dialog, "address", site.url().toString());
    QTRY_VERIFY(story.isShown(dialog, "secret"));
    story.fill(dialog, "user", QStringLiteral("ada@quay.example"));
    story.fill(dialog, "secret", QStringLiteral("anything"));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(story.dialog<QDialog>("notSetUp"));
    QTest::keyClick(story.dialog<QDialog>("notSetUp"), Qt::Key_Escape);
    QTRY_VERIFY(!story.message(dialog).isEmpty());
    QVERIFY(!story.dialog<SetUpWizard>("setUpWizard"));
}

QTEST_MAIN(SetUpStory)
#include "tst_setup.moc"
