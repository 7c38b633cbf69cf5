// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/navigatormodel.h"
#include "models/sameresource.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace nephoscope {

/// A row of the navigator and what hangs below it. NavigatorModel's own.
class NavigatorNode {
public:
    using Type = NavigatorModel::Type;
    using Status = NavigatorModel::Status;
    using Children = std::vector<std::unique_ptr<NavigatorNode>>;

    NavigatorNode(NavigatorNode *parentNode, Type nodeType, QString site)
        : parent(parentNode)
        , type(nodeType)
        , profileId(std::move(site))
    {
    }

    bool hasMoreNode() const { return !children.empty() && children.back()->type == Type::More; }
    /// Children without the "more" node.
    int shown() const { return int(children.size()) - (hasMoreNode() ? 1 : 0); }

    /// Where it was the last time is where it mostly still is: a hundred thousand siblings are not searched each time.
    int row() const
    {
        const Children &siblings = parent->children;
        if (size_t(lastRow) < siblings.size() && siblings[size_t(lastRow)].get() == this)
            return lastRow;
        const auto found = std::find_if(siblings.begin(), siblings.end(),
            [this](const std::unique_ptr<NavigatorNode> &node) { return node.get() == this; });
        lastRow = int(found - siblings.begin());
        return lastRow;
    }

    QString address() const
    {
        if (type == Type::Site)
            return profileId;
        return parent->address() + QLatin1Char('\n') + (type == Type::More ? QStringLiteral("+") : key);
    }

    /// Takes the reference that the parent has to it. What it stands under in the list stays, whatever is learned.
    void refer(const Ref &reference)
    {
        const Ref before = ref;
        ref = reference;
        key = reference.identity();
        place = placeOf(reference);
        if (ref.name().isEmpty())
            ref.withName(before.name());
        if (ref.id().isEmpty())
            ref.withId(before.id());
        if (ref.state().isNone())
            ref.withState(before.state());
    }

    bool is(const QString &site, const QString &identity, const QString &where) const
    {
        return type == Type::Resource && profileId == site
            && (key == identity || place == where || ref.identity() == identity);
    }

    /// What the resource itself says, where that is more than the reference to it said.
    void learn(const Ref &self)
    {
        if (!self.name().isEmpty() && !ref.isCollection()) // answers to queries are named after their type
            ref.withName(self.name());
        if (!self.id().isEmpty())
            ref.withId(self.id());
        if (!self.state().isNone())
            ref.withState(self.state());
    }

    template <class Predicate>
    const NavigatorNode *first(const Predicate &fits) const
    {
        for (const auto &child : children) {
            if (fits(*child))
                return child.get();
            if (const NavigatorNode *found = child->first(fits))
                return found;
        }
        return nullptr;
    }

    template <class Predicate>
    QList<NavigatorNode *> all(const Predicate &fits) const
    {
        QList<NavigatorNode *> found;
        for (const auto &child : children) {
            if (fits(*child))
                found.append(child.get());
            found += child->all(fits);
        }
        return found;
    }

    NavigatorNode *parent;
    Type type;
    QString profileId;
    Ref ref;
    QString key; ///< what it is called in its parent's list
    QString place; ///< where it leads
    Status status = Status::Idle;
    std::optional<Error> error;
    bool isRead = false;
    QString service; ///< of a list that was kept: of its site
    QDateTime readAt; ///< of a list that was kept; invalid elsewhere
    QString context; ///< of a site: the organization for which its children were read
    Children children; ///< a "more" node, if any, stands last
    QList<Ref> held; ///< read but not shown yet
    std::optional<Ref> more; ///< the next page at the server
    std::optional<qint64> total;
    int request = 0; ///< newest wins
    mutable int lastRow = 0;
};

} // namespace nephoscope
