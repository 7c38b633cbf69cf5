// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/operationform.h"

#include "editor/formview.h"

#include <QBoxLayout>

namespace nephoscope {

OperationForm::OperationForm(const Session &session, const Operation &operation, const QString &kind,
    const Looks &looks, const FieldContext &context, QWidget *parent)
    : QWidget(parent)
    , m_input(new OperationInput(session, operation, kind, looks, context, this))
{
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(12);
    if (m_input->hasArguments())
        add(new FormView(m_input->arguments(), *m_input, FormPart(), this), "parameterForm");
    if (m_input->hasBody())
        add(new FormView(m_input->body(), *m_input, FormPart(), this), "bodyForm");
    all->addStretch();
    connect(m_input, &OperationInput::edited, this, &OperationForm::edited);
}

void OperationForm::add(FormView *form, const char *name)
{
    form->setObjectName(QLatin1String(name));
    layout()->addWidget(form);
    m_forms << form;
    connect(form, &FormView::edited, this, &OperationForm::edited);
}

bool OperationForm::isEmpty() const
{
    return std::all_of(m_forms.begin(), m_forms.end(), [](const FormView *form) { return form->isEmpty(); });
}

QStringList OperationForm::faults() const
{
    QStringList faults;
    for (const FormView *form : m_forms)
        faults << form->faults();
    return faults;
}

QStringList OperationForm::doubts() const
{
    QStringList doubts;
    for (const FormView *form : m_forms)
        doubts << form->doubts();
    return doubts;
}

void OperationForm::focusFirst()
{
    const auto form =
        std::find_if(m_forms.begin(), m_forms.end(), [](const FormView *each) { return !each->isEmpty(); });
    if (form != m_forms.end())
        (*form)->focusFirst();
}

} // namespace nephoscope
