// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/exchange.h"

#include <QByteArray>
#include <QList>

namespace nephoscope {

/// Reads a HAR 1.2 file (also 1.1; base64 bodies, missing members, extra members). An entry that cannot be read is left
/// out and counted in `skipped`; the file as a whole fails only if it is no HAR at all (Malformed with the position).
struct Recording {
    QList<Exchange> exchanges;
    int skipped = 0;
    QString creator;
    QString comment;
};
Result<Recording> readHar(const QByteArray &bytes);

/// Writes HAR 1.2. Exchanges have no secrets, so the file has none.
QByteArray writeHar(const QList<Exchange> &exchanges);

} // namespace nephoscope
