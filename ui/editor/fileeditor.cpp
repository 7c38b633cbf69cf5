// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/fileeditor.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>

namespace nephoscope {

FileEditor::FileEditor(const FieldFacts &facts, const FieldContext &, QWidget *parent)
    : FieldEditor(facts, parent)
    , m_path(new QLineEdit(this))
{
    m_path->setObjectName(QStringLiteral("fieldFile"));
    m_path->setAccessibleName(facts.name);
    auto *button = new QPushButton(tr("Choose\u2026"), this);
    button->setObjectName(QStringLiteral("fieldFileChoose"));
    button->setAutoDefault(false);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(m_path, 1);
    all->addWidget(button);
    setFocusProxy(m_path);
    connect(m_path, &QLineEdit::textEdited, this, &FieldEditor::edited);
    connect(button, &QPushButton::clicked, this, &FileEditor::choose);
}

void FileEditor::choose()
{
    auto *dialog = new QFileDialog(this, tr("Choose a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) {
        m_path->setText(name);
        emit edited();
    });
    dialog->open();
}

void FileEditor::setText(const QString &text)
{
    if (text != m_path->text())
        m_path->setText(text);
}

QString FileEditor::text() const { return m_path->text(); }

QString FileEditor::problem() const
{
    if (text().isEmpty())
        return FieldEditor::problem();
    return QFileInfo(text()).isReadable() ? QString() : tr("There is no such file, or it cannot be read.");
}

} // namespace nephoscope
