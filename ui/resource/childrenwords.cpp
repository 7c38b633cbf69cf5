// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/childrenwords.h"

#include "resource/values.h"
#include "shell/looks.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QLocale>

namespace nephoscope {

namespace {

ShownValue shownValue(const QModelIndex &index)
{
    ShownValue value;
    value.type = PropertyType(index.data(ChildrenModel::TypeRole).toInt());
    value.text = index.data(ChildrenModel::TextRole).toString();
    if (const QVariant amount = index.data(ChildrenModel::AmountRole); amount.isValid())
        value.amount = amount.toDouble();
    value.time = index.data(ChildrenModel::TimeRole).toDateTime();
    value.isSecret = value.type == PropertyType::Secret;
    return value;
}

Ref refOf(const QModelIndex &index) { return index.data(ChildrenModel::RefRole).value<Ref>(); }

bool isMember(const QModelIndex &index) { return index.column() >= ChildrenModel::FirstMemberColumn; }

} // namespace

ChildrenWords::ChildrenWords(const Looks &looks, const QString &service, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_looks(looks)
    , m_service(service)
{
}

QVariant ChildrenWords::words(const QModelIndex &index) const
{
    const Ref ref = refOf(index);
    switch (index.column()) {
    case ChildrenModel::NameColumn:
        if (!ref.name().isEmpty())
            return oneLine(ref.name());
        return ref.isCollection() ? m_looks.kinds(m_service, ref.kind())
                                  : ref.href().path().section(QLatin1Char('/'), -1);
    case ChildrenModel::KindColumn:
        return ref.isCollection() ? tr("Folder") : m_looks.kind(m_service, ref.kind());
    case ChildrenModel::StateColumn:
        return m_looks.state(ref.state());
    case ChildrenModel::IdColumn:
        return ref.id();
    default:
        const ShownValue value = shownValue(index);
        return value.text.isEmpty() && !value.isSecret ? QString() : value.words(QDateTime::currentDateTime());
    }
}

QVariant ChildrenWords::decoration(const QModelIndex &index) const
{
    const Ref ref = refOf(index);
    if (index.column() == ChildrenModel::NameColumn)
        return ref.isCollection() ? m_looks.icon(QStringLiteral("folder")) : m_looks.kindIcon(m_service, ref.kind());
    if (index.column() == ChildrenModel::StateColumn)
        return m_looks.stateIcon(ref.state().tone());
    return {};
}

QVariant ChildrenWords::toolTip(const QModelIndex &index) const
{
    if (isMember(index))
        return plainToolTip(shownValue(index).text.isEmpty() ? QString() : shownValue(index).exactly());
    return plainToolTip(
        index.column() == ChildrenModel::NameColumn ? refOf(index).href().toString() : words(index).toString());
}

QVariant ChildrenWords::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return words(index);
    case Qt::DecorationRole:
        return decoration(index);
    case Qt::ToolTipRole:
        return toolTip(index);
    case Qt::TextAlignmentRole: {
        const bool isNumber = isMember(index) && index.data(ChildrenModel::AmountRole).isValid();
        return int((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    case Qt::FontRole: {
        if (index.column() != ChildrenModel::IdColumn)
            return {};
        QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setPointSizeF(QGuiApplication::font().pointSizeF());
        return font;
    }
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant ChildrenWords::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return rowCount() > 0 ? data(index(0, section), role) : QVariant(int(Qt::AlignLeft | Qt::AlignVCenter));
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (section) {
    case ChildrenModel::NameColumn:
        return tr("Name");
    case ChildrenModel::KindColumn:
        return tr("Kind");
    case ChildrenModel::StateColumn:
        return tr("State");
    case ChildrenModel::IdColumn:
        return tr("ID");
    default:
        const QString member =
            QIdentityProxyModel::headerData(section, orientation, ChildrenModel::MemberRole).toString();
        const QString kind = rowCount() > 0 ? refOf(index(0, 0)).kind() : QString();
        return m_looks.property(m_service, kind, member.section(QLatin1Char('/'), -1));
    }
}

NaturalOrder::NaturalOrder(QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_collator(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale()) // "C" knows no numbers
{
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
}

void NaturalOrder::setText(const QString &text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

bool NaturalOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(ChildrenModel::SortRole);
    const QVariant b = right.data(ChildrenModel::SortRole);
    if (a.userType() == QMetaType::Double && b.userType() == QMetaType::Double)
        return a.toDouble() < b.toDouble();
    if (a.userType() == QMetaType::QDateTime && b.userType() == QMetaType::QDateTime)
        return a.toDateTime() < b.toDateTime();
    return m_collator.compare(left.data().toString(), right.data().toString()) < 0;
}

bool NaturalOrder::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_text.isEmpty())
        return true;
    for (int column = 0; column < sourceModel()->columnCount(parent); ++column)
        if (sourceModel()->index(row, column, parent).data().toString().contains(m_text, Qt::CaseInsensitive))
            return true;
    return false;
}

} // namespace nephoscope
