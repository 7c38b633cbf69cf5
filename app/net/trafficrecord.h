// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/exchange.h"

#include <QObject>
#include <deque>

namespace nephoscope {

/// The last exchanges of a site, in memory only, bounded by count and bytes (oldest go first). GUI thread.
class TrafficRecord : public QObject {
    Q_OBJECT
public:
    explicit TrafficRecord(
        qsizetype maxExchanges = 2000, qint64 maxBytes = 64 * 1024 * 1024, QObject *parent = nullptr);

    void add(const Exchange &exchange);
    const std::deque<Exchange> &exchanges() const { return m_exchanges; }
    qint64 bytes() const { return m_bytes; }
    void clear();

signals:
    void added(const Exchange &exchange);

private:
    std::deque<Exchange> m_exchanges;
    qsizetype m_maxExchanges;
    qint64 m_maxBytes;
    qint64 m_bytes = 0;
};

} // namespace nephoscope
