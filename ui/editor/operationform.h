// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/operationinput.h"

#include <QWidget>

namespace nephoscope {

class FormView;

/// What an operation has to be told, as a form: its parameters, and below them its body.
class OperationForm : public QWidget {
    Q_OBJECT
public:
    OperationForm(const Session &session, const Operation &operation, const QString &kind, const Looks &looks,
        const FieldContext &context, QWidget *parent);

    OperationInput &input() { return *m_input; }
    bool isEmpty() const;
    /// What has to be put right before it can be sent.
    QStringList faults() const;
    /// What the service asks for, and may refuse to do without.
    QStringList doubts() const;
    /// Invalid where something is missing.
    Result<Request> request() const { return m_input->request(); }
    void focusFirst();

signals:
    void edited();

private:
    void add(FormView *form, const char *name);

    OperationInput *m_input;
    QList<FormView *> m_forms;
};

} // namespace nephoscope
