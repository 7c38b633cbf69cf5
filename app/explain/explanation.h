// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace nephoscope {

/// What a fault means, in words for the person who met it, and what helps.
class Explanation {
public:
    QString title; ///< two to five words
    QString happened; ///< one or two sentences
    QStringList causes; ///< all that the services' texts name, the likeliest first
    QStringList remedies; ///< what the person can do, in order
    QStringList actions; ///< names of what a button can do, the best first: see actionNames()
};

/// The actions that an explanation may name: "sign-in", "set-up", "show-task", "queue", "wait", "retry", "recheck",
/// "merge", "version", "edit", "certificate", "settings", "find-out", "support".
const QStringList &actionNames();

} // namespace nephoscope
