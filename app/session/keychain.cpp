// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keychaincall.h"
#include "session/secretstore.h"

#include <QCoreApplication>
#include <QPointer>
#include <qt6keychain/keychain.h>

namespace nephoscope {

namespace {

template <class Job>
Job *jobFor(const QString &profileId)
{
    auto *job = new Job(QStringLiteral("nephoscope"), QCoreApplication::instance());
    job->setKey(profileId);
    return job;
}

} // namespace

Keychain::~Keychain()
{
    QList<QPointer<KeychainCall>> calls; // whoever is told of an end may delete others
    for (KeychainCall *call : std::as_const(m_calls))
        calls << call;
    for (const QPointer<KeychainCall> &call : calls) {
        if (call)
            call->cancel();
    }
}

Async<Credential> Keychain::read(QString profileId) { return ask(jobFor<QKeychain::ReadPasswordJob>(profileId)); }

Async<bool> Keychain::write(QString profileId, Credential secret)
{
    if (secret.isEmpty()) // nothing to keep: and the entry that was there is no longer right
        return remove(profileId);
    auto *job = jobFor<QKeychain::WritePasswordJob>(profileId);
    job->setBinaryData(secret.reveal());
    return done(job);
}

Async<bool> Keychain::remove(QString profileId) { return done(jobFor<QKeychain::DeletePasswordJob>(profileId)); }

Async<Credential> Keychain::ask(QKeychain::Job *job)
{
    // kept by its destructor, which ends every call before the object goes
    KeychainCall call(job);
    m_calls << &call;
    const Result<Credential> result = co_await call.finished();
    m_calls.removeOne(&call);
    co_return result;
}

Async<bool> Keychain::done(QKeychain::Job *job)
{
    // kept by its destructor, which ends every call before the object goes
    const Result<Credential> result = co_await ask(job);
    if (!result)
        co_return failure(result.error());
    co_return true;
}

} // namespace nephoscope

// Beside the class instead of in one file with all others: a test links only the rooms it uses.
#include "moc_secretstore.cpp"
