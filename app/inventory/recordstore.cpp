// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/recordstore.h"

#include "inventory/columntexts.h"
#include "inventory/recordtext.h"

#include <cstdlib>

namespace nephoscope {

RecordStore::RecordStore()
{
    for (TextPool &pool : m_pools)
        (void)pool.append("reserved"); // cells 0 and 1 mean something else
}

RecordStore::~RecordStore() = default;

RecordStore::Column::~Column()
{
    for (const std::atomic<quint32 *> &chunk : chunks)
        std::free(chunk.load());
}

quint32 &RecordStore::Column::made(Place place)
{
    // zeroed by the system when they are first touched: what is never used costs nothing
    auto *chunk = static_cast<quint32 *>(std::calloc(Place::sizeOf(place.chunk), sizeof(quint32)));
    if (!chunk)
        qFatal("out of memory");
    chunks[place.chunk].store(chunk, std::memory_order_release);
    return chunk[place.offset];
}

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
    const Column &begins = which == Cell::Pool::Own ? m_ownBegins : m_addressBegins;
    const Place place(row);
    const quint32 *chunk = begins.chunks[place.chunk].load(std::memory_order_acquire);
    return chunk ? chunk[place.offset] : 0;
}

ListFrame RecordStore::frame() const
{
    const std::lock_guard lock(m_frameMutex);
    return m_frame;
}

qint64 RecordStore::bytes() const
{
    qint64 sum = qint64(rowCount()) * (columnCount() + 2) * qint64(sizeof(quint32));
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
