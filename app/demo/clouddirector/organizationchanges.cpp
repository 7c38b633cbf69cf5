// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/administration.h"
#include "demo/clouddirector/erasing.h"
#include "demo/clouddirector/organizationsettings.h"

#include <QRegularExpression>
#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

/// The name stands in addresses: only some characters.
std::optional<Reply> refuseOrganizationName(const Context &context, const QByteArray &name, const Id &self)
{
    static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9_.-]{1,128}$"));
    if (!form.match(QString::fromUtf8(name)).hasMatch())
        return badRequest(context, "validation error on field 'name': String value has invalid format or length");
    return refuseTaken(context, context.world.organizations, name, self, [](const Organization &) { return true; });
}

void fillOrganization(World &world, const Sent &sent, Organization &row)
{
    row.description = sentOr(sent, "Description");
    row.fullName = sentOr(sent, "FullName", row.fullName);
    row.enabled = sent.truth("IsEnabled", row.enabled);
    if (const Sent *settings = sent.child("Settings"))
        keepSettings(world, row, *settings);
    world.changed();
}

Reply createOrganization(Context &context)
{
    if (!context.isSystem())
        return context.denied("Organization: Create");
    RequestBody body;
    if (auto refusal = body.read(context, "admin.organization", "AdminOrg"))
        return *refusal;
    const QByteArray name = sentOr(body.root(), "name");
    if (auto refusal = refuseOrganizationName(context, name, {}))
        return *refusal;
    Organization row;
    row.id = Id::createUuid();
    row.name = name;
    Organization &made = context.world.organizations.add(row);
    fillOrganization(context.world, body.root(), made);
    return created(adminOrganizationNode(context, made));
}

Reply changeOrganization(Context &context, Organization &row)
{
    if (auto refusal = refuseAdministration(context, row.id, "Organization: Edit Properties"))
        return *refusal;
    RequestBody body;
    if (auto refusal = body.read(context, "admin.organization", "AdminOrg"))
        return *refusal;
    const QByteArray name = sentOr(body.root(), "name", row.name);
    if (auto refusal = refuseOrganizationName(context, name, row.id))
        return *refusal;
    if (name != row.name && !context.isSystem())
        return context.denied("Organization: Edit Name");
    const bool wasEnabled = row.enabled;
    row.name = name;
    fillOrganization(context.world, body.root(), row);
    if (!context.isSystem())
        row.enabled = wasEnabled;
    return Reply::show(adminOrganizationNode(context, row));
}

template <bool enabled>
Reply setEnabled(Context &context, Organization &row)
{
    if (row.id == context.world.system)
        return conflictReply(context, "The system organization cannot be disabled.");
    row.enabled = enabled;
    context.world.changed();
    return Reply::empty(204);
}

bool isBusy(const World &world, const Organization &row)
{
    return std::any_of(world.tasks.begin(), world.tasks.end(),
        [&](const Task &task) { return task.organization == row.id && task.isActive(); });
}

Reply removeOrganization(Context &context, Organization &row)
{
    const World &world = context.world;
    if (row.id == world.system || row.enabled)
        return conflictReply(context, "The organization " + row.name + " is enabled. Disable it first.");
    const auto isMine = [&](const auto &each) { return each.organization == row.id; };
    const bool isEmpty = std::none_of(world.vdcs.begin(), world.vdcs.end(), isMine)
        && std::none_of(world.catalogs.begin(), world.catalogs.end(), isMine);
    if (!isEmpty && context.parameter("recursive") != "true")
        return conflictReply(context, "The organization " + row.name + " is not empty.");
    if (isBusy(world, row))
        return context.fault(400, "BUSY_ENTITY", "The organization " + row.name + " has tasks that are not finished.");
    for (const User &user : world.users) {
        if (user.organization == row.id)
            context.sessions.closeAll(user.id);
    }
    eraseOrganization(context.world, Id(row.id));
    return Reply::empty(204);
}

template <bool enabled>
Reply setProviderVdcEnabled(Context &context, ProviderVdc &row)
{
    row.enabled = enabled;
    context.world.changed();
    return Reply::empty(204);
}

} // namespace

Routes organizationChangeRoutes()
{
    Routes routes{{"POST", "/api/admin/orgs", createOrganization},
        {"PUT", "/api/admin/org/{}", toAdministrators<&World::organizations, changeOrganization>},
        {"DELETE", "/api/admin/org/{}", toProvider<&World::organizations, removeOrganization>},
        {"POST", "/api/admin/org/{}/action/enable", toProvider<&World::organizations, setEnabled<true>>},
        {"POST", "/api/admin/org/{}/action/disable", toProvider<&World::organizations, setEnabled<false>>}};
    for (const char *base : {"/api/admin/providervdc/{}", "/api/admin/extension/providervdc/{}"}) {
        routes.push_back({"POST", QByteArray(base) + "/action/enable",
            toProvider<&World::providerVdcs, setProviderVdcEnabled<true>>});
        routes.push_back({"POST", QByteArray(base) + "/action/disable",
            toProvider<&World::providerVdcs, setProviderVdcEnabled<false>>});
    }
    return routes;
}

} // namespace nephoscope::demo::clouddirector
