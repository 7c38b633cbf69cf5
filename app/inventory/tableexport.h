// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "inventory/recordstore.h"

#include <QStringList>
#include <atomic>
#include <memory>
#include <vector>

class QIODevice;

namespace nephoscope {

/// What shows of a table, as a file: its columns in their order, its rows in theirs.
class TableExport {
public:
    enum class Format { Csv, Json };

    std::shared_ptr<const RecordStore> store;
    std::shared_ptr<const std::vector<RecordStore::Row>> rows; ///< null: all, as the server had them
    QStringList members;
    QStringList titles; ///< of the columns, for CSV
    Format format = Format::Csv;
    std::shared_ptr<const std::atomic<bool>> stop; ///< null: nobody ends it early

    /// CSV as in RFC 4180, UTF-8; what a spreadsheet would take for a formula gets an apostrophe in front. JSON: a list
    /// of objects with the members' names; numbers stay as they were written. `written` counts rows. Readable by this
    /// user only. Any thread. Canceled where somebody stopped it: a file that was there before is as it was.
    Result<void> write(const QString &fileName, std::atomic<int> &written) const;
    /// The same to an open device; false where it takes no more.
    bool write(QIODevice &to, std::atomic<int> &written) const;
    bool isStopped() const { return stop && *stop; }
    QByteArray text() const;
    /// All members of a store, each by its own name.
    static TableExport whole(std::shared_ptr<const RecordStore> store, Format format);

private:
    class Columns;

    void appendHead(QByteArray &to) const;
    void appendCsv(QByteArray &to, RecordStore::Row row, const Columns &columns) const;
    void appendJson(QByteArray &to, RecordStore::Row row, const Columns &columns) const;
    RecordStore::Row count() const;
    RecordStore::Row rowAt(RecordStore::Row place) const { return rows ? (*rows)[place] : place; }
};

/// Appends a cell of CSV that no spreadsheet takes for a formula.
void appendCsvCell(QByteArray &to, std::string_view text);
QByteArray csvCell(const QString &text);

} // namespace nephoscope
