// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/cloudmanager.h"

#include "platform/cloudmanager/faults.h"
#include "platform/treecatalog.h"

#include <QUrlQuery>

namespace nephoscope {

using namespace cloudmanager;

namespace {

constexpr int mostRows = 5000; // of one list

bool takes(const Call &call, const QString &parameter)
{
    return std::any_of(call.parameters.begin(), call.parameters.end(),
        [&parameter](const Parameter &each) { return each.field.name == parameter; });
}

} // namespace

CloudManager::CloudManager()
    : CloudManager(treeCatalog(QStringLiteral("cloud-manager")))
{
}

CloudManager::CloudManager(const Catalog &hints)
    : m_catalog(hints)
    , m_hints(m_catalog)
    , m_reader(m_catalog, m_hints)
    , m_signIn(m_catalog)
{
}

QString CloudManager::service() const { return QStringLiteral("cloud-manager"); }

QString CloudManager::title() const { return QStringLiteral("NetApp Cloud Manager"); }

QList<SignInChoice> CloudManager::signInChoices(const Access &access) const
{
    QList<SignInChoice> choices;
    const SignInChoice local{SignInMethod::LocalSession, true, false, false};
    if (!access.wantsTokens)
        choices << local;
    choices << SignInChoice{SignInMethod::ApiToken, false, false, true}
            << SignInChoice{SignInMethod::ClientCredentials, false, false, true}
            << SignInChoice{SignInMethod::PasswordGrant, true, false, true}
            << SignInChoice{SignInMethod::Bearer, false, false, false};
    if (access.wantsTokens)
        choices << local;
    return choices;
}

std::optional<Request> CloudManager::nextStep(
    const Profile &profile, const Credential &credential, const Access &access) const
{
    return m_signIn.nextStep(profile, credential, access);
}

Result<Access> CloudManager::learned(
    const Profile &profile, const Credential &credential, const Access &access, const Reply &reply) const
{
    return m_signIn.learned(profile, credential, access, reply);
}

std::optional<Request> CloudManager::signOut(const Profile &profile, const Access &access) const
{
    if (access.tokenKind != Access::Token::Cookie)
        return std::nullopt; // tokens cannot be revoked
    return withAccess(Request("POST", access.session), profile, access);
}

Request CloudManager::authorized(Request request, const Profile &profile, const Access &access) const
{
    return withAccess(std::move(request), profile, access);
}

Request CloudManager::read(const Ref &ref, const Access &access) const
{
    QUrl url = ref.href();
    url.setFragment(QString());
    const Place at = calls(access)->at("GET", url);
    const bool isItem = at.item && at.item->path.endsInVariable() && !at.item->isList;
    QUrlQuery query(url);
    // without it every group of the object is null
    if (isItem && !url.hasQuery() && takes(*at.item->call, QStringLiteral("fields")))
        query.addQueryItem(QStringLiteral("fields"), QStringLiteral("*"));
    // without it a long list ends where the server likes
    const QString limit = QStringLiteral("limit");
    if (at.item && at.item->isList && takes(*at.item->call, limit) && !query.hasQueryItem(limit))
        query.addQueryItem(limit, QString::number(mostRows));
    if (!query.isEmpty())
        url.setQuery(query);
    return Request::get(url);
}

Error CloudManager::error(const Reply &reply) const { return faultIn(reply); }

Result<Resource> CloudManager::resource(const Ref &ref, const Reply &reply, const Access &access) const
{
    return m_reader.read(ref, reply, *calls(access), access.tokenKind == Access::Token::Bearer);
}

std::optional<ListLayout> CloudManager::listLayout(const Ref &list, const Access &access) const
{
    const Place at = calls(access)->at("GET", list.href());
    if (list.href().hasFragment() || !at.item || !at.item->isList)
        return std::nullopt;
    return ListLayout(); // one answer: an array, or an object of arrays
}

QList<Resource> CloudManager::members(const Resource &list) const { return m_reader.members(list, *latestCalls()); }

QList<Ref> CloudManager::roots(const Profile &profile, const Access &access) const
{
    QList<Ref> roots = m_hints.isEmpty() ? QList<Ref>() : access.entryPoints;
    for (const Ref &root : m_reader.roots(profile.url, access.tokenKind == Access::Token::Bearer, *calls(access))) {
        if (root.kind() != QLatin1String("tenant")
            || access.entryPoints.isEmpty()) // the tenants stand there themselves
            roots << root;
    }
    return roots;
}

std::shared_ptr<const CallMap> CloudManager::calls(const Access &access) const
{
    const bool isPublished = access.schema && !access.schema->isEmpty();
    if (!isPublished)
        (void)builtInSchema(access); // from now on it is kept
    const std::lock_guard lock(m_mutex);
    const std::shared_ptr<const Schema> &schema = isPublished ? access.schema : m_builtIn;
    if (!m_calls || m_calls->shared() != schema)
        m_calls = std::make_shared<const CallMap>(schema);
    return m_calls;
}

std::shared_ptr<const CallMap> CloudManager::latestCalls() const
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_calls)
            return m_calls;
    }
    return calls(Access());
}

QList<Contained> CloudManager::contained(const Request &request, const Reply &reply) const
{
    return m_reader.contained(request.url(), reply, *latestCalls());
}

Access CloudManager::recorded(const Request &request, const Reply &reply, Access soFar) const
{
    const QString path = request.url().path();
    if (path.endsWith(QLatin1String("/system/about")))
        m_signIn.readAbout(soFar, reply);
    else if (path.endsWith(QLatin1String("/system/support-services")))
        m_signIn.readServices(soFar, reply);
    else if (path.endsWith(QLatin1String("/tenants")) && request.method() == "GET")
        m_signIn.readTenants(soFar, reply);
    return soFar;
}

Request CloudManager::probe(const QUrl &site)
{
    return Request::get(site.resolved(QUrl(QStringLiteral("/occm/api/occm/system/about"))));
}

bool CloudManager::spokeIn(const Request &request, const Reply &reply)
{
    if (reply.headers().contains("OnCloud-Request-Id"))
        return true;
    const QString path = request.url().path();
    if (path.endsWith(QLatin1String("/occm/system/about"))) {
        // a gateway asks for a token first, but does so in JSON
        const auto document = Document::parse(reply.body(), "application/json");
        const bool refused = reply.status() == 401 || reply.status() == 403;
        return document && document->root().kind() == Node::Kind::Object
            && (!document->root().value(QStringLiteral("version")).isEmpty()
                || (refused && !document->root().child(QStringLiteral("message")).isNull()));
    }
    return path.contains(QLatin1String("/occm/api/")) && reply.mediaType().contains("json");
}

} // namespace nephoscope
