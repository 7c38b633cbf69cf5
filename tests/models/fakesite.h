// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sites.h"

#include <QHash>
#include <QStringList>
#include <qcorosignal.h>
#include <vector>

namespace nephoscope {

/// A question that waits for its answer.
class Asked : public QObject {
    Q_OBJECT
public:
    explicit Asked(QString askedPath)
        : path(std::move(askedPath))
    {
    }
    QString path;
    Result<Reply> reply = Reply(500, {});

signals:
    void answered();
};

/// Answers from a table of paths; on hold, only when the test says so. Unknown paths are 404, "down" ones have no
/// answer.
class FakeTransport : public Transport {
    Q_OBJECT
public:
    using Transport::Transport;

    Async<Reply> send(Request request) override
    {
        const QString path = request.url().path();
        asked.append(path);
        if (!onHold)
            co_return answerTo(path);
        const auto waiting = std::make_shared<Asked>(path);
        held.push_back(waiting);
        co_await qCoro(waiting.get(), &Asked::answered);
        co_return waiting->reply;
    }
    void abortAll() override
    {
        for (const auto &waiting : std::exchange(held, {})) {
            waiting->reply = failure(Error::Kind::Canceled, QStringLiteral("canceled"));
            emit waiting->answered();
        }
    }
    bool isLive() const override { return true; }

    /// Answers what is on hold, oldest first.
    void release()
    {
        for (const auto &waiting : std::exchange(held, {})) {
            waiting->reply = answerTo(waiting->path);
            emit waiting->answered();
        }
    }

    QHash<QString, QStringList> pages; ///< path → lines
    QStringList down;
    QStringList asked;
    bool onHold = false;
    std::vector<std::shared_ptr<Asked>> held;

private:
    Result<Reply> answerTo(const QString &path) const
    {
        if (down.contains(path))
            return failure(Error::Kind::Offline, QStringLiteral("no answer"));
        if (!pages.contains(path))
            return Reply(404, QByteArray(), QByteArray(), QUrl(QStringLiteral("http://fake") + path));
        return Reply(200, pages.value(path).join(QLatin1Char('\n')).toUtf8());
    }
};

/// A service whose resources are lines of text: "name", "name state", "more PATH", "total N". A name that ends in '.'
/// has no children.
class FakePlatform : public Platform {
public:
    QString service() const override { return QStringLiteral("fake"); }
    QString title() const override { return QStringLiteral("Fake"); }
    QList<SignInChoice> signInChoices(const Access &) const override { return {}; }
    std::optional<Request> nextStep(const Profile &, const Credential &, const Access &) const override { return {}; }
    Result<Access> learned(const Profile &, const Credential &, const Access &access, const Reply &) const override
    {
        return access;
    }
    std::optional<Request> signOut(const Profile &, const Access &) const override { return {}; }
    Request authorized(Request request, const Profile &, const Access &) const override { return request; }
    Request read(const Ref &ref, const Access &) const override { return Request::get(ref.href()); }
    Error error(const Reply &reply) const override
    {
        Error made(kindOfStatus(reply.status()), QStringLiteral("refused"));
        made.withStatus(reply.status());
        return made;
    }
    Result<Resource> resource(const Ref &ref, const Reply &reply, const Access &) const override
    {
        Resource read;
        read.self = ref;
        for (const QString &line : QString::fromUtf8(reply.body()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            const QStringList words = line.split(QLatin1Char(' '));
            if (words[0] == QLatin1String("more"))
                read.more = refTo(words[1]);
            else if (words[0] == QLatin1String("total"))
                read.total = words[1].toLongLong();
            else
                read.children.append(child(words));
        }
        return read;
    }
    QList<Resource> members(const Resource &) const override { return {}; }
    QList<Ref> roots(const Profile &profile, const Access &) const override
    {
        return {refTo(QLatin1Char('/') + profile.name)};
    }
    Schema builtInSchema(const Access &) const override { return {}; }
    QList<Request> schemaRequests(const Access &) const override { return {}; }
    QList<Request> schemaRequestsIn(const Request &, const Reply &, const Access &) const override { return {}; }
    Result<SchemaPart> schemaPart(const Request &, const Reply &) const override { return SchemaPart(); }
    Result<Request> request(
        const Operation &operation, const Arguments &, const QByteArray &body, const Access &) const override
    {
        return Request::withBody(operation.method, operation.href, body, operation.bodyType.toLatin1());
    }
    Result<QList<Request>> save(const Resource &, const Draft &, const Access &) const override
    {
        return QList<Request>();
    }
    std::optional<Operation> editor(const Resource &, const Path &, const Access &) const override { return {}; }
    QString schemaType(const Resource &, const Access &) const override { return {}; }
    Document emptyBody(const Operation &, const Access &) const override { return {}; }
    Outcome outcome(const Request &, const Reply &, const Access &) const override { return {}; }
    Request taskRequest(const TaskState &task, const Access &) const override { return Request::get(task.href); }
    Result<TaskState> taskState(const TaskState &before, const Reply &, const Access &) const override
    {
        return before;
    }
    std::optional<Request> recentTasks(const QDateTime &, const Access &) const override { return {}; }
    Result<QList<TaskState>> tasks(const Reply &, const Access &) const override { return QList<TaskState>(); }
    std::optional<Request> cancel(const TaskState &, const Access &) const override { return {}; }
    QList<Contained> contained(const Request &, const Reply &) const override { return {}; }
    Access recorded(const Request &, const Reply &, Access soFar) const override { return soFar; }

    static Ref refTo(const QString &path)
    {
        return Ref(
            QUrl(QStringLiteral("http://fake") + path), QStringLiteral("thing"), path.section(QLatin1Char('/'), -1));
    }

private:
    static Ref child(const QStringList &words)
    {
        const QString name = QString(words[0]).remove(QLatin1Char('.'));
        Ref ref = refTo(QLatin1Char('/') + name);
        ref.withId(QStringLiteral("id:") + name);
        if (words.size() > 1)
            ref.withState(State(State::Tone::On, words[1]));
        if (words[0].endsWith(QLatin1Char('.')))
            ref.withoutChildren();
        return ref;
    }
};

/// A site of the window that is connected to a fake. Its root is called as the site.
class FakeSite {
public:
    explicit FakeSite(Sites &sites, const QString &name)
        : m_sites(sites)
    {
        m_entry.profile.id = QStringLiteral("profile-") + name;
        m_entry.profile.name = name;
        m_entry.profile.url = QUrl(QStringLiteral("http://fake"));
        auto owned = std::make_unique<FakeTransport>();
        transport = owned.get();
        m_entry.session =
            std::make_shared<Session>(m_entry.profile, std::make_shared<FakePlatform>(), std::move(owned), m_human);
        Access access;
        access.isComplete = true;
        m_entry.session->adopt(access, {});
        m_entry.status = SiteEntry::Status::Connected;
        sites.put(m_entry);
    }
    ~FakeSite() { m_entry.session->close(); }
    FakeSite(const FakeSite &) = delete;
    FakeSite &operator=(const FakeSite &) = delete;

    QString id() const { return m_entry.profile.id; }
    const SiteEntry &entry() const { return m_entry; }

    FakeTransport *transport; ///< the session's

private:
    Sites &m_sites;
    Nobody m_human;
    SiteEntry m_entry;
};

} // namespace nephoscope
