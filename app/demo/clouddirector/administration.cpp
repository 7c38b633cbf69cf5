// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/administration.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

Reply conflictReply(const Context &context, const QByteArray &reason) { return context.fault(409, "CONFLICT", reason); }

QByteArray sentOr(const Sent &sent, const char *name, const QByteArray &otherwise)
{
    return sent.value(name).value_or(otherwise);
}

std::vector<Id> rightsOf(const World &world, const Role &role)
{
    if (!role.organization.isNull())
        return role.rights;
    std::vector<Id> rights;
    for (const Right &right : world.rights) {
        if (right.needed <= role.level)
            rights.push_back(right.id);
    }
    return rights;
}

Level levelOf(const World &world, const std::vector<Id> &rights)
{
    Level level = Level::ReadOnly;
    for (const Id &id : rights) {
        if (const Right *right = world.rights.find(id))
            level = std::max(level, right->needed);
    }
    return level;
}

} // namespace nephoscope::demo::clouddirector
