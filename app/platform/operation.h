// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/path.h"
#include "schema/call.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QUrl>

namespace nephoscope {

/// Something the server offers to do with a resource now: a link (Cloud Director) or a published operation whose
/// precondition holds (Cloud Manager).
class Operation {
public:
    enum class Danger { Harmless, Changes, Interrupts, Destroys };
    /// What it does in the life of a resource; decides where it is offered.
    enum class Role {
        Act, ///< an action, with or without parameters
        Create, ///< makes a new resource below this one
        Edit, ///< takes this resource (or the part `place`) as body
        Delete,
        Ask, ///< changes nothing: a quote, a validation, a list
        Upload, ///< takes a file as body, in one piece or in several
        Download ///< answers with a file
    };

    QString name; ///< the service's own word: link relation or nickname ("power:powerOn")
    QByteArray method; ///< GET, POST, PUT, PATCH, DELETE
    QUrl href; ///< complete; variables of `parameters` stand in its path as "{name}"
    QString bodyType; ///< media type of the body to send; empty = none
    QString label; ///< for the button, where the catalogue or server says; else empty and name serves
    Danger danger = Danger::Changes;
    Role role = Role::Act;
    bool offered = true;
    QString reason; ///< why it is not offered, where that is known

    QString bodySchema; ///< id in the site's schema of what the body holds; empty = no body, or unknown
    bool isBodyList = false; ///< the body is a JSON array of those
    QByteArray body; ///< what the resource answers of the body by itself; emptyBody() begins with it
    /// What it asks for beside the body; what the resource answers by itself is in the field's preset.
    QList<Parameter> parameters;
    QString call; ///< key of the published Call it is; empty for links
    QString help; ///< what the service says about it, plain text
    Path place; ///< Role::Edit: which part of the resource's document the body is; empty = all
    bool replaces = true; ///< Role::Edit: the body is the whole; false: only what changed
    bool isRecommended = false; ///< the natural way where several would do
};

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::Operation)
