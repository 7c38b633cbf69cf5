// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/visibletext.h"

#include <QString>
#include <QTextDocument>

namespace nephoscope {

/// A text for a tool tip that shows as it is, whatever it looks like: Qt would take what begins like HTML for HTML.
inline QString plainToolTip(const QString &text)
{
    const QString shown = visibleText(text);
    return Qt::mightBeRichText(shown) ? Qt::convertFromPlainText(shown) : shown;
}

} // namespace nephoscope
