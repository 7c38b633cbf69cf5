// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/clouddirector/reader.h"
#include "platform/platform.h"

namespace nephoscope::clouddirector {

/// The way from an address to a session (cloud-director reference §2 and §3): versions, sign-in by the method of the
/// profile, who we are, what the session links to.
class SignIn {
public:
    explicit SignIn(const Catalog &catalog)
        : m_reader(catalog)
    {
    }

    std::optional<Request> nextStep(const Profile &profile, const Credential &credential, const Access &access) const;
    Result<Access> learned(
        const Profile &profile, const Credential &credential, Access access, const Reply &reply) const;
    /// Takes over what a Session document (XML or JSON, classic or cloudapi) says.
    void readSession(Access &access, const Document &document, const QUrl &base) const;
    static void readVersions(Access &access, const Document &document);

private:
    Result<Access> versionsLearned(const Profile &profile, Access access, const Reply &reply) const;
    Result<Access> loginLearned(Access access, const Reply &reply) const;
    Result<Access> tokenLearned(Access access, const Reply &reply) const;
    Result<Access> sessionLearned(Access access, const Reply &reply) const;

    Reader m_reader;
};

/// True where the profile signs in as provider: organization empty, or "System" in any case.
bool isProvider(const Profile &profile);
/// "application/*+xml;version=37.0" for the classic API, "application/json;version=…" for cloudapi.
QByteArray acceptFor(const QUrl &url, const QString &apiVersion, const QString &representation);
/// The request with the token of that access in the form its version wants.
Request withToken(Request request, const Access &access);

} // namespace nephoscope::clouddirector
