// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <functional>
#include <memory>
#include <vector>

namespace nephoscope::bench {

/// What the command line says.
class Options {
public:
    QString demo; ///< program of the demo sites
    QString console; ///< program of the console
    QString self; ///< this program
    int vms = 100000;
    int latency = 20; ///< ms per answer, for the cases with a delay
    int runs = 7;
    bool isSmall = false; ///< everything once, nothing judged
    QStringList only; ///< cases; empty = all
};

/// Figures of one case, one per run.
class Series {
public:
    void add(double value) { m_values.push_back(value); }
    double median() const { return quantile(0.5); }
    double worst() const { return quantile(1); }
    double quantile(double part) const;
    double last() const { return m_values.empty() ? 0 : m_values.back(); }
    qsizetype count() const { return qsizetype(m_values.size()); }
    bool isEmpty() const { return m_values.empty(); }

private:
    std::vector<double> m_values;
};

/// Collects what cases found; prints a JSON line for each and a table at the end.
class Report {
public:
    explicit Report(const Options &options)
        : m_options(options)
    {
    }
    /// `goal` is the most that `value` should be; figures go along.
    void add(const QString &goalName, const QString &what, double value, double goal, const QJsonObject &figures);
    /// The same where `goal` is the least.
    void addAtLeast(
        const QString &goalName, const QString &what, double value, double goal, const QJsonObject &figures);
    void printTable() const;
    bool isEmpty() const { return m_lines.empty(); }

private:
    struct Line {
        QString name;
        QString what;
        double value;
        double goal;
        bool isMet;
    };
    void put(const Line &line, QJsonObject figures);

    const Options &m_options;
    std::vector<Line> m_lines;
};

/// Where a site is and how to sign in to it.
class Account {
public:
    QString url;
    QString user;
    QString organization;
    QString password;

    QStringList words() const { return {url, user, organization, password}; }
};

/// A demo site of its own process.
class DemoProcess {
public:
    DemoProcess(const Options &options, int vms, int latency);
    ~DemoProcess();
    DemoProcess(const DemoProcess &) = delete;
    DemoProcess &operator=(const DemoProcess &) = delete;
    bool isReady() const { return !m_account.url.isEmpty(); }
    const Account &account() const { return m_account; }

private:
    QProcess m_process;
    Account m_account;
};

/// Notices how long the event loop was kept from a timer of one millisecond.
class Heartbeat {
public:
    Heartbeat();
    void start();
    void stop() { m_timer.stop(); }
    void waitForOne();
    double longest() const { return m_longest; } ///< ms
private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_longest = 0;
    double m_last = 0;
    int m_beats = 0;
};

/// Lets the event loop run until that is so; false after so many seconds.
bool runUntil(const std::function<bool()> &condition, int seconds);
/// Resident memory of this process, KiB.
qint64 residentKiB();
/// The most that a process has had so far; by its number, or "self".
qint64 peakKiB(const QString &process);
/// Runs a program to its end; its standard output, empty where it failed. `peak`: the most memory it had, KiB, looked
/// at every 5 ms.
QByteArray outputOf(
    const QString &program, const QStringList &arguments, double *seconds = nullptr, qint64 *peak = nullptr);
/// Lets other processes go first: a server has a machine of its own, and what it does there keeps no window waiting.
void goBehind();
/// CLOCK_MONOTONIC, ns.
qint64 monotonicNow();

void measureDelayed(const Options &options, Report &report);
void measureReading(const Options &options, Report &report);
void measureMillion(const Options &options, Report &report);
void measureTable(const Options &options, Report &report);
void measureEverywhere(const Options &options, Report &report);
void measurePeer(const Options &options, Report &report);
void measureCommand(const Options &options, Report &report);
void measureStart(const Options &options, Report &report);
void measureRest(const Options &options, Report &report);
/// Is what a case wants to have measured in a process of its own; the status to end with.
int become(const QStringList &arguments);

} // namespace nephoscope::bench
