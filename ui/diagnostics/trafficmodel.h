// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sites.h"

#include <QAbstractTableModel>
#include <QHash>
#include <deque>

namespace nephoscope {

/// The exchanges of all sites as they finish, newest last; bounded by count and bytes, the oldest go first. Secrets
/// were cut out before.
class TrafficModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TimeColumn, SiteColumn, MethodColumn, AddressColumn, StatusColumn, DurationColumn, ColumnCount };

    explicit TrafficModel(
        Sites &sites, QObject *parent = nullptr, int limit = 2000, qint64 maxBytes = 64 * 1024 * 1024);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    const Exchange &exchange(int row) const { return m_rows.at(size_t(row)).exchange; }
    /// What the headers of that exchange tell beside its content.
    const AnswerFacts &facts(int row) const { return m_rows.at(size_t(row)).facts; }
    QList<Exchange> exchanges() const;
    qint64 bytes() const { return m_bytes; }
    void clear();

private:
    struct Row {
        QString site;
        Exchange exchange;
        AnswerFacts facts;
        qint64 size = 0;
    };

    void watch(int index);
    void makeRoom(qint64 size);
    void add(const QString &site, const Session &session, const Exchange &exchange);
    QVariant text(const Row &row, int column) const;

    Sites &m_sites;
    int m_limit;
    qint64 m_maxBytes;
    qint64 m_bytes = 0;
    std::deque<Row> m_rows;
    QHash<QString, const Session *> m_watched;
};

} // namespace nephoscope
