// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/context.h"

namespace nephoscope::demo::clouddirector {

// Documents and parts of documents that more than one address shows.

Node vappNode(const Context &context, const VApp &vapp);
Node templateNode(const Context &context, const Template &row);
Node mediaNode(const Context &context, const Media &row);
Node vmNode(const Context &context, const Vm &vm);
Node taskNode(const Context &context, const Task &task);
Node errorNode(const Context &context, const Task &task);
Node adminCatalogNode(const Context &context, const Catalog &catalog);
Node catalogItemNode(const Context &context, const CatalogItem &item);
Node networkNode(const Context &context, const Network &network);
Node storageProfileNode(const Context &context, const StorageProfile &profile);
/// What the tenant and the administrative view of a vdc have in common; `root` is one of theirs.
void fillVdc(const Context &context, Node &root, const Vdc &vdc);
/// The same for catalogs.
void fillCatalog(const Context &context, Node &root, const Catalog &catalog);

/// Adds Tasks: the one that keeps the object busy, and the last failed one. Nothing where there is neither.
void addTasks(const Context &context, Node &to, const Task *running, const Id &object);
/// Links to the metadata of an object.
void addMetadataLink(const Context &context, Node &to, const QByteArray &href);
/// Links and elements of operations that state and rights allow.
void addOperationLinks(const Context &context, Node &to, const VApp &vapp);
void addOperationLinks(const Context &context, Node &to, const Vm &vm);

/// Answers 202 with the task.
Reply accepted(const Context &context, const Task &task);

// Sections of VMs and vApps.
Node hardwareSection(const Context &context, const Vm &vm);
Node operatingSystemSection(const Context &context, const Vm &vm);
Node networkConnectionSection(const Context &context, const Vm &vm);
Node guestCustomizationSection(const Context &context, const Vm &vm);
Node runtimeInfoSection(const Context &context, const Vm &vm);
Node snapshotSection(const Context &context, const QByteArray &owner, const std::optional<Snapshot> &snapshot);
Node vmSpecSection(const Context &context, const Vm &vm);
Node leaseSection(const Context &context, const VApp &vapp);
Node startupSection(const Context &context, const VApp &vapp);
Node networkSection(const Context &context, const VApp &vapp);
Node networkConfigSection(const Context &context, const VApp &vapp);

/// The Configuration element of any kind of network.
Node ipConfiguration(const QByteArray &gateway, const QByteArray &first, const QByteArray &last,
    const QByteArray &fenceMode, const std::optional<Node> &parent);

} // namespace nephoscope::demo::clouddirector
