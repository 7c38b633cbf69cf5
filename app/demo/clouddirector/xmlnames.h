// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <pugixml.hpp>

namespace nephoscope::demo::clouddirector {

/// "ovf:Info" → "Info"
inline QByteArray localName(const QByteArray &name) { return name.mid(name.indexOf(':') + 1); }

/// The namespace of a qualified name that stands at this element; empty where it has none.
inline QByteArray spaceOf(const pugi::xml_node &element, const QByteArray &name)
{
    const qsizetype colon = name.indexOf(':');
    const QByteArray declaration = colon < 0 ? QByteArray("xmlns") : "xmlns:" + name.left(colon);
    for (pugi::xml_node each = element; each; each = each.parent()) {
        if (const pugi::xml_attribute found = each.attribute(declaration.constData()))
            return found.value();
    }
    return {};
}

} // namespace nephoscope::demo::clouddirector
