// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/operationsheet.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

namespace nephoscope {

OperationSheet::OperationSheet(
    const Operation &operation, const QString &label, const QString &resourceName, QWidget *parent)
    : QDialog(parent)
    , m_operation(operation)
{
    setObjectName(QStringLiteral("operationSheet"));
    setWindowTitle(label);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 16, 16, 16);
    all->setSpacing(12);
    auto *title = new QLabel(tr("%1: %2", "operation, name").arg(label, resourceName), this);
    title->setObjectName(QStringLiteral("operationTitle"));
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    QFont large = title->font();
    large.setBold(true);
    title->setFont(large);
    all->addWidget(title);
    auto *form = new QFormLayout;
    form->setVerticalSpacing(8);
    form->setHorizontalSpacing(8);
    form->setLabelAlignment(Qt::AlignRight);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    addLine(form, QStringLiteral("operationMethod"), tr("Method"), QString::fromLatin1(operation.method));
    addLine(form, QStringLiteral("operationAddress"), tr("Address"), operation.href.toString());
    addLine(form, QStringLiteral("operationBody"), tr("Body"),
        operation.bodyType.isEmpty() ? tr("none") : operation.bodyType);
    addLine(form, QStringLiteral("operationName"), tr("Service\u2019s name"), operation.name);
    addLine(form, QStringLiteral("operationDanger"), tr("Consequence"), consequence(operation.danger));
    all->addLayout(form);
    auto *note = new QLabel(tr("This is what the request would be. Nothing is sent from here."), this);
    note->setObjectName(QStringLiteral("operationNote"));
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    all->addWidget(note);
    all->addStretch();
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *copy = buttons->addButton(tr("Copy request"), QDialogButtonBox::ActionRole);
    copy->setObjectName(QStringLiteral("operationCopy"));
    QPushButton *close = buttons->addButton(QDialogButtonBox::Close);
    close->setObjectName(QStringLiteral("operationClose"));
    close->setDefault(true);
    all->addWidget(buttons);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(request()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    constexpr int besideAddress = 18; // characters: label and margins
    const int fixedWidth = QFontMetrics(QFontDatabase::systemFont(QFontDatabase::FixedFont)).averageCharWidth();
    const int characters = int(std::clamp<qsizetype>(operation.href.toString().size(), 50, 100)) + besideAddress;
    resize(characters * fixedWidth, sizeHint().height());
}

QString OperationSheet::request() const
{
    QString result = QString::fromLatin1(m_operation.method) + QLatin1Char(' ') + m_operation.href.toString();
    if (!m_operation.bodyType.isEmpty())
        result += QStringLiteral("\nContent-Type: ") + m_operation.bodyType;
    return result;
}

void OperationSheet::addLine(QFormLayout *form, const QString &objectName, const QString &label, const QString &text)
{
    auto *field = new QLineEdit(text, this);
    field->setObjectName(objectName);
    field->setReadOnly(true);
    field->setFrame(false);
    field->setCursorPosition(0);
    field->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    QPalette quiet = field->palette();
    quiet.setColor(QPalette::Base, quiet.color(QPalette::Window));
    field->setPalette(quiet);
    form->addRow(label, field);
}

QString OperationSheet::consequence(Operation::Danger danger)
{
    switch (danger) {
    case Operation::Danger::Harmless:
        return tr("changes nothing");
    case Operation::Danger::Changes:
        return tr("changes the object");
    case Operation::Danger::Interrupts:
        return tr("interrupts a service in use");
    case Operation::Danger::Destroys:
        return tr("destroys something for good");
    }
    return {};
}

} // namespace nephoscope
