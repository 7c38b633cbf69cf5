// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "demo/server.h"
#include "session/connector.h"
#include "session/session.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <qcorotask.h>

namespace nephoscope {

/// What an asynchronous call ends with; an Error of kind Offline where it does not end in time. The caller keeps what
/// the call works on.
template <class T>
Result<T> ended(QCoro::Task<Result<T>> task)
{
    Result<T> result = failure(Error::Kind::Offline, QStringLiteral("the call did not end"));
    bool isDone = false;
    QObject listener;
    QCoro::connect(std::move(task), &listener, [&](const Result<T> &heard) {
        result = heard;
        isDone = true;
    });
    return QTest::qWaitFor([&] { return isDone; }, 60'000) ? result : result;
}

/// Those lines of the vCloud text about responses that begin like that, where the text is there; says how many files it
/// read.
QStringList linesOfTheText(const QRegularExpression &beginning);
/// A script of misfortunes of one entry: that answer instead of the site's. `rest`: further members.
QByteArray instead(const QByteArray &method, const QByteArray &path, int status, const QByteArray &rest = {});

/// A Cloud Director demo site of the test's own, over HTTP on loopback, with fast tasks and, if wanted, misfortunes;
/// and sessions with it as the window has them.
class DirectorSite {
public:
    /// `misfortunes`: a script as demo/misfortunes.h describes it; `publicUrl`: what the site calls itself.
    explicit DirectorSite(const QByteArray &misfortunes = {}, const QByteArray &publicUrl = {});
    ~DirectorSite();

    QUrl at(const QString &path) const { return QUrl(m_server->url() + path); }
    /// Signs in; nobody answers questions. Sessions end with the site.
    Result<std::shared_ptr<Session>> signIn(const QString &role, const QString &representation,
        const QString &version = QStringLiteral("36.0"), const QByteArray &password = {}, bool legacyToken = false);

    /// The address of the first object of that query type with that in its record ("POWERED_OFF"), the console's way.
    QUrl first(Session &session, const QString &queryType, const QString &filter = {});

private:
    QTemporaryDir m_folder;
    Settings m_settings;
    Nobody m_nobody;
    std::unique_ptr<demo::Server> m_server;
    std::unique_ptr<Connector> m_connector;
    QList<std::shared_ptr<Session>> m_sessions;
};

} // namespace nephoscope
