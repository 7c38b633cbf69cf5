// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/cloudapi.h"

namespace nephoscope::demo::clouddirector {

namespace {

using C = const Context &;
using Members = std::vector<Json>;

Json subnet(const QByteArray &gateway, const QByteArray &first, const QByteArray &last)
{
    const Json range{{"startAddress", text(first)}, {"endAddress", text(last)}};
    return {{"gateway", text(gateway)}, {"prefixLength", 24}, {"dnsSuffix", "demo.example"},
        {"dnsServer1", "10.0.0.53"}, {"dnsServer2", ""}, {"ipRanges", {{"values", Json::array({range})}}},
        {"enabled", true}, {"totalIpCount", 241}, {"usedIpCount", 3}};
}

Json subnets(const Json &one) { return {{"values", Json::array({one})}}; }

Members vdcs(C c)
{
    Members members;
    for (const Vdc &row : c.world.vdcs) {
        if (!c.sees(row))
            continue;
        const Organization &own = c.world.organizations.at(row.organization);
        members.push_back(
            {{"id", text(urn(Kind::Vdc, row.id))}, {"name", text(row.name)}, {"description", text(row.description)},
                {"allocationType", text(row.allocationModel)}, {"org", cloudReference(Kind::Organization, own)}});
    }
    return members;
}

Members capabilities(C)
{
    return {{{"name", "networkProvider"}, {"description", "Network provider"}, {"value", "NSX_T"}, {"type", "String"},
        {"category", "Networking"}}};
}

Members edgeGateways(C c)
{
    const World &world = c.world;
    Members members;
    for (const EdgeGateway &row : world.edgeGateways) {
        if (!c.sees(row))
            continue;
        const Vdc &vdc = world.vdcs.at(row.vdc);
        const ExternalNetwork &outside = world.externalNetworks.at(row.externalNetwork);
        const Json uplink{{"uplinkId", text(urn(Kind::ExternalNetwork, outside.id))},
            {"uplinkName", text(outside.name)},
            {"subnets", subnets(subnet(outside.gateway, outside.firstIp, outside.lastIp))}, {"dedicated", false},
            {"connected", true}};
        const Organization &own = world.organizations.at(vdc.organization);
        members.push_back(asChanged(c,
            {{"id", text(urn(Kind::EdgeGateway, row.id))}, {"name", text(row.name)},
                {"description", text(row.description)}, {"status", "REALIZED"},
                {"orgVdc", cloudReference(Kind::Vdc, vdc)}, {"ownerRef", cloudReference(Kind::Vdc, vdc)},
                {"orgRef", cloudReference(Kind::Organization, own)}, {"edgeGatewayUplinks", Json::array({uplink})},
                {"gatewayBacking", {{"gatewayType", "NSXT_BACKED"}, {"networkProvider", nullptr}}},
                {"orgVdcNetworkCount", 1}, {"distributedRoutingEnabled", false}}));
    }
    return members;
}

Members networks(C c)
{
    const World &world = c.world;
    Members members;
    for (const Network &row : world.networks) {
        if (!c.sees(row))
            continue;
        const Vdc &vdc = world.vdcs.at(row.vdc);
        Json connection = nullptr;
        if (const EdgeGateway *edge = world.edgeGateways.find(row.edgeGateway))
            connection = {{"routerRef", cloudReference(Kind::EdgeGateway, *edge)}, {"connectionTypeValue", "INTERNAL"},
                {"connected", true}};
        const char *type = row.fenceMode == "bridged" ? "DIRECT"
            : row.fenceMode == "natRouted"            ? "NAT_ROUTED"
                                                      : "ISOLATED";
        members.push_back(asChanged(c,
            {{"id", text(urn(Kind::Network, row.id))}, {"name", text(row.name)}, {"description", text(row.description)},
                {"status", "REALIZED"}, {"ownerRef", cloudReference(Kind::Vdc, vdc)},
                {"orgVdc", cloudReference(Kind::Vdc, vdc)},
                {"orgRef", cloudReference(Kind::Organization, world.organizations.at(vdc.organization))},
                {"networkType", type}, {"connection", connection},
                {"subnets", subnets(subnet(row.gateway, row.firstIp, row.lastIp))}, {"shared", row.shared},
                {"totalIpCount", 241}, {"usedIpCount", 3}}));
    }
    return members;
}

Members externalNetworks(C c)
{
    Members members;
    for (const ExternalNetwork &row : c.world.externalNetworks)
        members.push_back({{"id", "urn:vcloud:network:" + text(plain(row.id))}, {"name", text(row.name)},
            {"description", text(row.description)}, {"subnets", subnets(subnet(row.gateway, row.firstIp, row.lastIp))},
            {"networkBackings", {{"values", Json::array()}}}, {"totalIpCount", 191}, {"usedIpCount", 5},
            {"usingIpSpace", false}, {"dedicatedOrg", nullptr}});
    return members;
}

Members virtualCenters(C c)
{
    Members members;
    for (const VimServer &row : c.world.vimServers)
        members.push_back(asChanged(c,
            {{"id", text(urn(Kind::VimServer, row.id))}, {"vcId", text(urn(Kind::VimServer, row.id))},
                {"name", text(row.name)}, {"description", text(row.description)}, {"username", "vcd-service"},
                {"password", nullptr}, {"url", text(row.url)}, {"isEnabled", true}, {"isConnected", true},
                {"mode", "IAAS"}, {"listenerState", "CONNECTED"}, {"vcVersion", text(row.version)}}));
    return members;
}

Members networkPools(C c)
{
    Members members;
    for (const NetworkPool &row : c.world.networkPools)
        members.push_back({{"id", text(urn(Kind::NetworkPool, row.id))}, {"name", text(row.name)},
            {"description", text(row.description)}, {"status", "REALIZED"}, {"poolType", text(row.type)},
            {"totalBackingsCount", 500}, {"usedBackingsCount", 12}});
    return members;
}

Members computePolicies(C c)
{
    return {asChanged(c,
        {{"id", "urn:vcloud:vdcComputePolicy:" + text(plain(c.world.site))}, {"name", "System Default"},
            {"description", ""}, {"policyType", "VdcVmPolicy"}, {"isSizingOnly", true}, {"cpuCount", nullptr},
            {"memory", nullptr}})};
}

} // namespace

std::vector<Collection> computeCollections()
{
    return {{"vdcs", {32, 0}, Level::ReadOnly, vdcs},
        {"vdcs/{urn}/capabilities", {32, 0}, Level::ReadOnly, capabilities},
        {"vdcs/{urn}/computePolicies", {32, 0}, Level::ReadOnly, computePolicies},
        {"vdcComputePolicies", {32, 0}, Level::ReadOnly, computePolicies},
        {"edgeGateways", {34, 0}, Level::ReadOnly, edgeGateways},
        {"orgVdcNetworks", {32, 0}, Level::ReadOnly, networks},
        {"externalNetworks", {33, 0}, Level::SystemAdministrator, externalNetworks},
        {"virtualCenters", {36, 0}, Level::SystemAdministrator, virtualCenters},
        {"networkPools", {36, 0}, Level::SystemAdministrator, networkPools}};
}

} // namespace nephoscope::demo::clouddirector
