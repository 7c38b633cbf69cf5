// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/schemaviews.h"

#include "demo/clouddirector/schemaxsd.h"

namespace nephoscope::demo::clouddirector {

namespace {

/// The file that an address names; empty where it is not that of a schema.
QByteArray fileAt(const QList<QByteArray> &path)
{
    if (path.size() != 4 || path.at(0) != "api")
        return {};
    const bool isSchema = path.at(1) == "v1.5" && path.at(2) == "schema";
    const bool isVersions = path.at(1) == "versions" && path.at(2) == "schema" && path.at(3) == "versions.xsd";
    return isSchema || isVersions ? path.at(3) : QByteArray();
}

} // namespace

std::optional<Reply> schemaReply(const Context &context)
{
    const bool isRead = context.message.method == "GET" || context.message.method == "HEAD";
    const QByteArray file = fileAt(context.path);
    if (file.isEmpty() || !isRead)
        return std::nullopt;
    const QByteArray document = schemaDocument(file);
    if (document.isEmpty())
        return context.fault(404, "NOT_FOUND", "There is no schema document " + file + '.');
    return Reply::text(document, "text/xml");
}

Reply schemaList(Context &context)
{
    if (context.version < ApiVersion(33, 0))
        return context.fault(404, "NOT_FOUND", "Nothing is known at " + context.message.path + '.');
    Node node = context.list("SchemaResources", "/api/schema", "vcloud.schemaResources");
    const auto add = [&](const QByteArray &file) {
        const QByteArray folder = file == "versions.xsd" ? "/api/versions/schema/" : "/api/v1.5/schema/";
        context.linkTyped(node, "down", context.url(folder + file), "text/xml", file);
    };
    add("master.xsd");
    for (const auto &[file, prefix] : Schema::get().documents())
        add(file);
    return Reply::show(node);
}

} // namespace nephoscope::demo::clouddirector
