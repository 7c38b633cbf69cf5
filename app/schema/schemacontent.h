// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

namespace nephoscope {

/// What stands behind a Schema: the types by id, and tables to find them by. Built once, never changed after.
struct Schema::Content {
    /// Takes the place of what is there under the same id, name or key.
    void add(const SchemaPart &part);
    /// Fills the tables from types and elements, and Call::reserved.
    void index();
    /// Type::element where only another document says it.
    void nameRoots();
    void reserveLiterals();

    const Type *type(const QString &id) const;
    QString typeOfMedia(const QString &mediaType) const;
    /// Base types first, the type itself last; each once, however the bases run in circles.
    QList<const Type *> lineage(const QString &id) const;
    /// The field with what its type says where that is an element, an attribute or a simple type.
    Field resolved(Field field) const;
    /// Puts fields behind those that are there; one that is there already is replaced. Groups are followed `depth`
    /// deep.
    void collect(const QList<Field> &own, QList<Field> &fields, int depth = 16) const;
    /// The element that a step names and that may stand where one of the fields is declared.
    std::optional<Field> substitute(const QString &step, const QList<Field> &fields) const;
    /// JSON: the member that an element's own characters become.
    std::optional<Field> characters(const QString &id) const;
    bool mayReplace(const SchemaElement &element, const Field &field) const;

    QHash<QString, std::shared_ptr<const Type>> types;
    QStringList order; ///< ids as they came
    QHash<QString, SchemaElement> elements; ///< by "{namespace}/Name"
    QHash<QString, QString> prefixes; ///< by namespace
    QList<Call> calls;
    QHash<QString, qsizetype> callByKey;
    QStringList notes;

    QHash<QString, QString> typeByMedia;
    QMultiHash<QString, QString> idsByName;
    QHash<QString, QStringList> extensionsOf; ///< direct ones
    QMultiHash<QString, QString> elementsByName; ///< local name → id
};

/// "{namespace}/Name"
QString elementId(const QString &namespaceUri, const QString &name);

} // namespace nephoscope
