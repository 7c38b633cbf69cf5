// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/childrenmodel.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QTreeView;

namespace nephoscope {

class ChildrenWords;
class ChosenRows;
class Looks;
class NaturalOrder;
class Settings;

/// The children of a resource as a table.
class ChildrenTab : public QWidget {
    Q_OBJECT
public:
    ChildrenTab(const Looks &looks, Settings &settings, const QString &service, QWidget *parent);

    void setResource(const Resource &resource, const Catalog &catalog);
    /// Adds a further page of the same list.
    void append(const Resource &page);
    void find();

signals:
    void opened(const Ref &ref);
    void openedInNewTab(const Ref &ref);
    void moreWanted(const Ref &page);
    /// The menu of the selected rows is about to show: others add what can be done with them.
    void menuWanted(QMenu &menu, const ChosenRows &rows);

private:
    void makeBar();
    void makeView();
    void showState();
    void showMenu(const QPoint &place);
    QList<Ref> selected() const;

    Settings &m_settings;
    ChildrenModel *m_model;
    ChildrenWords *m_words;
    NaturalOrder *m_order;
    QWidget *m_bar = nullptr;
    QLineEdit *m_find = nullptr;
    QLabel *m_count = nullptr;
    QPushButton *m_readMore = nullptr;
    QTreeView *m_view = nullptr;
    QLabel *m_nothing = nullptr;
    std::optional<Ref> m_more;
    std::optional<qint64> m_total;
};

} // namespace nephoscope
