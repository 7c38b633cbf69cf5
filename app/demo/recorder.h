// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "demo/site.h"

#include <mutex>
#include <vector>

namespace nephoscope::demo {

/// Keeps what was served and writes it as HAR 1.2. Secrets are replaced before they are kept. Thread-safe.
class Recorder {
public:
    /// What the recorded addresses begin with.
    void setOrigin(const QByteArray &origin) { m_origin = origin; }
    /// `started` in milliseconds since 1970; the exchange ends now.
    void add(const Message &message, const Answer &answer, qint64 started);
    Result<void> write(const QString &fileName) const;

private:
    QByteArray m_origin;
    mutable std::mutex m_mutex;
    std::vector<QJsonObject> m_entries;
};

} // namespace nephoscope::demo
