// SPDX-License-Identifier: GPL-3.0-or-later
// P3 and P10: whole processes beside each other: the console's list, its --inventory, and a script in Python.
#include "benchsite.h"
#include "savedpages.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

namespace nephoscope::bench {

namespace {

/// Debian's own Python has Debian's own lxml.
QString python()
{
    const QString usual = QStringLiteral("/usr/bin/python3");
    return QFile::exists(usual) ? usual : QStringLiteral("python3");
}

QJsonObject objectOf(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }

/// A run of the console that writes the list as CSV, without a window.
class Command {
public:
    Command(const Options &options, const Site &site, const Account &account)
        : m_console(options.console)
        , m_file(site.folder() + QStringLiteral("/inventory.csv"))
    {
        const Profile profile = site.session->profile();
        m_arguments =
            QStringList{QStringLiteral("--inventory"), QStringLiteral("csv"), QStringLiteral("--list"), machines,
                QStringLiteral("--site"), profile.url.toString(QUrl::StripTrailingSlash), QStringLiteral("--user"),
                account.user, QStringLiteral("--org"), account.organization, QStringLiteral("--output"), m_file,
                QStringLiteral("--quiet"), QStringLiteral("--settings"), site.folder() + QStringLiteral("/command.ini"),
                QStringLiteral("--trust"), QString::fromLatin1(site.fingerprint())};
        qputenv("NEPHOSCOPE_PASSWORD", account.password.toUtf8());
    }
    ~Command() { qunsetenv("NEPHOSCOPE_PASSWORD"); }

    /// False where nothing was written.
    bool run()
    {
        QFile::remove(m_file);
        peak = 0;
        outputOf(m_console, m_arguments, &seconds, &peak);
        QFile written(m_file);
        lines = written.open(QFile::ReadOnly) ? written.readAll().count('\n') - 1 : 0;
        return lines > 0;
    }

    double seconds = 0;
    qint64 peak = 0; ///< KiB
    qint64 lines = 0;

private:
    QString m_console;
    QString m_file;
    QStringList m_arguments;
};

} // namespace

/// From saved pages where there is nginx: the demo site makes each page anew, which takes longer than reading it.
void measurePeer(const Options &options, Report &report)
{
    const DemoProcess demo(options, options.vms, 0);
    Site direct(demo.account());
    if (!direct.session)
        return;
    const SavedPages saved(direct, demo.account(), (options.vms + 200) / pageSize + 1);
    const QString how = saved.isReady() ? QStringLiteral("nginx") : QStringLiteral("demo");
    Site site(demo.account(), saved.isReady() ? saved.url() : QString());
    if (!site.session)
        return;
    const QString url = site.session->profile().url.toString(QUrl::StripTrailingSlash);
    Command command(options, site, demo.account());
    Series ratio, peak, own, ownPeak, other, otherPeak, commandRatio, commandPeak;
    const auto figure = [](const QJsonObject &from, const char *name) {
        return from.value(QLatin1String(name)).toDouble();
    };
    for (int run = 0; run < options.runs; ++run) {
        const QJsonObject ours = objectOf(outputOf(options.self,
            QStringList{QStringLiteral("--become"), QStringLiteral("list")} + demo.account().words()
                + QStringList{url}));
        const QJsonObject theirs = objectOf(outputOf(python(),
            {QStringLiteral("-B"), QStringLiteral(NEPHOSCOPE_BENCH_DIR "/peer.py"), url,
                QString::fromLatin1(site.token()), site.session->access().apiVersion, QStringLiteral("adminVM")}));
        if (theirs.isEmpty() || ours.isEmpty() || !command.run())
            continue;
        own.add(figure(ours, "seconds"));
        other.add(figure(theirs, "seconds"));
        ownPeak.add(figure(ours, "peakKiB"));
        otherPeak.add(figure(theirs, "peakKiB"));
        ratio.add(other.last() / own.last());
        peak.add(ownPeak.last() / otherPeak.last());
        commandRatio.add(other.last() / command.seconds);
        commandPeak.add(double(command.peak) / otherPeak.last());
    }
    if (ratio.isEmpty()) {
        fprintf(stderr, "P3 was not measured: the script in Python gave no answer.\n");
        return;
    }
    report.addAtLeast(QStringLiteral("P3"), QStringLiteral("Python's time : the window's (all fields; %1)").arg(how),
        ratio.median(), 4,
        {{QStringLiteral("peerSeconds"), other.median()}, {QStringLiteral("seconds"), own.median()}});
    report.add(QStringLiteral("P3"), QStringLiteral("the window's peak memory : Python's"), peak.median(), 0.55,
        {{QStringLiteral("peerPeakKiB"), otherPeak.median()}, {QStringLiteral("peakKiB"), ownPeak.median()}});
    report.addAtLeast(QStringLiteral("P3"),
        QStringLiteral("Python's time : --inventory csv, whole process (%1)").arg(how), commandRatio.median(), 4, {});
    report.add(QStringLiteral("P3"), QStringLiteral("its peak memory : Python's"), commandPeak.median(), 0.55, {});
}

/// P10: the list written as CSV by the console without a window, beside the same list read into its window.
void measureCommand(const Options &options, Report &report)
{
    const DemoProcess demo(options, options.vms, 0);
    Site site(demo.account());
    if (!site.session)
        return;
    Command command(options, site, demo.account());
    Series ratio, seconds, peak;
    for (int run = 0; run < options.runs; ++run) {
        Heartbeat heartbeat;
        double loading = 0;
        {
            Table table(site);
            loading = table.read(heartbeat);
        }
        if (!command.run())
            continue;
        ratio.add(command.seconds / loading);
        seconds.add(command.seconds);
        peak.add(double(command.peak) / 1024);
    }
    if (ratio.isEmpty()) {
        fprintf(stderr, "P10 was not measured: nothing was written.\n");
        return;
    }
    report.add(QStringLiteral("P10"), QStringLiteral("--inventory csv, whole process : load into the window"),
        ratio.median(), 1.3, {{QStringLiteral("seconds"), seconds.median()}, {QStringLiteral("lines"), command.lines}});
    report.add(QStringLiteral("P10"), QStringLiteral("its peak memory, MB"), peak.worst(), 150, {});
}

} // namespace nephoscope::bench
