// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/views.h"

namespace nephoscope::demo::clouddirector {

namespace {

/// A document whose own elements are of the extension namespace, what they inherit of the API's.
Node extensionRoot(const Context &context, const char *element, Kind kind, const Thing &thing)
{
    Node node(element, Space::Extension);
    const KindFacts &facts = factsOf(kind);
    node.set("name", thing.name).set("id", urn(kind, thing.id));
    node.set("href", context.url(facts.extensionPath + plain(thing.id))).set("type", mediaType(facts.extensionType));
    return node;
}

Node extensionReference(const Context &context, const char *element, Kind kind, const Thing &thing)
{
    Node node(element, Space::Extension);
    const KindFacts &facts = factsOf(kind);
    node.set("href", context.url(facts.extensionPath + plain(thing.id))).set("name", thing.name);
    return node.set("type", mediaType(facts.extensionType)).set("id", urn(kind, thing.id));
}

void describe(Node &node, const Thing &thing) { node.add(Node("Description").say(thing.description)); }

void addVimServer(const Context &context, Node &node, const Id &id)
{
    node.add(extensionReference(context, "VimServerRef", Kind::VimServer, context.world.vimServers.at(id)));
}

Node capacity(const char *name, const char *units, int total)
{
    Node node(name);
    return node.add("Units", units)
        .add("Allocation", total / 2)
        .add("Reserved", 0)
        .add("Total", total)
        .add("Used", total / 5);
}

void fillProviderVdc(const Context &context, Node &node, const ProviderVdc &row, const char *vdcs)
{
    node.set("status", 1);
    describe(node, row);
    Node compute("ComputeCapacity");
    compute.add(capacity("Cpu", "MHz", row.cpuMhz)).add(capacity("Memory", "MB", row.memoryMb));
    node.add(compute.add("IsElastic", false).add("IsHA", false));
    Node list(vdcs);
    for (const Vdc &vdc : context.world.vdcs) {
        if (vdc.providerVdc == row.id)
            list.add(context.adminReference("Vdc", Kind::Vdc, vdc.id, vdc.name).many());
    }
    node.add(list).add(Node("IsEnabled").say(true));
}

Node adminProviderVdc(const Context &context, const ProviderVdc &row)
{
    Node node = context.adminRoot("ProviderVdc", Kind::ProviderVdc, row);
    context.link(
        node, "alternate", context.url("/api/admin/extension/providervdc/" + plain(row.id)), "admin.vmwprovidervdc");
    context.link(node, "up", context.url("/api/admin/"), "admin.vcloud");
    fillProviderVdc(context, node, row, "Vdcs");
    return node;
}

Node providerVdc(const Context &context, const ProviderVdc &row)
{
    Node node = extensionRoot(context, "VMWProviderVdc", Kind::ProviderVdc, row);
    context.link(node, "alternate", context.adminHref(Kind::ProviderVdc, row.id), "admin.providervdc");
    fillProviderVdc(context, node, row, "Vdcs");
    Node stores("DataStoreRefs", Space::Extension);
    for (const Datastore &store : context.world.datastores) {
        if (store.vimServer == row.vimServer)
            stores.add(extensionReference(context, "DataStoreRef", Kind::Datastore, store).many());
    }
    node.add(stores);
    addVimServer(context, node, row.vimServer);
    node.add("HighestSupportedHardwareVersion", "vmx-19");
    Node hosts("HostReferences", Space::Extension);
    for (const Host &host : context.world.hosts) {
        if (host.vimServer == row.vimServer)
            hosts.add(extensionReference(context, "HostReference", Kind::Host, host).many());
    }
    return node.add(hosts);
}

Node vimServer(const Context &context, const VimServer &row)
{
    Node node = extensionRoot(context, "VimServer", Kind::VimServer, row);
    context.link(node, "up", context.url("/api/admin/extension"), "admin.vmwExtension");
    describe(node, row);
    node.add("Username", "vcd-service").add("Url", row.url).add("IsEnabled", true).add("IsConnected", true);
    return node.add("Uuid", plain(row.id)).add("VcVersion", row.version);
}

Node host(const Context &context, const Host &row)
{
    Node node = extensionRoot(context, "Host", Kind::Host, row);
    context.link(node, "up", context.url("/api/admin/extension"), "admin.vmwExtension");
    describe(node, row);
    node.add("Ready", true).add("Available", true).add("Enabled", true).add("Busy", false);
    node.add("NumOfCpusPackages", row.cpus).add("NumOfCpusLogical", row.cpus * 32).add("CpuTotal", row.cpus * 80'000);
    node.add("MemUsed", row.memoryMb / 3).add("MemTotal", row.memoryMb).add("HostOsName", row.version);
    node.add("HostOsVersion", "8.0.1");
    addVimServer(context, node, row.vimServer);
    return node;
}

Node datastore(const Context &context, const Datastore &row)
{
    Node node = extensionRoot(context, "Datastore", Kind::Datastore, row);
    context.link(node, "up", context.url("/api/admin/extension"), "admin.vmwExtension");
    describe(node, row);
    node.add("ThresholdYellowGb", 512).add("ThresholdRedGb", 128).add("DatastoreFsType", "VMFS");
    addVimServer(context, node, row.vimServer);
    return node.add("TotalCapacityMb", row.capacityMb).add("UsedCapacityMb", row.usedMb);
}

Node networkPool(const Context &context, const NetworkPool &row)
{
    Node node = extensionRoot(context, "VMWNetworkPool", Kind::NetworkPool, row);
    context.link(node, "up", context.url("/api/admin/extension"), "admin.vmwExtension");
    node.set("status", 1);
    describe(node, row);
    node.add("TotalBackingsCount", 500).add("UsedBackingsCount", 12);
    addVimServer(context, node, row.vimServer);
    return node;
}

Node externalNetwork(const Context &context, const ExternalNetwork &row)
{
    Node node = extensionRoot(context, "VMWExternalNetwork", Kind::ExternalNetwork, row);
    context.link(node, "up", context.url("/api/admin/extension"), "admin.vmwExtension");
    describe(node, row);
    node.add(ipConfiguration(row.gateway, row.firstIp, row.lastIp, "isolated", std::nullopt));
    addVimServer(context, node, row.vimServer);
    return node;
}

/// The media type of a list: vmwHostReferences; all end like that, whatever the address is.
QByteArray listType(const QByteArray &path)
{
    const QByteArray name = path == "datastores" ? QByteArray("datastoreReferences") : path;
    return "admin.vmw" + name.left(1).toUpper() + name.mid(1);
}

template <auto table>
Reply references(Context &context, const char *list, const char *element, const QByteArray &path)
{
    if (!context.isSystem())
        return context.denied("Provider vDC: View");
    Node node(list, Space::Extension);
    node.set("href", context.url("/api/admin/extension/" + path));
    node.set("type", mediaType(listType(path)));
    context.link(node, "up", context.url("/api/admin/extension"), "admin.vmwExtension");
    for (const auto &row : context.world.*table)
        node.add(extensionReference(context, element, kindOf(row), row).many());
    return Reply::show(node);
}

Reply providerVdcs(Context &c)
{
    return references<&World::providerVdcs>(
        c, "VMWProviderVdcReferences", "ProviderVdcReference", "providerVdcReferences");
}
Reply vimServers(Context &c)
{
    return references<&World::vimServers>(c, "VMWVimServerReferences", "VimServerReference", "vimServerReferences");
}
Reply hosts(Context &c) { return references<&World::hosts>(c, "VMWHostReferences", "HostReference", "hostReferences"); }
Reply datastores(Context &c)
{
    return references<&World::datastores>(c, "DatastoreReferences", "Reference", "datastores");
}
Reply networkPools(Context &c)
{
    return references<&World::networkPools>(
        c, "VMWNetworkPoolReferences", "NetworkPoolReference", "networkPoolReferences");
}
Reply externalNetworks(Context &c)
{
    return references<&World::externalNetworks>(
        c, "VMWExternalNetworkReferences", "ExternalNetworkReference", "externalNetworkReferences");
}

Reply extension(Context &context)
{
    if (!context.isSystem())
        return context.denied("Provider vDC: View");
    Node node("VMWExtension", Space::Extension);
    node.set("href", context.url("/api/admin/extension")).set("type", mediaType("admin.vmwExtension"));
    for (const char *list : {"providerVdcReferences", "vimServerReferences", "hostReferences", "datastores",
             "networkPoolReferences", "externalNetworkReferences"}) {
        const QByteArray path = list;
        context.link(node, "down", context.url("/api/admin/extension/" + path), listType(path));
    }
    context.link(node, "down", context.url("/api/admin/extension/settings"), "admin.systemSettings");
    return Reply::show(node);
}

Reply systemSettings(Context &context)
{
    if (!context.isSystem())
        return context.denied("General: Administrator View");
    Node node("SystemSettings", Space::Extension);
    node.set("href", context.url("/api/admin/extension/settings")).set("type", mediaType("admin.systemSettings"));
    context.link(node, "up", context.url("/api/admin/extension"), "admin.vmwExtension");
    Node general("GeneralSettings", Space::Extension);
    general.add("SessionTimeoutMinutes", context.sessions.idleMinutes()).add("AbsoluteSessionTimeoutMinutes", 1440);
    general.add("RestApiBaseUri", context.base).add("ShowStackTraces", false);
    return Reply::show(node.add(general));
}

} // namespace

Routes extensionRoutes()
{
    return {{"GET", "/api/admin/providervdc/{}", showToProvider<&World::providerVdcs, adminProviderVdc>},
        {"GET", "/api/admin/extension", extension}, {"GET", "/api/admin/extension/settings", systemSettings},
        {"GET", "/api/admin/extension/providerVdcReferences", providerVdcs},
        {"GET", "/api/admin/extension/vimServerReferences", vimServers},
        {"GET", "/api/admin/extension/hostReferences", hosts}, {"GET", "/api/admin/extension/datastores", datastores},
        {"GET", "/api/admin/extension/networkPoolReferences", networkPools},
        {"GET", "/api/admin/extension/externalNetworkReferences", externalNetworks},
        {"GET", "/api/admin/extension/providervdc/{}", showToProvider<&World::providerVdcs, providerVdc>},
        {"GET", "/api/admin/extension/vimServer/{}", showToProvider<&World::vimServers, vimServer>},
        {"GET", "/api/admin/extension/host/{}", showToProvider<&World::hosts, host>},
        {"GET", "/api/admin/extension/datastore/{}", showToProvider<&World::datastores, datastore>},
        {"GET", "/api/admin/extension/networkPool/{}", showToProvider<&World::networkPools, networkPool>},
        {"GET", "/api/admin/extension/externalnet/{}", showToProvider<&World::externalNetworks, externalNetwork>}};
}

} // namespace nephoscope::demo::clouddirector
