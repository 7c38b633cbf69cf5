// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/propertytree.h"

#include "editor/fielddelegate.h"
#include "editor/fieldwords.h"
#include "models/propertymodel.h"
#include "resource/linkclicks.h"
#include "resource/propertywords.h"
#include "shell/glyph.h"
#include "shell/secretclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QShortcut>

namespace nephoscope {

namespace {

QModelIndex valueOf(const QModelIndex &index) { return index.siblingAtColumn(PropertyModel::ValueColumn); }

FieldFacts factsOf(const QModelIndex &index) { return index.data(PropertyModel::FactsRole).value<FieldFacts>(); }

bool isRevertible(const QModelIndex &index)
{
    return index.data(PropertyModel::ChangedRole).toBool() && !index.data(PropertyModel::PathRole).toString().isEmpty();
}

} // namespace

PropertyTree::PropertyTree(QWidget *parent)
    : QTreeView(parent)
    , m_delegate(new FieldDelegate(this))
{
    setObjectName(QStringLiteral("properties"));
    setAccessibleName(tr("Properties"));
    setUniformRowHeights(true);
    setItemDelegate(m_delegate);
    setAllColumnsShowFocus(true);
    setSelectionBehavior(SelectRows);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setTabKeyNavigation(false);
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    auto *clicks = new LinkClicks(
        this, [](const QModelIndex &index) { return valueOf(index).data(PropertyModel::TargetRole).value<Ref>(); });
    clicks->setColumn(PropertyModel::ValueColumn);
    connect(clicks, &LinkClicks::opened, this, &PropertyTree::opened);
    connect(clicks, &LinkClicks::openedInNewTab, this, &PropertyTree::openedInNewTab);
    connect(this, &QWidget::customContextMenuRequested, this, &PropertyTree::showMenu);
    connect(m_delegate, &FieldDelegate::referred, this, &PropertyTree::referred);
    connect(m_delegate, &FieldDelegate::typed, this, &PropertyTree::typed);
    connect(m_delegate, &FieldDelegate::typingEnded, this, &PropertyTree::typingEnded);
    connect(m_delegate, &FieldDelegate::refusedByModel, this, &PropertyTree::typedLate);
    connect(m_delegate, &FieldDelegate::notTaken, this,
        [this](const QModelIndex &index, const QString &text, const QString &why) {
            const QModelIndex field = index.siblingAtColumn(PropertyModel::NameColumn);
            const QString name = field.data(PropertyWords::LabelRole).toString();
            emit refused(tr("%1 stays as it was: \u201c%2\u201d was not taken over. %3").arg(name, text, why));
        });
    connect(m_delegate, &FieldDelegate::revertWanted, this,
        [this](const QModelIndex &index) { emit revertWanted(Path(index.data(PropertyModel::PathRole).toString())); });
    auto *copying = new QShortcut(QKeySequence::Copy, this, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copying, &QShortcut::activated, this, [this] { copy(PropertyModel::ValueColumn); });
}

PropertyTree::~PropertyTree()
{
    m_delegate->disconnect(this); // an open editor goes later, and nobody is there to hear
}

void PropertyTree::setContext(const FieldContext &context)
{
    FieldContext inCell = context;
    inCell.isInCell = true;
    m_delegate->setContext(inCell);
}

/// Whichever column has the focus, the value is what is edited.
bool PropertyTree::edit(const QModelIndex &index, EditTrigger trigger, QEvent *event)
{
    if (trigger == EditKeyPressed && index.isValid() && !(valueOf(index).flags() & Qt::ItemIsEditable))
        emit refused(reasonAgainst(index));
    const bool isClick = trigger == DoubleClicked || trigger == SelectedClicked;
    if (index.isValid() && index.column() != PropertyModel::ValueColumn && trigger != NoEditTriggers
        && !(isClick && model()->hasChildren(index)))
        return QTreeView::edit(valueOf(index), trigger, event);
    return QTreeView::edit(index, trigger, event);
}

QModelIndex PropertyTree::firstEditable(const QModelIndex &parent) const
{
    for (int row = 0; row < model()->rowCount(parent); ++row) {
        const QModelIndex index = model()->index(row, 0, parent);
        if (valueOf(index).flags() & Qt::ItemIsEditable)
            return valueOf(index);
        if (const QModelIndex below = isExpanded(index) ? firstEditable(index) : QModelIndex(); below.isValid())
            return below;
    }
    return {};
}

void PropertyTree::editFirst()
{
    QModelIndex index = valueOf(currentIndex());
    if (!(index.flags() & Qt::ItemIsEditable))
        index = firstEditable({});
    if (!index.isValid())
        return;
    setFocus(Qt::ShortcutFocusReason);
    setCurrentIndex(index);
    QTreeView::edit(index);
}

void PropertyTree::editCurrent()
{
    if (!currentIndex().isValid())
        return editFirst();
    setFocus(Qt::ShortcutFocusReason);
    edit(valueOf(currentIndex()), EditKeyPressed, nullptr);
}

QString PropertyTree::reasonAgainst(const QModelIndex &index) const
{
    const QModelIndex field = index.siblingAtColumn(PropertyModel::NameColumn);
    const QString name = field.data(PropertyWords::LabelRole).toString();
    if (field.data(PropertyModel::RemovedRole).toBool())
        return tr("%1 was removed. \u201cRevert\u201d brings it back.").arg(name);
    const QString why = fixedWords(factsOf(field).fixed);
    if (!why.isEmpty())
        return tr("%1: %2", "property, why it cannot be changed").arg(name, why);
    return tr("%1 is a group: what it holds is changed below it.").arg(name);
}

void PropertyTree::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QTreeView::drawRow(painter, option, index);
    if (!index.data(PropertyModel::ChangedRole).toBool())
        return;
    constexpr int wide = 3;
    painter->fillRect(
        QRect(0, option.rect.top(), wide, option.rect.height()), readable(QColor(0x1f, 0x6f, 0xc4), palette()));
}

