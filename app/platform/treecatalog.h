// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/catalog.h"

namespace nephoscope {

/// The built-in catalogue of a service with the sections that its dialect reads
/// (resources/catalog/<service>-tree.json): relations, kinds of records, what hangs below what.
Catalog treeCatalog(const QString &service);

} // namespace nephoscope
