// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace nephoscope {

/// The way to a site, which can be cut and mended. In the test's own thread.
class Wire : public QObject {
    Q_OBJECT
public:
    explicit Wire(const QUrl &site);

    QUrl url() const;
    /// Ends all connections, and takes no more.
    void cut();
    void mend();

private:
    void open();

    QUrl m_site;
    QTcpServer m_server;
    quint16 m_port = 0;
    QList<QPointer<QTcpSocket>> m_ends;
};

} // namespace nephoscope
