// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/apiversion.h"

#include "platform/parts.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

namespace nephoscope::clouddirector {

namespace {

/// The newest version this console was written for; later ones are spoken to as far as they still offer it or older.
constexpr ApiVersion newestKnown{39, 9};
constexpr ApiVersion oldestKnown{1, 5};

QString tr(const char *text) { return QCoreApplication::translate("CloudDirector", text); }

QString listed(const QList<OfferedVersion> &offered)
{
    QStringList texts;
    for (const OfferedVersion &each : offered)
        texts << each.version.text();
    return texts.join(QLatin1String(", "));
}

OfferedVersion readVersion(const Node &node)
{
    OfferedVersion result;
    result.version = ApiVersion::parse(textIn(node, QStringLiteral("version")));
    result.deprecated = node.value(QStringLiteral("deprecated")) == QLatin1String("true");
    result.loginUrl = QUrl(textIn(node, QStringLiteral("loginUrl")));
    result.providerLoginUrl = QUrl(textIn(node, QStringLiteral("providerLoginUrl")));
    return result;
}

} // namespace

ApiVersion ApiVersion::parse(const QString &text)
{
    const QStringList numbers = text.trimmed().split(QLatin1Char('.'));
    if (numbers.size() != 2)
        return {};
    bool majorOk = false;
    bool minorOk = false;
    const ApiVersion version(numbers[0].toInt(&majorOk), numbers[1].toInt(&minorOk));
    return majorOk && minorOk && version.m_major > 0 && version.m_minor >= 0 ? version : ApiVersion();
}

QString ApiVersion::text() const { return isNull() ? QString() : QStringLiteral("%1.%2").arg(m_major).arg(m_minor); }

QList<OfferedVersion> offeredVersions(const Document &document)
{
    QList<OfferedVersion> result;
    for (const Node &node : partsNamed(document.root(), QStringLiteral("VersionInfo"))) {
        const OfferedVersion offered = readVersion(node);
        if (!offered.version.isNull())
            result << offered;
    }
    std::sort(result.begin(), result.end(), [](const auto &a, const auto &b) { return a.version < b.version; });
    return result;
}

Result<OfferedVersion> chosen(const QList<OfferedVersion> &offered, const QString &pinned)
{
    if (!pinned.isEmpty()) {
        const ApiVersion wanted = ApiVersion::parse(pinned);
        const auto found =
            std::find_if(offered.begin(), offered.end(), [&](const auto &o) { return o.version == wanted; });
        if (found != offered.end())
            return *found;
        return failure(Error::Kind::Unsupported,
            tr("This site does not offer API version %1. It offers %2.").arg(pinned, listed(offered)));
    }
    const OfferedVersion *best = nullptr;
    for (const OfferedVersion &each : offered) {
        if (each.version < oldestKnown || each.version > newestKnown)
            continue;
        if (!best || best->deprecated || !each.deprecated)
            best = &each;
    }
    if (best)
        return *best;
    return failure(Error::Kind::Unsupported,
        tr("This site speaks no version of the vCloud API that Nephoscope knows (%1 to %2). It offers %3.")
            .arg(oldestKnown.text(), newestKnown.text(), listed(offered)));
}

} // namespace nephoscope::clouddirector
