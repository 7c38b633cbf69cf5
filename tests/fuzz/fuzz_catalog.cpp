// SPDX-License-Identifier: GPL-3.0-or-later
#include "promise.h"
#include "schema/catalog.h"

#include <QJsonDocument>

using namespace nephoscope;
using namespace nephoscope::fuzz;

/// A user's own file of hints: taken whole or refused whole, and laid over the built-in one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Catalog builtIn = Catalog::builtIn(QStringLiteral("cloud-director"));
    const Input input(data, size);
    const Result<Catalog> read = Catalog::read(input.rest());
    if (!read) {
        promise(read.error().kind() == Error::Kind::Malformed);
        return 0;
    }
    const Catalog both = builtIn.mergedWith(*read);
    const QJsonObject kinds = QJsonDocument::fromJson(input.rest()).object().value(QStringLiteral("kinds")).toObject();
    for (const QString &kind : kinds.keys()) {
        if (!kinds.contains(kind)) // Qt drops the byte order mark that a name begins with, and finds it no more
            continue;
        promise(read->hasKind(kind) && both.hasKind(kind));
        const KindHints own = read->kind(kind);
        const KindHints merged = both.kind(kind);
        promise(own.label.isEmpty() || own.label == merged.label);
        (void)both.property(kind, QStringLiteral("a/b"));
        (void)both.canonicalKind(kind.toLower());
        (void)both.toneOf(kind);
    }
    for (const char *section : {"collections", "relations", "kinds", "properties"})
        (void)both.section(QLatin1String(section));
    return 0;
}
