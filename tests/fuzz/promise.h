// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <cstddef>
#include <cstdint>

namespace nephoscope::fuzz {

/// Ends the program where a promise is broken, so that the input is kept.
inline void promise(bool kept)
{
    if (!kept)
        __builtin_trap();
}

/// An input that says first how it is to be taken: choices are single bytes, the rest is the content.
class Input {
public:
    Input(const std::uint8_t *data, std::size_t size)
        : m_bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size))
    {
    }

    /// One of so many; 0 where the input has ended.
    int choice(int many)
    {
        if (m_bytes.isEmpty())
            return 0;
        const int byte = static_cast<unsigned char>(m_bytes.front());
        m_bytes.remove(0, 1);
        return byte % many;
    }
    template <class T>
    const T &oneOf(const QList<T> &list)
    {
        return list.at(choice(static_cast<int>(list.size())));
    }
    const QByteArray &rest() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

} // namespace nephoscope::fuzz
