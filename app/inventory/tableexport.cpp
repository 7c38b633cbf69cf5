// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/tableexport.h"

#include "inventory/recordtext.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
#include <utility>

namespace nephoscope {

namespace {

constexpr RecordStore::Row portion = 1000;

/// "-5" is a number for a spreadsheet too.
bool isNegativeNumber(std::string_view text)
{
    bool isNumber = false;
    if (text[0] == '-')
        (void)QByteArray::fromRawData(text.data(), qsizetype(text.size())).toDouble(&isNumber);
    return isNumber;
}

void append(QByteArray &to, std::string_view text) { to.append(text.data(), qsizetype(text.size())); }

} // namespace

/// Where the members stand in the store, and how JSON calls them.
class TableExport::Columns {
public:
    explicit Columns(const TableExport &table)
    {
        for (const QString &member : table.members) {
            places.push_back(table.store->column(member.toStdString()));
            keys.push_back(jsonString(member.toStdString()) + ':');
        }
    }
    std::vector<int> places;
    std::vector<QByteArray> keys;
};

void appendCsvCell(QByteArray &to, std::string_view text)
{
    if (text.empty())
        return;
    constexpr std::string_view formula = "=+-@\t\r";
    const bool isDangerous = formula.find(text[0]) != std::string_view::npos && !isNegativeNumber(text);
    const bool isQuoted = text.find_first_of("\",\n\r") != std::string_view::npos;
    if (isQuoted)
        to += '"';
    if (isDangerous)
        to += '\'';
    if (!isQuoted)
        return append(to, text);
    for (const char c : text) {
        if (c == '"')
            to += '"';
        to += c;
    }
    to += '"';
}

QByteArray csvCell(const QString &text)
{
    QByteArray cell;
    const QByteArray bytes = text.toUtf8();
    appendCsvCell(cell, {bytes.constData(), size_t(bytes.size())});
    return cell;
}

TableExport TableExport::whole(std::shared_ptr<const RecordStore> store, Format format)
{
    TableExport table;
    table.format = format;
    for (int column = 0; column < store->columnCount(); ++column) {
        const QString member = QString::fromStdString(store->columnName(column));
        if (!member.startsWith(QLatin1Char(':')) && !table.members.contains(member))
            table.members << member;
    }
    table.titles = table.members;
    table.store = std::move(store);
    return table;
}

RecordStore::Row TableExport::count() const { return rows ? RecordStore::Row(rows->size()) : store->rowCount(); }

void TableExport::appendHead(QByteArray &to) const
{
    if (format == Format::Json) {
        to += '[';
        return;
    }
    for (qsizetype each = 0; each < titles.size(); ++each)
        to += (each > 0 ? "," : "") + csvCell(titles[each]);
    to += "\r\n";
}

void TableExport::appendCsv(QByteArray &to, RecordStore::Row row, const Columns &columns) const
{
    bool isFirst = true;
    for (const int column : columns.places) {
        if (!std::exchange(isFirst, false))
            to += ',';
        if (const Cell cell = column < 0 ? Cell() : store->cell(row, column); cell.hasText())
            appendCsvCell(to, store->text(cell));
    }
    to += "\r\n";
}

void TableExport::appendJson(QByteArray &to, RecordStore::Row row, const Columns &columns) const
{
    char before = '{';
    for (size_t each = 0; each < columns.places.size(); ++each) {
        const int column = columns.places[each];
        const Cell cell = column < 0 ? Cell() : store->cell(row, column);
        if (cell.isAbsent())
            continue;
        to += std::exchange(before, ',');
        to += columns.keys[each];
        if (cell.isNull())
            to += "null";
        else if (store->notation(column) == RecordStore::Notation::Raw)
            append(to, store->text(cell));
        else
            to += jsonString(store->text(cell));
    }
    to += before == '{' ? "{}" : "}";
}

QByteArray TableExport::text() const
{
    QBuffer buffer;
    buffer.open(QBuffer::WriteOnly);
    std::atomic<int> written = 0;
    return write(buffer, written) ? buffer.data() : QByteArray();
}

bool TableExport::write(QIODevice &to, std::atomic<int> &written) const
{
    const Columns columns(*this);
    QByteArray lines;
    appendHead(lines);
    for (RecordStore::Row place = 0; place < count(); ++place) {
        if (format == Format::Csv) {
            appendCsv(lines, rowAt(place), columns);
        } else {
            lines += place > 0 ? ",\n" : "\n";
            appendJson(lines, rowAt(place), columns);
        }
        if (place % portion != portion - 1)
            continue;
        if (isStopped() || to.write(lines) != lines.size())
            return false;
        lines.resize(0); // keeps what it has allocated
        written = int(place) + 1;
    }
    if (format == Format::Json)
        lines += "\n]\n";
    const bool isOk = to.write(lines) == lines.size();
    written = int(count());
    return isOk;
}

Result<void> TableExport::write(const QString &fileName, std::atomic<int> &written) const
{
    QSaveFile file(fileName);
    const bool isOk = file.open(QSaveFile::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && write(file, written);
    if (isStopped())
        return failure(Error::Kind::Canceled,
            QCoreApplication::translate("Inventory", "Stopped: nothing was written to %1.").arg(fileName));
    if (!isOk || !file.flush() || !file.commit())
        return failure(Error::Kind::Invalid,
            QCoreApplication::translate("Inventory", "%1 cannot be written: %2.").arg(fileName, file.errorString()));
    return {};
}

} // namespace nephoscope
