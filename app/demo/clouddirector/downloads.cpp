// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/catalogchanges.h"

namespace nephoscope::demo::clouddirector {

namespace {

constexpr const char *downloadRight = "vApp Template / Media: Download";

QByteArray addressOf(const Context &context, const Transfer &transfer, const QByteArray &name)
{
    return context.url("/transfer/" + plain(transfer.secret) + '/' + name.toPercentEncoding());
}

/// Lays the files out; those that were uploaded are there.
template <class Row>
Reply enable(Context &context, Row &row)
{
    if (auto refusal = refuseChange(context, row, downloadRight))
        return *refusal;
    Task task = taskOver(context, row, std::is_same_v<Row, Media> ? "vdcEnableDownloadMedia" : "vdcEnableDownload",
        "Enabling download of");
    task.effect = [id = row.id](World &world) {
        Transfer &transfer = world.transfers.of(id);
        if constexpr (std::is_same_v<Row, Media>) {
            if (const Media *media = world.media.find(id); media && transfer.files.empty())
                transfer = packed(world, *media);
        } else {
            if (const Template *image = world.templates.find(id); image && transfer.files.empty())
                transfer = packed(world, *image);
        }
        transfer.secret = Id::createUuid();
        transfer.isOpen = true;
    };
    return started(context, std::move(task), 1);
}

template <class Row>
Reply disable(Context &context, Row &row)
{
    if (auto refusal = refuseChange(context, row, downloadRight))
        return *refusal;
    context.world.transfers.of(row.id).isOpen = false;
    return Reply::empty(204);
}

Reply showDescriptor(Context &context, Template &row)
{
    const Transfer *transfer = context.world.transfers.find(row.id);
    if (transfer && transfer->isUpload)
        return badRequest(context, "The template is not ready.");
    const QByteArray own = transfer && !transfer->files.empty() ? transfer->files.front().content : QByteArray();
    return Reply::text(own.isEmpty() ? packed(context.world, row).files.front().content : own,
        "application/*+xml;version=" + context.version.toText());
}

/// A range that lies outside of the file; the library cuts those that do not.
bool isOutside(const QByteArray &range, qint64 size)
{
    const QByteArray first = range.mid(6).split('-').first();
    return range.startsWith("bytes=") && !first.isEmpty() && first.toLongLong() >= size;
}

Reply send(Context &context, const Id &object, const QByteArray &name)
{
    Transfer &transfer = context.world.transfers.of(object);
    const TransferFile *file = transfer.file(name);
    if (!transfer.isOpen || !file)
        return context.fault(404, "NOT_FOUND", "There is no file " + name + '.');
    const QByteArray range = context.message.header("Range");
    if (isOutside(range, file->content.size()))
        return Reply::empty(416);
    Reply reply = Reply::text(file->content, name.endsWith(".ovf") ? "text/xml" : "application/octet-stream");
    reply.headers.emplace_back("Accept-Ranges", "bytes");
    reply.status = range.isEmpty() ? 200 : 206;
    return reply;
}

} // namespace

std::optional<Reply> transferReply(Context &context)
{
    if (context.path.size() != 3 || context.path.first() != "transfer")
        return std::nullopt;
    const Id secret = Id::fromString(QString::fromLatin1(context.path.at(1)));
    const Id object = secret.isNull() ? Id() : context.world.transfers.objectWith(secret);
    if (object.isNull())
        return context.fault(404, "NOT_FOUND", "There is no such transfer.");
    const QByteArray &method = context.message.method;
    if (method == "PUT")
        return receive(context, object, context.path.at(2));
    if (method == "GET" || method == "HEAD")
        return send(context, object, context.path.at(2));
    return context.fault(405, "METHOD_NOT_ALLOWED", "Method " + method + " is not allowed here.");
}

void addTransferLinks(const Context &context, Node &node, const QByteArray &href, const Id &object)
{
    const Transfer *transfer = context.world.transfers.find(object);
    if (!context.mayChange() || context.world.busyWith(object) || (transfer && transfer->isUpload))
        return;
    const bool isOpen = transfer && transfer->isOpen;
    const bool isTemplate = context.world.templates.find(object);
    if (isOpen && isTemplate)
        context.linkTyped(
            node, "download:default", addressOf(context, *transfer, transfer->files.front().name), "text/xml");
    context.link(
        node, isOpen ? "disable" : "enable", href + (isOpen ? "/action/disableDownload" : "/action/enableDownload"));
}

void addTransferFiles(const Context &context, Node &node, const Id &object)
{
    const Transfer *transfer = context.world.transfers.find(object);
    const bool isMedia = context.world.media.find(object);
    if (!transfer || !(transfer->isUpload || (transfer->isOpen && isMedia)))
        return;
    Node files("Files");
    for (const TransferFile &file : transfer->files) {
        Node each("File");
        each.set("name", file.name).set("size", file.size).set("bytesTransferred", qint64(file.content.size()));
        const bool isAwaited = transfer->isUpload && !file.complete;
        if (isAwaited || transfer->isOpen)
            context.link(
                each, isAwaited ? "upload:default" : "download:default", addressOf(context, *transfer, file.name));
        files.add(each.many());
    }
    node.add(files);
}

Routes downloadRoutes()
{
    return {
        {"POST", "/api/vAppTemplate/vappTemplate-{}/action/enableDownload", on<&World::templates, enable<Template>>},
        {"POST", "/api/vAppTemplate/vappTemplate-{}/action/disableDownload", on<&World::templates, disable<Template>>},
        {"GET", "/api/vAppTemplate/vappTemplate-{}/ovf", on<&World::templates, showDescriptor>},
        {"POST", "/api/media/{}/action/enableDownload", on<&World::media, enable<Media>>},
        {"POST", "/api/media/{}/action/disableDownload", on<&World::media, disable<Media>>}};
}

} // namespace nephoscope::demo::clouddirector
