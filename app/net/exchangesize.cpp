// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/exchangesize.h"

namespace nephoscope {

namespace {

qint64 sizeOf(const Headers &headers)
{
    qint64 size = 0;
    for (const auto &[name, value] : headers.all())
        size += name.size() + value.size();
    return size;
}

} // namespace

qint64 exchangeSize(const Exchange &exchange)
{
    const Request &request = exchange.request();
    const Reply &reply = exchange.reply();
    const qint64 message =
        exchange.error() ? exchange.error()->message().size() + exchange.error()->details().size() : 0;
    return request.url().toEncoded().size() + request.body().size() + sizeOf(request.headers()) + reply.body().size()
        + sizeOf(reply.headers()) + message * qint64(sizeof(QChar));
}

} // namespace nephoscope
