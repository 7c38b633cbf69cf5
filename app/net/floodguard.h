// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>
#include <QTimer>
#include <QUrl>

namespace nephoscope {

/// Watches for half a minute over the connections that the program has to an origin when this is made, and ends those
/// on which very much comes all the same: nobody there asked for anything, but Qt goes on reading. Whoever else reads
/// from such a one hears that it broke. Linux only: elsewhere it finds none. Deletes itself; GUI thread.
class FloodGuard : public QObject {
    Q_OBJECT
public:
    explicit FloodGuard(const QUrl &origin);

private:
    class Socket {
    public:
        int descriptor = -1;
        QHostAddress peer;
        quint64 received = 0; ///< bytes at the beginning
    };

    void look();

    quint16 m_port;
    QList<Socket> m_sockets;
    QList<QHostAddress> m_addresses; ///< of the origin's host
    QTimer m_timer;
    int m_looks = 0;
};

} // namespace nephoscope
