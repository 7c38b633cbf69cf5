// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/bulkdeed.h"

#include "editor/operationdialog.h"
#include "editor/operationform.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace nephoscope {

BulkDeed::BulkDeed(
    const Session &session, const BulkOrder &order, const Looks &looks, const FieldContext &context, QWidget *parent)
    : QWidget(parent)
    , m_operation(*order.operation)
    , m_form(new OperationForm(session, m_operation, order.objects.value(0).kind(), looks, context, this))
{
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_form);
    m_form->setVisible(!m_form->isEmpty());
    connect(m_form, &OperationForm::edited, this, &BulkDeed::edited);
    const bool isDeletion = m_operation.role == Operation::Role::Delete;
    const bool destroys = m_operation.danger == Operation::Danger::Destroys
        || (isDeletion && session.profile().production); // whatever its danger elsewhere
    const QString words = OperationDialog::consequence(destroys ? Operation::Danger::Destroys : m_operation.danger);
    if (!words.isEmpty()) {
        auto *warning = new QLabel(words, this);
        warning->setObjectName(QStringLiteral("bulkWarning"));
        warning->setTextFormat(Qt::PlainText);
        all->addWidget(warning);
    }
    if (destroys)
        addConfirmation();
    setVisible(all->count() > 1 || !m_form->isEmpty());
}

/// By the number of the objects, since they have many names.
void BulkDeed::addConfirmation()
{
    m_confirmation = new QLabel(this);
    m_confirmation->setObjectName(QStringLiteral("bulkConfirmation"));
    m_confirmation->setTextFormat(Qt::PlainText);
    m_confirm = new QLineEdit(this);
    m_confirm->setObjectName(QStringLiteral("bulkConfirm"));
    m_confirm->setAccessibleName(tr("Number of objects, to confirm"));
    auto *line = new QHBoxLayout;
    line->addWidget(m_confirmation);
    line->addWidget(m_confirm);
    line->addStretch();
    static_cast<QBoxLayout *>(layout())->addLayout(line);
    connect(m_confirm, &QLineEdit::textChanged, this, &BulkDeed::confirmed);
}

bool BulkDeed::isEmpty() const { return m_form->isEmpty(); }

QString BulkDeed::problem() const
{
    if (m_form->input().hasSecrets()) // what a run does is kept, secrets are not
        return tr("It asks for a secret: one object at a time.");
    return m_form->faults().value(0);
}

BulkOperation BulkDeed::operation() const
{
    BulkOperation operation(m_operation);
    operation.tell(m_operation, m_form->input().filledIn(), m_form->input().bodyBytes());
    return operation;
}

bool BulkDeed::isConfirmed(int objects)
{
    if (!m_confirm)
        return true;
    m_confirmation->setText(tr("Type %1 to confirm:").arg(objects));
    return m_confirm->text().trimmed() == QString::number(objects);
}

} // namespace nephoscope
