// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "inventory/listpage.h"

namespace nephoscope {

/// The reader of pages that the fast ones find odd: by app/document, which refuses what is wrong.
class StrictPage {
public:
    StrictPage(const ListAnswer &answer, const ListLayout &layout, RecordWriter &writer)
        : m_answer(answer)
        , m_layout(layout)
        , m_writer(writer)
    {
    }
    /// Malformed where it is wrong; some records may then have been committed, none published.
    Result<ListPage> read();

private:
    bool readXml(const Node &root);
    bool readJson(const Node &root);
    bool readXmlRow(const Node &row);
    void readInside(const Node &parent, const std::string &path, int depth);
    bool readJsonRow(const Node &row, const std::string &group);
    bool readMembers(const Node &object, const std::string &path, int depth);
    bool readValue(const Node &value, const std::string &path, int depth);
    void setFrame(const QByteArray &open, const QByteArray &close, bool isXml);
    void noteTotal(const Node &root);

    const ListAnswer &m_answer;
    const ListLayout &m_layout;
    RecordWriter &m_writer;
    ListPage m_page;
};

} // namespace nephoscope
