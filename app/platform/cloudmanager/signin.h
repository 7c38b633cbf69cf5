// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/cloudmanager/tree.h"
#include "platform/platform.h"

namespace nephoscope::cloudmanager {

/// The way from an address to a session (cloud-manager reference §4): what the server is and wants, sign-in by cookie
/// or token, who we are, which tenants there are.
class SignIn {
public:
    explicit SignIn(const Catalog &catalog)
        : m_tree(catalog)
    {
    }

    std::optional<Request> nextStep(const Profile &profile, const Credential &credential, const Access &access) const;
    Result<Access> learned(
        const Profile &profile, const Credential &credential, Access access, const Reply &reply) const;
    /// Takes over what an "about" or "support-services" answer says, wherever it was met.
    void readAbout(Access &access, const Reply &reply) const;
    void readServices(Access &access, const Reply &reply) const;
    void readTenants(Access &access, const Reply &reply) const;

private:
    Result<Access> loginLearned(
        const Profile &profile, const Credential &credential, Access access, const Reply &reply) const;
    Result<Access> userLearned(Access access, const Reply &reply) const;

    Tree m_tree;
};

/// The method that is meant where the profile says just "password": a session cookie, or the password grant where the
/// server wants tokens.
SignInMethod methodOf(const Profile &profile, const Access &access);
/// The request with token or cookie, agent id and JSON as the language.
Request withAccess(Request request, const Profile &profile, const Access &access);
/// The agent's id as the gateway wants it: with the suffix "clients" exactly once.
QByteArray agentHeader(const QString &agentId);

} // namespace nephoscope::cloudmanager
