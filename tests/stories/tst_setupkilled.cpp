// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/demosite.h"
#include "stories/frontsite.h"
#include "stories/setuphands.h"

#include <QProcess>

using namespace nephoscope;

namespace {

const QString companyName = QStringLiteral("Example GmbH");
const QString siteName = QStringLiteral("Quay 7");
const QString proxyAddress = QStringLiteral("http://proxy.quay.example:3128");

/// Types what is not filled in yet.
void complete(SetUpHands &hands, const QString &field, const QString &text)
{
    if (hands.value(field).isEmpty())
        hands.type(field, text);
    QCOMPARE(hands.value(field), text);
}

/// Goes through the pages up to the review; on the first way through it types, later all must be there.
void answer(SetUpHands &hands)
{
    QTRY_VERIFY(hands.isOn("setUpChecks"));
    hands.press(QWizard::NextButton);
    QTRY_VERIFY(hands.isOn("setUpPage.proxy"));
    complete(hands, QStringLiteral("proxy.uri"), proxyAddress);
    hands.press(QWizard::NextButton);
    QTRY_VERIFY(hands.isOn("setUpPage.site"));
    complete(hands, QStringLiteral("site"), siteName);
    complete(hands, QStringLiteral("company"), companyName);
    hands.press(QWizard::NextButton);
    QTRY_VERIFY(hands.isOn("setUpReview"));
}

} // namespace

/// What is killed: the program, with a person in the wizard.
class Victim : public QObject {
    Q_OBJECT
private slots:
    void runsTheSetUp();
};

void Victim::runsTheSetUp()
{
    StoryWindow story;
    SetUpHands hands(story);
    QVERIFY(hands.signInToSetUp(QUrl(qEnvironmentVariable("VICTIM_SITE")), qEnvironmentVariable("VICTIM_TOKEN")));
    if (qEnvironmentVariableIsSet("VICTIM_GOES_ON")) // the program that was killed before has kept the answers
        QCOMPARE(hands.wizard()->answers().value(QStringLiteral("company")), companyName);
    answer(hands);
    hands.press(QWizard::CommitButton);
    QTRY_VERIFY_WITH_TIMEOUT(!hands.wizard(), 60'000); // it is killed while this waits
}

/// A set-up goes on after the program has been killed at any of its calls.
class SetUpKilledStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void goesOnAfterEachKill();
    void siteThatWasSetUpByAKilledProgramIsSignedInTo();

private:
    /// A call at which the program dies: before the site saw it, or before its answer arrived.
    struct Death {
        QByteArray call;
        bool isDone = false;
    };

    static demo::ServerOptions fresh();
    std::optional<demo::Answer> meet(const demo::Message &message);
    /// Starts the program and waits until it was killed there.
    void die(const Death &death, bool goesOn);

    std::unique_ptr<DemoSite> m_site;
    std::unique_ptr<FrontSite> m_front;
    std::optional<Death> m_death;
    bool m_isRunning = false; ///< the calls of the set-up have begun in the present life of the program
    QByteArrayList m_seen; ///< calls that the site has answered
    QProcess m_victim;
};

void SetUpKilledStory::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/setup"))
        .removeRecursively();
}

demo::ServerOptions SetUpKilledStory::fresh()
{
    demo::ServerOptions options;
    options.platform = manager;
    options.site.setUp = false;
    options.site.speed = 20;
    return options;
}

std::optional<demo::Answer> SetUpKilledStory::meet(const demo::Message &message)
{
    if (message.path.endsWith("/support-services")) { // people sign in centrally, with tokens
        demo::Answer answer = m_site->server().site().answer(message);
        answer.body.replace(R"("usePortalAuthentication":false)", R"("usePortalAuthentication":true)");
        return answer;
    }
    const QByteArray prefix = "/occm/api/occm/setup-portal/";
    if (message.method != "POST" || !message.path.startsWith(prefix))
        return std::nullopt;
    const QByteArray call = message.path.mid(prefix.size());
    m_isRunning = m_isRunning || call == "proxy/setup";
    if (!m_isRunning)
        return std::nullopt; // a check of the first page
    const bool isItsEnd = m_death && m_death->call == call;
    const bool isDone = !isItsEnd || m_death->isDone;
    demo::Answer answer = isDone ? m_site->server().site().answer(message) : demo::Answer();
    if (isDone)
        m_seen << call + ' ' + QByteArray::number(answer.status);
    if (isItsEnd)
        m_victim.kill();
    return answer;
}

