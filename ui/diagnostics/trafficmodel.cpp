// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/trafficmodel.h"

#include "net/exchangesize.h"

#include <QLocale>

namespace nephoscope {

TrafficModel::TrafficModel(Sites &sites, QObject *parent, int limit, qint64 maxBytes)
    : QAbstractTableModel(parent)
    , m_sites(sites)
    , m_limit(limit)
    , m_maxBytes(maxBytes)
{
    connect(&sites, &Sites::added, this, &TrafficModel::watch);
    connect(&sites, &Sites::changed, this, &TrafficModel::watch);
    for (int index = 0; index < sites.count(); ++index)
        watch(index);
}

void TrafficModel::watch(int index)
{
    const SiteEntry &entry = m_sites.at(index);
    const Session *&watched = m_watched[entry.profile.id];
    if (watched == entry.session.get())
        return;
    watched = entry.session.get();
    if (!watched)
        return;
    const QString name = entry.profile.name;
    for (const Exchange &exchange : entry.session->traffic().exchanges()) // of the sign-in
        add(name, *watched, exchange);
    connect(&entry.session->traffic(), &TrafficRecord::added, this,
        [this, name, session = watched](const Exchange &exchange) { add(name, *session, exchange); });
}

void TrafficModel::makeRoom(qint64 size)
{
    int gone = 0;
    for (qint64 left = m_bytes + size;
         gone < int(m_rows.size()) && (left > m_maxBytes || int(m_rows.size()) - gone >= m_limit); ++gone)
        left -= m_rows.at(size_t(gone)).size;
    if (gone == 0)
        return;
    beginRemoveRows({}, 0, gone - 1);
    for (; gone > 0; --gone) {
        m_bytes -= m_rows.front().size;
        m_rows.pop_front();
    }
    endRemoveRows();
}

void TrafficModel::add(const QString &site, const Session &session, const Exchange &exchange)
{
    const qint64 size = exchangeSize(exchange);
    makeRoom(size);
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size()));
    m_rows.push_back({site, exchange, session.platform().facts(exchange.request(), exchange.reply()), size});
    m_bytes += size;
    endInsertRows();
}

int TrafficModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

int TrafficModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant TrafficModel::text(const Row &row, int column) const
{
    const Exchange &exchange = row.exchange;
    switch (column) {
    case TimeColumn:
        return QLocale().toString(exchange.started().toLocalTime().time(), QStringLiteral("HH:mm:ss.zzz"));
    case SiteColumn:
        return row.site;
    case MethodColumn:
        return QString::fromLatin1(exchange.request().method());
    case AddressColumn:
        return exchange.request().url().toDisplayString(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    case StatusColumn:
        return exchange.error() ? tr("none") : QString::number(exchange.reply().status());
    case DurationColumn:
        return exchange.timings().finished < 0 ? QString() : QLocale().toString(exchange.timings().finished);
    default:
        return {};
    }
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(size_t(index.row()));
    if (role == Qt::DisplayRole)
        return text(row, index.column());
    if (role == Qt::TextAlignmentRole && index.column() >= StatusColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case SiteColumn:
        return tr("Site");
    case MethodColumn:
        return tr("Method");
    case AddressColumn:
        return tr("Address");
    case StatusColumn:
        return tr("Status");
    case DurationColumn:
        return tr("ms");
    default:
        return {};
    }
}

QList<Exchange> TrafficModel::exchanges() const
{
    QList<Exchange> all;
    for (const Row &row : m_rows)
        all.append(row.exchange);
    return all;
}

void TrafficModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_bytes = 0;
    endResetModel();
}

} // namespace nephoscope
