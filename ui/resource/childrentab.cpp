// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/childrentab.h"

#include "base/settings.h"
#include "resource/childrenwords.h"
#include "resource/columnwidths.h"
#include "resource/linkclicks.h"
#include "resource/roomyrows.h"
#include "resource/rowactions.h"
#include "resource/values.h"
#include "shell/glyph.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QTreeView>

namespace nephoscope {

namespace {

const QList<int> usualWidths = {32, 22, 18, 30};
const QString viewName = QStringLiteral("resource/children");

} // namespace

ChildrenTab::ChildrenTab(const Looks &looks, Settings &settings, const QString &service, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_model(new ChildrenModel(this))
    , m_words(new ChildrenWords(looks, service, this))
    , m_order(new NaturalOrder(this))
{
    setObjectName(QStringLiteral("childrenTab"));
    m_words->setSourceModel(m_model);
    m_order->setSourceModel(m_words);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 12, 0, 0);
    all->setSpacing(8);
    makeBar();
    all->addWidget(m_bar);
    makeView();
    all->addWidget(m_view, 1);
    m_nothing = new QLabel(this);
    m_nothing->setObjectName(QStringLiteral("childrenNothing"));
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    all->addWidget(m_nothing, 1);
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_order->setText(text);
        showState();
    });
    connect(m_readMore, &QPushButton::clicked, this, [this] {
        m_readMore->setEnabled(false);
        if (m_more)
            emit moreWanted(*m_more);
    });
}

void ChildrenTab::makeBar()
{
    m_bar = new QWidget(this);
    auto *line = new QHBoxLayout(m_bar);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    m_find = new QLineEdit(m_bar);
    m_find->setObjectName(QStringLiteral("childrenFind"));
    m_find->setAccessibleName(tr("Filter children"));
    m_find->setPlaceholderText(tr("Filter"));
    m_find->setClearButtonEnabled(true);
    m_find->addAction(glyph(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_find->setMaximumWidth(40 * fontMetrics().averageCharWidth());
    m_count = new QLabel(m_bar);
    m_count->setObjectName(QStringLiteral("childrenCount"));
    m_count->setTextFormat(Qt::PlainText);
    m_readMore = new QPushButton(tr("Read more"), m_bar);
    m_readMore->setObjectName(QStringLiteral("childrenMore"));
    line->addWidget(m_find, 1);
    line->addStretch();
    line->addWidget(m_count);
    line->addWidget(m_readMore);
}

void ChildrenTab::makeView()
{
    m_view = new QTreeView(this);
    m_view->setObjectName(QStringLiteral("children"));
    m_view->setAccessibleName(tr("Children"));
    m_view->setModel(m_order);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setItemDelegate(new RoomyRows(m_view));
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(-1, Qt::AscendingOrder); // the server's order until a header is clicked
    m_view->header()->setStretchLastSection(true);
    rememberWidths(m_view->header(), m_settings, viewName, usualWidths);
    auto *clicks = new LinkClicks(
        m_view, [](const QModelIndex &index) { return index.data(ChildrenModel::RefRole).value<Ref>(); });
    clicks->setDoubleClick(true);
    connect(clicks, &LinkClicks::opened, this, &ChildrenTab::opened);
    connect(clicks, &LinkClicks::openedInNewTab, this, &ChildrenTab::openedInNewTab);
    connect(m_view, &QWidget::customContextMenuRequested, this, &ChildrenTab::showMenu);
    auto *copying = new QShortcut(QKeySequence::Copy, m_view, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copying, &QShortcut::activated, this,
        [this] { QGuiApplication::clipboard()->setText(m_view->currentIndex().data().toString()); });
}

void ChildrenTab::setResource(const Resource &resource, const Catalog &catalog)
{
    const Ref current = m_view->currentIndex().data(ChildrenModel::RefRole).value<Ref>();
    m_model->setResource(resource, catalog);
    m_more = resource.more;
    m_total = resource.total;
    bool hasStates = false;
    bool hasIds = false;
    for (const Ref &child : resource.children) {
        hasStates = hasStates || !child.state().isNone();
        hasIds = hasIds || !child.id().isEmpty();
    }
    m_view->setColumnHidden(ChildrenModel::StateColumn, !hasStates);
    m_view->setColumnHidden(ChildrenModel::IdColumn, !hasIds);
    restoreWidths(m_view->header(), m_settings, viewName, usualWidths);
    if (const int row = current.href().isEmpty() ? -1 : m_model->rowOf(current.identity()); row >= 0)
        m_view->setCurrentIndex(m_order->mapFromSource(m_words->index(row, 0)));
    showState();
}

void ChildrenTab::append(const Resource &page)
{
    m_model->append(page);
    m_more = page.more;
    showState();
}

void ChildrenTab::showState()
{
    const int all = m_model->rowCount();
    const int shown = m_order->rowCount();
    const qint64 total = std::max<qint64>(m_total.value_or(all), all);
    const auto number = [](qint64 value) { return groupedDigits(QString::number(value)); };
    m_count->setText(shown == total ? (total == 1 ? tr("1 entry") : tr("%1 entries").arg(number(total)))
                                    : tr("%1 of %2").arg(number(shown), number(total)));
    m_readMore->setVisible(m_more.has_value());
    m_readMore->setEnabled(m_more.has_value());
    m_bar->setVisible(all > 0);
    m_view->setVisible(shown > 0);
    m_nothing->setVisible(shown == 0);
    m_nothing->setText(all > 0 ? tr("None of %1 entries has \u201c%2\u201d.").arg(number(all), m_find->text().trimmed())
                               : tr("Nothing is contained in this object, or nothing that you may see."));
}

void ChildrenTab::find()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

QList<Ref> ChildrenTab::selected() const
{
    QList<Ref> objects;
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        objects << row.data(ChildrenModel::RefRole).value<Ref>();
    return objects;
}

void ChildrenTab::showMenu(const QPoint &place)
{
    const QModelIndex index = m_view->indexAt(place);
    if (!index.isValid())
        return;
    if (!m_view->selectionModel()->isRowSelected(index.row(), index.parent()))
        m_view->setCurrentIndex(index);
    const Ref ref = index.data(ChildrenModel::RefRole).value<Ref>();
    const auto copy = [](const QString &text) { QGuiApplication::clipboard()->setText(text); };
    auto *menu = new QMenu(m_view);
    menu->setObjectName(QStringLiteral("childrenMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open"), this, [this, ref] { emit opened(ref); });
    menu->addAction(tr("Open in new tab"), this, [this, ref] { emit openedInNewTab(ref); });
    ChosenRows rows;
    const QList<Ref> objects = selected();
    rows.count = objects.size();
    rows.sample = objects.mid(0, ChosenRows::sampleSize);
    rows.collect = [objects](const ChosenRows::Taker &take) { take(objects); };
    emit menuWanted(*menu, rows);
    menu->addAction(tr("Copy name"), this, [copy, ref] { copy(ref.name()); });
    menu->addAction(tr("Copy ID"), this, [copy, ref] { copy(ref.id()); })->setEnabled(!ref.id().isEmpty());
    menu->addAction(tr("Copy address"), this, [copy, ref] { copy(ref.href().toString()); });
    menu->popup(m_view->viewport()->mapToGlobal(place));
}

} // namespace nephoscope
