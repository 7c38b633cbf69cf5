// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/crashnote.h"

#include "base/redaction.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QSysInfo>
#include <array>
#include <csignal>
#include <cstring>
#include <ctime>
#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>

namespace nephoscope {

namespace {

constexpr std::array faults{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

// All that the handler touches is made beforehand: it may call only what POSIX calls async-signal-safe.
char fileName[4096];
alignas(16) char ownStack[64 * 1024]; // an overflow of the usual one is a fault too
struct sigaction before[faults.size()];

void put(int file, const char *text)
{
    ssize_t written = write(file, text, strlen(text));
    (void)written; // nobody is left to be told
}

void putNumber(int file, long number)
{
    char digits[24];
    char *at = digits + sizeof digits - 1;
    *at = '\0';
    do {
        *--at = char('0' + number % 10);
        number /= 10;
    } while (number > 0 && at > digits);
    put(file, at);
}

void handle(int number)
{
    const int file = open(fileName, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (file >= 0) {
        put(file, "nephoscope " NEPHOSCOPE_VERSION "\nsignal ");
        putNumber(file, number);
        put(file, "\ntime ");
        putNumber(file, long(time(nullptr)));
        put(file, "\n");
        void *frames[64];
        backtrace_symbols_fd(frames, backtrace(frames, 64), file); // names of functions and addresses, no values
        close(file);
    }
    for (size_t at = 0; at < faults.size(); ++at)
        sigaction(faults[at], &before[at], nullptr);
    raise(number);
}

QString noteIn(const QString &folder) { return folder + QStringLiteral("/crash.txt"); }

QString previousIn(const QString &folder) { return folder + QStringLiteral("/crash-before.txt"); }

} // namespace

void CrashNote::arm(const QString &folder)
{
    QDir().mkpath(folder);
    const QByteArray name = QFile::encodeName(noteIn(folder));
    if (size_t(name.size()) >= sizeof fileName)
        return;
    memcpy(fileName, name.constData(), size_t(name.size()) + 1);
    void *first[1];
    backtrace(first, 1); // loads what it needs, which a handler may not
    stack_t stack{};
    stack.ss_sp = ownStack;
    stack.ss_size = sizeof ownStack;
    sigaltstack(&stack, nullptr);
    struct sigaction action { };
    action.sa_handler = handle;
    action.sa_flags = SA_ONSTACK | SA_RESETHAND | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    for (size_t at = 0; at < faults.size(); ++at)
        sigaction(faults[at], &action, &before[at]);
}

QString CrashNote::left(const QString &folder)
{
    constexpr qint64 most = 64 * 1024;
    QFile file(noteIn(folder));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(most)) : QString();
}

void CrashNote::settle(const QString &folder)
{
    QFile::remove(previousIn(folder));
    QFile::rename(noteIn(folder), previousIn(folder));
}

QString CrashNote::report(const QString &note)
{
    const QString facts = QStringLiteral("Qt %1, %2, %3, %4\n")
                              .arg(QLatin1String(qVersion()), QSysInfo::prettyProductName(),
                                  QSysInfo::currentCpuArchitecture(), QGuiApplication::platformName());
    return redactedText(note + facts);
}

} // namespace nephoscope
