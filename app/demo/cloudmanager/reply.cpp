// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/reply.h"

namespace nephoscope::demo::cloudmanager {

Reply ok(Json body)
{
    Reply reply;
    reply.body = std::move(body);
    return reply;
}

Reply accepted()
{
    Reply reply;
    reply.status = 202;
    return reply;
}

Reply noContent()
{
    Reply reply;
    reply.status = 204;
    return reply;
}

Reply plain(int status, const std::string &text)
{
    Reply reply;
    reply.status = status;
    reply.text = text;
    return reply;
}

Reply problem(int status, const std::string &message, const std::string &cause)
{
    Reply reply;
    reply.status = status;
    Json body = {{"message", message}};
    if (!cause.empty())
        body["causeMessage"] = cause;
    reply.body = std::move(body);
    return reply;
}

Reply invalid(const std::vector<Violation> &violations)
{
    Reply reply = problem(400, "Request contains invalid parameters.");
    Json list = Json::array();
    for (const Violation &violation : violations)
        list.push_back({{"path", violation.path}, {"message", violation.message}});
    (*reply.body)["violations"] = std::move(list);
    return reply;
}

Reply notFound(const std::string &what, const std::string &id)
{
    return problem(404, what + " with id " + id + " does not exist");
}

Reply forbidden() { return plain(403, "User is not allowed to do operation"); }

Reply refused(int status, const std::string &error, const std::string &message)
{
    Reply reply;
    reply.status = status;
    reply.body = Json{{"error", error}, {"message", message}};
    return reply;
}

} // namespace nephoscope::demo::cloudmanager
