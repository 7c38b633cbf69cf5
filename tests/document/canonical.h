// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace nephoscope {

/// The information in a document as a list of words, read without the code under test: what Canonical XML 1.0 keeps
/// (with comments; attributes and declarations sorted, CDATA as text). Empty where the XML is not well-formed.
QStringList canonicalXml(const QByteArray &bytes);

/// The tokens of JSON text: numbers as written, strings by their characters.
QStringList canonicalJson(const QByteArray &bytes);

} // namespace nephoscope
