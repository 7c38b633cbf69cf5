// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>

namespace nephoscope {

/// What the catalogue says about one kind of object. All of it optional: an unknown kind has its own name as label.
class KindHints {
public:
    QString label; ///< "Virtual machine"
    QString plural; ///< "Virtual machines"
    QString icon; ///< name of an icon under resources/icons
    QStringList columns; ///< member names shown first in tables of this kind
    QString stateMember; ///< path of the member that holds the state
    QString nameMember; ///< path of the member that holds the name
    QStringList idMembers;
    QJsonObject more; ///< whatever else the file says, for the dialect that knows it
};

/// What the catalogue says about a property, by "kind/path", or by the last step of the path alone.
class PropertyHints {
public:
    QString label;
    QString group;
    QString type; ///< see PropertyType names in schema/propertytype.h
    QString unit; ///< B, kB, MB, GB, TB, MHz, s, ms, %
    bool hidden = false;
    QStringList unlimited; ///< values on the wire that mean "no limit": "-1", "0"
    QStringList choices; ///< the values that make sense, where the service's own description names none
    std::optional<double> least; ///< in the unit
    std::optional<double> most;
};

/// The catalogue of hints of one service: resources/catalog/<service>.json and the user's own file over it. Adds only
/// what no server says; everything works without. Immutable after loading.
class Catalog {
public:
    Catalog() = default;

    /// Reads the JSON text of a catalogue; Malformed names the member that is wrong.
    static Result<Catalog> read(const QByteArray &json);
    /// The built-in one of that service ("cloud-director", "cloud-manager").
    static Catalog builtIn(const QString &service);
    /// The user's own file over it, <configuration folder>/catalog/<service>.json: any section. Empty where there is
    /// none; what is wrong in it costs the whole file, and is logged.
    static Catalog ofUser(const QString &service);
    /// This one, with what `other` says taking precedence.
    Catalog mergedWith(const Catalog &other) const;

    KindHints kind(const QString &kind) const;
    bool hasKind(const QString &kind) const;
    PropertyHints property(const QString &kind, const QString &path) const;
    /// Spelling of a kind as the catalogue has it ("orglist" → "orgList"); the argument where unknown.
    QString canonicalKind(const QString &kind) const;
    /// The state word's tone: "on", "off", "suspended", "changing", "warning", "failed", "ready"; empty where unknown.
    QString toneOf(const QString &stateWord) const;
    /// Section of the file for the dialect that reads it ("collections", "relations", ...).
    QJsonObject section(const QString &name) const;

private:
    QJsonObject m_json;
    QHash<QString, QString> m_spelling;
};

} // namespace nephoscope
