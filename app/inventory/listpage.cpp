// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/listpage.h"

#include "inventory/jsonpage.h"
#include "inventory/strictpage.h"
#include "inventory/xmlpage.h"

#include <QCoreApplication>

namespace nephoscope {

namespace {

bool isXml(const ListAnswer &answer)
{
    if (answer.mediaType.contains("json"))
        return false;
    return answer.mediaType.contains("xml") || answer.body.trimmed().startsWith('<');
}

constexpr qsizetype mostBeside = 256 * 1024; ///< bytes: it is read in the GUI thread, and has some thousands

Result<ListPage> settled(ListPage page, RecordWriter &writer)
{
    if (page.head.size() <= mostBeside) {
        const RecordStore::Row before = writer.store()->rowCount();
        writer.publish();
        page.fresh = writer.store()->rowCount() - before;
        return page;
    }
    writer.rollback();
    return failure(Error::Kind::Malformed,
        QCoreApplication::translate("Inventory", "The list says too much that is none of its entries."));
}

} // namespace

Result<ListPage> readListPage(ListAnswer answer, const ListLayout &layout, RecordWriter &writer)
{
    std::optional<ListPage> page;
    if (isXml(answer))
        page = XmlPage(answer, layout, writer).read();
    else
        page = JsonPage(answer, layout, writer).read();
    if (!page)
        return readListPageStrictly(answer, layout, writer);
    return settled(*page, writer);
}

Result<ListPage> readListPageStrictly(const ListAnswer &answer, const ListLayout &layout, RecordWriter &writer)
{
    const auto page = StrictPage(answer, layout, writer).read();
    if (page)
        return settled(*page, writer);
    writer.rollback();
    return page;
}

} // namespace nephoscope
