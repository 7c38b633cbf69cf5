// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/sent.h"
#include "demo/clouddirector/world.h"

namespace nephoscope::demo::clouddirector {

/// How many bits of an address name the network: 24 of "255.255.255.0".
int prefixLength(const QByteArray &netmask);

/// A vApp network as a NetworkConfig describes it. One of that name in the vApp keeps its identity.
VAppNetwork networkOf(const World &world, const VApp &vapp, const Sent &config);

/// Why the vApp cannot have these networks; empty where it can.
QByteArray problemOf(const World &world, const VApp &vapp, const Sent &section);

/// Puts the networks of a NetworkConfigSection in the place of those there were; cards of others lose theirs.
void replaceNetworks(World &world, VApp &vapp, const Sent &section);

} // namespace nephoscope::demo::clouddirector
