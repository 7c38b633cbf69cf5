// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/type.h"
#include "schema/xsdnode.h"

namespace nephoscope {

/// What an xs:annotation says in VMware's way. Values may be padded, help may hold escaped HTML.
class XsdFacts {
public:
    explicit XsdFacts(const XsdNode &annotated);

    Modifiable modifiable = Modifiable::Unknown;
    std::optional<bool> isRequired;
    QString since;
    QString deprecated;
    QString help;
    QStringList mediaTypes;

private:
    void readDocumentation(const XsdNode &documentation);
};

/// What a built-in type ("dateTime") is; nothing for names that XML Schema does not know.
std::optional<PlainType> plainOfXsd(const QString &name);
/// The numbers that a built-in type allows, where that is what it is for ("positiveInteger").
NumberRange rangeOfXsd(const QString &name);
/// The numbers that the facets of a restriction allow.
NumberRange rangeOfRestriction(const XsdNode &restriction);
/// Name of an element in the JSON form: "VAppParent" → "vAppParent", "MACAddress" → "macAddress".
QString jsonNameOf(const QString &element);

} // namespace nephoscope
