// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nephoscope {

/// Escaped for a value between double quotes.
QByteArray xmlAttribute(std::string_view text);
/// With its quotes.
QByteArray jsonString(std::string_view text);
/// A name as a step of a column's name, and back: "~1" for a slash, "~0" for a tilde, "~2" for no name.
std::string columnStep(std::string_view name);
std::string nameOfStep(std::string_view step);

/// The members of a record put together again from the names of its columns.
class JsonMembers {
public:
    JsonMembers();
    ~JsonMembers();
    JsonMembers(const JsonMembers &) = delete;
    JsonMembers &operator=(const JsonMembers &) = delete;

    /// `path` as columnName(); empty: the record is no object but that value.
    void add(std::string_view path, const QByteArray &value);
    QByteArray text() const;

private:
    struct Member;
    std::unique_ptr<Member> m_root;
};

} // namespace nephoscope
