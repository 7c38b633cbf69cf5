// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/grant.h"

#include "document/document.h"

namespace nephoscope {

bool takeGrant(Access &access, const Reply &reply)
{
    const auto document = Document::parse(reply.body(), "application/json");
    const QString token = document ? document->root().value(QStringLiteral("access_token")) : QString();
    if (token.isEmpty())
        return false;
    access.token = Secret(token.toUtf8());
    access.tokenKind = Access::Token::Bearer;
    if (const qint64 seconds = document->root().value(QStringLiteral("expires_in")).toLongLong(); seconds > 0)
        access.lifetime = seconds;
    if (const QString next = document->root().value(QStringLiteral("refresh_token")); !next.isEmpty()) {
        access.refreshToken = Secret(next.toUtf8());
        access.refreshTokenRotated = true;
    }
    return true;
}

} // namespace nephoscope
