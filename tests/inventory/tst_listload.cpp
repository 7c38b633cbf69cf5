// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagedsite.h"

#include "inventory/worker.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <qcorotask.h>

using namespace nephoscope;

/// Whole lists over several pages, whatever happens meanwhile.
class ListLoadTest : public QObject {
    Q_OBJECT
private slots:
    void everyRecordIsThereOnceInTheServersOrder_data();
    void everyRecordIsThereOnceInTheServersOrder();
    void asksForEachPageOnce();
    void aPageThatFailsIsAskedForAgain();
    void pagesThatFailAreGapsUntilTheyAreFilled();
    void pagesThatAreReadLateAreNeitherPiledUpNorTakenForRepetitions();
    void cursorsAreFollowedToTheirEnd();
    void changesWhilePagingLeaveNoDuplicateAndNoHole_data();
    void changesWhilePagingLeaveNoDuplicateAndNoHole();
    void stopsAtAnyMomentAndKeepsWhatCame();
    void endsWithItsSession();
    void aSiteThatIsGoneIsNotAskedForEveryPage();
    void whatIsNoListIsGivenBackAsItIs();

private:
    struct Case {
        PagedTransport *transport = nullptr;
        std::shared_ptr<Session> session;
        std::shared_ptr<ListLoad> load;
    };
    Case make(int count, int cap);
    void run(const Case &made);
    static QStringList names(const RecordStore &store);
    Nobody m_nobody;
};

ListLoadTest::Case ListLoadTest::make(int count, int cap)
{
    Case made;
    auto transport = std::make_unique<PagedTransport>(count, cap);
    made.transport = transport.get();
    Profile profile;
    profile.url = QUrl(QStringLiteral("https://vcd"));
    made.session = std::make_shared<Session>(profile, allPlatforms().first(), std::move(transport), m_nobody);
    const Ref list(QUrl(QStringLiteral("https://vcd/api/query?type=vm&format=records")), QStringLiteral("vm"));
    made.load = std::make_shared<ListLoad>(made.session, list, ListQuery());
    return made;
}

void ListLoadTest::run(const Case &made)
{
    QSignalSpy finished(made.load.get(), &ListLoad::finished);
    QCoro::connect(made.load->run(), this, [] {});
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60000);
}

QStringList ListLoadTest::names(const RecordStore &store)
{
    QStringList result;
    for (RecordStore::Row row = 0; row < store.rowCount(); ++row)
        result << store.string(row, store.column("name"));
    return result;
}

void ListLoadTest::everyRecordIsThereOnceInTheServersOrder_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("cap");
    for (const int cap : {25, 100, 128})
        for (const int count : {0, 1, 24, 25, 26, 128, 129, 3000})
            QTest::addRow("%d of pages of %d", count, cap) << count << cap;
}

void ListLoadTest::everyRecordIsThereOnceInTheServersOrder()
{
    QFETCH(int, count);
    QFETCH(int, cap);
    const Case made = make(count, cap);
    QSignalSpy opened(made.load.get(), &ListLoad::opened);
    run(made);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(made.load->state(), ListLoad::State::Done);
    QCOMPARE(made.load->total(), qint64(count));
    QCOMPARE(names(*made.load->store()), made.transport->names);
}

void ListLoadTest::asksForEachPageOnce()
{
    const Case made = make(1000, 100);
    run(made);
    QCOMPARE(made.transport->asked, 10);
    QCOMPARE(made.load->requests(), 10);
}

void ListLoadTest::aPageThatFailsIsAskedForAgain()
{
    const Case made = make(5000, 25);
    made.transport->onRequest = [transport = made.transport](int asked) { transport->failPercent = asked > 1 ? 2 : 0; };
    run(made);
    QVERIFY(made.load->gaps().isEmpty());
    QVERIFY(made.load->requests() > 200); // 199 pages at 2 %
    QStringList found = names(*made.load->store());
    found.sort();
    QStringList expected = made.transport->names;
    expected.sort();
    QCOMPARE(found, expected);
}

