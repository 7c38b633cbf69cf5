// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulkoperation.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace nephoscope {

class FieldContext;
class Looks;
class OperationForm;
class Session;

/// What an operation on many objects has to be told, once for all of them; what it does to them; and where it destroys,
/// a line that confirms it by hand.
class BulkDeed : public QWidget {
    Q_OBJECT
public:
    /// `order` has an operation; session and looks must outlive it.
    BulkDeed(const Session &session, const BulkOrder &order, const Looks &looks, const FieldContext &context,
        QWidget *parent);

    /// Nothing has to be told.
    bool isEmpty() const;
    /// Why it cannot be asked yet, or at all; empty where it can.
    QString problem() const;
    BulkOperation operation() const;
    /// Whether a person has typed that it is to be done with so many objects; true where nobody has to.
    bool isConfirmed(int objects);

signals:
    /// What it is told.
    void edited();
    void confirmed();

private:
    void addConfirmation();

    Operation m_operation;
    OperationForm *m_form;
    QLabel *m_confirmation = nullptr;
    QLineEdit *m_confirm = nullptr; ///< null where nothing is destroyed
};

} // namespace nephoscope
