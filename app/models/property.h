// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "platform/resource.h"
#include "schema/catalog.h"
#include "schema/propertytype.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QSet>
#include <memory>
#include <optional>

namespace nephoscope {

/// One line of a resource's properties: a value, or a group or list of more. Raw, without words for people.
class Property {
public:
    /// A node with the place at which it was met.
    struct Part {
        Node node;
        Path path;
    };

    Path path; ///< from the root of the document; empty for the group of the plain members
    QString name; ///< member or element name; the group's own name where the catalogue groups
    QString title; ///< of an item in a list: what the item calls itself; else empty
    int number = -1; ///< of an item in a list, from 0
    PropertyType type = PropertyType::Text;
    QString text; ///< as the server wrote it; of lists of plain values the values, joined; of items a summary
    std::optional<double> amount; ///< Size in bytes, Frequency in Hz, Duration in seconds, else the number
    QDateTime time; ///< type Time
    std::optional<Ref> target; ///< type Reference, where it is known
    bool isNil = false; ///< explicitly null, or empty
    bool isSecret = false; ///< text is left empty: a secret is not shown
    QList<Part> parts; ///< what stands below, not yet read
    bool isAbsent = false; ///< the document does not have it, but could
    bool isRemoved = false; ///< the edits took it away: what it was

    bool isExpandable() const { return !parts.isEmpty(); }
};

class Draft;
class FieldGuide;

/// Reads properties out of a resource's document, level by level: XML and JSON alike, any kind of resource. Left out is
/// what other tabs show (links, the resource's children) and what says nothing (schema attributes, empty containers).
class PropertyReader {
public:
    PropertyReader() = default;
    /// With showsEmpty, nulls and empty values are properties too.
    PropertyReader(const Resource &resource, const Catalog &catalog, bool showsEmpty);
    /// Takes over what the other one has looked up; of the same catalogue, for a resource of the same kind.
    void shareHints(const PropertyReader &other);
    /// The resource's document with edits: also says what they took away and, with showsEmpty, what could be added.
    /// Both must outlive the reader.
    void setDraft(const Draft *draft, const FieldGuide *guide);

    /// A line that is not read yet: one node, or siblings of one name that make a list.
    struct Row {
        QList<Property::Part> parts;
        int number = -1; ///< of an item in a list, from 0
        bool isAbsent = false; ///< no part: a field that could be added
        bool isRemoved = false; ///< the part stands in the base only
        Path path = {}; ///< of an absent one
        QString name = {};

        QString key() const; ///< tells rows below one property apart
    };

    /// The plain members in a group without name, groups that the catalogue names, then one per nested object or list.
    QList<Property> groups() const;
    /// What stands below a property; cheap, so that long lists cost only the lines that are looked at.
    QList<Row> rows(const Property &property) const;
    Property read(const Row &row) const;

private:
    using Part = Property::Part;

    QList<Part> partsOf(const Part &whole) const;
    bool isShown(const Part &part) const;
    bool holdsOnlyChildren(const Part &part) const;
    Property listOf(const QList<Part> &items) const;
    Property property(const Part &part) const;
    Property container(const Part &part, Property property) const;
    Property alike(Property property) const;
    Property scalar(const Part &part, Property property) const;
    bool readMeasure(const Part &part, Property &property) const;
    void interpret(const Part &part, const PropertyHints &hints, Property &property) const;
    QList<Row> presentRows(const Property &property) const;
    void addAbsent(const Property &group, QList<Row> &rows) const;
    void addRemoved(const Property &property, QList<Row> &rows) const;
    Property absent(const Row &row) const;
    std::optional<Ref> targetOf(const Part &part) const;
    PropertyHints hintsFor(const Path &path) const;
    PropertyHints hintsOf(const Path &path) const;

    Resource m_resource;
    Catalog m_catalog;
    bool m_showsEmpty = false;
    /// By path: the catalogue is asked many times for each.
    std::shared_ptr<QHash<QString, PropertyHints>> m_hints = std::make_shared<QHash<QString, PropertyHints>>();
    QHash<QString, Ref> m_targets; ///< by path
    QSet<QString> m_children; ///< identities
    const Draft *m_draft = nullptr;
    QList<Path> m_removed; ///< places in the draft's base
    const FieldGuide *m_guide = nullptr;
};

} // namespace nephoscope
