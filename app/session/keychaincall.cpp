// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keychaincall.h"

#include "base/redaction.h"

#include <chrono>
#include <qt6keychain/keychain.h>

namespace nephoscope {

namespace {

constexpr std::chrono::seconds patience{4};

} // namespace

KeychainCall::KeychainCall(QKeychain::Job *job)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        end(failure(Error(Error::Kind::Unsupported,
            tr("The keychain of this computer did not answer. Your sign-in is kept in memory for this session."))));
    });
    connect(job, &QKeychain::Job::finished, this, &KeychainCall::jobFinished);
    m_timer.start(patience);
    job->setInsecureFallback(false);
    job->start();
}

void KeychainCall::cancel()
{
    m_result.settle(failure(Error::Kind::Canceled, tr("The question to the keychain was canceled.")));
    m_result.resume();
}

void KeychainCall::jobFinished(QKeychain::Job *job)
{
    const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(job);
    switch (job->error()) {
    case QKeychain::NoError:
        return end(reading ? Secret(reading->binaryData()) : Secret());
    case QKeychain::EntryNotFound:
        return end(Secret());
    default:
        // No other error can be told apart for sure: a missing bus, a missing service and a locked keychain look alike.
        end(failure(Error(Error::Kind::Unsupported,
            tr("This computer has no keychain that can be used. Your sign-in is kept in memory for this session."))
                        .withDetails(redactedText(job->errorString()))));
    }
}

/// Whoever awaits goes on from the event loop: it may delete everything here, and must not do so within a signal of the
/// job.
void KeychainCall::end(const Result<Secret> &result)
{
    m_timer.stop();
    m_result.settle(result);
    QMetaObject::invokeMethod(
        this, [this] { m_result.resume(); }, Qt::QueuedConnection);
}

} // namespace nephoscope

#include "moc_keychaincall.cpp"
