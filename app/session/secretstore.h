// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/async.h"
#include "platform/profile.h"

#include <QObject>

namespace QKeychain {
class Job;
}

namespace nephoscope {

/// Where secrets stay when the user wants to stay signed in.
class SecretStore : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// The stored secret, an empty one where none is stored.
    virtual Async<Credential> read(QString profileId) = 0;
    virtual Async<bool> write(QString profileId, Credential secret) = 0;
    virtual Async<bool> remove(QString profileId) = 0;
};

class KeychainCall;

/// The OS keychain by QtKeychain, each job ended after a time-out of its own; errors other than "no such entry" come as
/// Unsupported ("no keychain: kept in memory for this session"). No fall-back to a file, ever. Deleting it ends what is
/// under way with Canceled.
class Keychain : public SecretStore {
    Q_OBJECT
public:
    using SecretStore::SecretStore;
    ~Keychain() override;

    Async<Credential> read(QString profileId) override;
    Async<bool> write(QString profileId, Credential secret) override;
    Async<bool> remove(QString profileId) override;

private:
    Async<Credential> ask(QKeychain::Job *job);
    Async<bool> done(QKeychain::Job *job);

    QList<KeychainCall *> m_calls; ///< under way; each is owned by the coroutine that awaits it
};

} // namespace nephoscope
