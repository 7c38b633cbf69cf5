// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/operationlist.h"

#include "resource/values.h"

namespace nephoscope {

void OperationList::setOperations(const QList<Operation> &operations, const Schema &schema)
{
    beginResetModel();
    m_operations = operations;
    m_areas.clear();
    m_paths.clear();
    for (const Operation &operation : operations) {
        const Call *call = schema.call(operation.call);
        m_areas << (call ? call->area : QString());
        m_paths << (call ? call->path : operation.href.path());
    }
    endResetModel();
}

int OperationList::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_operations.size()); }

int OperationList::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString OperationList::text(int row, int column) const
{
    switch (column) {
    case LabelColumn:
        return m_operations.at(row).label;
    case AreaColumn:
        return m_areas.at(row);
    case MethodColumn:
        return QString::fromLatin1(m_operations.at(row).method);
    case PathColumn:
        return m_paths.at(row);
    default:
        return {};
    }
}

QVariant OperationList::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return text(index.row(), index.column());
    if (role == Qt::ToolTipRole)
        return plainToolTip(m_operations.at(index.row()).help);
    return {};
}

QVariant OperationList::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList names = {tr("Operation"), tr("Area"), tr("Method"), tr("Path")};
    return names.value(section);
}

void OperationFilter::setWords(const QString &typed)
{
    m_words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

QModelIndex OperationFilter::likely() const
{
    const auto isPath = [](const QString &word) { return word.contains(QLatin1Char('/')); };
    int best = 0;
    const auto length = [this](int row) { return index(row, OperationList::PathColumn).data().toString().size(); };
    if (std::any_of(m_words.begin(), m_words.end(), isPath))
        for (int row = 1; row < rowCount(); ++row)
            best = length(row) < length(best) ? row : best;
    return index(best, 0);
}

bool OperationFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const auto *list = static_cast<const OperationList *>(sourceModel());
    QString words = list->operation(row).help;
    for (int column = 0; column < OperationList::ColumnCount; ++column)
        words += QLatin1Char('\n') + list->index(row, column, parent).data().toString();
    return std::all_of(m_words.begin(), m_words.end(),
        [&words](const QString &word) { return words.contains(word, Qt::CaseInsensitive); });
}

} // namespace nephoscope
