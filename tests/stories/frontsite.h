// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/site.h"

#include <QTcpServer>
#include <QUrl>
#include <functional>
#include <optional>

class QTcpSocket;

namespace nephoscope {

/// A server before a demo site: answers itself what the test wants, and lets the site answer the rest. In the test's
/// own thread.
class FrontSite : public QObject {
    Q_OBJECT
public:
    using Handler = std::function<std::optional<demo::Answer>(const demo::Message &message)>;
    FrontSite(demo::Site &behind, Handler handler);

    QUrl url() const;

private:
    void read(QTcpSocket *connection);
    demo::Answer answer(const demo::Message &message);

    demo::Site &m_behind;
    Handler m_handler;
    QHash<QTcpSocket *, QByteArray> m_unread;
    QTcpServer m_server;
};

/// An answer in JSON.
demo::Answer jsonAnswer(const QByteArray &body, int status = 200);

} // namespace nephoscope
