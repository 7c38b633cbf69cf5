// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/secretstore.h"

#include <QHash>

namespace nephoscope {

/// A keychain of the test's own, or the lack of one.
class MemorySecrets : public SecretStore {
    Q_OBJECT
public:
    using SecretStore::SecretStore;

    Async<Credential> read(QString profileId) override
    {
        if (!isThere)
            co_return failure(Error::Kind::Unsupported, QStringLiteral("no keychain"));
        co_return secrets.value(profileId, otherwise);
    }
    Async<bool> write(QString profileId, Credential secret) override
    {
        if (!isThere)
            co_return failure(Error::Kind::Unsupported, QStringLiteral("no keychain"));
        secrets.insert(profileId, secret);
        co_return true;
    }
    Async<bool> remove(QString profileId) override
    {
        secrets.remove(profileId);
        co_return true;
    }

    QHash<QString, Credential> secrets;
    Credential otherwise; ///< of profiles that it was told nothing about
    bool isThere = true;
};

} // namespace nephoscope
