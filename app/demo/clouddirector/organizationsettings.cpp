// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/organizationsettings.h"

#include "demo/clouddirector/administration.h"
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/schemakeep.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

class SettingsGroup {
public:
    const char *path;
    const char *element;
    const char *type;
    const char *mediaType;
    const char *defaults; ///< JSON
    bool isPart = true; ///< of the administrative view
};

/// In the order that the schema has for them.
const std::vector<SettingsGroup> &groups()
{
    static const std::vector<SettingsGroup> all{
        {"general", "OrgGeneralSettings", "OrgGeneralSettingsType", "admin.organizationGeneralSettings",
            R"({"canPublishCatalogs":true,"canPublishExternally":false,"canSubscribe":false,"deployedVMQuota":0,
                "storedVmQuota":0,"useServerBootSequence":false,"delayAfterPowerOnSeconds":0})"},
        {"vAppLeaseSettings", "VAppLeaseSettings", "OrgLeaseSettingsType", "admin.vAppLeaseSettings",
            R"({"deleteOnStorageLeaseExpiration":false,"deploymentLeaseSeconds":604800,"storageLeaseSeconds":2592000,
                "powerOffOnRuntimeLeaseExpiration":false})"},
        {"vAppTemplateLeaseSettings", "VAppTemplateLeaseSettings", "OrgVAppTemplateLeaseSettingsType",
            "admin.vAppTemplateLeaseSettings",
            R"({"deleteOnStorageLeaseExpiration":false,"storageLeaseSeconds":7776000})"},
        {"ldap", "OrgLdapSettings", "OrgLdapSettingsType", "admin.organizationLdapSettings",
            R"({"orgLdapMode":"NONE"})"},
        {"email", "OrgEmailSettings", "OrgEmailSettingsType", "admin.organizationEmailSettings",
            R"({"isDefaultSmtpServer":true,"isDefaultOrgEmail":true,"fromEmailAddress":"","defaultSubjectPrefix":"",
                "isAlertEmailToAllAdmins":true})"},
        {"passwordPolicy", "OrgPasswordPolicySettings", "OrgPasswordPolicySettingsType",
            "admin.organizationPasswordPolicySettings",
            R"({"accountLockoutEnabled":false,"invalidLoginsBeforeLockout":5,"accountLockoutIntervalMinutes":10})"},
        {"operationLimitsSettings", "OrgOperationLimitsSettings", "OrgOperationLimitsSettingsType",
            "admin.operationLimitsSettings",
            R"({"consolesPerVmLimit":0,"operationsPerUser":0,"operationsPerOrg":0,"queuedOperationsPerUser":0,
                "queuedOperationsPerOrg":0})"},
        {"federation", "OrgFederationSettings", "OrgFederationSettingsType", "admin.organizationFederationSettings",
            R"({"samlMetadata":"","enabled":false})"},
        {"oauth", "OrgOAuthSettings", "OrgOAuthSettingsType", "admin.organizationOAuthSettings",
            R"({"issuerId":"","enabled":false})"},
        {"guestPersonalizationSettings", "OrgGuestPersonalizationSettings", "OrgGuestPersonalizationSettingsType",
            "admin.guestPersonalizationSettings", R"({"allowDomainSettings":true})", false},
    };
    return all;
}

const SettingsGroup *groupAt(const QByteArray &path)
{
    const auto &all = groups();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const SettingsGroup &each) { return path == each.path; });
    return found == all.end() ? nullptr : &*found;
}

Node kept(const Sent &sent, const SettingsGroup &group)
{
    return keptNode(sent, group.element, {"vcloud", group.type});
}

Node stored(const World &world, const Id &organization, const SettingsGroup &group)
{
    const QHash<QByteArray, Node> of = world.settings.value(organization);
    const auto found = of.constFind(group.path);
    if (found != of.constEnd())
        return *found;
    return kept(*Sent::fromJson(group.defaults, group.element), group);
}

QByteArray valueIn(const Node &settings, const char *name)
{
    for (const Node &child : settings.children()) {
        if (child.name() == name)
            return child.text().text();
    }
    return {};
}

