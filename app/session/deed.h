// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/change.h"
#include "document/document.h"
#include "platform/operation.h"
#include "platform/ref.h"

#include <QList>
#include <QMetaType>

namespace nephoscope {

/// What a person does by a write, for the journal: to what, by which operation, and how things stood before. May hold
/// secrets; the journal cuts them out.
class Deed {
public:
    Deed() = default; // no aggregate: it travels through coroutines

    Ref object;
    QString operation; ///< for people, as it stood on the button ("Save", "Power off")
    Operation::Role role = Operation::Role::Act;
    Document before; ///< the object as read just before; null where it was not
    Document after; ///< the same with the edits; null where nothing was edited
    QList<Change> changes; ///< the edits, field by field
    QList<Path> secrets; ///< places of before and after that hold secrets, beside those whose name tells
    QString reason; ///< or ticket, as the person typed it
    QByteArray batch; ///< the run over many objects that it belongs to; empty = none
    int part = 1; ///< this request of those that do it together
    int parts = 1;
    qint64 undoes = 0; ///< the entry of the journal that it takes back; 0 = none
};

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::Deed)
