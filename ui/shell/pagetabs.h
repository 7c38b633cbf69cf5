// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/ref.h"
#include "session/filetransfer.h"

#include <QHash>
#include <QTabWidget>
#include <functional>
#include <memory>

namespace nephoscope {

class BulkOrder;
class Looks;
class ResourcePage;
class Settings;
class Session;
class Sites;

/// The tabs of the window. One of them, in italics, follows what is clicked in the tree; the others stay until they are
/// closed. Remembers tabs of sites that are not signed in to yet and opens them when they are.
class PageTabs : public QTabWidget {
    Q_OBJECT
public:
    PageTabs(Sites &sites, const Looks &looks, Settings &settings, QWidget *parent = nullptr);

    ResourcePage *currentPage() const;
    ResourcePage *page(int index) const;
    /// Shows the resource: in the tab that has it already, else in a new one (`keep`) or the one that follows.
    void open(const QString &profileId, const Ref &ref, bool keep);
    /// Asks first where the page has edits.
    void closePage(int index);
    void closePagesOf(const QString &profileId);

    void save() const;
    void restore();

    /// Finds objects of a site by name, for fields that lead to others.
    using Search = std::function<QList<Ref>(const QString &profileId, const QString &text)>;
    void setSearch(const Search &search) { m_search = search; }

signals:
    /// Another page, or the page shows something else.
    void currentPageChanged();
    void resourceRead(const QString &profileId, const Resource &resource);
    /// A page has a file to move.
    void transferWanted(const TransferOrder &order);
    void bulkWanted(const QString &profileId, const BulkOrder &order);

protected:
    void tabInserted(int index) override;
    void changeEvent(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    ResourcePage *make(const QString &profileId, const Ref &ref);
    int find(const QString &profileId, const Ref &ref) const;
    int following() const;
    void setFollowing(int index, bool follows);
    void updateTab(const ResourcePage *page);
    void siteChanged(int index);
    /// A session for what is kept of a site that is not signed in to; null where that list was not kept.
    std::shared_ptr<Session> kept(const QString &profileId, const Ref &list);
    void showKept();
    void listenTo(ResourcePage *page, const QString &profileId);
    void close(ResourcePage *page);

    Sites &m_sites;
    const Looks &m_looks;
    Settings &m_settings;
    Search m_search;
    ResourcePage *m_following = nullptr;
    QStringList m_waiting; ///< tabs of sites that are not there yet, as in the settings
    QString m_waitingCurrent;
    QHash<QString, std::shared_ptr<Session>> m_kept; ///< by profile, while there is no other session
};

} // namespace nephoscope
