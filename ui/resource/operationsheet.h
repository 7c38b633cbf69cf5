// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/operation.h"

#include <QDialog>

class QFormLayout;

namespace nephoscope {

/// Shows the request that an operation would send: method, address, type of the body. Reads nothing, sends nothing.
class OperationSheet : public QDialog {
    Q_OBJECT
public:
    OperationSheet(const Operation &operation, const QString &label, const QString &resourceName, QWidget *parent);

    /// "POST https://…\nContent-Type: …", as the button copies it.
    QString request() const;

private:
    void addLine(QFormLayout *form, const QString &objectName, const QString &label, const QString &text);
    static QString consequence(Operation::Danger danger);

    Operation m_operation;
};

} // namespace nephoscope
