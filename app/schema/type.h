// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <algorithm>
#include <optional>

namespace nephoscope {

/// What a single value is on the wire, as far as a description says. Units and finer meaning (a size, a password) come
/// from the catalogue and from propertytype.h.
enum class PlainType {
    Text,
    Integer,
    Decimal,
    Boolean,
    Time, ///< ISO 8601 text
    Instant, ///< a number: milliseconds since 1970
    Date,
    Duration,
    Url,
    Binary,
    File, ///< bytes of a file, as a part of a multipart body
    Any ///< JSON or XML that nobody described
};

/// Whether a client may write a field.
enum class Modifiable { Unknown, Never, WhenCreating, WhenUpdating, Always };

/// The numbers that a description allows.
class NumberRange {
public:
    std::optional<double> lowest; ///< empty = no bound
    std::optional<double> highest;

    /// What both say: the narrower of the bounds.
    void narrow(const NumberRange &other)
    {
        if (other.lowest)
            lowest = std::max(lowest.value_or(*other.lowest), *other.lowest);
        if (other.highest)
            highest = std::min(highest.value_or(*other.highest), *other.highest);
    }
};

/// One field of a type: an element or attribute (XML), a member (JSON).
class Field {
public:
    QString name; ///< on the wire: XML local name, JSON member
    QString jsonName; ///< in the JSON form of an XML type, where it differs ("vAppParent" for "VAppParent")
    QString namespaceUri; ///< of the XML element or qualified attribute; empty in JSON
    bool isAttribute = false;
    bool isList = false; ///< repeats: sibling elements of that name, or a JSON array
    bool isMap = false; ///< a JSON object used as a dictionary of such values; with isList: a dictionary of lists
    QString type; ///< id of a Type in the same Schema; empty = plain
    PlainType plain = PlainType::Text; ///< where type is empty
    QStringList choices; ///< the values to offer, clean of blanks; empty = any. Beside a type: those of its only text
    int least = 0;
    int most = 1; ///< -1 = any number
    NumberRange range; ///< of the number itself, in the unit that it travels in
    bool isRequired = false;
    Modifiable modifiable = Modifiable::Unknown;
    QString since; ///< API version, "5.1"
    QString deprecated; ///< API version, or "true"; empty = not deprecated
    QString help; ///< plain text, white space simplified
    QString preset; ///< value where none is given
};

/// A composed type. Enumerations and other simple types are resolved into the fields that use them.
class Type {
public:
    QString id; ///< unique in its Schema: "{namespace}VmType", "/vsa:volumes#Capacity"
    QString name; ///< as people know it: "VmType", "Capacity"
    QString namespaceUri; ///< of the XML type; empty in JSON
    QString base; ///< id of the type it extends; its fields come first
    QList<Field> fields; ///< own, in document order, attributes after elements
    std::optional<PlainType> text; ///< XML: elements of this type also have characters of that kind
    QStringList textChoices;
    NumberRange textRange; ///< where those characters are a number
    bool isAbstract = false;
    QString element; ///< XML: local name of the root element of this type, where one is declared
    QString elementNamespace;
    QStringList mediaTypes; ///< bodies of this type
    QString since;
    QString deprecated;
    QString help;
};

} // namespace nephoscope
