// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/resourcepage.h"
#include "setup/setupwizard.h"
#include "shell/pagetabs.h"
#include "stories/demosite.h"
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

    SetUpWizard *openWizard(StoryWindow &story, DemoSite &site);
    static void type(QWidget *within, const QString &field, const QString &text);
    static void press(SetUpWizard *wizard, QWizard::WizardButton button);
    static bool isOn(SetUpWizard *wizard, const char *page);
    /// Fills the pages up to the review with good answers.
    static void answer(SetUpWizard *wizard, const QString &proxy = {});
};

void SetUpStory::type(QWidget *within, const QString &field, const QString &text)
{
    auto *line = within->findChild<QLineEdit *>(field);
    QVERIFY2(line && line->isVisible(), qPrintable(field));
    QTest::mouseClick(line, Qt::LeftButton);
    line->selectAll();
    QTest::keyClicks(line, text);
}

void SetUpStory::press(SetUpWizard *wizard, QWizard::WizardButton button)
{
    QAbstractButton *pressed = wizard->button(button);
    QTRY_VERIFY2(pressed->isEnabled(), qPrintable(pressed->text()));
    QTest::mouseClick(pressed, Qt::LeftButton);
}

bool SetUpStory::isOn(SetUpWizard *wizard, const char *page)
{
    return wizard->currentPage() && wizard->currentPage()->objectName() == QLatin1String(page);
}

SetUpWizard *SetUpStory::openWizard(StoryWindow &story, DemoSite &site)
{
    QDialog *dialog = story.openSignIn();
    story.fill(dialog, "address", site.url().toString());
    story.fill(dialog, "siteName", QStringLiteral("new"));
    auto *offer = dialog->findChild<QPushButton *>(QStringLiteral("messageAction"));
    if (!QTest::qWaitFor([&] { return story.message(dialog).contains(QStringLiteral("not been set up")); })
        || !offer->isVisible())
        return nullptr;
    QTest::mouseClick(offer, Qt::LeftButton);
    const bool isOpen = QTest::qWaitFor([&] { return story.dialog<SetUpWizard>("setUpWizard") != nullptr; });
    return isOpen ? story.dialog<SetUpWizard>("setUpWizard") : nullptr;
}

void SetUpStory::answer(SetUpWizard *wizard, const QString &proxy)
{
    QTRY_VERIFY(isOn(wizard, "setUpChecks"));
    press(wizard, QWizard::NextButton);
    QTRY_VERIFY(isOn(wizard, "setUpPage.site"));
    type(wizard, QStringLiteral("site"), QStringLiteral("Quay 7"));
    type(wizard, QStringLiteral("company"), QStringLiteral("Example GmbH"));
    press(wizard, QWizard::NextButton);
    QTRY_VERIFY(isOn(wizard, "setUpPage.proxy"));
    if (!proxy.isEmpty())
        type(wizard, QStringLiteral("proxyUrl.uri"), proxy);
    press(wizard, QWizard::NextButton);
    if (!proxy.isEmpty())
        return;
    QTRY_VERIFY(isOn(wizard, "setUpPage.administrator"));
    type(wizard, QStringLiteral("userRequest.firstName"), QStringLiteral("Ada"));
    type(wizard, QStringLiteral("userRequest.lastName"), QStringLiteral("Quay"));
    type(wizard, QStringLiteral("userRequest.email"), QStringLiteral("ada@quay.example"));
    type(wizard, QStringLiteral("userRequest.password"), QStringLiteral("Example-Pass1"));
    QVERIFY(!wizard->button(QWizard::NextButton)->isEnabled()); // typed once only
    type(wizard, QStringLiteral("userRequest.password.again"), QStringLiteral("Example-Pass1"));
    press(wizard, QWizard::NextButton);
    QTRY_VERIFY(isOn(wizard, "setUpPage.tenant"));
    press(wizard, QWizard::NextButton);
    QTRY_VERIFY(isOn(wizard, "setUpPage.habits"));
    press(wizard, QWizard::NextButton);
    QTRY_VERIFY(isOn(wizard, "setUpReview"));
}

void SetUpStory::freshSiteIsSetUpAndSignedInTo()
{
    DemoSite site(fresh());
    StoryWindow story;
    SetUpWizard *wizard = openWizard(story, site);
    QVERIFY(wizard);
    answer(wizard);
    const QString calls = wizard->findChild<QPlainTextEdit *>(QStringLiteral("setUpCalls"))->toPlainText();
    QVERIFY2(calls.contains(QStringLiteral("POST %1/occm/api/occm/setup/init").arg(site.url().toString())),
        qPrintable(calls));
    QVERIFY(calls.contains(QStringLiteral("ada@quay.example")));
    QVERIFY(!calls.contains(QStringLiteral("Example-Pass1")));
    press(wizard, QWizard::CommitButton);
    QTRY_VERIFY(isOn(wizard, "setUpRun"));
    press(wizard, QWizard::FinishButton); // once the site is back
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
    SetUpWizard *wizard = openWizard(story, site);
    QVERIFY(wizard);
    answer(wizard);
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
    wizard = openWizard(story, site);
    QVERIFY(wizard);
    QTRY_VERIFY(isOn(wizard, "setUpChecks"));
    press(wizard, QWizard::NextButton);
    QTRY_VERIFY(isOn(wizard, "setUpPage.site"));
    QCOMPARE(wizard->findChild<QLineEdit *>(QStringLiteral("site"))->text(), QStringLiteral("Quay 7"));
    press(wizard, QWizard::NextButton);
    press(wizard, QWizard::NextButton);
    QTRY_VERIFY(isOn(wizard, "setUpPage.administrator"));
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
    auto *wizard = story.dialog<SetUpWizard>("setUpWizard");
    answer(wizard);
    press(wizard, QWizard::CommitButton);
    press(wizard, QWizard::FinishButton);
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
    SetUpWizard *wizard = openWizard(story, site);
    QVERIFY(wizard);
    answer(wizard, QStringLiteral("http://proxy.invalid:3128")); // well formed, but nobody listens there
    QTRY_VERIFY(!story.message(wizard->currentPage()).isEmpty());
    QVERIFY(isOn(wizard, "setUpPage.proxy"));
    type(wizard, QStringLiteral("proxyUrl.uri"), QStringLiteral("not an address"));
    auto *problem = wizard->findChild<QLabel *>(QStringLiteral("proxyUrl.uri.problem"));
    QVERIFY(problem->isVisible());
    QVERIFY(!wizard->button(QWizard::NextButton)->isEnabled());
}

void SetUpStory::secondSetUpIsExplained()
{
    DemoSite site(fresh());
    StoryWindow story;
    SetUpWizard *wizard = openWizard(story, site);
    QVERIFY(wizard);
    answer(wizard);
    demo::Message faster; // somebody else sets it up meanwhile
    faster.method = "POST";
    faster.path = "/occm/api/occm/setup/init";
    faster.headers = {{"Content-Type", "application/json"}, {"Host", "localhost"}};
    faster.body = R"({"site":"Quay 8","company":"Other","proxyUrl":{"uri":""},"tenantRequest":{"name":"T"},)"
                  R"("userRequest":{"firstName":"B","lastName":"B","email":"b@quay.example",)"
                  R"("password":"Example-Pass2","roleId":"Role-1"}})";
    QCOMPARE(site.server().site().answer(faster).status, 200);
    press(wizard, QWizard::CommitButton);
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
