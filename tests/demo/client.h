// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QStringList>
#include <memory>

namespace httplib {
class Client;
}

namespace nephoscope::demo {

/// What came back. Status 0: nothing did.
class Received {
public:
    int status = 0;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;

    QByteArray header(const QByteArray &name) const;
    QByteArray mediaType() const { return header("Content-Type").split(';').first(); }
    QJsonObject json() const;
};

/// A blocking client that shares no code with the site.
class Client {
public:
    using Headers = QList<QPair<QByteArray, QByteArray>>;

    explicit Client(const QString &url);

    /// Signs in by the classic API and keeps the token. The status of the answer.
    int signIn(const QByteArray &userAtOrganization, const QByteArray &version, const QByteArray &format = "xml",
        const QByteArray &password = "demo");
    /// Sends with the token and an Accept header for the version signed in with. `address` is a path or an href.
    Received send(const QByteArray &method, const QByteArray &address, const QByteArray &body = {},
        const QByteArray &contentType = {}, const Headers &further = {});
    Received get(const QByteArray &address) { return send("GET", address); }
    /// Sends exactly this.
    Received raw(
        const QByteArray &method, const QByteArray &address, const Headers &headers, const QByteArray &body = {});

    QByteArray base() const { return m_url.toUtf8(); }
    QByteArray accept(const QByteArray &address) const;

private:
    QString m_url;
    std::shared_ptr<httplib::Client> m_connection;
    QByteArray m_version = "36.0";
    QByteArray m_format = "xml";
    QPair<QByteArray, QByteArray> m_authorization;
};

/// A Cloud Director on loopback with fast tasks.
std::unique_ptr<Server> startDirector(const SiteOptions &site = {});

/// The value of `Authorization` for a name and password.
QByteArray basic(const QByteArray &userAtOrganization, const QByteArray &password);

/// All addresses in a document, XML or JSON, that are to be read: not those of edits, removals and actions.
QStringList addressesIn(const Received &received);

/// The href of the first link with that relation in an XML document; empty where there is none.
QByteArray linkIn(const QByteArray &xml, const QByteArray &rel);
/// The href of the first element of that name with that `name` attribute in an XML document.
QByteArray hrefOf(const QByteArray &xml, const QByteArray &element, const QByteArray &name);
/// An attribute of the root element.
QByteArray rootAttribute(const QByteArray &xml, const QByteArray &name);

} // namespace nephoscope::demo
