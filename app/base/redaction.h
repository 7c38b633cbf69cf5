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

/// True for members, elements, attributes, query and form parameters that carry secrets (password, svmPassword,
/// AdminPassword, secretKey, refresh_token, client_secret, access_token, privateKey, ticket, ...). Judged by name,
/// case-insensitively; names that merely speak about passwords (passwordPolicy, AdminPasswordEnabled, ...) are not
/// secret.
bool isSecretName(const QString &name);

/// The URL without user info and with the values of secret query parameters replaced.
QUrl redacted(const QUrl &url);

/// A body with secrets replaced: JSON, XML and form bodies by name; broken JSON and XML by a lenient scan, so that a
/// truncated body hides them too. Other media types are returned as they are.
QByteArray redactedBody(const QByteArray &body, const QByteArray &mediaType);

/// Free text (an error message, a log line): bearer tokens, "password=..." and JWTs replaced.
QString redactedText(const QString &text);

} // namespace nephoscope
