// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/worldbuilder.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

struct WorldBuilder::VAppPlan {
    QByteArray name;
    const char *description;
    std::vector<std::pair<const char *, Status>> vms;
    bool deployed = false;
};

namespace {

constexpr int vmsPerVApp = 20;

struct GuestOs {
    const char *key;
    const char *name;
};
constexpr GuestOs guests[] = {{"ubuntu64Guest", "Ubuntu Linux (64-bit)"},
    {"debian11_64Guest", "Debian GNU/Linux 11 (64-bit)"},
    {"windows2019srv_64Guest", "Microsoft Windows Server 2019 (64-bit)"},
    {"rhel8_64Guest", "Red Hat Enterprise Linux 8 (64-bit)"}};

QByteArray numbered(int a, int b) { return QByteArray::number(a) + '.' + QByteArray::number(b); }

} // namespace

void WorldBuilder::addNetworks(const Vdc &vdc)
{
    const Id outside = m_world.externalNetworks.begin()->id;
    EdgeGateway edge = make<EdgeGateway>("gateway", vdc.name, vdc.name + "-edge");
    edge.vdc = vdc.id;
    edge.externalNetwork = outside;
    edge.address = "203.0.113." + QByteArray::number(10 + static_cast<int>(m_world.edgeGateways.size()));
    const Id edgeId = m_world.edgeGateways.add(edge).id;
    const int subnet = static_cast<int>(m_world.networks.size());
    const char *modes[] = {"natRouted", "isolated", "bridged"};
    const char *names[] = {"-front", "-back", "-direct"};
    for (int i = 0; i < 3; ++i) {
        Network network = make<Network>("network", vdc.name, vdc.name + names[i]);
        const QByteArray net = "10.20." + QByteArray::number(subnet + i);
        network.vdc = vdc.id;
        network.fenceMode = modes[i];
        network.edgeGateway = i == 0 ? edgeId : Id();
        network.externalNetwork = i == 2 ? outside : Id();
        network.gateway = net + ".1";
        network.firstIp = net + ".10";
        network.lastIp = net + ".250";
        network.shared = i == 2;
        m_world.networks.add(network);
    }
}

void WorldBuilder::addVApps(const Vdc &vdc, const QByteArray &prefix)
{
    const Status on = Status::PoweredOn;
    const Status off = Status::PoweredOff;
    const std::vector<VAppPlan> plans{
        {prefix + "shop", "The web shop", {{"web-1", on}, {"web-2", on}, {"db-1", on}}, true},
        {prefix + "payroll", "Runs at the end of the month", {{"pay-app", off}, {"pay-db", off}}},
        {prefix + "lab", "Trials", {{"lab-1", on}, {"lab-2", off}, {"lab-3", Status::Suspended}}, true},
        {prefix + "reports", "Asleep over the weekend", {{"report-1", Status::Suspended}}},
        {prefix + "mail", "Stopped, networks still deployed", {{"mail-1", off}}, true},
        {prefix + "intake", "Asks something", {{"intake-1", Status::WaitingForInput}}, true},
        {prefix + "import", "Did not arrive whole", {{"import-1", Status::FailedCreation}}},
        {prefix + "blank", "Nothing in it yet", {}},
    };
    for (const VAppPlan &plan : plans)
        addVApp(vdc, plan);
}

VApp &WorldBuilder::addVApp(const Vdc &vdc, const VAppPlan &plan)
{
    const QByteArray scope = vdc.name + '/' + plan.name;
    VApp row = make<VApp>("vapp", vdc.name, plan.name);
    row.description = plan.description;
    row.vdc = vdc.id;
    row.owner = ownerIn(vdc.organization);
    row.created = past(24 * 30 + static_cast<int>(m_world.vapps.size()));
    row.deployed = plan.deployed;
    row.leasesFrom = m_now;
    row.storageLeaseSeconds = 30 * 24 * 3600;
    VAppNetwork network = make<VAppNetwork>("vappnetwork", scope, vdc.name + "-front");
    network.vapp = row.id;
    network.fenceMode = "bridged";
    const auto parent = std::find_if(
        m_world.networks.begin(), m_world.networks.end(), [&](const Network &each) { return each.vdc == vdc.id; });
    network.parent = parent->id;
    network.gateway = parent->gateway;
    network.ranges = {{parent->firstIp, parent->lastIp}};
    row.networks.push_back(m_world.vappNetworks.add(network).id);
    VApp &vapp = m_world.vapps.add(row);
    for (const auto &[name, status] : plan.vms)
        addVm(vapp, name, status);
    return vapp;
}

