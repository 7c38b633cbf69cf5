// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/trafficrecord.h"

#include "net/exchangesize.h"

namespace nephoscope {

TrafficRecord::TrafficRecord(qsizetype maxExchanges, qint64 maxBytes, QObject *parent)
    : QObject(parent)
    , m_maxExchanges(maxExchanges)
    , m_maxBytes(maxBytes)
{
}

void TrafficRecord::add(const Exchange &exchange)
{
    m_exchanges.push_back(exchange);
    m_bytes += exchangeSize(exchange);
    while (!m_exchanges.empty() && (qsizetype(m_exchanges.size()) > m_maxExchanges || m_bytes > m_maxBytes)) {
        m_bytes -= exchangeSize(m_exchanges.front());
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
