// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"

namespace nephoscope::demo::clouddirector {

Routes catalogChangeRoutes(); ///< make, delete, publish; items
Routes uploadRoutes();
Routes downloadRoutes();

/// The parts of a template or medium that tell of files to be sent or fetched: links, and Files.
void addTransferLinks(const Context &context, Node &node, const QByteArray &href, const Id &object);
void addTransferFiles(const Context &context, Node &node, const Id &object);
bool isUploading(const World &world, const Id &object);

/// A new item for a template or medium, in its catalog.
CatalogItem &addItem(World &world, Catalog &catalog, const Thing &entity, bool isMedia);

/// Takes a file, or a piece of one, that was sent to a transfer.
Reply receive(Context &context, const Id &object, const QByteArray &name);
/// Answers requests to /transfer, which their secret address alone allows. Nothing for others.
std::optional<Reply> transferReply(Context &context);

/// The OVF descriptor of a template as it would be fetched, and the files it names.
Transfer packed(const World &world, const Template &row);
Transfer packed(const World &world, const Media &row);
/// Takes the files that a descriptor names into the transfer. False: it is none.
bool readDescriptor(const QByteArray &descriptor, Transfer &transfer);
/// The machines that a descriptor describes.
std::vector<Vm> machinesIn(const QByteArray &descriptor);

} // namespace nephoscope::demo::clouddirector
