// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/cloudmanager.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <atomic>

namespace nephoscope::demo::cloudmanager {

/// An answer of the site, read.
class Got {
public:
    int status = 0;
    QByteArray body;
    QList<QPair<QByteArray, QByteArray>> headers;

    QJsonValue json() const; ///< undefined where the body is none
    QJsonObject object() const { return json().toObject(); }
    QJsonArray array() const { return json().toArray(); }
    QString message() const { return object().value(QLatin1String("message")).toString(); }
    QByteArray header(const QByteArray &name) const;
    QByteArray requestId() const { return header("OnCloud-Request-Id"); }
};

/// Speaks with a Cloud Manager site without a network, on a clock that only the test moves.
class Client {
public:
    explicit Client(const SiteOptions &options = {});

    Got send(const QByteArray &method, const QByteArray &pathAndQuery, const QByteArray &body = {},
        const QList<QPair<QByteArray, QByteArray>> &headers = {});
    /// Below /occm/api, with the session's credentials.
    Got get(const QString &pathAndQuery);
    Got post(const QString &pathAndQuery, const QByteArray &body = {});
    Got put(const QString &pathAndQuery, const QByteArray &body = {});
    Got remove(const QString &pathAndQuery, const QByteArray &body = {});

    /// Signs in as the first user with this role; true where it worked.
    bool signIn(const QString &role = QStringLiteral("Administrator"));
    void pass(double seconds) { *m_now += static_cast<qint64>(seconds * 1000); }
    DemoUser user(const QString &role) const;
    Site &site() { return *m_site; }

    /// A working environment by name; found in the lists.
    QJsonObject system(const QString &name);
    QString systemId(const QString &name) { return system(name).value(QLatin1String("publicId")).toString(); }
    QString statusOf(const QString &name);
    /// 0 running, 1 done, -1 failed, -2 unknown
    int task(const QByteArray &requestId);

    QList<QPair<QByteArray, QByteArray>> credentials; ///< headers sent with get, post, …
    QList<Part> parts; ///< sent with every request

private:
    std::shared_ptr<std::atomic<qint64>> m_now;
    std::unique_ptr<Site> m_site;
};

/// Finds the object of a list that has this value.
QJsonObject pick(const QJsonArray &list, const char *name, const QString &value);
/// "a.b.c" inside nested objects.
QJsonValue at(const QJsonObject &object, const char *path);

} // namespace nephoscope::demo::cloudmanager