void ListLoadTest::pagesThatFailAreGapsUntilTheyAreFilled()
{
    const Case made = make(5000, 25);
    made.transport->onRequest = [transport = made.transport](
                                    int asked) { transport->failPercent = asked > 1 ? 40 : 0; };
    run(made);
    QVERIFY(!made.load->gaps().isEmpty()); // three times in a row for one of 199 pages
    QCOMPARE(qint64(made.load->store()->rowCount()), 5000 - 25 * qint64(made.load->gaps().size()));
    made.transport->onRequest = [transport = made.transport](int) { transport->failPercent = 2; };
    for (int round = 0; round < 20 && !made.load->gaps().isEmpty(); ++round) {
        QSignalSpy finished(made.load.get(), &ListLoad::finished);
        QCoro::connect(made.load->fillGaps(), this, [] {});
        QTRY_COMPARE(finished.count(), 1);
    }
    QStringList found = names(*made.load->store());
    QStringList expected = made.transport->names;
    found.sort();
    expected.sort();
    QCOMPARE(found, expected);
}

void ListLoadTest::changesWhilePagingLeaveNoDuplicateAndNoHole_data()
{
    QTest::addColumn<int>("inserted");
    QTest::addColumn<int>("removed");
    QTest::addRow("ten come at the front") << 10 << 0;
    QTest::addRow("ten go from the front") << 0 << 10;
    QTest::addRow("both") << 40 << 30;
    QTest::addRow("more than a page goes") << 0 << 300;
}

void ListLoadTest::changesWhilePagingLeaveNoDuplicateAndNoHole()
{
    QFETCH(int, inserted);
    QFETCH(int, removed);
    const Case made = make(2000, 100);
    made.transport->onRequest = [transport = made.transport, inserted, removed](int asked) {
        if (asked != 9)
            return;
        transport->names.remove(0, removed);
        for (int each = 0; each < inserted; ++each)
            transport->names.prepend(QStringLiteral("new-%1").arg(each));
    };
    run(made);
    QVERIFY(made.load->gaps().isEmpty());
    const QStringList found = names(*made.load->store());
    const QSet<QString> once(found.begin(), found.end());
    QCOMPARE(once.size(), found.size());
    for (const QString &name : std::as_const(made.transport->names))
        QVERIFY2(once.contains(name), qPrintable(name));
}

void ListLoadTest::stopsAtAnyMomentAndKeepsWhatCame()
{
    for (int moment = 0; moment < 40; ++moment) {
        const Case made = make(3000, 25);
        QSignalSpy finished(made.load.get(), &ListLoad::finished);
        QCoro::connect(made.load->run(), this, [] {});
        QTest::qWait(moment);
        const bool wasRunning = made.load->state() == ListLoad::State::Loading;
        made.load->stop();
        QCOMPARE(finished.count(), 1);
        QCOMPARE(made.load->state(), wasRunning ? ListLoad::State::Stopped : ListLoad::State::Done);
        const QStringList found = names(*made.load->store());
        QCOMPARE(QSet<QString>(found.begin(), found.end()).size(), found.size());
    }
}

void ListLoadTest::endsWithItsSession()
{
    for (int moment = 0; moment < 20; ++moment) {
        const Case made = make(3000, 25);
        QSignalSpy finished(made.load.get(), &ListLoad::finished);
        QCoro::connect(made.load->run(), this, [] {});
        QTest::qWait(moment);
        made.session->close();
        QTRY_COMPARE(finished.count(), 1);
    }
}

void ListLoadTest::aSiteThatIsGoneIsNotAskedForEveryPage()
{
    const Case made = make(20000, 25);
    made.transport->onRequest = [transport = made.transport](
                                    int asked) { transport->failPercent = asked > 20 ? 100 : 0; };
    run(made);
    QVERIFY2(made.transport->asked < 60, qPrintable(QString::number(made.transport->asked)));
    QVERIFY(made.load->store()->rowCount() >= 10 * 25);
    QVERIFY(made.load->gaps().size() > 700);
}

/// A service that tells how many there are, but gives each page's place only with the one before.
/// On a busy machine many pages may have been read before the window hears of the first. And they may come faster than
/// they can be read: then no more are asked for.
void ListLoadTest::pagesThatAreReadLateAreNeitherPiledUpNorTakenForRepetitions()
{
    Case made = make(3000, 25);
    made.load = std::make_shared<ListLoad>(made.session, made.load->list(), ListQuery(), 12);
    QSemaphore mayRead, areRead;
    QFuture<void> holding, reading;
    int answered = 0;
    int most = 0;
    made.transport->onRequest = [&](int asked) {
        if (++answered == 2)
            holding = QtConcurrent::run(&inventoryThread(), [&mayRead] { mayRead.acquire(); });
        most = std::max(most, asked - int(made.load->store()->rowCount()) / 25);
    };
    QSignalSpy finished(made.load.get(), &ListLoad::finished);
    QCoro::connect(made.load->run(), this, [] {});
    constexpr int unread = 16 + 11; // when 16 wait to be read, eleven others are on their way
    QTRY_COMPARE(answered, 1 + unread);
    reading = QtConcurrent::run(&inventoryThread(), [&areRead] { areRead.release(); });
    mayRead.release();
    areRead.acquire(); // this thread hears of none of them until all are read
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60000);
    QCOMPARE(most, unread);
    QVERIFY(made.load->gaps().isEmpty());
    QCOMPARE(names(*made.load->store()), made.transport->names);
}

