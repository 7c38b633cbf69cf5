// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/route.h"

#include <QByteArray>

namespace nephoscope::demo::cloudmanager {

namespace {
constexpr qint64 lifetime = 86'400; // seconds

std::string encoded(const Json &part)
{
    const QByteArray text = QByteArray::fromStdString(part.dump());
    return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals).toStdString();
}

/// Looks like a signed token; nobody checks the signature, the site knows its tokens.
std::string makeToken(World &world, const Principal &who, const std::string &clientId)
{
    const qint64 issued = world.now / 1000;
    const Json header = {{"alg", "RS256"}, {"typ", "JWT"}, {"kid", "demo"}};
    const Json claims = {{"http://cloud.netapp.com/full_name", who.name},
        {"http://cloud.netapp.com/email_verified", true}, {"http://cloud.netapp.com/is_federated", false},
        {"iss", "https://identity.example/"}, {"sub", "auth0|" + who.id},
        {"aud", Json::array({"https://api.cloud.netapp.com"})}, {"azp", clientId}, {"iat", issued},
        {"exp", issued + lifetime}, {"scope", "openid profile"}, {"jti", world.ids.letters(16)}};
    return encoded(header) + "." + encoded(claims) + "." + world.ids.letters(43);
}

Reply refused(int status, const std::string &error, const std::string &text)
{
    Reply reply;
    reply.status = status;
    reply.body = Json{{"error", error}, {"error_description", text}};
    return reply;
}

Reply granted(Call &call, const Principal &who)
{
    World &world = call.world;
    for (auto it = world.tokens.begin(); it != world.tokens.end();)
        it = it->second.expires <= world.now ? world.tokens.erase(it) : std::next(it);
    const std::string token = makeToken(world, who, textOf(call.body, "client_id"));
    world.tokens[token] = {who, world.now + lifetime * 1000};
    Json body = {{"access_token", token}, {"expires_in", lifetime}, {"token_type", "Bearer"}};
    if (textOf(call.body, "grant_type") != "client_credentials")
        body["scope"] = textOf(call.body, "scope", "openid profile cc:update-password");
    return ok(body);
}

/// Users of the central sign-in and, once set up, local ones.
template <class Test>
const User *findUser(const World &world, Test test)
{
    for (const auto *list : {&world.users, &world.identities}) {
        for (const User &user : *list) {
            if (test(user))
                return &user;
        }
    }
    return nullptr;
}

Reply byRefreshToken(Call &call)
{
    const std::string token = textOf(call.body, "refresh_token");
    const User *user = findUser(call.world, [&](const User &one) { return one.refreshToken == token; });
    if (!user || token.empty())
        return refused(403, "invalid_grant", "Unknown or invalid refresh token.");
    return granted(call, principalOf(*user));
}

Reply byPassword(Call &call)
{
    const std::string name = lowerCase(textOf(call.body, "username"));
    const std::string password = textOf(call.body, "password");
    const User *user =
        findUser(call.world, [&](const User &one) { return lowerCase(one.email) == name && one.password == password; });
    if (!user)
        return refused(403, "invalid_grant", "Wrong email or password.");
    return granted(call, principalOf(*user));
}

/// Sign-in of a site without the internet: the service gives tokens itself.
Reply byLocalUser(Call &call)
{
    const User *user = call.world.userByEmail(textOf(call.body, "email"));
    if (!user || user->password != textOf(call.body, "password"))
        return problem(401, "Authentication Failure", "Invalid credentials");
    return granted(call, principalOf(*user));
}

Reply byClient(Call &call)
{
    const std::string id = textOf(call.body, "client_id");
    for (const ServiceAccount &account : call.world.serviceAccounts) {
        if (account.clientId == id && account.secret == textOf(call.body, "client_secret")) {
            const std::string tenant = account.workspaces.empty() ? "" : account.workspaces.front();
            const Principal who{id + "@clients", account.name, id + "@clients", account.roleId, tenant, {}, {}};
            return granted(call, who);
        }
    }
    return refused(401, "access_denied", "Unauthorized");
}

Reply token(Call &call)
{
    const std::string grant = textOf(call.body, "grant_type");
    if (grant == "refresh_token")
        return byRefreshToken(call);
    if (grant == "password")
        return byPassword(call);
    if (grant == "client_credentials")
        return byClient(call);
    return refused(403, "unsupported_grant_type", "Unsupported grant type: " + grant);
}
} // namespace

void addTokens(Routes &routes)
{
    routes.connector("user-mng:auth", "Signing in and out");
    routes.add("POST", "/auth/local/authenticate", "localAuthenticate", "Gives an access token", byLocalUser)
        .takes("UserPasswordRequest")
        .gives("TokenResponse")
        .open()
        .silent();
    routes.gateway();
    routes.add("POST", "/oauth/token", "token", "Gives an access token", token).open();
    routes.add("POST", "/auth/oauth/token", "token", "Gives an access token", token).open();
}

} // namespace nephoscope::demo::cloudmanager
