// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/listpage.h"
#include "net/pending.h"
#include "session/session.h"

#include <QHash>
#include <QObject>
#include <QTimer>
#include <map>
#include <memory>

namespace nephoscope {

/// A page that could not be had, and why.
class ListGap {
public:
    int page = 1;
    Error error;
};

/// Reads a list, whole: its first page tells how many there are, the others come several at a time, are parsed in the
/// inventory thread and stand in the store in the server's order. GUI thread; kept alive by its coroutines, which end
/// soon after stop().
class ListLoad : public QObject, public std::enable_shared_from_this<ListLoad> {
    Q_OBJECT
public:
    enum class State { Loading, Done, Stopped, Failed };

    /// `window`: pages asked for at a time, 1 to 12.
    ListLoad(std::shared_ptr<Session> session, const Ref &list, const ListQuery &query, int window = 6);

    /// Once. finished() tells when it has ended.
    QCoro::Task<void> run();
    /// Ends at once; what came stays.
    void stop();
    /// Asks again for the pages that are missing.
    QCoro::Task<void> fillGaps();

    State state() const { return m_state; }
    const std::shared_ptr<RecordStore> &store() const { return m_store; }
    const Ref &list() const { return m_list; }
    /// -1 unknown.
    qint64 total() const { return m_total; }
    const QList<ListGap> &gaps() const { return m_gaps; }
    /// Why nothing could be read; only where Failed.
    const std::optional<Error> &error() const { return m_error; }
    /// Requests that were sent.
    int requests() const { return m_requests; }
    /// Several have come twice, or were missed: the set changed while it was read, and was read once more.
    bool wasReadAgain() const { return m_passes > 1; }

signals:
    /// The first answer: what it says besides its rows, which are in the store.
    void opened(const Resource &head);
    /// There are no rows in that answer: it is a resource like any other.
    void isNoList(const Resource &resource);
    /// More rows; not more often than the screen can show.
    void grew();
    void finished();

private:
    QCoro::Task<void> readPages();
    int atATime() const { return m_window + nextInLine(); }
    QCoro::Task<void> lane();
    int nextInLine() const;
    QCoro::Task<void> followLinks(std::optional<Ref> next);
    Async<std::optional<Ref>> linkedPage(int page, Ref at);
    QCoro::Task<bool> takeFirst(Reply reply);
    Request pageRequest(int page) const;
    ListAnswer answer(const Reply &reply) const;
    Result<Resource> headOf(const Reply &reply, const QByteArray &head) const;
    void arrived(int page, const Result<Reply> &reply);
    void parseNext();
    void parse(int page, const Reply &reply);
    void parsed(int page, const Result<ListPage> &result);
    int unread() const { return m_parsing + int(m_waiting.size()); }
    static void letGo(Pending<bool> *held);
    void take(int page, const Result<ListPage> &result);
    void dropPastTheEnd();
    /// 0 where there is nothing to go by.
    int pagesFor(qint64 total) const;
    bool isBarren() const;
    void countBarren(const ListPage &page);
    Error leadsOn() const;
    void failed(int page, const Error &error);
    void addGap(int page, const Error &error);
    bool isEnded() const { return m_state != State::Loading; }
    bool wantsAnotherPass() const;
    QCoro::Task<void> parsedAll();
    void end(State state);
    void tell();

    std::shared_ptr<Session> m_session;
    Ref m_list;
    ListQuery m_query;
    ListLayout m_layout;
    std::shared_ptr<RecordStore> m_store;
    std::shared_ptr<RecordWriter> m_writer;
    std::map<int, Reply> m_waiting; ///< answers that came before their predecessors
    QList<int> m_pages; ///< still to be asked for
    QList<int> m_order; ///< asked for and not yet parsed, in the server's order
    QList<ListGap> m_gaps;
    QHash<int, int> m_tries; ///< how often a page has failed
    std::optional<Error> m_error;
    QTimer m_telling;
    State m_state = State::Loading;
    qint64 m_total = -1;
    int m_pageSize = 0;
    int m_window;
    int m_requests = 0;
    int m_failuresInARow = 0;
    int m_barrenPages = 0; ///< in a row
    int m_passes = 1;
    int m_parsing = 0; ///< answers in the inventory thread
    Pending<bool> *m_allParsed = nullptr; ///< who waits for them
    QList<Pending<bool> *> m_held; ///< lanes that wait until fewer are there
    bool m_hasNews = false;
    bool m_hasChanged = false; ///< the server counted otherwise from one page to the next
};

} // namespace nephoscope
