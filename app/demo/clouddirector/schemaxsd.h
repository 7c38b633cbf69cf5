// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/schema.h"

namespace nephoscope::demo::clouddirector {

/// A document of the published schema, "vApp.xsd"; "master.xsd" includes all others. Empty where there is none such.
QByteArray schemaDocument(const QByteArray &file);

} // namespace nephoscope::demo::clouddirector
