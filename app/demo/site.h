// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QString>
#include <optional>

namespace nephoscope::demo {

/// One part of a multipart body.
class Part {
public:
    QByteArray name;
    QByteArray fileName; ///< empty for a plain field
    QByteArray content;
};

/// A request as the HTTP library read it, before anything is interpreted. Thread: whichever serves the connection.
class Message {
public:
    QByteArray method;
    QByteArray path; ///< as sent, percent-encoded, without query
    QByteArray query; ///< as sent, without '?'
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body; ///< empty where the body came in parts
    QList<Part> parts; ///< of a multipart body, in the order of their names

    QByteArray header(const QByteArray &name) const; ///< case-insensitive; empty where missing
};

/// What a site answers.
class Answer {
public:
    int status = 200;
    QList<QPair<QByteArray, QByteArray>> headers; ///< without Content-Length; Content-Type left out = none
    QByteArray body;
};

/// What every site is told at the start.
class SiteOptions {
public:
    QByteArray publicUrl; ///< what hrefs say: scheme, host, port, no slash at the end
    int vms = 0; ///< Cloud Director: further VMs; Cloud Manager: further volumes
    quint32 seed = 1;
    double speed = 1.0; ///< how fast tasks run; 1 = seconds
    int idleSeconds = 1800; ///< a session not used for so long ends
    bool setUp = true; ///< Cloud Manager: answers 420 until it is set up otherwise
};

/// A user that can sign in, for the ready line and the tests.
class DemoUser {
public:
    QString user;
    QString organization;
    QString password;
    QString role;
};

/// One embedded service: state and behaviour, spoken to in bytes. Thread-safe: answer() may be called from many
/// connections at once.
class Site {
public:
    virtual ~Site() = default;
    virtual QString platform() const = 0; ///< "cloud-director", "cloud-manager"
    virtual Answer answer(const Message &message) = 0;
    virtual QList<DemoUser> users() const = 0;
};

} // namespace nephoscope::demo
