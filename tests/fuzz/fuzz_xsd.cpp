// SPDX-License-Identifier: GPL-3.0-or-later
#include "promise.h"
#include "schema/schemashape.h"
#include "schema/xsd.h"

using namespace nephoscope;
using namespace nephoscope::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QUrl address(QStringLiteral("https://cell.example/schema/master.xsd"));
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    for (const QUrl &url : xsdIncludes(address, bytes))
        promise(url.host() == address.host());
    const Result<SchemaPart> part = readXsd(address, bytes);
    if (!part) {
        promise(part.error().kind() == Error::Kind::Malformed);
        return 0;
    }
    const Schema schema = Schema().with(*part);
    for (const Type &type : part->types) {
        for (const Field &field : schema.fields(type.id))
            promise(!field.name.isEmpty() && (field.type.isEmpty() || schema.type(field.type)));
        SchemaShape(schema, type.id, true).order(Path());
    }
    return 0;
}
