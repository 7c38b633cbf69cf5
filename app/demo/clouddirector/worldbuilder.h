// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/world.h"

namespace nephoscope::demo::clouddirector {

/// Fills an empty world: the system organization and three tenants with something of every kind, the same for the
/// same seed.
class WorldBuilder {
public:
    WorldBuilder(World &world, quint32 seed);

    void build();
    /// That many further VMs, in vApps of twenty over all vdcs.
    void addVms(int count);

private:
    struct TenantPlan;
    struct VAppPlan;

    Id id(const char *kind, const QByteArray &name) const;
    /// A thing with a name that is its own within the scope.
    template <class T>
    T make(const char *kind, const QByteArray &scope, const QByteArray &name) const
    {
        T thing;
        thing.id = id(kind, scope + '/' + name);
        thing.name = name;
        return thing;
    }

    void addRights();
    void addRoles();
    void addProvider();
    void addTenant(const TenantPlan &plan);
    void addUsers(const TenantPlan &plan, const Organization &organization);
    void addVdc(const TenantPlan &plan, const Organization &organization, const QByteArray &name);
    void addNetworks(const Vdc &vdc);
    void addVApps(const Vdc &vdc, const QByteArray &prefix);
    VApp &addVApp(const Vdc &vdc, const VAppPlan &plan);
    Vm &addVm(VApp &vapp, const QByteArray &name, Status status);
    Vm newVm(const QByteArray &scope, const QByteArray &name, const Id &vdc);
    void addDisks(const Vdc &vdc);
    void addCatalogs(const Organization &organization);
    void addTemplate(Catalog &catalog, const QByteArray &name);
    void addMedia(Catalog &catalog, const QByteArray &name);
    CatalogItem &addItem(Catalog &catalog, const QByteArray &name, const Id &entity, bool isMedia);
    void addTasks(const Organization &organization);
    void addEvents(const Organization &organization);
    void addTokens();
    void addMetadata();
    Moment past(int hours) const;
    const Vdc &firstVdc(const Id &organization) const;
    Id ownerIn(const Id &organization) const;

    World &m_world;
    QByteArray m_seed;
    Moment m_now;
    int m_count = 0; ///< of VMs made so far: varies sizes and addresses
};

} // namespace nephoscope::demo::clouddirector
