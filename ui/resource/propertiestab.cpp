// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/propertiestab.h"

#include "resource/columnwidths.h"
#include "resource/linkclicks.h"
#include "resource/propertywords.h"
#include "resource/roomyrows.h"
#include "shell/glyph.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QToolButton>
#include <QTreeView>

namespace nephoscope {

namespace {

/// A branch is known again by its place in the document and its name (the group of plain members has no place).
QString keyOf(const QModelIndex &index)
{
    return index.data(PropertyModel::PathRole).toString() + QLatin1Char('\n')
        + index.data(PropertyModel::NameRole).toString();
}

} // namespace

PropertiesTab::PropertiesTab(const Looks &looks, Settings &settings, const QString &service, QWidget *parent)
    : QWidget(parent)
    , m_model(new PropertyModel(this))
    , m_words(new PropertyWords(looks, service, this))
    , m_filter(new PropertyFilter(this))
{
    setObjectName(QStringLiteral("propertiesTab"));
    m_words->setSourceModel(m_model);
    m_filter->setSourceModel(m_words);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 12, 0, 0);
    all->setSpacing(8);
    all->addWidget(makeBar());
    makeView(settings);
    all->addWidget(m_view, 1);
    m_nothing = new QLabel(this);
    m_nothing->setObjectName(QStringLiteral("propertiesNothing"));
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    all->addWidget(m_nothing, 1);
    connect(m_find, &QLineEdit::textChanged, this, &PropertiesTab::filter);
    connect(m_expand, &QToolButton::toggled, this, &PropertiesTab::setAllExpanded);
    connect(m_empty, &QCheckBox::toggled, this, [this](bool shows) {
        const QSet<QString> open = m_open;
        m_model->setShowsEmpty(shows);
        restoreExpanded({}, open);
        filter();
    });
}

