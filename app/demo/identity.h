// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <memory>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace nephoscope::demo {

/// What a TLS server shows: its certificate and the private key to it.
class Identity {
public:
    /// A new key and a certificate signed with it, for localhost and 127.0.0.1, good for a year. Never on disk.
    static Result<Identity> selfSigned();
    /// From PEM files.
    static Result<Identity> read(const QString &certificateFile, const QString &keyFile);

    X509 *certificate() const { return m_certificate.get(); }
    EVP_PKEY *key() const { return m_key.get(); }

private:
    Identity(EVP_PKEY *key, X509 *certificate);

    std::shared_ptr<EVP_PKEY> m_key;
    std::shared_ptr<X509> m_certificate;
};

} // namespace nephoscope::demo
