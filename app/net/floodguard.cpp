// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/floodguard.h"

#include <QCoreApplication>
#include <QDir>
#include <QHostInfo>
#include <algorithm>
#include <linux/tcp.h> // the tcp_info of glibc does not tell of bytes
#include <netinet/in.h>
#include <sys/socket.h>

namespace nephoscope {

namespace {

constexpr int interval = 100; ///< ms
constexpr int mostLooks = 300;
constexpr quint64 flood = 256 * 1024; ///< bytes; the fields of an answer have some hundreds

/// The other side of a TCP connection; null for what is none to that port.
QHostAddress peerOf(int descriptor, quint16 port)
{
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    if (getpeername(descriptor, reinterpret_cast<sockaddr *>(&peer), &size) != 0
        || (peer.ss_family != AF_INET && peer.ss_family != AF_INET6))
        return {};
    // the port stands at the same place in both, most significant byte first
    const auto *bytes = reinterpret_cast<const uchar *>(&peer) + sizeof(sa_family_t);
    if (((bytes[0] << 8) | bytes[1]) != port)
        return {};
    return QHostAddress(reinterpret_cast<const sockaddr *>(&peer));
}

quint64 receivedBy(int descriptor)
{
    tcp_info info{};
    socklen_t size = sizeof info;
    return getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 ? info.tcpi_bytes_received : 0;
}

} // namespace

FloodGuard::FloodGuard(const QUrl &origin)
    : QObject(QCoreApplication::instance())
    , m_port(quint16(origin.port(origin.scheme() == QLatin1String("https") ? 443 : 80)))
{
    const QDir open(QStringLiteral("/proc/self/fd"));
    for (const QString &name : open.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)) {
        const int descriptor = name.toInt();
        if (const QHostAddress peer = peerOf(descriptor, m_port); !peer.isNull())
            m_sockets << Socket{descriptor, peer, receivedBy(descriptor)};
    }
    QHostInfo::lookupHost(origin.host(), this, [this](const QHostInfo &host) { m_addresses = host.addresses(); });
    connect(&m_timer, &QTimer::timeout, this, &FloodGuard::look);
    m_timer.start(interval);
}

void FloodGuard::look()
{
    m_sockets.removeIf([this](const Socket &socket) { // it is closed, and the number perhaps given to another
        return peerOf(socket.descriptor, m_port) != socket.peer;
    });
    const auto end = std::remove_if(m_sockets.begin(), m_sockets.end(), [this](const Socket &socket) {
        const bool isMeant = std::any_of(m_addresses.begin(), m_addresses.end(), [&](const QHostAddress &address) {
            return socket.peer.isEqual(address, QHostAddress::ConvertV4MappedToIPv4);
        });
        const quint64 now = receivedBy(socket.descriptor);
        if (!isMeant || now < socket.received + flood)
            return false;
        shutdown(socket.descriptor, SHUT_RDWR);
        return true;
    });
    m_sockets.erase(end, m_sockets.end());
    if (m_sockets.isEmpty() || ++m_looks == mostLooks)
        deleteLater();
}

} // namespace nephoscope
