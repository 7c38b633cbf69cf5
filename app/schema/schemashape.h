// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "document/shape.h"
#include "schema/schema.h"

namespace nephoscope {

/// What a Schema knows of documents of one type, for the drafts over them.
class SchemaShape : public Shape {
public:
    SchemaShape(Schema schema, QString typeId, bool isXml)
        : m_schema(std::move(schema))
        , m_type(std::move(typeId))
        , m_isXml(isXml)
    {
    }

    std::optional<Slot> slot(const Path &path) const override;
    QStringList order(const Path &parent) const override;

private:
    Schema m_schema;
    QString m_type;
    bool m_isXml;
};

/// A new document of that type: the root and, all the way down, what a client must give; with preset values where the
/// schema has some. XML has the type's own root element where none is named; its namespaces are declared on the root,
/// with the prefixes the services use. Malformed where the type is unknown or has no root element.
Result<Document> emptyDocument(const Schema &schema, const QString &typeId, bool isXml, const QString &rootElement = {},
    const QString &rootNamespace = {});

} // namespace nephoscope
