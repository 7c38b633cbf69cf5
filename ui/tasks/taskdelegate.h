// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace nephoscope {

class Looks;

/// The state of a task, with a thin bar below it that shows how far it is.
class TaskDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    TaskDelegate(const Looks &looks, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Looks &m_looks;
};

} // namespace nephoscope
