// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/siteinventory.h"

#include <nlohmann/json.hpp>

namespace nephoscope::demo::clouddirector {

namespace {

using Json = nlohmann::ordered_json;

bool signIn(Context &context)
{
    const auto credentials = Credentials::parse(context.message.header("Authorization"));
    const User *user = credentials ? authenticate(context.world, *credentials) : nullptr;
    if (user)
        context.assume(context.sessions.open(*user));
    return user || context.signIn();
}

class Inventory {
public:
    explicit Inventory(const Context &context)
        : m_context(context)
        , m_counts(Json::object())
        , m_ids(Json::object())
    {
    }

    template <class Row>
    void add(const char *kind, const Table<Row> &table)
    {
        add(kind, table, [](const Row &) { return true; });
    }

    template <class Row, class Wanted>
    void add(const char *kind, const Table<Row> &table, Wanted wanted)
    {
        Json ids = Json::array();
        for (const Row &row : table) {
            if (wanted(row) && m_context.sees(row))
                ids.push_back(urn(kindOf(row), row.id).toStdString());
        }
        m_counts[kind] = ids.size();
        m_ids[kind] = std::move(ids);
    }

    Json document() const
    {
        const User &user = m_context.user();
        const QByteArray organization = m_context.world.organizations.at(user.organization).name;
        return {{"user", user.name.toStdString()}, {"organization", organization.toStdString()}, {"counts", m_counts},
            {"ids", m_ids}};
    }

private:
    const Context &m_context;
    Json m_counts;
    Json m_ids;
};

void addAll(Inventory &inventory, const World &world)
{
    inventory.add("org", world.organizations);
    inventory.add("vdc", world.vdcs);
    inventory.add("vapp", world.vapps);
    inventory.add("vm", world.vms, [](const Vm &vm) { return !vm.inTemplate; });
    inventory.add("vmInTemplate", world.vms, [](const Vm &vm) { return vm.inTemplate; });
    inventory.add("vappTemplate", world.templates);
    inventory.add("catalog", world.catalogs);
    inventory.add("catalogItem", world.catalogItems);
    inventory.add("media", world.media);
    inventory.add("disk", world.disks);
    inventory.add("network", world.networks);
    inventory.add("vappNetwork", world.vappNetworks);
    inventory.add("edgeGateway", world.edgeGateways);
    inventory.add("storageProfile", world.storageProfiles);
    inventory.add("user", world.users);
    inventory.add("group", world.groups);
    inventory.add("role", world.roles);
    inventory.add("right", world.rights);
    inventory.add("task", world.tasks);
    inventory.add("providerVdc", world.providerVdcs);
    inventory.add("vimServer", world.vimServers);
    inventory.add("host", world.hosts);
    inventory.add("datastore", world.datastores);
    inventory.add("networkPool", world.networkPools);
    inventory.add("externalNetwork", world.externalNetworks);
}

} // namespace

Reply siteInventory(Context &context)
{
    if (context.message.method != "GET" || context.path != QList<QByteArray>{"demo", "inventory"})
        return context.fault(404, "NOT_FOUND", "Nothing is known at " + context.message.path + '.');
    if (!signIn(context))
        return Reply::empty(401);
    Inventory inventory(context);
    addAll(inventory, context.world);
    const auto replace = Json::error_handler_t::replace;
    return Reply::text(QByteArray::fromStdString(inventory.document().dump(1, ' ', false, replace)), "text/json");
}

} // namespace nephoscope::demo::clouddirector
