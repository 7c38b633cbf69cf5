// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/apiversion.h"

namespace nephoscope::demo::clouddirector {

std::optional<ApiVersion> ApiVersion::parse(const QByteArray &text)
{
    const QByteArray number = text.endsWith(".0-alpha") ? text.chopped(8) : text;
    const qsizetype dot = number.indexOf('.');
    bool majorOk = false;
    bool minorOk = false;
    const int major = number.left(dot).toInt(&majorOk);
    const int minor = number.mid(dot + 1).toInt(&minorOk);
    if (dot < 0 || !majorOk || !minorOk)
        return std::nullopt;
    return ApiVersion(major, minor);
}

QByteArray ApiVersion::toText() const { return QByteArray::number(m_major) + '.' + QByteArray::number(m_minor); }

const std::vector<ApiVersion> &apiVersions()
{
    static const std::vector<ApiVersion> versions{{1, 5}, {5, 1}, {5, 5}, {5, 6}, {9, 0}, {20, 0}, {27, 0}, {29, 0},
        {30, 0}, {31, 0}, {32, 0}, {33, 0}, {34, 0}, {35, 0}, {35, 2}, {36, 0}, {36, 1}, {36, 2}, {36, 3}, {37, 0},
        {37, 1}, {37, 2}, {37, 3}, {38, 0}, {38, 1}, {39, 0}};
    return versions;
}

QByteArray supportedVersionsText()
{
    QByteArray text = "[";
    const auto &versions = apiVersions();
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
        if (text.size() > 1)
            text += ", ";
        text += version->toText() + (version->isDeprecated() ? " [D]" : "");
    }
    return text + "] ([D] indicates deprecated versions)";
}

} // namespace nephoscope::demo::clouddirector
