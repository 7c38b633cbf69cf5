// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <optional>

namespace nephoscope {

/// What the headers of an exchange tell beside its content, for people who look into a fault.
class AnswerFacts {
public:
    QString requestId; ///< the server's: what support asks for
    QString action; ///< ours, as sent: many requests of one action of the user share it
    std::optional<qint64> worked; ///< how long the server worked on it, in milliseconds
    QString installation; ///< under which the maker of the product knows this installation; often not told
    QDateTime serverTime; ///< the server's clock when it answered, in whole seconds; invalid where it does not say
};

} // namespace nephoscope
