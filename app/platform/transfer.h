// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/reply.h"
#include "net/request.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QUrl>
#include <optional>

namespace nephoscope {

/// A file that an object waits for, or gives away: part of a template, a medium.
class Transfer {
public:
    enum class Direction { Upload, Download };

    Direction direction = Direction::Upload;
    QString name; ///< of the file: "descriptor.ovf", "file", "disk-1.vmdk"
    QUrl href; ///< where it is sent to or fetched from
    qint64 size = -1; ///< bytes; -1 = not known
    qint64 transferred = 0; ///< bytes the server has already; what is sent goes on from there
    QByteArray mediaType; ///< of what is sent

    bool isDone() const { return size >= 0 && transferred >= size; }
};

/// Sends a piece of a file: `from` is where it begins, `total` the size of the whole file, both in bytes. The whole
/// file in one piece has no Content-Range.
Request uploadOf(const Transfer &transfer, const QByteArray &piece, qint64 from, qint64 total);
/// Fetches a file from that byte on.
Request downloadOf(const Transfer &transfer, qint64 from);
/// From which byte on the answer to a download goes (Content-Range), 0 where it is the whole file; nothing where it is
/// no answer to append to.
std::optional<qint64> startOf(const Reply &reply);
/// True where a refused piece is sent again as it is (it came too fast, or another is still being written).
bool isSentAgain(int status);
/// How to go on after a broken line: the same file as the object tells of it now; nothing where it waits for it no
/// more.
std::optional<Transfer> resumed(const Transfer &before, const QList<Transfer> &now);

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::Transfer)
