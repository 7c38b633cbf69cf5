// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/path.h"
#include "platform/resource.h"
#include "schema/schema.h"

#include <QHash>
#include <functional>
#include <memory>
#include <optional>

namespace nephoscope {

class Session;

/// What a service says about the fields of an object where it describes what it takes apart from what it answers:
/// choices, types, and members that are never answered. Knows nothing where both are the same document. GUI thread.
class WrittenFields {
public:
    WrittenFields() = default;
    /// The session must outlive it.
    WrittenFields(const Resource &resource, const Session &session, std::shared_ptr<const Schema> schema);

    /// The field at that place of the resource's document, as the body that takes it describes it.
    std::optional<Field> field(const Path &path) const;
    /// Members of the group at that place that can be written, and that nobody answers: not among those `read`.
    QList<Field> unread(const Path &group, const QList<Field> &read) const;
    /// `read` with what the body that takes it says besides.
    std::optional<Field> completed(std::optional<Field> read, const Path &path) const;

private:
    std::optional<Field> lookUp(const Path &path) const;

    Path m_part; ///< which part of the document the resource is
    std::shared_ptr<const Schema> m_schema;
    std::function<std::optional<Field>(const Path &member)> m_member; ///< empty = nothing is described apart
    QList<Field> m_own; ///< what the bodies of the object's own operations may have
    mutable QHash<QString, std::optional<Field>> m_known;
};

} // namespace nephoscope
