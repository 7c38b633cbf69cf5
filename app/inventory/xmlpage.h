// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/listpage.h"

#include <pugixml.hpp>
#include <set>
#include <string>
#include <vector>

namespace nephoscope {

/// The fast reader of pages in XML: pugixml in place. Says nothing about what looks odd to it.
class XmlPage {
public:
    XmlPage(ListAnswer answer, const ListLayout &layout, RecordWriter &writer);

    /// Nothing where the strict reader has to decide; then nothing was added.
    std::optional<ListPage> read();

private:
    bool readRow(const pugi::xml_node &row);
    bool readInside(const pugi::xml_node &parent, const std::string &path, int depth);
    bool isDeclared(std::string_view name) const;
    bool setMember(const pugi::xml_attribute &attribute);
    bool isBeside(const pugi::xml_node &node) const;
    void setFrame() const;

    ListAnswer m_answer;
    RecordWriter &m_writer;
    std::set<std::string, std::less<>> m_beside;
    std::set<std::string, std::less<>> m_totals;
    std::set<std::string, std::less<>> m_prefixes;
    std::vector<bool> m_isUsual; ///< by column: on this page its name has been looked at
    QByteArray m_open; ///< the root's start tag
    QByteArray m_close;
};

} // namespace nephoscope
