// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/vmedit.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

void VmEdit::checkNetwork(const QByteArray &network)
{
    const VApp *vapp = m_world.vapps.find(m_vm.container);
    if (network == "none" || !vapp || vapp->standalone)
        return;
    const bool known = std::any_of(vapp->networks.begin(), vapp->networks.end(),
        [&](const Id &id) { return m_world.vappNetworks.at(id).name == network; });
    if (!known)
        refuse("The vApp " + vapp->name + " has no network \"" + network + "\".");
}

namespace {

/// Why a card cannot get its address like that; empty where it can.
QByteArray faultOfMode(const QByteArray &mode)
{
    static const QList<QByteArray> modes{"POOL", "DHCP", "MANUAL", "NONE"};
    return modes.contains(mode) ? QByteArray()
                                : "cvc-enumeration-valid: \"" + mode + "\" is no IP address allocation mode.";
}

} // namespace

Nic VmEdit::cardOf(const Sent &connection)
{
    Nic nic;
    nic.index = static_cast<int>(connection.number("NetworkConnectionIndex"));
    for (const Nic &known : m_before.nics) {
        if (known.index == nic.index)
            nic = known; // what was not sent stays: the adapter, the card's own address
    }
    const QByteArray network = connection.value("network").value_or("none");
    const QByteArray mode = connection.value("IpAddressAllocationMode").value_or("NONE");
    if (network != nic.network || mode != nic.allocation)
        nic.address.clear();
    nic.network = network.isEmpty() ? QByteArray("none") : network;
    nic.allocation = mode;
    nic.address = connection.value("IpAddress").value_or(nic.address);
    nic.mac = connection.value("MACAddress").value_or(nic.mac).toLower();
    nic.adapter = connection.value("NetworkAdapterType").value_or(nic.adapter);
    nic.connected = connection.truth("IsConnected");
    nic.needsCustomization = connection.truth("needsCustomization");
    if (const QByteArray fault = faultOfMode(mode); !fault.isEmpty())
        refuse(fault);
    if (mode == "MANUAL" && nic.address.isEmpty())
        refuse("The IP address of network connection " + QByteArray::number(nic.index) + " is missing.");
    checkNetwork(nic.network);
    return nic;
}

void VmEdit::connections(const Sent &section)
{
    std::vector<Nic> nics;
    for (const Sent *connection : section.all("NetworkConnection")) {
        const Nic nic = cardOf(*connection);
        const bool twice =
            std::any_of(nics.begin(), nics.end(), [&](const Nic &each) { return each.index == nic.index; });
        if (twice)
            refuse("There are two network connections " + QByteArray::number(nic.index) + '.');
        nics.push_back(nic);
    }
    if (nics.size() > 10)
        refuse("A virtual machine has at most 10 network connections.");
    m_vm.nics = std::move(nics);
    m_vm.primaryNic = static_cast<int>(section.number("PrimaryNetworkConnectionIndex"));
}

void VmEdit::cards(const std::vector<const Sent *> &items)
{
    std::vector<Nic> nics;
    for (const Sent *item : items) {
        Nic nic;
        nic.index = static_cast<int>(item->number("AddressOnParent", static_cast<qint64>(nics.size())));
        for (const Nic &known : m_before.nics) {
            if (known.index == nic.index)
                nic = known;
        }
        nic.mac = item->value("Address").value_or(nic.mac);
        nic.adapter = item->value("ResourceSubType").value_or(nic.adapter);
        nic.connected = item->truth("AutomaticAllocation", true);
        if (const Sent *connection = item->child("Connection")) {
            nic.network = connection->text().isEmpty() ? QByteArray("none") : connection->text();
            nic.allocation = connection->value("ipAddressingMode").value_or(nic.allocation);
            nic.address = connection->value("ipAddress").value_or(nic.address);
            if (const QByteArray fault = faultOfMode(nic.allocation); !fault.isEmpty())
                refuse(fault);
            if (connection->truth("primaryNetworkConnection"))
                m_vm.primaryNic = nic.index;
            checkNetwork(nic.network);
        }
        nics.push_back(nic);
    }
    m_vm.nics = std::move(nics);
}

} // namespace nephoscope::demo::clouddirector
