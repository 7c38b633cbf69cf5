// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/fielddelegate.h"

#include "editor/cellreason.h"
#include "editor/fieldoffers.h"
#include "models/propertymodel.h"
#include "resource/propertywords.h"
#include "shell/glyph.h"
#include "shell/wording.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace nephoscope {

namespace {

constexpr int gap = 8;
constexpr int inset = 4;

bool canRevert(const QModelIndex &index)
{
    return index.column() == PropertyModel::ValueColumn && index.data(PropertyModel::ChangedRole).toBool()
        && !index.data(PropertyModel::AbsentRole).toBool() && index.parent().isValid();
}

} // namespace

FieldDelegate::FieldDelegate(QObject *parent)
    : RoomyRows(parent)
{
    m_context.isInCell = true;
}

QWidget *FieldDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto facts = index.data(PropertyModel::FactsRole).value<FieldFacts>();
    facts.isOffered = m_context.offers && !facts.isGroup && m_context.offers->has(facts.path);
    FieldEditor *editor = makeFieldEditor(facts, m_context, parent);
    editor->holdOn();
    new CellReason(editor);
    if (facts.isOffered)
        showOffers(editor);
    auto *self = const_cast<FieldDelegate *>(this);
    const auto finish = [self, editor] {
        if (editor->property("done").toBool())
            return; // Enter or Escape were quicker
        editor->setProperty("done", true);
        emit self->commitData(editor);
        emit self->closeEditor(editor);
    };
    connect(editor, &FieldEditor::left, editor, finish, Qt::QueuedConnection);
    connect(editor, &FieldEditor::edited, self, [self, editor] { emit self->typed(editor->facts(), editor->text()); });
    connect(editor, &QObject::destroyed, self, [self, path = facts.path](const QObject *gone) {
        emit self->typingEnded(path, !gone->property("taken").toBool() && !gone->property("givenUp").toBool());
    });
    return editor;
}

/// What another answer of the service lists: asked for now, shown when it comes.
void FieldDelegate::showOffers(FieldEditor *editor) const
{
    const Path place = editor->facts().path;
    FieldOffers *offers = m_context.offers;
    const auto show = [editor, place, offers] {
        const auto label = [](const Path &path) { return readableWords(path.text()); };
        editor->setOffers(offers->values(place), offers->note(place, label));
    };
    connect(offers, &FieldOffers::changed, editor, [show, place](const Path &changed) {
        if (changed == place)
            show();
    });
    connect(editor, &QObject::destroyed, offers, [offers, place] { offers->unwatch(place); });
    offers->watch(place);
    show();
}

void FieldDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *field = static_cast<FieldEditor *>(editor);
    if (!field->property("filled").toBool()) // what is typed is not overwritten by news from elsewhere
        field->setText(index.data(Qt::EditRole).toString());
    field->setProperty("filled", true);
}

void FieldDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    const auto *field = static_cast<const FieldEditor *>(editor);
    const FieldFacts &facts = field->facts();
    const QString text = field->text();
    editor->setProperty("taken", true);
    if (facts.type == PropertyType::Secret && text.isEmpty())
        return; // an empty box means: as it is
    const bool isOther = text != index.data(Qt::EditRole).toString();
    if (!field->canBeTaken()) {
        if (isOther)
            emit notTaken(index, text, field->problem());
    } else if (facts.type == PropertyType::Reference) {
        const Ref target = field->reference(); // another may be called the same; nothing takes the reference away
        if (!target.href().isEmpty() || !target.id().isEmpty() || (isOther && text.isEmpty()))
            emit referred(facts, target);
    } else if (!model->setData(index, text, Qt::EditRole) && isOther) {
        emit refusedByModel(facts, text);
    }
}

void FieldDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const auto *field = static_cast<const FieldEditor *>(editor);
    QRect place = option.rect;
    if (field->lines() > 1)
        place.setHeight(field->lines() * option.fontMetrics.lineSpacing() + gap);
    const QWidget *viewport = editor->parentWidget();
    if (place.bottom() > viewport->height())
        place.moveBottom(std::max(viewport->height(), place.height()));
    editor->setGeometry(place);
}

