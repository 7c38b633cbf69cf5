// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/transfer.h"

#include <QRegularExpression>
#include <algorithm>

namespace nephoscope {

Request uploadOf(const Transfer &transfer, const QByteArray &piece, qint64 from, qint64 total)
{
    const QByteArray type = transfer.mediaType.isEmpty() ? QByteArray("application/octet-stream") : transfer.mediaType;
    Request request = Request::withBody("PUT", transfer.href, piece, type);
    if (from > 0 || piece.size() < total) {
        const QByteArray range = QByteArray::number(from) + '-' + QByteArray::number(from + piece.size() - 1);
        request.headers().set("Content-Range", "bytes " + range + '/' + QByteArray::number(total));
    }
    return request;
}

Request downloadOf(const Transfer &transfer, qint64 from)
{
    Request request = Request::get(transfer.href);
    request.headers().set("Accept", "*/*");
    if (from > 0)
        request.headers().set("Range", "bytes=" + QByteArray::number(from) + '-');
    return request;
}

std::optional<qint64> startOf(const Reply &reply)
{
    if (reply.status() == 200)
        return 0;
    static const QRegularExpression range(QStringLiteral("^bytes (\\d+)-"));
    const auto match = range.match(QString::fromLatin1(reply.headers().value("Content-Range")));
    return reply.status() == 206 && match.hasMatch() ? std::optional(match.captured(1).toLongLong()) : std::nullopt;
}

bool isSentAgain(int status) { return status == 416 || status == 503; }

std::optional<Transfer> resumed(const Transfer &before, const QList<Transfer> &now)
{
    const auto same = std::find_if(now.begin(), now.end(), [&](const Transfer &each) {
        return each.direction == before.direction
            && (each.href.path() == before.href.path() || each.name == before.name);
    });
    return same == now.end() || same->isDone() ? std::nullopt : std::optional(*same);
}

} // namespace nephoscope
