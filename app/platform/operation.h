// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QUrl>

namespace nephoscope {

/// Something the server offers to do with a resource now: a link (Cloud Director) or a published operation whose
/// precondition holds (Cloud Manager).
class Operation {
public:
    enum class Danger { Harmless, Changes, Interrupts, Destroys };

    QString name; ///< the service's own word: link relation or nickname ("power:powerOn")
    QByteArray method; ///< GET, POST, PUT, PATCH, DELETE
    QUrl href;
    QString bodyType; ///< media type of the body to send; empty = none
    QString label; ///< for the button, where the catalogue or server says; else empty and name serves
    Danger danger = Danger::Changes;
    bool offered = true;
    QString reason; ///< why it is not offered, where that is known
};

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::Operation)
