// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/closingdialog.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

namespace nephoscope {

ClosingDialog::ClosingDialog(const QString &name, const QList<ChangeLine> &changes, bool canReview, QWidget *parent)
    : SiteDialog(parent)
{
    setObjectName(QStringLiteral("closingDialog"));
    setWindowTitle(tr("Close %1").arg(name));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 16, 16, 16);
    all->setSpacing(12);
    auto *question = new QLabel(
        tr("%1 has changes that were not saved. A draft waits on this computer and shows again when the page does.")
            .arg(name),
        this);
    question->setTextFormat(Qt::PlainText);
    question->setWordWrap(true);
    all->addWidget(question);
    auto *table = new QTreeWidget(this);
    table->setObjectName(QStringLiteral("closingChanges"));
    table->setAccessibleName(tr("Changes"));
    table->setHeaderLabels({tr("Property"), tr("Before"), tr("After")});
    table->setRootIsDecorated(false);
    table->setAlternatingRowColors(true);
    table->header()->setDefaultSectionSize(fontMetrics().averageCharWidth() * 26);
    for (const ChangeLine &line : changes)
        new QTreeWidgetItem(table, {line.label, line.before, line.after});
    all->addWidget(table, 1);
    auto *buttons = new QDialogButtonBox(this);
    const auto add = [&](const QString &words, const char *objectName, QDialogButtonBox::ButtonRole role,
                         Choice choice) {
        QPushButton *button = buttons->addButton(words, role);
        button->setObjectName(QLatin1String(objectName));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, choice] {
            close();
            emit chosen(choice);
        });
        return button;
    };
    add(tr("Discard changes"), "closingDiscard", QDialogButtonBox::ActionRole, Choice::Discard);
    add(tr("Keep as draft"), "closingKeep", QDialogButtonBox::ActionRole, Choice::Keep)->setDefault(true);
    add(tr("Review and save\u2026"), "closingReview", QDialogButtonBox::ActionRole, Choice::Review)
        ->setEnabled(canReview);
    all->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 18);
}

} // namespace nephoscope
