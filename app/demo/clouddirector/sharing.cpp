// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"

namespace nephoscope::demo::clouddirector {

namespace {

template <class Row>
Node ownerNode(const Context &context, const Row &row)
{
    Node node("Owner");
    node.set("href", hrefOf(context, row) + "/owner").set("type", mediaType("vcloud.owner"));
    context.linkTyped(node, "up", hrefOf(context, row), context.typeOf(kindOf(row)));
    if (context.isAdministrator() && context.ofMine(organizationOf(context.world, row)))
        context.link(node, "edit", hrefOf(context, row) + "/owner", "vcloud.owner");
    if (const User *owner = context.world.users.find(row.owner))
        node.add(context.reference("User", Kind::User, owner->id, owner->name));
    return node;
}

template <class Row>
Reply putOwner(Context &context, Row &row)
{
    const Id organization = organizationOf(context.world, row);
    if (!context.isAdministrator() || !context.ofMine(organization))
        return context.denied("vApp: Change Owner");
    if (const Task *task = busyWith(context.world, row))
        return context.busy(row, *task);
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, "vcloud.owner", "Owner"))
        return *refusal;
    const User *user = context.world.users.find(body.root().reference("User"));
    if (!user)
        return context.noAccess(Kind::User, body.root().reference("User"));
    if (user->organization != organization && !context.isSystem())
        return badRequest(context, "The user " + user->name + " is not of this organization.");
    row.owner = user->id;
    context.world.changed();
    return Reply::empty(204);
}

/// What is shared where nobody has said anything yet.
Sharing sharingOf(const Context &context, const Catalog &row)
{
    return context.world.sharing.value(row.id, row.shared ? Sharing{"ReadOnly", {}} : Sharing());
}
Sharing sharingOf(const Context &context, const Vdc &row)
{
    return context.world.sharing.value(row.id, Sharing{"ReadOnly", {}});
}
Sharing sharingOf(const Context &context, const VApp &row) { return context.world.sharing.value(row.id); }

void remember(Context &, VApp &) { }
void remember(Context &, Vdc &) { }
void remember(Context &context, Catalog &row)
{
    const Sharing sharing = context.world.sharing.value(row.id);
    row.shared = !sharing.everyone.isEmpty() || !sharing.grants.empty();
}

QByteArray subjectName(const World &world, const Sharing::Grant &grant)
{
    if (const User *user = world.users.find(grant.subject))
        return user->name;
    if (const Group *group = world.groups.find(grant.subject))
        return group->name;
    const Organization *organization = world.organizations.find(grant.subject);
    return organization ? organization->name : QByteArray();
}

template <class Row>
Node accessNode(const Context &context, const Row &row)
{
    const Sharing sharing = sharingOf(context, row);
    Node node("ControlAccessParams");
    node.set("href", hrefOf(context, row) + "/controlAccess/").set("type", mediaType("vcloud.controlAccess"));
    node.add("IsSharedToEveryone", !sharing.everyone.isEmpty());
    if (!sharing.everyone.isEmpty())
        node.add("EveryoneAccessLevel", sharing.everyone);
    if (sharing.grants.empty())
        return node;
    Node settings("AccessSettings");
    for (const Sharing::Grant &grant : sharing.grants) {
        Node setting("AccessSetting");
        setting.add(context.reference("Subject", grant.kind, grant.subject, subjectName(context.world, grant)));
        settings.add(setting.add("AccessLevel", grant.level).many());
    }
    return node.add(settings);
}

bool isLevel(const QByteArray &level) { return level == "ReadOnly" || level == "Change" || level == "FullControl"; }

/// Who gets access by one setting; nothing where there is no such subject or level.
std::optional<Sharing::Grant> grantOf(const Context &context, const Sent &setting)
{
    const World &world = context.world;
    Sharing::Grant grant;
    grant.subject = setting.reference("Subject");
    grant.level = setting.value("AccessLevel").value_or("");
    if (world.groups.find(grant.subject))
        grant.kind = Kind::Group;
    else if (world.organizations.find(grant.subject))
        grant.kind = Kind::Organization;
    else if (!world.users.find(grant.subject))
        return std::nullopt;
    return isLevel(grant.level) ? std::optional(grant) : std::nullopt;
}

template <class Row>
Reply setAccess(Context &context, Row &row)
{
    if (std::optional<Reply> refusal = refuseChange(context, row, "vApp: Sharing"))
        return *refusal;
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, "vcloud.controlAccess", "ControlAccessParams"))
        return *refusal;
    Sharing sharing;
    if (body.root().truth("IsSharedToEveryone")) {
        sharing.everyone = body.value("EveryoneAccessLevel").value_or("ReadOnly");
        if (!isLevel(sharing.everyone))
            return badRequest(context, "cvc-enumeration-valid: \"" + sharing.everyone + "\" is no access level.");
    }
    const Sent *settings = body.root().child("AccessSettings");
    for (const Sent *setting : settings ? settings->all("AccessSetting") : std::vector<const Sent *>()) {
        const std::optional<Sharing::Grant> grant = grantOf(context, *setting);
        if (!grant)
            return badRequest(context, "An access setting names no subject, or no level, that there is.");
        sharing.grants.push_back(*grant);
    }
    context.world.sharing.insert(row.id, sharing);
    remember(context, row);
    context.world.changed();
    return Reply::show(accessNode(context, row));
}

template <auto table, class Row>
void addOwner(Routes &routes, const QByteArray &base)
{
    routes.push_back({"GET", base + "/owner", show<table, ownerNode<Row>>});
    routes.push_back({"PUT", base + "/owner", on<table, putOwner<Row>>});
}

template <auto table, class Row>
void addAccess(Routes &routes, const QByteArray &base)
{
    routes.push_back({"GET", base + "/controlAccess", show<table, accessNode<Row>>});
    routes.push_back({"POST", base + "/action/controlAccess", on<table, setAccess<Row>>});
}

} // namespace

Routes sharingRoutes()
{
    Routes routes;
    addOwner<&World::vapps, VApp>(routes, "/api/vApp/vapp-{}");
    addOwner<&World::templates, Template>(routes, "/api/vAppTemplate/vappTemplate-{}");
    addOwner<&World::catalogs, Catalog>(routes, "/api/catalog/{}");
    addOwner<&World::catalogs, Catalog>(routes, "/api/admin/catalog/{}");
    addOwner<&World::media, Media>(routes, "/api/media/{}");
    addOwner<&World::disks, Disk>(routes, "/api/disk/{}");
    addAccess<&World::vapps, VApp>(routes, "/api/vApp/vapp-{}");
    addAccess<&World::catalogs, Catalog>(routes, "/api/catalog/{}");
    addAccess<&World::vdcs, Vdc>(routes, "/api/vdc/{}");
    routes.push_back({"PUT", "/api/vdc/{}/action/controlAccess", on<&World::vdcs, setAccess<Vdc>>});
    for (const char *base : {"/api/org/{}/catalog/{}", "/api/admin/org/{}/catalog/{}"}) {
        // Old clients go through the organization.
        routes.push_back({"GET", QByteArray(base) + "/controlAccess", [](Context &context) {
                              context.captures.removeFirst();
                              return show<&World::catalogs, accessNode<Catalog>>(context);
                          }});
        routes.push_back({"POST", QByteArray(base) + "/action/controlAccess", [](Context &context) {
                              context.captures.removeFirst();
                              return on<&World::catalogs, setAccess<Catalog>>(context);
                          }});
    }
    return routes;
}

} // namespace nephoscope::demo::clouddirector