void PropertyTree::copy(int column) const
{
    const QModelIndex current = currentIndex();
    if (!current.isValid())
        return;
    const QString raw = current.data(PropertyModel::TextRole).toString();
    if (column == PropertyModel::ValueColumn && current.data(PropertyModel::SecretRole).toBool())
        return SecretClipboard::instance().copy(Secret(raw.toUtf8()));
    QGuiApplication::clipboard()->setText(
        column == PropertyModel::ValueColumn ? raw : current.data(PropertyModel::PathRole).toString());
}

bool PropertyTree::canRemoveCurrent() const
{
    const FieldFacts facts = factsOf(currentIndex());
    const bool isEntry = currentIndex().data(PropertyModel::NumberRole).toInt() >= 0;
    return facts.isWritable() && !facts.path.isEmpty() && !facts.isMissing && (isEntry || !facts.isRequired);
}

/// Delete takes away the property where that can be; elsewhere it is the window's key.
bool PropertyTree::event(QEvent *event)
{
    const bool isDelete = (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress)
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Delete) && hasFocus() && canRemoveCurrent();
    if (!isDelete)
        return QTreeView::event(event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        emit removeWanted(factsOf(currentIndex()).path);
    return true;
}

void PropertyTree::revert(const QModelIndex &index)
{
    const Path path(index.data(PropertyModel::PathRole).toString());
    if (index.data(PropertyModel::RemovedRole).toBool())
        emit restoreWanted(path);
    else
        emit revertWanted(path);
}

void PropertyTree::addEditing(QMenu *menu, const QModelIndex &index)
{
    const FieldFacts facts = factsOf(index);
    const bool isKnown = !facts.path.isEmpty();
    const bool isEntry = index.data(PropertyModel::NumberRole).toInt() >= 0;
    QAction *change = menu->addAction(
        glyph(QStringLiteral("edit")), tr("Edit"), this, [this, index] { QTreeView::edit(valueOf(index)); });
    change->setEnabled(valueOf(index).flags() & Qt::ItemIsEditable);
    QAction *back = menu->addAction(glyph(QStringLiteral("undo")), tr("Revert"), this,
        [this, place = QPersistentModelIndex(index)] { revert(place); });
    back->setEnabled(isRevertible(index));
    if (facts.isList && facts.isWritable() && !facts.isPlainList)
        menu->addAction(glyph(QStringLiteral("add")), tr("Add entry"), this, [this, facts] { emit addWanted(facts); });
    if (facts.isGroup || !isKnown) {
        QMenu *additions = menu->addMenu(glyph(QStringLiteral("add")), tr("Add"));
        additions->setObjectName(QStringLiteral("propertyAdd"));
        emit additionsWanted(Path(index.data(PropertyModel::PathRole).toString()), additions);
        additions->setEnabled(!additions->isEmpty());
    }
    if (isKnown && !facts.isMissing && facts.isWritable() && (isEntry || !facts.isRequired))
        menu->addAction(
            glyph(QStringLiteral("trash")), tr("Remove"), this, [this, facts] { emit removeWanted(facts.path); });
    if (isEntry && facts.isWritable()) {
        const int number = index.data(PropertyModel::NumberRole).toInt();
        const int last = model()->rowCount(index.parent()) - 1;
        QAction *up =
            menu->addAction(tr("Move up"), this, [this, facts, number] { emit moveWanted(facts.path, number - 1); });
        up->setEnabled(number > 0);
        QAction *down =
            menu->addAction(tr("Move down"), this, [this, facts, number] { emit moveWanted(facts.path, number + 1); });
        down->setEnabled(number < last);
    }
    menu->addSeparator();
}

void PropertyTree::showMenu(const QPoint &place)
{
    const QModelIndex index = indexAt(place);
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("propertyMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const Ref target = index.data(PropertyModel::TargetRole).value<Ref>();
    if (!target.href().isEmpty()) {
        menu->addAction(tr("Open"), this, [this, target] { emit opened(target); });
        menu->addAction(tr("Open in new tab"), this, [this, target] { emit openedInNewTab(target); });
        menu->addSeparator();
    }
    if (index.data(PropertyModel::FactsRole).isValid())
        addEditing(menu, index.siblingAtColumn(PropertyModel::NameColumn));
    QAction *value = menu->addAction(tr("Copy value"), this, [this] { copy(PropertyModel::ValueColumn); });
    value->setEnabled(!index.data(PropertyModel::TextRole).toString().isEmpty());
    menu->addAction(tr("Copy path"), this, [this] { copy(PropertyModel::NameColumn); });
    menu->popup(viewport()->mapToGlobal(place));
}

} // namespace nephoscope
