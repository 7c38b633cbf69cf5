// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"
#include "schema/swaggertypes.h"

#include <QSet>

namespace nephoscope {

/// Reads the operations of one Swagger declaration. Used once.
class SwaggerCalls {
public:
    /// `base`: path part of the API's base. Notes go into the part.
    SwaggerCalls(
        const SwaggerTypes &types, const QString &area, const QString &base, const Node &declaration, SchemaPart &part);

    /// All operations of an entry of "apis".
    void readApi(const Node &api);

private:
    void readOperation(const QString &path, const Node &operation);
    void readParameters(Call &call, const Node &operation);
    Parameter parameter(const Call &call, const Node &node) const;
    void readResult(Call &call, const Node &operation) const;
    void readConsumes(Call &call, const Node &operation) const;
    void note(const QString &words);

    const SwaggerTypes &m_types;
    QString m_area;
    QString m_base;
    QStringList m_consumes;
    SchemaPart &m_part;
    QSet<QString> m_keys;
};

/// Variables of a path template in order, each once: "/a/{b}/{c}" → b, c.
QStringList pathVariables(const QString &path);

} // namespace nephoscope
