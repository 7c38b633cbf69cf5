// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/driver.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QMouseEvent>
#include <QTabBar>

namespace nephoscope::driver {

namespace {

void mouse(QWidget *widget, QEvent::Type type, const QPoint &position)
{
    const bool down = type != QEvent::MouseButtonRelease;
    QCoreApplication::postEvent(widget,
        new QMouseEvent(type, position, widget->mapToGlobal(position), Qt::LeftButton,
            down ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier));
}

void key(QWidget *widget, Qt::Key code, Qt::KeyboardModifiers modifiers, const QString &text)
{
    QCoreApplication::postEvent(widget, new QKeyEvent(QEvent::KeyPress, code, modifiers, text));
    QCoreApplication::postEvent(widget, new QKeyEvent(QEvent::KeyRelease, code, modifiers, text));
}

QAction *entry(const QList<QAction *> &actions, const QString &text)
{
    for (QAction *action : actions) {
        if (action->text().remove(QLatin1Char('&')) == text)
            return action;
    }
    return nullptr;
}

} // namespace

void click(QWidget *widget) { click(widget, widget->rect().center()); }

void click(QWidget *widget, const QPoint &position)
{
    if (widget->focusPolicy() & Qt::ClickFocus) // only the window system's own clicks bring the focus along
        widget->setFocus(Qt::MouseFocusReason);
    mouse(widget, QEvent::MouseButtonPress, position);
    mouse(widget, QEvent::MouseButtonRelease, position);
}

void click(QAbstractItemView *view, const QModelIndex &index)
{
    view->scrollTo(index);
    click(view->viewport(), view->visualRect(index).center());
}

void doubleClick(QAbstractItemView *view, const QModelIndex &index)
{
    view->scrollTo(index);
    const QPoint where = view->visualRect(index).center();
    click(view->viewport(), where);
    mouse(view->viewport(), QEvent::MouseButtonDblClick, where);
    mouse(view->viewport(), QEvent::MouseButtonRelease, where);
}

void press(QWidget *widget, Qt::Key code, Qt::KeyboardModifiers modifiers) { key(widget, code, modifiers, QString()); }

void fill(QWidget *field, const QString &text)
{
    click(field);
    press(field, Qt::Key_A, Qt::ControlModifier);
    press(field, Qt::Key_Delete);
    for (const QChar letter : text)
        key(field, Qt::Key_unknown, Qt::NoModifier, QString(letter));
}

bool chooseTab(QTabBar *tabs, const QString &text)
{
    for (int index = 0; tabs && index < tabs->count(); ++index) {
        if (tabs->tabText(index).remove(QLatin1Char('&')).startsWith(text)) {
            click(tabs, tabs->tabRect(index).center());
            return true;
        }
    }
    return false;
}

bool chooseStep(QMenuBar *bar, const QStringList &path)
{
    QWidget *shown = bar;
    QList<QAction *> actions = bar->actions();
    for (qsizetype depth = 0; depth < path.size(); ++depth) {
        QAction *action = entry(actions, path[depth]);
        if (!action)
            return false;
        auto *menu = qobject_cast<QMenu *>(shown);
        const QRect place = menu ? menu->actionGeometry(action) : bar->actionGeometry(action);
        const bool isLast = depth == path.size() - 1;
        if (isLast || !action->menu()->isVisible()) {
            click(shown, place.center());
            return isLast;
        }
        shown = action->menu();
        actions = action->menu()->actions();
    }
    return false;
}

void drop(QWidget *widget, const QUrl &file)
{
    QMimeData data;
    data.setUrls({file});
    const QPoint middle = widget->rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &enter);
    if (!enter.isAccepted())
        return;
    QDropEvent event(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &event);
}

} // namespace nephoscope::driver
