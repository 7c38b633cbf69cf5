// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.h"
#include "inventory/listpage.h"
#include "promise.h"

using namespace nephoscope;
using namespace nephoscope::fuzz;

namespace {

ListLayout layoutFor(int which)
{
    ListLayout layout;
    layout.totals = {QStringLiteral("total"), QStringLiteral("resultTotal")};
    layout.beside = {QStringLiteral("Link")};
    if (which == 1)
        layout.rowMembers = {QStringLiteral("record"), QStringLiteral("values")};
    return layout;
}

} // namespace

/// Layout, media type, body. Of every page that the strict reader takes, the fast ones tell the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QList<QByteArray> types{"application/json", "application/vnd.vmware.vcloud.query.records+xml", ""};
    Input input(data, size);
    const ListLayout layout = layoutFor(input.choice(2));
    const QByteArray type = input.oneOf(types);
    const ListAnswer answer(input.rest(), type, QUrl(QStringLiteral("https://site.example/api/query")));
    const auto store = std::make_shared<RecordStore>();
    RecordWriter writer(store);
    const Result<ListPage> page = readListPage(answer, layout, writer);
    const auto strictStore = std::make_shared<RecordStore>();
    RecordWriter strictWriter(strictStore);
    const Result<ListPage> strict = readListPageStrictly(answer, layout, strictWriter);
    if (!page)
        promise(page.error().kind() == Error::Kind::Malformed && store->rowCount() == 0 && !strict);
    if (!strict) // the fast ones are lenient about what stands beside the rows
        return 0;
    promise(page->rows == strict->rows && page->total == strict->total && page->isList == strict->isList);
    promise(store->rowCount() == strictStore->rowCount());
    for (RecordStore::Row row = 0; row < store->rowCount(); ++row) {
        promise(Document::parse(store->rowDocument(row)).has_value());
        for (int column = 0; column < store->columnCount(); ++column)
            (void)store->string(row, column);
    }
    return 0;
}
