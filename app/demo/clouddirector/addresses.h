// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/world.h"

namespace nephoscope::demo::clouddirector {

/// The vApp network of that name; null: there is none.
const VAppNetwork *networkNamed(const World &world, const VApp &vapp, const QByteArray &name);

/// An address of the network's ranges that no VM has; empty where all are taken.
QByteArray freeAddress(const World &world, const VAppNetwork &network);

/// Gives every card of the VM the addresses it lacks.
void giveAddresses(const World &world, Vm &vm);

} // namespace nephoscope::demo::clouddirector
