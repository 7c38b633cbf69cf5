// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/administration.h"
#include "demo/clouddirector/query.h"
#include "demo/clouddirector/routes.h"

namespace nephoscope::demo::clouddirector {

namespace {

QByteArray formatOf(const Context &context)
{
    const QByteArray format = context.parameter("format");
    return format.isEmpty() ? QByteArray("records") : format;
}

/// The address of this query with one parameter changed.
QByteArray addressWith(const Context &context, const QByteArray &path, const QByteArray &name, const QByteArray &value)
{
    QByteArray query;
    const QList<QByteArray> pairs = context.message.query.split('&');
    for (const QByteArray &pair : pairs) {
        if (!pair.isEmpty() && !pair.startsWith(name + '='))
            query += (query.isEmpty() ? "" : "&") + pair;
    }
    query += (query.isEmpty() ? "" : "&") + name + '=' + value;
    return context.url(path + '?' + query);
}

void addPageLinks(const Context &context, Node &node, const QByteArray &path, const QueryPage &page)
{
    const QByteArray type = "vcloud.query." + formatOf(context);
    const auto link = [&](const char *rel, int number) {
        context.link(node, rel, addressWith(context, path, "page", QByteArray::number(number)), type);
    };
    if (page.page > 1) {
        link("firstPage", 1);
        link("previousPage", page.page - 1);
    }
    if (page.page < page.pages()) {
        link("nextPage", page.page + 1);
        link("lastPage", page.pages());
    }
    for (const char *other : {"references", "records", "idrecords"}) {
        if (formatOf(context) != other)
            context.link(
                node, "alternate", addressWith(context, path, "format", other), QByteArray("vcloud.query.") + other);
    }
}

Node record(const Context &context, const QueryType &type, const void *row, bool ids)
{
    Node node(type.record.constData());
    node.member("record").many().typed(("QueryResult" + type.record + "Type").constData());
    const QList<QByteArray> wanted = context.parameter("fields").split(',');
    const bool all = context.parameter("fields").isEmpty();
    for (const Column &column : type.columns) {
        if (column.hidden || !(all || wanted.contains(column.name)))
            continue;
        const Cell cell = column.get(context, row);
        if (!cell.isEmpty() && ids && !cell.id().isNull())
            node.set(column.name.constData(), cell.urn());
        else if (!cell.isEmpty())
            node.set(column.name.constData(), cell.value());
    }
    const Cell self = type.self(context, row);
    if (self.isEmpty())
        return node;
    if (ids)
        node.set("id", self.urn());
    else
        node.set("href", self.value());
    if (context.parameter("links") == "true")
        context.link(node, "alternate", self.value().text());
    return node;
}

Node reference(const Context &context, const QueryType &type, const void *row)
{
    const QByteArray element = type.record.chopped(6) + "Reference";
    Node node(element.constData());
    const Cell self = type.self(context, row);
    if (!self.isEmpty())
        node.set("href", self.value()).set("id", self.urn());
    if (const Column *name = type.column("name"))
        node.set("name", name->get(context, row).value());
    return node.member("reference").many();
}

Reply answer(Context &context, const QueryType &type, const QByteArray &path)
{
    if (type.provider && !context.isSystem())
        return context.denied("General: Administrator View");
    const QByteArray format = formatOf(context);
    if (format != "records" && format != "idrecords" && format != "references")
        return context.fault(400, "BAD_REQUEST", "There is no format " + format + '.');
    QueryPage page;
    if (std::optional<Reply> refusal = runQuery(context, type, page))
        return *refusal;
    const bool references = format == "references";
    Node node(references ? (type.record.chopped(6) + "References").constData() : "QueryResultRecords");
    node.set("name", type.name).set("page", page.page).set("pageSize", page.pageSize).set("total", page.total);
    node.set("href", context.url(path + '?' + context.message.query));
    node.set("type", mediaType("vcloud.query." + format));
    node.lists(references ? "reference" : "record");
    addPageLinks(context, node, path, page);
    for (const void *row : page.rows)
        node.add(references ? reference(context, type, row) : record(context, type, row, format == "idrecords"));
    return Reply::show(node);
}

Reply queryList(Context &context)
{
    Node node = context.list("QueryList", "/api/query", "vcloud.query.queryList");
    for (const QueryType &type : queryTypes()) {
        if (type.provider && !context.isSystem())
            continue;
        for (const char *format : {"references", "records", "idrecords"}) {
            const QByteArray address = "/api/query?type=" + type.name + "&format=" + format;
            context.link(node, "down", context.url(address), QByteArray("vcloud.query.") + format, type.name);
        }
    }
    return Reply::show(node);
}

Reply query(Context &context)
{
    const QByteArray name = context.parameter("type");
    if (name.isEmpty())
        return queryList(context);
    const QueryType *type = queryType(name);
    if (!type)
        return context.fault(400, "BAD_REQUEST", "The query type " + name + " is unknown.");
    return answer(context, *type, "/api/query");
}

/// A typed query: /api/vms/query, /api/admin/users/query, …
template <auto typeName>
Reply typed(Context &context)
{
    return answer(context, *queryType(typeName()), '/' + context.path.join('/'));
}

} // namespace

Reply queryReply(Context &context, const QByteArray &type, const QByteArray &filter)
{
    const QByteArray asked = context.parameter("filter");
    context.parameters.removeIf([](const auto &pair) { return pair.first == "filter"; });
    context.parameters.append({"filter", asked.isEmpty() ? filter : '(' + filter + ");(" + asked + ')'});
    return answer(context, *queryType(type), '/' + context.path.join('/'));
}

const Column *QueryType::column(const QByteArray &wanted) const
{
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&](const Column &each) { return each.name == wanted; });
    return found == columns.end() ? nullptr : &*found;
}

