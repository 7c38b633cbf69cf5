// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <memory>

namespace nephoscope {

/// Bytes that must not be seen: a password, token, cookie. Cannot be streamed, compared with ==, or turned into text by
/// accident; copies share one buffer, which is overwritten when the last copy goes.
class Secret {
public:
    Secret() = default;
    explicit Secret(QByteArray bytes);

    bool isEmpty() const { return !m_bytes || m_bytes->isEmpty(); }
    /// The bytes themselves; only for the line that puts them into a request or the keychain.
    QByteArray reveal() const;
    bool sameAs(const Secret &other) const { return reveal() == other.reveal(); }

private:
    std::shared_ptr<QByteArray> m_bytes;
};

} // namespace nephoscope
