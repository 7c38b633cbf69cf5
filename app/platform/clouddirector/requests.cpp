// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/requests.h"

#include "platform/clouddirector/kinds.h"

#include <QCoreApplication>
#include <QUrlQuery>

namespace nephoscope::clouddirector {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("CloudDirector", text); }

QStringList valuesOf(const Parameter &parameter, const Arguments &arguments)
{
    const QStringList given = arguments.value(parameter.field.name);
    if (!given.isEmpty() || parameter.field.preset.isEmpty())
        return given;
    return {parameter.field.preset};
}

/// The part of an action's id that the service accepts.
QByteArray clean(const QByteArray &action)
{
    QByteArray id;
    bool tells = false;
    for (const char c : action.left(128)) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (plain || c == '-')
            id += c;
        tells = tells || plain;
    }
    return tells ? id : QByteArray();
}

} // namespace

Result<Request> requestFor(const Operation &operation, const Arguments &arguments, const QByteArray &body)
{
    QUrl url = operation.href;
    QString path = url.path(QUrl::FullyEncoded);
    QUrlQuery query(url);
    Headers headers;
    QStringList missing;
    for (const Parameter &parameter : operation.parameters) {
        const QStringList values = valuesOf(parameter, arguments);
        const bool isEmpty = values.isEmpty() || values.join(QString()).isEmpty();
        if (isEmpty && parameter.field.isRequired)
            missing << parameter.field.name;
        if (isEmpty)
            continue;
        if (parameter.in == Parameter::In::Path) {
            path.replace(QLatin1String("%7B") + parameter.field.name + QLatin1String("%7D"),
                QString::fromLatin1(QUrl::toPercentEncoding(values.first())));
        } else if (parameter.in == Parameter::In::Header) {
            headers.set(parameter.field.name.toLatin1(), values.first().toUtf8());
        } else if (values != QStringList{QStringLiteral("false")} || parameter.field.isRequired) {
            for (const QString &value : values) // what is not wanted is left out: servers of old know no such word
                query.addQueryItem(parameter.field.name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
        }
    }
    if (!missing.isEmpty())
        return failure(Error::Kind::Invalid, tr("Missing: %1").arg(missing.join(QLatin1String(", "))));
    const bool takesBody = !operation.bodyType.isEmpty();
    if (takesBody && body.trimmed().isEmpty())
        return failure(Error::Kind::Invalid, tr("This needs a body of type %1.").arg(operation.bodyType));
    url.setPath(path, QUrl::TolerantMode);
    if (!query.isEmpty())
        url.setQuery(query);
    Request request = takesBody || !body.isEmpty()
        ? Request::withBody(operation.method, url, body, operation.bodyType.toLatin1())
        : Request(operation.method, url);
    for (const auto &[name, value] : headers.all())
        request.headers().set(name, value);
    return request;
}

Request withContext(Request request, const Access &access)
{
    if (const QByteArray id = clean(request.action()); !id.isEmpty())
        request.headers().set("X-VMWARE-VCLOUD-CLIENT-REQUEST-ID", id);
    const QUrl tenant = access.actingAs.href();
    const QString urn = access.actingAs.id().isEmpty() ? urnOf(tenant) : access.actingAs.id();
    if (urn.isEmpty())
        return request;
    // some versions refuse the URN here: the bare UUID is taken by all
    request.headers().set("X-VMWARE-VCLOUD-TENANT-CONTEXT", urn.section(QLatin1Char(':'), -1).toLatin1());
    if (!access.actingAs.name().isEmpty())
        request.headers().set("X-VMWARE-VCLOUD-AUTH-CONTEXT", access.actingAs.name().toUtf8());
    return request;
}

} // namespace nephoscope::clouddirector
