// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/swagger.h"

#include "schema/swaggercalls.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

namespace nephoscope {
namespace {

constexpr qsizetype mostResources = 2000;

QString words(const char *text) { return QCoreApplication::translate("Swagger", text); }

/// Real declarations have a hundred kilobytes and go ten deep.
Result<Document> parsed(const QByteArray &bytes)
{
    DocumentLimits limits;
    limits.bytes = 16 * 1024 * 1024;
    limits.depth = 64;
    limits.nodes = 500'000;
    return Document::parse(bytes, "application/json", limits);
}

/// "http://inner-host:1234/occm/api/" → "/occm/api": the host is the process's own, behind its proxy.
QString pathOfBase(const QString &base)
{
    QString path = QUrl(base.trimmed()).path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    if (!path.isEmpty() && !path.startsWith(u'/'))
        path.prepend(u'/');
    return path.startsWith(QLatin1String("//")) || path.contains(QLatin1String("/..")) ? QString() : path;
}

/// Resource names are joined to a URL: nothing in them may lead elsewhere.
bool isResourceName(const QString &path)
{
    static const QRegularExpression form(QStringLiteral("^/[A-Za-z0-9_~:@-][A-Za-z0-9_.~:@/-]{0,199}$"));
    return form.match(path).hasMatch() && !path.contains(QLatin1String("..")) && !path.contains(QLatin1String("//"));
}

} // namespace

Result<QStringList> swaggerResources(const QByteArray &index)
{
    const Result<Document> document = parsed(index);
    if (!document)
        return failure(document.error());
    const Node apis = document->root().child(QStringLiteral("apis"));
    if (apis.kind() != Node::Kind::Array)
        return failure(Error::Kind::Malformed, words("This is not an index of API declarations."));
    QStringList resources;
    QSet<QString> seen;
    for (const Node &api : apis.children()) {
        QString path = api.child(QStringLiteral("path")).text();
        if (!path.startsWith(u'/'))
            path.prepend(u'/');
        if (!isResourceName(path) || seen.contains(path) || resources.size() >= mostResources)
            continue;
        seen.insert(path);
        resources.append(path);
    }
    return resources;
}

Result<SchemaPart> readSwagger(const QString &resource, const QByteArray &declaration)
{
    const Result<Document> document = parsed(declaration);
    if (!document)
        return failure(document.error());
    const Node root = document->root();
    const Node apis = root.child(QStringLiteral("apis"));
    Node models = root.child(QStringLiteral("models"));
    if (models.isNull())
        models = root.child(QStringLiteral("definitions"));
    if (apis.kind() != Node::Kind::Array && models.kind() != Node::Kind::Object)
        return failure(Error::Kind::Malformed, words("This is not an API declaration."));

    SchemaPart part;
    part.name = resource;
    const SwaggerTypes types(resource, models);
    part.types = types.types();
    SwaggerCalls calls(types, resource, pathOfBase(root.child(QStringLiteral("basePath")).text()), root, part);
    for (const Node &api : apis.children())
        calls.readApi(api);
    return part;
}

} // namespace nephoscope
