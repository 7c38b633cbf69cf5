// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "document/path.h"
#include "net/reply.h"
#include "net/request.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace nephoscope {

/// One value that a field may take.
class Choice {
public:
    QString value; ///< what is written
    QString label; ///< for people; empty = value serves
};

/// Where the values of a field come from: another answer of the service.
class Choices {
public:
    Request request; ///< what asks for them; not to be sent while `missing` is not empty
    QStringList missing; ///< names of parameters or body members that must be filled in before
    QString items; ///< pattern of paths to the entries, "*" for any step: "*/subnets/*"; empty = the items of the array
    QString value; ///< path in an entry to the value; empty = the entry itself
    QString label; ///< path in an entry to words for people; empty = none
    QList<QPair<QString, QString>> narrowed; ///< path in an entry → text it must hold (what is chosen already)
    QList<Choice> fixed; ///< values that are always there besides

    /// The values that an answer offers, each once, in its order.
    QList<Choice> in(const Reply &reply) const;
};

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::Choices)
