// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/tableexport.h"

#include "inventory/recordtext.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

namespace nephoscope {

namespace {

constexpr RecordStore::Row portion = 1000;

} // namespace

QByteArray csvCell(QString text)
{
    static const QString dangerous = QStringLiteral("=+-@\t\r");
    if (!text.isEmpty() && dangerous.contains(text[0])) {
        bool isNumber = false;
        (void)text.toDouble(&isNumber); // "-5" is a number for a spreadsheet too
        if (!isNumber || text[0] != QLatin1Char('-'))
            text.prepend(QLatin1Char('\''));
    }
    if (text.contains(QLatin1Char('"')) || text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('\n'))
        || text.contains(QLatin1Char('\r')))
        text = QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
    return text.toUtf8();
}

RecordStore::Row TableExport::count() const { return rows ? RecordStore::Row(rows->size()) : store->rowCount(); }

std::vector<int> TableExport::columns() const
{
    std::vector<int> result;
    for (const QString &member : members)
        result.push_back(store->column(member.toStdString()));
    return result;
}

QByteArray TableExport::head() const
{
    if (format == Format::Json)
        return "[";
    QList<QByteArray> cells;
    for (const QString &title : titles)
        cells << csvCell(title);
    return cells.join(',') + "\r\n";
}

QByteArray TableExport::line(RecordStore::Row row, const std::vector<int> &columnsOfStore) const
{
    QList<QByteArray> cells;
    for (size_t each = 0; each < columnsOfStore.size(); ++each) {
        const int column = columnsOfStore[each];
        const Cell cell = column < 0 ? Cell() : store->cell(row, column);
        if (format == Format::Csv) {
            cells << (cell.hasText() ? csvCell(store->string(row, column)) : QByteArray());
            continue;
        }
        if (cell.isAbsent())
            continue;
        const std::string_view text = store->text(cell);
        const QByteArray value = cell.isNull()                      ? QByteArray("null")
            : store->notation(column) == RecordStore::Notation::Raw ? QByteArray(text.data(), qsizetype(text.size()))
                                                                    : jsonString(text);
        cells << jsonString(members[qsizetype(each)].toStdString()) + ':' + value;
    }
    return format == Format::Csv ? cells.join(',') + "\r\n" : '{' + cells.join(',') + '}';
}

QByteArray TableExport::text() const
{
    QByteArray all = head();
    const std::vector<int> found = columns();
    for (RecordStore::Row place = 0; place < count(); ++place)
        all += (format == Format::Json ? (place > 0 ? ",\n" : "\n") : "") + line(rowAt(place), found);
    return format == Format::Json ? all + "\n]\n" : all;
}

Result<void> TableExport::write(const QString &fileName, std::atomic<int> &written) const
{
    QSaveFile file(fileName);
    bool isOk = file.open(QSaveFile::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(head()) >= 0;
    const std::vector<int> found = columns();
    QByteArray lines;
    for (RecordStore::Row place = 0; place < count() && isOk; ++place) {
        lines += (format == Format::Json ? (place > 0 ? ",\n" : "\n") : "") + line(rowAt(place), found);
        if (place % portion == portion - 1 || place + 1 == count()) {
            isOk = file.write(lines) == lines.size();
            lines.clear();
            written = int(place) + 1;
        }
    }
    if (format == Format::Json)
        isOk = isOk && file.write("\n]\n") == 3;
    if (!isOk || !file.commit())
        return failure(Error::Kind::Invalid,
            QCoreApplication::translate("Inventory", "%1 cannot be written: %2.").arg(fileName, file.errorString()));
    return {};
}

} // namespace nephoscope
