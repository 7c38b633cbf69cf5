// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QPoint>
#include <QString>
#include <QStringList>
#include <QUrl>

class QAbstractItemView;
class QMenuBar;
class QTabBar;
class QWidget;

namespace nephoscope {

/// Uses widgets as a person does: by mouse and key events, which are posted and so arrive in their turn.
namespace driver {
void click(QWidget *widget);
void click(QWidget *widget, const QPoint &position);
/// Scrolls there first.
void click(QAbstractItemView *view, const QModelIndex &index);
void doubleClick(QAbstractItemView *view, const QModelIndex &index);
void press(QWidget *widget, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
/// Clicks into the field, takes out what it holds, types.
void fill(QWidget *field, const QString &text);
/// The tab with that text; false where there is none.
bool chooseTab(QTabBar *tabs, const QString &text);
/// Clicks through a menu; texts without '&'. Each call goes one menu further; true when the last entry was clicked.
bool chooseStep(QMenuBar *bar, const QStringList &path);
/// Drops a file on the widget.
void drop(QWidget *widget, const QUrl &file);
} // namespace driver

} // namespace nephoscope
