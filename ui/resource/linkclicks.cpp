// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/linkclicks.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace nephoscope {

LinkClicks::LinkClicks(QAbstractItemView *view, Target target)
    : QObject(view)
    , m_view(view)
    , m_target(std::move(target))
{
    view->setMouseTracking(true);
    view->installEventFilter(this);
    view->viewport()->installEventFilter(this);
}

void LinkClicks::setDoubleClick(bool doubleClick) { m_doubleClick = doubleClick; }

void LinkClicks::setColumn(int column) { m_column = column; }

/// To the mouse.
bool LinkClicks::isLink(const QModelIndex &index) const
{
    return index.isValid() && (m_column < 0 || index.column() == m_column) && leads(index);
}

void LinkClicks::follow(const QModelIndex &index, bool newTab)
{
    const Ref ref = index.isValid() ? m_target(index) : Ref();
    if (ref.href().isEmpty())
        return;
    if (newTab)
        emit openedInNewTab(ref);
    else
        emit opened(ref);
}

bool LinkClicks::eventFilter(QObject *, QEvent *event)
{
    // Only these: others also come while the view is half destroyed.
    switch (event->type()) {
    case QEvent::KeyPress:
        return pressed(*static_cast<QKeyEvent *>(event));
    case QEvent::MouseMove:
        moved(*static_cast<QMouseEvent *>(event));
        return false;
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
        clicked(*static_cast<QMouseEvent *>(event));
        return false;
    default:
        return false;
    }
}

bool LinkClicks::pressed(const QKeyEvent &key)
{
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    const QWidget *focus = m_view->window()->focusWidget();
    const bool isTyping = focus && m_view->viewport()->isAncestorOf(focus); // Enter ends what is typed in a cell
    if (!isEnter || isTyping || !leads(m_view->currentIndex()))
        return false;
    follow(m_view->currentIndex(), key.modifiers() & Qt::ControlModifier);
    return true;
}

void LinkClicks::moved(const QMouseEvent &mouse)
{
    const QModelIndex under = m_view->indexAt(mouse.pos());
    const bool hand = !m_doubleClick && isLink(under);
    m_view->viewport()->setCursor(hand ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void LinkClicks::clicked(const QMouseEvent &mouse)
{
    const QModelIndex under = m_view->indexAt(mouse.pos());
    if (!isLink(under))
        return;
    const bool isDouble = mouse.type() == QEvent::MouseButtonDblClick;
    const bool isMiddle = mouse.button() == Qt::MiddleButton && !isDouble;
    const bool isLeft = mouse.button() == Qt::LeftButton && isDouble == m_doubleClick;
    if (!isMiddle && !isLeft)
        return;
    const bool newTab = isMiddle || (mouse.modifiers() & Qt::ControlModifier);
    // The view gets the event first: what is opened may take its model away.
    QMetaObject::invokeMethod(
        this, [this, newTab, place = QPersistentModelIndex(under)] { follow(place, newTab); }, Qt::QueuedConnection);
}

} // namespace nephoscope
