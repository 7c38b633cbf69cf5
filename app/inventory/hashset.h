// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <vector>

namespace nephoscope {

/// A set of 64-bit hashes in one block of memory: a hundred thousand of them in 1 MiB.
class HashSet {
public:
    bool contains(quint64 hash) const { return !m_slots.empty() && m_slots[place(filled(hash))] != 0; }
    /// False where it was there.
    bool insert(quint64 hash)
    {
        hash = filled(hash);
        if ((m_count + 1) * 5 > m_slots.size() * 4)
            grow();
        quint64 &slot = m_slots[place(hash)];
        if (slot != 0)
            return false;
        slot = hash;
        ++m_count;
        return true;
    }
    void clear()
    {
        m_slots = {};
        m_count = 0;
    }

private:
    static quint64 filled(quint64 hash) { return hash == 0 ? 1 : hash; }

    size_t place(quint64 hash) const
    {
        size_t at = size_t(hash ^ (hash >> 32)) & (m_slots.size() - 1);
        while (m_slots[at] != 0 && m_slots[at] != hash)
            at = (at + 1) & (m_slots.size() - 1);
        return at;
    }

    void grow()
    {
        std::vector<quint64> old(m_slots.empty() ? 512 : m_slots.size() * 2);
        old.swap(m_slots);
        for (const quint64 hash : old)
            if (hash != 0)
                m_slots[place(hash)] = hash;
    }

    std::vector<quint64> m_slots;
    size_t m_count = 0;
};

} // namespace nephoscope
