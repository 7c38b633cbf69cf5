// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/propertymodel.h"

#include <QSet>
#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QToolButton;
class QTreeView;

namespace nephoscope {

class Looks;
class PropertyFilter;
class PropertyWords;
class Settings;

/// Properties of a resource as a tree with a box to find some.
class PropertiesTab : public QWidget {
    Q_OBJECT
public:
    PropertiesTab(const Looks &looks, Settings &settings, const QString &service, QWidget *parent);

    /// What was open stays open and what was current stays current, where it still exists.
    void setResource(const Resource &resource, const Catalog &catalog);
    void find();

signals:
    void opened(const Ref &ref);
    void openedInNewTab(const Ref &ref);

private:
    QWidget *makeBar();
    void makeView(Settings &settings);
    void showMenu(const QPoint &place);
    void copy(int column) const;
    void filter();
    void expandFirst();
    void setAllExpanded(bool expanded);
    void restoreExpanded(const QModelIndex &parent, const QSet<QString> &open);

    PropertyModel *m_model;
    PropertyWords *m_words;
    PropertyFilter *m_filter;
    QLineEdit *m_find = nullptr;
    QCheckBox *m_empty = nullptr;
    QToolButton *m_expand = nullptr;
    QTreeView *m_view = nullptr;
    QLabel *m_nothing = nullptr;
    QSet<QString> m_open; ///< paths and names of what the user has open
    QString m_identity;
};

} // namespace nephoscope
