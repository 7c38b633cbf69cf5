// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/searchactions.h"

#include "inventory/keptlists.h"
#include "inventory/keptsite.h"
#include "inventory/tablepane.h"
#include "inventory/worker.h"
#include "models/navigatormodel.h"
#include "models/sameresource.h"
#include "models/sites.h"
#include "resource/resourcepage.h"
#include "shell/actions.h"
#include "shell/pagetabs.h"

#include <QAction>

namespace nephoscope {

SearchActions::SearchActions(Actions &actions, PageTabs &pages, const Sites &sites, const NavigatorModel &tree,
    const Looks &looks, QWidget *window)
    : QObject(window)
    , m_pages(pages)
    , m_sites(sites)
    , m_tree(tree)
    , m_looks(looks)
    , m_window(window)
{
    connect(actions.everywhere, &QAction::triggered, this, &SearchActions::open);
    connect(&sites, &Sites::changed, this, &SearchActions::siteChanged);
    connect(&sites, &Sites::aboutToRemove, this, [this](int index) {
        m_kept.remove(m_sites.at(index).profile.id);
        LoadedLists::ofProgram().drop(m_sites.at(index).profile.id);
    });
}

QList<Ref> knownObjects(const NavigatorModel &tree, const QString &profileId, const QString &text)
{
    return tree.named(profileId, text) + LoadedLists::ofProgram().named(profileId, text);
}

void SearchActions::siteChanged(int index)
{
    const SiteEntry &site = m_sites.at(index);
    if (!site.session)
        return;
    LoadedLists::ofProgram().adopt(site.session);
    m_kept.remove(site.profile.id);
}

void SearchActions::open()
{
    const QList<LoadedList> lists = LoadedLists::ofProgram().all();
    for (const LoadedList &each : lists)
        if (each.session.expired()) // nobody could say what its records are; what was kept is read again
            LoadedLists::ofProgram().drop(each.profileId);
    auto *dialog = new Everywhere(
        m_sites, m_looks, [this](const QString &text) { return places(text); }, m_window);
    connect(dialog, &Everywhere::opened, &m_pages,
        [this](const QString &profileId, const Ref &ref) { m_pages.open(profileId, ref, true); });
    connect(dialog, &Everywhere::listOpened, &m_pages,
        [this](const QString &profileId, const Ref &list, const QString &text) {
            m_pages.open(profileId, list, true);
            ResourcePage *page = m_pages.currentPage();
            auto *table = page && sameResource(page->ref(), list) ? page->findChild<TablePane *>() : nullptr;
            if (table) // what was kept may be gone by now
                table->searchFor(text);
        });
    readKept(*dialog);
    dialog->open();
}

void SearchActions::readKept(Everywhere &dialog)
{
    for (int index = 0; index < m_sites.count(); ++index) {
        const SiteEntry &site = m_sites.at(index);
        const QList<KeptList> lists = site.session ? QList<KeptList>() : KeptLists::of(site.profile.id);
        for (const KeptList &list : lists)
            if (!LoadedLists::ofProgram().has(site.profile.id, list.address))
                readKept(dialog, site.profile, list);
    }
}

void SearchActions::readKept(Everywhere &dialog, const Profile &profile, const KeptList &list)
{
    const QString file = OfflineCopy::fileName(profile.id, list.address);
    const auto work = [file] { return OfflineCopy::read(file); };
    inInventoryThread(&dialog, work, [this, &dialog, profile, list](const Result<OfflineCopy> &copy) {
        if (!copy || m_sites.session(profile.id))
            return;
        std::shared_ptr<Session> &session = m_kept[profile.id];
        if (!session)
            session = keptSession(profile, *copy);
        LoadedList loaded;
        loaded.profileId = profile.id;
        loaded.list = Ref(list.address, list.kind, list.name).asCollection();
        loaded.session = session;
        loaded.store = copy->store;
        LoadedLists::ofProgram().add(loaded);
        dialog.search();
    });
}

/// Open pages, and what the tree has read.
QList<FoundPlace> SearchActions::places(const QString &text) const
{
    QList<FoundPlace> places;
    const auto take = [&places](const QString &group, const QString &profileId, const Ref &ref, const QString &name) {
        places << FoundPlace{group, profileId, ref, name};
    };
    for (int index = 0; index < m_pages.count(); ++index) {
        const auto *page = qobject_cast<const ResourcePage *>(m_pages.widget(index));
        const bool isIt = page->title().contains(text, Qt::CaseInsensitive) || page->ref().id() == text;
        if (isIt)
            take(tr("Open pages"), page->session()->profile().id, page->ref(), page->title());
    }
    for (int index = 0; index < m_sites.count(); ++index) {
        const QString profileId = m_sites.at(index).profile.id;
        const QList<Ref> nodes = m_tree.named(profileId, text);
        for (const Ref &node : nodes)
            take(tr("In the tree"), profileId, node, node.name());
    }
    return places;
}

} // namespace nephoscope
