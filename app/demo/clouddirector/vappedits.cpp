// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/vappnetworks.h"

namespace nephoscope::demo::clouddirector {

namespace {

constexpr qint64 longestLease = qint64(100) * 365 * 24 * 3600;

/// One section of a vApp that can be written.
class VAppSection {
public:
    const char *type;
    const char *element;
    QByteArray (*problem)(const World &world, const VApp &vapp, const Sent &sent);
    void (*apply)(World &world, VApp &vapp, const Sent &sent);
};

QByteArray leaseProblem(const World &, const VApp &, const Sent &sent)
{
    for (const char *name : {"DeploymentLeaseInSeconds", "StorageLeaseInSeconds"}) {
        const qint64 seconds = sent.number(name);
        if (seconds < 0 || seconds > longestLease || (seconds > 0 && seconds < 3600))
            return QByteArray(name) + " must be 0 or at least an hour.";
    }
    return {};
}

void setLeases(World &, VApp &vapp, const Sent &sent)
{
    vapp.deploymentLeaseSeconds =
        static_cast<int>(sent.number("DeploymentLeaseInSeconds", vapp.deploymentLeaseSeconds));
    vapp.storageLeaseSeconds = static_cast<int>(sent.number("StorageLeaseInSeconds", vapp.storageLeaseSeconds));
    vapp.leasesFrom = World::now(); // also renews
}

Id vmNamed(const World &world, const VApp &vapp, const QByteArray &name)
{
    for (const Id &id : vapp.vms) {
        if (world.vms.at(id).name == name)
            return id;
    }
    return {};
}

QByteArray startupProblem(const World &world, const VApp &vapp, const Sent &sent)
{
    for (const Sent *item : sent.all("Item")) {
        const QByteArray name = item->value("id").value_or("");
        if (vmNamed(world, vapp, name).isNull())
            return "There is no virtual machine \"" + name + "\" in " + vapp.name + '.';
        const QByteArray stop = item->value("stopAction").value_or("powerOff");
        if (stop != "powerOff" && stop != "guestShutdown" && stop != "suspend")
            return "cvc-enumeration-valid: \"" + stop + "\" is no stop action.";
    }
    return {};
}

void setStartup(World &world, VApp &vapp, const Sent &sent)
{
    vapp.startup.clear();
    for (const Sent *item : sent.all("Item")) {
        StartItem start;
        start.order = static_cast<int>(item->number("order"));
        start.startAction = item->value("startAction").value_or(start.startAction);
        start.startDelay = static_cast<int>(item->number("startDelay"));
        start.stopAction = item->value("stopAction").value_or(start.stopAction);
        start.stopDelay = static_cast<int>(item->number("stopDelay"));
        vapp.startup.insert(vmNamed(world, vapp, item->value("id").value_or("")), start);
    }
}

constexpr VAppSection leases{"vcloud.leaseSettingsSection", "LeaseSettingsSection", leaseProblem, setLeases};
constexpr VAppSection startup{"vcloud.startupSection", "ovf:StartupSection", startupProblem, setStartup};
constexpr VAppSection networks{"vcloud.networkConfigSection", "NetworkConfigSection", problemOf, replaceNetworks};

template <const VAppSection &section>
Reply put(Context &context, VApp &vapp)
{
    if (std::optional<Reply> refusal = refuseChange(context, vapp, "vApp: Edit Properties"))
        return *refusal;
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, section.type, section.element))
        return *refusal;
    if (const QByteArray problem = section.problem(context.world, vapp, body.root()); !problem.isEmpty())
        return badRequest(context, problem);
    const char *key = &section == &networks ? "vdcUpdateVappNetworkSection" : "vdcUpdateVapp";
    Task task = taskOver(context, vapp, key, "Updating Virtual Application");
    task.effect = [id = vapp.id, sent = body.root()](World &world) {
        if (VApp *changed = world.vapps.find(id))
            section.apply(world, *changed, sent);
        world.changed();
    };
    return started(context, std::move(task), 2);
}

template <bool downloadable>
Reply setDownload(Context &context, VApp &vapp)
{
    if (std::optional<Reply> refusal = refuseChange(context, vapp, "vApp: Download"))
        return *refusal;
    if (vapp.deployed || vapp.vms.empty() || vapp.unfinished)
        return invalidState(context, vapp.name);
    Task task = taskOver(context, vapp, downloadable ? "vappEnableDownload" : "vappDisableDownload",
        downloadable ? "Enabling download of" : "Disabling download of");
    task.effect = [id = vapp.id](World &world) { world.vapps.at(id).downloadable = downloadable; };
    return started(context, std::move(task), 2);
}

} // namespace

Routes vappEditRoutes()
{
    return {{"PUT", "/api/vApp/vapp-{}/leaseSettingsSection", on<&World::vapps, put<leases>>},
        {"PUT", "/api/vApp/vapp-{}/startupSection", on<&World::vapps, put<startup>>},
        {"PUT", "/api/vApp/vapp-{}/networkConfigSection", on<&World::vapps, put<networks>>},
        {"POST", "/api/vApp/vapp-{}/action/enableDownload", on<&World::vapps, setDownload<true>>},
        {"POST", "/api/vApp/vapp-{}/action/disableDownload", on<&World::vapps, setDownload<false>>}};
}

} // namespace nephoscope::demo::clouddirector
