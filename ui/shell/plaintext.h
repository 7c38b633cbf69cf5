// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTextDocument>

namespace nephoscope {

/// A text for a tool tip that shows as it is, whatever it looks like: Qt would take what begins like HTML for HTML.
inline QString plainToolTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

} // namespace nephoscope