const std::vector<QueryType> &queryTypes()
{
    static const std::vector<QueryType> all = [] {
        std::vector<QueryType> types;
        for (const auto part : {&computeQueryTypes, &catalogQueryTypes, &peopleQueryTypes, &providerQueryTypes}) {
            for (QueryType &type : part())
                types.push_back(std::move(type));
        }
        return types;
    }();
    return all;
}

const QueryType *queryType(const QByteArray &name)
{
    const auto &all = queryTypes();
    const auto found = std::find_if(all.begin(), all.end(), [&](const QueryType &type) { return type.name == name; });
    return found == all.end() ? nullptr : &*found;
}

Routes queryRoutes()
{
    return {{"GET", "/api/query", query}, {"GET", "/api/vms/query", typed<[] { return "vm"; }>},
        {"GET", "/api/vApps/query", typed<[] { return "vApp"; }>},
        {"GET", "/api/catalogs/query", typed<[] { return "catalog"; }>},
        {"GET", "/api/media/query", typed<[] { return "media"; }>},
        {"GET", "/api/disks/query", typed<[] { return "disk"; }>},
        {"GET", "/api/vAppTemplates/query", typed<[] { return "vAppTemplate"; }>},
        {"GET", "/api/admin/users/query", typed<[] { return "user"; }>},
        {"GET", "/api/admin/groups/query", typed<[] { return "group"; }>},
        {"GET", "/api/admin/roles/query", typed<[] { return "role"; }>},
        {"GET", "/api/admin/rights/query", typed<[] { return "right"; }>},
        {"GET", "/api/admin/orgs/query", typed<[] { return "organization"; }>},
        {"GET", "/api/admin/vdcs/query", typed<[] { return "adminOrgVdc"; }>},
        {"GET", "/api/admin/extension/providerVdcs/query", typed<[] { return "providerVdc"; }>},
        {"GET", "/api/admin/extension/hosts/query", typed<[] { return "host"; }>},
        {"GET", "/api/admin/extension/datastores/query", typed<[] { return "datastore"; }>},
        {"GET", "/api/admin/extension/vimServers/query", typed<[] { return "virtualCenter"; }>},
        {"GET", "/api/admin/extension/networkPools/query", typed<[] { return "networkPool"; }>},
        {"GET", "/api/admin/extension/externalNetworks/query", typed<[] { return "externalNetwork"; }>}};
}

} // namespace nephoscope::demo::clouddirector
