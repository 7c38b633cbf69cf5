// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/recordtext.h"

#include <algorithm>
#include <cstdio>

namespace nephoscope {

QByteArray xmlAttribute(std::string_view text)
{
    QByteArray result;
    result.reserve(qsizetype(text.size()));
    for (const char c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '"':
            result += "&quot;";
            break;
        case '\n':
            result += "&#10;";
            break;
        case '\r':
            result += "&#13;";
            break;
        case '\t':
            result += "&#9;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

QByteArray jsonString(std::string_view text)
{
    QByteArray result = "\"";
    result.reserve(qsizetype(text.size()) + 2);
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            result += "\\u00" + QByteArray(1, static_cast<unsigned char>(c) < 0x10 ? '0' : '1')
                + "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
        } else {
            result += c;
        }
    }
    return result + '"';
}

std::string columnStep(std::string_view name)
{
    if (name.empty())
        return "~2";
    std::string step;
    for (const char c : name) {
        if (c == '~')
            step += "~0";
        else if (c == '/')
            step += "~1";
        else
            step += c;
    }
    return step;
}

std::string nameOfStep(std::string_view step)
{
    std::string name;
    for (size_t at = 0; at < step.size(); ++at) {
        if (step == "~2")
            return {};
        if (step[at] == '~' && at + 1 < step.size())
            name += step[++at] == '1' ? '/' : '~';
        else
            name += step[at];
    }
    return name;
}

struct JsonMembers::Member {
    std::string name;
    QByteArray value; ///< null where it has members
    std::vector<std::unique_ptr<Member>> members;

    Member &child(std::string_view called)
    {
        const auto found =
            std::find_if(members.begin(), members.end(), [&](const auto &each) { return each->name == called; });
        if (found != members.end())
            return **found;
        members.push_back(std::make_unique<Member>());
        members.back()->name = called;
        return *members.back();
    }

    QByteArray text() const
    {
        if (members.empty() && !value.isNull())
            return value;
        QByteArray result = "{";
        for (const auto &each : members)
            result += (result.size() > 1 ? "," : "") + jsonString(each->name) + ':' + each->text();
        return result + '}';
    }
};

JsonMembers::JsonMembers()
    : m_root(std::make_unique<Member>())
{
}

JsonMembers::~JsonMembers() = default;

void JsonMembers::add(std::string_view path, const QByteArray &value)
{
    Member *at = m_root.get();
    while (!path.empty()) {
        const size_t slash = path.find('/');
        at = &at->child(nameOfStep(path.substr(0, slash)));
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    }
    at->value = value;
}

QByteArray JsonMembers::text() const { return m_root->text(); }

} // namespace nephoscope
