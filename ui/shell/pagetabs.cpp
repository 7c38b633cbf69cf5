// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/pagetabs.h"

#include "base/settings.h"
#include "editor/closingdialog.h"
#include "editor/productionmark.h"
#include "editor/resourceeditor.h"
#include "inventory/keptsite.h"
#include "models/bulkoperation.h"
#include "models/sameresource.h"
#include "models/sites.h"
#include "resource/resourcepage.h"
#include "resource/values.h"
#include "shell/glyph.h"
#include "shell/looks.h"

#include <QApplication>
#include <QFile>
#include <QMouseEvent>
#include <QPainter>
#include <QTabBar>
#include <QToolButton>

namespace nephoscope {

namespace {

/// A tab as the settings keep it: profile id, blank, address. Paths of recordings may have blanks, addresses have none.
QString written(const QString &profileId, const Ref &ref)
{
    return profileId + QLatin1Char(' ') + ref.href().toString(QUrl::FullyEncoded);
}
QString profileIn(const QString &tab) { return tab.left(tab.lastIndexOf(QLatin1Char(' '))); }
/// The icon on a bar of the site's colour.
QIcon underlined(const QIcon &icon, const QColor &color, QSize size)
{
    constexpr int bar = 3;
    const qreal ratio = qApp->devicePixelRatio();
    QPixmap picture(size * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    const QSize room(size.width(), size.height() - bar - 1);
    icon.paint(&painter, QRect(QPoint(0, 0), room));
    painter.fillRect(QRect(0, size.height() - bar, size.width(), bar), color);
    return QIcon(picture);
}

QUrl addressIn(const QString &tab) { return QUrl(tab.mid(tab.lastIndexOf(QLatin1Char(' ')) + 1)); }

} // namespace

PageTabs::PageTabs(Sites &sites, const Looks &looks, Settings &settings, QWidget *parent)
    : QTabWidget(parent)
    , m_sites(sites)
    , m_looks(looks)
    , m_settings(settings)
{
    setObjectName(QStringLiteral("pages"));
    tabBar()->setObjectName(QStringLiteral("pageTabs"));
    tabBar()->setAccessibleName(tr("Open resources"));
    setDocumentMode(true);
    setMovable(true);
    setElideMode(Qt::ElideMiddle);
    tabBar()->setUsesScrollButtons(true);
    tabBar()->setExpanding(false);
    connect(this, &QTabWidget::currentChanged, this, &PageTabs::currentPageChanged);
    connect(this, &QTabWidget::tabBarDoubleClicked, this, [this](int index) { setFollowing(index, false); });
    connect(&sites, &Sites::changed, this, &PageTabs::siteChanged);
    connect(&sites, &Sites::added, this, &PageTabs::siteChanged);
    connect(&sites, &Sites::aboutToRemove, this, [this](int index) { closePagesOf(m_sites.at(index).profile.id); });
}

ResourcePage *PageTabs::page(int index) const { return qobject_cast<ResourcePage *>(widget(index)); }

ResourcePage *PageTabs::currentPage() const { return page(currentIndex()); }

int PageTabs::find(const QString &profileId, const Ref &ref) const
{
    for (int index = 0; index < count(); ++index) {
        if (page(index)->session()->profile().id == profileId && sameResource(page(index)->ref(), ref))
            return index;
    }
    return -1;
}

int PageTabs::following() const { return m_following ? indexOf(m_following) : -1; }

void PageTabs::setFollowing(int index, bool follows)
{
    if (follows)
        m_following = page(index);
    else if (m_following && page(index) == m_following)
        m_following = nullptr;
    for (int tab = 0; tab < count(); ++tab)
        updateTab(page(tab));
}

ResourcePage *PageTabs::make(const QString &profileId, const Ref &ref)
{
    const std::shared_ptr<Session> connected = m_sites.session(profileId);
    const std::shared_ptr<Session> session = connected ? connected : kept(profileId, ref);
    if (!session)
        return nullptr;
    auto *made = new ResourcePage(session, ref, m_looks, m_settings, this);
    made->setSearch(
        [this, profileId](const QString &text) { return m_search ? m_search(profileId, text) : QList<Ref>(); });
    listenTo(made, profileId);
    return made;
}

void PageTabs::listenTo(ResourcePage *made, const QString &profileId)
{
    connect(made, &ResourcePage::changesChanged, this, [this, made] {
        if (made == m_following && made->isChanged())
            setFollowing(indexOf(made), false); // what is edited stays
        updateTab(made);
    });
    connect(made, &ResourcePage::titleChanged, this, [this, made] { updateTab(made); });
    connect(made, &ResourcePage::historyChanged, this, [this, made] {
        updateTab(made);
        if (made == currentPage())
            emit currentPageChanged();
    });
    connect(made, &ResourcePage::openInNewTab, this,
        [this, profileId](const Ref &target) { open(profileId, target, true); });
    connect(made, &ResourcePage::transferWanted, this, &PageTabs::transferWanted);
    connect(made, &ResourcePage::bulkWanted, this,
        [this, profileId](const BulkOrder &order) { emit bulkWanted(profileId, order); });
    connect(made, &ResourcePage::resourceRead, this, [this, made, profileId](const Resource &resource) {
        updateTab(made);
        emit resourceRead(profileId, resource);
    });
}

void PageTabs::open(const QString &profileId, const Ref &ref, bool keep)
{
    const int present = find(profileId, ref);
    if (present >= 0) {
        setCurrentIndex(present);
        if (keep)
            setFollowing(present, false);
        return;
    }
    const int reusable = keep ? -1 : following();
    if (reusable >= 0 && page(reusable)->session() == m_sites.session(profileId)) {
        page(reusable)->go(ref);
        return setCurrentIndex(reusable);
    }
    ResourcePage *made = make(profileId, ref);
    if (!made)
        return;
    const int index = insertTab(currentIndex() + 1, made, made->title());
    if (reusable >= 0)
        closePage(following());
    if (!keep)
        m_following = made;
    updateTab(made);
    setCurrentIndex(std::min(index, indexOf(made)));
}

void PageTabs::updateTab(const ResourcePage *page)
{
    const int index = indexOf(page);
    if (index < 0)
        return;
    const Profile &profile = page->session()->profile();
    const QString title = page->title().isEmpty() ? page->ref().name() : page->title();
    const QString mark = page->isChanged() ? QStringLiteral("\u25cf ") : QString();
    setTabText(index, mark + QString(title).replace(QLatin1Char('&'), QStringLiteral("&&")));
    const QString site = profile.production ? tr("Production site: %1").arg(profile.name) : profile.name;
    setTabToolTip(index, plainToolTip(title + QLatin1Char('\n') + site));
    const QIcon icon = m_looks.kindIcon(page->session()->platform().service(), page->ref().kind());
    setTabIcon(index, profile.production ? underlined(icon, ProductionMark::colorOf(profile), iconSize()) : icon);
    const bool follows = page == m_following;
    tabBar()->setTabTextColor(index, follows ? palette().color(QPalette::PlaceholderText) : QColor());
    if (index == currentIndex())
        emit currentPageChanged();
}

void PageTabs::closePage(int index)
{
    ResourcePage *closing = page(index);
    if (!closing)
        return;
    if (!closing->isChanged())
        return close(closing);
    setCurrentIndex(index);
    auto *question = new ClosingDialog(closing->title(), closing->editor().changes(), closing->canReview(), this);
    question->setSite(closing->session()->profile());
    connect(question, &ClosingDialog::chosen, closing, [this, closing](ClosingDialog::Choice choice) {
        if (choice == ClosingDialog::Choice::Review)
            return closing->review();
        if (choice == ClosingDialog::Choice::Discard)
            closing->editor().discard();
        close(closing);
    });
    question->open();
}

void PageTabs::close(ResourcePage *closing)
{
    if (closing == m_following)
        m_following = nullptr;
    closing->editor().leave();
    removeTab(indexOf(closing));
    closing->deleteLater();
}

void PageTabs::closePagesOf(const QString &profileId)
{
    for (int index = count() - 1; index >= 0; --index) {
        if (page(index)->session()->profile().id == profileId)
            close(page(index));
    }
}

void PageTabs::siteChanged(int index)
{
    const SiteEntry &entry = m_sites.at(index);
    if (!entry.session)
        return;
    const QString id = entry.profile.id;
    m_kept.remove(id);
    for (int tab = 0; tab < count(); ++tab) { // pages of the session before this one
        const ResourcePage *old = page(tab);
        if (old->session()->profile().id != id || old->session() == entry.session)
            continue;
        m_waiting.append(written(id, old->ref()));
        if (tab == currentIndex())
            m_waitingCurrent = m_waiting.last();
    }
    for (int tab = count() - 1; tab >= 0; --tab) {
        if (page(tab)->session()->profile().id == id && page(tab)->session() != entry.session)
            close(page(tab)); // its edits wait on disk
    }
    const QStringList waiting = m_waiting;
    for (const QString &tab : waiting) {
        if (profileIn(tab) != id)
            continue;
        m_waiting.removeOne(tab);
        if (ResourcePage *made = make(id, Ref(addressIn(tab), QString()))) {
            addTab(made, made->title());
            updateTab(made);
            if (tab == m_waitingCurrent)
                setCurrentWidget(made);
        }
    }
}

void PageTabs::save() const
{
    QStringList tabs;
    for (int index = 0; index < count(); ++index)
        tabs.append(written(page(index)->session()->profile().id, page(index)->ref()));
    m_settings.set(setting::openTabs, QStringList(tabs + m_waiting));
    m_settings.set(setting::currentTab, currentIndex());
}

void PageTabs::restore()
{
    m_waiting = m_settings.value(setting::openTabs);
    m_waitingCurrent = m_waiting.value(m_settings.value(setting::currentTab));
    for (int index = 0; index < m_sites.count(); ++index)
        siteChanged(index);
    showKept();
}

std::shared_ptr<Session> PageTabs::kept(const QString &profileId, const Ref &list)
{
    const int position = m_sites.indexOf(profileId);
    std::shared_ptr<Session> &known = m_kept[profileId];
    if (known || position < 0)
        return known;
    const auto copy = OfflineCopy::describe(OfflineCopy::fileName(profileId, list.href()));
    if (copy)
        known = keptSession(m_sites.at(position).profile, *copy);
    return known;
}

/// Lists that were kept on disk show at once, whether their site answers or not.
void PageTabs::showKept()
{
    const QStringList waiting = m_waiting;
    for (const QString &tab : waiting) {
        const Ref list(addressIn(tab), QString());
        const QString id = profileIn(tab);
        if (!QFile::exists(OfflineCopy::fileName(id, list.href())))
            continue;
        ResourcePage *made = make(id, list);
        if (!made)
            continue;
        m_waiting.removeOne(tab);
        addTab(made, made->title());
        updateTab(made);
        if (tab == m_waitingCurrent)
            setCurrentWidget(made);
    }
}

void PageTabs::tabInserted(int index)
{
    QTabWidget::tabInserted(index);
    auto *close = new QToolButton(tabBar()); // the style's own is red
    close->setObjectName(QStringLiteral("closeTabButton"));
    close->setIcon(glyph(QStringLiteral("close")));
    close->setIconSize(QSize(12, 12));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::NoFocus); // Ctrl+W
    close->setAccessibleName(tr("Close tab"));
    QWidget *closed = widget(index);
    connect(close, &QToolButton::clicked, this, [this, closed] { closePage(indexOf(closed)); });
    tabBar()->setTabButton(index, QTabBar::RightSide, close);
}

void PageTabs::changeEvent(QEvent *event)
{
    QTabWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        for (int index = 0; index < count(); ++index)
            updateTab(page(index));
    }
}

void PageTabs::mouseReleaseEvent(QMouseEvent *event)
{
    const int index = tabBar()->tabAt(tabBar()->mapFrom(this, event->position().toPoint()));
    if (event->button() == Qt::MiddleButton && index >= 0)
        closePage(index);
    QTabWidget::mouseReleaseEvent(event);
}

} // namespace nephoscope
