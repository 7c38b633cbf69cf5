// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/administration.h"

namespace nephoscope::demo::clouddirector {

Routes networkChangeRoutes();
Routes edgeGatewayRoutes();

Node adminNetworkNode(const Context &context, const Network &network);

/// A part of an object that is kept as it was sent; nothing where it never was.
std::optional<Node> keptPart(const World &world, const Id &object, const char *part);
void addNetworkLinks(const Context &context, Node &node, const Network &network);

} // namespace nephoscope::demo::clouddirector
