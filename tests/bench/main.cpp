// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include <QApplication>
#include <QCommandLineParser>

using namespace nephoscope::bench;

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Measures the console against curl and a script over demo sites."));
    parser.addHelpOption();
    parser.addOptions(
        {{QStringLiteral("demo"), QStringLiteral("Program of the demo sites."), QStringLiteral("program")},
            {QStringLiteral("console"), QStringLiteral("Program of the console."), QStringLiteral("program")},
            {QStringLiteral("vms"), QStringLiteral("Virtual machines."), QStringLiteral("n"), QStringLiteral("100000")},
            {QStringLiteral("latency"), QStringLiteral("Milliseconds before every answer in P1."), QStringLiteral("ms"),
                QStringLiteral("20")},
            {QStringLiteral("runs"), QStringLiteral("Runs of each case."), QStringLiteral("n"), QStringLiteral("7")},
            {QStringLiteral("only"), QStringLiteral("reading, peer or searching."), QStringLiteral("case")},
            {QStringLiteral("small"), QStringLiteral("Everything once; nothing is judged.")}});
    parser.process(app);
    Options options;
    options.demo = parser.value(QStringLiteral("demo"));
    options.console = parser.value(QStringLiteral("console"));
    options.vms = parser.value(QStringLiteral("vms")).toInt();
    options.latency = parser.value(QStringLiteral("latency")).toInt();
    options.runs = parser.value(QStringLiteral("runs")).toInt();
    options.isSmall = parser.isSet(QStringLiteral("small"));
    options.only = parser.values(QStringLiteral("only"));
    Report report(options);
    const auto wants = [&options](const char *name) {
        return options.only.isEmpty() || options.only.contains(QLatin1String(name));
    };
    if (wants("searching"))
        measureSearching(options, report);
    if (wants("reading"))
        measureReading(options, report);
    if (wants("peer"))
        measurePeer(options, report);
    report.printTable();
    return report.isEmpty() ? 1 : 0;
}
