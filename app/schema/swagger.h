// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

namespace nephoscope {

/// The resources that a Swagger 1.2 index lists, in its order, each once: "/vsa:volumes". They are names only: what is
/// called is in the declarations. Malformed where it is no index.
Result<QStringList> swaggerResources(const QByteArray &index);

/// One declaration: its models (ids "<resource>#<Model>") and operations. What it says wrong costs only the element it
/// is said of and leaves a note; Malformed where it is no declaration at all. Recursive models come out as types that
/// name each other. Documented names stay as they are, also those that the wire spells differently.
Result<SchemaPart> readSwagger(const QString &resource, const QByteArray &declaration);

} // namespace nephoscope
