// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/worldbuilder.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

struct WorldBuilder::TenantPlan {
    const char *name;
    const char *fullName;
    std::vector<const char *> vdcs;
    std::vector<const char *> users; // administrator, author, reader
    std::vector<const char *> people;
};

namespace {

constexpr const char *password = "demo";

} // namespace

WorldBuilder::WorldBuilder(World &world, quint32 seed)
    : m_world(world)
    , m_seed(QByteArray::number(seed))
    , m_now(World::now())
{
}

Id WorldBuilder::id(const char *kind, const QByteArray &name) const
{
    static const QUuid space = QUuid::fromString(QStringLiteral("{8f0a5a52-6f3c-4f0e-9f57-0d7c2c1b7a11}"));
    return QUuid::createUuidV5(space, m_seed + '/' + kind + '/' + name);
}

Moment WorldBuilder::past(int hours) const { return {m_now.milliseconds - hours * qint64(3'600'000)}; }

const Vdc &WorldBuilder::firstVdc(const Id &organization) const
{
    const auto found = std::find_if(
        m_world.vdcs.begin(), m_world.vdcs.end(), [&](const Vdc &vdc) { return vdc.organization == organization; });
    return *found;
}

Id WorldBuilder::ownerIn(const Id &organization) const
{
    const auto found = std::find_if(m_world.users.begin(), m_world.users.end(),
        [&](const User &user) { return user.organization == organization; });
    return found->id;
}

void WorldBuilder::build()
{
    m_world.site = id("site", "demo");
    addRights();
    addRoles();
    addProvider();
    addTenant({"acme", "Acme Manufacturing", {"acme-prod", "acme-test"}, {"ada", "bo", "cy"},
        {"Ada Fern", "Bo Lind", "Cy Moss"}});
    addTenant({"globex", "Globex Logistics", {"globex-main"}, {"dana", "eli", "fay"},
        {"Dana Reed", "Eli Stone", "Fay Brook"}});
    addTenant({"initech", "Initech Software", {"initech-dev", "initech-prod"}, {"gus", "hana", "ian"},
        {"Gus Hale", "Hana Voss", "Ian Pike"}});
    addTokens();
    addMetadata();
}

void WorldBuilder::addRights()
{
    struct Row {
        const char *name;
        const char *category;
        Level needed;
        bool modifies;
    };
    static const std::vector<Row> rows{
        {"Organization: View", "Organization", Level::ReadOnly, false},
        {"Organization vDC: View", "Organization vDC", Level::ReadOnly, false},
        {"vApp: View", "vApp", Level::ReadOnly, false},
        {"Catalog: View", "Catalog", Level::ReadOnly, false},
        {"vApp: Power Operations", "vApp", Level::Author, true},
        {"vApp: Edit Properties", "vApp", Level::Author, true},
        {"vApp: Snapshot Operations", "vApp", Level::Author, true},
        {"vApp: Delete", "vApp", Level::Author, true},
        {"Disk: Create", "Disk", Level::Author, true},
        {"Catalog: Edit Properties", "Catalog", Level::OrganizationAdministrator, true},
        {"General: Administrator View", "General", Level::OrganizationAdministrator, false},
        {"General: Administrator Control", "General", Level::OrganizationAdministrator, true},
        {"Organization: Edit Properties", "Organization", Level::OrganizationAdministrator, true},
        {"Provider vDC: View", "Provider vDC", Level::SystemAdministrator, false},
        {"Host: View", "Host", Level::SystemAdministrator, false},
    };
    for (const Row &row : rows) {
        Right right = make<Right>("right", "", row.name);
        right.category = row.category;
        right.needed = row.needed;
        right.modifies = row.modifies;
        m_world.rights.add(right);
    }
}

void WorldBuilder::addRoles()
{
    struct Row {
        const char *name;
        const char *description;
        Level level;
    };
    static const std::vector<Row> rows{
        {"System Administrator", "Runs the cloud", Level::SystemAdministrator},
        {"Organization Administrator", "Runs one organization", Level::OrganizationAdministrator},
        {"vApp Author", "Makes and runs vApps", Level::Author},
        {"Read Only", "Sees, changes nothing", Level::ReadOnly},
    };
    for (const Row &row : rows) {
        Role role = make<Role>("role", "", row.name);
        role.description = row.description;
        role.level = row.level;
        m_world.roles.add(role);
    }
}