void ListLoadTest::cursorsAreFollowedToTheirEnd()
{
    class Cursors : public PagedTransport {
    public:
        Cursors()
            : PagedTransport(1000)
        {
        }
        Async<Reply> send(Request request) override
        {
            // kept by the session under test
            co_await QCoro::sleepFor(std::chrono::milliseconds(1));
            ++asked;
            const int at = QUrlQuery(request.url()).queryItemValue(QStringLiteral("cursor")).toInt();
            if (at == 300 && failPercent == 0) {
                failPercent = 1; // once
                co_return failure(Error::Kind::Offline, QStringLiteral("no answer this time"));
            }
            QByteArray values;
            for (int each = at; each < at + 100; ++each)
                values += (values.isEmpty() ? "{\"id\":\"urn:vcloud:thing:" : ",{\"id\":\"urn:vcloud:thing:")
                    + QByteArray::number(each) + "\",\"name\":\"" + names[each].toUtf8() + "\"}";
            Reply reply(200, "{\"resultTotal\":1000,\"page\":null,\"pageCount\":null,\"values\":[" + values + "]}",
                "application/json", request.url());
            if (at + 100 < 1000)
                reply.headers().set("Link",
                    "<https://vcd/cloudapi/1.0.0/things?cursor=" + QByteArray::number(at + 100)
                        + ">;rel=\"nextPage\";type=\"application/json\"");
            co_return reply;
        }
    };
    Profile profile;
    profile.url = QUrl(QStringLiteral("https://vcd"));
    auto transport = std::make_unique<Cursors>();
    const QStringList expected = transport->names;
    const PagedTransport *counting = transport.get();
    const auto session = std::make_shared<Session>(profile, allPlatforms().first(), std::move(transport), m_nobody);
    const Ref list =
        Ref(QUrl(QStringLiteral("https://vcd/cloudapi/1.0.0/things")), QStringLiteral("thing")).asCollection();
    const auto load = std::make_shared<ListLoad>(session, list, ListQuery());
    QSignalSpy finished(load.get(), &ListLoad::finished);
    QCoro::connect(load->run(), this, [] {});
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60000);
    QVERIFY(load->gaps().isEmpty());
    QCOMPARE(names(*load->store()), expected);
    QCOMPARE(counting->asked, 11); // one of them twice
}

void ListLoadTest::whatIsNoListIsGivenBackAsItIs()
{
    Profile profile;
    profile.url = QUrl(QStringLiteral("https://vcd"));
    class OneAnswer : public PagedTransport {
    public:
        OneAnswer()
            : PagedTransport(0)
        {
        }
        Async<Reply> send(Request request) override
        {
            // kept by the session under test
            co_await QCoro::sleepFor(std::chrono::milliseconds(1));
            co_return Reply(
                200, "{\"name\":\"alone\",\"id\":\"urn:vcloud:role:1\"}", "application/json", request.url());
        }
    };
    const auto session =
        std::make_shared<Session>(profile, allPlatforms().first(), std::make_unique<OneAnswer>(), m_nobody);
    const Ref list =
        Ref(QUrl(QStringLiteral("https://vcd/cloudapi/1.0.0/roles")), QStringLiteral("role")).asCollection();
    const auto load = std::make_shared<ListLoad>(session, list, ListQuery());
    QSignalSpy isNoList(load.get(), &ListLoad::isNoList);
    QCoro::connect(load->run(), this, [] {});
    QTRY_COMPARE(isNoList.count(), 1);
    QCOMPARE(isNoList.first().first().value<Resource>().self.name(), QStringLiteral("alone"));
}

QTEST_GUILESS_MAIN(ListLoadTest)

#include "tst_listload.moc"
