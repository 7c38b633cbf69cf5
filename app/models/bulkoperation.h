// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "platform/platform.h"

#include <QJsonObject>
#include <optional>

namespace nephoscope {

/// An operation that many objects share, with what it is told: each object is asked for it as that object offers it
/// itself. Null: none.
class BulkOperation {
public:
    BulkOperation() = default;
    explicit BulkOperation(const Operation &operation);

    bool isNull() const { return m_method.isEmpty(); }
    /// True where it makes sense for many: it acts or deletes, and what it is told is the same for all of them.
    static bool isFor(const Operation &operation);
    /// Whether that is the same, of another object.
    bool is(const Operation &operation) const;
    Operation::Role role() const { return m_role; }
    /// What a person filled in at `sample`; what that object answers by itself is left to each.
    void tell(const Operation &sample, const Arguments &arguments, const QByteArray &body);

    /// Unsupported where the object does not offer it now; the message says why, where that is known.
    Result<Request> request(const Resource &resource, const Platform &platform, const Access &access) const;

    QJsonObject toJson() const;
    static BulkOperation fromJson(const QJsonObject &json);

private:
    QString m_name;
    QByteArray m_method;
    QString m_bodyType;
    QString m_call;
    Operation::Role m_role = Operation::Role::Act;
    Arguments m_arguments;
    QByteArray m_body;
};

/// What a person wants done with many objects: an operation, or else a property of theirs changed.
class BulkOrder {
public:
    QList<Ref> objects;
    std::optional<Operation> operation; ///< as one of them offers it
    QString label; ///< of the operation, for people
};

} // namespace nephoscope
