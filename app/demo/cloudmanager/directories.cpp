// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/directories.h"

#include "demo/cloudmanager/route.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

bool answers(const Directory &directory)
{
    const std::string nowhere = ".invalid";
    const std::string &host = directory.host;
    return host.size() < nowhere.size() || host.compare(host.size() - nowhere.size(), nowhere.size(), nowhere) != 0;
}

namespace {
Json view(const Directory &one)
{
    return {{"publicId", one.id}, {"name", one.name}, {"host", one.host}, {"port", one.port}};
}

Reply list(Call &call)
{
    Json all = Json::array();
    for (const Directory &one : call.world.directories)
        all.push_back(view(one));
    return ok(all);
}

std::vector<Directory>::iterator find(Call &call)
{
    auto &all = call.world.directories;
    return std::find_if(
        all.begin(), all.end(), [&](const Directory &one) { return one.id == call.variable("activeDirectoryId"); });
}

Reply unknown(const Call &call) { return notFound("Active Directory", call.variable("activeDirectoryId")); }

std::optional<Reply> read(const Call &call, Directory &directory)
{
    const int port = countOf(call.body, "port");
    if (port < 1 || port > 65535) {
        const Violation violation{"port", "must be between 1 and 65535"};
        return invalid({violation});
    }
    directory.name = textOf(call.body, "name");
    directory.host = textOf(call.body, "host");
    directory.port = port;
    return std::nullopt;
}

Reply add(Call &call)
{
    Directory directory;
    if (auto refused = read(call, directory))
        return *refused;
    directory.id = "ActiveDirectory-" + call.world.ids.letters(8);
    call.world.directories.push_back(directory);
    return ok(view(directory));
}

Reply change(Call &call)
{
    const auto found = find(call);
    if (found == call.world.directories.end())
        return unknown(call);
    if (auto refused = read(call, *found))
        return *refused;
    return ok(view(*found));
}

Reply remove(Call &call)
{
    const auto found = find(call);
    if (found == call.world.directories.end())
        return unknown(call);
    call.world.directories.erase(found);
    return noContent();
}

Reply check(Call &call)
{
    Directory directory;
    if (auto refused = read(call, directory))
        return *refused;
    if (!answers(directory))
        return problem(408, "The directory server did not answer", "CommunicationException: " + directory.host);
    return noContent();
}
} // namespace

void addDirectories(Routes &routes)
{
    const std::string base = "/active-directory";
    routes.connector("active-directory", "Directory servers that know people");
    routes.add("GET", base, "activeDirectories", "All directories", list).gives("[ActiveDirectoryResponse]");
    routes.add("POST", base, "addActiveDirectory", "Adds a directory", add)
        .takes("ActiveDirectoryRequest")
        .gives("ActiveDirectoryResponse")
        .by(Access::Administer);
    routes.add("POST", base + "/check-connection", "checkConnection", "Does it answer", check)
        .takes("ActiveDirectoryRequest")
        .by(Access::Administer)
        .silent();
    routes.add("PUT", base + "/{activeDirectoryId}", "updateActiveDirectory", "Changes a directory", change)
        .takes("ActiveDirectoryRequest")
        .gives("ActiveDirectoryResponse")
        .by(Access::Administer);
    routes.add("DELETE", base + "/{activeDirectoryId}", "deleteActiveDirectory", "Deletes a directory", remove)
        .by(Access::Administer);
}

} // namespace nephoscope::demo::cloudmanager
