// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/addressrange.h"
#include "inventory/recordstore.h"

#include <QString>
#include <optional>
#include <string>

namespace nephoscope {

/// How well records fit a text that somebody looks for everywhere. The lower the better.
class HitRank {
public:
    enum Rank { NameItself, AnyItself, WordOfName, WordOfAny, Range, NameBegins, InName, Elsewhere, Everything };

    explicit HitRank(const QString &text);

    /// What an IP address or a network may stand in without its text; nothing where the text is none.
    const std::optional<AddressRange> &addresses() const { return m_addresses; }
    /// By that text alone: NameItself, WordOfName, NameBegins, InName or Elsewhere. Quick.
    Rank ofName(std::string_view name) const;

    /// The best of a record's columns.
    struct Place {
        Rank rank = Elsewhere;
        int column = -1;
    };
    Place of(const RecordStore &store, RecordStore::Row row, int name) const;

private:
    Rank ofText(std::string_view text) const;
    bool isWord(std::string_view text, size_t at) const;

    QString m_text;
    std::string m_lower; ///< empty where bytes cannot be compared
    std::optional<AddressRange> m_addresses;
};

} // namespace nephoscope
