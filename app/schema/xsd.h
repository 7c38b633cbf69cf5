// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <QUrl>

namespace nephoscope {

/// The types of one XML Schema document, with what VMware's annotations say of them (modifiable, required, since,
/// deprecated, media types, help). References to other documents stay as ids: a Schema resolves them once those are
/// there. Malformed where it is no schema; what is wrong in it costs only itself. Nothing is fetched.
Result<SchemaPart> readXsd(const QUrl &address, const QByteArray &bytes);

/// The documents that one leads to: by include, import and redefine, or by the links of a SchemaResources list.
/// Absolute, without fragment, each once; only http and https, and only on the host of `address`.
QList<QUrl> xsdIncludes(const QUrl &address, const QByteArray &bytes);

} // namespace nephoscope
