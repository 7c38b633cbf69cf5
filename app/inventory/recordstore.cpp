// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/recordstore.h"

#include "inventory/columntexts.h"
#include "inventory/recordtext.h"

namespace nephoscope {

RecordStore::RecordStore()
{
    for (TextPool &pool : m_pools)
        (void)pool.append("reserved"); // cells 0 and 1 mean something else
}

RecordStore::~RecordStore() = default;

int RecordStore::column(std::string_view name, Notation notation) const
{
    for (int each = 0; each < columnCount(); ++each)
        if (m_columns[size_t(each)]->notation == notation && m_columns[size_t(each)]->name == name)
            return each;
    return -1;
}

int RecordStore::column(std::string_view name) const
{
    const int text = column(name, Notation::Text);
    return text >= 0 ? text : column(name, Notation::Raw);
}

int RecordStore::addColumn(std::string_view name, Notation notation)
{
    const int count = columnCount();
    if (count >= maxColumns)
        return -1;
    auto made = std::make_unique<Column>();
    made->name = name;
    made->notation = notation;
    m_columns[size_t(count)] = std::move(made);
    m_columnCount.store(count + 1, std::memory_order_release);
    return count;
}

QString RecordStore::string(Row row, int column) const
{
    const std::string_view found = text(row, column);
    return QString::fromUtf8(found.data(), qsizetype(found.size()));
}

TextPool::Address RecordStore::begin(Row row, Cell::Pool which) const
{
    return (which == Cell::Pool::Own ? m_ownBegins : m_addressBegins).at(row);
}

ListFrame RecordStore::frame() const
{
    const std::lock_guard lock(m_frameMutex);
    return m_frame;
}

qint64 RecordStore::bytes() const
{
    qint64 sum = m_ownBegins.bytes(rowCount()) + m_addressBegins.bytes(rowCount());
    for (int each = 0; each < columnCount(); ++each)
        sum += m_columns[size_t(each)]->cells.bytes(rowCount());
    for (const TextPool &pool : m_pools)
        sum += pool.bytes();
    return sum;
}

QByteArray RecordStore::rowText(Row row) const { return frame().isXml ? xmlText(row) : jsonText(row); }

QByteArray RecordStore::rowDocument(Row row) const
{
    const ListFrame around = frame();
    if (around.isXml)
        return around.open + xmlText(row) + around.close;
    const int array = column(arrayColumn);
    const std::string_view name = array < 0 ? std::string_view() : text(row, array);
    if (!name.empty())
        return "{" + jsonString(name) + ":[" + jsonText(row) + "]}";
    return around.open + jsonText(row) + around.close;
}

QByteArray RecordStore::xmlText(Row row) const
{
    QByteArray name = "Record";
    QByteArray attributes;
    QByteArray inside;
    for (int each = 0; each < columnCount(); ++each) {
        const Cell cell = this->cell(row, each);
        if (!cell.hasText())
            continue;
        const std::string_view value = text(cell);
        const std::string &member = columnName(each);
        if (member == elementColumn)
            name = QByteArray(value.data(), qsizetype(value.size()));
        else if (member == insideColumn)
            inside = QByteArray(value.data(), qsizetype(value.size()));
        else if (notation(each) == Notation::Text && member.find('/') == std::string::npos)
            attributes += ' ' + QByteArray::fromStdString(member) + "=\"" + xmlAttribute(value) + '"';
    }
    if (inside.isEmpty())
        return '<' + name + attributes + "/>";
    return '<' + name + attributes + '>' + inside + "</" + name + '>';
}

QByteArray RecordStore::jsonText(Row row) const
{
    JsonMembers members;
    for (int each = 0; each < columnCount(); ++each) {
        const Cell cell = this->cell(row, each);
        const std::string &member = columnName(each);
        if (cell.isAbsent() || member == arrayColumn)
            continue;
        const std::string_view value = text(cell);
        const QByteArray written = cell.isNull() ? QByteArray("null")
            : notation(each) == Notation::Text   ? jsonString(value)
                                                 : QByteArray(value.data(), qsizetype(value.size()));
        members.add(member, written);
    }
    return members.text();
}

} // namespace nephoscope
