// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/operation.h"

#include <QList>
#include <QMetaType>
#include <QPair>
#include <QString>
#include <QStringList>

namespace nephoscope {

/// What of a body is asked together.
class WizardPage {
public:
    QString title;
    QStringList fields; ///< paths in the body, in order; what the body does not have is left out
};

/// One call of a wizard.
class WizardStep {
public:
    Operation operation;
    QList<WizardPage> pages; ///< empty = all of the body on one page
    QList<QPair<QString, QString>> takes; ///< path in the former step's answer → path in this body
};

/// Calls that make something together, in order: ask for a quote, then create what it says.
class Wizard {
public:
    QString id;
    QString label;
    QList<WizardStep> steps; ///< never empty; the last one creates
};

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::Wizard)
