// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/signin.h"

#include <nlohmann/json.hpp>

namespace nephoscope::demo::clouddirector {

namespace {

using Json = nlohmann::ordered_json;

constexpr int lifeSeconds = 2'592'000;

Reply json(const Json &body, int status = 200)
{
    const auto replace = Json::error_handler_t::replace;
    Reply reply = Reply::text(QByteArray::fromStdString(body.dump(-1, ' ', false, replace)), "application/json");
    reply.status = status;
    return reply;
}

Reply refusal(const char *error, const char *description)
{
    return json({{"error", error}, {"error_description", description}}, 400);
}

QByteArray field(const QByteArray &form, const QByteArray &name)
{
    const QList<QByteArray> pairs = form.split('&');
    for (const QByteArray &pair : pairs) {
        if (pair.startsWith(name + '='))
            return QByteArray::fromPercentEncoding(pair.mid(name.size() + 1).replace('+', ' '));
    }
    return {};
}

Reply tradeToken(Context &context, const Organization &organization)
{
    const QByteArray secret = field(context.message.body, "refresh_token");
    for (ApiToken &token : context.world.tokens) {
        const User &user = context.world.users.at(token.user);
        const bool fits =
            !token.revoked && !secret.isEmpty() && token.secret == secret && user.organization == organization.id;
        if (!fits || !user.enabled)
            continue;
        Json next = nullptr;
        if (token.type == "PROXY") { // a service account's token is good for one use
            token.secret = newHex(32);
            next = token.secret.toStdString();
        }
        const Session *session = context.sessions.openByApiToken(user);
        return json({{"access_token", session->token.toStdString()}, {"token_type", "Bearer"},
            {"expires_in", lifeSeconds}, {"refresh_token", next}});
    }
    return refusal("invalid_grant", "The refresh token is unknown, used up or revoked.");
}

/// The second step of making a token: its secret is shown once.
Reply issueSecret(Context &context)
{
    const Id client = Id::fromString(QString::fromLatin1(field(context.message.body, "client_id")));
    ApiToken *token = context.world.tokens.find(client);
    Message asserted;
    asserted.headers.append({"Authorization", "Bearer " + field(context.message.body, "assertion")});
    const Session *session = context.sessions.of(asserted);
    if (!token || !session || session->user != token->user || !token->secret.isEmpty())
        return refusal("invalid_grant", "The assertion or client is not valid.");
    token->secret = newHex(32);
    return json(
        {{"access_token", context.sessions.openByApiToken(context.world.users.at(token->user))->token.toStdString()},
            {"token_type", "Bearer"}, {"expires_in", lifeSeconds}, {"refresh_token", token->secret.toStdString()}});
}

Reply registerClient(Context &context)
{
    const Session *session = context.sessions.of(context.message);
    if (!session || session->byApiToken)
        return Reply::empty(401);
    const Json request = Json::parse(context.message.body.toStdString(), nullptr, false);
    if (!request.is_object() || !request.contains("client_name") || !request["client_name"].is_string())
        return refusal("invalid_client_metadata", "client_name is missing.");
    ApiToken token;
    token.id = Id::createUuid();
    token.name = QByteArray::fromStdString(request["client_name"].get<std::string>());
    token.user = session->user;
    context.world.tokens.add(token);
    return json({{"client_name", request["client_name"]}, {"client_id", plain(token.id).toStdString()}});
}

} // namespace

Reply oauth(Context &context)
{
    const bool provider = context.path.value(1) == "provider";
    const QByteArray name = provider ? QByteArray("System") : context.path.value(2);
    const QByteArray action = context.path.value(provider ? 2 : 3);
    const bool shape = (provider || context.path.value(1) == "tenant") && context.path.size() == (provider ? 3 : 4);
    if (!shape || (action != "token" && action != "register"))
        return context.fault(404, "NOT_FOUND", "Nothing is known at " + context.message.path + '.');
    if (context.message.method != "POST")
        return context.fault(405, "METHOD_NOT_ALLOWED", "Only POST is allowed here.");
    const Organization *organization = context.world.organizations.named(name);
    if (!organization)
        return refusal("invalid_client", "There is no such organization.");
    if (action == "register")
        return registerClient(context);
    const QByteArray grant = field(context.message.body, "grant_type");
    if (grant == "refresh_token")
        return tradeToken(context, *organization);
    if (grant == "urn:ietf:params:oauth:grant-type:jwt-bearer")
        return issueSecret(context);
    return refusal("unsupported_grant_type", "Only refresh_token and jwt-bearer are known.");
}

} // namespace nephoscope::demo::clouddirector
