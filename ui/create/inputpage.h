// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/formview.h"

#include <QScrollArea>

namespace nephoscope {

/// A page of a wizard: some of what an operation is told.
class InputPage : public QScrollArea {
    Q_OBJECT
public:
    /// Part of the parameters and of the body; what a part without fields and without `isRest` shows is all.
    InputPage(OperationInput &input, QWidget *parent);
    void showArguments(const FormPart &part);
    void showBody(const FormPart &part);

    bool isEmpty() const;
    QStringList faults() const;
    QStringList doubts() const;
    /// Shows what the service said where the field is; false where it is not on this page.
    bool showRefusal(const QString &field, const QString &sentence);
    void focusFirst();

private:
    void add(FormView *form, const char *name);

    OperationInput &m_input;
    QWidget *m_content;
    QList<FormView *> m_forms;
};

} // namespace nephoscope
