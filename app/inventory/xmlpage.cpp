// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/xmlpage.h"

#include "inventory/recordtext.h"

#include <algorithm>
#include <charconv>
#include <simdjson.h>

namespace nephoscope {

namespace {

constexpr int deepest = 4; ///< elements inside elements that get columns of their own; all else stays as it was written

std::string_view localName(std::string_view name)
{
    const size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

class Writer : public pugi::xml_writer {
public:
    void write(const void *data, size_t size) override { text.append(static_cast<const char *>(data), size); }
    std::string text;
};

void print(const pugi::xml_node &node, Writer &writer)
{
    node.print(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
}

/// Known entities only: pugixml would leave any other one standing as text.
bool hasKnownEntities(std::string_view text)
{
    for (size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
        const std::string_view rest = text.substr(at + 1, 5);
        const bool isKnown = rest.starts_with("#") || rest.starts_with("lt;") || rest.starts_with("gt;")
            || rest.starts_with("amp;") || rest.starts_with("quot;") || rest.starts_with("apos;");
        if (!isKnown)
            return false;
    }
    return true;
}

/// -1 where the text is no number, which pugixml would take for 0.
qint64 numberIn(const char *text)
{
    bool isNumber = false;
    const qint64 number = QString::fromUtf8(text).toLongLong(&isNumber);
    return isNumber ? number : -1;
}

bool isPlain(std::string_view text)
{
    const size_t declaration = text.substr(0, 200).find("encoding=");
    if (declaration != std::string_view::npos) {
        const std::string_view name = text.substr(std::min(text.size(), declaration + 10), 5); // behind its quote
        if (name != "UTF-8" && name != "utf-8")
            return false;
    }
    return simdjson::validate_utf8(text.data(), text.size()) && hasKnownEntities(text);
}

/// A DTD, which the parser takes note of outside the root and refuses inside.
bool hasTypes(const pugi::xml_document &document)
{
    const auto children = document.children();
    return std::any_of(
        children.begin(), children.end(), [](const pugi::xml_node &node) { return node.type() == pugi::node_doctype; });
}

} // namespace

XmlPage::XmlPage(ListAnswer answer, const ListLayout &layout, RecordWriter &writer)
    : m_answer(std::move(answer))
    , m_writer(writer)
{
    for (const QString &name : layout.beside)
        m_beside.insert(name.toStdString());
    for (const QString &name : layout.totals)
        m_totals.insert(name.toStdString());
}

bool XmlPage::isDeclared(std::string_view name) const
{
    const size_t colon = name.find(':');
    return colon == std::string_view::npos || name.substr(0, colon) == "xml"
        || m_prefixes.contains(name.substr(0, colon));
}

bool XmlPage::isBeside(const pugi::xml_node &node) const { return m_beside.contains(localName(node.name())); }

void XmlPage::setFrame() const
{
    ListFrame frame;
    frame.isXml = true;
    frame.open = m_open;
    frame.close = m_close;
    frame.mediaType = m_answer.mediaType;
    frame.url = m_answer.url;
    m_writer.setFrame(frame);
}

std::optional<ListPage> XmlPage::read()
{
    if (!isPlain({m_answer.body.constData(), size_t(m_answer.body.size())}))
        return std::nullopt;
    pugi::xml_document document;
    constexpr unsigned declarations = pugi::parse_default | pugi::parse_doctype;
    const pugi::xml_parse_result parsed = document.load_buffer_inplace(
        m_answer.body.data(), size_t(m_answer.body.size()), declarations, pugi::encoding_utf8);
    const pugi::xml_node root = document.document_element();
    if (!parsed || !root || root.next_sibling() || hasTypes(document))
        return std::nullopt;
    ListPage page;
    m_open = '<' + QByteArray(root.name());
    for (const pugi::xml_attribute &attribute : root.attributes()) {
        const std::string_view name = attribute.name();
        m_open += ' ' + QByteArray(attribute.name()) + "=\"" + xmlAttribute(attribute.value()) + '"';
        if (name.starts_with("xmlns:"))
            m_prefixes.emplace(name.substr(6));
        else if (m_totals.contains(name) && page.total < 0)
            page.total = numberIn(attribute.value());
    }
    if (!isDeclared(root.name()))
        return std::nullopt;
    m_open += '>';
    m_close = "</" + QByteArray(root.name()) + '>';
    Writer beside;
    for (const pugi::xml_node &child : root.children()) {
        if (child.type() != pugi::node_element)
            continue;
        if (isBeside(child)) {
            print(child, beside);
        } else if (!readRow(child)) {
            m_writer.rollback();
            return std::nullopt;
        } else {
            ++page.rows;
        }
    }
    page.head = m_open + QByteArray::fromStdString(beside.text) + m_close;
    if (page.rows > 0 || m_writer.store()->rowCount() == 0)
        setFrame();
    return page;
}

bool XmlPage::readRow(const pugi::xml_node &row)
{
    m_writer.begin();
    if (!isDeclared(row.name()) || !m_writer.set(RecordStore::elementColumn, RecordStore::Notation::Text, row.name()))
        return false;
    for (auto attribute = row.first_attribute(); attribute; attribute = attribute.next_attribute())
        if (!setMember(attribute))
            return false;
    if (row.first_child()) {
        Writer inside;
        for (const pugi::xml_node &child : row.children())
            print(child, inside);
        if (!m_writer.setCopy(RecordStore::insideColumn, RecordStore::Notation::Raw, std::move(inside.text))
            || !readInside(row, std::string(), 0))
            return false;
    }
    return m_writer.commit();
}

bool XmlPage::setMember(const pugi::xml_attribute &attribute)
{
    const std::string_view name = attribute.name();
    const size_t likely = size_t(m_writer.likely(name)); // far beyond all columns where none is
    if (likely < m_isUsual.size() && m_isUsual[likely])
        return m_writer.set(int(likely), attribute.value());
    if (name.starts_with("xmlns") || !isDeclared(name)
        || !m_writer.set(name, RecordStore::Notation::Text, attribute.value()))
        return false;
    if (likely < RecordStore::maxColumns) {
        m_isUsual.resize(std::max(m_isUsual.size(), likely + 1));
        m_isUsual[likely] = true;
    }
    return true;
}

bool XmlPage::readInside(const pugi::xml_node &parent, const std::string &path, int depth)
{
    for (const pugi::xml_node &child : parent.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            (void)m_writer.set(path.empty() ? "./text()" : path + "text()", RecordStore::Notation::Text, child.value());
        if (child.type() != pugi::node_element)
            continue;
        if (!isDeclared(child.name()))
            return false;
        if (depth >= deepest || isBeside(child))
            continue;
        const std::string inner = path + std::string(localName(child.name())) + '/';
        for (const pugi::xml_attribute &attribute : child.attributes()) {
            const std::string_view name = attribute.name();
            if (name.starts_with("xmlns") || !isDeclared(name))
                return false;
            (void)m_writer.set(inner + attribute.name(), RecordStore::Notation::Text, attribute.value());
        }
        if (!readInside(child, inner, depth + 1))
            return false;
    }
    return true;
}

} // namespace nephoscope
