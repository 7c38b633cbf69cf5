// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandline.h"

#include <QProcess>
#include <QtTest>

using namespace nephoscope;
using Task = CommandLine::Task;

/// What the program understands, and that it needs no display for what shows no window.
class CommandLineStory : public QObject {
    Q_OBJECT
private slots:
    void tellsTasksApart_data();
    void tellsTasksApart();
    void takesTheSiteApart();
    void helpAndVersionNeedNoDisplay_data();
    void helpAndVersionNeedNoDisplay();
    void mistakeIsSaidOnStandardError();

private:
    static CommandLine read(const QString &arguments)
    {
        return CommandLine::read(
            QStringList(QStringLiteral("nephoscope")) + arguments.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    }
    static void run(QProcess &process, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("DISPLAY"));
        environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
        environment.remove(QStringLiteral("QT_QPA_PLATFORM"));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(NEPHOSCOPE_BIN_DIR "/nephoscope"), arguments);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    }
};

void CommandLineStory::tellsTasksApart_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("task");
    const auto row = [](const char *arguments, Task task) {
        QTest::newRow(*arguments ? arguments : "nothing") << QString::fromLatin1(arguments) << int(task);
    };
    row("", Task::Window);
    row("--demo", Task::Window);
    row("a.har b.har", Task::Window);
    row("--theme dark --settings x.ini", Task::Window);
    row("--tour pictures", Task::Tour);
    row("--inventory json a.har", Task::Inventory);
    row("--inventory csv --site https://x --user u --org o --output f", Task::Inventory);
    row("--help", Task::Help);
    row("-h --theme pink", Task::Help);
    row("--version", Task::Version);
    row("--theme pink", Task::Mistake);
    row("--tour", Task::Mistake);
    row("--inventory xml a.har", Task::Mistake);
    row("--inventory json", Task::Mistake);
    row("--inventory json a.har b.har", Task::Mistake);
    row("--inventory json a.har --site https://x", Task::Mistake);
    row("--unknown", Task::Mistake);
}

void CommandLineStory::tellsTasksApart()
{
    QFETCH(QString, arguments);
    QFETCH(int, task);
    const CommandLine line = read(arguments);
    QCOMPARE(int(line.task), task);
    QCOMPARE(line.mistake.isEmpty(), line.task != Task::Mistake && !arguments.contains(QLatin1String("pink")));
}

void CommandLineStory::takesTheSiteApart()
{
    const CommandLine line = read(QStringLiteral(
        "--inventory csv --site vcd.example.com/tenant/acme --user ada --method bearer --api-version 36.0"));
    QCOMPARE(line.task, Task::Inventory);
    QCOMPARE(line.profile.url, QUrl(QStringLiteral("https://vcd.example.com/")));
    QCOMPARE(line.profile.organization, QStringLiteral("acme"));
    QCOMPARE(line.profile.user, QStringLiteral("ada"));
    QCOMPARE(line.profile.method, SignInMethod::Bearer);
    QCOMPARE(line.profile.apiVersion, QStringLiteral("36.0"));
}

void CommandLineStory::helpAndVersionNeedNoDisplay_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("expected");
    QTest::newRow("help") << QStringLiteral("--help") << QStringLiteral("--inventory <format>");
    QTest::newRow("version") << QStringLiteral("--version") << QStringLiteral("nephoscope " NEPHOSCOPE_VERSION);
}

void CommandLineStory::helpAndVersionNeedNoDisplay()
{
    QFETCH(QString, option);
    QFETCH(QString, expected);
    QProcess process;
    run(process, {option});
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().contains(expected.toUtf8()));
}

void CommandLineStory::mistakeIsSaidOnStandardError()
{
    QProcess process;
    run(process, {QStringLiteral("--inventory"), QStringLiteral("json")});
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardOutput().isEmpty());
    QVERIFY(process.readAllStandardError().contains("--site"));
}

QTEST_GUILESS_MAIN(CommandLineStory)
#include "tst_commandline.moc"
