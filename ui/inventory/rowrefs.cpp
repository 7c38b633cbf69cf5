// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/rowrefs.h"

#include <QElapsedTimer>

namespace nephoscope {

namespace {

constexpr qint64 atATime = 6; ///< ms

} // namespace

RowRefs::RowRefs(LoadedList list, std::vector<RecordStore::Row> rows, QObject *parent)
    : QObject(parent)
    , m_list(std::move(list))
    , m_rows(std::move(rows))
{
    m_refs.reserve(qsizetype(m_rows.size()));
    connect(&m_next, &QTimer::timeout, this, &RowRefs::goOn);
    m_next.start(0);
}

void RowRefs::goOn()
{
    QElapsedTimer time;
    time.start();
    while (size_t(m_refs.size()) < m_rows.size() && time.elapsed() < atATime)
        m_refs << m_list.ref(m_rows[size_t(m_refs.size())]);
    emit progressed(m_refs.size());
    if (size_t(m_refs.size()) < m_rows.size())
        return;
    m_next.stop();
    emit named(m_refs);
    deleteLater();
}

} // namespace nephoscope
