// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/querytypes.h"

namespace nephoscope::demo::clouddirector {

namespace {

using C = const Context &;

template <class Row>
Cell name(C, const Row &row)
{
    return row.name;
}
template <class Row>
Cell no(C, const Row &)
{
    return false;
}
template <class Row>
Cell yes(C, const Row &)
{
    return true;
}
template <class Row>
Cell vc(C c, const Row &row)
{
    return Cell::to(c.href(Kind::VimServer, row.vimServer), Kind::VimServer, row.vimServer);
}
template <class Row>
Cell vcName(C c, const Row &row)
{
    return c.world.vimServers.at(row.vimServer).name;
}

QueryType providerVdcs()
{
    using Row = ProviderVdc;
    return typeOver<Row>("providerVdc", "VMWProviderVdcRecord", &World::providerVdcs,
        {column<Row>("name", name), column<Row>("status", [](C, const Row &) { return Cell("READY"); }),
            column<Row>("isEnabled", yes), column<Row>("isBusy", no), column<Row>("isDeleted", no),
            column<Row>("cpuLimitMhz", [](C, const Row &row) { return Cell(row.cpuMhz); }),
            column<Row>("cpuUsedMhz", [](C, const Row &row) { return Cell(row.cpuMhz / 5); }),
            column<Row>("memoryLimitMB", [](C, const Row &row) { return Cell(row.memoryMb); }),
            column<Row>("memoryUsedMB", [](C, const Row &row) { return Cell(row.memoryMb / 5); }),
            column<Row>("storageLimitMB", [](C, const Row &row) { return Cell(row.storageMb); }),
            column<Row>("vcName", vcName)});
}

QueryType vimServers()
{
    using Row = VimServer;
    return typeOver<Row>("virtualCenter", "VirtualCenterRecord", &World::vimServers,
        {column<Row>("name", name), column<Row>("url", [](C, const Row &row) { return Cell(row.url); }),
            column<Row>("isEnabled", yes), column<Row>("isBusy", no), column<Row>("isSupported", yes),
            column<Row>("listenerState", [](C, const Row &) { return Cell("CONNECTED"); }),
            column<Row>("vcVersion", [](C, const Row &row) { return Cell(row.version); })});
}

QueryType hosts()
{
    return typeOver<Host>("host", "HostRecord", &World::hosts,
        {column<Host>("name", name), column<Host>("vc", vc), column<Host>("vcName", vcName),
            column<Host>("isEnabled", yes), column<Host>("isPrepared", yes), column<Host>("isBusy", no),
            column<Host>("isInMaintenanceMode", no), column<Host>("isSupported", yes),
            column<Host>("osVersion", [](C, const Host &row) { return Cell(row.version); }),
            column<Host>("state", [](C, const Host &) { return Cell(1); })});
}

QueryType datastores()
{
    using Row = Datastore;
    return typeOver<Row>("datastore", "DatastoreRecord", &World::datastores,
        {column<Row>("name", name), column<Row>("vc", vc), column<Row>("vcName", vcName),
            column<Row>("datastoreType", [](C, const Row &) { return Cell("VMFS6"); }), column<Row>("isEnabled", yes),
            column<Row>("isDeleted", no),
            column<Row>("storageMB", [](C, const Row &row) { return Cell(row.capacityMb); }),
            column<Row>("storageUsedMB", [](C, const Row &row) { return Cell(row.usedMb); })});
}

QueryType networkPools()
{
    using Row = NetworkPool;
    return typeOver<Row>("networkPool", "NetworkPoolRecord", &World::networkPools,
        {column<Row>("name", name), column<Row>("isBusy", no), column<Row>("vc", vc),
            column<Row>("networkPoolType", [](C, const Row &row) { return Cell(row.type); })});
}

QueryType externalNetworks()
{
    using Row = ExternalNetwork;
    return typeOver<Row>("externalNetwork", "NetworkRecord", &World::externalNetworks,
        {column<Row>("name", name), column<Row>("gateway", [](C, const Row &row) { return Cell(row.gateway); }),
            column<Row>("netmask", [](C, const Row &) { return Cell("255.255.255.0"); }), column<Row>("vcName", vcName),
            column<Row>("isBusy", no)});
}

} // namespace

std::vector<QueryType> providerQueryTypes()
{
    std::vector<QueryType> types{
        providerVdcs(), vimServers(), hosts(), datastores(), networkPools(), externalNetworks()};
    for (QueryType &type : types)
        type.provider = true;
    return types;
}

} // namespace nephoscope::demo::clouddirector
