// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigatormodel.h"

#include "inventory/keptlists.h"
#include "models/listing.h"
#include "models/navigatornode.h"

#include <QSet>
#include <algorithm>

namespace nephoscope {

NavigatorModel::NavigatorModel(Sites &sites, QObject *parent, int portion)
    : QAbstractItemModel(parent)
    , m_sites(sites)
    , m_root(std::make_unique<NavigatorNode>(nullptr, Type::Site, QString()))
    , m_portion(portion)
{
    for (int index = 0; index < sites.count(); ++index)
        siteAdded(index);
    connect(&sites, &Sites::added, this, &NavigatorModel::siteAdded);
    connect(&sites, &Sites::changed, this, &NavigatorModel::siteChanged);
    connect(&sites, &Sites::aboutToRemove, this, &NavigatorModel::removeSite);
}

NavigatorModel::~NavigatorModel() = default;

NavigatorNode *NavigatorModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<NavigatorNode *>(index.internalPointer()) : m_root.get();
}

QModelIndex NavigatorModel::indexOf(const NavigatorNode *node) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row(), 0, node);
}

QModelIndex NavigatorModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent)->children[size_t(row)].get());
}

QModelIndex NavigatorModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(nodeAt(child)->parent) : QModelIndex();
}

int NavigatorModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeAt(parent)->children.size());
}

int NavigatorModel::columnCount(const QModelIndex &) const { return 1; }

QVariant NavigatorModel::siteData(const NavigatorNode &node, int role) const
{
    const int position = m_sites.indexOf(node.profileId);
    if (position < 0)
        return {};
    const SiteEntry &entry = m_sites.at(position);
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return entry.profile.name;
    case SiteStatusRole:
        return int(entry.status);
    case TroubleRole:
        return entry.session && entry.session->trouble() ? entry.session->trouble()->message() : QString();
    case IsLiveRole:
        return !entry.session || entry.session->isLive();
    case IsReadOnlyRole:
        return entry.session ? entry.session->isReadOnly() : entry.profile.readOnly;
    case IsProductionRole:
        return entry.profile.production;
    case ColorRole:
        return entry.profile.color;
    case UserRole:
        return entry.session ? entry.session->access().user : QString();
    case ActingAsRole:
        return entry.session ? entry.session->access().actingAs.name() : QString();
    default:
        return {};
    }
}

QVariant NavigatorModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const NavigatorNode &node = *nodeAt(index);
    switch (role) {
    case TypeRole:
        return QVariant::fromValue(node.type);
    case ProfileIdRole:
        return node.profileId;
    case StatusRole:
        return QVariant::fromValue(node.status);
    case ErrorRole:
        return QVariant::fromValue(node.error);
    case AddressRole:
        return node.address();
    case ServiceRole: {
        const auto session = m_sites.session(node.profileId);
        return session ? session->platform().service() : node.service;
    }
    case ReadAtRole:
        return node.readAt;
    case ShownRole:
        return node.type == Type::More ? node.parent->shown() : node.shown();
    case TotalRole: {
        const NavigatorNode &owner = node.type == Type::More ? *node.parent : node;
        return owner.total ? *owner.total : owner.more ? -1 : qint64(owner.shown() + owner.held.size());
    }
    default:
        break;
    }
    if (node.type == Type::Site)
        return siteData(node, role);
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return node.ref.name();
    case KindRole:
        return node.ref.kind();
    case ToneRole:
        return int(node.ref.state().tone());
    case StateWordRole:
        return node.ref.state().word();
    case RefRole:
        return QVariant::fromValue(node.ref);
    case IsCollectionRole:
        return node.ref.isCollection();
    default:
        return {};
    }
}

bool NavigatorModel::hasChildren(const QModelIndex &parent) const
{
    const NavigatorNode &node = *nodeAt(parent);
    if (!node.children.empty())
        return true;
    return node.type == Type::Resource && !node.isRead && node.status != Status::Failed && node.ref.mayHaveChildren();
}

bool NavigatorModel::canFetchMore(const QModelIndex &parent) const
{
    const NavigatorNode &node = *nodeAt(parent);
    return node.type == Type::Resource && !node.isRead && node.status != Status::Failed && node.ref.mayHaveChildren();
}

void NavigatorModel::fetchMore(const QModelIndex &parent)
{
    NavigatorNode *node = nodeAt(parent);
    if (canFetchMore(parent) && node->status != Status::Loading)
        read(node);
}

void NavigatorModel::refresh(const QModelIndex &index)
{
    NavigatorNode *node = nodeAt(index);
    if (node->type == Type::More) {
        showMore(index);
    } else if (node->type == Type::Resource) {
        read(node);
    } else {
        for (const auto &child : node->children) {
            if (child->isRead || child->status == Status::Failed)
                read(child.get());
        }
    }
}

