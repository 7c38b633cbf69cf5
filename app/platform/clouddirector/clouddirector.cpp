// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/clouddirector.h"

#include "platform/clouddirector/apiversion.h"
#include "platform/clouddirector/faults.h"
#include "platform/clouddirector/filter.h"
#include "platform/clouddirector/kinds.h"
#include "platform/clouddirector/requests.h"
#include "platform/treecatalog.h"

#include <algorithm>

namespace nephoscope {

using namespace clouddirector;

CloudDirector::CloudDirector()
    : m_catalog(treeCatalog(QStringLiteral("cloud-director")))
    , m_reader(m_catalog)
    , m_signIn(m_catalog)
    , m_hierarchy(m_catalog)
    , m_tasks(m_catalog)
    , m_losses(m_reader, m_tasks)
    , m_operations(m_catalog)
    , m_editing(m_catalog)
{
}

QString CloudDirector::service() const { return QStringLiteral("cloud-director"); }

QString CloudDirector::title() const { return QStringLiteral("VMware Cloud Director"); }

QList<SignInChoice> CloudDirector::signInChoices(const Access &access) const
{
    QList<SignInChoice> choices;
    choices << SignInChoice{SignInMethod::Password, true, true, false};
    if (ApiVersion::parse(access.apiVersion) >= ApiVersion(36, 1)) // API tokens came with 36.1
        choices << SignInChoice{SignInMethod::ApiToken, false, true, false};
    choices << SignInChoice{SignInMethod::Bearer, false, false, false};
    return choices;
}

std::optional<Request> CloudDirector::nextStep(
    const Profile &profile, const Credential &credential, const Access &access) const
{
    return m_signIn.nextStep(profile, credential, access);
}

Result<Access> CloudDirector::learned(
    const Profile &profile, const Credential &credential, const Access &access, const Reply &reply) const
{
    return m_signIn.learned(profile, credential, access, reply);
}

std::optional<Request> CloudDirector::signOut(const Profile &profile, const Access &access) const
{
    if (access.tokenKind == Access::Token::None || access.session.isEmpty())
        return std::nullopt;
    return authorized(Request("DELETE", access.session), profile, access);
}

Request CloudDirector::authorized(Request request, const Profile &profile, const Access &access) const
{
    request.setUrl(profile.url.resolved(request.url()));
    if (!request.headers().contains("Accept"))
        request.headers().set("Accept", acceptFor(request.url(), access.apiVersion, profile.representation));
    return withToken(withContext(std::move(request), access), access);
}

Request CloudDirector::read(const Ref &ref, const Access &) const
{
    QUrl url = ref.href();
    url.setFragment(QString());
    return Request::get(url);
}

std::optional<QUrl> CloudDirector::addressOf(const QString &id) const
{
    if (!id.startsWith(QLatin1String("urn:")))
        return std::nullopt;
    return QUrl(pathOfUrn(id));
}

Error CloudDirector::error(const Reply &reply) const { return faultIn(reply); }

Result<Resource> CloudDirector::resource(const Ref &ref, const Reply &reply, const Access &access) const
{
    auto resource = m_reader.read(ref, reply);
    if (resource) {
        m_hierarchy.add(*resource, access);
        m_operations.add(*resource, access);
    }
    return resource;
}

std::optional<Request> CloudDirector::listRequest(const Ref &list, const ListQuery &query, const Access &access) const
{
    const QString path = list.href().path();
    const bool pages = path.endsWith(QLatin1String("/query")) || path.startsWith(QLatin1String("/cloudapi/"))
        || list.href().hasQuery();
    if (!pages || (path.endsWith(QLatin1String("/api/query")) && !list.href().hasQuery()))
        return std::nullopt;
    return Request::get(listAddress(list.href(), query, access.apiVersion));
}

std::optional<ListLayout> CloudDirector::listLayout(const Ref &list, const Access &access) const
{
    const QUrl &href = list.href();
    const bool isOpen = href.path().startsWith(QLatin1String("/cloudapi/"));
    const bool isQueries = href.path().endsWith(QLatin1String("/api/query"));
    const QList<Ref> collections = m_hierarchy.openCollections(href, access);
    const bool isKnown = isQueries ? href.hasQuery()
                                   : list.isCollection()
            || std::any_of(collections.begin(), collections.end(),
                [&](const Ref &known) { return known.href().path() == href.path(); });
    if (href.hasFragment() || !isKnown)
        return std::nullopt;
    ListLayout layout;
    layout.isPaged = isOpen || isQueries;
    layout.rowMembers << (isOpen ? QStringLiteral("values") : QStringLiteral("record"));
    if (!isOpen)
        layout.rowMembers << QStringLiteral("reference");
    layout.beside << QStringLiteral("Link");
    layout.totals << QStringLiteral("total") << QStringLiteral("resultTotal");
    return layout;
}

QList<Resource> CloudDirector::members(const Resource &) const { return {}; } // events have nothing below them

QList<Ref> CloudDirector::roots(const Profile &profile, const Access &access) const
{
    const Ref &tenant = access.actingAs;
    const QString urn = tenant.id().isEmpty() ? urnOf(tenant.href()) : tenant.id();
    QList<Ref> roots = urn.isEmpty() ? access.entryPoints : QList<Ref>();
    if (!urn.isEmpty()) { // what a member of that organization would see
        roots << Ref(profile.url.resolved(QUrl(pathOfUrn(urn))), QStringLiteral("org"), tenant.name()).withId(urn);
        roots << Ref(profile.url.resolved(QUrl(QStringLiteral("/api/query"))), QStringLiteral("queryList"))
                     .asCollection();
    }
    const auto at = [&profile](const char *path) { return profile.url.resolved(QUrl(QLatin1String(path))); };
    if (roots.isEmpty()) { // no session document: the addresses every version has
        roots << Ref(at("/api/org/"), QStringLiteral("orgList")).asCollection();
        roots << Ref(at("/api/query"), QStringLiteral("queryList")).asCollection();
    }
    roots << m_hierarchy.openCollections(profile.url, access);
    return roots;
}

std::optional<TaskState> CloudDirector::blocking(
    const Error &error, const Ref &object, const QList<TaskState> &running) const
{
    return Losses::blocking(error, object, running);
}

QList<Request> CloudDirector::evidence(const LostWrite &lost, const Access &access) const
{
    return m_losses.evidence(lost, access);
}

Verdict CloudDirector::verdict(const LostWrite &lost, const QList<Result<Reply>> &answers, const Access &access) const
{
    return m_losses.verdict(lost, answers, access);
}

QList<Contained> CloudDirector::contained(const Request &request, const Reply &reply) const
{
    return m_reader.contained(request.url(), reply);
}

Access CloudDirector::recorded(const Request &request, const Reply &reply, Access soFar) const
{
    const QByteArray type = reply.headers().value("Content-Type");
    if (const qsizetype at = type.indexOf("version="); at >= 0) {
        const QString version = QString::fromLatin1(type.mid(at + 8)).section(QLatin1Char(';'), 0, 0);
        if (ApiVersion::parse(version) > ApiVersion::parse(soFar.apiVersion))
            soFar.apiVersion = ApiVersion::parse(version).text();
    }
    if (!reply.isSuccess())
        return soFar;
    const QString path = request.url().path();
    const bool session = path.endsWith(QLatin1String("/sessions")) || path.endsWith(QLatin1String("/session"))
        || path.endsWith(QLatin1String("/sessions/provider")) || path.endsWith(QLatin1String("/sessions/current"));
    const bool versions = path.endsWith(QLatin1String("/versions"));
    if (!session && !versions)
        return soFar;
    if (const auto document = Document::parse(reply.body(), reply.mediaType())) {
        if (session)
            m_signIn.readSession(soFar, *document, request.url());
        else
            SignIn::readVersions(soFar, *document);
    }
    return soFar;
}

Request CloudDirector::probe(const QUrl &site)
{
    return Request::get(site.resolved(QUrl(QStringLiteral("/api/versions"))));
}

bool CloudDirector::spokeIn(const Request &request, const Reply &reply)
{
    const QString path = request.url().path();
    if (path.endsWith(QLatin1String("/api/versions"))) {
        const auto document = Document::parse(reply.body(), reply.mediaType());
        return reply.isSuccess() && document && !offeredVersions(*document).isEmpty();
    }
    return reply.mediaType().startsWith("application/vnd.vmware.")
        || reply.headers().contains("X-VMWARE-VCLOUD-REQUEST-ID") || path.startsWith(QLatin1String("/cloudapi/"));
}

} // namespace nephoscope
