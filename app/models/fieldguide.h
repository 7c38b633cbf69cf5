// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "models/fieldfacts.h"
#include "models/property.h"
#include "models/writtenfields.h"
#include "platform/resource.h"
#include "schema/catalog.h"
#include "schema/schema.h"

#include <QHash>
#include <functional>
#include <memory>

namespace nephoscope {

class Session;

/// What is known about the places of a document: which field of which type stands there, what else could, and whether
/// it may be written. Follows the types that the document itself names (xsi:type, _type). GUI thread.
class FieldGuide {
public:
    /// Whether something at that place may be written, as far as site, service and operations say.
    using Permission = std::function<Fixed(const Path &path)>;

    FieldGuide();
    /// For the document of a resource; the session must outlive it.
    static FieldGuide ofResource(const Resource &resource, const Session &session, const Catalog &catalog);
    /// For the body of an operation: everything may be written. What a description of JSON calls required is marked,
    /// not insisted on.
    static FieldGuide ofBody(const Schema &schema, const QString &type, const Catalog &catalog, const QString &kind);
    /// The same for its parameters, where required is required.
    static FieldGuide ofParameters(
        const Schema &schema, const QString &type, const Catalog &catalog, const QString &kind);

    /// The document that places are looked up in from now on.
    void setDocument(const Document &document);
    const Document &document() const { return m_document; }
    bool isForCreation() const { return m_isForCreation; }
    const Schema &schema() const { return *m_schema; }

    /// The field at that place; nothing where no description knows it.
    std::optional<Field> field(const Path &path) const;
    /// The fields that a group may hold, in document order; empty where unknown.
    QList<Field> fields(const Path &group) const;
    /// Of those the ones that the document does not have, but could be given.
    QList<Field> absent(const Path &group) const;
    /// Where that field of a group stands, or would.
    Path placeOf(const Path &group, const Field &field) const;
    FieldFacts facts(const Property &property) const;
    /// Of a field that the document does not have.
    FieldFacts factsOfAbsent(const Path &place, const Field &field) const;
    /// True for types that merely lead to another object: href, name, id, type.
    bool isReference(const QString &type) const;
    PropertyHints hints(const Path &path) const;
    /// Every place of the document that holds a secret.
    QList<Path> secrets() const;
    /// True for a group that is a number and its unit, edited as one value.
    bool isMeasure(const Field &field) const;

private:
    FieldGuide(Schema schema, QString type, Catalog catalog, QString kind);
    QString typeHere(const Path &place, const QString &declared) const;
    std::optional<Field> lookUp(const Path &path) const;
    void describe(FieldFacts &facts, const std::optional<Field> &field) const;
    void measure(FieldFacts &facts, const Node &node) const;
    void measureObject(FieldFacts &facts) const;
    Fixed fixed(const Path &path, const std::optional<Field> &field) const;
    bool isOffered(const Field &field) const;

    std::shared_ptr<const Schema> m_schema;
    QString m_type; ///< of what stands at m_part
    Catalog m_catalog;
    QString m_kind;
    Path m_part; ///< which part of the document is described
    Permission m_permission;
    WrittenFields m_written;
    bool m_isForCreation = false;
    bool m_isStrict = false; ///< of a body: what is required must be there
    Document m_document;
    mutable QHash<QString, std::optional<Field>> m_fields;
    mutable QHash<QString, Fixed> m_fixed;
};

} // namespace nephoscope
