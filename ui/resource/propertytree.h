// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fieldfacts.h"
#include "platform/ref.h"

#include <QSet>
#include <QTreeView>

class QMenu;

namespace nephoscope {

class FieldContext;
class FieldDelegate;

/// The tree of a resource's properties: values are edited in their cells, changed ones have a bar at the left.
class PropertyTree : public QTreeView {
    Q_OBJECT
public:
    explicit PropertyTree(QWidget *parent);
    ~PropertyTree() override;

    void setContext(const FieldContext &context);
    void copy(int column) const;
    /// Begins to edit the current field, or the first one that can be.
    void editFirst();
    /// Begins to edit the current field and no other; refused() says why not. Where none is current, the first one.
    void editCurrent();

signals:
    /// Why the field that a person wants to edit cannot be, as a sentence.
    /// Something cannot be edited, or what was typed could not be taken over.
    void refused(const QString &why);
    void opened(const Ref &ref);
    void openedInNewTab(const Ref &ref);
    void referred(const FieldFacts &facts, const Ref &target);
    /// What an open editor holds, not taken over yet; and: it does so no more.
    void typed(const FieldFacts &facts, const QString &text);
    void typingEnded(const Path &path, bool isCut);
    /// What was typed into a field that cannot be edited any more.
    void typedLate(const FieldFacts &facts, const QString &text);
    void revertWanted(const Path &path);
    void restoreWanted(const Path &basePath);
    void removeWanted(const Path &path);
    void addWanted(const FieldFacts &facts);
    void moveWanted(const Path &item, int place);
    /// What can be added to that group; the tab fills the menu.
    void additionsWanted(const Path &group, QMenu *menu);

protected:
    bool event(QEvent *event) override;
    bool edit(const QModelIndex &index, EditTrigger trigger, QEvent *event) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void showMenu(const QPoint &place);
    void addEditing(QMenu *menu, const QModelIndex &index);
    bool canRemoveCurrent() const;
    void revert(const QModelIndex &index);
    QString reasonAgainst(const QModelIndex &index) const;
    QModelIndex firstEditable(const QModelIndex &parent) const;

    FieldDelegate *m_delegate;
};

} // namespace nephoscope
