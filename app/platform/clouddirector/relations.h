// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/operation.h"
#include "schema/catalog.h"

#include <QString>
#include <QUrl>

namespace nephoscope::clouddirector {

/// What a link relation is for (cloud-director reference §6.1).
class Relation {
public:
    enum class Role {
        Child, ///< leads to something contained here
        Parent,
        Alternate, ///< another view of the same object
        Page, ///< first, previous, next, last page
        Look, ///< GET of something that is neither: thumbnail, descriptor, download
        Act ///< something to do
    };
    Role role = Role::Look;
    QByteArray method = "GET";
    Operation::Danger danger = Operation::Danger::Harmless;
    Operation::Role does = Operation::Role::Ask; ///< where role is Act
    QString label; ///< empty: the relation's own name serves
};

/// By the catalogue's "relations"; an unknown relation acts when its href has "/action/" in it, else it is looked at.
/// enable and disable are named by what they do at that href ("enable enableDownload"), others by the kind of the body
/// ("add user").
Relation relationNamed(const QString &rel, const QUrl &href, const QString &bodyKind, const Catalog &catalog);

} // namespace nephoscope::clouddirector
