// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/cloudapi.h"

#include "demo/clouddirector/filter.h"
#include "demo/clouddirector/routes.h"

#include <QCryptographicHash>
#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr int defaultPage = 25;
constexpr int largestPage = 128;

const std::vector<Collection> &collections()
{
    static const std::vector<Collection> all = [] {
        std::vector<Collection> both = peopleCollections();
        for (const Collection &each : computeCollections())
            both.push_back(each);
        return both;
    }();
    return all;
}

QByteArray dump(const Json &json)
{
    return QByteArray::fromStdString(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// The collection at a path in which URNs are replaced by "{urn}".
const Collection *collectionAt(const Context &context, const QByteArray &path)
{
    const auto &all = collections();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Collection &each) { return each.path == path; });
    return found == all.end() || context.version < found->since ? nullptr : &*found;
}

Reply unknown(const Context &context)
{
    return context.fault(404, "NOT_FOUND", "Nothing is known at " + context.message.path + '.');
}

/// The value at a dotted path ("orgRef.id"); nothing where there is none.
Cell valueAt(const Json &member, const QByteArray &name)
{
    const Json *at = &member;
    const QList<QByteArray> steps = name.split('.');
    for (const QByteArray &step : steps) {
        const auto found = at->is_object() ? at->find(step.toStdString()) : at->end();
        if (!at->is_object() || found == at->end())
            return {};
        at = &*found;
    }
    if (at->is_boolean())
        return at->get<bool>();
    if (at->is_number_integer())
        return static_cast<qint64>(at->get<long long>());
    return at->is_string() ? Cell(QByteArray::fromStdString(at->get<std::string>())) : Cell();
}

class Paging {
public:
    explicit Paging(const Context &context)
    {
        bool ok = false;
        const int wanted = context.parameter("page").toInt(&ok);
        page = ok ? std::max(1, wanted) : 1;
        const int size = context.parameter("pageSize").toInt(&ok);
        pageSize = ok ? std::clamp(size, 1, largestPage) : defaultPage;
    }

    size_t first(size_t total) const
    {
        return std::min(static_cast<size_t>(page - 1) * static_cast<size_t>(pageSize), total);
    }
    size_t last(size_t total) const { return std::min(first(total) + static_cast<size_t>(pageSize), total); }
    size_t pages(size_t total) const
    {
        return (total + static_cast<size_t>(pageSize) - 1) / static_cast<size_t>(pageSize);
    }

    int page = 1;
    int pageSize = defaultPage;
};

void addPageLink(const Context &context, Reply &reply, size_t page, int pageSize, const char *rel)
{
    QByteArray address = context.url('/' + context.path.join('/')) + "?page=" + QByteArray::number(qint64(page))
        + "&pageSize=" + QByteArray::number(pageSize);
    for (const auto &[name, value] : context.parameters) {
        if (name != "page" && name != "pageSize")
            address += '&' + name + '=' + value.toPercentEncoding();
    }
    reply.headers.emplace_back("Link", '<' + address + ">;rel=\"" + rel + "\";type=\"application/json\"");
}

void sort(const Context &context, std::vector<Json> &members)
{
    const QByteArray descending = context.parameter("sortDesc");
    const QByteArray name = descending.isEmpty() ? context.parameter("sortAsc") : descending;
    if (name.isEmpty())
        return;
    std::stable_sort(members.begin(), members.end(), [&](const Json &a, const Json &b) {
        const Cell left = valueAt(a, name);
        const Cell right = valueAt(b, name);
        return descending.isEmpty() ? left.isBelow(right) : right.isBelow(left);
    });
}

