// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/rowquery.h"
#include "session/session.h"

#include <QFuture>
#include <QList>
#include <memory>

namespace nephoscope {

/// A list that has been read, of a site that may be gone by now.
class LoadedList {
public:
    QString profileId;
    Ref list;
    std::weak_ptr<Session> session;
    std::shared_ptr<RecordStore> store;

    /// The record as whoever opens it names it; a Ref without address where the session is gone.
    Ref ref(RecordStore::Row row) const;
};

/// A record in which a text was found.
class LoadedHit {
public:
    LoadedList in;
    RecordStore::Row row = 0;
    QString name; ///< what the record calls itself
    QString member; ///< where the text stands best, or an address range that holds it; empty: in the name
    QString text; ///< of that member
    int rank = 0; ///< HitRank::Rank
};

/// The lists that were read since the start, of all sites: what "search everywhere" looks through. The newest reading
/// of each; a few dozen at most. GUI thread.
class LoadedLists {
public:
    static LoadedLists &ofProgram();

    void put(const LoadedList &list);
    /// One that was kept, behind those that were read; not where that list is there already.
    void add(const LoadedList &list);
    /// That site is signed in to: what was kept of it is its own now.
    void adopt(const std::shared_ptr<Session> &session);
    void drop(const QString &profileId);
    /// Records of that site whose name has the text, at most so many: for fields that lead to others.
    QList<Ref> named(const QString &profileId, const QString &text, int most = 50) const;
    const QList<LoadedList> &all() const { return m_lists; }
    bool has(const QString &profileId, const QUrl &list) const;

    /// The best records with that text, at most so many of each list, in the inventory thread: exact matches of any
    /// column first, then whole words. An IP address finds the networks and ranges that hold it, a network what lies in
    /// it. `stop` ends it early.
    QFuture<QList<LoadedHit>> find(const QString &text, int most, const std::shared_ptr<RowOrder::Stop> &stop) const;

private:
    QList<LoadedList> m_lists;
};

/// The same at once, for the inventory thread.
QList<LoadedHit> hitsIn(const LoadedList &list, const QString &text, int most, const RowOrder::Stop &stop);

} // namespace nephoscope
