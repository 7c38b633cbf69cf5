// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/comparisonmodel.h"

#include "inventory/tableexport.h"
#include "resource/values.h"
#include "shell/looks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace nephoscope {

ComparisonModel::ComparisonModel(const Looks &looks, QObject *parent)
    : QAbstractTableModel(parent)
    , m_looks(looks)
{
}

void ComparisonModel::setDifferences(const ComparedSides &sides, std::vector<Difference> differences)
{
    beginResetModel();
    m_sides = sides;
    m_all = std::move(differences);
    m_counts = {};
    QSet<RecordStore::Row> records;
    m_shown.clear();
    for (size_t each = 0; each < m_all.size(); ++each) {
        ++m_counts[size_t(m_all[each].kind)];
        if (m_all[each].kind == Difference::Kind::Changed)
            records.insert(m_all[each].after);
        m_shown.push_back(each);
    }
    m_changedRecords = int(records.size());
    endResetModel();
}

void ComparisonModel::setFilter(const QString &text, const std::array<bool, 3> &kinds)
{
    beginResetModel();
    m_shown.clear();
    for (size_t each = 0; each < m_all.size(); ++each) {
        if (!kinds[size_t(m_all[each].kind)])
            continue;
        bool fits = text.isEmpty();
        for (int column = Record; column < ColumnCount && !fits; ++column)
            fits = words(m_all[each], column).contains(text, Qt::CaseInsensitive);
        if (fits)
            m_shown.push_back(each);
    }
    endResetModel();
}

QString ComparisonModel::value(const RecordStore &store, RecordStore::Row row, int column) const
{
    return column < 0 ? QString() : store.string(row, column);
}

QString ComparisonModel::field(const Difference &difference) const
{
    if (difference.kind != Difference::Kind::Changed)
        return {};
    const std::string &name = difference.columnAfter >= 0 ? m_sides.after->columnName(difference.columnAfter)
                                                          : m_sides.before->columnName(difference.columnBefore);
    const QString member = QString::fromStdString(name);
    const QString group = member.section(QLatin1Char('/'), -2, -2);
    const QString label = m_looks.property(m_sides.service, m_sides.kind, member.section(QLatin1Char('/'), -1));
    return group.isEmpty() || group == QLatin1String(".")
        ? label
        : QStringLiteral("%1: %2").arg(m_looks.property(m_sides.service, m_sides.kind, group), label);
}

QString ComparisonModel::words(const Difference &difference, int column) const
{
    switch (column) {
    case What:
        switch (difference.kind) {
        case Difference::Kind::Added:
            return tr("Added");
        case Difference::Kind::Removed:
            return tr("Removed");
        case Difference::Kind::Changed:
            return tr("Changed");
        }
        return {};
    case Record:
        return QString::fromStdString(difference.kind == Difference::Kind::Removed
                ? nameOf(*m_sides.before, difference.before)
                : nameOf(*m_sides.after, difference.after));
    case Field:
        return field(difference);
    case Before:
        return difference.kind == Difference::Kind::Added
            ? QString()
            : value(*m_sides.before, difference.before, difference.columnBefore);
    case After:
        return difference.kind == Difference::Kind::Removed
            ? QString()
            : value(*m_sides.after, difference.after, difference.columnAfter);
    default:
        return {};
    }
}

int ComparisonModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_shown.size()); }

int ComparisonModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return oneLine(words(at(index.row()), index.column()), 200);
    if (role == Qt::ToolTipRole)
        return plainToolTip(words(at(index.row()), index.column()));
    return {};
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("What happened");
    case Record:
        return tr("Name");
    case Field:
        return tr("Field");
    case Before:
        return m_sides.beforeName.isEmpty() ? tr("Before") : m_sides.beforeName;
    case After:
        return m_sides.afterName.isEmpty() ? tr("After") : m_sides.afterName;
    default:
        return {};
    }
}

QByteArray ComparisonModel::text(bool asJson) const
{
    if (asJson) {
        QJsonArray list;
        for (const size_t each : m_shown) {
            const Difference &difference = m_all[each];
            QJsonObject object{{QStringLiteral("what"), words(difference, What).toLower()},
                {QStringLiteral("name"), words(difference, Record)}};
            if (difference.kind == Difference::Kind::Changed) {
                object.insert(QStringLiteral("field"), words(difference, Field));
                object.insert(QStringLiteral("before"), words(difference, Before));
                object.insert(QStringLiteral("after"), words(difference, After));
            }
            list << object;
        }
        return QJsonDocument(list).toJson();
    }
    QByteArray all;
    for (int column = 0; column < ColumnCount; ++column)
        all += (column > 0 ? "," : "") + csvCell(headerData(column, Qt::Horizontal).toString());
    all += "\r\n";
    for (const size_t each : m_shown) {
        for (int column = 0; column < ColumnCount; ++column)
            all += (column > 0 ? "," : "") + csvCell(words(m_all[each], column));
        all += "\r\n";
    }
    return all;
}

} // namespace nephoscope
