// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/schemareading.h"

#include "session/schemastore.h"
#include "session/session.h"

#include <QtConcurrent>

namespace nephoscope {

namespace {

SchemaAnswer read(const Platform &platform, const Request &request, const Reply &reply, const Access &access)
{
    const QList<Request> further = platform.schemaRequestsIn(request, reply, access);
    const qsizetype bytes = reply.body().size();
    const Result<SchemaPart> part = platform.schemaPart(request, reply);
    if (part)
        return SchemaAnswer(*part, further, bytes, true);
    SchemaPart none;
    none.name = request.url().path();
    none.notes << Session::tr("%1 could not be understood: %2").arg(none.name, part.error().message());
    return SchemaAnswer(none, further, bytes, false);
}

} // namespace

QFuture<SchemaAnswer> schemaAnswerOf(
    const std::shared_ptr<const Platform> &platform, const Request &request, const Reply &reply, const Access &access)
{
    return QtConcurrent::run([=] { return read(*platform, request, reply, access); });
}

QFuture<Schema> joinedSchema(const std::shared_ptr<const Platform> &platform, const Profile &profile,
    const Access &access, const QList<SchemaPart> &parts, bool isComplete)
{
    return QtConcurrent::run([=] {
        const Schema schema = platform->schema(platform->builtInSchema(access), parts);
        if (isComplete)
            SchemaStore::keep(profile, access, schema);
        return schema;
    });
}

QFuture<std::optional<Schema>> keptSchema(const Profile &profile, const Access &access)
{
    return QtConcurrent::run([=] { return SchemaStore::kept(profile, access); });
}

} // namespace nephoscope
