// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/storagevms.h"
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/seed.h"
#include "demo/cloudmanager/work.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

CifsServer cifsServerFrom(const Json &body)
{
    CifsServer server;
    server.dnsDomain = textOf(body, "dnsDomain");
    server.domain = textOf(body, "activeDirectoryDomain");
    server.addresses = textsOf(body, "ipAddresses");
    server.netBios = textOf(body, "netBIOS");
    server.organizationalUnit = textOf(body, "organizationalUnit");
    server.svm = textOf(body, "svmName");
    return server;
}

Json cifsView(const CifsServer &server)
{
    return {{"dnsDomain", server.dnsDomain}, {"activeDirectoryDomain", server.domain},
        {"ipAddresses", array(server.addresses)}, {"netBIOS", server.netBios},
        {"organizationalUnit", server.organizationalUnit}, {"authenticationType", server.authentication}};
}

namespace {
const std::vector<std::string> onOrDegraded{"ON", "DEGRADED"};

Reply unknownSvm(const std::string &name) { return notFound("Storage VM", name); }

Reply rename(Call &call)
{
    const std::string from = textOf(call.body, "svmName", call.system->svmName());
    const std::string to = textOf(call.body, "svmNewName");
    if (!call.system->hasSvm(from))
        return unknownSvm(from);
    if (call.system->hasSvm(to))
        return problem(400, "There is a storage VM named " + to + " already");
    Operation operation;
    operation.action = "Change Svm Name";
    operation.finish = [id = call.system->id, from, to](World &world) {
        WorkingEnvironment *system = world.find(id);
        if (!system)
            return;
        for (StorageVm &svm : system->svms) {
            if (svm.name == from)
                svm.name = to;
        }
        for (Volume &volume : system->volumes) {
            if (volume.svm == from)
                volume.svm = to;
        }
        for (Relationship &one : world.relationships) {
            if (one.sourceSystem == id && one.sourceSvm == from)
                one.sourceSvm = to;
            if (one.destinationSystem == id && one.destinationSvm == from)
                one.destinationSvm = to;
        }
    };
    return begin(call, operation);
}

Reply create(Call &call)
{
    const std::string name = textOf(call.body, "svmName");
    if (call.system->hasSvm(name))
        return problem(400, "There is a storage VM named " + name + " already");
    const std::string aggregate = textOf(call.body, "rootVolumeAggregate", call.system->aggregates.front().name);
    if (!call.system->aggregate(aggregate))
        return notFound("Aggregate", aggregate);
    Operation operation;
    operation.action = "Create Svm";
    operation.seconds = 4;
    operation.finish = [id = call.system->id, name, aggregate](World &world) {
        WorkingEnvironment *system = world.find(id);
        if (!system)
            return;
        system->svms.push_back({name, "running"});
        Volume root = makeVolume(world, *system, name + "_root", gigabyte);
        root.svm = name;
        root.root = true;
        root.aggregate = aggregate;
        root.junctionPath = "/";
        root.exports = {};
        system->volumes.push_back(root);
    };
    return begin(call, operation);
}

Reply remove(Call &call)
{
    const std::string name = call.variable("svmName");
    if (!call.system->hasSvm(name))
        return unknownSvm(name);
    const auto &volumes = call.system->volumes;
    if (call.system->svms.size() == 1)
        return problem(400, "The last storage VM cannot be deleted");
    if (std::any_of(volumes.begin(), volumes.end(), [&](const Volume &one) { return one.svm == name && !one.root; }))
        return problem(400, "Storage VM " + name + " still holds volumes");
    Operation operation;
    operation.action = "Delete Svm";
    operation.finish = [id = call.system->id, name](World &world) {
        WorkingEnvironment *system = world.find(id);
        if (!system)
            return;
        auto &svms = system->svms;
        svms.erase(std::remove_if(svms.begin(), svms.end(), [&](const StorageVm &one) { return one.name == name; }),
            svms.end());
        auto &all = system->volumes;
        all.erase(
            std::remove_if(all.begin(), all.end(), [&](const Volume &one) { return one.svm == name; }), all.end());
    };
    return begin(call, operation);
}

Reply cifs(Call &call)
{
    const std::string wanted = call.asked("svm").empty() ? call.asked("vserver") : call.asked("svm");
    Json list = Json::array();
    for (const CifsServer &server : call.system->cifs) {
        if (wanted.empty() || server.svm == wanted)
            list.push_back(cifsView(server));
    }
    return ok(list);
}

Reply addCifs(Call &call, const CifsServer &server, const std::string &action)
{
    if (!call.system->hasSvm(server.svm))
        return unknownSvm(server.svm);
    const auto &servers = call.system->cifs;
    if (std::any_of(servers.begin(), servers.end(), [&](const CifsServer &one) { return one.svm == server.svm; }))
        return problem(400, "Storage VM " + server.svm + " has a CIFS server already");
    Operation operation;
    operation.action = action;
    operation.seconds = 4;
    operation.steps = {"Describe SVM(s)", "Create DNS", "Create CIFS Server"};
    operation.finish = [id = call.system->id, server](World &world) {
        if (WorkingEnvironment *system = world.find(id))
            system->cifs.push_back(server);
    };
    return begin(call, operation);
}

Reply setUpCifs(Call &call)
{
    CifsServer server = cifsServerFrom(call.body);
    if (server.svm.empty())
        server.svm = call.system->svmName();
    return addCifs(call, server, "Setup Cifs Configuration");
}

Reply setUpWorkgroup(Call &call)
{
    CifsServer server;
    server.netBios = textOf(call.body, "serverName");
    server.domain = textOf(call.body, "workgroupName");
    server.authentication = "Workgroup";
    server.svm = textOf(call.body, "svmName", call.system->svmName());
    return addCifs(call, server, "Setup Cifs Workgroup");
}

Reply deleteCifs(Call &call)
{
    const std::string svm = textOf(call.body, "svmName", call.system->svmName());
    Operation operation;
    operation.action = "Delete Cifs Configuration";
    operation.finish = [id = call.system->id, svm](World &world) {
        if (WorkingEnvironment *system = world.find(id)) {
            auto &all = system->cifs;
            all.erase(std::remove_if(all.begin(), all.end(), [&](const CifsServer &one) { return one.svm == svm; }),
                all.end());
        }
    };
    return begin(call, operation);
}

Reply ipSpaces(Call &call)
{
    std::vector<std::string> names;
    for (const StorageVm &svm : call.system->svms)
        names.push_back(svm.name);
    return ok(Json::array({{{"ipSpace", "Default"}, {"vservers", array(names)}}}));
}
} // namespace

