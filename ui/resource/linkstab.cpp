// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/linkstab.h"

#include "resource/columnwidths.h"
#include "resource/linkclicks.h"
#include "resource/roomyrows.h"
#include "resource/values.h"
#include "shell/visibletext.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QIdentityProxyModel>
#include <QLabel>
#include <QMenu>
#include <QPalette>
#include <QShortcut>
#include <QTreeView>

namespace nephoscope {

namespace {

/// Headings and hints over the raw links.
class LinkWords : public QIdentityProxyModel {
public:
    using QIdentityProxyModel::QIdentityProxyModel;

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
            return QIdentityProxyModel::headerData(section, orientation, role);
        static const QStringList words = {LinksTab::tr("Relation"), LinksTab::tr("Method"), LinksTab::tr("Type"),
            LinksTab::tr("Name"), LinksTab::tr("Address")};
        return words.value(section);
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == Qt::ToolTipRole) {
            const QUrl href = index.data(LinksModel::HrefRole).toUrl();
            const QUrl original = index.data(LinksModel::OriginalRole).toUrl();
            if (index.column() == LinksModel::HrefColumn && href != original)
                return plainToolTip(LinksTab::tr("%1\nThe server wrote %2").arg(href.toString(), original.toString()));
            return plainToolTip(index.data().toString());
        }
        if (role == Qt::DisplayRole)
            return visibleText(QIdentityProxyModel::data(index, role).toString());
        if (role == Qt::ForegroundRole && index.column() == LinksModel::HrefColumn
            && index.data(LinksModel::ReadableRole).toBool())
            return QGuiApplication::palette().color(QPalette::Link);
        return QIdentityProxyModel::data(index, role);
    }
};

Ref refOf(const QModelIndex &index)
{
    if (!index.data(LinksModel::ReadableRole).toBool())
        return {};
    Ref ref(index.data(LinksModel::HrefRole).toUrl(), QString(),
        index.siblingAtColumn(LinksModel::NameColumn).data().toString());
    return ref.withMediaType(index.siblingAtColumn(LinksModel::TypeColumn).data().toString());
}

} // namespace

LinksTab::LinksTab(Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_model(new LinksModel(this))
{
    setObjectName(QStringLiteral("linksTab"));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 12, 0, 0);
    makeView(settings);
    all->addWidget(m_view, 1);
    m_nothing = new QLabel(tr("The server gave no links with this object."), this);
    m_nothing->setObjectName(QStringLiteral("linksNothing"));
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setAlignment(Qt::AlignCenter);
    all->addWidget(m_nothing, 1);
}

void LinksTab::makeView(Settings &settings)
{
    auto *words = new LinkWords(this);
    words->setSourceModel(m_model);
    m_view = new QTreeView(this);
    m_view->setObjectName(QStringLiteral("links"));
    m_view->setAccessibleName(tr("Links"));
    m_view->setModel(words);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setItemDelegate(new RoomyRows(m_view));
    m_view->setAllColumnsShowFocus(true);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    rememberWidths(m_view->header(), settings, QStringLiteral("resource/links"), {22, 9, 40, 18, 30});
    auto *clicks = new LinkClicks(m_view, refOf);
    clicks->setDoubleClick(true);
    connect(clicks, &LinkClicks::opened, this, &LinksTab::opened);
    connect(clicks, &LinkClicks::openedInNewTab, this, &LinksTab::openedInNewTab);
    connect(m_view, &QWidget::customContextMenuRequested, this, &LinksTab::showMenu);
    auto *copying = new QShortcut(QKeySequence::Copy, m_view, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copying, &QShortcut::activated, this, [this] {
        QGuiApplication::clipboard()->setText(m_view->currentIndex().data(LinksModel::HrefRole).toUrl().toString());
    });
}

void LinksTab::setResource(const Resource &resource)
{
    m_model->setResource(resource);
    m_view->setVisible(m_model->rowCount() > 0);
    m_nothing->setVisible(m_model->rowCount() == 0);
}

void LinksTab::showMenu(const QPoint &place)
{
    const QModelIndex index = m_view->indexAt(place);
    if (!index.isValid())
        return;
    m_view->setCurrentIndex(index);
    const Ref ref = refOf(index);
    const auto copy = [](const QString &text) { QGuiApplication::clipboard()->setText(text); };
    const QString href = index.data(LinksModel::HrefRole).toUrl().toString();
    const QString original = index.data(LinksModel::OriginalRole).toUrl().toString();
    auto *menu = new QMenu(m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!ref.href().isEmpty()) {
        menu->addAction(tr("Open"), this, [this, ref] { emit opened(ref); });
        menu->addAction(tr("Open in new tab"), this, [this, ref] { emit openedInNewTab(ref); });
        menu->addSeparator();
    }
    menu->addAction(tr("Copy address"), this, [copy, href] { copy(href); });
    if (original != href)
        menu->addAction(tr("Copy address as the server wrote it"), this, [copy, original] { copy(original); });
    const QString type = index.siblingAtColumn(LinksModel::TypeColumn).data().toString();
    menu->addAction(tr("Copy type"), this, [copy, type] { copy(type); })->setEnabled(!type.isEmpty());
    menu->popup(m_view->viewport()->mapToGlobal(place));
}

} // namespace nephoscope
