// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "document/path.h"
#include "schema/call.h"
#include "schema/type.h"

#include <QHash>
#include <QList>
#include <memory>
#include <optional>

namespace nephoscope {

/// A root element that an XML Schema declares.
class SchemaElement {
public:
    QString name;
    QString namespaceUri;
    QString type; ///< id of a Type; empty = plain text
    QString head; ///< id ("{namespace}/Name") of the element whose place it may take; empty = none
    QStringList mediaTypes;
    bool isAbstract = false;
};

/// What one published document says: types and calls, and what could not be read in it.
class SchemaPart {
public:
    QString name; ///< the document: a URL's path, a resource's name
    /// Whoever reads XML Schema documents one by one leaves to the Schema what stands in others: a field's type may be
    /// the id of a simple type (a Type with text and without fields), of a global attribute ("{ns}@name"), of an
    /// element ("{ns}/Name") or, with an empty name, of a group whose fields stand there ("{ns}%name").
    QList<Type> types;
    QList<SchemaElement> elements;
    QList<Call> calls;
    QHash<QString, QString> prefixes; ///< namespace → the prefix that the document uses for it
    QStringList notes; ///< sentences for people: what was left out and why
};

/// The types and calls of one service: what fields are called, in which order they stand, what they hold, whether they
/// may change. Copies share the content; immutable; any thread.
class Schema {
public:
    Schema();

    /// This one with the part's types and calls taking the place of those of the same id or key.
    Schema with(const SchemaPart &part) const;
    Schema with(const QList<SchemaPart> &parts) const;

    bool isEmpty() const;
    /// nullptr where there is no such type; valid as long as any copy of this Schema. Its own fields are as published;
    /// ask fields() for those a document has.
    const Type *type(const QString &id) const;
    /// Ids; empty where unknown. Media types ending in +xml and +json are alike, parameters are ignored.
    QString typeOfMedia(const QString &mediaType) const;
    QString typeOfElement(const QString &namespaceUri, const QString &localName) const;
    /// By the name people know ("VmType"), as xsi:type and rel links write it; in that namespace first.
    QString typeNamed(const QString &name, const QString &namespaceUri = {}) const;
    /// All fields, the base types' first, in document order; attributes last. Their types exist (a Field whose type is
    /// not known is PlainType::Any); simple types are resolved into plain, choices and preset.
    QList<Field> fields(const QString &id) const;
    /// The field that a path leads to, from a document of that type; nothing where the schema does not know it. Steps
    /// may be XML's or JSON's. An item of a JSON array or dictionary is the list's field with isList (isMap) false. An
    /// element that may take the place of a declared one (a section) is found by its own name, a field that only an
    /// extension of an abstract type has by that extension.
    std::optional<Field> field(const QString &id, const Path &path) const;
    /// The prefix that is usual for a namespace; empty where none is.
    QString prefixOf(const QString &namespaceUri) const;
    /// Root elements that may stand where that field is declared (sections, services), in alphabetical order.
    QList<SchemaElement> substitutes(const Field &field) const;
    /// Ids of types that extend that one, nearest first, abstract ones left out.
    QStringList extensions(const QString &id) const;
    bool isKindOf(const QString &id, const QString &baseId) const;

    const QList<Call> &calls() const;
    /// nullptr where it is not published.
    const Call *call(const QString &key) const;
    QStringList notes() const;
    QList<Type> types() const;

    /// For the cache on disk, and the built-in copies.
    QByteArray toJson() const;
    static Result<Schema> fromJson(const QByteArray &json);

private:
    struct Content;
    /// Of an abstract type: the document says by xsi:type or _type which extension stands there, a path does not.
    std::optional<Field> fieldOfExtension(const QString &id, const QString &step) const;
    explicit Schema(std::shared_ptr<const Content> content);
    std::shared_ptr<const Content> m_content;
};

} // namespace nephoscope
