// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/propertiestab.h"

#include "editor/editing.h"
#include "resource/columnwidths.h"
#include "resource/propertytree.h"
#include "resource/propertywords.h"
#include "shell/glyph.h"
#include "shell/looks.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

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
    m_changed = new QCheckBox(tr("Changed only"), bar);
    m_changed->setObjectName(QStringLiteral("propertiesChangedOnly"));
    m_changed->setToolTip(tr("Show only properties that were edited"));
    m_changed->hide();
    line->addWidget(m_changed);
    line->addWidget(m_empty);
    line->addWidget(m_expand);
    return bar;
}

void PropertiesTab::makeView(Settings &settings)
{
    m_view = new PropertyTree(this);
    m_view->setModel(m_filter);
    rememberWidths(m_view->header(), settings, QStringLiteral("resource/properties"), {36, 60});
    connect(m_view, &PropertyTree::opened, this, &PropertiesTab::opened);
    connect(m_view, &PropertyTree::openedInNewTab, this, &PropertiesTab::openedInNewTab);
    connect(m_view, &PropertyTree::refused, this, &PropertiesTab::refused);
    const auto note = [this](const QModelIndex &index, bool open) {
        if (m_filter->isFiltering())
            return; // the search opens what it finds
        if (open)
            m_open.insert(keyOf(index));
        else
            m_open.remove(keyOf(index));
    };
    // a group that was empty comes back in another place with its first value: as open as it was
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parent) {
        if (!m_filter->isFiltering())
            restoreExpanded(parent, QSet<QString>(m_open));
    });
    connect(m_view, &QTreeView::expanded, this, [note](const QModelIndex &index) { note(index, true); });
    connect(m_view, &QTreeView::collapsed, this, [note](const QModelIndex &index) { note(index, false); });
}

void PropertiesTab::setContext(const FieldContext &context) { m_view->setContext(context); }

void PropertiesTab::setEditing(Editing &editing)
{
    m_editing = &editing;
    connect(m_editing, &Editing::changed, this, &PropertiesTab::showEdits);
    connect(m_model, &PropertyModel::edited, m_editing, &Editing::write);
    connect(m_view, &PropertyTree::referred, m_editing, &Editing::refer);
    connect(m_view, &PropertyTree::typed, m_editing, &Editing::type);
    connect(m_view, &PropertyTree::typingEnded, m_editing, &Editing::stopTyping);
    connect(m_view, &PropertyTree::typedLate, m_editing, &Editing::write);
    connect(m_view, &PropertyTree::revertWanted, m_editing, &Editing::revert);
    connect(m_view, &PropertyTree::restoreWanted, m_editing, &Editing::restore);
    connect(m_view, &PropertyTree::removeWanted, m_editing, &Editing::remove);
    connect(m_view, &PropertyTree::moveWanted, m_editing, &Editing::move);
    connect(m_view, &PropertyTree::addWanted, m_editing, &Editing::add);
    connect(m_view, &PropertyTree::additionsWanted, this, &PropertiesTab::fillAdditions);
    connect(m_changed, &QCheckBox::toggled, this, &PropertiesTab::filter);
}

void PropertiesTab::showEdits()
{
    m_model->setDraft(m_editing->draft(), m_editing->guide());
    const bool isDirty = m_editing->isDirty();
    m_changed->setVisible(isDirty);
    if (!isDirty && m_changed->isChecked())
        m_changed->setChecked(false);
    else if (m_filter->isFiltering())
        filter();
}

void PropertiesTab::fillAdditions(const Path &group, QMenu *menu)
{
    const FieldGuide &guide = m_model->guide();
    const QList<Field> fields = guide.absent(group);
    for (const Field &field : fields) {
        const FieldFacts facts = guide.factsOfAbsent(guide.placeOf(group, field), field);
        QAction *action = menu->addAction(m_words->label(facts.path), this, [this, facts] { m_editing->add(facts); });
        action->setToolTip(facts.help);
    }
}

QStringList PropertiesTab::faults() const
{
    QStringList faults;
    if (m_editing && m_editing->isDirty())
        collectFaults({}, faults);
    return faults;
}

/// Looks into what changed only.
void PropertiesTab::collectFaults(const QModelIndex &parent, QStringList &faults) const
{
    for (int row = 0; row < m_words->rowCount(parent); ++row) {
        const QModelIndex index = m_words->index(row, PropertyModel::NameColumn, parent);
        if (!index.data(PropertyModel::ChangedRole).toBool())
            continue;
        if (const QString words = index.data(PropertyWords::FaultWordsRole).toString(); !words.isEmpty())
            faults << tr("%1: %2", "property, what is wrong with it")
                          .arg(index.data(PropertyWords::LabelRole).toString(), words);
        collectFaults(index, faults);
    }
}

void PropertiesTab::editFirst() { m_view->editFirst(); }

void PropertiesTab::editCurrent() { m_view->editCurrent(); }

void PropertiesTab::setResource(const Resource &resource, const Catalog &catalog)
{
    const bool isSame = m_identity == resource.self.identity();
    const QString current = isSame ? keyOf(m_view->currentIndex()) : QString();
    const QSet<QString> open = m_open;
    m_identity = resource.self.identity();
    m_words->setResource(resource);
    m_model->setResource(resource, catalog);
    if (isSame) {
        restoreExpanded({}, open);
    } else {
        m_open.clear();
        expandFirst();
    }
    filter();
    const bool isLost = !current.isEmpty() && keyOf(m_view->currentIndex()) != current;
    for (int row = 0; isLost && row < m_filter->rowCount(); ++row) {
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
    m_filter->setChangedOnly(m_changed->isChecked());
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

} // namespace nephoscope
