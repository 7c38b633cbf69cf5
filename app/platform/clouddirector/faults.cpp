// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/faults.h"

#include "base/redaction.h"
#include "platform/clouddirector/reader.h"
#include "platform/parts.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace nephoscope::clouddirector {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("CloudDirector", text); }

/// What the status means where the server said nothing, in the words of its own status table.
QString bareMessage(const Reply &reply)
{
    switch (reply.status()) {
    case 400:
        return tr("The request body is malformed, incomplete or otherwise invalid.");
    case 401:
        return tr("Sign-in failed, or the session has expired.");
    case 403:
        return tr("The object does not exist here, or you have no right to it.");
    case 404:
        return tr("The server knows no such address.");
    case 405:
        return tr("This object does not support that method.");
    case 406:
        return tr("The server cannot answer in the form or API version that was asked for.");
    case 409:
        return tr("The state of the object does not allow this.");
    case 415:
        return tr("The server does not take this type of body here.");
    case 503:
        return tr("The cell is busy and takes no requests at the moment.");
    case 504:
        return tr("A gateway did not get an answer from the server in time.");
    default:
        break;
    }
    const QString asked = reply.url().authority();
    if (reply.status() >= 300 && reply.status() < 400)
        return tr("%1 redirects to %2. Nephoscope follows no redirect; check the address of the site.")
            .arg(asked.isEmpty() ? tr("The server") : asked, reply.location().toDisplayString(QUrl::RemoveUserInfo));
    return tr("The server answered with status %1.").arg(reply.status());
}

Error::Kind kindOf(int status, const QString &code, const QString &message)
{
    if (code == QLatin1String("BUSY_ENTITY") || code == QLatin1String("OPERATION_LIMITS_EXCEEDED")
        || message.contains(QLatin1String("is busy completing an operation")))
        return Error::Kind::Busy;
    if (code == QLatin1String("invalid_grant") || code == QLatin1String("invalid_client"))
        return Error::Kind::SignIn;
    if (status >= 300 && status < 400)
        return Error::Kind::Unsupported;
    return kindOfStatus(status);
}

/// Many messages begin with the request's id in brackets; it is shown apart.
QString bracketedId(QString &message)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*\\[\\s*([0-9A-Za-z-]{8,})\\s*\\]\\s*"));
    const auto match = pattern.match(message);
    if (match.hasMatch())
        message.remove(0, match.capturedLength());
    return match.captured(1);
}

} // namespace

Error faultOf(const Node &error, int status)
{
    QString message = firstText(error, {"message", "error_description", "details", "errorDescription"});
    if (message.isEmpty()) {
        const QList<Node> tenant = partsNamed(error, QStringLiteral("TenantError"));
        message = tenant.isEmpty() ? QString() : tenant.first().value(QStringLiteral("message"));
    }
    const QString code = firstText(error, {"minorErrorCode", "error", "errorCode"});
    const QString id = bracketedId(message);
    if (message.trimmed().isEmpty())
        message = tr("The task ended without success, and the server does not say why.");
    return Error(kindOf(status, code, message), redactedText(message))
        .withStatus(status)
        .withCode(code)
        .withRequestId(id)
        .withDetails(redactedText(firstText(error, {"stackTrace", "vendorSpecificErrorCode"})));
}

Error faultIn(const Reply &reply)
{
    QString message;
    QString code;
    QString details;
    const QByteArray type = reply.mediaType();
    const auto document = reply.body().trimmed().isEmpty() || type.contains("html")
        ? Result<Document>(failure(Error::Kind::Malformed, {}))
        : Document::parse(reply.body(), type);
    if (document) {
        const Path part = unwrapped(*document);
        const Node root = part.isEmpty() ? document->root() : document->root().at(part);
        message = firstText(root, {"message", "error_description", "details", "errorDescription"});
        code = firstText(root, {"minorErrorCode", "error", "errorCode"});
        details = firstText(root, {"stackTrace"});
        if (message.isEmpty() && !root.isXml())
            message = root.text();
    } else {
        message = plainText(reply.body(), type);
    }
    const QString bracketed = bracketedId(message);
    if (message.trimmed().isEmpty())
        message = bareMessage(reply);
    const QByteArray header = reply.headers().value("X-VMWARE-VCLOUD-REQUEST-ID");
    return Error(kindOf(reply.status(), code, message), redactedText(message))
        .withStatus(reply.status())
        .withCode(code)
        .withRequestId(header.isEmpty() ? bracketed : QString::fromLatin1(header))
        .withDetails(redactedText(details));
}

} // namespace nephoscope::clouddirector
