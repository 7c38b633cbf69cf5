// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/resource.h"
#include "session/session.h"

#include <QObject>

namespace nephoscope {

/// "New like this": finds the operation that makes another object of the kind of the one that shows, where such objects
/// are kept. The lists that may hold it are read when somebody asks, nearest first; what they said stays known until
/// another object shows.
class LikeThis : public QObject {
    Q_OBJECT
public:
    LikeThis(std::shared_ptr<Session> session, QObject *parent);

    /// What the page offers for it, among the object's own operations.
    static Operation entry();
    static bool isEntry(const Operation &operation);

    /// The object that shows; `above` = what the page has met it in.
    void setModel(const Resource &model, const std::optional<Ref> &above);
    /// False where it is certain that there is nothing to look into.
    bool isThinkable() const { return !m_holders.isEmpty(); }
    /// Reads what is not known yet; known() afterwards.
    void look();

    const Resource &model() const { return m_model; }
    /// Where it is kept, as read; and the operation there. Nothing while that is not known, and where there is none.
    const Resource &holder() const { return m_holder; }
    const std::optional<Operation> &creation() const { return m_creation; }

signals:
    /// The lists have been read, with or without success.
    void known();

private:
    void ask(QList<Ref> holders, int asked);
    bool take(const Resource &holder);

    std::shared_ptr<Session> m_session;
    Resource m_model;
    QList<Ref> m_holders; ///< that may hold it
    Resource m_holder;
    std::optional<Operation> m_creation;
    int m_asked = 0; ///< number of the newest question
    bool m_isLooking = false;
    bool m_isKnown = false;
};

} // namespace nephoscope
