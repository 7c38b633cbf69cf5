// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/faults.h"

#include "base/redaction.h"
#include "platform/parts.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace nephoscope::cloudmanager {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("CloudManager", text); }

QString bareMessage(const Reply &reply)
{
    switch (reply.status()) {
    case 400:
        return tr("The request input is not recognized or is inappropriate.");
    case 401:
        return tr("Sign-in failed, or the session has expired.");
    case 403:
        return tr("This operation is not allowed for the signed-in user.");
    case 404:
        return tr("The server knows no such object or address.");
    case 408:
        return tr("The directory server did not answer in time.");
    case 409:
        return tr("Another operation is in progress.");
    case 412:
        return tr("This server is not configured for that.");
    case 420:
        return tr("This Cloud Manager has not been set up.");
    case 503:
        return tr("The service is starting or overloaded.");
    case 504:
        return tr("The gateway gave up waiting. The operation may go on all the same.");
    default:
        break;
    }
    const QString asked = reply.url().authority();
    if (reply.status() >= 300 && reply.status() < 400)
        return tr("%1 redirects to %2. Nephoscope follows no redirect; check the address of the site.")
            .arg(asked.isEmpty() ? tr("The server") : asked, reply.location().toDisplayString(QUrl::RemoveUserInfo));
    return tr("The server answered with status %1.").arg(reply.status());
}

/// A text, a list of texts, or a list of {path, message}.
QString violationsIn(const Node &root)
{
    const Node violations = root.child(QStringLiteral("violations"));
    if (violations.isLeaf())
        return violations.isNil() ? QString() : violations.text();
    QStringList lines;
    for (const Node &each : violations.children()) {
        const QString path = each.value(QStringLiteral("path"));
        const QString message = each.isLeaf() ? each.text() : each.value(QStringLiteral("message"));
        lines << (path.isEmpty() ? message : path + QLatin1String(": ") + message);
    }
    return lines.join(QLatin1Char('\n'));
}

/// The class that a cause begins with, without its package; empty where it begins with something else.
QString exceptionIn(const QString &cause)
{
    static const QRegularExpression head(QStringLiteral("^(?:[\\w$]+\\.)*(\\w*(?:Exception|Error))(?::|$)"));
    return head.match(cause).captured(1);
}

/// The gateway's plain words for a connector whose service is not up yet.
bool isStarting(const Reply &reply)
{
    return reply.status() == 400 && !reply.mediaType().contains("json") && reply.body().contains("Connection refused");
}

/// One operation at a time: what is refused because of another may be had later. Not so what is there already.
bool isBusy(int status, const QString &code, const QString &message)
{
    static const QRegularExpression other(
        QStringLiteral("already (?!in progress)|internet|connectivity"), QRegularExpression::CaseInsensitiveOption);
    return status == 409
        && (code == QLatin1String("OnGoingAsyncOperationException")
            || message.startsWith(QLatin1String("Couldn't perform action")) || !other.match(message).hasMatch());
}

Error::Kind kindOf(int status, const QString &code, const QString &message)
{
    if (isBusy(status, code, message))
        return Error::Kind::Busy;
    if (status == 420)
        return Error::Kind::NotSetUp;
    if (code == QLatin1String("invalid_grant") || code == QLatin1String("access_denied"))
        return Error::Kind::SignIn;
    if (status >= 300 && status < 400)
        return Error::Kind::Unsupported;
    return kindOfStatus(status);
}

} // namespace

Error faultIn(const Reply &reply)
{
    QString message;
    QString code;
    QStringList details;
    const QByteArray type = reply.mediaType();
    const bool json = type.contains("json") || reply.body().trimmed().startsWith('{');
    const auto document = json ? Document::parse(reply.body(), "application/json")
                               : Result<Document>(failure(Error::Kind::Malformed, {}));
    if (document) {
        const Node root = document->root();
        message = firstText(root, {"message", "error_description"});
        code = firstText(root, {"error", "errorCode"});
        const QString cause = firstText(root, {"causeMessage"});
        if (code.isEmpty()) // "OnGoingAsyncOperationException: Couldn't perform …"
            code = exceptionIn(cause.isEmpty() ? message : cause);
        details << cause << violationsIn(root);
        details.removeAll(QString());
        if (message.isEmpty())
            message = code;
    } else {
        message = plainText(reply.body(), type);
    }
    if (message.trimmed().isEmpty())
        message = bareMessage(reply);
    return Error(isStarting(reply) ? Error::Kind::Busy : kindOf(reply.status(), code, message), redactedText(message))
        .withStatus(reply.status())
        .withCode(code)
        .withRequestId(QString::fromLatin1(reply.headers().value("OnCloud-Request-Id")))
        .withDetails(redactedText(details.join(QLatin1Char('\n'))));
}

} // namespace nephoscope::cloudmanager
