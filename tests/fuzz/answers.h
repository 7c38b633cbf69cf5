// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform.h"
#include "promise.h"

namespace nephoscope::fuzz {

inline const std::shared_ptr<const Platform> &dialect(Input &input)
{
    static const QList<std::shared_ptr<const Platform>> all = allPlatforms();
    return input.oneOf(all);
}

/// What a service said of itself is known, as it is while somebody is signed in. Slow the first time.
inline const Access &signedIn(const std::shared_ptr<const Platform> &platform)
{
    static QHash<QString, Access> known;
    Access &access = known[platform->service()];
    if (!access.isComplete) {
        access.apiVersion = QStringLiteral("37.0");
        access.tokenKind = Access::Token::Bearer;
        access.token = Secret(QByteArrayLiteral("t"));
        access.schema = std::make_shared<const Schema>(platform->builtInSchema(access));
        access.isComplete = true;
    }
    return access;
}

inline const QList<QByteArray> &mediaTypes()
{
    static const QList<QByteArray> types{"application/json", "application/xml", "text/html; charset=utf-8",
        "application/vnd.vmware.vcloud.vapp+xml;version=37.0", "application/vnd.vmware.vcloud.query.records+json", "",
        "text/plain"};
    return types;
}

/// Nothing that a terminal or a label would obey.
inline bool isQuiet(const QString &text)
{
    return std::none_of(text.begin(), text.end(),
        [](QChar c) { return (c < u' ' && c != u'\n' && c != u'\t' && c != u'\r') || c == QChar(0x7f); });
}

} // namespace nephoscope::fuzz
