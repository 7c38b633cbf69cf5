// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/query.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr int defaultPage = 25;
constexpr int largestPage = 128;
constexpr qsizetype rememberedQueries = 16;

Cell metadataOf(const Context &context, const Id &id, const QByteArray &name)
{
    const QByteArray key = name.mid(name.indexOf(':') + 1);
    for (const MetadataEntry &entry : context.world.metadata.value(id)) {
        if (entry.key == key)
            return entry.value;
    }
    return {};
}

Cell cellOf(const Context &context, const QueryType &type, const void *row, const QByteArray &name)
{
    if (const Column *column = type.column(name))
        return column->get(context, row);
    if (name.startsWith("metadata"))
        return metadataOf(context, type.id(row), name);
    return type.self(context, row); // id and href
}

bool isKnown(const QueryType &type, const QByteArray &name)
{
    return type.column(name) || name == "id" || name == "href" || name.startsWith("metadata");
}

Reply badQuery(const Context &context, const QByteArray &what)
{
    return context.fault(400, "BAD_REQUEST", "QueryParseException: " + what);
}

/// The filter as written. Below 35.0 it may be encoded once more.
QByteArray filterText(const Context &context)
{
    const QByteArray filter = context.parameter("filter");
    const bool twice = context.version < ApiVersion(35, 0) && context.parameter("filterEncoded") == "true";
    return twice ? QByteArray::fromPercentEncoding(filter) : filter;
}

void sortRows(const Context &context, const QueryType &type, const QByteArray &name, bool descending,
    std::vector<const void *> &rows)
{
    std::vector<std::pair<Cell, const void *>> keyed;
    keyed.reserve(rows.size());
    for (const void *row : rows)
        keyed.emplace_back(cellOf(context, type, row, name), row);
    std::stable_sort(keyed.begin(), keyed.end(), [descending](const auto &a, const auto &b) {
        return descending ? b.first.isBelow(a.first) : a.first.isBelow(b.first);
    });
    std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const auto &pair) { return pair.second; });
}

std::vector<const void *> find(const Context &context, const QueryType &type, const Filter &filter)
{
    std::vector<const void *> rows = type.rows(context);
    if (filter.names().isEmpty())
        return rows;
    const auto fails = [&](const void *row) {
        return !filter.passes([&](const QByteArray &name) { return cellOf(context, type, row, name); });
    };
    rows.erase(std::remove_if(rows.begin(), rows.end(), fails), rows.end());
    return rows;
}

std::optional<Reply> readPaging(const Context &context, QueryPage &page)
{
    bool pageOk = true;
    bool sizeOk = true;
    const QByteArray number = context.parameter("page");
    const QByteArray size = context.parameter("pageSize");
    page.page = number.isEmpty() ? 1 : number.toInt(&pageOk);
    page.pageSize = size.isEmpty() ? defaultPage : size.toInt(&sizeOk);
    if (!pageOk || !sizeOk || page.page < 1 || page.pageSize < 1)
        return badQuery(context, "page and pageSize are positive numbers.");
    page.pageSize = std::min(page.pageSize, largestPage);
    return std::nullopt;
}

} // namespace

std::optional<Reply> runQuery(Context &context, const QueryType &type, QueryPage &page)
{
    if (std::optional<Reply> refusal = readPaging(context, page))
        return refusal;
    const QByteArray text = filterText(context);
    const QByteArray descending = context.parameter("sortDesc");
    const QByteArray sort = descending.isEmpty() ? context.parameter("sortAsc") : descending;
    const QByteArray key = type.name + '\n' + text + '\n' + sort + (descending.isEmpty() ? '<' : '>')
        + plain(context.organization()) + QByteArray::number(static_cast<int>(context.level()));
    auto found = context.world.queried.find(key);
    if (found == context.world.queried.end()) {
        const std::optional<Filter> filter = Filter::parse(text);
        if (!filter)
            return badQuery(context, "The filter \"" + text + "\" cannot be read.");
        QList<QByteArray> names = filter->names();
        if (!sort.isEmpty())
            names.append(sort);
        for (const QByteArray &name : std::as_const(names)) {
            if (!isKnown(type, name))
                return badQuery(context, "There is no attribute \"" + name + "\" in " + type.name + '.');
        }
        std::vector<const void *> rows = find(context, type, *filter);
        if (!sort.isEmpty())
            sortRows(context, type, sort, !descending.isEmpty(), rows);
        if (context.world.queried.size() >= rememberedQueries)
            context.world.queried.clear();
        found = context.world.queried.insert(key, std::move(rows));
    }
    page.total = static_cast<qint64>(found->size());
    const qint64 first = qint64(page.page - 1) * page.pageSize;
    if (page.page > 1 && first >= page.total)
        return context.fault(400, "BAD_REQUEST", "There is no page " + QByteArray::number(page.page) + '.');
    const qint64 last = std::min(first + page.pageSize, page.total);
    page.rows.assign(found->begin() + first, found->begin() + last);
    return std::nullopt;
}

} // namespace nephoscope::demo::clouddirector
