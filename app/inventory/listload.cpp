// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/listload.h"

#include "inventory/worker.h"
#include "net/http.h"

#include <QLocale>
#include <QSet>
#include <QUrlQuery>
#include <QtConcurrent>
#include <algorithm>
#include <qcorofuture.h>

namespace nephoscope {

namespace {

constexpr int frame = 33; ///< ms between two tellings
constexpr size_t mostWaiting = 64; ///< answers kept back for the sake of the order
constexpr int mostUnread = 16; ///< answers that wait for the inventory thread: further ones would only fill the memory
constexpr int mostPasses = 3;
constexpr int mostTries = 3; ///< of one page
constexpr int bulkFrom = 8; ///< pages of longer lists are not kept in the record of traffic
constexpr int mostPages = 100'000; ///< of one list, whatever it says how many there are
constexpr int mostBarren = 24; ///< pages one after the other on which there is nothing new
constexpr qint64 largestWhole = 12 * 1024 * 1024; ///< bytes of a list without pages: reading takes 16 times as much
constexpr qint64 largestPage = 8 * 1024 * 1024; ///< bytes: thirty times what the largest pages have

using PageResult = Result<ListPage>;

/// No answer, half an answer, a server in trouble: the next time it may be there.
bool mayPass(const Error &error)
{
    return error.kind() == Error::Kind::Offline || error.kind() == Error::Kind::Server
        || error.kind() == Error::Kind::Malformed || error.kind() == Error::Kind::Busy;
}

/// A page's place is told by the answer before it, not by its number.
bool isCursor(const std::optional<Ref> &next)
{
    return next && QUrlQuery(next->href()).hasQueryItem(QStringLiteral("cursor"));
}

/// A job for the inventory thread, as an object: a coroutine may not hold a lambda with captures.
class Parsing {
public:
    Parsing(ListAnswer answer, ListLayout layout, std::shared_ptr<RecordWriter> writer)
        : m_answer(std::move(answer))
        , m_layout(std::move(layout))
        , m_writer(std::move(writer))
    {
    }
    PageResult operator()() const { return readListPage(m_answer, m_layout, *m_writer); }

private:
    ListAnswer m_answer;
    ListLayout m_layout;
    std::shared_ptr<RecordWriter> m_writer;
};

} // namespace

ListLoad::ListLoad(std::shared_ptr<Session> session, const Ref &list, const ListQuery &query, int window)
    : m_session(std::move(session))
    , m_list(list)
    , m_query(query)
    , m_store(std::make_shared<RecordStore>())
    , m_writer(std::make_shared<RecordWriter>(m_store))
    , m_window(std::clamp(window, 1, 12))
{
    m_list.asCollection();
    m_telling.setInterval(frame);
    connect(&m_telling, &QTimer::timeout, this, &ListLoad::tell);
}

Request ListLoad::pageRequest(int page) const
{
    ListQuery query = m_query;
    query.page = page;
    const auto known = m_session->platform().listRequest(m_list, query, m_session->access());
    Request request = known ? *known : m_session->platform().read(m_list, m_session->access());
    request.setLimit(m_layout.isPaged ? largestPage : largestWhole);
    return request;
}

int ListLoad::pagesFor(qint64 total) const
{
    return m_pageSize <= 0 || total <= 0 ? 0 : int(std::min<qint64>(mostPages, (total - 1) / m_pageSize + 1));
}

ListAnswer ListLoad::answer(const Reply &reply) const
{
    return ListAnswer(reply.body(), reply.mediaType(), reply.url());
}

Result<Resource> ListLoad::headOf(const Reply &reply, const QByteArray &head) const
{
    Reply withoutRows = reply;
    withoutRows.setBody(head);
    auto resource = m_session->platform().resource(m_list, withoutRows, m_session->access());
    if (resource) {
        resource->readAt = QDateTime::currentDateTimeUtc();
    }
    return resource;
}

QCoro::Task<void> ListLoad::run()
{
    const auto self = shared_from_this();
    m_layout = m_session->platform().listLayout(m_list, m_session->access()).value_or(ListLayout());
    ++m_requests;
    const auto reply = co_await m_session->send(pageRequest(1));
    if (isEnded())
        co_return;
    if (!reply) {
        m_error = reply.error();
        end(State::Failed);
        co_return;
    }
    const bool isRead = co_await takeFirst(*reply);
    if (!isRead || isEnded())
        co_return;
    m_telling.start();
    do {
        co_await readPages();
        co_await parsedAll();
        dropPastTheEnd();
        if (!isEnded() && m_pages.isEmpty() && wantsAnotherPass()) {
            for (int page = 1; page <= pagesFor(m_total); ++page)
                m_pages << page;
            ++m_passes;
            m_hasChanged = false;
        }
    } while (!isEnded() && !m_pages.isEmpty());
    if (!isEnded())
        end(State::Done);
}

/// The first page: how many rows there are, how many come at a time.
QCoro::Task<bool> ListLoad::takeFirst(Reply reply)
{
    const auto self = shared_from_this();
    const Parsing job(answer(reply), m_layout, m_writer);
    QFuture<PageResult> future = QtConcurrent::run(&inventoryThread(), job);
    const PageResult page = co_await future;
    if (isEnded())
        co_return false;
    if (!page) {
        m_error = page.error();
        end(State::Failed);
        co_return false;
    }
    const auto head = headOf(reply, page->isList ? page->head : reply.body());
    if (!head) {
        m_error = head.error();
        end(State::Failed);
        co_return false;
    }
    if (!page->isList) {
        emit isNoList(*head);
        end(State::Done);
        co_return false;
    }
    m_total = page->total;
    m_pageSize = int(page->rows);
    Resource told = *head;
    told.self.withHref(m_list.href()).withName(m_list.name()); // not one page's
    if (m_total < 0 && !told.more)
        m_total = page->rows;
    told.total = m_total < 0 ? std::optional<qint64>() : m_total;
    emit opened(told);
    emit grew();
    if (isCursor(told.more)) {
        co_await followLinks(told.more);
    } else if (m_layout.isPaged && m_total > m_pageSize && m_pageSize > 0) {
        for (int each = 2; each <= pagesFor(m_total); ++each)
            m_pages << each;
        if (m_total > qint64(mostPages) * m_pageSize)
            addGap(
                mostPages + 1, Error(Error::Kind::Unsupported, tr("No more than %1 pages are read.").arg(mostPages)));
    } else if (m_total < 0) {
        co_await followLinks(told.more);
    }
    co_return !isEnded();
}

QCoro::Task<void> ListLoad::readPages()
{
    const auto self = shared_from_this();
    const int count = atATime();
    std::vector<QCoro::Task<void>> lanes;
    lanes.reserve(size_t(count));
    for (int each = 0; each < count; ++each)
        lanes.push_back(lane());
    for (QCoro::Task<void> &each : lanes)
        co_await each;
}

/// Requests beyond those that travel: where each connection carries one at a time, the next one is there when it has
/// answered, and no connection waits for this thread to come round.
int ListLoad::nextInLine() const
{
    const auto *http = qobject_cast<const Http *>(&m_session->transport());
    const int connections = http ? http->connectionsTo(m_list.href()) : 0;
    return connections > 0 && m_window >= connections ? connections : 0;
}

QCoro::Task<void> ListLoad::lane()
{
    const auto self = shared_from_this();
    while (!isEnded() && !m_pages.isEmpty()) {
        if (unread() >= mostUnread) {
            Pending<bool> turn;
            m_held << &turn;
            co_await turn.value();
            continue;
        }
        const int page = m_pages.takeFirst();
        m_order << page;
        Request request = pageRequest(page);
        request.setBulk(page > bulkFrom);
        ++m_requests;
        const auto reply = co_await m_session->send(request);
        if (isEnded())
            co_return;
        arrived(page, reply);
    }
}

/// Lists that only say where the next page is: one after the other.
QCoro::Task<void> ListLoad::followLinks(std::optional<Ref> next)
{
    const auto self = shared_from_this();
    m_telling.start();
    QSet<QUrl> asked;
    for (int page = 2; next && !isEnded() && !asked.contains(next->href()); ++page) {
        asked.insert(next->href());
        auto told = co_await linkedPage(page, *next);
        for (int again = 1; !isEnded() && !told && mayPass(told.error()) && again < mostTries; ++again)
            told = co_await linkedPage(page, *next);
        if (isEnded())
            co_return;
        if (!told) { // where the others are nobody knows
            addGap(page, told.error());
            co_return;
        }
        m_hasNews = true;
        next = *told;
        if (isBarren() || page >= mostPages) {
            addGap(page + 1, leadsOn());
            co_return;
        }
    }
    if (m_total < 0 && !isEnded())
        m_total = m_store->rowCount();
}

/// Reads that page; where the one after it is.
Async<std::optional<Ref>> ListLoad::linkedPage(int page, Ref at)
{
    const auto self = shared_from_this();
    Request request = m_session->platform().read(at, m_session->access());
    request.setLimit(largestPage);
    request.setBulk(page > bulkFrom);
    ++m_requests;
    const auto reply = co_await m_session->send(request);
    if (!reply)
        co_return failure(reply.error());
    const Parsing job(answer(*reply), m_layout, m_writer);
    QFuture<PageResult> future = QtConcurrent::run(&inventoryThread(), job);
    const PageResult result = co_await future;
    if (!result)
        co_return failure(result.error());
    countBarren(*result);
    const auto head = headOf(*reply, result->head);
    co_return head && result->rows > 0 ? head->more : std::optional<Ref>();
}

void ListLoad::arrived(int page, const Result<Reply> &reply)
{
    if (reply) {
        m_failuresInARow = 0;
        m_waiting.emplace(page, *reply);
    } else {
        m_order.removeOne(page);
        if (reply.error().kind() == Error::Kind::Canceled)
            return end(State::Stopped);
        failed(page, reply.error());
        // a site that is gone is not asked seven hundred times; one blow may end all that are under way
        if (++m_failuresInARow > atATime()) {
            for (const int each : std::as_const(m_pages))
                addGap(each, reply.error());
            m_pages.clear();
        }
    }
    parseNext();
}

void ListLoad::parseNext()
{
    while (!m_order.isEmpty() && !m_waiting.empty()) {
        auto next = m_waiting.find(m_order.first());
        if (next == m_waiting.end() && m_waiting.size() < mostWaiting)
            return;
        if (next == m_waiting.end())
            next = m_waiting.begin();
        const int page = next->first;
        const Reply reply = next->second;
        m_waiting.erase(next);
        m_order.removeOne(page);
        parse(page, reply);
    }
}

void ListLoad::parse(int page, const Reply &reply)
{
    const Parsing job(answer(reply), m_layout, m_writer);
    ++m_parsing;
    QtConcurrent::run(&inventoryThread(), job).then(this, [self = shared_from_this(), page](const PageResult &result) {
        self->parsed(page, result);
    });
}

void ListLoad::parsed(int page, const Result<ListPage> &result)
{
    --m_parsing;
    if (!isEnded())
        take(page, result);
    while (!m_held.isEmpty() && unread() < mostUnread)
        letGo(m_held.takeFirst());
    if (m_parsing == 0 && m_allParsed) {
        m_allParsed->settle(true);
        m_allParsed->resume();
    }
}

void ListLoad::letGo(Pending<bool> *held)
{
    held->settle(true);
    held->resume();
}

void ListLoad::take(int page, const Result<ListPage> &result)
{
    if (!result)
        return failed(page, result.error());
    m_hasNews = true;
    countBarren(*result);
    if (result->total >= 0 && result->total != m_total) { // the set grows or shrinks meanwhile
        const int now = pagesFor(result->total);
        for (int each = pagesFor(m_total) + 1; m_passes == 1 && each <= now; ++each)
            m_pages << each;
        m_pages.removeIf([now](int each) { return each > now; });
        m_total = result->total;
        m_hasChanged = true;
    }
    if (isBarren() && m_passes == 1 && !m_pages.isEmpty()) {
        addGap(m_pages.first(), leadsOn());
        m_pages.clear();
    }
}

/// Page after page, and nothing on them that was not there before: it may go on so for ever.
bool ListLoad::isBarren() const { return m_barrenPages >= mostBarren; }

/// By what the page itself brought: the store may have others by now that this thread has not heard of yet.
void ListLoad::countBarren(const ListPage &page) { m_barrenPages = page.fresh > 0 ? 0 : m_barrenPages + 1; }

Error ListLoad::leadsOn() const
{
    const QLocale locale;
    return Error(Error::Kind::Malformed,
        m_total < 0 ? tr("The site leads on from page to page, but its pages say nothing new.")
                    : tr("The site says that there are %1 entries, but its pages say nothing new after %2.")
                          .arg(locale.toString(m_total), locale.toString(qint64(m_store->rowCount()))));
}

QCoro::Task<void> ListLoad::parsedAll()
{
    const auto self = shared_from_this();
    if (m_parsing == 0)
        co_return;
    Pending<bool> all;
    m_allParsed = &all;
    co_await all.value();
    m_allParsed = nullptr;
}

bool ListLoad::wantsAnotherPass() const
{
    const bool mayLack = m_hasChanged || m_total > m_store->rowCount();
    return mayLack && m_layout.isPaged && m_pageSize > 0 && m_gaps.isEmpty() && m_passes < mostPasses;
}

/// Pages that were no more when they were asked for: the set has shrunk.
void ListLoad::dropPastTheEnd()
{
    m_gaps.removeIf([this](const ListGap &gap) { return qint64(gap.page - 1) * m_pageSize >= m_total; });
}

/// It is asked for again after all others, else it is missing.
void ListLoad::failed(int page, const Error &error)
{
    if (mayPass(error) && ++m_tries[page] < mostTries)
        m_pages << page;
    else
        addGap(page, error);
}

void ListLoad::addGap(int page, const Error &error) { m_gaps << ListGap{page, error}; }

QCoro::Task<void> ListLoad::fillGaps()
{
    const auto self = shared_from_this();
    if (m_state != State::Done || m_gaps.isEmpty())
        co_return;
    for (const ListGap &gap : std::as_const(m_gaps))
        m_pages << gap.page;
    m_gaps.clear();
    m_tries.clear();
    m_failuresInARow = 0;
    m_state = State::Loading;
    m_telling.start();
    while (!isEnded() && !m_pages.isEmpty()) {
        co_await readPages();
        co_await parsedAll();
    }
    if (!isEnded())
        end(State::Done);
}

void ListLoad::stop()
{
    if (!isEnded())
        end(State::Stopped);
}

void ListLoad::end(State state)
{
    const auto self = shared_from_this(); // its lanes end below
    m_state = state;
    m_telling.stop();
    m_waiting.clear();
    m_order.clear();
    m_pages.clear();
    for (Pending<bool> *held : std::exchange(m_held, {}))
        letGo(held);
    m_hasNews = false;
    if (m_gaps.isEmpty()) { // else there is more to add
        QFuture<void> done = QtConcurrent::run(&inventoryThread(), [writer = m_writer] { writer->finish(); });
        Q_UNUSED(done);
    }
    emit grew();
    emit finished();
}

void ListLoad::tell()
{
    if (std::exchange(m_hasNews, false))
        emit grew();
}

} // namespace nephoscope

#include "moc_listload.cpp"
