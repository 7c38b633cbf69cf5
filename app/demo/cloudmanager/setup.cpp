// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/gate.h"
#include "demo/cloudmanager/users.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
Reply alreadyDone() { return problem(400, "Initial setup already performed"); }

/// The service restarts when it has been set up: 503 for a while, then it wants to know who is calling.
Reply restart(World &world)
{
    world.restart(5);
    if (world.account("InstanceProfile") == nullptr) { // the role of the machine it runs on
        ProviderAccount role;
        role.id = "InstanceProfile";
        role.name = "Instance Profile";
        role.type = "INSTANCE_PROFILE";
        role.cloudAccount = world.ids.digits(12);
        world.accounts.push_back(role);
    }
    world.config["asupSite"] = world.autosupport["site"] = world.site;
    world.config["asupCompany"] = world.autosupport["company"] = world.company;
    return ok({{"upgradeToVersion", nullptr}});
}

std::vector<Violation> userFaults(const Json &user, const std::string &prefix)
{
    std::vector<Violation> faults;
    if (!isEmail(textOf(user, "email")))
        faults.push_back({prefix + "email", "is not an e-mail address"});
    const std::string weakness = passwordWeakness(textOf(user, "password"));
    if (!weakness.empty())
        faults.push_back({prefix + "password", weakness});
    if (textOf(user, "accessKey").empty() != textOf(user, "secretKey").empty())
        faults.push_back({prefix + "secretKey", "access key and secret key are given together or not at all"});
    return faults;
}

/// Faults as a list of texts, the way the checks before the set-up tell them.
Reply badData(const std::vector<Violation> &faults)
{
    Reply reply = problem(400, "bad data");
    Json texts = Json::array();
    for (const Violation &fault : faults)
        texts.push_back(fault.path + " " + fault.message);
    (*reply.body)["violations"] = texts;
    return reply;
}

/// A proxy nobody listens at: hosts that can not exist (RFC 2606) stand for it.
bool isDeadProxy(const std::string &uri) { return uri.find(".invalid") != std::string::npos; }

/// The proxy of the request, else the one that was set.
bool hasInternet(const Call &call)
{
    const std::string proxy = call.message.header("Setup-Proxy").toStdString();
    return !isDeadProxy(proxy.empty() ? textOf(call.world.config, "proxyUri") : proxy);
}

Reply unreachable() { return problem(404, "The portal cannot be reached", "UnknownHostException: portal"); }

std::vector<Violation> proxyFaults(const Json &proxy, const std::string &prefix)
{
    const std::string uri = textOf(proxy, "uri");
    if (uri.empty())
        return {};
    if (uri.rfind("http://", 0) != 0 && uri.rfind("https://", 0) != 0)
        return {{prefix + "uri", "must begin with http:// or https://"}};
    return {};
}

void addAdministrator(World &world, const Json &request)
{
    User user;
    user.id = "user-" + world.ids.letters(8);
    user.firstName = textOf(request, "firstName");
    user.lastName = textOf(request, "lastName");
    user.email = textOf(request, "email");
    user.password = textOf(request, "password");
    user.ldapName = textOf(request, "ldapUserName");
    user.notifications = flagOf(request, "notificationsOptIn");
    user.refreshToken = "demo-refresh-" + world.ids.letters(24);
    world.users.push_back(user);
}

Reply initialSetup(Call &call)
{
    World &world = call.world;
    if (world.phase != Phase::Fresh)
        return alreadyDone();
    const Json &user = member(call.body, "userRequest");
    auto faults = userFaults(user, "userRequest.");
    for (Violation &fault : proxyFaults(member(call.body, "proxyUrl"), "proxyUrl."))
        faults.push_back(std::move(fault));
    if (!faults.empty())
        return invalid(faults);
    world.site = textOf(call.body, "site", textOf(call.body, "company"));
    world.company = textOf(call.body, "company");
    world.config["proxyUri"] = textOrNull(textOf(member(call.body, "proxyUrl"), "uri"));
    world.config["autoVsaCapacityManagement"] = flagOf(call.body, "autoVsaCapacityManagement", true);
    world.config["autoUpgrade"] = flagOf(call.body, "autoUpgrade", false);
    const Json &tenant = member(call.body, "tenantRequest");
    world.tenants = {{"Tenant-" + world.ids.letters(8), textOf(tenant, "name", "Default Tenant"),
        textOf(tenant, "description"), textOf(tenant, "costCenter"), textOf(member(tenant, "nssKeys"), "nssUserName")}};
    addAdministrator(world, user);
    return restart(world);
}

Reply portalSetup(Call &call)
{
    World &world = call.world;
    if (world.phase != Phase::Fresh)
        return alreadyDone();
    const QByteArray authorization = call.message.header("Authorization");
    const auto token = world.tokens.find(authorization.mid(7).trimmed().toStdString());
    if (!authorization.startsWith("Bearer ") || token == world.tokens.end() || token->second.expires <= world.now)
        return problem(401, "OnCloudAuthenticationException: Authentication required");
    if (!hasInternet(call))
        return unreachable();
    const std::string account = textOf(call.body, "tenancyAccountId", world.accountId);
    if (account != world.accountId)
        return problem(400, "Account " + account + " is not known to the tenancy service");
    world.site = textOf(call.body, "site");
    world.company = textOf(call.body, "company");
    const Principal &who = token->second.principal;
    for (const User &user : world.identities) {
        if (user.id == who.id)
            world.users.push_back(user);
    }
    world.registered = true;
    return restart(world);
}

