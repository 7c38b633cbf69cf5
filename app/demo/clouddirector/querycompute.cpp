// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/querytypes.h"

namespace nephoscope::demo::clouddirector {

namespace {

using C = const Context &;

Cell ref(C c, Kind kind, const Id &id) { return id.isNull() ? Cell() : Cell::to(c.href(kind, id), kind, id); }
const Vdc &vdcOf(C c, const Vm &vm) { return c.world.vdcs.at(c.world.vdcOf(vm)); }
template <class Row>
const Vdc &vdcOf(C c, const Row &row)
{
    return c.world.vdcs.at(row.vdc);
}
template <class Row>
Cell org(C c, const Row &row)
{
    const Vdc &at = vdcOf(c, row);
    return c.sees(at) ? ref(c, Kind::Organization, at.organization) : Cell();
}
template <class Row>
Cell vdc(C c, const Row &row)
{
    const Vdc &at = vdcOf(c, row);
    return c.sees(at) ? ref(c, Kind::Vdc, at.id) : Cell(); // a published template stands in somebody else's
}
template <class Row>
Cell vdcName(C c, const Row &row)
{
    const Vdc &at = vdcOf(c, row);
    return c.sees(at) ? Cell(at.name) : Cell();
}
template <class Row>
Cell name(C, const Row &row)
{
    return row.name;
}
template <class Row>
Cell ownerName(C c, const Row &row)
{
    return c.world.users.at(row.owner).name;
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
Cell task(C c, const Row &row)
{
    const Task *found = c.world.busyWith(row.id);
    return found ? ref(c, Kind::Task, found->id) : Cell();
}
template <class Row>
Cell taskStatus(C c, const Row &row)
{
    const Task *found = c.world.busyWith(row.id);
    return found ? Cell(found->status) : Cell();
}

int countIn(C c, const VApp &vapp, int Vm::*what)
{
    int sum = 0;
    for (const Id &id : vapp.vms)
        sum += c.world.vms.at(id).*what;
    return sum;
}

Cell vdcOrganization(C c, const Vdc &row) { return ref(c, Kind::Organization, row.organization); }

QueryType vdcs()
{
    const auto count = [](C c, const Vdc &row) {
        int found = 0;
        for (const VApp &vapp : c.world.vapps)
            found += vapp.vdc == row.id ? 1 : 0;
        return Cell(found);
    };
    return typeOver<Vdc>("orgVdc", "OrgVdcRecord", &World::vdcs,
        {column<Vdc>("name", name), column<Vdc>("description", [](C, const Vdc &row) { return Cell(row.description); }),
            column<Vdc>("isEnabled", [](C, const Vdc &row) { return Cell(row.enabled); }), column<Vdc>("isBusy", no),
            column<Vdc>("status", [](C, const Vdc &) { return Cell("READY"); }),
            column<Vdc>(
                "orgName", [](C c, const Vdc &row) { return Cell(c.world.organizations.at(row.organization).name); }),
            column<Vdc>("org", vdcOrganization, true),
            column<Vdc>("providerVdcName",
                [](C c, const Vdc &row) { return Cell(c.world.providerVdcs.at(row.providerVdc).name); }),
            column<Vdc>("cpuAllocationMhz", [](C, const Vdc &row) { return Cell(row.cpuMhz); }),
            column<Vdc>("cpuLimitMhz", [](C, const Vdc &row) { return Cell(row.cpuMhz); }),
            column<Vdc>("cpuUsedMhz", [](C, const Vdc &row) { return Cell(row.cpuMhz / 4); }),
            column<Vdc>("memoryAllocationMB", [](C, const Vdc &row) { return Cell(row.memoryMb); }),
            column<Vdc>("memoryLimitMB", [](C, const Vdc &row) { return Cell(row.memoryMb); }),
            column<Vdc>("memoryUsedMB", [](C, const Vdc &row) { return Cell(row.memoryMb / 4); }),
            column<Vdc>("numberOfVApps", +count)});
}

Cell vappBusy(C c, const VApp &row) { return c.world.busyWith(row) != nullptr; }

QueryType vapps()
{
    return typeOver<VApp>("vApp", "VAppRecord", &World::vapps,
        {column<VApp>("name", name),
            column<VApp>("status", [](C c, const VApp &row) { return Cell(statusWord(c.world.statusOf(row))); }),
            column<VApp>("vdc", vdc), column<VApp>("vdcName", vdcName), column<VApp>("org", org, true),
            column<VApp>("ownerName", ownerName),
            column<VApp>("creationDate", [](C, const VApp &row) { return Cell(row.created); }),
            column<VApp>("isDeployed", [](C, const VApp &row) { return Cell(row.deployed); }),
            column<VApp>("isBusy", vappBusy), column<VApp>("isEnabled", yes), column<VApp>("isExpired", no),
            column<VApp>("isInMaintenanceMode", no), column<VApp>("isPublic", no),
            column<VApp>("isAutoNature", [](C, const VApp &row) { return Cell(row.standalone); }),
            column<VApp>("numberOfVMs", [](C, const VApp &row) { return Cell(static_cast<int>(row.vms.size())); }),
            column<VApp>("numberOfCpus", [](C c, const VApp &row) { return Cell(countIn(c, row, &Vm::cpus)); }),
            column<VApp>(
                "memoryAllocationMB", [](C c, const VApp &row) { return Cell(countIn(c, row, &Vm::memoryMb)); }),
            column<VApp>("task", task), column<VApp>("taskStatus", taskStatus)});
}

Cell container(C c, const Vm &vm) { return ref(c, vm.inTemplate ? Kind::Template : Kind::VApp, vm.container); }

Cell containerName(C c, const Vm &vm)
{
    return vm.inTemplate ? c.world.templates.at(vm.container).name : c.world.vapps.at(vm.container).name;
}

Cell vmOwner(C c, const Vm &vm)
{
    const Id owner = vm.inTemplate ? c.world.templates.at(vm.container).owner : c.world.vapps.at(vm.container).owner;
    return c.world.users.at(owner).name;
}

Cell storageProfileName(C c, const Vm &vm)
{
    const StorageProfile *profile = c.world.storageProfiles.find(vm.storageProfile);
    return profile ? Cell(profile->name) : Cell();
}

Cell catalogName(C c, const Vm &vm)
{
    if (!vm.inTemplate)
        return {};
    const Template &origin = c.world.templates.at(vm.container);
    return c.world.catalogs.at(c.world.catalogItems.at(origin.catalogItem).catalog).name;
}

Cell vmBusy(C c, const Vm &vm) { return !vm.inTemplate && c.world.busyWith(vm) != nullptr; }

Cell totalStorage(C, const Vm &vm)
{
    int sum = 0;
    for (const HardDisk &disk : vm.disks)
        sum += disk.sizeMb;
    return sum;
}

std::vector<Column> vmColumns()
{
    return {column<Vm>("name", name), column<Vm>("container", container), column<Vm>("containerName", containerName),
        column<Vm>("status", [](C, const Vm &vm) { return Cell(statusWord(vm.status)); }), column<Vm>("vdc", vdc),
        column<Vm>("vdcName", vdcName), column<Vm>("org", org, true), column<Vm>("ownerName", vmOwner),
        column<Vm>("isVAppTemplate", [](C, const Vm &vm) { return Cell(vm.inTemplate); }), column<Vm>("isDeleted", no),
        column<Vm>("isDeployed", [](C, const Vm &vm) { return Cell(vm.deployed); }), column<Vm>("isBusy", vmBusy),
        column<Vm>("isPublished", no), column<Vm>("isInMaintenanceMode", no), column<Vm>("isAutoNature", no),
        column<Vm>("guestOs", [](C, const Vm &vm) { return Cell(vm.guestOsName); }),
        column<Vm>("numberOfCpus", [](C, const Vm &vm) { return Cell(vm.cpus); }),
        column<Vm>("memoryMB", [](C, const Vm &vm) { return Cell(vm.memoryMb); }),
        column<Vm>("hardwareVersion", [](C, const Vm &vm) { return Cell(vm.hardwareVersion); }),
        column<Vm>("ipAddress", [](C, const Vm &vm) { return vm.nics.empty() ? Cell() : vm.nics.front().address; }),
        column<Vm>("networkName", [](C, const Vm &vm) { return vm.nics.empty() ? Cell() : vm.nics.front().network; }),
        column<Vm>("storageProfileName", storageProfileName), column<Vm>("catalogName", catalogName),
        column<Vm>("vmToolsVersion", [](C, const Vm &vm) { return Cell(vm.toolsVersion); }),
        column<Vm>("totalStorageAllocatedMb", totalStorage),
        column<Vm>("dateCreated", [](C, const Vm &vm) { return Cell(vm.created); })};
}

QueryType networks()
{
    return typeOver<Network>("orgVdcNetwork", "OrgVdcNetworkRecord", &World::networks,
        {column<Network>("name", name), column<Network>("vdc", vdc), column<Network>("vdcName", vdcName),
            column<Network>("org", org, true),
            column<Network>("defaultGateway", [](C, const Network &row) { return Cell(row.gateway); }),
            column<Network>("netmask", [](C, const Network &) { return Cell("255.255.255.0"); }),
            column<Network>("dns1", [](C, const Network &) { return Cell("10.0.0.53"); }),
            column<Network>("linkType",
                [](C, const Network &row) {
                    return Cell(row.fenceMode == "bridged" ? 0 : row.fenceMode == "natRouted" ? 1 : 2);
                }),
            column<Network>("isBusy", no),
            column<Network>("isShared", [](C, const Network &row) { return Cell(row.shared); }),
            column<Network>("isIpScopeInherited", no)});
}

Cell vappNetworkOrg(C c, const VAppNetwork &row) { return org(c, c.world.vapps.at(row.vapp)); }

QueryType vappNetworks()
{
    return typeOver<VAppNetwork>("vAppNetwork", "VAppNetworkRecord", &World::vappNetworks,
        {column<VAppNetwork>("name", name),
            column<VAppNetwork>("vApp", [](C c, const VAppNetwork &row) { return ref(c, Kind::VApp, row.vapp); }),
            column<VAppNetwork>(
                "vAppName", [](C c, const VAppNetwork &row) { return Cell(c.world.vapps.at(row.vapp).name); }),
            column<VAppNetwork>("org", vappNetworkOrg, true), column<VAppNetwork>("isBusy", no),
            column<VAppNetwork>("isIpScopeInherited", no)});
}

QueryType edges()
{
    return typeOver<EdgeGateway>("edgeGateway", "EdgeGatewayRecord", &World::edgeGateways,
        {column<EdgeGateway>("name", name), column<EdgeGateway>("vdc", vdc), column<EdgeGateway>("orgVdcName", vdcName),
            column<EdgeGateway>("org", org, true),
            column<EdgeGateway>("numberOfExtNetworks", [](C, const EdgeGateway &) { return Cell(1); }),
            column<EdgeGateway>("numberOfOrgNetworks", [](C, const EdgeGateway &) { return Cell(1); }),
            column<EdgeGateway>("isBusy", no),
            column<EdgeGateway>("gatewayStatus", [](C, const EdgeGateway &) { return Cell("READY"); }),
            column<EdgeGateway>("haStatus", [](C, const EdgeGateway &) { return Cell("DISABLED"); })});
}

QueryType profiles()
{
    return typeOver<StorageProfile>("orgVdcStorageProfile", "OrgVdcStorageProfileRecord", &World::storageProfiles,
        {column<StorageProfile>("name", name), column<StorageProfile>("vdc", vdc),
            column<StorageProfile>("vdcName", vdcName), column<StorageProfile>("org", org, true),
            column<StorageProfile>("isEnabled", yes),
            column<StorageProfile>(
                "isDefaultStorageProfile", [](C, const StorageProfile &row) { return Cell(row.byDefault); }),
            column<StorageProfile>("storageUsedMB", [](C, const StorageProfile &row) { return Cell(row.usedMb); }),
            column<StorageProfile>("storageLimitMB", [](C, const StorageProfile &row) { return Cell(row.limitMb); }),
            column<StorageProfile>("isVdcBusy", no)});
}

QueryType disks()
{
    return typeOver<Disk>("disk", "DiskRecord", &World::disks,
        {column<Disk>("name", name), column<Disk>("vdc", vdc), column<Disk>("vdcName", vdcName),
            column<Disk>("org", org, true),
            column<Disk>("sizeB", [](C, const Disk &row) { return Cell(qint64(row.sizeMb) * 1'048'576); }),
            column<Disk>("sizeMb", [](C, const Disk &row) { return Cell(row.sizeMb); }),
            column<Disk>("status", [](C, const Disk &) { return Cell("RESOLVED"); }),
            column<Disk>("busType", [](C, const Disk &row) { return Cell(QByteArray::number(row.busType)); }),
            column<Disk>("busSubType", [](C, const Disk &row) { return Cell(row.busSubType); }),
            column<Disk>("isAttached", [](C, const Disk &row) { return Cell(!row.attachedTo.isNull()); }),
            column<Disk>("ownerName", ownerName), column<Disk>("task", task),
            column<Disk>("storageProfile",
                [](C c, const Disk &row) { return ref(c, Kind::StorageProfile, row.storageProfile); })});
}

} // namespace

std::vector<QueryType> computeQueryTypes()
{
    const QueryType vms = typeOver<Vm>("vm", "VMRecord", &World::vms, vmColumns());
    return {vdcs(), adminTwin<Vdc>(vdcs(), "adminOrgVdc", "AdminVdcRecord", vdcOrganization), vapps(),
        adminTwin<VApp>(vapps(), "adminVApp", "AdminVAppRecord", org), vms,
        adminTwin<Vm>(vms, "adminVM", "AdminVMRecord", org), networks(),
        adminTwin<Network>(networks(), "adminOrgVdcNetwork", "AdminOrgVdcNetworkRecord", org), vappNetworks(),
        adminTwin<VAppNetwork>(vappNetworks(), "adminVAppNetwork", "AdminVAppNetworkRecord", vappNetworkOrg), edges(),
        profiles(),
        adminTwin<StorageProfile>(profiles(), "adminOrgVdcStorageProfile", "AdminOrgVdcStorageProfileRecord", org),
        disks(), adminTwin<Disk>(disks(), "adminDisk", "AdminDiskRecord", org)};
}

} // namespace nephoscope::demo::clouddirector
