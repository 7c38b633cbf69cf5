// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/catalog.h"

namespace nephoscope {

/// The built-in catalogue of a service with the sections that its dialect reads
/// (resources/catalog/<service>-tree.json: kinds of records, what hangs below what; <service>-operations.json, where
/// there is one: what may be done).
Catalog treeCatalog(const QString &service);

} // namespace nephoscope
