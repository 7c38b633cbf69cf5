// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/propertymodel.h"

#include <QSet>
#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace nephoscope {

class Editing;
class FieldContext;
class Looks;
class PropertyFilter;
class PropertyTree;
class PropertyWords;
class Settings;

/// Properties of a resource as a tree with a box to find some; edited in place where an editing is given.
class PropertiesTab : public QWidget {
    Q_OBJECT
public:
    PropertiesTab(const Looks &looks, Settings &settings, const QString &service, QWidget *parent);

    /// What was open stays open and what was current stays current, where it still exists.
    void setResource(const Resource &resource, const Catalog &catalog);
    /// Shows those edits and adds to them; the editing must outlive the tab.
    void setEditing(Editing &editing);
    void setContext(const FieldContext &context);
    void find();
    void editFirst();
    /// The current field and no other; refused() says why not.
    void editCurrent();
    /// What is wrong with edited values, in words; empty where nothing is.
    QStringList faults() const;

signals:
    void opened(const Ref &ref);
    void openedInNewTab(const Ref &ref);
    /// Why the field that a person wants to edit cannot be, as a sentence.
    void refused(const QString &why);

private:
    QWidget *makeBar();
    void makeView(Settings &settings);
    void showEdits();
    void fillAdditions(const Path &group, QMenu *menu);
    void collectFaults(const QModelIndex &parent, QStringList &faults) const;
    void filter();
    void expandFirst();
    void setAllExpanded(bool expanded);
    void restoreExpanded(const QModelIndex &parent, const QSet<QString> &open);

    PropertyModel *m_model;
    PropertyWords *m_words;
    PropertyFilter *m_filter;
    QLineEdit *m_find = nullptr;
    QCheckBox *m_empty = nullptr;
    QCheckBox *m_changed = nullptr;
    Editing *m_editing = nullptr;
    QToolButton *m_expand = nullptr;
    PropertyTree *m_view = nullptr;
    QLabel *m_nothing = nullptr;
    QSet<QString> m_open; ///< paths and names of what the user has open
    QString m_identity;
};

} // namespace nephoscope