QWidget *PropertiesTab::makeBar()
{
    auto *bar = new QWidget(this);
    auto *line = new QHBoxLayout(bar);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    m_find = new QLineEdit(bar);
    m_find->setObjectName(QStringLiteral("propertiesFind"));
    m_find->setAccessibleName(tr("Find a property"));
    m_find->setPlaceholderText(tr("Find a property"));
    m_find->setClearButtonEnabled(true);
    m_find->addAction(glyph(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_find->setMaximumWidth(40 * fontMetrics().averageCharWidth());
    m_expand = new QToolButton(bar);
    m_expand->setObjectName(QStringLiteral("propertiesExpand"));
    m_expand->setAccessibleName(tr("Expand all"));
    m_expand->setToolTip(tr("Expand all"));
    m_expand->setIcon(glyph(QStringLiteral("expand")));
    m_expand->setCheckable(true);
    m_expand->setAutoRaise(true);
    m_expand->setFocusPolicy(Qt::StrongFocus);
    m_empty = new QCheckBox(tr("Show empty"), bar);
    m_empty->setObjectName(QStringLiteral("propertiesShowEmpty"));
    m_empty->setToolTip(tr("Also show properties that the server left empty or set to null"));
    line->addWidget(m_find, 1);
    line->addStretch();
    line->addWidget(m_empty);
    line->addWidget(m_expand);
    return bar;
}

void PropertiesTab::makeView(Settings &settings)
{
    m_view = new QTreeView(this);
    m_view->setObjectName(QStringLiteral("properties"));
    m_view->setAccessibleName(tr("Properties"));
    m_view->setModel(m_filter);
    m_view->setUniformRowHeights(true);
    m_view->setItemDelegate(new RoomyRows(m_view));
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setTabKeyNavigation(false);
    rememberWidths(m_view->header(), settings, QStringLiteral("resource/properties"), {36, 60});
    auto *clicks = new LinkClicks(m_view, [](const QModelIndex &index) {
        const QModelIndex value = index.siblingAtColumn(PropertyModel::ValueColumn);
        return value.data(PropertyModel::TargetRole).value<Ref>();
    });
    connect(clicks, &LinkClicks::opened, this, &PropertiesTab::opened);
    connect(clicks, &LinkClicks::openedInNewTab, this, &PropertiesTab::openedInNewTab);
    connect(m_view, &QWidget::customContextMenuRequested, this, &PropertiesTab::showMenu);
    const auto note = [this](const QModelIndex &index, bool open) {
        if (m_filter->isFiltering())
            return; // the search opens what it finds
        if (open)
            m_open.insert(keyOf(index));
        else
            m_open.remove(keyOf(index));
    };
    connect(m_view, &QTreeView::expanded, this, [note](const QModelIndex &index) { note(index, true); });
    connect(m_view, &QTreeView::collapsed, this, [note](const QModelIndex &index) { note(index, false); });
    auto *copying = new QShortcut(QKeySequence::Copy, m_view, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copying, &QShortcut::activated, this, [this] { copy(PropertyModel::ValueColumn); });
}

void PropertiesTab::setResource(const Resource &resource, const Catalog &catalog)
{
    const bool isSame = m_identity == resource.self.identity();
    const QString current = isSame ? keyOf(m_view->currentIndex()) : QString();
    const QSet<QString> open = m_open;
    m_identity = resource.self.identity();
    m_words->setResource(resource);
    m_model->setResource(resource, catalog);
    m_open.clear();
    if (isSame)
        restoreExpanded({}, open);
    else
        expandFirst();
    filter();
    for (int row = 0; !current.isEmpty() && row < m_filter->rowCount(); ++row) {
        const QModelIndex group = m_filter->index(row, 0);
        for (int below = 0; m_view->isExpanded(group) && below < m_filter->rowCount(group); ++below)
            if (keyOf(m_filter->index(below, 0, group)) == current)
                m_view->setCurrentIndex(m_filter->index(below, 0, group));
    }
}

void PropertiesTab::expandFirst()
{
    constexpr int readable = 24; // longer groups are opened by whoever wants to read them
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex group = m_filter->index(row, 0);
        if (row == 0 || group.data(PropertyModel::CountRole).toInt() <= readable)
            m_view->expand(group);
    }
}

void PropertiesTab::restoreExpanded(const QModelIndex &parent, const QSet<QString> &open)
{
    for (int row = 0; row < m_filter->rowCount(parent); ++row) {
        const QModelIndex index = m_filter->index(row, 0, parent);
        if (!open.contains(keyOf(index)))
            continue;
        m_view->expand(index);
        restoreExpanded(index, open);
    }
}

void PropertiesTab::filter()
{
    const bool was = m_filter->isFiltering();
    m_filter->setText(m_find->text());
    if (m_filter->isFiltering())
        m_view->expandAll();
    else if (was)
        restoreExpanded({}, QSet<QString>(m_open));
    const bool nothing = m_filter->rowCount() == 0;
    m_view->setVisible(!nothing);
    m_nothing->setVisible(nothing);
    m_nothing->setText(m_filter->isFiltering()
            ? tr("No property has \u201c%1\u201d in its name or value.").arg(m_find->text().trimmed())
            : tr("The server says nothing about this object beyond its name."));
}

void PropertiesTab::setAllExpanded(bool expanded)
{
    m_expand->setIcon(glyph(expanded ? QStringLiteral("collapse") : QStringLiteral("expand")));
    m_expand->setToolTip(expanded ? tr("Collapse all") : tr("Expand all"));
    m_expand->setAccessibleName(m_expand->toolTip());
    if (expanded) {
        m_view->expandAll();
        return;
    }
    m_view->collapseAll();
    m_open.clear();
    expandFirst();
}

void PropertiesTab::find()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void PropertiesTab::copy(int column) const
{
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid())
        return;
    const QString raw = current.data(PropertyModel::TextRole).toString();
    QGuiApplication::clipboard()->setText(
        column == PropertyModel::ValueColumn ? raw : current.data(PropertyModel::PathRole).toString());
}

void PropertiesTab::showMenu(const QPoint &place)
{
    const QModelIndex index = m_view->indexAt(place);
    if (!index.isValid())
        return;
    m_view->setCurrentIndex(index);
    auto *menu = new QMenu(m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const Ref target = index.data(PropertyModel::TargetRole).value<Ref>();
    if (!target.href().isEmpty()) {
        menu->addAction(tr("Open"), this, [this, target] { emit opened(target); });
        menu->addAction(tr("Open in new tab"), this, [this, target] { emit openedInNewTab(target); });
        menu->addSeparator();
    }
    QAction *value = menu->addAction(tr("Copy value"), this, [this] { copy(PropertyModel::ValueColumn); });
    value->setEnabled(!index.data(PropertyModel::TextRole).toString().isEmpty());
    menu->addAction(tr("Copy path"), this, [this] { copy(PropertyModel::NameColumn); });
    menu->popup(m_view->viewport()->mapToGlobal(place));
}

} // namespace nephoscope
