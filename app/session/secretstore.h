// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/async.h"
#include "platform/profile.h"

#include <QObject>

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

/// The OS keychain by QtKeychain, each job ended after a time-out of its own; errors other than "no such entry" come as
/// Unsupported
/// ("no keychain: kept in memory for this session"). No fall-back to a file, ever.
class Keychain : public SecretStore {
    Q_OBJECT
public:
    using SecretStore::SecretStore;
    Async<Credential> read(QString profileId) override;
    Async<bool> write(QString profileId, Credential secret) override;
    Async<bool> remove(QString profileId) override;
};

} // namespace nephoscope
