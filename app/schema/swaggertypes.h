// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "schema/type.h"

#include <QHash>

namespace nephoscope {

/// The types that one Swagger declaration speaks of: what its words ("List[X]", "$ref": "Object") mean as fields.
class SwaggerTypes {
public:
    /// `area`: the resource's name, the beginning of all ids. The models are those of that declaration only: the same
    /// name means other things in others.
    SwaggerTypes(const QString &area, const Node &models);

    /// Says of the field what a property, parameter, result or items object says about type and choices.
    void describe(Field &field, const Node &typed) const;
    /// The same for a type's name alone.
    void describe(Field &field, QString name, const QString &format) const;
    /// One Type per model that is more than a text.
    QList<Type> types() const;
    QString idOf(const QString &model) const { return m_area + u'#' + model; }

private:
    /// The model that a word means, as it is called here; empty where none is.
    QString modelNamed(const QString &word) const;
    Type typeOf(const QString &model, const Node &node) const;
    Field fieldOf(const Node &property) const;

    QString m_area;
    QHash<QString, Node> m_models;
    QHash<QString, QString> m_bases; ///< sub type → base
    QStringList m_order;
};

/// True where the member is true, or a text that says so.
bool isTrue(const Node &node);
/// Values of an enumeration without the blanks and brackets that a printed list leaves on them.
QStringList cleanChoices(const Node &values);
/// The name a reference ends in: "#/definitions/X" and "com.example.Messages$X" → "X".
QString lastName(const QString &reference);

} // namespace nephoscope
