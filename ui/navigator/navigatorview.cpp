// SPDX-License-Identifier: GPL-3.0-or-later
#include "navigator/navigatorview.h"

#include "models/navigatormodel.h"
#include "navigator/navigatordelegate.h"
#include "navigator/navigatorproxy.h"
#include "shell/looks.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QTreeView>
#include <QVBoxLayout>
#include <functional>
#include <utility>

namespace nephoscope {

namespace {

NavigatorModel::Type typeOf(const QModelIndex &index)
{
    return index.data(NavigatorModel::TypeRole).value<NavigatorModel::Type>();
}
QString profileOf(const QModelIndex &index) { return index.data(NavigatorModel::ProfileIdRole).toString(); }
QString addressOf(const QModelIndex &index) { return index.data(NavigatorModel::AddressRole).toString(); }

} // namespace

NavigatorView::NavigatorView(NavigatorModel &model, const Looks &looks, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_proxy(new NavigatorProxy(looks, this))
    , m_filter(new QLineEdit(this))
    , m_tree(new QTreeView(this))
{
    m_proxy->setSourceModel(&model);
    m_filter->setObjectName(QStringLiteral("navigatorFilter"));
    m_filter->setAccessibleName(tr("Filter the tree"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(looks.icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_tree->setObjectName(QStringLiteral("navigator"));
    m_tree->setAccessibleName(tr("Sites"));
    m_tree->setModel(m_proxy);
    auto *delegate = new NavigatorDelegate(looks, this);
    m_tree->setItemDelegate(delegate);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setIndentation(fontMetrics().height());
    m_tree->installEventFilter(this);
    m_tree->viewport()->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    auto *filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(4, 0, 4, 0);
    filterRow->addWidget(m_filter);
    layout->addLayout(filterRow);
    layout->addWidget(m_tree, 1);
    connect(delegate, &NavigatorDelegate::actionClicked, this, [this](const QModelIndex &index) {
        m_acted = true;
        act(index);
    });
    listen();
}

void NavigatorView::listen()
{
    connect(m_filter, &QLineEdit::textChanged, this, &NavigatorView::filter);
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (std::exchange(m_acted, false))
            return; // the click was for the words at its right
        if (typeOf(index) == NavigatorModel::Type::Resource)
            open(index, false);
        else if (typeOf(index) == NavigatorModel::Type::More)
            act(index);
    });
    connect(m_tree, &QTreeView::doubleClicked, this, &NavigatorView::activate);
    connect(m_tree, &QTreeView::collapsed, this, &NavigatorView::collapsed);
    connect(m_tree, &QTreeView::customContextMenuRequested, this,
        [this](const QPoint &where) { emit contextMenuRequested(m_tree->viewport()->mapToGlobal(where)); });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &NavigatorView::currentChanged);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &NavigatorView::rowsCame);
    connect(m_proxy, &QAbstractItemModel::dataChanged, this, &NavigatorView::currentChanged);
}

void NavigatorView::takeFocus() { m_tree->setFocus(Qt::ShortcutFocusReason); }

QModelIndex NavigatorView::current() const { return m_proxy->mapToSource(m_tree->currentIndex()); }

void NavigatorView::open(const QModelIndex &index, bool keep)
{
    emit openRequested(profileOf(index), index.data(NavigatorModel::RefRole).value<Ref>(), keep);
}

void NavigatorView::activate(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    if (typeOf(index) == NavigatorModel::Type::Resource)
        open(index, true);
    else if (index.data(NavigatorProxy::IsActionRole).toBool())
        act(index);
    else if (typeOf(index) == NavigatorModel::Type::Site)
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
    else
        act(index);
}

void NavigatorView::act(const QModelIndex &index)
{
    if (typeOf(index) == NavigatorModel::Type::Site) {
        emit signInRequested(profileOf(index));
    } else if (typeOf(index) == NavigatorModel::Type::More) {
        m_model.showMore(m_proxy->mapToSource(index));
    } else {
        m_model.refresh(m_proxy->mapToSource(index));
        m_tree->expand(index);
    }
}

void NavigatorView::refreshCurrent()
{
    const QModelIndex index = current();
    if (index.isValid())
        m_model.refresh(index);
}

void NavigatorView::stopCurrent()
{
    const std::function<void(const QModelIndex &)> stop = [&](const QModelIndex &index) {
        m_model.cancel(index);
        for (int row = 0; row < m_model.rowCount(index); ++row)
            stop(m_model.index(row, 0, index));
    };
    QModelIndex site = current();
    while (site.parent().isValid())
        site = site.parent();
    stop(site);
}

void NavigatorView::collapsed(const QModelIndex &index)
{
    const QModelIndex source = m_proxy->mapToSource(index);
    m_toExpand.remove(addressOf(index));
    if (m_model.rowCount(source) == 0)
        m_model.cancel(source);
}

void NavigatorView::select(const QModelIndex &index)
{
    const QModelIndex shown = m_proxy->mapFromSource(index);
    for (QModelIndex above = shown.parent(); above.isValid(); above = above.parent())
        m_tree->expand(above);
    m_tree->setCurrentIndex(shown);
    m_tree->scrollTo(shown);
}

bool NavigatorView::reveal(const QString &profileId, const Ref &ref)
{
    const QModelIndex index = m_model.find(profileId, ref);
    if (index.isValid() && index != current())
        select(index);
    return index.isValid();
}

void NavigatorView::revealSite(const QString &profileId)
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (profileOf(m_model.index(row, 0)) == profileId)
            select(m_model.index(row, 0));
    }
    m_tree->setFocus();
}

