// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/world.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
template <class Container, class Test>
auto firstOf(Container &all, Test test) -> decltype(&*all.begin())
{
    const auto found = std::find_if(all.begin(), all.end(), test);
    return found == all.end() ? nullptr : &*found;
}
} // namespace

bool Principal::belongsTo(const std::string &workspace) const
{
    return tenantId == workspace || contains(workspaces, workspace);
}

bool Principal::mayRead(const WorkingEnvironment &system) const
{
    return isAdministrator() || belongsTo(system.tenantId) || contains(assigned, system.id);
}

bool Principal::mayChange(const WorkingEnvironment &system) const
{
    return isAdministrator() || (roleId == "Role-2" && belongsTo(system.tenantId)) || contains(assigned, system.id);
}

const WorkingEnvironment *World::find(const std::string &id) const
{
    return firstOf(systems, [&](const WorkingEnvironment &one) { return one.id == id; });
}

WorkingEnvironment *World::find(const std::string &id)
{
    return firstOf(systems, [&](const WorkingEnvironment &one) { return one.id == id; });
}

FileSystem *World::fileSystem(const std::string &id)
{
    return firstOf(fileSystems, [&](const FileSystem &one) { return one.id == id; });
}

const Tenant *World::tenant(const std::string &id) const
{
    return firstOf(tenants, [&](const Tenant &one) { return one.id == id; });
}

User *World::user(const std::string &id)
{
    return firstOf(users, [&](const User &one) { return one.id == id; });
}

User *World::userByEmail(const std::string &email)
{
    const std::string wanted = lowerCase(email);
    return firstOf(users, [&](const User &one) { return lowerCase(one.email) == wanted; });
}

const Agent *World::agent(const std::string &headerValue) const
{
    return firstOf(
        agents, [&](const Agent &one) { return headerValue == one.id + "clients" || headerValue == one.id; });
}

ProviderAccount *World::account(const std::string &id)
{
    return firstOf(accounts, [&](const ProviderAccount &one) { return one.id == id; });
}

Relationship *World::relationship(const std::string &system, const std::string &svm, const std::string &volume)
{
    return firstOf(relationships, [&](const Relationship &one) {
        // Ids are compared without case: the status call answers them in lower case.
        return lowerCase(one.destinationSystem) == lowerCase(system) && one.destinationSvm == svm
            && one.destinationVolume == volume;
    });
}

AuditGroup *World::auditGroup(const std::string &requestId)
{
    const auto found =
        std::find_if(audit.rbegin(), audit.rend(), [&](const AuditGroup &one) { return one.requestId == requestId; });
    return found == audit.rend() ? nullptr : &*found;
}

std::vector<std::string> World::running(const std::string &id) const
{
    std::vector<std::string> names;
    for (const auto &[requestId, task] : tasks) {
        if (task.systemId == id && task.status == 0)
            names.push_back(task.action);
    }
    return names;
}

void World::restart(double seconds)
{
    phase = Phase::Restarting;
    readyAt = now + static_cast<qint64>(seconds * 1000 / speed);
    trusted.erase(std::remove_if(trusted.begin(), trusted.end(),
                      [](const Certificate &one) { return one.status == "PENDING_DELETED"; }),
        trusted.end());
    for (Certificate &certificate : trusted)
        certificate.status = "ACTIVE";
}

Principal principalOf(const User &user)
{
    return {user.id, user.firstName + " " + user.lastName, user.email, user.roleId, user.tenantId, user.assigned,
        user.workspaces};
}

} // namespace nephoscope::demo::cloudmanager
