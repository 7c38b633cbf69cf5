// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "net/pending.h"

#include <QObject>
#include <QTimer>

namespace QKeychain {
class Job;
}

namespace nephoscope {

/// One question to the OS keychain, ended by its answer, by a time-out (locked keychains ask the user, broken ones
/// never answer) or by cancel(). The result is the secret that was read; empty for other jobs and where there is no
/// entry.
class KeychainCall : public QObject {
    Q_OBJECT
public:
    /// Starts the job, which deletes itself when it is done. One that never is must live as long as the application:
    /// the keychain's library may still call it long after the time-out.
    explicit KeychainCall(QKeychain::Job *job);

    /// To be awaited once.
    Pending<Result<Secret>>::Awaiter finished() { return m_result.value(); }
    /// Ends it with Canceled; whoever awaits goes on before this returns.
    void cancel();

private:
    void jobFinished(QKeychain::Job *job);
    void end(const Result<Secret> &result);

    QTimer m_timer;
    Pending<Result<Secret>> m_result;
};

} // namespace nephoscope
