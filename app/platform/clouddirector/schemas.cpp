// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/schemas.h"

#include "document/document.h"
#include "platform/clouddirector/apiversion.h"
#include "platform/parts.h"
#include "schema/xsd.h"

#include <QCoreApplication>

namespace nephoscope::clouddirector {

namespace {

constexpr ApiVersion firstWithList{33, 0};

Request questionAt(const QString &path, const Access &access)
{
    Request request = Request::get(QUrl(path));
    // schema documents are plain files: the classic wildcard alone does not cover text/xml
    request.headers().set("Accept",
        "application/*+xml;version=" + access.apiVersion.toLatin1() + ", text/xml, application/xml, */*;q=0.5");
    return request;
}

/// The addresses in a list of schema documents, XML or JSON.
QList<QUrl> listed(const QUrl &address, const Reply &reply)
{
    QList<QUrl> urls;
    const auto document = Document::parse(reply.body(), reply.mediaType());
    if (!document || document->root().name() == QLatin1String("schema"))
        return urls;
    for (const Node &link : partsNamed(document->root(), QStringLiteral("Link"))) {
        if (const QString href = link.value(QStringLiteral("href")); href.endsWith(QLatin1String(".xsd")))
            urls << address.resolved(QUrl(href));
    }
    return urls;
}

bool isSchema(const Reply &reply) { return reply.body().left(4096).contains("http://www.w3.org/2001/XMLSchema"); }

} // namespace

QList<Request> schemaQuestions(const Access &access)
{
    const bool hasList = ApiVersion::parse(access.apiVersion) >= firstWithList;
    return {
        questionAt(hasList ? QStringLiteral("/api/schema") : QStringLiteral("/api/v1.5/schema/master.xsd"), access)};
}

QList<Request> schemaQuestionsIn(const Request &request, const Reply &reply, const Access &access)
{
    QList<QUrl> found = listed(request.url(), reply);
    // documents name the site by its public address, and often with http: only their paths count
    QStringList hosts{request.url().host(), access.loginUrl.host()};
    if (isSchema(reply)) {
        hosts.removeDuplicates();
        for (const QString &host : std::as_const(hosts)) {
            QUrl address = request.url();
            address.setHost(host);
            if (address.scheme().isEmpty())
                address.setScheme(QStringLiteral("https"));
            found << xsdIncludes(address, reply.body());
        }
    }
    QList<Request> questions;
    QStringList asked{request.url().path()};
    for (const QUrl &url : std::as_const(found)) {
        const QString path = url.path(QUrl::FullyEncoded);
        if (!path.startsWith(QLatin1String("/api/")) || asked.contains(path))
            continue;
        asked << path;
        questions << questionAt(path, access);
    }
    return questions;
}

Result<SchemaPart> schemaPartIn(const Request &request, const Reply &reply)
{
    if (isSchema(reply))
        return readXsd(request.url(), reply.body());
    SchemaPart part;
    part.name = request.url().path();
    if (listed(request.url(), reply).isEmpty())
        return failure(Error::Kind::Malformed,
            QCoreApplication::translate("CloudDirector", "There is no schema in %1.").arg(part.name));
    return part;
}

} // namespace nephoscope::clouddirector
