// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QThread>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace nephoscope::bench {

double Series::quantile(double part) const
{
    if (m_values.empty())
        return 0;
    std::vector<double> sorted = m_values;
    std::sort(sorted.begin(), sorted.end());
    return sorted[std::min(sorted.size() - 1, size_t(std::ceil(part * double(sorted.size() - 1))))];
}

void Report::add(const QString &goalName, const QString &what, double value, double goal, const QJsonObject &figures)
{
    QJsonObject line = figures;
    line.insert(QStringLiteral("goal"), goalName);
    line.insert(QStringLiteral("what"), what);
    line.insert(QStringLiteral("value"), value);
    line.insert(QStringLiteral("limit"), goal);
    line.insert(QStringLiteral("vms"), m_options.vms);
    line.insert(QStringLiteral("runs"), m_options.runs);
    line.insert(QStringLiteral("machine"),
        QStringLiteral("%1 cores, %2").arg(QThread::idealThreadCount()).arg(QSysInfo::prettyProductName()));
    printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    fflush(stdout);
    m_lines.push_back({goalName, what, value, goal});
}

void Report::printTable() const
{
    for (const Line &line : m_lines) {
        const char *mark = line.goal <= 0 ? "" : line.value <= line.goal ? "met" : "missed";
        printf("%-4s %-58s %10.2f %10.2f  %s\n", qPrintable(line.name), qPrintable(line.what), line.value, line.goal,
            m_options.isSmall ? "" : mark);
    }
}

DemoProcess::DemoProcess(const Options &options, int vms, int latency)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(options.demo,
        {QStringLiteral("--platform"), QStringLiteral("cloud-director"), QStringLiteral("--tls"),
            QStringLiteral("--vms"), QString::number(vms), QStringLiteral("--latency"), QString::number(latency),
            QStringLiteral("--until-eof")});
    while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine())
        if (!m_process.waitForReadyRead(60000))
            return;
    const QJsonObject ready = QJsonDocument::fromJson(m_process.readLine()).object();
    const QJsonObject site = ready.contains(QStringLiteral("sites"))
        ? ready.value(QStringLiteral("sites")).toArray().first().toObject()
        : ready;
    for (const QJsonValue &each : site.value(QStringLiteral("users")).toArray()) {
        const QJsonObject user = each.toObject();
        if (!user.value(QStringLiteral("role")).toString().contains(QLatin1String("System"), Qt::CaseInsensitive))
            continue;
        m_user = user.value(QStringLiteral("user")).toString();
        m_organization = user.value(QStringLiteral("org")).toString();
        m_password = user.value(QStringLiteral("password")).toString();
        break;
    }
    m_url = site.value(QStringLiteral("url")).toString();
}

DemoProcess::~DemoProcess()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(5000))
        m_process.kill();
    m_process.waitForFinished(5000);
}

Heartbeat::Heartbeat()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        const double now = double(m_clock.nsecsElapsed()) / 1e6;
        m_longest = std::max(m_longest, now - m_last - 1);
        m_last = now;
    });
}

void Heartbeat::start()
{
    m_longest = 0;
    m_last = 0;
    m_clock.start();
    m_timer.start();
}

bool runUntil(const std::function<bool()> &condition, int seconds)
{
    QElapsedTimer clock;
    clock.start();
    while (!condition() && clock.elapsed() < qint64(seconds) * 1000)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 50);
    return condition();
}

qint64 residentKiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QFile::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * (sysconf(_SC_PAGESIZE) / 1024);
}

QByteArray outputOf(const QString &program, const QStringList &arguments, double *seconds)
{
    QProcess process;
    QElapsedTimer clock;
    clock.start();
    process.start(program, arguments);
    process.waitForFinished(600000);
    if (seconds)
        *seconds = double(clock.nsecsElapsed()) / 1e9;
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 ? process.readAllStandardOutput()
                                                                                   : QByteArray();
}

} // namespace nephoscope::bench
