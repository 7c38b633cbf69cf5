// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/resource.h"
#include "session/session.h"

#include <QObject>
#include <QTimer>

namespace nephoscope {

/// One list that an object leads to, and what its first page holds.
class ChildList {
public:
    enum class State { Waiting, Read, Failed };

    Ref list;
    State state = State::Waiting;
    QList<Ref> items; ///< of the first page
    qint64 total = 0; ///< as far as the service tells; at least as many as `items`
    bool hasMore = false; ///< than the first page, and nobody tells how many
    std::optional<Error> fault; ///< why it could not be read
};

/// Reads the lists that an object leads to, the first page of each and a few at once, to tell what belongs to it. Ends
/// after a while, however many are left. GUI thread; destroyed at any time.
class ChildLists : public QObject {
    Q_OBJECT
public:
    ChildLists(std::shared_ptr<Session> session, const Resource &resource, QObject *parent);

    static constexpr int longest = 15'000; ///< ms for all of them: somebody waits
    /// Nothing is read twice; after so many milliseconds it is over.
    void read(int milliseconds = longest);
    /// In the order of the object's children; without those that there were too many of.
    const QList<ChildList> &lists() const { return m_lists; }
    /// Lists that are not asked, as there are too many.
    int leftOut() const { return m_leftOut; }
    int answered() const;
    /// True where nothing more will be heard.
    bool isDone() const { return m_isDone; }

signals:
    /// Another list has been heard of.
    void progressed();
    /// isDone()
    void finished();

private:
    void askNext();
    void hear(qsizetype place, const Result<Resource> &page);
    void end();

    std::shared_ptr<Session> m_session;
    QList<ChildList> m_lists;
    QTimer m_patience;
    qsizetype m_next = 0;
    int m_running = 0;
    int m_leftOut = 0;
    bool m_isDone = false;
};

} // namespace nephoscope
