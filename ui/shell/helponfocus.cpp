// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/helponfocus.h"

#include "resource/values.h"

#include <QAbstractItemView>
#include <QWhatsThis>

namespace nephoscope {

namespace {

/// What others wrote shows as it is; what is marked up already was made so here.
QString plain(const QString &told) { return told.startsWith(QLatin1String("<div")) ? told : plainToolTip(told); }

/// What the row says about itself: its first cell that says something knows what it is for, the others what they hold.
QString helpOf(const QModelIndex &index)
{
    QStringList parts;
    for (int column = 0; index.isValid() && column < index.model()->columnCount(index.parent()); ++column) {
        const QString told = index.siblingAtColumn(column).data(Qt::ToolTipRole).toString();
        if (!told.isEmpty() && !parts.contains(plain(told)))
            parts << plain(told);
    }
    return parts.join(QStringLiteral("<hr>"));
}

QString helpOf(const QWidget *widget)
{
    for (const QWidget *each = widget; each && !each->isWindow(); each = each->parentWidget()) {
        for (const QString &told : {each->whatsThis(), each->toolTip(), each->accessibleDescription()}) {
            if (!told.isEmpty())
                return plain(told);
        }
    }
    return {};
}

} // namespace

bool showHelpOnFocus(QWidget *window)
{
    QWidget *focus = window->focusWidget(); // also where a list of commands was in front a moment ago
    if (!focus)
        return false;
    QRect place = focus->rect();
    QString help;
    QWidget *at = focus;
    if (const auto *view = qobject_cast<QAbstractItemView *>(focus); view && view->currentIndex().isValid()) {
        help = helpOf(view->currentIndex());
        place = view->visualRect(view->currentIndex());
        at = view->viewport();
    }
    if (help.isEmpty())
        help = helpOf(focus);
    if (help.isEmpty())
        return false;
    QWhatsThis::showText(at->mapToGlobal(place.bottomLeft()), help, window);
    return true;
}

} // namespace nephoscope