void NavigatorModel::cancel(const QModelIndex &index)
{
    NavigatorNode *node = nodeAt(index);
    if (node->type == Type::Site || node->status != Status::Loading)
        return;
    ++node->request;
    setStatus(node, node->type == Type::Resource && node->isRead ? Status::Stale : Status::Idle);
}

void NavigatorModel::read(NavigatorNode *node)
{
    if (!m_sites.session(node->profileId))
        return;
    const int mine = ++node->request;
    setStatus(node, Status::Loading);
    // Views call fetchMore() while they lay themselves out, and a recording answers at once: not before they are done.
    const QPersistentModelIndex where(indexOf(node));
    QMetaObject::invokeMethod(
        this, [this, where, mine] { ask(where, mine); }, Qt::QueuedConnection);
}

NavigatorNode *NavigatorModel::waiting(const QPersistentModelIndex &where, int request) const
{
    NavigatorNode *node = where.isValid() ? nodeAt(where) : nullptr;
    return node && node->request == request ? node : nullptr;
}

void NavigatorModel::ask(const QPersistentModelIndex &where, int request)
{
    const NavigatorNode *node = waiting(where, request);
    const auto session = node ? m_sites.session(node->profileId) : nullptr;
    if (!session)
        return;
    QCoro::connect(
        childrenOf(session, node->ref, node->shown()), this, [this, where, request](const Result<Listing> &listing) {
            if (NavigatorNode *asked = waiting(where, request))
                answered(asked, listing);
        });
}

void NavigatorModel::answered(NavigatorNode *node, const Result<Listing> &listing)
{
    if (!listing) {
        const bool canceled = listing.error().kind() == Error::Kind::Canceled;
        const Status status = node->isRead ? Status::Stale : canceled ? Status::Idle : Status::Failed;
        setStatus(node, status, canceled ? std::nullopt : std::optional<Error>(listing.error()));
        return;
    }
    node->learn(listing->self());
    node->more = listing->more();
    node->total = listing->total();
    accept(node, listing->children());
}

void NavigatorModel::accept(NavigatorNode *node, const QList<Ref> &children)
{
    const bool hadChildren = hasChildren(indexOf(node));
    const qsizetype wanted = std::max(qsizetype(m_portion), qsizetype(node->shown()));
    node->isRead = true;
    node->held = children.mid(wanted);
    setChildren(node, children.first(std::min(wanted, children.size())));
    updateMore(node);
    setStatus(node, Status::Idle);
    noteEmptiness(node, hadChildren);
}

void NavigatorModel::noteEmptiness(NavigatorNode *node, bool hadChildren)
{
    const QModelIndex index = indexOf(node);
    if (hadChildren == hasChildren(index) || !node->children.empty())
        return;
    const QList<QPersistentModelIndex> parents{QPersistentModelIndex(index.parent())};
    emit layoutAboutToBeChanged(parents); // views remember whether there is something to expand
    emit layoutChanged(parents);
}

void NavigatorModel::setStatus(NavigatorNode *node, Status status, std::optional<Error> error)
{
    const bool hadChildren = hasChildren(indexOf(node));
    node->status = status;
    node->error = std::move(error);
    changed(node);
    if (status == Status::Failed)
        noteEmptiness(node, hadChildren);
}

void NavigatorModel::changed(const NavigatorNode *node)
{
    const QModelIndex index = indexOf(node);
    emit dataChanged(index, index);
}

void NavigatorModel::removeRows(NavigatorNode *node, int first, int last)
{
    if (last < first)
        return;
    beginRemoveRows(indexOf(node), first, last);
    node->children.erase(node->children.begin() + first, node->children.begin() + last + 1);
    endRemoveRows();
}

