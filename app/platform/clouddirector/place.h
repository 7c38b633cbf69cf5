// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/clouddirector/reader.h"

#include <QString>
#include <QUrl>

namespace nephoscope::clouddirector {

/// Where the reader is: what relative addresses resolve against, and what the answer said of itself.
struct Reader::Place {
    QUrl base;
    QString mediaType;
    bool open = false; ///< the cloudapi family
};

} // namespace nephoscope::clouddirector