Reply localAuthSetup(Call &call)
{
    World &world = call.world;
    if (world.phase != Phase::Fresh)
        return alreadyDone();
    const Json &admin = member(call.body, "adminUser");
    const auto faults = userFaults(admin, "adminUser.");
    if (!faults.empty())
        return invalid(faults);
    world.site = textOf(call.body, "site");
    world.company = textOf(call.body, "company");
    Json user = admin;
    user["firstName"] = textOf(admin, "fullName");
    addAdministrator(world, user);
    return restart(world);
}

Reply validateProxy(Call &call)
{
    const auto faults = proxyFaults(call.body, "");
    if (!faults.empty()) { // one text, the third of the forms that violations come in
        Reply reply = problem(400, "bad data");
        (*reply.body)["violations"] = faults.front().path + " " + faults.front().message;
        return reply;
    }
    if (isDeadProxy(textOf(call.body, "uri")))
        return problem(400, "The proxy does not answer", "UnknownHostException: " + textOf(call.body, "uri"));
    return noContent();
}

Reply validateConnectivity(Call &call)
{
    return hasInternet(call) ? noContent() : problem(409, "There is no way to the internet");
}

Reply validateUser(Call &call)
{
    if (call.world.phase != Phase::Fresh)
        return alreadyDone();
    const auto faults = userFaults(call.body, "");
    return faults.empty() ? noContent() : badData(faults);
}

Reply validateTenant(Call &call) { return call.world.phase == Phase::Fresh ? noContent() : alreadyDone(); }

Reply registerConnector(Call &call)
{
    World &world = call.world;
    if (world.registered)
        return problem(409, "This Cloud Manager is registered already");
    if (world.phase == Phase::Ready)
        return problem(412, "This Cloud Manager is not configured for the portal");
    if (call.route->nickname == "portalRegistration" && !hasInternet(call))
        return unreachable();
    world.registered = true;
    return ok({{"clientId", world.agents.front().id}});
}

Reply completeConnectivity(Call &call)
{
    if (!hasInternet(call))
        return problem(409, "There is no way to the internet");
    return ok({{"upgradeToVersion", nullptr}});
}

Reply setProxy(Call &call)
{
    if (call.world.phase != Phase::Fresh)
        return alreadyDone();
    const auto faults = proxyFaults(call.body, "");
    if (!faults.empty())
        return invalid(faults);
    call.world.config["proxyUri"] = textOf(call.body, "uri");
    return noContent();
}

void addPortalSetUp(Routes &routes)
{
    routes.connector("occm:setup-portal", "First set-up with the central sign-in");
    routes.add("POST", "/occm/setup-portal/register", "portalRegistration", "Registers this service", registerConnector)
        .gives("RegistrationResponse")
        .open()
        .silent();
    routes
        .add("POST", "/occm/setup-portal/register-in-local-auth", "darkSiteRegistration",
            "Registers this service without the internet", registerConnector)
        .gives("RegistrationResponse")
        .open()
        .silent();
    routes
        .add("POST", "/occm/setup-portal/complete-connectivity-pending-setup", "completeConnectivityPendingSetup",
            "Finishes a set-up that waited for the internet", completeConnectivity)
        .gives("InitialSetupResponse")
        .open()
        .silent();
    routes.add("POST", "/occm/setup-portal/init", "initialSetupWithPortal", "Sets the service up", portalSetup)
        .takes("PortalSetupRequest")
        .gives("InitialSetupResponse")
        .reads("Authorization")
        .open()
        .silent();
    routes
        .add("POST", "/occm/setup-portal/init-standalone-local-auth", "initialStandaloneSetupWithLocalAuth",
            "Sets the service up without the internet", localAuthSetup)
        .takes("LocalAuthSetupRequest")
        .gives("InitialSetupResponse")
        .open()
        .silent();
    routes.add("POST", "/occm/setup-portal/proxy/setup", "setProxy", "Sets the proxy", setProxy)
        .takes("SetProxyRequest")
        .open()
        .silent();
    routes
        .add("POST", "/occm/setup-portal/validate/connectivity", "validatePortalConnectivity", "Checks the way out",
            validateConnectivity)
        .open()
        .silent();
}
} // namespace

void addSetUp(Routes &routes)
{
    routes.connector("occm:setup", "First set-up with a local user");
    routes.add("POST", "/occm/setup/init", "initialSetup", "Sets the service up", initialSetup)
        .takes("InitialSetupRequest")
        .gives("InitialSetupResponse")
        .open()
        .silent();
    routes
        .add("POST", "/occm/setup/volume-view-init", "volumeViewSetup", "Sets the service up for one purpose",
            initialSetup)
        .takes("VolumeViewSetupRequest")
        .gives("InitialSetupResponse")
        .open()
        .silent();
    routes
        .add("POST", "/occm/setup/validate/connectivity", "validateConnectivity", "Checks the way out",
            validateConnectivity)
        .open()
        .silent();
    routes.add("POST", "/occm/setup/validate/proxy", "validateProxy", "Checks a proxy", validateProxy)
        .takes("ProxyUri")
        .open()
        .silent();
    routes.add("POST", "/occm/setup/validate/user", "validateUser", "Checks the first user", validateUser)
        .takes("SetupUserRequest")
        .open()
        .silent();
    routes.add("POST", "/occm/setup/validate/tenant", "validateTenant", "Checks the first tenant", validateTenant)
        .takes("SetupTenantRequest")
        .open()
        .silent();
    addPortalSetUp(routes);
}

} // namespace nephoscope::demo::cloudmanager
