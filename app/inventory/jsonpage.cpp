// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/jsonpage.h"

#include "inventory/recordtext.h"

#include <simdjson.h>

namespace nephoscope {

namespace {

namespace ondemand = simdjson::ondemand;

constexpr int deepest = 4; ///< objects inside objects whose members get columns of their own
constexpr qsizetype mostBeside = 256 * 1024; ///< bytes; a list says some thousands of itself
constexpr int manyColumns = 256; ///< from here on objects are kept whole: their members' names are data

} // namespace

class JsonPage::Reading {
public:
    Reading(ListAnswer answer, const ListLayout &layout, RecordWriter &writer)
        : m_answer(std::move(answer))
        , m_writer(writer)
    {
        for (const QString &name : layout.rowMembers)
            m_rowMembers.push_back(name.toStdString());
        for (const QString &name : layout.totals)
            m_totals.push_back(name.toStdString());
    }

    std::optional<ListPage> read()
    {
        // the padding that the library reads into; reserve() may move, so the bytes are taken after it
        m_answer.body.reserve(m_answer.body.size() + qsizetype(simdjson::SIMDJSON_PADDING));
        const size_t size = size_t(m_answer.body.size());
        const size_t room = size + simdjson::SIMDJSON_PADDING;
        const std::optional<bool> isArray = checked();
        if (!isArray)
            return std::nullopt;
        ondemand::document document;
        if (m_parser.iterate(m_answer.body.constData(), size, room).get(document) != simdjson::SUCCESS)
            return std::nullopt;
        ondemand::array array;
        ondemand::object object;
        const bool isRead = *isArray ? document.get_array().get(array) == simdjson::SUCCESS && readArray(array)
                                     : document.get_object().get(object) == simdjson::SUCCESS && readRoot(object);
        if (!isRead) {
            m_writer.rollback();
            return std::nullopt;
        }
        finish(*isArray);
        return m_page;
    }

private:
    /// One pass over all of it that leaves nothing unchecked, and lets its memory go: whether it is an array.
    std::optional<bool> checked() const
    {
        simdjson::dom::parser checker;
        simdjson::dom::element whole;
        const auto size = size_t(m_answer.body.size());
        if (checker.parse(m_answer.body.constData(), size, false).get(whole) != simdjson::SUCCESS)
            return std::nullopt;
        return whole.is_array();
    }

    bool isRowMember(std::string_view name) const
    {
        return std::find(m_rowMembers.begin(), m_rowMembers.end(), name) != m_rowMembers.end();
    }

    bool readArray(ondemand::array &array)
    {
        m_page.isList = m_rowMembers.empty();
        return !m_page.isList || readRows(array, {});
    }

    bool readRoot(ondemand::object &root)
    {
        for (auto each : root) {
            ondemand::field field;
            std::string_view key;
            if (std::move(each).get(field) != simdjson::SUCCESS || field.unescaped_key().get(key) != simdjson::SUCCESS)
                return false;
            const std::string name(key);
            ondemand::value value = field.value();
            ondemand::json_type type;
            if (value.type().get(type) != simdjson::SUCCESS)
                return false;
            const bool isArray = type == ondemand::json_type::array;
            ondemand::array array;
            if (isArray && (m_rowMembers.empty() || isRowMember(name))) {
                if (value.get_array().get(array) != simdjson::SUCCESS
                    || !readRows(array, m_rowMembers.empty() ? name : std::string()))
                    return false;
                m_rowMember = name;
                continue;
            }
            std::string_view raw;
            if (simdjson::to_json_string(value).get(raw) != simdjson::SUCCESS)
                return false;
            noteBeside(name, raw);
            if (m_beside.size() > mostBeside)
                return false;
        }
        // an object of arrays only, or one with the member that holds the rows
        m_page.isList = m_rowMembers.empty() ? m_beside.isEmpty() && !m_rowMember.empty() : !m_rowMember.empty();
        return m_page.isList; // else the strict reader shall say what it is
    }

