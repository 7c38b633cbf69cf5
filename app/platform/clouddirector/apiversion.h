// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "document/document.h"

#include <QList>
#include <QString>
#include <QUrl>
#include <compare>

namespace nephoscope::clouddirector {

/// A version of the vCloud API: compares as integers, so that 5.10 is newer than 5.9 and 37.0 newer than 5.5.
class ApiVersion {
public:
    ApiVersion() = default;
    constexpr ApiVersion(int major, int minor)
        : m_major(major)
        , m_minor(minor)
    {
    }
    /// "36.3"; a null version for anything that is not two numbers ("38.0.0-alpha", "").
    static ApiVersion parse(const QString &text);

    bool isNull() const { return m_major == 0; }
    QString text() const;
    friend auto operator<=>(const ApiVersion &, const ApiVersion &) = default;

private:
    int m_major = 0;
    int m_minor = 0;
};

/// One line of GET /api/versions.
class OfferedVersion {
public:
    ApiVersion version;
    bool deprecated = false;
    QUrl loginUrl;
    QUrl providerLoginUrl;
};

/// The versions document, XML or JSON; alpha versions left out, oldest first. Empty where the document is something
/// else.
QList<OfferedVersion> offeredVersions(const Document &document);

/// The version to speak: the pinned one if the server has it, else the highest that both know, not deprecated if there
/// is one. Unsupported says what the server offers.
Result<OfferedVersion> chosen(const QList<OfferedVersion> &offered, const QString &pinned);

} // namespace nephoscope::clouddirector
