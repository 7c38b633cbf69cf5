// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/path.h"
#include "document/value.h"
#include "schema/propertytype.h"
#include "schema/type.h"

#include <QMetaType>
#include <QString>
#include <QStringList>
#include <optional>

namespace nephoscope {

/// Why a field cannot be changed.
enum class Fixed {
    No, ///< it can
    Recording, ///< the site is one
    Site, ///< set to read-only
    Unread, ///< the object has not been read in full
    Never, ///< the service's description says so
    AfterCreation, ///< it can be chosen when the object is made only
    NoOperation ///< the service offers nothing that takes it now
};

/// What is known about one field, beside its value: from the schema, the catalogue, and the value's own look.
class FieldFacts {
public:
    Path path;
    QString name;
    PropertyType type = PropertyType::Text; ///< decides the editor
    Value::Kind token = Value::Kind::Text; ///< how it is written
    bool isXml = false;
    QString help; ///< the service's own words, plain text
    QStringList choices; ///< empty = any value
    QString unit; ///< of the number on the wire; empty = none, or the value names its own
    bool isWhole = false; ///< a number without fraction
    bool hasOwnUnit = false; ///< "100 GB": number and unit stand beside each other
    QStringList unlimited; ///< values on the wire that mean "no limit"; empty = there is always one
    std::optional<double> least; ///< in the wire's unit
    std::optional<double> most;
    QString preset; ///< what the service takes where nothing is given
    QString since;
    QString deprecated;
    QString schemaType; ///< id of what a group or an item of the list holds; empty = plain or unknown
    bool isRequired = false;
    bool isAsked = false; ///< said to be required by a description that says so too often: marked, never insisted on
    bool isOpen = false; ///< other values than `choices` may be right too
    bool isOffered = false; ///< another answer of the service lists values that it may take
    bool isAny = false; ///< JSON that nobody described
    bool isMissing = false; ///< the document does not have it
    bool isList = false; ///< repeats
    bool isPlainList = false; ///< a list of plain values, edited as one
    bool isGroup = false;
    bool isFile = false; ///< the bytes of a file, named by its path
    bool isMap = false;
    Fixed fixed = Fixed::No;

    bool isWritable() const { return fixed == Fixed::No; }
    /// The text of an editor as it is written into the document.
    Value value(const QString &text) const;
};

/// What is wrong with a value.
enum class FieldFault {
    None,
    Missing, ///< required, but empty
    NoNumber,
    NotWhole, ///< a fraction where only whole numbers go
    TooSmall,
    TooLarge,
    NoChoice,
    NoTime,
    NoDuration,
    NoAddress, ///< no IP address, network (CIDR), range or MAC address
    NoUrl
};

/// The first fault of a value as it would be written; `text` is what stands on the wire.
FieldFault faultOf(const FieldFacts &facts, const QString &text);
/// An IPv4 or IPv6 address, a network in CIDR notation, a range "from-to", or a MAC address.
bool isAddress(const QString &text);

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::FieldFacts)
