// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "diagnostics/crashnote.h"
#include "shell/mainwindow.h"
#include "shell/theme.h"
#include "stories/memorysecrets.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

using namespace nephoscope;

namespace {

const QByteArray canary = "hunter2-canary-7f3a";

QByteArray contentOf(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// The real program is ended by a fault; the next start tells of it, and gives back what was open when that is wanted.
class CrashStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void aFaultLeavesANoteWithoutSecrets_data();
    void aFaultLeavesANoteWithoutSecrets();
    void theNextStartOffersToReopenAndToSaveAReport();
    void whoGoesOnWithoutIsNotAskedAgain();
    void withoutACrashNothingIsOffered();

private:
    void crash(const QString &folder, int signal);
    QString recording(const QString &folder);
};

/// One that holds a secret, so that the program has it in memory.
QString CrashStory::recording(const QString &folder)
{
    QByteArray har = contentOf(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/tests/data/session/small.har"));
    har.replace("\"startedDateTime\"", "\"_note\": \"" + canary + "\", \"startedDateTime\"");
    const QString name = folder + QStringLiteral("/small.har");
    QFile file(name);
    return file.open(QFile::WriteOnly) && file.write(har) > 0 ? name : QString();
}

/// The program runs with a recording open, until it is remembered, and is then struck.
void CrashStory::crash(const QString &folder, int signal)
{
    const QString settings = folder + QStringLiteral("/settings.ini");
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("NEPHOSCOPE_PASSWORD"), QString::fromLatin1(canary));
    environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("detect_leaks=0:print_legend=0"));
    program.setProcessEnvironment(environment);
    program.setStandardErrorFile(QProcess::nullDevice());
    program.setStandardOutputFile(QProcess::nullDevice());
    program.start(
        QStringLiteral(NEPHOSCOPE_BIN_DIR "/nephoscope"), {QStringLiteral("--settings"), settings, recording(folder)});
    QVERIFY(program.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(
        contentOf(settings).contains("small.har") && contentOf(settings).contains("geometry"), 30'000);
    QCOMPARE(::kill(pid_t(program.processId()), signal), 0);
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, 10'000);
    QVERIFY(program.exitStatus() == QProcess::CrashExit || program.exitCode() != 0); // the sanitizer ends it itself
}

void CrashStory::aFaultLeavesANoteWithoutSecrets_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("a bad address") << SIGSEGV;
    QTest::newRow("abort") << SIGABRT;
}

void CrashStory::aFaultLeavesANoteWithoutSecrets()
{
    QFETCH(int, signal);
    const QTemporaryDir folder;
    crash(folder.path(), signal);
    const QString name = folder.filePath(QStringLiteral("crash.txt"));
    const QByteArray note = contentOf(name);
    QVERIFY2(note.contains("signal " + QByteArray::number(signal) + '\n'), note.constData());
    QVERIFY(note.contains("nephoscope " NEPHOSCOPE_VERSION));
    QVERIFY2(note.count('\n') > 6, note.constData()); // where the code was
    QCOMPARE(QFile::permissions(name) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
        QFile::Permissions());
    const QDir all(folder.path());
    for (const QString &file : all.entryList(QDir::Files)) {
        if (file != QLatin1String("small.har"))
            QVERIFY2(!contentOf(all.filePath(file)).contains(canary), qPrintable(file));
    }
    QVERIFY(!note.contains("small.har"));
}

void CrashStory::theNextStartOffersToReopenAndToSaveAReport()
{
    const QTemporaryDir folder;
    crash(folder.path(), SIGSEGV);
    Settings settings(folder.filePath(QStringLiteral("settings.ini")));
    MemorySecrets secrets;
    Theme theme;
    MainWindow window(settings, secrets, theme);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.restoreSites();
    auto *strip = window.findChild<QWidget *>(QStringLiteral("recovery"));
    QVERIFY(strip && strip->isVisible());
    QCOMPARE(window.sites().count(), 0); // what was open may be why it crashed

    QTest::mouseClick(window.findChild<QAbstractButton *>(QStringLiteral("recoveryReport")), Qt::LeftButton);
    QFileDialog *asked = nullptr;
    QTRY_VERIFY((asked = window.findChild<QFileDialog *>(QStringLiteral("saveFileDialog"))) && asked->isVisible());
    const QString report = folder.filePath(QStringLiteral("report.txt"));
    QVERIFY(QTest::qWaitForWindowActive(asked));
    auto *line = asked->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    line->setFocus();
    line->selectAll();
    QApplication::clipboard()->setText(report); // typed by hand, each slash would open a folder
    QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
    QTest::mouseClick(asked->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save), Qt::LeftButton);
    QTRY_VERIFY(contentOf(report).contains("signal 11"));
    QVERIFY(contentOf(report).contains("Qt 6"));
    QVERIFY(!contentOf(report).contains(canary));
    QTRY_VERIFY(
        window.findChild<QLabel *>(QStringLiteral("recoverySentence"))->text().contains(QLatin1String("report.txt")));

    QTest::mouseClick(window.findChild<QAbstractButton *>(QStringLiteral("recoveryRestore")), Qt::LeftButton);
    QTRY_COMPARE(window.sites().count(), 1);
    QVERIFY(!strip->isVisible());
    QVERIFY(CrashNote::left(settings.dataFolder()).isEmpty());
    window.close();
}

void CrashStory::whoGoesOnWithoutIsNotAskedAgain()
{
    const QTemporaryDir folder;
    crash(folder.path(), SIGABRT);
    for (const bool isFirst : {true, false}) {
        Settings settings(folder.filePath(QStringLiteral("settings.ini")));
        MemorySecrets secrets;
        Theme theme;
        MainWindow window(settings, secrets, theme);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.restoreSites();
        auto *strip = window.findChild<QWidget *>(QStringLiteral("recovery"));
        QCOMPARE(strip->isVisible(), isFirst);
        if (isFirst)
            QTest::mouseClick(window.findChild<QAbstractButton *>(QStringLiteral("recoveryClose")), Qt::LeftButton);
        QVERIFY(!strip->isVisible());
        window.close();
    }
}

void CrashStory::withoutACrashNothingIsOffered()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(QStringLiteral("settings.ini")));
    MemorySecrets secrets;
    Theme theme;
    MainWindow window(settings, secrets, theme);
    window.show();
    QVERIFY(!window.findChild<QWidget *>(QStringLiteral("recovery"))->isVisible());
    window.close();
}

QTEST_MAIN(CrashStory)
#include "tst_crash.moc"
