// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/cloudmanager.h"
#include "platform/cloudmanager/untold.h"
#include "schema/builtin.h"
#include "schema/swagger.h"

#include <QSet>

namespace nephoscope {

using namespace cloudmanager;

namespace {

// the index ends in a slash; a resource's declaration stands below it, its name as it is, colons too
const QString docs = QStringLiteral("/occm/api/api-docs");
const QString apiBase = QStringLiteral("/occm/api");

/// "/occm/api/api-docs/vsa:volumes" → "/vsa:volumes"; "/" for the index; the argument where it is neither.
QString resourceIn(const QString &path)
{
    return path.startsWith(docs + QLatin1Char('/')) ? path.mid(docs.size()) : path;
}

/// Which of the published parts were read, and which the index lists.
struct Published {
    bool hasIndex = false;
    QSet<QString> listed;
    QSet<QString> read;
};

Published sorted(const QList<SchemaPart> &parts)
{
    Published published;
    for (const SchemaPart &part : parts) {
        const QString resource = resourceIn(part.name);
        const bool isIndex = resource == QLatin1String("/");
        published.hasIndex = published.hasIndex || (isIndex && part.notes.isEmpty());
        if (isIndex)
            continue;
        published.listed.insert(resource);
        if (!part.calls.isEmpty())
            published.read.insert(resource);
    }
    return published;
}

/// What the built-in copy may go on saying: of resources that the server lists but could not describe, of all where it
/// has no index, and of the neighbours that have none anywhere.
bool stays(const Call &call, const Published &published)
{
    if (call.base != apiBase)
        return true;
    return !published.read.contains(call.area) && (!published.hasIndex || published.listed.contains(call.area));
}

} // namespace

Schema CloudManager::builtInSchema(const Access &) const
{
    const std::lock_guard lock(m_builtInMutex); // each session asks, some of them in the window's thread
    if (!m_builtIn)
        m_builtIn = std::make_shared<const Schema>(withUntold(repaired(nephoscope::builtInSchema(service()))));
    return *m_builtIn;
}

QList<Request> CloudManager::schemaRequests(const Access &) const
{
    return {Request::get(QUrl(docs + QLatin1Char('/')))};
}

QList<Request> CloudManager::schemaRequestsIn(const Request &request, const Reply &reply, const Access &) const
{
    QList<Request> requests;
    if (resourceIn(request.url().path()) != QLatin1String("/"))
        return requests;
    const auto resources = swaggerResources(reply.body());
    for (const QString &resource : resources ? *resources : QStringList()) {
        QUrl url = request.url();
        url.setPath(docs + resource);
        requests << Request::get(url);
    }
    return requests;
}

Result<SchemaPart> CloudManager::schemaPart(const Request &request, const Reply &reply) const
{
    const QString resource = resourceIn(request.url().path());
    if (resource == QLatin1String("/")) {
        const auto resources = swaggerResources(reply.body());
        if (!resources)
            return failure(resources.error());
        SchemaPart index;
        index.name = resource;
        return index;
    }
    auto part = readSwagger(resource, reply.body());
    if (part)
        part->types = repaired(part->types);
    return part;
}

Schema CloudManager::schema(const Schema &builtIn, const QList<SchemaPart> &published) const
{
    const Published sort = sorted(published);
    SchemaPart kept;
    kept.name = service();
    kept.types = builtIn.types();
    kept.notes = builtIn.notes();
    for (const Call &call : builtIn.calls()) {
        if (stays(call, sort))
            kept.calls << call;
    }
    return withUntold(Schema().with(QList<SchemaPart>{kept} + published));
}

Schema CloudManager::withUntold(const Schema &schema) const
{
    const CallMap calls(std::make_shared<const Schema>(schema));
    SchemaPart part;
    part.types = Untold(calls, m_hints).types();
    return schema.with(part);
}

/// The description takes a leading "is" for a getter: "hA" is "isHA" on the wire. Fields are called what the wire
/// calls them, as far as the catalogue knows.
QList<Type> CloudManager::repaired(QList<Type> types) const
{
    const QJsonObject names = m_catalog.section(QStringLiteral("repair"));
    for (Type &type : types) {
        for (Field &field : type.fields) {
            const QString general = names.value(field.name).toString();
            const QString here = names.value(type.name + QLatin1Char('/') + field.name).toString(general);
            const bool isTaken = std::any_of(
                type.fields.begin(), type.fields.end(), [&here](const Field &other) { return other.name == here; });
            if (!here.isEmpty() && !isTaken)
                field.name = here;
        }
    }
    return types;
}

Schema CloudManager::repaired(const Schema &schema) const
{
    SchemaPart part;
    part.types = repaired(schema.types());
    return schema.with(part);
}

} // namespace nephoscope