    void noteBeside(const std::string &name, std::string_view raw)
    {
        m_beside +=
            (m_beside.isEmpty() ? "" : ",") + jsonString(name) + ':' + QByteArray(raw.data(), qsizetype(raw.size()));
        if (m_page.total < 0 && std::find(m_totals.begin(), m_totals.end(), name) != m_totals.end()) {
            bool isNumber = false;
            const qint64 total =
                QByteArray(raw.data(), qsizetype(raw.size())).trimmed().replace('"', "").toLongLong(&isNumber);
            m_page.total = isNumber ? total : -1;
        }
    }

    bool readRows(ondemand::array &array, const std::string &group)
    {
        for (auto each : array) {
            ondemand::value value;
            if (std::move(each).get(value) != simdjson::SUCCESS)
                return false;
            m_writer.begin();
            if (!group.empty() && !m_writer.set(RecordStore::arrayColumn, RecordStore::Notation::Text, group))
                return false;
            m_path.clear();
            if (!readValue(value, 0) || !m_writer.commit())
                return false;
            ++m_page.rows;
        }
        return true;
    }

    bool readValue(ondemand::value &value, int depth)
    {
        ondemand::json_type type;
        if (value.type().get(type) != simdjson::SUCCESS)
            return false;
        if (type == ondemand::json_type::object && depth < deepest && m_writer.columnCount() < manyColumns)
            return readObject(value, depth);
        if (type == ondemand::json_type::string) {
            std::string_view text;
            return value.get_string().get(text) == simdjson::SUCCESS
                && m_writer.set(m_path, RecordStore::Notation::Text, text);
        }
        std::string_view raw;
        if (simdjson::to_json_string(value).get(raw) != simdjson::SUCCESS)
            return false;
        while (!raw.empty() && strchr(" \t\r\n", raw.back()))
            raw.remove_suffix(1);
        return raw == "null" ? m_writer.setNull(m_path) : m_writer.set(m_path, RecordStore::Notation::Raw, raw);
    }

    bool readObject(ondemand::value &value, int depth)
    {
        ondemand::object object;
        if (value.get_object().get(object) != simdjson::SUCCESS)
            return false;
        const size_t length = m_path.size();
        bool isEmpty = true;
        for (auto each : object) {
            ondemand::field field;
            std::string_view key;
            if (std::move(each).get(field) != simdjson::SUCCESS || field.unescaped_key().get(key) != simdjson::SUCCESS)
                return false;
            isEmpty = false;
            if (depth > 0)
                m_path += '/';
            appendStep(key);
            ondemand::value inner = field.value();
            if (!readValue(inner, depth + 1))
                return false;
            m_path.resize(length);
        }
        return !isEmpty || m_writer.set(m_path, RecordStore::Notation::Raw, "{}");
    }

    void appendStep(std::string_view key)
    {
        if (key.empty() || key.find_first_of("~/") != std::string_view::npos)
            m_path += columnStep(key);
        else
            m_path += key;
    }

    void finish(bool isArray)
    {
        const QByteArray comma = m_beside.isEmpty() ? "" : ",";
        ListFrame frame;
        frame.open = isArray ? QByteArray("[") : '{' + m_beside + comma + jsonString(m_rowMember) + ":[";
        frame.close = isArray ? "]" : "]}";
        frame.mediaType = m_answer.mediaType;
        frame.url = m_answer.url;
        m_page.head = frame.open + frame.close;
        if (m_page.rows > 0 || m_writer.store()->rowCount() == 0)
            m_writer.setFrame(frame);
    }

    ListAnswer m_answer;
    RecordWriter &m_writer;
    std::vector<std::string> m_rowMembers;
    std::vector<std::string> m_totals;
    ondemand::parser m_parser;
    ListPage m_page;
    QByteArray m_beside; ///< the root's other members as they stood there
    std::string m_rowMember;
    std::string m_path;
};

JsonPage::JsonPage(ListAnswer answer, const ListLayout &layout, RecordWriter &writer)
    : m_reading(std::make_unique<Reading>(std::move(answer), layout, writer))
{
}

JsonPage::~JsonPage() = default;

std::optional<ListPage> JsonPage::read() { return m_reading->read(); }

} // namespace nephoscope
