// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/pending.h"
#include "session/schemaanswer.h"
#include "session/schemareading.h"
#include "session/session.h"
#include "session/taskfollower.h"
#include "session/witness.h"

#include <QCoroFuture>
#include <QSet>
#include <QUuid>
#include <deque>

namespace nephoscope {

namespace {

constexpr int schemaRequestsAtOnce = 4;
constexpr int mostSchemaDocuments = 500; // a server that leads on for ever is not followed for ever
constexpr qint64 largestSchemaDocument = 4 * 1024 * 1024; // bytes; real ones have some hundred kilobytes
constexpr qint64 largestSchema = 16 * 1024 * 1024; // bytes of all documents; real ones have one or two megabytes

} // namespace

QByteArray Session::newAction() { return "nephoscope-" + QUuid::createUuid().toByteArray(QUuid::WithoutBraces); }

Async<Access> Session::setUpAndSignIn()
{
    const auto self = shared_from_this();
    const SetUpEnd end = co_await setUp(true);
    if (!end.isDone())
        co_return failure(Error::Kind::NotSetUp, tr("%1 has not been set up.").arg(m_profile.name));
    auto access = co_await signIn(m_credential);
    co_return access;
}

Request Session::asSent(Request request) const
{
    request.setUrl(onThisSite(request.url()));
    return m_platform->authorized(request, m_profile, m_access);
}

Async<Outcome> Session::act(Request request, Resource before, Deed deed)
{
    const auto self = shared_from_this();
    if (m_profile.readOnly)
        co_return failure(Error::Kind::Unsupported, tr("The site %1 is set to read-only.").arg(m_profile.name));
    if (request.action().isEmpty())
        request.setAction(newAction());
    request.setUrl(onThisSite(request.url()));
    if (deed.object.href().isEmpty())
        deed.object = before.self;
    if (deed.before.isNull())
        deed.before = before.document;
    const std::shared_ptr<Witness> witness = request.isSafe() ? nullptr : m_witness;
    const Result<qint64> kept = witness ? witness->intended(*this, asSent(request), deed) : Result<qint64>(0);
    if (!kept)
        co_return failure(kept.error());
    auto outcome = co_await actOnce(request, before);
    if (witness)
        witness->answered(*kept, outcome);
    if (outcome && outcome->task)
        m_tasks->follow(*outcome->task);
    co_return outcome;
}

Async<Outcome> Session::actOnce(Request request, Resource before)
{
    const auto self = shared_from_this();
    const QSet<QString> known = m_tasks->known();
    const QDateTime sent = QDateTime::currentDateTimeUtc().addMSecs(m_clockLead);
    auto reply = co_await send(request);
    if (!reply) {
        if (!mayHaveWorked(reply.error()) || m_state != State::SignedIn || m_isSigningOut)
            co_return failure(reply.error());
        auto found = co_await lookUp(request, before, reply.error(), known, sent);
        co_return found;
    }
    const Outcome outcome = m_platform->outcome(request, *reply, m_access);
    co_return outcome;
}

Async<TaskState> Session::finished(TaskState task)
{
    const auto self = shared_from_this();
    if (task.isEnded())
        co_return task;
    const QList<TaskState> heard = m_tasks->tasks();
    for (const TaskState &known : heard)
        if (known.isEnded() && known.href.path() == task.href.path())
            co_return known; // its end was told, and is not told again
    Pending<Result<TaskState>> end;
    const QUrl href = task.href;
    const auto settle = [&end](const Result<TaskState> &result) {
        end.settle(result);
        end.resume(); // may end this coroutine: nothing of it is touched afterwards
    };
    QObject listener;
    connect(m_tasks.get(), &TaskFollower::ended, &listener, [settle, href](const TaskState &ended) {
        if (ended.href.path() == href.path())
            settle(ended);
    });
    connect(this, &Session::stateChanged, &listener, [this, settle] {
        if (m_state == State::Closed)
            settle(failure(Error::Kind::Canceled, tr("The connection was closed.")));
    });
    m_tasks->follow(task);
    auto ended = co_await end.value();
    co_return ended;
}

Async<bool> Session::readSchema()
{
    const auto self = shared_from_this();
    const QFuture<std::optional<Schema>> keeping = keptSchema(m_profile, m_access);
    const std::optional<Schema> kept = co_await keeping;
    if (kept) {
        useSchema(*kept);
        co_return true;
    }
    QList<Request> waiting = m_platform->schemaRequests(m_access);
    QSet<QString> asked;
    QList<SchemaPart> parts;
    bool isComplete = !waiting.isEmpty();
    qint64 bytes = 0;
    std::deque<QCoro::Task<SchemaAnswer>> running;
    while (!waiting.isEmpty() || !running.empty()) {
        while (!waiting.isEmpty() && running.size() < schemaRequestsAtOnce) {
            const Request request = waiting.takeFirst();
            if (asked.size() >= mostSchemaDocuments || asked.contains(request.url().toString()))
                continue;
            asked.insert(request.url().toString());
            running.push_back(schemaAnswer(request));
        }
        if (running.empty())
            break;
        const SchemaAnswer answer = co_await running.front();
        running.pop_front();
        parts << answer.part();
        bytes += answer.bytes();
        if (bytes <= largestSchema)
            waiting << answer.further();
        else
            waiting.clear();
        isComplete = isComplete && answer.isComplete() && bytes <= largestSchema;
    }
    if (m_state == State::Closed)
        co_return failure(Error::Kind::Canceled, tr("The connection was closed."));
    const QFuture<Schema> joining = joinedSchema(m_platform, m_profile, m_access, parts, isComplete);
    const Schema schema = co_await joining;
    useSchema(schema);
    co_return isComplete;
}

QCoro::Task<SchemaAnswer> Session::schemaAnswer(Request request)
{
    const auto self = shared_from_this();
    request.setLimit(largestSchemaDocument);
    request.setUrl(onThisSite(request.url()));
    auto reply = co_await send(request);
    if (!reply) {
        SchemaPart part;
        part.name = request.url().path();
        part.notes << tr("%1 could not be read: %2").arg(part.name, reply.error().message());
        co_return SchemaAnswer(part, QList<Request>(), 0, false);
    }
    const QFuture<SchemaAnswer> reading = schemaAnswerOf(m_platform, request, *reply, m_access);
    auto answer = co_await reading;
    co_return answer;
}

void Session::useSchema(const Schema &schema)
{
    m_access.schema = std::make_shared<const Schema>(schema);
    m_introduction.schema = m_access.schema;
    emit schemaChanged();
}

void Session::actAs(const Ref &organization)
{
    m_access.actingAs = organization;
    emit contextChanged();
}

} // namespace nephoscope
