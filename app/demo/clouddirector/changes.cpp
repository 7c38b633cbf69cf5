// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr qsizetype longestName = 128;

} // namespace

std::optional<Reply> refuseMore(const Context &context)
{
    const User &user = context.user();
    const Organization &organization = context.world.organizations.at(user.organization);
    const int most = organization.operationsPerUser;
    if (most == 0 || context.world.activeTasksOf(user.id) < most)
        return std::nullopt;
    return context.fault(400, "OPERATION_LIMITS_EXCEEDED",
        "The maximum number of simultaneous operations for user \"" + user.name + "\" on organization \""
            + organization.name + "\" has been reached.");
}

Reply started(Context &context, Task task, double seconds)
{
    return accepted(context, context.world.begin(std::move(task), seconds));
}

Reply created(Node document)
{
    const QByteArray href = document.attribute("href");
    Reply reply = Reply::show(std::move(document));
    reply.status = 201;
    reply.headers.emplace_back("Location", href);
    return reply;
}

std::optional<Reply> refuseName(const Context &context, const QByteArray &name)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < ' '; };
    if (!name.isEmpty() && name.size() <= longestName && std::none_of(name.begin(), name.end(), isControl))
        return std::nullopt;
    return badRequest(context, "validation error on field 'name': String value has invalid format or length");
}

Reply duplicateName(const Context &context, const QByteArray &name)
{
    return context.fault(400, "DUPLICATE_NAME", "The VCD entity " + name + " already exists.");
}

Reply invalidState(const Context &context, const QByteArray &name)
{
    return context.fault(
        400, "INVALID_STATE", "The requested operation could not be executed on " + name + " in its present state.");
}

Reply badRequest(const Context &context, const QByteArray &reason) { return context.fault(400, "BAD_REQUEST", reason); }

} // namespace nephoscope::demo::clouddirector
