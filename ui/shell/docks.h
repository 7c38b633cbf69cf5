// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

namespace nephoscope {

/// A dock that can be moved and closed, with a name by which the layout is remembered. Owned by `parent`.
inline QDockWidget *dock(const QString &title, const QString &name, QWidget *content, QWidget *parent)
{
    auto *made = new QDockWidget(title, parent);
    made->setObjectName(name);
    made->setWidget(content);
    made->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
    return made;
}

} // namespace nephoscope
