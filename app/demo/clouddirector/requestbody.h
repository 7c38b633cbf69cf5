// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/context.h"

namespace nephoscope::demo::clouddirector {

/// What a client sent, XML or JSON, after the checks the real service makes of it.
class RequestBody {
public:
    /// Reads the body of the request. `shortType` is the media type it must have ("vcloud.deployVAppParams"), `element`
    /// its root. Refusals: 415, and 400 with the schema validator's words.
    std::optional<Reply> read(const Context &context, const QByteArray &shortType, const QByteArray &element);

    /// The value of an attribute or plain child of the root; nothing where it was not sent.
    std::optional<QByteArray> value(const QByteArray &name) const;

private:
    bool readXml(const QByteArray &body, const QByteArray &element);
    bool readJson(const QByteArray &body);

    QHash<QByteArray, QByteArray> m_values; ///< by JSON name
};

} // namespace nephoscope::demo::clouddirector
