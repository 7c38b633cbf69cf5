// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/inputpage.h"

#include <QBoxLayout>

namespace nephoscope {

InputPage::InputPage(OperationInput &input, QWidget *parent)
    : QScrollArea(parent)
    , m_input(input)
    , m_content(new QWidget(this))
{
    setObjectName(QStringLiteral("inputPage"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 8, 0);
    column->setSpacing(12);
    column->addStretch();
    setWidget(m_content);
}

void InputPage::showArguments(const FormPart &part)
{
    add(new FormView(m_input.arguments(), m_input, part, m_content), "parameterForm");
}

void InputPage::showBody(const FormPart &part)
{
    add(new FormView(m_input.body(), m_input, part, m_content), "bodyForm");
}

void InputPage::add(FormView *form, const char *name)
{
    form->setObjectName(QLatin1String(name));
    auto *column = static_cast<QBoxLayout *>(m_content->layout());
    column->insertWidget(column->count() - 1, form);
    m_forms << form;
}

bool InputPage::isEmpty() const
{
    return std::all_of(m_forms.begin(), m_forms.end(), [](const FormView *form) { return form->isEmpty(); });
}

QStringList InputPage::faults() const
{
    QStringList faults;
    for (const FormView *form : m_forms)
        faults << form->faults();
    return faults;
}

QStringList InputPage::doubts() const
{
    QStringList doubts;
    for (const FormView *form : m_forms)
        doubts << form->doubts();
    return doubts;
}

bool InputPage::showRefusal(const QString &field, const QString &sentence)
{
    bool isShown = false;
    for (FormView *form : std::as_const(m_forms))
        isShown = form->showRefusal(field, sentence) || isShown;
    return isShown;
}

void InputPage::focusFirst()
{
    for (FormView *form : std::as_const(m_forms))
        if (!form->isEmpty())
            return form->focusFirst();
}

} // namespace nephoscope
