// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/listpage.h"

#include <string>
#include <vector>

namespace nephoscope {

/// The fast reader of pages in JSON: simdjson. Says nothing about what looks odd to it.
class JsonPage {
public:
    JsonPage(ListAnswer answer, const ListLayout &layout, RecordWriter &writer);
    ~JsonPage();
    JsonPage(const JsonPage &) = delete;
    JsonPage &operator=(const JsonPage &) = delete;

    /// Nothing where the strict reader has to decide; then nothing was added.
    std::optional<ListPage> read();

private:
    class Reading; ///< keeps the library's header out of this one

    std::unique_ptr<Reading> m_reading;
};

} // namespace nephoscope