void applyLimits(World &world, const Id &organization)
{
    const Node limits = stored(world, organization, *groupAt("operationLimitsSettings"));
    world.organizations.at(organization).operationsPerUser = valueIn(limits, "OperationsPerUser").toInt();
}

QByteArray settingsHref(const Context &context, const Organization &organization)
{
    return context.adminHref(Kind::Organization, organization.id) + "/settings";
}

Node shown(const Context &context, const Organization &organization, const SettingsGroup &group)
{
    const QByteArray href = settingsHref(context, organization) + '/' + group.path;
    Node node(group.element);
    node.set("href", href).set("type", mediaType(group.mediaType));
    if (context.isAdministrator())
        context.link(node, "edit", href, group.mediaType);
    const Node content = stored(context.world, organization.id, group);
    for (const Node &child : content.children()) {
        if (!child.name().contains("Password")) // nobody reads them again
            node.add(child);
    }
    return node;
}

Reply showAll(Context &context, const Organization &organization)
{
    return Reply::show(allSettings(context, organization, "OrgSettings"));
}

Reply unknown(const Context &context)
{
    return context.fault(404, "NOT_FOUND", "Nothing is known at " + context.message.path + '.');
}

Reply showOne(Context &context, const Organization &organization)
{
    const SettingsGroup *group = groupAt(context.captures.value(1));
    return group ? Reply::show(shown(context, organization, *group)) : unknown(context);
}

Reply putOne(Context &context, const Organization &organization)
{
    const SettingsGroup *group = groupAt(context.captures.value(1));
    if (!group)
        return unknown(context);
    if (auto refusal = refuseAdministration(context, organization.id, "Organization: Edit Properties"))
        return *refusal;
    RequestBody body;
    if (auto refusal = body.read(context, group->mediaType, group->element))
        return *refusal;
    context.world.settings[organization.id].insert(group->path, kept(body.root(), *group));
    applyLimits(context.world, organization.id);
    return Reply::show(shown(context, organization, *group));
}

Reply putAll(Context &context, const Organization &organization)
{
    if (auto refusal = refuseAdministration(context, organization.id, "Organization: Edit Properties"))
        return *refusal;
    RequestBody body;
    if (auto refusal = body.read(context, "admin.orgSettings", "OrgSettings"))
        return *refusal;
    keepSettings(context.world, organization, body.root());
    return showAll(context, organization);
}

} // namespace

Node allSettings(const Context &context, const Organization &organization, const char *element)
{
    const QByteArray href = settingsHref(context, organization);
    Node node(element);
    node.set("href", href).set("type", mediaType("admin.orgSettings"));
    context.link(node, "edit", href, "admin.orgSettings");
    for (const SettingsGroup &group : groups()) {
        if (!group.isPart)
            context.link(node, "down", href + '/' + group.path, group.mediaType);
    }
    for (const SettingsGroup &group : groups()) {
        if (group.isPart)
            node.add(shown(context, organization, group));
    }
    return node;
}

void keepSettings(World &world, const Organization &organization, const Sent &settings)
{
    for (const SettingsGroup &group : groups()) {
        if (const Sent *sent = settings.child(group.element))
            world.settings[organization.id].insert(group.path, kept(*sent, group));
    }
    applyLimits(world, organization.id);
}

int failuresBeforeLock(const World &world, const Id &organization)
{
    const Node policy = stored(world, organization, *groupAt("passwordPolicy"));
    const bool isEnabled = valueIn(policy, "AccountLockoutEnabled") == "true";
    return isEnabled ? valueIn(policy, "InvalidLoginsBeforeLockout").toInt() : 0;
}

Routes settingsRoutes()
{
    return {{"GET", "/api/admin/org/{}/settings", toAdministrators<&World::organizations, showAll>},
        {"PUT", "/api/admin/org/{}/settings", toAdministrators<&World::organizations, putAll>},
        {"GET", "/api/admin/org/{}/settings/{text}", toAdministrators<&World::organizations, showOne>},
        {"PUT", "/api/admin/org/{}/settings/{text}", toAdministrators<&World::organizations, putOne>}};
}

} // namespace nephoscope::demo::clouddirector
