// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/vappnetworks.h"

#include "demo/clouddirector/addresses.h"

#include <QSet>

namespace nephoscope::demo::clouddirector {

namespace {

/// The org vdc network that is meant: by address, else by name in the vApp's vdc.
const Network *parentOf(const World &world, const VApp &vapp, const Sent &reference)
{
    if (const Network *network = world.networks.find(reference.reference()))
        return network;
    const QByteArray name = reference.value("name").value_or("");
    for (const Network &network : world.networks) {
        if (network.vdc == vapp.vdc && network.name == name)
            return &network;
    }
    return nullptr;
}

/// What is kept without being understood: elements all the way down.
Node asElement(const Sent &sent)
{
    QByteArray name = sent.name();
    if (!name.isEmpty() && name.at(0) >= 'a' && name.at(0) <= 'z')
        name[0] = static_cast<char>(name.at(0) - 'a' + 'A');
    Node node(name.constData());
    for (const Sent &child : sent.children())
        node.add(asElement(child));
    return sent.children().empty() ? node.say(sent.text()) : node;
}

QByteArray maskOf(int prefix)
{
    const quint32 bits = ~quint32(0) << (32 - prefix);
    QByteArrayList parts;
    for (int shift = 24; shift >= 0; shift -= 8)
        parts << QByteArray::number(bits >> shift & 0xff);
    return parts.join('.');
}

void readScope(VAppNetwork &network, const Sent &scope)
{
    network.gateway = scope.value("Gateway").value_or(network.gateway);
    const qint64 prefix = scope.number("SubnetPrefixLength", prefixLength(network.netmask));
    if (prefix != prefixLength(network.netmask) && prefix > 0 && prefix <= 32)
        network.netmask = maskOf(static_cast<int>(prefix));
    else
        network.netmask = scope.value("Netmask").value_or(network.netmask);
    network.enabled = scope.truth("IsEnabled", network.enabled);
    network.dns1 = scope.value("Dns1").value_or("");
    network.dns2 = scope.value("Dns2").value_or("");
    network.dnsSuffix = scope.value("DnsSuffix").value_or("");
    network.ranges.clear();
    if (const Sent *ranges = scope.child("IpRanges")) {
        for (const Sent *range : ranges->all("IpRange"))
            network.ranges.push_back(
                {range->value("StartAddress").value_or(""), range->value("EndAddress").value_or("")});
    }
}

} // namespace

int prefixLength(const QByteArray &netmask)
{
    int bits = 0;
    for (const QByteArray &part : netmask.split('.'))
        bits += qPopulationCount(static_cast<quint8>(part.toUInt()));
    return bits;
}

VAppNetwork networkOf(const World &world, const VApp &vapp, const Sent &config)
{
    VAppNetwork network;
    const QByteArray name = config.value("networkName").value_or("");
    if (const VAppNetwork *known = networkNamed(world, vapp, name))
        network = *known;
    else
        network.id = Id::createUuid();
    network.name = name;
    network.vapp = vapp.id;
    network.description = config.value("Description").value_or("");
    const Sent *configuration = config.child("Configuration");
    if (!configuration)
        return network;
    const Sent *reference = configuration->child("ParentNetwork");
    const Network *parent = reference ? parentOf(world, vapp, *reference) : nullptr;
    network.parent = parent ? parent->id : Id();
    network.fenceMode = configuration->value("FenceMode").value_or(parent ? "bridged" : "isolated");
    network.retainsAddresses = configuration->truth("RetainNetInfoAcrossDeployments");
    const Sent *features = configuration->child("Features");
    network.features = features ? std::optional(asElement(*features)) : std::nullopt;
    const Sent *scopes = configuration->child("IpScopes");
    const Sent *scope = scopes ? scopes->child("IpScope") : configuration->child("IpScope");
    const bool isInherited = network.inherited.value_or(network.fenceMode == "bridged");
    if (scope && scope->child("IsInherited") && scope->truth("IsInherited") != isInherited)
        network.inherited = scope->truth("IsInherited");
    if (parent && network.fenceMode == "bridged" && network.inherited.value_or(true)) {
        network.gateway = parent->gateway;
        network.ranges = {{parent->firstIp, parent->lastIp}};
    } else if (scope) {
        readScope(network, *scope);
    }
    return network;
}

QByteArray problemOf(const World &world, const VApp &vapp, const Sent &section)
{
    static const QList<QByteArray> modes{"bridged", "isolated", "natRouted"};
    QSet<QByteArray> names;
    for (const Sent *config : section.all("NetworkConfig")) {
        const QByteArray name = config->value("networkName").value_or("");
        if (name.isEmpty() || names.contains(name))
            return "Each network needs a name of its own.";
        names.insert(name);
        const Sent *configuration = config->child("Configuration");
        if (!configuration || name == "none")
            continue;
        const QByteArray mode = configuration->value("FenceMode").value_or("isolated");
        if (!modes.contains(mode))
            return "cvc-enumeration-valid: Value '" + mode + "' is not facet-valid.";
        const Sent *parent = configuration->child("ParentNetwork");
        if (parent && !parentOf(world, vapp, *parent))
            return "There is no network " + parent->value("href").value_or("") + '.';
        if (!parent && mode == "bridged")
            return "A bridged network needs a parent network.";
    }
    return {};
}

void replaceNetworks(World &world, VApp &vapp, const Sent &section)
{
    std::vector<VAppNetwork> wanted;
    for (const Sent *config : section.all("NetworkConfig")) {
        if (config->value("networkName") != QByteArray("none"))
            wanted.push_back(networkOf(world, vapp, *config));
    }
    const std::vector<Id> before = vapp.networks;
    vapp.networks.clear();
    for (const Id &id : before)
        world.vappNetworks.remove(id);
    for (const VAppNetwork &network : wanted)
        vapp.networks.push_back(world.vappNetworks.add(network).id);
    for (const Id &id : vapp.vms) {
        for (Nic &nic : world.vms.at(id).nics) {
            if (networkNamed(world, vapp, nic.network))
                continue;
            nic.network = "none";
            nic.address.clear();
        }
    }
    world.changed();
}

} // namespace nephoscope::demo::clouddirector
