// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QPointer>

class QAction;
class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace nephoscope {

/// Everything that can be done now, by name: what the menus have, and what the server offers for the page. What cannot
/// be done says why.
class CommandPalette : public QDialog {
    Q_OBJECT
public:
    CommandPalette(
        const QList<QAction *> &window, const QList<QAction *> &page, const QString &pageTitle, QWidget *parent);

private:
    void add(QAction *action, const QString &where);
    void filter();
    void run(const QTreeWidgetItem *item);
    void showReason();
    QAction *actionOf(const QTreeWidgetItem *item) const;

    QLineEdit *m_text;
    QTreeWidget *m_list;
    QLabel *m_reason;
    QList<QPointer<QAction>> m_actions;
};

} // namespace nephoscope
