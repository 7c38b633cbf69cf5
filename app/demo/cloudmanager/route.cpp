// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/route.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
bool isVariable(const std::string &segment) { return segment.front() == '{'; }

bool fits(const std::vector<std::string> &pattern, const std::vector<std::string> &segments)
{
    return std::equal(pattern.begin(), pattern.end(), segments.begin(), segments.end(),
        [](const std::string &wanted, const std::string &given) { return isVariable(wanted) || wanted == given; });
}

/// Does the first template say more about the path than the second?
bool isMoreExact(const std::vector<std::string> &one, const std::vector<std::string> &other)
{
    for (std::size_t i = 0; i < one.size(); ++i) {
        if (isVariable(one[i]) != isVariable(other[i]))
            return !isVariable(one[i]);
    }
    return false;
}
} // namespace

std::string Call::variable(const std::string &name) const
{
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
}

std::string Call::asked(const std::string &name) const
{
    const auto found = query.find(name);
    return found == query.end() ? std::string() : found->second;
}

bool Call::askedFlag(const std::string &name) const { return lowerCase(asked(name)) == "true"; }

std::string Call::part(const std::string &name) const
{
    for (const Part &part : message.parts) {
        if (part.name.toStdString() == name)
            return part.content.toStdString();
    }
    return {};
}

const Kind &Call::kind() const { return system ? *system->kind : *route->kind; }

Route &Route::takes(const std::string &model)
{
    bodyModel = model;
    return *this;
}

Route &Route::gives(const std::string &model)
{
    resultModel = model;
    return *this;
}

Route &Route::asks(const std::string &fields)
{
    queries = fieldsOf(fields);
    return *this;
}

Route &Route::reads(const std::string &fields)
{
    headers = fieldsOf(fields);
    return *this;
}

Route &Route::uploads(const std::vector<std::string> &parts)
{
    files = parts;
    return *this;
}

Route &Route::on(const std::vector<std::string> &status)
{
    onSystem = true;
    states = status;
    return *this;
}

Route &Route::open()
{
    access = Access::Open;
    return *this;
}

Route &Route::by(Access who)
{
    access = who;
    return *this;
}

Route &Route::silent()
{
    audited = false;
    return *this;
}

Route &Route::isDeprecated()
{
    deprecated = true;
    return *this;
}

Route &Route::forgets(const std::vector<std::string> &variables)
{
    undeclared = variables;
    return *this;
}

Route &Route::remarksOn(const std::vector<std::pair<int, std::string>> &messages)
{
    remarks = messages;
    return *this;
}

void Routes::connector(const std::string &resource, const std::string &description, const Kind *kind)
{
    m_prefix = "/occm/api";
    m_resource = resource;
    m_kind = kind;
    const bool known =
        std::any_of(m_resources.begin(), m_resources.end(), [&](const auto &entry) { return entry.first == resource; });
    if (!known)
        m_resources.emplace_back(resource, description);
}

void Routes::gateway()
{
    m_prefix.clear();
    m_resource.clear();
    m_kind = nullptr;
}

Route &Routes::add(const std::string &method, const std::string &path, const std::string &nickname,
    const std::string &summary, Handler handler)
{
    Route route;
    route.method = method;
    route.path = path;
    route.resource = m_resource;
    route.nickname = nickname;
    route.summary = summary;
    route.handler = std::move(handler);
    route.kind = m_kind;
    route.segments = segmentsOf(m_prefix + path);
    route.access = method == "GET" ? Access::SignedIn : Access::Change;
    route.audited = method != "GET" && !m_prefix.empty();
    m_routes.push_back(std::move(route));
    return m_routes.back();
}

const Route *Routes::match(const std::string &method, const std::vector<std::string> &segments,
    std::map<std::string, std::string> &variables) const
{
    const Route *best = nullptr;
    for (const Route &route : m_routes) {
        if (route.method == method && fits(route.segments, segments)
            && (!best || isMoreExact(route.segments, best->segments)))
            best = &route;
    }
    for (std::size_t i = 0; best && i < segments.size(); ++i) {
        const std::string &name = best->segments[i];
        if (isVariable(name))
            variables[name.substr(1, name.size() - 2)] = segments[i];
    }
    return best;
}

bool Routes::knows(const std::vector<std::string> &segments) const
{
    return std::any_of(
        m_routes.begin(), m_routes.end(), [&](const Route &route) { return fits(route.segments, segments); });
}

std::vector<std::string> segmentsOf(const std::string &path)
{
    std::vector<std::string> segments;
    std::string current;
    for (const char letter : path + "/") {
        if (letter != '/') {
            current += letter;
        } else if (!current.empty()) {
            segments.push_back(current);
            current.clear();
        }
    }
    return segments;
}

} // namespace nephoscope::demo::cloudmanager
