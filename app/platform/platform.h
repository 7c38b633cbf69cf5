// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/reply.h"
#include "net/request.h"
#include "platform/access.h"
#include "platform/profile.h"
#include "platform/resource.h"

#include <QList>
#include <memory>
#include <optional>

namespace nephoscope {

/// A way to sign in that a site offers, and what it has to be asked for.
class SignInChoice {
public:
    SignInMethod method = SignInMethod::Password;
    bool asksUser = true;
    bool asksOrganization = false;
    bool asksClientId = false;
};

/// An object found in a recorded answer, and which part of the body it is (empty = all).
class Contained {
public:
    Ref ref;
    Path part;
};

/// A dialect: pure functions between values, no socket, no clock, no state. Everything that differs between the two
/// services stands behind this interface; nobody outside app/platform (and app/demo) asks which service it is.
class Platform {
public:
    virtual ~Platform() = default;

    /// "cloud-director", "cloud-manager": key of catalogue, schema and explanations.
    virtual QString service() const = 0;
    /// "VMware Cloud Director"
    virtual QString title() const = 0;

    // Sign-in: a fold over answers. The session asks for the next step, sends it, and gives the answer back until there
    // is none.
    virtual QList<SignInChoice> signInChoices(const Access &access) const = 0;
    /// The next request on the way to being signed in; nothing when access.isComplete or the credential is needed and
    /// empty.
    virtual std::optional<Request> nextStep(
        const Profile &profile, const Credential &credential, const Access &access) const = 0;
    /// What that answer taught; an Error of kind SignIn, NotSetUp, Unsupported (no common version) ... where it is
    /// refused.
    virtual Result<Access> learned(
        const Profile &profile, const Credential &credential, const Access &access, const Reply &reply) const = 0;
    virtual std::optional<Request> signOut(const Profile &profile, const Access &access) const = 0;

    /// The request with everything the service wants on it: Accept with version, token, agent id. Only for URLs of the
    /// profile's origins; the transport refuses others.
    virtual Request authorized(Request request, const Profile &profile, const Access &access) const = 0;
    /// The request that reads a resource or a page of a collection.
    virtual Request read(const Ref &ref, const Access &access) const = 0;

    /// Why an answer outside 2xx came: the server's own words from XML, JSON, HTML of a gateway, plain text or nothing.
    virtual Error error(const Reply &reply) const = 0;
    /// An answer read as a resource: unknown kinds too.
    virtual Result<Resource> resource(const Ref &ref, const Reply &reply, const Access &access) const = 0;
    /// The members of a list that was read already which have no address but the list's with a fragment, and may have
    /// children: read from the list, in its order, without asking again.
    virtual QList<Resource> members(const Resource &list) const = 0;
    /// What stands right below the site in the tree.
    virtual QList<Ref> roots(const Profile &profile, const Access &access) const = 0;
    /// For recordings: every object for which that answer holds a body: the object itself first, then those embedded in
    /// it in full. Empty for errors and empty answers.
    virtual QList<Contained> contained(const Request &request, const Reply &reply) const = 0;
    /// For recordings: the access with which it was made, as far as the exchanges show.
    virtual Access recorded(const Request &request, const Reply &reply, Access soFar) const = 0;
};

/// All dialects, in the order in which a site is asked.
QList<std::shared_ptr<const Platform>> allPlatforms();

/// What recognises a site from its URL alone: requests without credentials, in the order to try them.
QList<Request> probes(const QUrl &url);
/// Which dialect spoke in that answer to a probe or in a recording; null where none did.
std::shared_ptr<const Platform> recognised(const Request &request, const Reply &reply);
/// The address a profile connects to: the origin of what the user typed ("vcd.example.com/tenant/acme" →
/// https://vcd.example.com/); http only for loopback or where the user wrote it.
QUrl siteUrl(const QString &typed);
/// The organization that a typed portal address names ("/tenant/acme", "/cloud/org/acme", "/provider"); empty where
/// none.
QString organizationIn(const QString &typed);

} // namespace nephoscope
