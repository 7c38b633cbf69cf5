// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/tablecolumns.h"

#include "models/measure.h"
#include "resource/values.h"
#include "shell/looks.h"
#include "shell/wording.h"

#include <algorithm>

namespace nephoscope {

namespace {

constexpr int usualCount = 8;
constexpr RecordStore::Row sampled = 64; ///< records looked at for a value

ShownValue shown(const TableColumn &column, const QString &text)
{
    ShownValue value;
    value.type = column.type;
    value.text = text;
    if (column.type == PropertyType::Time)
        value.time = timeFromText(text);
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (isNumber && column.isNumeric()) {
        const auto measure = Measure::of(number, column.unit);
        value.amount = measure && column.type == measure->type ? measure->amount : number;
    }
    return value;
}

bool isNumericType(PropertyType type)
{
    return type == PropertyType::Integer || type == PropertyType::Decimal || type == PropertyType::Size
        || type == PropertyType::Frequency || type == PropertyType::Duration || type == PropertyType::Percent;
}

bool isFar(PropertyType type) { return type == PropertyType::Url || type == PropertyType::Identifier; }

} // namespace

QString TableColumn::words(const QString &text, const QDateTime &now) const
{
    if (text.isEmpty())
        return {};
    if (isState)
        return readableState(text);
    if (type == PropertyType::Text || type == PropertyType::Url || type == PropertyType::Identifier)
        return oneLine(text);
    return shown(*this, text).words(now);
}

QString TableColumn::exactly(const QString &text) const
{
    return text.isEmpty() ? QString() : shown(*this, text).exactly();
}

TableColumns::TableColumns(const Looks &looks, const QString &service, const QString &kind)
    : m_looks(looks)
    , m_service(service)
    , m_kind(kind)
{
    const KindHints hints = looks.catalog(service).kind(kind);
    m_nameMember = hints.nameMember.isEmpty() ? QStringLiteral("name") : hints.nameMember;
    m_stateMember = hints.stateMember;
}

QStringList TableColumns::all(const RecordStore &store) const
{
    QStringList members;
    for (int column = 0; column < store.columnCount(); ++column) {
        const QString member = QString::fromStdString(store.columnName(column));
        if (!member.startsWith(QLatin1Char(':')) && !members.contains(member))
            members << member;
    }
    return members;
}

QStringList TableColumns::usual(const RecordStore &store) const
{
    const QStringList present = all(store);
    QStringList members;
    const auto add = [&](const QString &member) {
        if (present.contains(member) && !members.contains(member) && members.size() < usualCount)
            members << member;
    };
    for (const QString &first : {m_nameMember, QStringLiteral("name"), QStringLiteral("displayName"), m_stateMember,
             QStringLiteral("status"), QStringLiteral("state")})
        add(first);
    for (const QString &hinted : m_looks.catalog(m_service).kind(m_kind).columns) {
        add(hinted);
        QStringList names; // of an object its widest and its closest name: they tell the records apart
        for (const QString &member : present)
            if (member.startsWith(hinted + QLatin1Char('/'))
                && member.endsWith(QLatin1String("name"), Qt::CaseInsensitive))
                names << member;
        add(names.value(0));
        add(names.value(names.size() - 1));
    }
    for (const QString &member : present) { // then what the server says first, unless only machines read it
        if (!isFar(column(member, store).type) && !member.contains(QLatin1Char('/')))
            add(member);
    }
    for (const QString &member : present)
        if (!isFar(column(member, store).type))
            add(member);
    if (members.isEmpty())
        members = present.mid(0, usualCount);
    return members;
}

QStringList TableColumns::expected() const
{
    QStringList members = m_looks.catalog(m_service).kind(m_kind).columns;
    if (members.isEmpty())
        return members;
    for (const QString &first : {m_stateMember, m_nameMember}) {
        members.removeAll(first);
        if (!first.isEmpty())
            members.prepend(first);
    }
    return members.mid(0, usualCount);
}

QString TableColumns::sampleOf(const QString &member, const RecordStore &store) const
{
    const int column = store.column(member.toStdString());
    for (RecordStore::Row row = 0; column >= 0 && row < std::min(store.rowCount(), sampled); ++row)
        if (const QString text = store.string(row, column); !text.isEmpty())
            return text;
    return {};
}

const TableColumn &TableColumns::column(const QString &member, const RecordStore &store) const
{
    if (const auto known = m_known.constFind(member); known != m_known.constEnd())
        return *known;
    const QString sample = sampleOf(member, store);
    QHash<QString, TableColumn> &where = sample.isEmpty() ? m_unseen : m_known;
    return *where.insert(member, describe(member, sample));
}

TableColumn TableColumns::describe(const QString &member, const QString &sample) const
{
    TableColumn column;
    column.member = member;
    QString last = member.section(QLatin1Char('/'), -1);
    if (last == QLatin1String("text()"))
        last = member.section(QLatin1Char('/'), -2, -2);
    const Catalog &catalog = m_looks.catalog(m_service);
    PropertyHints hints = catalog.property(m_kind, member);
    if (hints.label.isEmpty() && hints.type.isEmpty())
        hints = catalog.property(m_kind, last);
    column.label = m_looks.property(m_service, m_kind, last);
    const QString group = member.section(QLatin1Char('/'), -2, -2);
    if (!group.isEmpty() && last != group && group != QLatin1String("."))
        column.label = QStringLiteral("%1: %2").arg(m_looks.property(m_service, m_kind, group), column.label);
    column.unit = hints.unit.isEmpty() ? unitInName(last) : hints.unit;
    column.type = hints.type.isEmpty() ? guessedType(last, sample) : propertyTypeNamed(hints.type);
    bool isNumber = false;
    const double number = sample.toDouble(&isNumber);
    if (const auto measure = isNumber ? Measure::of(number, column.unit) : std::nullopt;
        measure && hints.type.isEmpty())
        column.type = measure->type;
    column.isName = member == m_nameMember || (m_nameMember != member && member == QLatin1String("name"));
    column.isState = member == m_stateMember
        || (column.type != PropertyType::Integer
            && (member == QLatin1String("status") || member == QLatin1String("state")));
    if (column.isState || column.isName)
        column.type = PropertyType::Text;
    else if (column.type == PropertyType::Time)
        column.by = RowSort::By::Time;
    else if (isNumericType(column.type) && (isNumber || sample.isEmpty()))
        column.by = RowSort::By::Number;
    return column;
}

} // namespace nephoscope
