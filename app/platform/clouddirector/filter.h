// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/listquery.h"

#include <QUrl>

namespace nephoscope::clouddirector {

/// Conditions as the query service and cloudapi take them in a URL (reference §8): "filter=…", encoded, with
/// "&filterEncoded=true" where that version wants it; empty where there are none. Below 35.0 values are encoded twice;
/// from 35.0 on ( ) ; , and the backslash in a value have a backslash before them.
QString filterParameter(const QList<ListFilter> &filters, const QString &apiVersion);

/// The address of a list (query service or cloudapi) with that question put to it: what its own filter says stays, the
/// other parameters of the question take the place of the address's own.
QUrl listAddress(const QUrl &list, const ListQuery &query, const QString &apiVersion);

} // namespace nephoscope::clouddirector
