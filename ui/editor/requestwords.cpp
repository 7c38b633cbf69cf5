// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/requestwords.h"

#include "base/redaction.h"

namespace nephoscope {

namespace {

QString shown(const QByteArray &name, const QByteArray &value)
{
    return QString::fromUtf8(name + ": " + redactedHeader(name, value));
}

/// In single quotes, as a POSIX shell reads them.
QString quoted(QString text)
{
    return QLatin1Char('\'') + text.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
}

QString bodyText(const Request &request)
{
    return QString::fromUtf8(redactedBody(request.body(), request.headers().value("Content-Type")));
}

QString address(const Request &request) { return redacted(request.url()).toString(QUrl::FullyEncoded); }

} // namespace

QString requestText(const Request &request)
{
    QStringList lines = {QString::fromLatin1(request.method()) + QLatin1Char(' ') + address(request)};
    for (const auto &[name, value] : request.headers().all())
        lines << shown(name, value);
    if (!request.body().isEmpty())
        lines << QString() << bodyText(request);
    return lines.join(QLatin1Char('\n'));
}

QString asCurl(const Request &request)
{
    QStringList parts = {
        QStringLiteral("curl -X %1 %2").arg(QString::fromLatin1(request.method()), quoted(address(request)))};
    for (const auto &[name, value] : request.headers().all())
        parts << QStringLiteral("-H ") + quoted(shown(name, value));
    if (!request.body().isEmpty())
        parts << QStringLiteral("--data-binary ") + quoted(bodyText(request));
    return parts.join(QStringLiteral(" \\\n  "));
}

} // namespace nephoscope
