// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

namespace pugi {
class xml_node;
}

namespace nephoscope::demo::clouddirector {

/// What is wrong with a document by the schema, in the validator's words: the order, names and namespaces of elements,
/// and values that are no numbers or truth values. Nothing where it is right or its root is not in the schema. What
/// may be left out is not asked here, and what nobody can change may stand anywhere.
std::optional<QByteArray> schemaViolation(const pugi::xml_node &root);

} // namespace nephoscope::demo::clouddirector
