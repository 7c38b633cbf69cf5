// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/storywindow.h"
#ifndef Q_MOC_RUN // which cannot read the header of concepts
#include "net/pending.h"
#endif

#include <QElapsedTimer>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>

using namespace nephoscope;

namespace {

constexpr int longest = 2000; ///< ms that the end may take
#ifdef __SANITIZE_ADDRESS__
constexpr int ofProgram = 8000; ///< sanitized, all of memory is searched for leaks before the program has ended
#else
constexpr int ofProgram = longest;
#endif

/// A keychain that was asked, and says nothing until it goes.
class HangingSecrets : public MemorySecrets {
public:
    ~HangingSecrets() override
    {
        m_answer.settle(failure(Error::Kind::Canceled, QStringLiteral("gone")));
        m_answer.resume();
    }
    Async<Credential> read(QString) override
    {
        wasAsked = true;
        const Result<Credential> secret = co_await m_answer.value();
        co_return secret;
    }
    bool wasAsked = false;

private:
    Pending<Result<Credential>> m_answer;
};

/// Accepts, and answers nothing.
class SilentServer : public QTcpServer {
public:
    SilentServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] { ++connections; });
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(serverPort())); }
    int connections = 0;
};

} // namespace

/// The window goes, and the program ends, within two seconds of being closed, whatever they are doing.
class ShutdownStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void requestsAreUnderWay();
    void theKeychainHangs();
    void aDialogIsOpen();
    void theProgramIsTold_data();
    void theProgramIsTold();
    void cleanupTestCase() { qInfo("the slowest end of a window took %lld ms", m_worst); }

private:
    void openAndClose(SecretStore &secrets, const QUrl &site, const std::function<bool()> &isBusy);

    qint64 m_worst = 0;
};

/// A window that goes back to a site at its start, closed while it is busy with that.
void ShutdownStory::openAndClose(SecretStore &secrets, const QUrl &site, const std::function<bool()> &isBusy)
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(QStringLiteral("settings.ini")));
    Profile profile;
    profile.id = QStringLiteral("one");
    profile.name = QStringLiteral("One");
    profile.url = site;
    profile.user = QStringLiteral("ada");
    profile.staySignedIn = true;
    settings.set(setting::profiles, toJson({profile}));
    settings.set(setting::openSites, QStringList{profile.id});
    Theme theme;
    auto window = std::make_unique<MainWindow>(settings, secrets, theme);
    window->show();
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
    window->restoreSites();
    QTRY_VERIFY(isBusy());
    QElapsedTimer clock;
    clock.start();
    QVERIFY(window->close());
    window.reset();
    m_worst = std::max(m_worst, clock.elapsed());
    QVERIFY2(clock.elapsed() < longest, qPrintable(QString::number(clock.elapsed())));
}

void ShutdownStory::requestsAreUnderWay()
{
    MemorySecrets secrets;
    secrets.secrets.insert(QStringLiteral("one"), Credential("password"));
    SilentServer server;
    openAndClose(secrets, server.url(), [&] { return server.connections > 0; });
}

void ShutdownStory::theKeychainHangs()
{
    HangingSecrets secrets;
    SilentServer server;
    openAndClose(secrets, server.url(), [&] { return secrets.wasAsked; });
}

void ShutdownStory::aDialogIsOpen()
{
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    const QPointer<QDialog> watched(dialog);
    QElapsedTimer clock;
    clock.start();
    QVERIFY(story.window().close());
    QTRY_VERIFY(!watched || !watched->isVisible());
    QVERIFY2(clock.elapsed() < longest, qPrintable(QString::number(clock.elapsed())));
}

void ShutdownStory::theProgramIsTold_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("with the demo at work") << QString();
    QTest::newRow("with a recording open") << QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/tests/data/session/small.har");
}

/// As the system does when the user logs out (SIGTERM): the window is closed, what was open is kept, the program ends
/// as it should.
void ShutdownStory::theProgramIsTold()
{
    QFETCH(QString, file);
    const QTemporaryDir folder;
    const QString settings = folder.filePath(QStringLiteral("settings.ini"));
    QProcess program;
    program.setStandardOutputFile(QProcess::nullDevice());
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program.start(QStringLiteral(NEPHOSCOPE_BIN_DIR "/nephoscope"),
        {QStringLiteral("--settings"), settings, file.isEmpty() ? QStringLiteral("--demo") : file});
    QVERIFY(program.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(settings), 40'000); // something was opened
    QElapsedTimer clock;
    clock.start();
    program.terminate();
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, 20'000);
    QVERIFY2(clock.elapsed() < ofProgram, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
    QFile kept(settings);
    QVERIFY(kept.open(QFile::ReadOnly) && kept.readAll().contains("geometry"));
}

QTEST_MAIN(ShutdownStory)
#include "tst_shutdown.moc"
