// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/har.h"
#include "net/transport.h"

#include <QHash>

namespace nephoscope {

/// Answers from a recording, without network. A GET finds the last successful recorded answer for the same path and
/// query (host, scheme, a trailing slash and the order of query items do not matter), else the last recorded one;
/// anything that was not recorded is NotFound ("not in this recording"). Methods other than GET, HEAD, OPTIONS are
/// refused (Unsupported).
class Playback : public Transport {
    Q_OBJECT
public:
    explicit Playback(Recording recording, QObject *parent = nullptr);

    Async<Reply> send(Request request) override;
    void abortAll() override { }
    bool isLive() const override { return false; }

    const Recording &recording() const { return m_recording; }

private:
    Result<Reply> answer(const Request &request) const;

    Recording m_recording;
    QHash<QString, qsizetype> m_byAddress; ///< normalised path and query → index of the answer
};

/// Path and query in a form that compares: no host, no trailing slash, decoded, query items sorted.
QString addressOf(const QUrl &url);

} // namespace nephoscope
