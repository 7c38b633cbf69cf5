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
#include <ctime>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
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
    put({goalName, what, value, goal, value <= goal}, figures);
}

void Report::addAtLeast(
    const QString &goalName, const QString &what, double value, double goal, const QJsonObject &figures)
{
    put({goalName, what, value, goal, value >= goal}, figures);
}

void Report::put(const Line &each, QJsonObject line)
{
    line.insert(QStringLiteral("goal"), each.name);
    line.insert(QStringLiteral("what"), each.what);
    line.insert(QStringLiteral("value"), each.value);
    line.insert(QStringLiteral("limit"), each.goal);
    line.insert(QStringLiteral("met"), each.isMet);
    line.insert(QStringLiteral("vms"), m_options.vms);
    line.insert(QStringLiteral("runs"), m_options.runs);
    line.insert(QStringLiteral("machine"),
        QStringLiteral("%1 cores, %2").arg(QThread::idealThreadCount()).arg(QSysInfo::prettyProductName()));
    printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    fflush(stdout);
    m_lines.push_back(each);
}

void Report::printTable() const
{
    for (const Line &line : m_lines)
        printf("%-4s %-64s %10.2f %10.2f  %s\n", qPrintable(line.name), qPrintable(line.what), line.value, line.goal,
            m_options.isSmall ? ""
                : line.isMet  ? "met"
                              : "missed");
}

DemoProcess::DemoProcess(const Options &options, int vms, int latency)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setChildProcessModifier([] { goBehind(); });
    m_process.start(options.demo,
        {QStringLiteral("--platform"), QStringLiteral("cloud-director"), QStringLiteral("--tls"),
            QStringLiteral("--vms"), QString::number(vms), QStringLiteral("--latency"), QString::number(latency),
            QStringLiteral("--until-eof")});
    while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine())
        if (!m_process.waitForReadyRead(300000))
            return;
    const QJsonObject ready = QJsonDocument::fromJson(m_process.readLine()).object();
    const QJsonObject site = ready.contains(QStringLiteral("sites"))
        ? ready.value(QStringLiteral("sites")).toArray().first().toObject()
        : ready;
    for (const QJsonValue &each : site.value(QStringLiteral("users")).toArray()) {
        const QJsonObject user = each.toObject();
        if (!user.value(QStringLiteral("role")).toString().contains(QLatin1String("System"), Qt::CaseInsensitive))
            continue;
        m_account.user = user.value(QStringLiteral("user")).toString();
        m_account.organization = user.value(QStringLiteral("org")).toString();
        m_account.password = user.value(QStringLiteral("password")).toString();
        break;
    }
    m_account.url = site.value(QStringLiteral("url")).toString();
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
        const double gap = now - m_last - 1;
        m_longest = std::max(m_longest, gap);
        static const bool isTold = qEnvironmentVariableIsSet("NEPHOSCOPE_BENCH_STALLS"); // beside `perf record`
        if (isTold && gap > 6)
            fprintf(stderr, "stall of %.1f ms until %.6f, %.0f ms after the start\n", gap, double(monotonicNow()) / 1e9,
                now);
        m_last = now;
        ++m_beats;
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
    QTimer looking; // whatever nobody tells of is seen that soon
    looking.start(50);
    while (!condition() && clock.elapsed() < qint64(seconds) * 1000)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    return condition();
}

qint64 residentKiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QFile::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * (sysconf(_SC_PAGESIZE) / 1024);
}

qint64 peakKiB(const QString &process)
{
    // rusage says the parent's peak where that was higher: a spawned process begins with its memory
    QFile file(QStringLiteral("/proc/%1/status").arg(process));
    if (!file.open(QFile::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const qsizetype at = text.indexOf("VmHWM:");
    return at < 0 ? 0 : text.mid(at + 6, 30).split('k').first().trimmed().toLongLong();
}

qint64 monotonicNow()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

void goBehind() { setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + 10); }

void Heartbeat::waitForOne()
{
    runUntil([this, before = m_beats] { return m_beats > before; }, 5);
}

QByteArray outputOf(const QString &program, const QStringList &arguments, double *seconds, qint64 *peak)
{
    std::vector<QByteArray> words{QFile::encodeName(program)};
    for (const QString &each : arguments)
        words.push_back(each.toLocal8Bit());
    std::vector<char *> pointers;
    for (QByteArray &each : words)
        pointers.push_back(each.data());
    pointers.push_back(nullptr);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return {};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    const qint64 began = monotonicNow();
    pid_t child = 0;
    const bool isStarted = posix_spawnp(&child, pointers[0], &actions, nullptr, pointers.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    QByteArray output;
    char buffer[4096];
    const QString process = QString::number(child);
    for (ssize_t got = 1; isStarted && got > 0;) {
        pollfd waiting{ends[0], POLLIN, 0};
        while (peak && poll(&waiting, 1, 5) == 0)
            *peak = std::max(*peak, peakKiB(process));
        if ((got = read(ends[0], buffer, sizeof buffer)) > 0)
            output.append(buffer, got);
    }
    close(ends[0]);
    int status = -1;
    if (isStarted)
        waitpid(child, &status, 0);
    if (seconds)
        *seconds = double(monotonicNow() - began) / 1e9;
    return isStarted && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? output : QByteArray();
}

} // namespace nephoscope::bench
