// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/changewords.h"
#include "editor/editing.h"
#include "editor/fieldeditor.h"
#include "platform/resource.h"
#include "session/session.h"

#include <QWidget>

namespace nephoscope {

class FormView;
class Looks;

/// What an operation has to be told, as a form: its parameters, and below them its body. Makes the request of what was
/// filled in.
class OperationForm : public QWidget {
    Q_OBJECT
public:
    OperationForm(const Session &session, const Operation &operation, const QString &kind, const Looks &looks,
        const FieldContext &context, QWidget *parent);

    bool isEmpty() const;
    QStringList faults() const;
    /// Invalid where something is missing.
    Result<Request> request() const;
    void focusFirst();

signals:
    void edited();

private:
    void addParameters(const Looks &looks, const FieldContext &context);
    void addBody(const Looks &looks, const FieldContext &context);
    Labels labelsFor(const Looks &looks) const;
    QByteArray file() const;

    const Session &m_session;
    Operation m_operation;
    QString m_kind;
    Editing m_arguments;
    Editing m_body;
    FormView *m_parameterForm = nullptr;
    FormView *m_bodyForm = nullptr;
};

} // namespace nephoscope
