// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/builtin.h"

#include "schema/swagger.h"

#include <QDir>
#include <QFile>
#include <QMutex>

static void registerSchemas() { Q_INIT_RESOURCE(core); } // has to stand outside of all namespaces

namespace nephoscope {
namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The resource that a declaration is of. The first two members say it in our own files; looked up without reading all.
QString resourceOf(const QByteArray &declaration)
{
    const QByteArray key = "\"resourcePath\":";
    const qsizetype at = declaration.indexOf(key);
    const qsizetype open = at < 0 ? -1 : declaration.indexOf('"', at + key.size());
    const qsizetype close = open < 0 ? -1 : declaration.indexOf('"', open + 1);
    return close < 0 ? QString() : QString::fromUtf8(declaration.mid(open + 1, close - open - 1));
}

Schema load(const QString &service)
{
    const QString place = QStringLiteral(":/nephoscope/schema/") + service;
    const Schema schema = Schema::fromJson(contentOf(place + QStringLiteral(".json"))).value_or(Schema());
    QList<QByteArray> declarations = contentOf(place + QStringLiteral(".jsonl")).split('\n');
    for (const QString &name : QDir(place).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        declarations.append(contentOf(place + u'/' + name));
    QList<SchemaPart> parts;
    for (const QByteArray &declaration : qAsConst(declarations)) {
        const Result<SchemaPart> part = readSwagger(resourceOf(declaration), declaration);
        if (part)
            parts.append(*part);
    }
    return schema.with(parts);
}

} // namespace

Schema builtInSchema(const QString &service)
{
    static QMutex mutex;
    static QHash<QString, Schema> loaded;
    const QMutexLocker lock(&mutex);
    registerSchemas();
    auto found = loaded.constFind(service);
    if (found == loaded.constEnd())
        found = loaded.insert(service, load(service));
    return *found;
}

} // namespace nephoscope
