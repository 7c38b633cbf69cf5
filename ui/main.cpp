// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "diagnostics/crashnote.h"
#include "diagnostics/tour.h"
#include "diagnostics/tourstations.h"
#include "inventory/inventorycommand.h"
#include "journal/verifycommand.h"
#include "platform/platform.h"
#include "session/secretstore.h"
#include "shell/commandline.h"
#include "shell/endsignal.h"
#include "shell/mainwindow.h"
#include "shell/theme.h"

#include <QApplication>
#include <QNetworkInformation>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>
#include <memory>

using namespace nephoscope;

namespace {

void nameProgram()
{
    QCoreApplication::setApplicationName(QStringLiteral("nephoscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(NEPHOSCOPE_VERSION));
}

int say(FILE *stream, const QString &text, int status)
{
    QTextStream(stream) << text << '\n';
    return status;
}

int runInventory(QCoreApplication &app, const CommandLine &line)
{
    const std::unique_ptr<Settings> settings =
        line.settingsFile.isEmpty() ? std::make_unique<Settings>() : std::make_unique<Settings>(line.settingsFile);
    InventoryOptions options;
    options.format =
        line.inventoryFormat == QLatin1String("csv") ? InventoryOptions::Format::Csv : InventoryOptions::Format::Json;
    options.list = line.list;
    options.pagesAtATime = settings->value(setting::pagesAtATime);
    options.output = line.output;
    options.recording = line.recordings.value(0);
    options.profile = line.profile;
    options.quiet = line.quiet;
    startInventory(app, *settings, options);
    return app.exec();
}

int verifyJournal(const CommandLine &line)
{
    const std::unique_ptr<Settings> settings =
        line.settingsFile.isEmpty() ? std::make_unique<Settings>() : std::make_unique<Settings>(line.settingsFile);
    const JournalVerdict verdict = verifyJournalIn(settings->dataFolder() + QStringLiteral("/journal"));
    return say(verdict.status == 2 ? stderr : stdout, verdict.sentence, verdict.status);
}

int runWindow(QApplication &app, const CommandLine &line)
{
    const bool isTour = line.task == CommandLine::Task::Tour;
    const QTemporaryDir forgotten;
    const QString settingsFile = !line.settingsFile.isEmpty() ? line.settingsFile
        : line.demo || isTour                                 ? forgotten.filePath(QStringLiteral("settings.ini"))
                                                              : QString();
    const std::unique_ptr<Settings> settings =
        settingsFile.isEmpty() ? std::make_unique<Settings>() : std::make_unique<Settings>(settingsFile);
    if (line.demo || isTour)
        settings->set(setting::keepsInventory, false); // demo sites are others each time
    Theme theme;
    theme.choose(Theme::choiceNamed(line.theme.isEmpty() ? settings->value(setting::theme) : line.theme));
    Keychain secrets;
    QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability); // if the desktop has one
    MainWindow window(*settings, secrets, theme);
    CrashNote::arm(settings->dataFolder());
    const EndSignal ending;
    QObject::connect(&ending, &EndSignal::endWanted, &window, &QWidget::close);
    QObject::connect(&window, &MainWindow::closed, &app, [] { QCoreApplication::exit(0); });
    window.show();
    if (!isTour)
        window.restoreSites();
    for (const QString &recording : line.recordings)
        window.openRecording(recording);
    if (line.demo && !isTour)
        window.startDemo();
    if (!isTour)
        return app.exec();

    TourStations stations(window);
    const Result<QList<Station>> list = stations.stations();
    if (!list)
        return say(stderr, list.error().message(), 1);
    Tour tour(window, *list, line.tourFolder);
    QObject::connect(&tour, &Tour::finished, &app,
        [](const QString &problem) { QCoreApplication::exit(problem.isEmpty() ? 0 : say(stderr, problem, 1)); });
    QTimer::singleShot(0, &tour, &Tour::start);
    return app.exec();
}

QStringList argumentsOf(int count, char **values)
{
    QStringList arguments;
    for (int index = 0; index < count; ++index)
        arguments.append(QString::fromLocal8Bit(values[index]));
    return arguments;
}

} // namespace

int main(int argc, char **argv)
{
    nameProgram();
    const CommandLine line = CommandLine::read(argumentsOf(argc, argv));
    setHintsUsed(line.hints);
    if (line.task == CommandLine::Task::Window || line.task == CommandLine::Task::Tour) {
        QApplication app(argc, argv);
        QGuiApplication::setDesktopFileName(QStringLiteral("nephoscope"));
        return runWindow(app, line);
    }
    QCoreApplication app(argc, argv); // what follows works without a display
    switch (line.task) {
    case CommandLine::Task::Inventory:
        return runInventory(app, line);
    case CommandLine::Task::VerifyJournal:
        return verifyJournal(line);
    case CommandLine::Task::Help:
        return say(stdout, CommandLine::helpText(), 0);
    case CommandLine::Task::Version:
        return say(stdout, QStringLiteral("nephoscope " NEPHOSCOPE_VERSION), 0);
    default:
        return say(stderr, line.mistake, 2);
    }
}