void NavigatorModel::insertRefs(NavigatorNode *node, int row, const QList<Ref> &refs)
{
    if (refs.isEmpty())
        return;
    beginInsertRows(indexOf(node), row, row + int(refs.size()) - 1);
    std::vector<std::unique_ptr<NavigatorNode>> fresh;
    for (const Ref &ref : refs) {
        fresh.push_back(std::make_unique<NavigatorNode>(node, Type::Resource, node->profileId));
        fresh.back()->refer(ref);
    }
    node->children.insert(
        node->children.begin() + row, std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    endInsertRows();
}

void NavigatorModel::setChildren(NavigatorNode *node, const QList<Ref> &wanted)
{
    QList<Ref> refs;
    QSet<QString> identities;
    for (const Ref &ref : wanted) {
        if (!identities.contains(ref.identity())) {
            identities.insert(ref.identity());
            refs.append(ref);
        }
    }
    for (int last = node->shown() - 1; last >= 0; --last) {
        int first = last;
        while (first >= 0 && !identities.contains(node->children[size_t(first)]->key))
            --first;
        removeRows(node, first + 1, last);
        last = first;
    }
    QSet<QString> present;
    for (int row = 0; row < node->shown(); ++row)
        present.insert(node->children[size_t(row)]->key);
    for (int row = 0; row < refs.size(); ++row) {
        QList<Ref> fresh;
        while (row + fresh.size() < refs.size() && !present.contains(refs[row + fresh.size()].identity()))
            fresh.append(refs[row + fresh.size()]);
        insertRefs(node, row, fresh);
        row += int(fresh.size());
        if (row >= refs.size())
            break;
        int from = row;
        while (node->children[size_t(from)]->key != refs[row].identity())
            ++from;
        if (from != row) {
            const QModelIndex parent = indexOf(node);
            beginMoveRows(parent, from, from, parent, row);
            const auto begin = node->children.begin();
            std::rotate(begin + row, begin + from, begin + from + 1);
            endMoveRows();
        }
        node->children[size_t(row)]->refer(refs[row]);
        changed(node->children[size_t(row)].get());
    }
}

QList<Ref> NavigatorModel::belowSite(const Session &session) const
{
    QList<Ref> refs = session.roots();
    if (m_shortcuts)
        refs << m_shortcuts(session);
    return refs;
}

void NavigatorModel::updateShortcuts()
{
    for (int index = 0; index < m_sites.count(); ++index)
        if (const auto session = m_sites.at(index).session)
            setChildren(m_root->children[size_t(index)].get(), belowSite(*session));
}

void NavigatorModel::siteAdded(int index)
{
    beginInsertRows({}, index, index);
    m_root->children.insert(m_root->children.begin() + index,
        std::make_unique<NavigatorNode>(m_root.get(), Type::Site, m_sites.at(index).profile.id));
    endInsertRows();
    siteChanged(index);
}

void NavigatorModel::siteChanged(int index)
{
    NavigatorNode *node = m_root->children[size_t(index)].get();
    const SiteEntry &entry = m_sites.at(index);
    if (entry.status == SiteEntry::Status::Connecting)
        setStatus(node, Status::Loading);
    else if (entry.status == SiteEntry::Status::Failed)
        setStatus(node, Status::Failed, entry.error);
    else
        setStatus(node, Status::Idle);
    const QString context = entry.session ? entry.session->access().actingAs.identity() : QString();
    const bool showsKept = entry.session && !node->isRead;
    if (std::exchange(node->context, context) != context || showsKept)
        removeRows(node, 0, int(node->children.size()) - 1); // read with other eyes
    if (entry.session)
        setChildren(node, belowSite(*entry.session));
    else
        showKept(node);
    node->isRead = entry.session != nullptr;
}

void NavigatorModel::showKept(NavigatorNode *site)
{
    if (site->isRead)
        removeRows(site, 0, int(site->children.size()) - 1);
    const QList<KeptList> lists = KeptLists::of(site->profileId);
    QList<Ref> refs;
    for (const KeptList &list : lists)
        refs << Ref(list.address, list.kind, list.name).asCollection().withoutChildren();
    setChildren(site, refs);
    for (const auto &child : site->children) {
        const auto list = std::find_if(
            lists.begin(), lists.end(), [&child](const KeptList &each) { return each.address == child->ref.href(); });
        child->service = list->service;
        child->readAt = list->readAt;
        changed(child.get());
    }
}

void NavigatorModel::note(const QString &profileId, const Resource &resource)
{
    const QString identity = resource.self.identity();
    const QString place = placeOf(resource.self);
    const QList<NavigatorNode *> nodes =
        m_root->all([&](const NavigatorNode &node) { return node.is(profileId, identity, place); });
    for (NavigatorNode *node : nodes) {
        node->learn(resource.self);
        changed(node);
    }
}

QModelIndex NavigatorModel::find(const QString &profileId, const Ref &ref) const
{
    const QString identity = ref.identity();
    const QString place = placeOf(ref);
    const NavigatorNode *found =
        m_root->first([&](const NavigatorNode &node) { return node.is(profileId, identity, place); });
    return found ? indexOf(found) : QModelIndex();
}

QModelIndex NavigatorModel::findId(const QString &profileId, const QString &id) const
{
    const NavigatorNode *found = m_root->first([&](const NavigatorNode &node) {
        return node.type == Type::Resource && node.profileId == profileId && node.ref.id() == id;
    });
    return found ? indexOf(found) : QModelIndex();
}

QList<Ref> NavigatorModel::named(const QString &profileId, const QString &text) const
{
    constexpr qsizetype most = 50;
    QList<Ref> found;
    m_root->first([&](const NavigatorNode &node) {
        const bool fits = node.type == Type::Resource && node.profileId == profileId && !node.ref.isCollection()
            && (node.ref.name().contains(text, Qt::CaseInsensitive) || node.ref.id() == text);
        if (fits)
            found << node.ref;
        return found.size() == most;
    });
    return found;
}

void NavigatorModel::removeSite(int index) { removeRows(m_root.get(), index, index); }

} // namespace nephoscope
