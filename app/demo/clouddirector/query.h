// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/querytypes.h"

namespace nephoscope::demo::clouddirector {

/// One page of what a query found.
class QueryPage {
public:
    std::vector<const void *> rows;
    qint64 total = 0;
    int page = 1;
    int pageSize = 25;
    int pages() const { return static_cast<int>((total + pageSize - 1) / pageSize); }
};

/// Applies the parameters page, pageSize, filter, sortAsc and sortDesc of the request. Refusals are 400.
std::optional<Reply> runQuery(Context &context, const QueryType &type, QueryPage &page);

} // namespace nephoscope::demo::clouddirector
