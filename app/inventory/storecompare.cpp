// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/storecompare.h"

#include "inventory/cellvalue.h"

#include <QUuid>
#include <unordered_map>

namespace nephoscope {

namespace {

std::string_view member(const RecordStore &store, RecordStore::Row row, const char *name)
{
    const int column = store.column(name);
    return column < 0 ? std::string_view() : store.text(row, column);
}

/// An address, an id: what another site has otherwise for the same thing.
bool isOwnName(std::string_view text)
{
    if (text.starts_with("http:") || text.starts_with("https:") || text.starts_with("urn:"))
        return true;
    constexpr size_t uuidLength = 36;
    if (text.size() < uuidLength)
        return false;
    const std::string_view end = text.substr(text.size() - uuidLength);
    return end[8] == '-' && !QUuid::fromString(QLatin1String(end.data(), qsizetype(end.size()))).isNull();
}

/// Number the same names, in their order.
std::string numbered(std::string name, std::unordered_map<std::string, int> &seen)
{
    const int before = seen[name]++;
    if (before > 0)
        name += '\n' + std::to_string(before);
    return name;
}

} // namespace

std::string identityOf(const RecordStore &store, RecordStore::Row row)
{
    for (const char *name : {"href", "id", "publicId"})
        if (const std::string_view text = member(store, row, name); !text.empty())
            return std::string(text);
    return store.rowText(row).toStdString();
}

std::string nameOf(const RecordStore &store, RecordStore::Row row)
{
    std::string name;
    for (const char *each : {"name", "displayName", "username", "title", "id", "href"}) {
        if (const std::string_view text = member(store, row, each); !text.empty()) {
            name = text;
            break;
        }
    }
    for (const char *place : {"containerName", "vdcName", "orgName", "svmName", "workingEnvironmentName"})
        if (const std::string_view text = member(store, row, place); !text.empty())
            name += " \xC2\xB7 " + std::string(text);
    return name;
}

StoreComparison::StoreComparison(const RecordStore &before, const RecordStore &after, const ComparisonRules &rules)
    : places(before.rowCount(), -1)
    , m_rules(rules)
{
    std::unordered_map<std::string, int> seen;
    const auto key = [&](const RecordStore &store, Row row) {
        return rules.isByName ? numbered(nameOf(store, row), seen) : identityOf(store, row);
    };
    std::unordered_map<std::string, Row> known;
    known.reserve(before.rowCount());
    for (Row row = 0; row < before.rowCount(); ++row)
        known.emplace(key(before, row), row);
    for (int column = 0; column < after.columnCount(); ++column)
        m_columnBefore.push_back(before.column(after.columnName(column), after.notation(column)));
    for (int column = 0; column < before.columnCount(); ++column)
        if (after.column(before.columnName(column), before.notation(column)) < 0)
            m_onlyBefore.push_back(column);
    seen.clear();
    const std::vector<bool> isUnsureAfter = unsure(after);
    for (Row row = 0; row < after.rowCount(); ++row) {
        const auto found = known.find(key(after, row));
        if (found != known.end())
            places[found->second] = row;
        if (found == known.end() && !isUnsureAfter[row])
            added.push_back(row);
        else if (found != known.end() && !rules.unread.contains(member(after, row, "href")))
            compare(before, after, found->second, row);
    }
    const std::vector<bool> isUnsureBefore = unsure(before);
    for (Row row = 0; row < before.rowCount(); ++row)
        if (places[row] < 0 && !isUnsureBefore[row])
            removed.push_back(row);
}

/// By record: it, or something that it hangs below, could not be read on one side.
std::vector<bool> StoreComparison::unsure(const RecordStore &store) const
{
    std::vector<bool> unsure(store.rowCount(), false);
    if (m_rules.unread.empty())
        return unsure;
    constexpr const char *ownNames[] = {"href", "id", "publicId"};
    std::unordered_map<std::string_view, Row> rows;
    for (Row row = 0; row < store.rowCount(); ++row)
        for (const char *name : ownNames)
            if (const std::string_view text = member(store, row, name); !text.empty())
                rows.emplace(text, row);
    constexpr int deepest = 64;
    for (Row row = 0; row < store.rowCount(); ++row) {
        Row step = row;
        for (int depth = 0; depth < deepest && !unsure[row]; ++depth) {
            const std::string_view parent = member(store, step, "parent");
            unsure[row] = m_rules.unread.contains(member(store, step, "href")) || m_rules.unread.contains(parent);
            const auto above = rows.find(parent);
            if (above == rows.end() || above->second == step)
                break;
            step = above->second;
        }
    }
    return unsure;
}

bool StoreComparison::differs(std::string_view before, std::string_view after) const
{
    if (before == after)
        return false;
    if (m_rules.ignoresTimes && timeIn(before) && timeIn(after))
        return false;
    return !m_rules.isByName || !isOwnName(before.empty() ? after : before);
}

void StoreComparison::compare(const RecordStore &before, const RecordStore &after, Row old, Row row)
{
    for (int column = 0; column < after.columnCount(); ++column) {
        const int there = m_columnBefore[size_t(column)];
        if (!differs(there < 0 ? std::string_view() : before.text(old, there), after.text(row, column)))
            continue;
        changed.emplace_back(row, column);
        m_changed.push_back({Difference::Kind::Changed, old, row, there, column});
    }
    for (const int column : m_onlyBefore)
        if (differs(before.text(old, column), {}))
            m_changed.push_back({Difference::Kind::Changed, old, row, column, -1});
}

std::vector<Difference> StoreComparison::differences() const
{
    std::vector<Difference> all;
    all.reserve(added.size() + removed.size() + m_changed.size());
    for (const Row row : added)
        all.push_back({Difference::Kind::Added, 0, row, -1, -1});
    for (const Row row : removed)
        all.push_back({Difference::Kind::Removed, row, 0, -1, -1});
    all.insert(all.end(), m_changed.begin(), m_changed.end());
    return all;
}

} // namespace nephoscope