Vm WorldBuilder::newVm(const QByteArray &scope, const QByteArray &name, const Id &vdc)
{
    const int n = m_count++;
    const GuestOs &guest = guests[n % 4];
    Vm vm = make<Vm>("vm", scope, name);
    vm.guestOs = guest.key;
    vm.guestOsName = guest.name;
    vm.cpus = 1 << (n % 4);
    vm.memoryMb = 1024 << (n % 5);
    vm.hardwareVersion = n % 7 == 0 ? 11 : 14;
    vm.created = past(24 * 20 + n % 400);
    vm.disks.push_back({2000, 16'384 << (n % 3)});
    if (n % 3 == 0)
        vm.disks.push_back({2001, 65'536, 0, 1});
    for (const StorageProfile &profile : m_world.storageProfiles) {
        if (profile.vdc == vdc && profile.byDefault)
            vm.storageProfile = profile.id;
    }
    return vm;
}

Vm &WorldBuilder::addVm(VApp &vapp, const QByteArray &name, Status status)
{
    const Vdc &vdc = m_world.vdcs.at(vapp.vdc);
    Vm vm = newVm(vdc.name + '/' + vapp.name, name, vdc.id);
    vm.container = vapp.id;
    vm.status = status;
    vm.deployed = status == Status::PoweredOn || status == Status::WaitingForInput
        || (vapp.deployed && vapp.name.endsWith("mail"));
    Nic nic;
    nic.network = m_world.vappNetworks.at(vapp.networks.front()).name;
    nic.address = "10." + numbered(20 + m_count / 62'500 % 200, m_count / 250 % 250) + '.'
        + QByteArray::number(m_count % 250 + 1);
    nic.mac = "00:50:56:01:" + QByteArray::number(256 + m_count / 256 % 256, 16).mid(1) + ':'
        + QByteArray::number(256 + m_count % 256, 16).mid(1);
    vm.nics.push_back(nic);
    if (name == "db-1")
        vm.snapshot = Snapshot{past(48), true, 17'179'869'184};
    vapp.vms.push_back(vm.id);
    return m_world.vms.add(std::move(vm));
}

void WorldBuilder::addVms(int count)
{
    static const Status states[] = {Status::PoweredOn, Status::PoweredOn, Status::PoweredOff, Status::Suspended};
    std::vector<Id> vdcs;
    for (const Vdc &vdc : m_world.vdcs)
        vdcs.push_back(vdc.id);
    VApp *vapp = nullptr;
    for (int i = 0; i < count; ++i) {
        if (i % vmsPerVApp == 0) {
            const size_t number = static_cast<size_t>(i / vmsPerVApp);
            const QByteArray name = "fleet-" + QByteArray::number(10'000 + i / vmsPerVApp).mid(1);
            vapp = &addVApp(m_world.vdcs.at(vdcs[number % vdcs.size()]), {name, "One of the fleet", {}, true});
        }
        addVm(*vapp, "node-" + QByteArray::number(1'000'000 + i).mid(1), states[m_count % 4]);
    }
}

void WorldBuilder::addDisks(const Vdc &vdc)
{
    const auto profile = std::find_if(m_world.storageProfiles.begin(), m_world.storageProfiles.end(),
        [&](const StorageProfile &each) { return each.vdc == vdc.id; });
    for (const char *name : {"data-1", "scratch"}) {
        Disk disk = make<Disk>("disk", vdc.name, vdc.name + '-' + name);
        disk.vdc = vdc.id;
        disk.owner = ownerIn(vdc.organization);
        disk.storageProfile = profile->id;
        disk.sizeMb = 51'200;
        if (QByteArray(name) == "data-1") {
            for (Vm &vm : m_world.vms) {
                if (vm.name != "db-1" || m_world.vdcOf(vm) != vdc.id)
                    continue;
                disk.attachedTo = vm.id;
                HardDisk own{2016, disk.sizeMb, 1, 0};
                own.independent = disk.id;
                vm.disks.push_back(own);
            }
        }
        m_world.disks.add(disk);
    }
}

} // namespace nephoscope::demo::clouddirector
