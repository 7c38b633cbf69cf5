// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/cloudmanager.h"
#include "platform/cloudmanager/setters.h"

namespace nephoscope {

using namespace cloudmanager;

Result<QList<Request>> CloudManager::save(const Resource &resource, const Draft &draft, const Access &access) const
{
    const auto map = calls(access);
    return Setters(*map, m_hints, m_reader.subjectOf(resource, *map), resource).save(draft);
}

std::optional<Operation> CloudManager::editor(const Resource &resource, const Path &path, const Access &access) const
{
    const auto map = calls(access);
    return Setters(*map, m_hints, m_reader.subjectOf(resource, *map), resource).editor(path);
}

} // namespace nephoscope