void SetUpKilledStory::die(const Death &death, bool goesOn)
{
    m_death = death;
    m_isRunning = false;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("VICTIM_SITE"), m_front->url().toString());
    environment.insert(QStringLiteral("VICTIM_TOKEN"), m_site->user(QStringLiteral("Refresh token")).password);
    if (goesOn)
        environment.insert(QStringLiteral("VICTIM_GOES_ON"), QStringLiteral("yes"));
    m_victim.setProcessEnvironment(environment);
    m_victim.setProcessChannelMode(QProcess::MergedChannels);
    m_victim.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--victim")});
    QTRY_COMPARE_WITH_TIMEOUT(m_victim.state(), QProcess::Running, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_victim.state(), QProcess::NotRunning, 60'000);
    const QByteArray said = m_victim.readAll();
    QVERIFY2(m_victim.exitStatus() == QProcess::CrashExit, said.constData()); // not by itself, with a failure
    m_death.reset();
}

void SetUpKilledStory::goesOnAfterEachKill()
{
    m_site = std::make_unique<DemoSite>(fresh());
    m_front = std::make_unique<FrontSite>(m_site->server().site(), [this](const demo::Message &m) { return meet(m); });
    die({"proxy/setup", false}, false);
    die({"validate/connectivity", true}, true);
    die({"register", true}, true);
    die({"init", false}, true);
    QVERIFY(!m_seen.join(' ').contains("init"));

    m_seen.clear();
    StoryWindow story;
    SetUpHands hands(story);
    QVERIFY(hands.signInToSetUp(m_front->url(), m_site->user(QStringLiteral("Refresh token")).password));
    QCOMPARE(hands.wizard()->answers().value(QStringLiteral("company")), companyName);
    m_isRunning = false;
    answer(hands);
    hands.press(QWizard::CommitButton);
    QTRY_VERIFY(hands.isOn("setUpRun"));
    hands.press(QWizard::FinishButton); // once the site is back
    QTRY_VERIFY(!story.dialog<QDialog>("signInDialog"));
    // the registration of the program that died counts; nothing else was left to the site of the earlier lives
    QCOMPARE(m_seen, (QByteArrayList{"proxy/setup 204", "validate/connectivity 204", "register 409", "init 200"}));
    const SiteEntry *entry = story.site(QStringLiteral("new"));
    QVERIFY(entry);
    QCOMPARE(entry->status, SiteEntry::Status::Connected);
    QVERIFY(story.tree().model()->rowCount(story.tree().model()->index(0, 0)) > 0);
}

void SetUpKilledStory::siteThatWasSetUpByAKilledProgramIsSignedInTo()
{
    m_front.reset();
    m_site = std::make_unique<DemoSite>(fresh());
    m_front = std::make_unique<FrontSite>(m_site->server().site(), [this](const demo::Message &m) { return meet(m); });
    die({"init", true}, false);
    QCOMPARE(m_seen.last(), QByteArray("init 200"));
    StoryWindow story;
    const demo::DemoUser user = m_site->user(QStringLiteral("Refresh token"));
    QDialog *dialog = story.openSignIn();
    story.fill(dialog, "address", m_front->url().toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTRY_VERIFY(story.isShown(dialog, "secret"));
    story.choose(dialog, "method", QStringLiteral("API token (refresh token)"));
    story.fill(dialog, "secret", user.password);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY2(!story.dialog<QDialog>("signInDialog"), qPrintable(story.message(dialog)));
    QVERIFY(!story.dialog<SetUpWizard>("setUpWizard"));
    QCOMPARE(story.window().sites().at(0).status, SiteEntry::Status::Connected);
}

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    if (app.arguments().contains(QStringLiteral("--victim"))) {
        Victim victim;
        return QTest::qExec(&victim, {app.arguments().constFirst()});
    }
    SetUpKilledStory story;
    return QTest::qExec(&story, argc, argv);
}

#include "tst_setupkilled.moc"
