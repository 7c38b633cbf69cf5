// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/writtenfields.h"

#include "session/session.h"

#include <algorithm>

namespace nephoscope {

namespace {

QString lastStep(const Path &path) { return path.text().section(QLatin1Char('/'), -1); }

bool isUnknown(const Field &field) { return field.type.isEmpty() && !field.isMap && field.plain == PlainType::Any; }

bool isNamed(const QList<Field> &fields, const QString &name)
{
    return std::any_of(fields.begin(), fields.end(), [&name](const Field &field) { return field.name == name; });
}

} // namespace

WrittenFields::WrittenFields(const Resource &resource, const Session &session, std::shared_ptr<const Schema> schema)
    : m_part(resource.part)
    , m_schema(std::move(schema))
{
    if (resource.document.isXml())
        return; // what is answered is what is sent
    m_member = [resource, &session, known = m_schema](const Path &path) -> std::optional<Field> {
        const auto taker = session.platform().editor(resource, path, session.access());
        const bool isMember = taker && !taker->call.isEmpty() && taker->place.text() == path.text();
        return isMember ? known->field(taker->bodySchema, Path(lastStep(path))) : std::nullopt;
    };
    for (const Operation &operation : resource.operations)
        if (operation.role == Operation::Role::Edit && !operation.call.isEmpty() && !operation.bodySchema.isEmpty())
            m_own << m_schema->fields(operation.bodySchema);
}

std::optional<Field> WrittenFields::field(const Path &path) const
{
    if (!m_member || path.isEmpty() || path == m_part)
        return std::nullopt;
    const auto known = m_known.constFind(path.text());
    if (known != m_known.constEnd())
        return *known;
    const std::optional<Field> found = lookUp(path);
    m_known.insert(path.text(), found);
    return found;
}

std::optional<Field> WrittenFields::lookUp(const Path &path) const
{
    const Path above = path.parent();
    if (above == m_part)
        return m_member(path);
    std::optional<Field> group = field(above);
    if (!group)
        return std::nullopt;
    bool isIndex = false;
    lastStep(path).toUInt(&isIndex);
    if (isIndex || group->isMap) { // of what is answered as a list the body may take one alone
        group->isList = false;
        group->isMap = false;
        return group;
    }
    return group->type.isEmpty() ? std::nullopt : m_schema->field(group->type, Path(lastStep(path)));
}

QList<Field> WrittenFields::unread(const Path &group, const QList<Field> &read) const
{
    QList<Field> result;
    for (const Field &field : group == m_part ? m_own : QList<Field>())
        if (!isNamed(read, field.name) && !isNamed(result, field.name))
            result << field;
    return result;
}

std::optional<Field> WrittenFields::completed(std::optional<Field> read, const Path &path) const
{
    const bool isOpen = !read || isUnknown(*read) || (read->type.isEmpty() && read->choices.isEmpty());
    const std::optional<Field> written = isOpen ? field(path) : std::nullopt;
    if (!read || !written)
        return read ? read : written;
    if (isUnknown(*read) && !isUnknown(*written) && (read->isList == written->isList || !read->isList)) {
        read->type = written->type;
        read->plain = written->plain;
        read->isList = written->isList;
        read->isMap = written->isMap;
    }
    if (read->choices.isEmpty() && read->type.isEmpty())
        read->choices = written->choices;
    read->range.narrow(written->range);
    if (read->help.isEmpty())
        read->help = written->help;
    return read;
}

} // namespace nephoscope
