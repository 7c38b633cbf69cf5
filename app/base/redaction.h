// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace nephoscope {

/// The one place that knows what must not be seen in records, logs, HAR files and on screen. Every function returns a
/// copy in which secrets are replaced by redactionMark(); what is not secret stays byte for byte.
QByteArray redactionMark();

/// True for header fields that carry credentials (Authorization, Cookie, Set-Cookie, x-vcloud-authorization,
/// X-VMWARE-VCLOUD-ACCESS-TOKEN, X-User-Token, clusterPassword, ...). Case-insensitive.
bool isSecretHeader(const QByteArray &name);

/// The value of a header field with its secret replaced. What is no secret stays: the scheme of credentials
/// ("Bearer REDACTED"), names and attributes of cookies, fields that carry none (but tokens inside a URL go).
QByteArray redactedHeader(const QByteArray &name, const QByteArray &value);

/// True for members, elements, attributes, query and form parameters that carry secrets (password, svmPassword,
/// AdminPassword, secretKey, refresh_token, client_secret, access_token, privateKey, ticket, ...). Judged by name,
/// case-insensitively; names that merely speak about passwords (passwordPolicy, AdminPasswordEnabled, ...) are not
/// secret.
bool isSecretName(const QString &name);

/// The URL without user info and with the values of secret query parameters replaced.
QUrl redacted(const QUrl &url);

/// A body with secrets replaced: JSON, XML, form and multipart bodies by name, by a lenient scan, so that a truncated
/// or broken body hides them too; also JSON and XML inside their strings. Plain text as redactedText(). What a body is,
/// its first character says before its media type does. Anything else (binary) is returned as it is.
QByteArray redactedBody(const QByteArray &body, const QByteArray &mediaType);

/// Free text (an error message, a log line): bearer tokens, "password=..." and JWTs replaced.
QString redactedText(const QString &text);

} // namespace nephoscope
