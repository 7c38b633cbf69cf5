// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/listpage.h"

#include "inventory/jsonpage.h"
#include "inventory/strictpage.h"
#include "inventory/xmlpage.h"

namespace nephoscope {

namespace {

bool isXml(const ListAnswer &answer)
{
    if (answer.mediaType.contains("json"))
        return false;
    return answer.mediaType.contains("xml") || answer.body.trimmed().startsWith('<');
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
    writer.publish();
    return *page;
}

Result<ListPage> readListPageStrictly(const ListAnswer &answer, const ListLayout &layout, RecordWriter &writer)
{
    auto page = StrictPage(answer, layout, writer).read();
    if (!page)
        writer.rollback();
    else
        writer.publish();
    return page;
}

} // namespace nephoscope
