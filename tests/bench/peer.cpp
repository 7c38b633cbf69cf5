// SPDX-License-Identifier: GPL-3.0-or-later
// P3 and P10: whole processes beside each other: the console's list, its --inventory, and a script in Python.
#include "benchsite.h"

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

} // namespace

void measurePeer(const Options &options, Report &report)
{
    const DemoProcess demo(options, options.vms, 0);
    Site site(demo.account());
    if (!site.session)
        return;
    Series ratio, peak, own, ownPeak, other, otherPeak;
    for (int run = 0; run < options.runs; ++run) {
        const QJsonObject ours = objectOf(outputOf(
            options.self, QStringList{QStringLiteral("--become"), QStringLiteral("list")} + demo.account().words()));
        const QJsonObject theirs = objectOf(outputOf(python(),
            {QStringLiteral("-B"), QStringLiteral(NEPHOSCOPE_BENCH_DIR "/peer.py"), demo.account().url,
                QString::fromLatin1(site.token()), site.session->access().apiVersion, QStringLiteral("adminVM")}));
        if (theirs.isEmpty() || ours.isEmpty())
            continue;
        const auto figure = [](const QJsonObject &from, const char *name) {
            return from.value(QLatin1String(name)).toDouble();
        };
        own.add(figure(ours, "seconds"));
        other.add(figure(theirs, "seconds"));
        ownPeak.add(figure(ours, "peakKiB"));
        otherPeak.add(figure(theirs, "peakKiB"));
        ratio.add(other.last() / own.last());
        peak.add(ownPeak.last() / otherPeak.last());
    }
    if (ratio.isEmpty()) {
        fprintf(stderr, "P3 was not measured: the script in Python gave no answer.\n");
        return;
    }
    report.addAtLeast(QStringLiteral("P3"), QStringLiteral("Python's time (14 fields) : ours (window, all fields)"),
        ratio.median(), 4,
        {{QStringLiteral("peerSeconds"), other.median()}, {QStringLiteral("seconds"), own.median()}});
    report.add(QStringLiteral("P3"), QStringLiteral("our peak memory : Python's"), peak.median(), 0.55,
        {{QStringLiteral("peerPeakKiB"), otherPeak.median()}, {QStringLiteral("peakKiB"), ownPeak.median()}});
}

/// P10: the list written as CSV by the console without a window, beside the same list read into its window.
void measureCommand(const Options &options, Report &report)
{
    const DemoProcess demo(options, options.vms, 0);
    Site site(demo.account());
    if (!site.session)
        return;
    const QString file = site.folder() + QStringLiteral("/inventory.csv");
    qputenv("NEPHOSCOPE_PASSWORD", demo.account().password.toUtf8());
    Series ratio, seconds, peak;
    qint64 lines = 0;
    for (int run = 0; run < options.runs; ++run) {
        Heartbeat heartbeat;
        double loading = 0;
        {
            Table table(site);
            loading = table.read(heartbeat);
        }
        double writing = 0;
        qint64 peakKiB = 0;
        QFile::remove(file);
        QStringList arguments{QStringLiteral("--inventory"), QStringLiteral("csv"), QStringLiteral("--list"), machines,
            QStringLiteral("--site"), demo.account().url, QStringLiteral("--user"), demo.account().user,
            QStringLiteral("--org"), demo.account().organization, QStringLiteral("--output"), file,
            QStringLiteral("--quiet"), QStringLiteral("--settings"), site.folder() + QStringLiteral("/command.ini"),
            QStringLiteral("--trust"), QString::fromLatin1(site.fingerprint())};
        outputOf(options.console, arguments, &writing, &peakKiB);
        QFile written(file);
        lines = written.open(QFile::ReadOnly) ? written.readAll().count('\n') - 1 : 0;
        if (lines <= 0)
            continue;
        ratio.add(writing / loading);
        seconds.add(writing);
        peak.add(double(peakKiB) / 1024);
    }
    qunsetenv("NEPHOSCOPE_PASSWORD");
    if (ratio.isEmpty()) {
        fprintf(stderr, "P10 was not measured: nothing was written.\n");
        return;
    }
    report.add(QStringLiteral("P10"), QStringLiteral("--inventory csv, whole process : load into the window"),
        ratio.median(), 1.3, {{QStringLiteral("seconds"), seconds.median()}, {QStringLiteral("lines"), lines}});
    report.add(QStringLiteral("P10"), QStringLiteral("its peak memory, MB"), peak.worst(), 150, {});
}

} // namespace nephoscope::bench
