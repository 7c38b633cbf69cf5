// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "base/logging.h"
#include "net/http.h"
#include "session/patience.h"
#include "session/pauses.h"
#include "session/resourcereading.h"
#include "session/taskfollower.h"
#include "session/trust.h"
#include "session/waitinglist.h"

#include <QSet>

namespace nephoscope {

Session::Session(
    Profile profile, std::shared_ptr<const Platform> platform, std::unique_ptr<Transport> transport, Human &human)
    : m_profile(std::move(profile))
    , m_platform(std::move(platform))
    , m_transport(std::move(transport))
    , m_human(human)
    , m_tasks(std::make_unique<TaskFollower>(*this, m_platform))
    , m_waitingList(std::make_unique<WaitingList>(*m_tasks))
    , m_patience(std::make_unique<Patience>())
    , m_pauses(std::make_unique<Pauses>())
{
    useSchema(m_platform->builtInSchema(m_access));
    connect(m_transport.get(), &Transport::exchanged, &m_traffic, &TrafficRecord::add);
}

Session::~Session() = default;

Async<Access> Session::introduce()
{
    const auto self = shared_from_this();
    auto access = co_await takeSteps(Credential(), Access());
    if (access) {
        access->schema = m_access.schema;
        m_introduction = *access;
        m_access = *access;
    }
    co_return access;
}

Async<Access> Session::signIn(Credential credential)
{
    const auto self = shared_from_this();
    if (m_introduction.done.isEmpty()) {
        auto introduced = co_await introduce();
        if (!introduced)
            co_return introduced;
    }
    const State before = m_state;
    setState(State::SigningIn);
    auto access = co_await takeSteps(credential, m_introduction);
    if (m_state == State::Closed)
        co_return failure(Error::Kind::Canceled, tr("The connection was closed."));
    if (!access) {
        setState(before == State::SignedIn ? State::SignedOut : before);
        co_return access;
    }
    take(*access, credential);
    co_return access;
}

Async<Access> Session::takeSteps(Credential credential, Access access)
{
    const auto self = shared_from_this();
    bool mayBeSetUp = true;
    for (;;) {
        const std::optional<Request> step = m_platform->nextStep(m_profile, credential, access);
        if (!step)
            co_return access;
        auto reply = co_await sendTrusting(m_transport.get(), &m_human, m_profile, *step);
        if (!reply)
            co_return failure(reply.error());
        auto learned = m_platform->learned(m_profile, credential, access, *reply);
        if (!learned && learned.error().kind() == Error::Kind::NotSetUp && mayBeSetUp) {
            mayBeSetUp = false;
            m_access.token = access.token; // the set-up may be made in the name of who signed in
            m_access.tokenKind = access.tokenKind;
            const SetUpEnd end = co_await setUp(false);
            if (!end.isDone())
                co_return learned;
            if (!end.credential().isEmpty()) {
                credential = end.credential();
                access = Access(); // what the server said before its restart counts no longer
                access.schema = m_access.schema;
            }
            continue;
        }
        if (!learned)
            co_return learned;
        if (learned->refreshTokenRotated && !learned->refreshToken.sameAs(access.refreshToken)) {
            // the old one is worth nothing from here on, whatever becomes of the steps that follow
            m_credential = learned->refreshToken;
            m_access.refreshToken = learned->refreshToken;
            emit refreshTokenRotated();
        }
        access = *learned;
    }
}

void Session::take(const Access &access, const Credential &credential)
{
    m_access = access;
    if (!m_access.schema)
        m_access.schema = m_introduction.schema;
    if (m_access.lifetime)
        m_access.expires = QDateTime::currentDateTimeUtc().addSecs(*m_access.lifetime);
    m_credential = access.refreshTokenRotated ? access.refreshToken : credential;
    ++m_generation;
    setState(State::SignedIn);
}

Async<bool> Session::signOut()
{
    const auto self = shared_from_this();
    const std::optional<Request> request = m_platform->signOut(m_profile, m_access);
    // nothing that runs meanwhile may sign in again
    m_credential = Credential();
    m_isSigningOut = true;
    m_transport->abortAll();
    bool told = true;
    if (request && isLive()) {
        auto reply = co_await m_transport->send(*request);
        told = reply && reply->isSuccess();
    }
    m_isSigningOut = false;
    m_access = m_introduction;
    setState(State::SignedOut);
    co_return told;
}

Async<Reply> Session::send(Request request)
{
    const auto self = shared_from_this();
    request.setUrl(onThisSite(request.url())); // tasks too name the site by its public address
    QSet<Error::Kind> tried;
    int attempt = 1;
    for (;;) {
        if (m_state == State::Closed)
            co_return failure(Error::Kind::Canceled, tr("The connection was closed."));
        if (!isLive() && !request.isSafe())
            co_return failure(Error::Kind::Unsupported, tr("A recording cannot be changed."));
        if (m_settingUp) {
            const SetUpEnd end = co_await *m_settingUp;
            if (!end.isDone())
                co_return failure(Error::Kind::NotSetUp, tr("%1 has not been set up.").arg(m_profile.name));
        }
        const int generation = m_generation;
        const Request authorized = m_platform->authorized(request, m_profile, m_access);
        auto reply = co_await sendTrusting(m_transport.get(), &m_human, m_profile, authorized);
        note(reply);
        if (!reply || reply->isSuccess())
            co_return reply;
        const Error error = m_platform->error(*reply);
        if (error.kind() == Error::Kind::Busy && request.isSafe()) { // a write may have been begun
            const bool again = co_await pause(request, reply, ++attempt);
            if (!again)
                co_return failure(error);
            continue;
        }
        // a cure that did not help is not tried again
        if (tried.contains(error.kind()))
            co_return failure(error);
        tried.insert(error.kind());
        const bool better = co_await cured(error, generation);
        if (!better)
            co_return failure(error);
    }
}

Async<Resource> Session::open(Ref ref)
{
    const auto self = shared_from_this();
    Request request = m_platform->read(ref, m_access);
    request.setUrl(onThisSite(request.url()));
    request.setLimit(largestResource);
    auto reply = co_await send(request);
    if (!reply)
        co_return failure(reply.error());
    auto resource = co_await readResource(m_platform, ref, *reply, m_access);
    if (resource)
        resource->readAt = QDateTime::currentDateTimeUtc();
    co_return resource;
}

QList<Ref> Session::roots() const { return isLive() ? m_platform->roots(m_profile, m_access) : m_access.entryPoints; }

void Session::adopt(const Access &access, const QList<Ref> &objects)
{
    m_introduction = access;
    m_access = access;
    m_recordedObjects = objects;
    useSchema(m_platform->builtInSchema(m_access));
    setState(State::SignedIn);
}

void Session::close()
{
    setState(State::Closed);
    m_tasks->stop();
    m_waitingList->clear();
    m_pauses->endAll(false);
    m_transport->abortAll();
}

QCoro::Task<bool> Session::cured(Error error, int generation)
{
    const auto self = shared_from_this();
    if (!isLive() || m_state == State::Closed || m_isSigningOut)
        co_return false;
    if (error.kind() == Error::Kind::SignIn) {
        const bool again = co_await renewed(generation);
        co_return again;
    }
    if (error.kind() == Error::Kind::NotSetUp) {
        const SetUpEnd end = co_await setUp(false);
        if (!end.isDone() || end.credential().isEmpty())
            co_return end.isDone();
        const bool again = co_await renewed(generation);
        co_return again;
    }
    co_return false;
}

QCoro::Task<bool> Session::renewed(int generation)
{
    const auto self = shared_from_this();
    if (m_generation != generation)
        co_return true; // somebody was faster
    if (m_refusedGeneration == generation)
        co_return false; // it was tried for this token, and the person said no
    if (!m_renewal)
        m_renewal.emplace(renewal());
    const bool ok = co_await *m_renewal;
    if (m_renewal && m_renewal->isReady())
        m_renewal.reset();
    if (!ok && m_state == State::SignedOut)
        m_refusedGeneration = generation;
    co_return ok;
}

QCoro::Task<bool> Session::renewal()
{
    const auto self = shared_from_this();
    Error why(Error::Kind::SignIn, tr("The session has expired."));
    // a pasted token cannot be had anew; everything else is tried silently, once: accounts lock
    if (!m_credential.isEmpty() && m_profile.method != SignInMethod::Bearer) {
        auto access = co_await signIn(m_credential);
        if (access)
            co_return true;
        why = access.error();
        if (why.kind() != Error::Kind::SignIn)
            co_return false;
        m_credential = Credential(); // accounts lock: a refused secret is not sent twice
    }
    for (;;) {
        const auto secret = co_await m_human.secretFor(m_profile, why);
        if (!secret || m_state == State::Closed) {
            if (m_state != State::Closed)
                setState(State::SignedOut);
            co_return false;
        }
        auto access = co_await signIn(*secret);
        if (access) {
            emit credentialReplaced(access->refreshTokenRotated ? access->refreshToken : *secret);
            co_return true;
        }
        why = access.error();
    }
}

QCoro::Task<SetUpEnd> Session::setUp(bool isWanted)
{
    const auto self = shared_from_this();
    const bool isFirst = !m_settingUp;
    if (isFirst)
        m_settingUp.emplace(m_human.setUp(self, isWanted));
    const SetUpEnd end = co_await *m_settingUp;
    if (m_settingUp && m_settingUp->isReady())
        m_settingUp.reset();
    if (isFirst && end.isDone() && !end.credential().isEmpty()) {
        m_profile.user = end.user();
        m_credential = end.credential();
        m_introduction = Access();
        m_introduction.schema = m_access.schema;
        emit userReplaced(end.credential());
    }
    co_return end;
}

Async<Reply> Session::ask(Request request)
{
    const auto self = shared_from_this();
    if (m_state == State::Closed)
        co_return failure(Error::Kind::Canceled, tr("The connection was closed."));
    const Request authorized = m_platform->authorized(request, m_profile, m_access);
    auto reply = co_await sendTrusting(m_transport.get(), &m_human, m_profile, authorized);
    co_return reply;
}

QUrl Session::onThisSite(const QUrl &url) const
{
    const QUrl absolute = m_profile.url.resolved(url);
    if (sameOrigin(absolute, m_profile.url))
        return absolute;
    for (const QUrl &allowed : m_profile.allowedOrigins) {
        if (sameOrigin(absolute, allowed))
            return absolute;
    }
    // servers name themselves by their public address; only the path counts
    QUrl here = absolute;
    here.setScheme(m_profile.url.scheme());
    here.setHost(m_profile.url.host());
    here.setPort(m_profile.url.port());
    here.setUserInfo(QString());
    return here;
}

void Session::note(const Result<Reply> &reply)
{
    if (reply && isLive()) {
        const QDateTime date = httpDate(reply->headers().value("Date"));
        if (date.isValid())
            m_clockLead = QDateTime::currentDateTimeUtc().msecsTo(date);
    }
    const bool isDown =
        !reply && (reply.error().kind() == Error::Kind::Offline || reply.error().kind() == Error::Kind::Tls);
    if (!isLive() || (!reply && !isDown) || isDown == m_trouble.has_value())
        return; // an answer that could not be read, or a cancelled question, tells nothing about the way there
    m_trouble = isDown ? std::optional<Error>(reply.error()) : std::nullopt;
    emit troubleChanged();
}

void Session::setState(State state)
{
    if (m_state == state || m_state == State::Closed)
        return;
    m_state = state;
    emit stateChanged();
}

} // namespace nephoscope
