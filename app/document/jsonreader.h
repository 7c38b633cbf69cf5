// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documenttree.h"

namespace nephoscope {

/// Reads JSON bytes (RFC 8259, UTF-8) into a tree that keeps numbers as written, order and duplicate members. Numbers
/// beyond what a double can hold (1e999) are Malformed.
Result<std::shared_ptr<DocumentTree>> readJson(const QByteArray &bytes, const DocumentLimits &limits);

} // namespace nephoscope
