// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <compare>
#include <optional>
#include <vector>

namespace nephoscope::demo::clouddirector {

/// A version of the API: two integers, never a decimal fraction (5.10 is newer than 5.9).
class ApiVersion {
public:
    constexpr ApiVersion(int major, int minor)
        : m_major(major)
        , m_minor(minor)
    {
    }
    static std::optional<ApiVersion> parse(const QByteArray &text); ///< "37.0", "40.0.0-alpha"

    QByteArray toText() const; ///< "37.0"
    bool isDeprecated() const { return *this < ApiVersion(33, 0); }
    constexpr auto operator<=>(const ApiVersion &) const = default;

private:
    int m_major;
    int m_minor;
};

/// All that the site speaks, oldest first.
const std::vector<ApiVersion> &apiVersions();
/// The preview after them.
constexpr ApiVersion alphaVersion(40, 0);

/// Sign-in moves from /api/sessions to /cloudapi with this one.
constexpr ApiVersion cloudapiLogin(36, 0);
/// Organizations link to queries instead of their children from here on.
constexpr ApiVersion queryLinks(33, 0);
/// The classic API speaks JSON, and issues JWTs, from here on.
constexpr ApiVersion firstJson(30, 0);

/// "[37.0, 36.3, 35.2 [D]] ([D] indicates deprecated versions)", as error messages say it.
QByteArray supportedVersionsText();

} // namespace nephoscope::demo::clouddirector
