// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/cloudapilist.h"

namespace nephoscope::demo::clouddirector {

namespace {

using Names = std::vector<const char *>;

QByteArray keyOf(const QByteArray &id) { return "changed/" + id; }

/// The member as it is now.
Reply shown(Context &context)
{
    const QList<QByteArray> segments = context.path.mid(2);
    return jsonReply(*memberAt(context, segments.first(segments.size() - 1), segments.last()));
}

std::optional<Reply> refuse(Context &context, const Json &sent, const Names &numbers)
{
    if (auto refusal = refuseName(context, textIn(sent, "name")))
        return refusal;
    for (const char *name : numbers) {
        const Json value = sent.value(name, Json());
        if (!value.is_null() && (!value.is_number_integer() || value < 1))
            return badRequest(context, QByteArray(name) + " must be a whole number above 0.");
    }
    return std::nullopt;
}

} // namespace

void keepSent(World &world, const QByteArray &urn, const Json &sent, const std::vector<const char *> &names)
{
    Json kept = Json::object();
    for (const char *name : names) {
        if (sent.contains(name))
            kept[name] = sent.at(name);
    }
    world.documents[keyOf(urn)] = {QByteArray::fromStdString(kept.dump())};
}

void forgetSent(World &world, const QByteArray &urn) { world.documents.remove(keyOf(urn)); }

namespace {

Reply changePolicy(Context &context, const Json &sent)
{
    if (auto refusal = refuse(context, sent, {"cpuCount", "memory"}))
        return *refusal;
    keepSent(context.world, context.path.last(), sent, {"name", "description", "isSizingOnly", "cpuCount", "memory"});
    return shown(context);
}

Reply changeServer(Context &context, const Json &sent)
{
    if (auto refusal = refuse(context, sent, {}))
        return *refusal;
    if (textIn(sent, "url").isEmpty())
        return badRequest(context, "url must not be empty.");
    if (VimServer *row = context.world.vimServers.find(idIn(context.path.last()))) {
        row->name = textIn(sent, "name");
        row->description = textIn(sent, "description");
        row->url = textIn(sent, "url");
    }
    keepSent(context.world, context.path.last(), sent, {"username", "isEnabled"}); // a password is never told again
    return shown(context);
}

Reply changePool(Context &context, const Json &sent)
{
    if (auto refusal = refuse(context, sent, {}))
        return *refusal;
    if (NetworkPool *row = context.world.networkPools.find(idIn(context.path.last()))) {
        row->name = textIn(sent, "name");
        row->description = textIn(sent, "description");
    }
    return shown(context);
}

} // namespace

Json asChanged(const Context &context, Json member)
{
    const std::vector<QByteArray> kept = context.world.documents.value(keyOf(textIn(member, "id")));
    if (!kept.empty())
        member.update(Json::parse(kept.front().toStdString()), true);
    return member;
}

std::vector<CollectionChanges> providerChanges()
{
    return {{"vdcComputePolicies", Level::SystemAdministrator, nullptr, changePolicy, nullptr},
        {"virtualCenters", Level::SystemAdministrator, nullptr, changeServer, nullptr},
        {"networkPools", Level::SystemAdministrator, nullptr, changePool, nullptr}};
}

} // namespace nephoscope::demo::clouddirector
