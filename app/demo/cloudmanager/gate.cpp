// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/gate.h"

#include "demo/cloudmanager/model.h"
#include "demo/cloudmanager/work.h"

namespace nephoscope::demo::cloudmanager {

const char *const sessionCookieName = "occm-session";

namespace {
constexpr qint64 sessionIdleTime = 30 * 60 * 1000; // not documented; half an hour is usual

std::string decoded(const std::string &text)
{
    return QByteArray::fromPercentEncoding(QByteArray::fromStdString(text)).toStdString();
}

std::map<std::string, std::string> queryOf(QByteArray query)
{
    std::map<std::string, std::string> values;
    const auto pairs = query.replace('+', ' ').split('&');
    for (const QByteArray &pair : pairs) {
        const auto equals = pair.indexOf('=');
        const QByteArray name = equals < 0 ? pair : pair.left(equals);
        const QByteArray value = equals < 0 ? QByteArray() : pair.mid(equals + 1);
        if (!name.isEmpty())
            values[decoded(name.toStdString())] = decoded(value.toStdString());
    }
    return values;
}

/// The working environment a request is about: in the path, the query or the body.
std::string systemIdOf(const Call &call)
{
    for (const char *name : {"workingEnvironmentId", "destinationWorkingEnvironmentId", "sourceWorkingEnvironmentId"}) {
        const std::string id = call.variable(name);
        if (!id.empty())
            return id;
    }
    const std::string asked = call.asked("workingEnvironmentId");
    return asked.empty() ? textOf(call.body, "workingEnvironmentId") : asked;
}

/// AWS pairs are listed under vsa, so reading them there works too.
bool belongs(const WorkingEnvironment &system, const Route &route)
{
    if (!route.kind || route.kind == system.kind)
        return true;
    return route.method == "GET" && route.kind->root == "vsa" && system.kind->root == "aws/ha";
}

bool isKnownHere(World &world, const Principal &principal)
{
    return world.user(principal.id) || QByteArray::fromStdString(principal.id).endsWith("@clients");
}

bool isOfType(const Message &message, const char *type) { return message.header("Content-Type").startsWith(type); }

/// What a request says beside its body, in the shape that bodies are checked in. Empty texts count as left out.
Json spoken(const Call &call, const std::vector<Field> &fields, bool inHeaders)
{
    Json object = Json::object();
    for (const Field &field : fields) {
        const std::string value = inHeaders ? call.message.header(QByteArray::fromStdString(field.name)).toStdString()
                                            : call.asked(field.name);
        if (!value.empty())
            object[field.name] = field.isList ? Json::array({value}) : Json(value);
    }
    return object;
}

std::vector<Violation> faultsOf(const Call &call)
{
    const Route &route = *call.route;
    auto faults = violationsOf(route.queries, spoken(call, route.queries, false));
    for (Violation &fault : violationsOf(route.headers, spoken(call, route.headers, true)))
        faults.push_back(std::move(fault));
    for (const std::string &file : route.files) {
        if (call.part(file).empty())
            faults.push_back({file, "is required as a part of a multipart body"});
    }
    for (Violation &fault : violationsOf(route.bodyModel, call.body))
        faults.push_back(std::move(fault));
    return faults;
}
} // namespace

std::string sessionCookie(const Message &message)
{
    const auto cookies = message.header("Cookie").split(';');
    const QByteArray start = QByteArray(sessionCookieName) + '=';
    for (const QByteArray &cookie : cookies) {
        const QByteArray pair = cookie.trimmed();
        if (pair.startsWith(start))
            return pair.mid(start.size()).toStdString();
    }
    return {};
}

std::optional<Principal> authenticate(World &world, const Message &message)
{
    QByteArray authorization = message.header("Authorization");
    if (authorization.isEmpty())
        authorization = message.header("X-User-Token"); // who talks to a connector directly names the person here
    if (authorization.startsWith("Bearer ")) {
        const auto token = world.tokens.find(authorization.mid(7).trimmed().toStdString());
        if (token == world.tokens.end() || token->second.expires <= world.now)
            return std::nullopt;
        const User *user = world.user(token->second.principal.id);
        return user ? principalOf(*user) : token->second.principal;
    }
    const auto session = world.sessions.find(sessionCookie(message));
    if (session == world.sessions.end())
        return std::nullopt;
    const User *user = world.user(session->second.userId);
    if (!user || session->second.lastUse + sessionIdleTime <= world.now) {
        world.sessions.erase(session);
        return std::nullopt;
    }
    session->second.lastUse = world.now;
    return principalOf(*user);
}

Gate::Gate(World &world)
    : m_world(world)
{
    addAll(m_routes);
}

Reply Gate::pass(const Message &message)
{
    Call call(message, m_world);
    call.query = queryOf(message.query);
    std::vector<std::string> segments = segmentsOf(message.path.toStdString());
    for (std::string &segment : segments)
        segment = decoded(segment);
    const bool connector = segments.size() >= 2 && segments[0] == "occm" && segments[1] == "api";
    if (!connector)
        return routed(call, segments);
    call.requestId = m_world.ids.letters(8);
    Reply reply = connectorReply(call, segments);
    reply.headers.emplace_back("OnCloud-Request-Id", call.requestId);
    return reply;
}

Reply Gate::connectorReply(Call &call, const std::vector<std::string> &segments)
{
    if (m_world.phase == Phase::Restarting)
        return problem(503, "The service is starting");
    const Route *route = m_routes.match(call.message.method.toStdString(), segments, call.variables);
    const bool reachable = route && route->access == Access::Open && route->resource != "user-mng:auth";
    if (m_world.phase == Phase::Fresh && !reachable)
        return problem(420, "OCCM must be setup before performing this operation.");
    return routed(call, segments);
}

Reply Gate::routed(Call &call, const std::vector<std::string> &segments)
{
    call.variables.clear();
    call.route = m_routes.match(call.message.method.toStdString(), segments, call.variables);
    call.principal = authenticate(m_world, call.message);
    const bool open = call.route && call.route->access == Access::Open;
    if (!open && !call.principal)
        return problem(401, "OnCloudAuthenticationException: Authentication required");
    if (!open && !call.requestId.empty() && !isKnownHere(m_world, *call.principal))
        return forbidden(); // a token of the central service says nothing about rights on this Cloud Manager
    const std::string agent = call.message.header("X-Agent-Id").toStdString();
    if (!open && !call.requestId.empty() && !agent.empty() && !m_world.agent(agent))
        return plain(403, "Action not allowed for user");
    if (!open && !agent.empty() && !m_world.running(QByteArray::fromStdString(agent).left(32).toStdString()).empty())
        return plain(400, // registered, but its service is not up yet
            "Failure received for messageId " + m_world.ids.letters(6)
                + R"( with context . Failure message: {"message":"Connection refused: /127.0.0.1:80"})");
    if (!call.route && m_routes.knows(segments))
        return problem(405, "Method " + call.message.method.toStdString() + " is not known here");
    if (!call.route)
        return problem(404, "There is nothing at " + call.message.path.toStdString());
    return checked(call);
}

/// False where there is something that cannot be read.
bool Gate::readBody(Call &call) const
{
    const QByteArray &body = call.message.body;
    if (isOfType(call.message, "application/x-www-form-urlencoded")) { // token endpoints take forms too
        call.body = Json::object();
        for (const auto &[name, value] : queryOf(body))
            call.body[name] = value;
        return true;
    }
    if (body.trimmed().isEmpty() || isOfType(call.message, "multipart/") || call.route->takesBytes)
        return true;
    call.body = Json::parse(body.begin(), body.end(), nullptr, false);
    return !call.body.is_discarded();
}

Reply Gate::checked(Call &call)
{
    if (!readBody(call))
        return problem(400, "The body of the request is not JSON");
    if (call.route->onSystem) {
        if (auto refused = enterSystem(call))
            return *refused;
    }
    if (!mayCall(call))
        return forbidden();
    const auto faults = faultsOf(call);
    if (!faults.empty())
        return invalid(faults);
    if (!call.route->states.empty() && !contains(call.route->states, call.system->status)) {
        const auto running = m_world.running(call.system->id);
        if (running.empty() || call.route->method == "GET")
            return problem(400,
                "Working environment must be " + joined(call.route->states, " or ") + " to perform this operation");
    }
    Reply reply = call.route->handler(call);
    if (call.route->audited)
        record(call, reply);
    return reply;
}

std::optional<Reply> Gate::enterSystem(Call &call) const
{
    const std::string id = systemIdOf(call);
    if (id.empty()) {
        const Violation missing{"workingEnvironmentId", "is required"};
        return invalid({missing});
    }
    call.system = m_world.find(id);
    if (!call.system || !belongs(*call.system, *call.route)) {
        call.system = nullptr;
        return notFound("Working environment", id);
    }
    if (!call.principal->mayRead(*call.system))
        return plain(403, "Action not allowed for user");
    return std::nullopt;
}

bool Gate::mayCall(const Call &call) const
{
    switch (call.route->access) {
    case Access::Open:
    case Access::SignedIn:
        return true;
    case Access::Change:
        return call.system ? call.principal->mayChange(*call.system) : call.principal->roleId != "Role-3";
    case Access::Administer:
        return call.principal->isAdministrator();
    }
    return false;
}

} // namespace nephoscope::demo::cloudmanager
