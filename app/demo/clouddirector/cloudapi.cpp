// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/cloudapilist.h"

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
        for (const auto part : {&computeCollections, &storedCollections}) {
            for (const Collection &each : part())
                both.push_back(each);
        }
        return both;
    }();
    return all;
}

QByteArray dump(const Json &json)
{
    return QByteArray::fromStdString(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// "roles/{urn}/rights"
QByteArray patternOf(const QList<QByteArray> &segments)
{
    QByteArray pattern;
    for (const QByteArray &segment : segments)
        pattern += (pattern.isEmpty() ? "" : "/") + (segment.startsWith("urn:") ? QByteArray("{urn}") : segment);
    return pattern;
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

/// What follows the version in the address.
QList<QByteArray> segmentsOf(const Context &context) { return context.path.mid(2); }

/// Sets the captures that members of a list below a member look at: its name and whose it is.
void setCaptures(Context &context, const QList<QByteArray> &segments) { context.captures = segments; }

Reply forbidden(const Context &context, const QByteArray &id)
{
    return context.fault(403, "ACCESS_TO_RESOURCE_IS_FORBIDDEN", "No access to entity \"(" + id + ")\".");
}

/// A list, or a member of one, at any depth. What the address goes through must be there.
Reply read(Context &context)
{
    const QList<QByteArray> segments = segmentsOf(context);
    for (qsizetype i = 1; i + 1 < segments.size(); ++i) {
        if (!segments.at(i).startsWith("urn:"))
            continue;
        if (!isUrn(segments.at(i)))
            return context.fault(
                400, "BAD_REQUEST", "validation error on field 'id': String value has invalid format or length");
        if (!memberAt(context, segments.first(i), segments.at(i)))
            return forbidden(context, segments.at(i));
    }
    setCaptures(context, segments);
    if (isKnownList(context, segments)) {
        Reply reply = showCollection(context, patternOf(segments));
        if (reply.status == 200)
            addChangeLinks(context, reply, segments, false);
        return reply;
    }
    const QList<QByteArray> list = segments.first(segments.size() - 1);
    if (!isKnownList(context, list))
        return unknown(context);
    if (segments.last().startsWith("urn:") && !isUrn(segments.last()))
        return context.fault(
            400, "BAD_REQUEST", "validation error on field 'id': String value has invalid format or length");
    const std::optional<Json> found = memberAt(context, list, segments.last());
    if (!found)
        return forbidden(context, segments.last());
    Reply reply = Reply::text(dump(*found), "application/json");
    reply.headers.emplace_back("ETag", etagOf(*found));
    addChangeLinks(context, reply, segments, true);
    return reply;
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

bool isUrn(const QByteArray &text)
{
    return text.startsWith("urn:vcloud:") && text.size() > 36 && !idIn(text).isNull();
}

bool isKnownList(const Context &context, const QList<QByteArray> &segments)
{
    return collectionAt(context, patternOf(segments)) != nullptr;
}

std::optional<Json> memberAt(Context &context, const QList<QByteArray> &list, const QByteArray &id)
{
    const Collection *of = collectionAt(context, patternOf(list));
    if (!of || context.level() < of->needed)
        return std::nullopt;
    const QList<QByteArray> before = context.captures;
    setCaptures(context, list);
    const std::vector<Json> members = of->members(context);
    context.captures = before;
    const auto found = std::find_if(members.begin(), members.end(),
        [&](const Json &each) { return each.contains("id") && each["id"] == id.toStdString(); });
    return found == members.end() ? std::nullopt : std::optional(*found);
}

QByteArray etagOf(const Json &member)
{
    return '"' + QCryptographicHash::hash(dump(member), QCryptographicHash::Sha1).toHex().left(16) + '"';
}

Json cloudReference(Kind kind, const Thing &thing)
{
    return {{"name", text(thing.name)}, {"id", text(urn(kind, thing.id))}};
}

std::string text(const QByteArray &bytes) { return bytes.toStdString(); }

std::string cloudTime(Moment moment) { return text(moment.toIso(false)); }

Routes cloudapiRoutes()
{
    Routes routes{{"GET", "/cloudapi", root}, {"GET", "/cloudapi/1.0.0", root},
        {"GET", "/cloudapi/1.0.0/sessions/current/rights", currentRights},
        {"GET", "/cloudapi/1.0.0/sessions/{urn}/locations", locations},
        {"DELETE", "/cloudapi/1.0.0/tokens/{urn}", revokeToken}};
    for (const Route &route : singleDocumentRoutes())
        routes.push_back(route);
    for (const char *version : {"/cloudapi/1.0.0", "/cloudapi/2.0.0"}) {
        QByteArray pattern = version;
        for (int depth = 1; depth <= 6; ++depth) {
            pattern += "/{text}";
            routes.push_back({"GET", pattern, read});
        }
    }
    for (const Route &route : collectionChangeRoutes())
        routes.push_back(route);
    return routes;
}

} // namespace nephoscope::demo::clouddirector
