// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"
#include "resource/roomyrows.h"

namespace nephoscope {

/// Draws the rows of a properties tree, with the old value and a way back beside what was changed, and opens the editor
/// that suits a field in its cell. Enter takes the value over, Escape does not; what is wrong with it stands at the
/// cell.
class FieldDelegate : public RoomyRows {
    Q_OBJECT
public:
    explicit FieldDelegate(QObject *parent);

    void setContext(const FieldContext &context) { m_context = context; }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(
        QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Where a click takes a changed field back, in a cell of that place; empty where nothing changed.
    static QRect revertPlace(const QRect &cell, const QModelIndex &index);

signals:
    void referred(const FieldFacts &facts, const Ref &target) const;
    void revertWanted(const QModelIndex &index);
    /// A cell's editor holds that, not taken over yet; and: it does so no more. `isCut`: it went away with its row,
    /// nobody took over what it held or gave it up.
    void typed(const FieldFacts &facts, const QString &text) const;
    void typingEnded(const Path &path, bool isCut) const;
    /// What was typed when the field could be edited, and now cannot: the object may be at work.
    void refusedByModel(const FieldFacts &facts, const QString &text) const;
    /// The editor was left with something that cannot be written; why.
    void notTaken(const QModelIndex &index, const QString &text, const QString &why) const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

private:
    void showOffers(FieldEditor *editor) const;
    static void paintBox(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index);
    void paintValue(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    FieldContext m_context;
};

} // namespace nephoscope
