// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/operation.h"

#include <QIcon>
#include <QList>

class QAction;
class QObject;

namespace nephoscope {

class Looks;

/// An operation as it is shown.
class OperationEntry {
public:
    Operation operation;
    QString label;
    QIcon icon;
    int weight = 0;
    bool isField = false; ///< the properties are its form
    QString hint; ///< why it cannot be used; empty where it can
};

QString operationLabel(const Operation &operation, const Looks &looks, const QString &service);
/// In the order to show them: what may be done now stands first, what the fields of a page do themselves stands last.
/// reasonAgainst: why nothing may be sent; empty where it may.
QList<OperationEntry> operationEntries(
    const QList<Operation> &operations, const Looks &looks, const QString &service, const QString &reasonAgainst);
/// Triggers nothing yet; its data is the operation.
QAction *makeAction(const OperationEntry &entry, QObject *parent);

} // namespace nephoscope
