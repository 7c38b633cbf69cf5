// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace nephoscope {

/// A body of XML or JSON with where it comes from.
struct Body {
    QString from;
    QByteArray mediaType;
    QByteArray bytes;
};

/// The project's own samples in tests/data/document.
QList<Body> ownBodies();
/// Requests and responses of the recordings, and the samples of Cloud Manager, where the shared folder is present.
QList<Body> sharedBodies();

} // namespace nephoscope
