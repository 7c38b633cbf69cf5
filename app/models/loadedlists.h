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
    QString member; ///< where the text stands
    QString text; ///< of that member
    int rank = 0; ///< 0: the name itself, 1: it begins so, 2: it is in it, 3: elsewhere
};

/// The lists that were read since the start, of all sites: what "search everywhere" looks through. The newest reading
/// of each; a few dozen at most. GUI thread.
class LoadedLists {
public:
    static LoadedLists &ofProgram();

    void put(const LoadedList &list);
    void drop(const QString &profileId);
    const QList<LoadedList> &all() const { return m_lists; }

    /// The best records with that text, at most so many of each kind of list, in the inventory thread. `stop` ends it
    /// early.
    QFuture<QList<LoadedHit>> find(const QString &text, int most, const std::shared_ptr<RowOrder::Stop> &stop) const;

private:
    QList<LoadedList> m_lists;
};

/// The same at once, for the inventory thread.
QList<LoadedHit> hitsIn(const LoadedList &list, const QString &text, int most, const RowOrder::Stop &stop);

} // namespace nephoscope
