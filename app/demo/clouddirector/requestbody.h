// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/context.h"
#include "demo/clouddirector/sent.h"

namespace nephoscope::demo::clouddirector {

/// What a client sent, XML or JSON, after the checks the real service makes of it.
class RequestBody {
public:
    /// Reads the body of the request. `shortType` is the media type it must have ("vcloud.deployVAppParams"), `element`
    /// its root, in OVF's namespace where it begins with "ovf:". Refusals: 415, and 400 with the schema validator's
    /// words.
    std::optional<Reply> read(const Context &context, const QByteArray &shortType, const QByteArray &element);

    /// All of it; empty where nothing was read.
    const Sent &root() const { return m_root; }
    /// The value of an attribute or plain child of the root; nothing where it was not sent.
    std::optional<QByteArray> value(const char *name) const { return m_root.value(name); }

private:
    std::optional<Reply> readXml(const Context &context, const QByteArray &element);
    std::optional<Reply> readJson(const Context &context, const QByteArray &element);

    Sent m_root;
};

} // namespace nephoscope::demo::clouddirector