void addStorageVms(Routes &routes)
{
    for (const Kind &kind : kinds()) {
        const std::string item = "/" + kind.root + "/working-environments/{workingEnvironmentId}";
        routes.connector(kind.resource() + ":working-environments", "", &kind);
        routes.add("GET", item + "/cifs", "cifsConfiguration", "The CIFS servers", cifs)
            .gives("[CIFSConfigurationResponse]")
            .asks(kind.isCloud() ? "svm" : "vserver")
            .on();
        if (!kind.isCloud()) {
            routes.add("GET", item + "/ip-spaces", "IpSpaces", "The IP spaces", ipSpaces)
                .gives("[IpSpaceResponse]")
                .asks("vserver")
                .on();
            continue;
        }
        routes.add("POST", item + "/cifs", "setupCifsConfiguration", "Adds a CIFS server", setUpCifs)
            .takes("CIFSConfigurationRequest")
            .on(onOrDegraded);
        routes
            .add("POST", item + "/cifs-workgroup", "setupCifsWorkgroup", "Adds a CIFS server in a workgroup",
                setUpWorkgroup)
            .takes("CIFSWorkgroupRequest")
            .on(onOrDegraded);
        routes.add("POST", item + "/delete-cifs", "setupCifsConfiguration", "Takes the CIFS server away", deleteCifs)
            .takes("CIFSDeleteRequest")
            .on(onOrDegraded);
        routes.add("PUT", item + "/svm", "changeSvmName", "Renames a storage VM", rename)
            .takes("SvmNameModificationRequest")
            .on({"ON"});
        if (kind.isAws())
            continue;
        routes.add("POST", item + "/svm", "createSvm", "Adds a storage VM", create)
            .takes("CreateSvmRequest")
            .on({"ON"});
        routes.add("DELETE", item + "/svm/{svmName}", "deleteSvm", "Deletes a storage VM", remove).on({"ON"});
    }
}

} // namespace nephoscope::demo::cloudmanager
