// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "shell/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QStandardPaths>
#include <ctime>

using namespace nephoscope::bench;

namespace {

struct Case {
    const char *name;
    void (*measure)(const Options &, Report &);
};

const Case cases[] = {{"start", measureStart}, {"table", measureTable}, {"everywhere", measureEverywhere},
    {"reading", measureReading}, {"delayed", measureDelayed}, {"peer", measurePeer}, {"command", measureCommand},
    {"rest", measureRest}, {"million", measureMillion}};

/// Says which events took long, and how much of that time was spent waiting for a processor.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        static const bool isTold = qEnvironmentVariableIsSet("NEPHOSCOPE_BENCH_STALLS");
        if (!isTold)
            return QApplication::notify(receiver, event);
        const auto type = event->type();
        const QByteArray name = QByteArray(receiver->metaObject()->className()) + ' ' + receiver->objectName().toUtf8();
        const qint64 began = monotonicNow();
        const qint64 used = processorNow();
        ++m_depth;
        const bool isDone = QApplication::notify(receiver, event);
        --m_depth;
        const double took = double(monotonicNow() - began) / 1e6;
        if (took > 2)
            fprintf(stderr, "%.6f %*s%s, event %d: %.1f ms, %.1f ms of work\n", double(monotonicNow()) / 1e9,
                2 * m_depth, "", name.constData(), int(type), took, double(processorNow() - used) / 1e6);
        return isDone;
    }

private:
    static qint64 processorNow()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
    }
    int m_depth = 0;
};

QString caseNames()
{
    QStringList names;
    for (const Case &each : cases)
        names << QLatin1String(each.name);
    return names.join(QLatin1String(", "));
}

Options read(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral("Measures the console against curl and a script over demo sites."));
    parser.addHelpOption();
    parser.addOptions(
        {{QStringLiteral("demo"), QStringLiteral("Program of the demo sites."), QStringLiteral("program")},
            {QStringLiteral("console"), QStringLiteral("Program of the console."), QStringLiteral("program")},
            {QStringLiteral("vms"), QStringLiteral("Virtual machines."), QStringLiteral("n"), QStringLiteral("100000")},
            {QStringLiteral("latency"), QStringLiteral("Milliseconds before every answer in P1."), QStringLiteral("ms"),
                QStringLiteral("20")},
            {QStringLiteral("runs"), QStringLiteral("Runs of each case."), QStringLiteral("n"), QStringLiteral("7")},
            {QStringLiteral("only"), QStringLiteral("One of %1; can be given again.").arg(caseNames()),
                QStringLiteral("case")},
            {QStringLiteral("small"), QStringLiteral("Everything once; nothing is judged.")}});
    parser.process(*QCoreApplication::instance());
    Options options;
    options.self = QCoreApplication::applicationFilePath();
    options.demo = parser.value(QStringLiteral("demo"));
    options.console = parser.value(QStringLiteral("console"));
    options.vms = parser.value(QStringLiteral("vms")).toInt();
    options.latency = parser.value(QStringLiteral("latency")).toInt();
    options.runs = parser.value(QStringLiteral("runs")).toInt();
    options.isSmall = parser.isSet(QStringLiteral("small"));
    options.only = parser.values(QStringLiteral("only"));
    return options;
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    TimedApplication app(argc, argv);
    QStandardPaths::setTestModeEnabled(true); // what is kept on disk is not the user's
    if (argc > 2 && QByteArray(argv[1]) == "--become")
        return become(QCoreApplication::arguments().mid(2));
    const nephoscope::Theme theme; // as the console looks
    QCommandLineParser parser;
    const Options options = read(parser);
    Report report(options);
    for (const Case &each : cases) {
        const bool isUsual = options.only.isEmpty() && QByteArray(each.name) != "million";
        if (isUsual || options.only.contains(QLatin1String(each.name)))
            each.measure(options, report);
    }
    report.printTable();
    return report.isEmpty() ? 1 : 0;
}
