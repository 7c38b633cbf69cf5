// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/model.h"
#include "demo/cloudmanager/world.h"

#include <map>

namespace nephoscope::demo::cloudmanager {

struct Route;

/// One request on its way through the site. Valid while the world is locked.
struct Call {
    Call(const Message &sent, World &inWorld)
        : message(sent)
        , world(inWorld)
    {
    }

    const Message &message;
    World &world;
    const Route *route = nullptr;
    std::string requestId;
    std::map<std::string, std::string> variables; ///< of the path template, decoded
    std::map<std::string, std::string> query; ///< decoded; the last of equal names
    Json body; ///< null without one
    std::optional<Principal> principal; ///< always there behind the gate, except on open routes
    WorkingEnvironment *system = nullptr; ///< set on routes that work on one

    std::string variable(const std::string &name) const;
    std::string asked(const std::string &name) const; ///< query parameter, empty where missing
    bool askedFlag(const std::string &name) const;
    /// Content of a part of a multipart body, empty where there is none.
    std::string part(const std::string &name) const;
    const Kind &kind() const;
};

using Handler = std::function<Reply(Call &)>;

enum class Access {
    Open, ///< without signing in, in every state
    SignedIn, ///< any user
    Change, ///< whoever may change what the call concerns
    Administer ///< Role-1
};

/// One operation: how it is found, what it takes, who may call it, and what the published description says about it.
struct Route {
    std::string method;
    std::string path; ///< template below its prefix
    std::string resource; ///< name in the published description; empty: not published
    std::string nickname;
    std::string summary;
    Handler handler;
    Access access = Access::SignedIn;
    const Kind *kind = nullptr;
    std::vector<std::string> segments; ///< of the whole path; variables in braces
    std::string bodyModel;
    std::string resultModel = "void"; ///< "X", "[X]", "string", "boolean"
    std::vector<Field> queries;
    std::vector<Field> headers;
    std::vector<std::string> files; ///< parts of a multipart body, all wanted
    std::vector<std::string> states; ///< status the working environment must have
    std::vector<std::string> undeclared; ///< variables of the path that the published description forgets
    std::vector<std::pair<int, std::string>> remarks; ///< response messages of the published description
    bool onSystem = false;
    bool audited = true;
    bool deprecated = false;
    bool takesBytes = false; ///< the body is a file, not JSON

    Route &takes(const std::string &model);
    Route &gives(const std::string &model);
    /// Query parameters, in the notation of Field.
    Route &asks(const std::string &fields);
    /// Headers, in the notation of Field.
    Route &reads(const std::string &fields);
    Route &uploads(const std::vector<std::string> &parts);
    /// Works on the working environment named in path, query or body; its status must be one of these, if any.
    Route &on(const std::vector<std::string> &status = {});
    Route &open(); ///< no sign-in
    Route &by(Access who);
    Route &silent(); ///< leaves no trace in the audit
    Route &isDeprecated();
    Route &forgets(const std::vector<std::string> &variables);
    Route &remarksOn(const std::vector<std::pair<int, std::string>> &messages);
};

/// The table of all operations.
class Routes {
public:
    /// What is added next belongs to this published resource, below /occm/api.
    void connector(const std::string &resource, const std::string &description, const Kind *kind = nullptr);
    /// What is added next belongs to the gateway's own services (tokens, tenancy, …).
    void gateway();
    Route &add(const std::string &method, const std::string &path, const std::string &nickname,
        const std::string &summary, Handler handler);

    /// The best match: a literal beats a variable, from left to right. Fills in the variables.
    const Route *match(const std::string &method, const std::vector<std::string> &segments,
        std::map<std::string, std::string> &variables) const;
    /// Is there anything at this path, with whatever method?
    bool knows(const std::vector<std::string> &segments) const;
    const std::deque<Route> &all() const { return m_routes; }
    /// Published resources in order: name, description.
    const std::vector<std::pair<std::string, std::string>> &resources() const { return m_resources; }

private:
    std::deque<Route> m_routes;
    std::vector<std::pair<std::string, std::string>> m_resources;
    std::string m_resource;
    std::string m_prefix;
    const Kind *m_kind = nullptr;
};

/// Segments of a path without empty ones (doubled slashes are common), still encoded.
std::vector<std::string> segmentsOf(const std::string &path);

// The nouns, each in its own file.
void addSetUp(Routes &routes);
void addTokens(Routes &routes);
void addSignIn(Routes &routes);
void addUsers(Routes &routes);
void addTenants(Routes &routes);
void addSystemLists(Routes &routes);
void addSystemCreation(Routes &routes);
void addSystemActions(Routes &routes);
void addSystemSettings(Routes &routes);
void addStorageVms(Routes &routes);
void addAggregates(Routes &routes);
void addVolumes(Routes &routes);
void addVolumeActions(Routes &routes);
void addReplication(Routes &routes);
void addAccounts(Routes &routes);
void addAudit(Routes &routes);
void addMetadata(Routes &routes);
void addConfiguration(Routes &routes);
void addAutosupport(Routes &routes);
void addService(Routes &routes);
void addTenancy(Routes &routes);
void addAgents(Routes &routes);
void addFileSystems(Routes &routes);
void addDiscovery(Routes &routes);
void addKeyStore(Routes &routes);
void addKeyManagers(Routes &routes);
void addEncryption(Routes &routes);
void addMarketplace(Routes &routes);
void addDirectories(Routes &routes);
void addCredentials(Routes &routes);
void addBackup(Routes &routes);
void addCaches(Routes &routes);
void addLicenses(Routes &routes);
void addProtection(Routes &routes);
void addAzure(Routes &routes);
void addScans(Routes &routes);
void addBuckets(Routes &routes);
void addDescriptions(Routes &routes);
/// All of the above.
void addAll(Routes &routes);

} // namespace nephoscope::demo::cloudmanager
