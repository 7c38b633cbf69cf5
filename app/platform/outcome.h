// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "platform/taskstate.h"

#include <QMetaType>
#include <optional>

namespace nephoscope {

/// What a 2xx answer to a write says, whatever its status: statuses differ between versions, contents do not.
class Outcome {
public:
    int status = 0;
    Document document; ///< the body; null where there was none or it is no document
    QString text; ///< a plain text body: a URL alone, a bare value
    QByteArray picture; ///< a body that is a picture, as encoded; empty where it is none
    std::optional<Ref> object; ///< what was created or changed, as far as the answer says (href, name, id; Location)
    std::optional<TaskState> task; ///< the work that goes on, at most one
    QString requestId; ///< the server's
    QString evidence; ///< where the answer was lost: what shows that it was done, as a sentence
};

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::Outcome)
