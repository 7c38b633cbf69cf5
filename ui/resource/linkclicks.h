// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/ref.h"

#include <QAbstractItemView>
#include <QObject>
#include <functional>

class QKeyEvent;
class QMouseEvent;

namespace nephoscope {

/// Makes cells of a view that lead to a resource behave like links: click or Enter opens, Ctrl+click or the middle
/// button opens in a tab of its own, the pointer becomes a hand.
class LinkClicks : public QObject {
    Q_OBJECT
public:
    /// Where a cell leads; a Ref without address where it leads nowhere.
    using Target = std::function<Ref(const QModelIndex &index)>;

    LinkClicks(QAbstractItemView *view, Target target);
    /// Opens on double click and Enter instead of one click: rows of tables, which one also wants to select.
    void setDoubleClick(bool doubleClick);
    /// Only clicks in that column open: the others select the row, for what one wants to edit or copy.
    void setColumn(int column);

signals:
    void opened(const Ref &ref);
    void openedInNewTab(const Ref &ref);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool pressed(const QKeyEvent &key);
    void moved(const QMouseEvent &mouse);
    void clicked(const QMouseEvent &mouse);
    void follow(const QModelIndex &index, bool newTab);
    bool leads(const QModelIndex &index) const { return !m_target(index).href().isEmpty(); }
    bool isLink(const QModelIndex &index) const;

    QAbstractItemView *m_view;
    Target m_target;
    bool m_doubleClick = false;
    int m_column = -1; ///< -1 = any
};

} // namespace nephoscope
