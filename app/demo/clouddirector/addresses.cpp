// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/addresses.h"

#include <QSet>

namespace nephoscope::demo::clouddirector {

namespace {

quint32 toNumber(const QByteArray &address)
{
    quint32 number = 0;
    for (const QByteArray &part : address.split('.'))
        number = number << 8 | (part.toUInt() & 0xff);
    return number;
}

QByteArray toAddress(quint32 number)
{
    QByteArray address;
    for (int shift = 24; shift >= 0; shift -= 8)
        address += QByteArray::number(number >> shift & 0xff) + (shift > 0 ? "." : "");
    return address;
}

QByteArray freshMac()
{
    const QByteArray random = Id::createUuid().toRfc4122().left(3).toHex();
    return "00:50:56:" + random.left(2) + ':' + random.mid(2, 2) + ':' + random.mid(4, 2);
}

} // namespace

const VAppNetwork *networkNamed(const World &world, const VApp &vapp, const QByteArray &name)
{
    for (const Id &id : vapp.networks) {
        if (const VAppNetwork &network = world.vappNetworks.at(id); network.name == name)
            return &network;
    }
    return nullptr;
}

QByteArray freeAddress(const World &world, const VAppNetwork &network)
{
    QSet<QByteArray> taken;
    for (const Vm &vm : world.vms) {
        for (const Nic &nic : vm.nics)
            taken.insert(nic.address);
    }
    for (const IpRange &range : network.ranges) {
        for (quint32 each = toNumber(range.first); each <= toNumber(range.last); ++each) {
            if (const QByteArray address = toAddress(each); !taken.contains(address))
                return address;
        }
    }
    return {};
}

void giveAddresses(const World &world, Vm &vm)
{
    const VApp *vapp = world.vapps.find(vm.container);
    for (Nic &nic : vm.nics) {
        if (nic.mac.isEmpty())
            nic.mac = freshMac();
        const bool wanted = nic.allocation == "POOL" || nic.allocation == "DHCP";
        const VAppNetwork *network = vapp ? networkNamed(world, *vapp, nic.network) : nullptr;
        if (!network)
            nic.address.clear();
        else if (wanted && nic.address.isEmpty())
            nic.address = freeAddress(world, *network);
    }
}

} // namespace nephoscope::demo::clouddirector