Reply showCollection(Context &context, const QByteArray &path)
{
    const Collection *collection = collectionAt(context, path);
    if (!collection)
        return unknown(context);
    if (context.level() < collection->needed)
        return context.denied("General: Administrator View");
    const std::optional<Filter> filter = Filter::parse(context.parameter("filter"));
    if (!filter)
        return context.fault(400, "BAD_REQUEST", "The filter cannot be read.");
    std::vector<Json> members = collection->members(context);
    const auto fails = [&](const Json &member) {
        return !filter->passes([&](const QByteArray &name) { return valueAt(member, name); });
    };
    members.erase(std::remove_if(members.begin(), members.end(), fails), members.end());
    sort(context, members);
    const Paging paging(context);
    const size_t total = members.size();
    Json values = Json::array();
    for (size_t i = paging.first(total); i < paging.last(total); ++i)
        values.push_back(members[i]);
    const Json body{{"resultTotal", total}, {"pageCount", paging.pages(total)}, {"page", paging.page},
        {"pageSize", paging.pageSize}, {"associations", nullptr}, {"values", values}};
    Reply reply = Reply::text(dump(body), "application/json");
    if (static_cast<size_t>(paging.page) < paging.pages(total)) {
        addPageLink(context, reply, static_cast<size_t>(paging.page) + 1, paging.pageSize, "nextPage");
        addPageLink(context, reply, paging.pages(total), paging.pageSize, "lastPage");
    }
    return reply;
}

Reply collection(Context &context) { return showCollection(context, context.captures.value(0)); }

Reply member(Context &context)
{
    const Collection *of = collectionAt(context, context.captures.value(0));
    if (!of)
        return unknown(context);
    const QByteArray urn = context.captures.value(1);
    if (context.level() >= of->needed) {
        for (const Json &each : of->members(context)) {
            if (!each.contains("id") || each["id"] != urn.toStdString())
                continue;
            Reply reply = Reply::text(dump(each), "application/json");
            const QByteArray hash = QCryptographicHash::hash(reply.body, QCryptographicHash::Sha1).toHex();
            reply.headers.emplace_back("ETag", '"' + hash.left(16) + '"');
            return reply;
        }
    }
    return context.fault(403, "ACCESS_TO_RESOURCE_IS_FORBIDDEN", "No access to entity \"(" + urn + ")\".");
}

/// A collection below a member; the member must be visible.
Reply below(Context &context)
{
    const Reply parent = member(context);
    if (parent.status != 200)
        return parent;
    QByteArray path = context.captures.value(0) + "/{urn}";
    for (qsizetype i = 2; i < context.captures.size(); ++i)
        path += '/' + context.captures.at(i);
    return showCollection(context, path);
}

Reply currentRights(Context &context) { return showCollection(context, "sessions/current/rights"); }

Reply locations(Context &context)
{
    if (context.id() != context.session->id)
        return context.denied();
    return showCollection(context, "sessions/{urn}/locations");
}

Reply root(Context &context)
{
    Json values = Json::array();
    for (const Collection &each : collections()) {
        const bool top = !each.path.contains('/');
        if (top && context.version >= each.since && context.level() >= each.needed)
            values.push_back({{"name", text(each.path)}, {"href", text(context.url("/cloudapi/1.0.0/" + each.path))}});
    }
    return Reply::text(dump({{"values", values}}), "application/json");
}

Reply revokeToken(Context &context)
{
    ApiToken *token = context.world.tokens.find(context.id());
    if (!token || token->revoked || !context.sees(context.world.users.at(token->user)) || context.session->byApiToken)
        return context.denied();
    token->revoked = true;
    return Reply::empty(204);
}

} // namespace

Json cloudReference(Kind kind, const Thing &thing)
{
    return {{"name", text(thing.name)}, {"id", text(urn(kind, thing.id))}};
}

std::string text(const QByteArray &bytes) { return bytes.toStdString(); }

std::string cloudTime(Moment moment) { return text(moment.toIso(false)); }

Routes cloudapiRoutes()
{
    return {{"GET", "/cloudapi", root}, {"GET", "/cloudapi/1.0.0", root},
        {"GET", "/cloudapi/1.0.0/sessions/current/rights", currentRights},
        {"GET", "/cloudapi/1.0.0/sessions/{urn}/locations", locations},
        {"DELETE", "/cloudapi/1.0.0/tokens/{urn}", revokeToken}, {"GET", "/cloudapi/1.0.0/{text}", collection},
        {"GET", "/cloudapi/1.0.0/{text}/{urn}", member}, {"GET", "/cloudapi/1.0.0/{text}/{urn}/{text}", below},
        {"GET", "/cloudapi/1.0.0/{text}/{urn}/{text}/{text}", below}, {"GET", "/cloudapi/2.0.0/{text}", collection},
        {"GET", "/cloudapi/2.0.0/{text}/{urn}", member}};
}

} // namespace nephoscope::demo::clouddirector