bool FieldDelegate::eventFilter(QObject *watched, QEvent *event)
{
    auto *field = qobject_cast<FieldEditor *>(watched);
    if (!field || event->type() == QEvent::FocusOut)
        return false; // left() says when the focus is gone
    if (event->type() == QEvent::ShortcutOverride) { // Ctrl+Enter takes over; the window has other uses for it
        const int key = static_cast<QKeyEvent *>(event)->key();
        event->setAccepted(event->isAccepted() || key == Qt::Key_Return || key == Qt::Key_Enter);
        return RoomyRows::eventFilter(watched, event) || event->isAccepted();
    }
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && !field->problem().isEmpty()) {
            emit field->held();
            return true;
        }
        if (isEnter && field->lines() > 1 && !(key->modifiers() & Qt::ControlModifier))
            return false;
        const bool isEnd = isEnter || key->key() == Qt::Key_Escape || key->key() == Qt::Key_Tab;
        field->setProperty("done", isEnd || key->key() == Qt::Key_Backtab);
        field->setProperty("givenUp", key->key() == Qt::Key_Escape);
    }
    return RoomyRows::eventFilter(watched, event);
}

QRect FieldDelegate::revertPlace(const QRect &cell, const QModelIndex &index)
{
    if (!canRevert(index))
        return {};
    const int side = cell.height();
    return QRect(cell.right() - side - inset, cell.top(), side, side);
}

/// What can be changed stands in a box: nobody has to try each value.
void FieldDelegate::paintBox(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QModelIndex name = index.siblingAtColumn(PropertyModel::NameColumn);
    if (index.column() != PropertyModel::ValueColumn || !(index.flags() & Qt::ItemIsEditable)
        || index.model()->hasChildren(name))
        return;
    constexpr int letters = 48;
    const int wide = std::min(option.rect.width() - inset, letters * option.fontMetrics.averageCharWidth());
    const QRectF box =
        QRectF(option.rect.left(), option.rect.top(), wide, option.rect.height()).adjusted(.5, 1.5, -.5, -1.5);
    const bool isSelected = option.state & QStyle::State_Selected;
    QColor line = option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::PlaceholderText);
    line.setAlphaF(option.state & (QStyle::State_MouseOver | QStyle::State_Selected) ? 0.8F : 0.4F);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(line);
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(box, 2, 2);
    painter->restore();
}

void FieldDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintValue(painter, option, index);
    paintBox(painter, option, index);
}

void FieldDelegate::paintValue(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect back = revertPlace(option.rect, index);
    const QString fault = index.data(PropertyWords::FaultWordsRole).toString();
    const QString before = !back.isNull() ? index.data(PropertyWords::BeforeWordsRole).toString() : QString();
    const QString beside = !fault.isEmpty() ? fault : before;
    if (index.column() != PropertyModel::ValueColumn || (beside.isEmpty() && back.isNull()))
        return RoomyRows::paint(painter, option, index);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const int right = back.isNull() ? cell.rect.right() - gap : back.left() - gap;
    const int wide = std::min(cell.fontMetrics.horizontalAdvance(beside), cell.rect.width() / 2);
    const int taken = cell.rect.right() - right + wide + 2 * gap;
    cell.text = cell.fontMetrics.elidedText(cell.text, cell.textElideMode, cell.rect.width() - taken - 3 * gap);
    const QWidget *view = option.widget;
    view->style()->drawControl(QStyle::CE_ItemViewItem, &cell, painter, view);
    const bool isSelected = cell.state & QStyle::State_Selected;
    const QPalette &colors = cell.palette;
    const QColor quiet = isSelected ? colors.color(QPalette::HighlightedText)
        : fault.isEmpty()           ? colors.color(QPalette::PlaceholderText)
                                    : readable(QColor(0xd0, 0x2f, 0x2f), colors);
    painter->save();
    painter->setPen(quiet);
    painter->drawText(QRect(right - wide, cell.rect.top(), wide, cell.rect.height()),
        Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
        cell.fontMetrics.elidedText(beside, Qt::ElideRight, wide));
    if (!back.isNull())
        glyph(QStringLiteral("undo"))
            .paint(painter, back.adjusted(inset, inset, -inset, -inset), Qt::AlignCenter,
                isSelected ? QIcon::Selected : QIcon::Normal);
    painter->restore();
}

bool FieldDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease || event->type() == QEvent::MouseButtonDblClick) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && revertPlace(option.rect, index).contains(mouse->pos())) {
            if (event->type() == QEvent::MouseButtonRelease)
                emit revertWanted(index);
            return true;
        }
    }
    return RoomyRows::editorEvent(event, model, option, index);
}

bool FieldDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::ToolTip && revertPlace(option.rect, index).contains(event->pos())) {
        QToolTip::showText(event->globalPos(), tr("Back to what the server has"), view);
        return true;
    }
    return RoomyRows::helpEvent(event, view, option, index);
}

} // namespace nephoscope
