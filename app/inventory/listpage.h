// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "inventory/recordwriter.h"
#include "platform/listquery.h"

#include <QByteArray>
#include <QUrl>

namespace nephoscope {

/// What a page of a list says besides its rows.
class ListPage {
public:
    qint64 total = -1; ///< -1 where it says nothing
    qint64 rows = 0; ///< on this page
    qint64 fresh = 0; ///< of these, what no earlier page had
    bool isList = true; ///< false: there are no rows where the layout has them; nothing was added
    QByteArray head; ///< the same answer without its rows, a document of its own
    bool wasStrict = false; ///< read by the strict reader, as something about it is unusual
};

/// An answer on its way from the wire to a store.
class ListAnswer {
public:
    ListAnswer() = default;
    ListAnswer(QByteArray bytes, QByteArray type, QUrl asked)
        : body(std::move(bytes))
        , mediaType(std::move(type))
        , url(std::move(asked))
    {
    }
    QByteArray body;
    QByteArray mediaType;
    QUrl url;
};

/// Reads an answer's rows into a store, all or none. Fast readers do it that are lenient in places; what looks odd to
/// them (a member twice, an undeclared prefix, a DTD, unknown entities, no UTF-8) is read by the strict ones of
/// app/document instead: right, or an Error of kind Malformed. Any thread, one at a time per writer.
Result<ListPage> readListPage(ListAnswer answer, const ListLayout &layout, RecordWriter &writer);
/// The same by the strict reader alone.
Result<ListPage> readListPageStrictly(const ListAnswer &answer, const ListLayout &layout, RecordWriter &writer);

} // namespace nephoscope
