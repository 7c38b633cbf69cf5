// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/assets.h"

namespace nephoscope::demo::cloudmanager {

/// A request to sign a new key, in PEM form. The key is thrown away: nothing is ever encrypted with it.
std::string makeSigningRequest(const std::string &commonName);
/// A certificate that signs itself, good for a year from now.
Certificate makeCertificate(const std::string &commonName);
/// Reads the first certificate of a PEM text; nothing where there is none. The id is left empty.
std::optional<Certificate> readCertificate(const std::string &pem);
bool isPrivateKey(const std::string &pem);

/// As the service shows a certificate to people who manage encryption.
Json certificateView(const Certificate &certificate);

} // namespace nephoscope::demo::cloudmanager
