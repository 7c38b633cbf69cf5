// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"
#include "schema/schema.h"

#include <QList>

namespace nephoscope {

/// What one request for the published schema brought: types and calls, and where more is to be had.
class SchemaAnswer {
public:
    SchemaAnswer() = default;
    SchemaAnswer(SchemaPart part, QList<Request> further, qsizetype bytes, bool isComplete)
        : m_part(std::move(part))
        , m_further(std::move(further))
        , m_bytes(bytes)
        , m_isComplete(isComplete)
    {
    }

    const SchemaPart &part() const { return m_part; }
    const QList<Request> &further() const { return m_further; }
    /// Of the answer.
    qsizetype bytes() const { return m_bytes; }
    /// False where the document could not be had or read: part().notes says why.
    bool isComplete() const { return m_isComplete; }

private:
    SchemaPart m_part;
    QList<Request> m_further;
    qsizetype m_bytes = 0;
    bool m_isComplete = true;
};

} // namespace nephoscope
