// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/change.h"
#include "models/fieldguide.h"

#include <QList>
#include <QString>
#include <functional>

namespace nephoscope {

/// One line of a readable difference.
class ChangeLine {
public:
    QString label; ///< "Memory", "Network connection 2 \u203a IP address"
    QString before;
    QString after;
    Path path;
};

/// The label of a property at that place.
using Labels = std::function<QString(const Path &path)>;

/// Changes as people read them; values of secrets are masked.
QList<ChangeLine> changeLines(const QList<Change> &changes, const FieldGuide &guide, const Labels &labels);
/// Whether it holds a secret, which no server tells again.
bool isSecretField(const Path &path, const FieldGuide &guide);
/// Where a value stands, step by step.
QString placeWords(const Path &path, const Labels &labels);

} // namespace nephoscope
