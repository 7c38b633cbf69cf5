// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sites.h"
#include "platform/ref.h"
#include "platform/resource.h"

#include <QAbstractItemModel>
#include <functional>
#include <memory>
#include <optional>

namespace nephoscope {

class Listing;
class NavigatorNode;

/// The tree over all sites, raw: no words, no icons. Top level: the sites. Below a connected site its roots, below one
/// that is not the lists that were kept of it; below each resource its children, read when asked for and shown in
/// portions. Every node has a state of its own, so a site that
/// is down does not disturb the others. GUI thread.
class NavigatorModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum class Type { Site, Resource, More };
    Q_ENUM(Type)
    /// Stale: children are shown that could not be read again.
    enum class Status { Idle, Loading, Failed, Stale };
    Q_ENUM(Status)

    enum Role {
        TypeRole = Qt::UserRole + 1, ///< Type
        ProfileIdRole, ///< of the site the node belongs to
        ServiceRole, ///< Platform::service(), empty while not connected
        KindRole,
        NameRole, ///< the resource's or profile's name; may be empty
        ToneRole, ///< State::Tone as int
        StateWordRole,
        RefRole, ///< Ref
        StatusRole, ///< Status
        ErrorRole, ///< std::optional<Error>
        SiteStatusRole, ///< SiteEntry::Status as int, sites only
        TroubleRole, ///< QString, why the site does not answer just now; empty while it does; sites only
        IsCollectionRole,
        IsLiveRole, ///< sites: false for recordings
        IsReadOnlyRole,
        IsProductionRole,
        ColorRole, ///< the site's colour label, "#rrggbb" or empty
        UserRole, ///< sites: who is signed in, "ada@acme"
        ActingAsRole, ///< sites: name of the organization that one acts for; empty = as oneself
        ShownRole, ///< More: how many children are shown,
        TotalRole, ///< and how many there are (qint64, -1 unknown)
        ReadAtRole, ///< QDateTime: lists that were kept of a site that is not signed in to; invalid elsewhere
        AddressRole ///< says which node this is across restarts: profile id and identities from the site down
    };

    /// `portion` = how many children of a node are shown at a time.
    explicit NavigatorModel(Sites &sites, QObject *parent = nullptr, int portion = 200);
    ~NavigatorModel() override;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// Reads the node again; its rows change by difference. Also the retry of a failed one. On a site: its roots,
    /// as far as they were read.
    void refresh(const QModelIndex &index);
    /// Stops waiting for the node's children; it can be expanded again.
    void cancel(const QModelIndex &index);
    /// On a "more" node: shows the next portion.
    void showMore(const QModelIndex &index);
    /// Shows children that were read but not shown yet, where their name has that text: of each node one portion.
    void showMatching(const QString &text);
    /// What was read elsewhere: name and state of every node that is this resource.
    void note(const QString &profileId, const Resource &resource);
    /// The first node of that site that is the resource; invalid where the tree has not read it.
    QModelIndex find(const QString &profileId, const Ref &ref) const;
    /// The first node whose id is this one.
    QModelIndex findId(const QString &profileId, const QString &id) const;
    /// What stands below a site besides its roots: the person's own. Asked for whenever a site is drawn.
    using Shortcuts = std::function<QList<Ref>(const Session &session)>;
    void setShortcuts(const Shortcuts &shortcuts) { m_shortcuts = shortcuts; }
    /// They are others now.
    void updateShortcuts();
    /// What has been read of that site and has that text in its name, or that id; at most 50.
    QList<Ref> named(const QString &profileId, const QString &text) const;

private:
    NavigatorNode *nodeAt(const QModelIndex &index) const;
    QModelIndex indexOf(const NavigatorNode *node) const;
    QVariant siteData(const NavigatorNode &node, int role) const;
    QList<Ref> belowSite(const Session &session) const;
    void siteAdded(int index);
    void siteChanged(int index);
    void removeSite(int index);
    void showKept(NavigatorNode *site);
    void read(NavigatorNode *node);
    void ask(const QPersistentModelIndex &where, int request);
    void answered(NavigatorNode *node, const Result<Listing> &listing);
    /// The node there, if that request is still its newest.
    NavigatorNode *waiting(const QPersistentModelIndex &where, int request) const;
    void accept(NavigatorNode *node, const QList<Ref> &children);
    void setStatus(NavigatorNode *node, Status status, std::optional<Error> error = {});
    void setChildren(NavigatorNode *node, const QList<Ref> &wanted);
    void removeRows(NavigatorNode *node, int first, int last);
    void insertRefs(NavigatorNode *node, int row, const QList<Ref> &refs);
    void updateMore(NavigatorNode *node);
    void append(NavigatorNode *node, const QList<Ref> &refs);
    void changed(const NavigatorNode *node);
    void noteEmptiness(NavigatorNode *node, bool hadChildren);

    Sites &m_sites;
    std::unique_ptr<NavigatorNode> m_root;
    int m_portion;
    Shortcuts m_shortcuts;
};

} // namespace nephoscope

Q_DECLARE_METATYPE(std::optional<nephoscope::Error>)
