// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"
#include "responses/directorsite.h"

namespace nephoscope {

/// A Cloud Manager demo site of the test's own, over HTTP on loopback, with fast tasks and, if wanted, misfortunes or
/// not set up; and sessions with it as the window has them.
class ManagerSite {
public:
    /// `misfortunes`: a script as demo/misfortunes.h describes it.
    explicit ManagerSite(const QByteArray &misfortunes = {}, bool isSetUp = true, double speed = 100);
    ~ManagerSite();

    QUrl at(const QString &path) const { return QUrl(m_server->url() + path); }
    /// Signs in; nobody answers questions. Sessions end with the site.
    Result<std::shared_ptr<Session>> signIn(
        const QString &role, SignInMethod method = SignInMethod::LocalSession, const QString &agentId = {});
    /// One request without session, credentials and defaults.
    Result<Reply> bare(const Request &request);

    /// The first working environment in that state.
    Result<Resource> system(Session &session, const QString &state);
    /// The operation of a resource that has that name; one that is called nothing where there is none.
    static Operation operation(const Resource &resource, const QString &name);
    /// Sends an operation with that body.
    static Result<Outcome> act(
        Session &session, const Operation &operation, const QByteArray &body = {}, const Arguments &arguments = {});

private:
    QTemporaryDir m_folder;
    Settings m_settings;
    Nobody m_nobody;
    std::unique_ptr<demo::Server> m_server;
    std::unique_ptr<Connector> m_connector;
    std::unique_ptr<Http> m_http;
    QList<std::shared_ptr<Session>> m_sessions;
};

} // namespace nephoscope
