// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/keyboarddialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace nephoscope {

KeyboardDialog::KeyboardDialog(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("keyboardDialog"));
    setWindowTitle(tr("Keyboard"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *table = new QTreeWidget(this);
    table->setObjectName(QStringLiteral("shortcuts"));
    table->setAccessibleName(tr("Shortcuts"));
    table->setHeaderLabels({tr("Action"), tr("Keys")});
    table->setRootIsDecorated(false);
    table->setAlternatingRowColors(true);
    for (const QAction *action : actions) {
        const QString name = action->text().remove(QLatin1Char('&')).remove(QStringLiteral(" …"));
        new QTreeWidgetItem(table, {name, action->shortcut().toString(QKeySequence::NativeText)});
    }
    table->sortItems(0, Qt::AscendingOrder);
    table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(table);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 64, fontMetrics().height() * 28);
}

} // namespace nephoscope
