// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"

namespace nephoscope::demo::clouddirector {

/// How one VM comes into a vApp: as a copy of another, moved, or new.
class VmPlan {
public:
    Id source; ///< null: a new one
    bool moves = false;
    QByteArray name;
    Sent wanted; ///< what was said of it: an item of a composition, or a Vm
};

/// What a request says of the VMs that are to come. Refuses what cannot be seen and what has no name.
class Composition {
public:
    /// SourcedItem and CreateItem.
    std::optional<Reply> readItems(const Context &context, const Sent &params);
    /// A whole vApp, template or VM by its address.
    std::optional<Reply> readSource(const Context &context, const Sent &params);
    /// Whether the names differ from each other and from those that are there.
    std::optional<Reply> refuseNames(const Context &context, const VApp &vapp) const;
    std::optional<Reply> refuseQuota(const Context &context, const Vdc &vdc) const;

    const std::vector<VmPlan> &plans() const { return m_plans; }
    std::vector<VmPlan> &plans() { return m_plans; }

    /// Makes the VMs, off and undeployed.
    static void carryOut(World &world, const Id &vapp, const std::vector<VmPlan> &plans);

private:
    std::optional<Reply> addSource(const Context &context, const Id &source, const Sent &item);

    std::vector<VmPlan> m_plans;
};

/// The vApp that a request asks for, not yet in the world: names, leases, networks. VMs come by the composition.
VApp plannedVApp(const Context &context, const Vdc &vdc, const Sent &params);
/// Adds the networks of a NetworkConfigSection to a vApp that is in the world.
void addNetworks(World &world, VApp &vapp, const Sent &section);
/// Powers on and deploys, as attributes of the request ask for.
void startAll(World &world, VApp &vapp, bool deploy, bool powerOn);

} // namespace nephoscope::demo::clouddirector
