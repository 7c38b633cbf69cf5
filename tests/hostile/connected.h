// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "demo/site.h"
#include "session/connector.h"

#include <QTemporaryDir>
#include <qcorotask.h>

namespace nephoscope {

/// What became of something asynchronous; wait for isThere().
template <class T>
class Awaited : public QObject {
public:
    explicit Awaited(QCoro::Task<Result<T>> task)
    {
        QCoro::connect(std::move(task), this, [this](const Result<T> &result) { m_result = result; });
    }
    bool isThere() const { return m_result.has_value(); }
    const Result<T> &result() const { return *m_result; }

private:
    std::optional<Result<T>> m_result;
};

/// The console without a window: signed in to a site with a password, and closed with this.
class Connected {
public:
    Connected(const QUrl &site, const demo::DemoUser &user, int readTimeoutSeconds);
    ~Connected();

    const std::shared_ptr<Session> &session() const { return m_session; }
    const QString &problem() const { return m_problem; }

private:
    QTemporaryDir m_folder;
    Settings m_settings;
    Nobody m_nobody;
    Connector m_connector;
    std::shared_ptr<Session> m_session;
    QString m_problem;
};

} // namespace nephoscope
