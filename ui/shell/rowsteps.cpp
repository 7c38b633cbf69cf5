// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/rowsteps.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QTreeWidget>

namespace nephoscope {

RowSteps::RowSteps(QLineEdit *field, QTreeWidget *rows)
    : QObject(field)
    , m_rows(rows)
{
    field->installEventFilter(this);
}

void RowSteps::step(bool isDown)
{
    QTreeWidgetItem *next = m_rows->currentItem();
    do {
        next = !next ? nullptr : isDown ? m_rows->itemBelow(next) : m_rows->itemAbove(next);
    } while (next && !(next->flags() & Qt::ItemIsSelectable));
    if (next)
        m_rows->setCurrentItem(next);
}

bool RowSteps::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            step(key == Qt::Key_Down);
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace nephoscope