QList<QPair<QString, Ref>> NavigatorView::pathTo(const QString &profileId, const Ref &ref) const
{
    QList<QPair<QString, Ref>> path;
    for (QModelIndex index = m_proxy->mapFromSource(m_model.find(profileId, ref)); index.isValid();
         index = index.parent())
        path.prepend({index.data().toString(), index.data(NavigatorModel::RefRole).value<Ref>()});
    return path;
}

QStringList NavigatorView::expanded() const
{
    QStringList addresses;
    const std::function<void(const QModelIndex &)> collect = [&](const QModelIndex &parent) {
        for (int row = 0; row < m_proxy->rowCount(parent); ++row) {
            const QModelIndex index = m_proxy->index(row, 0, parent);
            if (m_tree->isExpanded(index)) {
                addresses.append(addressOf(index));
                collect(index);
            }
        }
    };
    collect({});
    for (const QString &waiting : m_toExpand) // of sites that were not signed in to this time
        addresses.append(waiting);
    return addresses;
}

void NavigatorView::setExpanded(const QStringList &addresses)
{
    m_toExpand = QSet<QString>(addresses.begin(), addresses.end());
    rowsCame({}, 0, m_proxy->rowCount() - 1);
}

void NavigatorView::rowsCame(const QModelIndex &parent, int first, int last)
{
    for (int row = first; row <= last && !m_toExpand.isEmpty(); ++row) {
        const QPersistentModelIndex index(m_proxy->index(row, 0, parent));
        const QString address = addressOf(index);
        const bool isEmptySite = !parent.isValid() && m_proxy->rowCount(index) == 0;
        if (m_toExpand.contains(address) && !isEmptySite) {
            m_toExpand.remove(address);
            m_tree->expand(index);
            if (index.isValid())
                rowsCame(index, 0, m_proxy->rowCount(index) - 1);
        }
    }
    if (parent.isValid() && !parent.parent().isValid()) { // the roots of a site that was just signed in to
        const QString site = addressOf(parent);
        if (m_toExpand.remove(site) || m_proxy->rowCount(parent) == last - first + 1)
            m_tree->expand(parent);
    }
}

void NavigatorView::filter(const QString &text)
{
    if (!text.isEmpty())
        m_model.showMatching(text);
    m_proxy->setFilterFixedString(text);
    if (!m_tree->currentIndex().isValid())
        m_tree->setCurrentIndex(m_proxy->index(0, 0));
    if (!text.isEmpty())
        expandRead({});
}

void NavigatorView::expandRead(const QModelIndex &parent)
{
    for (int row = 0; row < m_proxy->rowCount(parent); ++row) {
        const QModelIndex index = m_proxy->index(row, 0, parent);
        if (m_proxy->rowCount(index) > 0) {
            m_tree->expand(index);
            expandRead(index);
        }
    }
}

void NavigatorView::looksChanged() { m_proxy->looksChanged(); }

bool NavigatorView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tree && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            activate(m_tree->currentIndex());
            return true;
        }
    }
    if (watched == m_tree->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QModelIndex index = m_tree->indexAt(mouse->position().toPoint());
        const bool newTab = mouse->button() == Qt::MiddleButton;
        if (newTab && index.isValid() && typeOf(index) == NavigatorModel::Type::Resource) {
            open(index, true);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace nephoscope
