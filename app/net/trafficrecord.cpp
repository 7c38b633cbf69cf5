// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/trafficrecord.h"

namespace nephoscope {

namespace {

qint64 sizeOf(const Headers &headers)
{
    qint64 size = 0;
    for (const auto &[name, value] : headers.all())
        size += name.size() + value.size();
    return size;
}

qint64 sizeOf(const Exchange &exchange)
{
    const Request &request = exchange.request();
    const Reply &reply = exchange.reply();
    const qint64 message =
        exchange.error() ? exchange.error()->message().size() + exchange.error()->details().size() : 0;
    return request.url().toEncoded().size() + request.body().size() + sizeOf(request.headers()) + reply.body().size()
        + sizeOf(reply.headers()) + message * qint64(sizeof(QChar));
}

} // namespace

TrafficRecord::TrafficRecord(qsizetype maxExchanges, qint64 maxBytes, QObject *parent)
    : QObject(parent)
    , m_maxExchanges(maxExchanges)
    , m_maxBytes(maxBytes)
{
}

void TrafficRecord::add(const Exchange &exchange)
{
    m_exchanges.push_back(exchange);
    m_bytes += sizeOf(exchange);
    while (!m_exchanges.empty() && (qsizetype(m_exchanges.size()) > m_maxExchanges || m_bytes > m_maxBytes)) {
        m_bytes -= sizeOf(m_exchanges.front());
        m_exchanges.pop_front();
    }
    emit added(exchange);
}

void TrafficRecord::clear()
{
    m_exchanges.clear();
    m_bytes = 0;
}

} // namespace nephoscope

#include "moc_trafficrecord.cpp"
