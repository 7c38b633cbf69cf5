// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/pagetable.h"

#include "inventory/tablepane.h"
#include "resource/resourceview.h"

namespace nephoscope {

PageTable::PageTable(
    std::shared_ptr<Session> session, ResourceView &view, const Looks &looks, Settings &settings, QObject *parent)
    : QObject(parent)
    , m_session(std::move(session))
    , m_view(view)
    , m_looks(looks)
    , m_settings(settings)
{
}

bool PageTable::read(const Ref &given)
{
    const QString view = viewIn(given.href());
    const Ref ref = view.isEmpty() ? given : listIn(given);
    const bool isList = m_session->isLive() && !m_noLists.contains(ref.href().toString())
        && m_session->platform().listLayout(ref, m_session->access()).has_value();
    if (!isList) {
        leave();
        return false;
    }
    if (!m_pane)
        make();
    m_isShown = true;
    m_view.showTable(m_pane);
    m_pane->open(ref, view);
    return true;
}

void PageTable::leave()
{
    if (!m_pane)
        return;
    m_isShown = false;
    m_pane->stop();
    m_view.showTable(nullptr);
}

Resource PageTable::listed(Resource resource) const
{
    if (!m_isShown)
        return resource;
    const ListTable &table = m_pane->table();
    resource.children.clear();
    for (RecordStore::Row row = 0; row < table.store()->rowCount(); ++row)
        resource.children << table.ref(row);
    return resource;
}

void PageTable::make()
{
    m_pane = new TablePane(m_session, m_looks, m_settings, &m_view);
    connect(m_pane, &TablePane::headRead, this, &PageTable::headRead);
    connect(m_pane, &TablePane::failed, this, &PageTable::failed);
    connect(&m_pane->table(), &ListTable::loaded, this, &PageTable::loaded);
    connect(m_pane, &TablePane::opened, &m_view, &ResourceView::opened);
    connect(m_pane, &TablePane::openedInNewTab, &m_view, &ResourceView::openedInNewTab);
    connect(m_pane, &TablePane::menuWanted, &m_view, &ResourceView::rowMenuWanted);
    connect(m_pane, &TablePane::isNoList, this, [this](const Resource &resource) {
        m_noLists.insert(m_pane->table().list().href().toString());
        leave();
        emit isNoList(resource);
    });
}

} // namespace nephoscope
