// SPDX-License-Identifier: GPL-3.0-or-later
#include "promise.h"
#include "schema/swagger.h"

using namespace nephoscope;
using namespace nephoscope::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const Result<QStringList> index = swaggerResources(bytes);
    promise(index.has_value() || index.error().kind() == Error::Kind::Malformed);
    const Result<SchemaPart> part = readSwagger(QStringLiteral("/fuzzed"), bytes);
    if (!part) {
        promise(part.error().kind() == Error::Kind::Malformed);
        return 0;
    }
    const Schema schema = Schema().with(*part);
    for (const Type &type : part->types) {
        for (const Field &field : schema.fields(type.id))
            promise(!field.name.isEmpty() || field.type.isEmpty());
    }
    for (const Call &call : part->calls)
        promise(call.path.startsWith(QLatin1Char('/')) && !call.path.contains(QLatin1String("/../")));
    const Result<Schema> again = Schema::fromJson(schema.toJson());
    promise(again.has_value());
    // Qt drops the byte order mark that a text begins with each time it reads it
    const bool hasMark = bytes.contains("\xEF\xBB\xBF") || bytes.toLower().contains("\\ufeff");
    promise(hasMark || again->toJson() == schema.toJson());
    return 0;
}
