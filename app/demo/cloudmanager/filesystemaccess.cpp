// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/filesystems.h"
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/storagevms.h"
#include "demo/cloudmanager/work.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

// Storage VMs of a file system, and by which ways and under which rules they are reached.

namespace {
/// Handlers that only run where there is the file system.
Handler inFileSystem(Reply (*handler)(Call &, FileSystem &))
{
    return [handler](Call &call) {
        FileSystem *system = fileSystemOf(call);
        return system ? handler(call, *system) : noSuchFileSystem(call);
    };
}

Reply svms(Call &, FileSystem &system)
{
    Json all = Json::array();
    for (const std::string &name : system.svms)
        all.push_back({{"name", name}, {"state", "running"}});
    return ok(all);
}

Reply interfaces(Call &, FileSystem &system)
{
    Json all = Json::array();
    int last = 10;
    for (const std::string &svm : system.svms) {
        for (const char *type : {"management", "nfs", "iscsi", "intercluster"})
            all.push_back({{"name", std::string(type) + "_1"}, {"svmName", svm}, {"type", type},
                {"address", "198.19.255." + std::to_string(last++)}, {"status", "up"}});
    }
    return ok(all);
}

Reply cifs(Call &call, FileSystem &system)
{
    const std::string wanted = call.asked("svm");
    Json all = Json::array();
    for (const CifsServer &server : system.cifs) {
        if (wanted.empty() || server.svm == wanted)
            all.push_back(cifsView(server));
    }
    return ok(all);
}

Reply setUpCifs(Call &call, FileSystem &system)
{
    CifsServer server = cifsServerFrom(call.body);
    if (server.svm.empty())
        server.svm = system.svms.front();
    if (!contains(system.svms, server.svm))
        return notFound("Storage VM", server.svm);
    const auto &all = system.cifs;
    if (std::any_of(all.begin(), all.end(), [&](const CifsServer &one) { return one.svm == server.svm; }))
        return problem(400, "Storage VM " + server.svm + " has a CIFS server already");
    Operation operation;
    operation.action = "Setup Cifs Configuration";
    operation.seconds = 4;
    operation.subject = system.id;
    operation.finish = [id = system.id, server](World &world) {
        if (FileSystem *found = world.fileSystem(id))
            found->cifs.push_back(server);
    };
    return begin(call, operation);
}

Reply exportPolicies(Call &, FileSystem &system)
{
    Json all = Json::array();
    for (const Volume &volume : system.volumes) {
        if (!volume.exports.name.empty())
            all.push_back({{"name", volume.exports.name}, {"svmName", volume.svm}, {"policyType", volume.exports.type},
                {"ips", array(volume.exports.ips)}});
    }
    return ok(all);
}

Reply snapshotPolicies(Call &, FileSystem &)
{
    return ok(
        policiesView({{"default", "Hourly, daily and weekly copies", {{"hourly", 6}, {"daily", 2}, {"weekly", 2}}},
            {"none", "No copies", {}}}));
}

Reply validate(Call &call)
{
    const std::string id = textOf(call.body, "fileSystemId");
    if (!call.world.fileSystem(id))
        return notFound("File system", id);
    if (textOf(call.body, "password").size() < 8)
        return problem(400, "The file system refuses these credentials");
    return noContent();
}
} // namespace

void addFileSystemAccess(Routes &routes)
{
    const std::string base = "/fsx/working-environments";
    const std::string item = base + "/{fileSystemId}";
    routes.connector("fsx:working-environments", "File systems of AWS");
    routes.add("GET", item + "/svms", "svms", "Storage VMs", inFileSystem(svms)).gives("[FsxSvm]");
    routes.add("GET", item + "/interfaces", "interfaces", "Addresses", inFileSystem(interfaces))
        .gives("[FsxInterfaceResponse]");
    routes.add("POST", base + "/validate-credentials", "validateCredentials", "Tries credentials", validate)
        .takes("FsxCredentialsRequest")
        .silent();
    routes.add("POST", item + "/cifs", "setupCifsConfiguration", "Adds a CIFS server", inFileSystem(setUpCifs))
        .takes("CIFSConfigurationRequest");
    routes.add("GET", item + "/cifs", "cifsConfiguration", "The CIFS servers", inFileSystem(cifs))
        .gives("[CIFSConfigurationResponse]")
        .asks("svm");
    routes.add("GET", item + "/export-policies", "exportPolicies", "Rules of export", inFileSystem(exportPolicies))
        .gives("[FsxExportPolicyResponse]");
    routes
        .add("GET", item + "/snapshot-policies", "snapshotPolicies", "When snapshots are taken",
            inFileSystem(snapshotPolicies))
        .gives("[SnapshotPolicy]");
}

} // namespace nephoscope::demo::cloudmanager
