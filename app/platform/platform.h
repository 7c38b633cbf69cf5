// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "document/draft.h"
#include "net/reply.h"
#include "net/request.h"
#include "platform/access.h"
#include "platform/answerfacts.h"
#include "platform/choices.h"
#include "platform/listquery.h"
#include "platform/lostwrite.h"
#include "platform/outcome.h"
#include "platform/profile.h"
#include "platform/resource.h"
#include "platform/setupplan.h"
#include "platform/taskstate.h"
#include "platform/transfer.h"
#include "platform/wizard.h"
#include "schema/schema.h"

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

    /// Where an identifier of this service that was met nowhere yet is to be read; nothing where it tells no address.
    virtual std::optional<QUrl> addressOf(const QString &id) const;

    /// Why an answer outside 2xx came: the server's own words from XML, JSON, HTML of a gateway, plain text or nothing.
    virtual Error error(const Reply &reply) const = 0;
    /// An answer read as a resource: unknown kinds too.
    virtual Result<Resource> resource(const Ref &ref, const Reply &reply, const Access &access) const = 0;
    /// The request for that list filtered, sorted and paged by the server; nothing where it cannot do that. Its answer
    /// is read by resource().
    virtual std::optional<Request> listRequest(const Ref &list, const ListQuery &query, const Access &access) const;
    /// How that list's rows are found in its answers; nothing where it is not known to be a list of rows.
    virtual std::optional<ListLayout> listLayout(const Ref &list, const Access &access) const;
    /// The members of a list that was read already which have no address but the list's with a fragment, and may have
    /// children: read from the list, in its order, without asking again.
    virtual QList<Resource> members(const Resource &list) const = 0;
    /// What stands right below the site in the tree.
    virtual QList<Ref> roots(const Profile &profile, const Access &access) const = 0;
    /// True where what hangs below what follows from what the service publishes, so that a walk must know it first.
    virtual bool isDescribedBySchema() const { return false; }
    // What the service says about itself: its types and calls. The session asks, with limits, and keeps what it learns.
    /// The types and calls that serve where the server publishes none.
    virtual Schema builtInSchema(const Access &access) const = 0;
    /// The first requests for what the server publishes; empty where that version publishes nothing.
    virtual QList<Request> schemaRequests(const Access &access) const = 0;
    /// Further requests that such an answer leads to (an index, includes).
    virtual QList<Request> schemaRequestsIn(const Request &request, const Reply &reply, const Access &access) const = 0;
    /// The types and calls in force where the server published those parts: by default they take the place of the
    /// built-in ones of the same id or key.
    virtual Schema schema(const Schema &builtIn, const QList<SchemaPart> &published) const;
    /// What that answer says; Malformed costs only this document.
    virtual Result<SchemaPart> schemaPart(const Request &request, const Reply &reply) const = 0;

    // Writing.
    /// The request that an operation makes of arguments and body (already in bodyType); Invalid names what is missing.
    virtual Result<Request> request(
        const Operation &operation, const Arguments &arguments, const QByteArray &body, const Access &access) const = 0;
    /// The same for an operation that takes files: their bytes by name of the parameter, whose argument is the file's
    /// name.
    virtual Result<Request> upload(const Operation &operation, const Arguments &arguments,
        const QHash<QString, QByteArray> &files, const Access &access) const;
    /// Every operation that the service publishes, in its order, with open variables; schema.call(operation.call) tells
    /// the area. Empty where it publishes none.
    virtual QList<Operation> allOperations(const Access &access) const;
    /// Where the values of a parameter (path: its name) or of a body's field come from, given what is filled in so far
    /// (of what editor() says: path and body are the resource's document). Nothing where the service offers no list.
    virtual std::optional<Choices> choices(const Operation &operation, const Path &path, const Arguments &arguments,
        const Document &body, const Access &access) const;
    /// The wizards that begin at that resource; empty where the service needs none.
    virtual QList<Wizard> wizards(const Resource &resource, const Access &access) const;
    /// The edits of a resource's document as requests, in the order to send them, each after the former's task has
    /// ended: whole bodies where an operation replaces, only what changed where it does not. Invalid names the fields
    /// that no operation takes.
    virtual Result<QList<Request>> save(const Resource &resource, const Draft &draft, const Access &access) const = 0;
    /// The operation that would take a change at that place of the resource's document; nothing where it is read-only.
    virtual std::optional<Operation> editor(const Resource &resource, const Path &path, const Access &access) const = 0;
    /// Id of the schema type of that resource's document; empty where unknown.
    virtual QString schemaType(const Resource &resource, const Access &access) const = 0;
    /// An empty body for an operation, with the required fields, in the representation the site speaks.
    virtual Document emptyBody(const Operation &operation, const Access &access) const = 0;
    /// What a 2xx answer to a write says.
    virtual Outcome outcome(const Request &request, const Reply &reply, const Access &access) const = 0;

    /// The ways to set up a site that answered 420, the likeliest first; empty where the service knows none.
    virtual QList<SetUpPlan> setUpPlans(const Profile &profile, const Access &access) const;

    /// The files that a resource waits for, or gives away; see platform/transfer.h for the requests that move them.
    virtual QList<Transfer> transfers(const Resource &resource) const;

    /// The list of the organizations for which the user may act; nothing where the service knows no such thing, or the
    /// user may not.
    virtual std::optional<Ref> organizations(const Access &access) const;
    /// The lists that hold what a field may lead to or name: of an operation's body, or (an operation without name) of
    /// the resource's own document. Empty where the service does not tell.
    virtual QList<Ref> candidates(
        const Resource &resource, const Operation &operation, const Path &path, const Access &access) const;
    /// What the headers of that exchange tell beside its content.
    virtual AnswerFacts facts(const Request &request, const Reply &reply) const;

    // Asynchronous work.
    virtual Request taskRequest(const TaskState &task, const Access &access) const = 0;
    /// What that answer says about the task asked for; `before` is what was known.
    virtual Result<TaskState> taskState(const TaskState &before, const Reply &reply, const Access &access) const = 0;
    /// What is known of a task whose request was answered 403 or 404: a state that is not ended leads to another
    /// taskRequest(); nothing = its memory is gone.
    virtual std::optional<TaskState> taskGone(const TaskState &before, const Error &error) const;
    /// One request that tells about many tasks: of everyone, since that time; nothing where the service has none.
    virtual std::optional<Request> recentTasks(const QDateTime &since, const Access &access) const = 0;
    virtual Result<QList<TaskState>> tasks(const Reply &reply, const Access &access) const = 0;
    virtual std::optional<Request> cancel(const TaskState &task, const Access &access) const = 0;

    // When things go wrong.
    /// Which of that running work kept the service from doing that to the object; nothing where the refusal was for
    /// another reason. The task may be known by its id alone, from the words of the refusal.
    virtual std::optional<TaskState> blocking(
        const Error &error, const Ref &object, const QList<TaskState> &running) const;
    /// The questions whose answers show what became of a write that ended without one; they change nothing.
    virtual QList<Request> evidence(const LostWrite &lost, const Access &access) const;
    /// What those answers show, in the order of the questions. Never NotDone where the evidence is incomplete.
    virtual Verdict verdict(const LostWrite &lost, const QList<Result<Reply>> &answers, const Access &access) const;

    /// For recordings: every object for which that answer holds a body: the object itself first, then those embedded in
    /// it in full. Empty for errors and empty answers.
    virtual QList<Contained> contained(const Request &request, const Reply &reply) const = 0;
    /// For recordings: the access with which it was made, as far as the exchanges show.
    virtual Access recorded(const Request &request, const Reply &reply, Access soFar) const = 0;
};

/// False leaves the catalogues of hints out of the dialects that can do without; before anything else is called.
void setHintsUsed(bool used);
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
