// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/cloudapi.h"
#include "demo/clouddirector/cloudapilist.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

const std::vector<CollectionChanges> &allChanges()
{
    static const std::vector<CollectionChanges> all = [] {
        std::vector<CollectionChanges> made;
        for (const auto part : {&peopleChanges, &networkCollectionChanges, &storedChanges, &providerChanges}) {
            for (const CollectionChanges &each : part())
                made.push_back(each);
        }
        return made;
    }();
    return all;
}

const CollectionChanges *changesAt(const QByteArray &pattern)
{
    const auto &all = allChanges();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto &each) { return each.path == pattern; });
    return found == all.end() ? nullptr : &*found;
}

QByteArray patternOf(const QList<QByteArray> &segments)
{
    QByteArray pattern;
    for (const QByteArray &segment : segments)
        pattern += (pattern.isEmpty() ? "" : "/") + (segment.startsWith("urn:") ? QByteArray("{urn}") : segment);
    return pattern;
}

Reply notFound(const Context &context)
{
    return context.fault(404, "NOT_FOUND", "Nothing is known at " + context.message.path + '.');
}

Reply notAllowed(const Context &context)
{
    return context.fault(405, "METHOD_NOT_ALLOWED", "Method " + context.message.method + " is not allowed here.");
}

/// The object that was sent, or why it is none.
std::optional<Reply> readBody(const Context &context, Json &sent)
{
    const QByteArray type = context.message.header("Content-Type").split(';').first().trimmed().toLower();
    if (type != "application/json" && type != "application/*+json")
        return context.fault(415, "UNSUPPORTED_MEDIA_TYPE", "The content type " + type + " is not supported here.");
    sent = Json::parse(context.message.body.toStdString(), nullptr, false);
    if (sent.is_object() || sent.is_array())
        return std::nullopt;
    return context.fault(400, "BAD_REQUEST", "The body is no JSON object.");
}

/// Whether those that the address goes through are there for the asker.
std::optional<Reply> refuseParents(Context &context, const QList<QByteArray> &segments)
{
    for (qsizetype i = 1; i < segments.size(); ++i) {
        if (!segments.at(i).startsWith("urn:"))
            continue;
        if (!isUrn(segments.at(i)))
            return context.fault(
                400, "BAD_REQUEST", "validation error on field 'id': String value has invalid format or length");
        if (!memberAt(context, segments.first(i), segments.at(i)))
            return context.fault(
                403, "ACCESS_TO_RESOURCE_IS_FORBIDDEN", "No access to entity \"(" + segments.at(i) + ")\".");
    }
    return std::nullopt;
}

std::optional<Reply> refuseLevel(const Context &context, const CollectionChanges &changes)
{
    if (context.level() >= changes.needed)
        return std::nullopt;
    return context.denied("General: Administrator Control");
}

Reply create(Context &context)
{
    const QList<QByteArray> segments = context.path.mid(2);
    const CollectionChanges *changes = changesAt(patternOf(segments));
    if (!changes || !isKnownList(context, segments))
        return isKnownList(context, segments) ? notAllowed(context) : notFound(context);
    if (!changes->create)
        return notAllowed(context);
    if (auto refusal = refuseParents(context, segments))
        return *refusal;
    if (auto refusal = refuseLevel(context, *changes))
        return *refusal;
    Json sent;
    if (auto refusal = readBody(context, sent))
        return *refusal;
    return changes->create(context, sent);
}

/// PUT and DELETE: the member must be there, and be what the asker last saw.
Reply changeMember(Context &context)
{
    const QList<QByteArray> segments = context.path.mid(2);
    const QList<QByteArray> list = segments.first(segments.size() - 1);
    const CollectionChanges *changes = changesAt(patternOf(list));
    const bool isPut = context.message.method == "PUT";
    if (!changes || !isKnownList(context, list))
        return isKnownList(context, list) || isKnownList(context, segments) ? notAllowed(context) : notFound(context);
    if (isPut ? !changes->change : !changes->remove)
        return notAllowed(context);
    if (auto refusal = refuseParents(context, segments))
        return *refusal;
    const std::optional<Json> member = memberAt(context, list, segments.last());
    if (!member)
        return context.fault(
            403, "ACCESS_TO_RESOURCE_IS_FORBIDDEN", "No access to entity \"(" + segments.last() + ")\".");
    if (auto refusal = refuseLevel(context, *changes))
        return *refusal;
    const QByteArray known = context.message.header("If-Match");
    if (!known.isEmpty() && known != "*" && known != etagOf(*member))
        return context.fault(412, "PRECONDITION_FAILED", "The ETag does not match: somebody else has changed it.");
    if (!isPut)
        return changes->remove(context);
    Json sent;
    if (auto refusal = readBody(context, sent))
        return *refusal;
    return changes->change(context, sent);
}

} // namespace

void addChangeLinks(const Context &context, Reply &reply, const QList<QByteArray> &segments, bool isMember)
{
    const QList<QByteArray> list = isMember ? segments.first(segments.size() - 1) : segments;
    const CollectionChanges *changes = changesAt(patternOf(list));
    if (!changes || context.level() < changes->needed)
        return;
    const QByteArray address = context.url('/' + context.path.join('/'));
    const auto add = [&](const char *rel) {
        reply.headers.emplace_back("Link", '<' + address + ">;rel=\"" + rel + "\";type=\"application/json\"");
    };
    if (!isMember && changes->create)
        add("add");
    if (isMember && changes->change)
        add("edit");
    if (isMember && changes->remove)
        add("remove");
}

Reply taskReply(Context &context, Task task, double seconds)
{
    const Task &begun = context.world.begin(std::move(task), seconds);
    Reply reply = Reply::empty(202);
    reply.headers.emplace_back("Location", context.href(Kind::Task, begun.id));
    return reply;
}

Reply jsonReply(const Json &json, int status)
{
    const auto replace = Json::error_handler_t::replace;
    Reply reply = Reply::text(QByteArray::fromStdString(json.dump(-1, ' ', false, replace)), "application/json");
    reply.status = status;
    if (json.is_object() && json.contains("id"))
        reply.headers.emplace_back("ETag", etagOf(json));
    return reply;
}

QByteArray textIn(const Json &json, const char *name)
{
    if (!json.is_object())
        return {};
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? QByteArray::fromStdString(found->get<std::string>())
                                                     : QByteArray();
}

Id referenceIn(const Json &json, const char *name)
{
    const auto found = json.is_object() ? json.find(name) : json.end();
    return json.is_object() && found != json.end() ? idIn(textIn(*found, "id")) : Id();
}

Routes collectionChangeRoutes()
{
    Routes routes;
    for (const char *version : {"/cloudapi/1.0.0", "/cloudapi/2.0.0"}) {
        QByteArray pattern = version;
        for (int depth = 1; depth <= 6; ++depth) {
            pattern += "/{text}";
            routes.push_back({"POST", pattern, create});
            if (depth < 2)
                continue;
            routes.push_back({"PUT", pattern, changeMember});
            routes.push_back({"DELETE", pattern, changeMember});
        }
    }
    return routes;
}

} // namespace nephoscope::demo::clouddirector