void WorldBuilder::addProvider()
{
    Organization system = make<Organization>("org", "", "System");
    system.fullName = "System Organization";
    m_world.system = m_world.organizations.add(system).id;
    User administrator = make<User>("user", "System", "administrator");
    administrator.organization = m_world.system;
    administrator.role = m_world.roles.named("System Administrator")->id;
    administrator.password = password;
    administrator.fullName = "Site Administrator";
    administrator.email = "administrator@demo.example";
    m_world.users.add(administrator);
    for (const QByteArray &site : {QByteArray("north"), QByteArray("south")}) {
        VimServer server = make<VimServer>("vimserver", "", "vc-" + site);
        server.url = "https://vc-" + site + ".demo.example:443";
        server.version = "8.0.1";
        const Id serverId = m_world.vimServers.add(server).id;
        for (int i = 1; i <= 3; ++i) {
            Host host = make<Host>("host", site, "esx-" + site + '-' + QByteArray::number(i) + ".demo.example");
            host.vimServer = serverId;
            host.cpus = 2;
            host.memoryMb = 524288;
            host.version = "VMware ESXi 8.0.1";
            m_world.hosts.add(host);
            Datastore store = make<Datastore>("datastore", site, "ds-" + site + '-' + QByteArray::number(i));
            store.vimServer = serverId;
            store.capacityMb = 10'485'760;
            store.usedMb = 2'097'152 * i;
            m_world.datastores.add(store);
        }
        NetworkPool pool = make<NetworkPool>("networkpool", "", "pool-" + site);
        pool.vimServer = serverId;
        pool.type = site == "north" ? "VXLAN" : "VLAN";
        m_world.networkPools.add(pool);
        ExternalNetwork outside = make<ExternalNetwork>("network", "", "internet-" + site);
        const QByteArray net = site == "north" ? "203.0.113." : "198.51.100.";
        outside.vimServer = serverId;
        outside.gateway = net + '1';
        outside.firstIp = net + "10";
        outside.lastIp = net + "200";
        m_world.externalNetworks.add(outside);
        ProviderVdc vdc = make<ProviderVdc>("providervdc", "", "pvdc-" + site);
        vdc.vimServer = serverId;
        vdc.cpuMhz = 240'000;
        vdc.memoryMb = 1'572'864;
        vdc.storageMb = 31'457'280;
        m_world.providerVdcs.add(vdc);
    }
}

void WorldBuilder::addTenant(const TenantPlan &plan)
{
    Organization row = make<Organization>("org", "", plan.name);
    row.fullName = plan.fullName;
    row.description = QByteArray("Everything of ") + plan.fullName;
    row.operationsPerUser = row.name == "initech" ? 4 : 0; // one tenant meets the limit
    const Organization &organization = m_world.organizations.add(row);
    addUsers(plan, organization);
    for (const char *vdc : plan.vdcs)
        addVdc(plan, organization, vdc);
    addCatalogs(organization);
    addTasks(organization);
    addEvents(organization);
}

void WorldBuilder::addUsers(const TenantPlan &plan, const Organization &organization)
{
    const QByteArray roles[] = {"Organization Administrator", "vApp Author", "Read Only"};
    for (size_t i = 0; i < plan.users.size(); ++i) {
        User user = make<User>("user", organization.name, plan.users[i]);
        user.organization = organization.id;
        user.role = m_world.roles.named(roles[i])->id;
        user.password = password;
        user.fullName = plan.people[i];
        user.email = user.name + '@' + organization.name + ".example";
        m_world.users.add(user);
    }
    User gone = make<User>("user", organization.name, "former");
    gone.organization = organization.id;
    gone.role = m_world.roles.named("vApp Author")->id;
    gone.password = password;
    gone.fullName = "Former Colleague";
    gone.enabled = false;
    m_world.users.add(gone);
    Group group = make<Group>("group", organization.name, organization.name + "-operators");
    group.organization = organization.id;
    group.role = m_world.roles.named("vApp Author")->id;
    m_world.groups.add(group);
}

void WorldBuilder::addVdc(const TenantPlan &plan, const Organization &organization, const QByteArray &name)
{
    const bool first = name == plan.vdcs.front();
    const QByteArray site = first ? "north" : "south";
    Vdc row = make<Vdc>("vdc", organization.name, name);
    row.organization = organization.id;
    row.providerVdc = m_world.providerVdcs.named("pvdc-" + site)->id;
    row.networkPool = m_world.networkPools.named("pool-" + site)->id;
    row.allocationModel = first ? "AllocationPool" : "AllocationVApp";
    row.description = first ? "What runs the business" : "For trials";
    row.cpuMhz = first ? 64'000 : 0;
    row.memoryMb = first ? 262'144 : 0;
    const Vdc &vdc = m_world.vdcs.add(row);
    for (const char *profileName : {"Gold", "Standard"}) {
        StorageProfile profile = make<StorageProfile>("profile", name, profileName);
        profile.vdc = vdc.id;
        profile.byDefault = profile.name == "Standard";
        profile.limitMb = 2'097'152;
        profile.usedMb = 409'600;
        m_world.storageProfiles.add(profile);
    }
    addNetworks(vdc);
    addVApps(vdc, first ? QByteArray() : QByteArray("test-"));
    addDisks(vdc);
}

} // namespace nephoscope::demo::clouddirector
