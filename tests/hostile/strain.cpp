// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile/strain.h"

#include <QFile>
#include <atomic>
#include <ctime>

#ifdef __SANITIZE_ADDRESS__ // g++ brings the functions without their header
extern "C" {
size_t __sanitizer_get_allocated_size(const volatile void *pointer);
int __sanitizer_install_malloc_and_free_hooks(
    void (*allocated)(const volatile void *, size_t), void (*freed)(const volatile void *));
}
#endif

namespace nephoscope {

namespace {

#ifdef __SANITIZE_ADDRESS__
std::atomic<qint64> current{0};
std::atomic<qint64> peak{0};

void allocated(const volatile void *pointer, size_t)
{
    const qint64 size = qint64(__sanitizer_get_allocated_size(pointer));
    const qint64 now = current.fetch_add(size, std::memory_order_relaxed) + size;
    qint64 most = peak.load(std::memory_order_relaxed);
    while (now > most && !peak.compare_exchange_weak(most, now, std::memory_order_relaxed)) { }
}

void freed(const volatile void *pointer)
{
    if (pointer)
        current.fetch_sub(qint64(__sanitizer_get_allocated_size(pointer)), std::memory_order_relaxed);
}

qint64 startCounting()
{
    static const int installed = __sanitizer_install_malloc_and_free_hooks(allocated, freed);
    Q_ASSERT(installed > 0);
    peak.store(current.load());
    return current.load();
}

qint64 mostBytes() { return peak.load(); }
#else
qint64 status(const char *name)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QFile::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const qsizetype at = text.indexOf(name);
    return at < 0 ? 0 : text.mid(at + qsizetype(strlen(name))).split('k').first().trimmed().toLongLong() * 1024;
}

qint64 startCounting()
{
    QFile reset(QStringLiteral("/proc/self/clear_refs"));
    if (reset.open(QFile::WriteOnly))
        reset.write("5"); // VmHWM begins anew
    return status("VmRSS:");
}

qint64 mostBytes() { return status("VmHWM:"); }
#endif

/// ms
qint64 workOfThread()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return qint64(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

} // namespace

Strain::Strain()
{
    m_before = startCounting();
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Strain::beat);
    m_timer.start(1);
    m_clock.start();
    m_lastWork = workOfThread();
}

Strain::~Strain() = default;

void Strain::beat()
{
    m_worstWall = std::max(m_worstWall, m_clock.restart());
    const qint64 work = workOfThread();
    m_worst = std::max(m_worst, work - m_lastWork);
    m_lastWork = work;
}

qint64 Strain::peakBytes() const { return mostBytes() - m_before; }

double sanitizerFactor()
{
#ifdef __SANITIZE_ADDRESS__
    return 20; // on a loaded machine too: it is for freezes; the promise itself is judged in a release build
#else
    return 1;
#endif
}

} // namespace nephoscope
