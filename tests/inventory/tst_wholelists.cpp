// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server.h"
#include "inventory/listload.h"
#include "models/listtable.h"
#include "net/http.h"
#include "session/human.h"
#include "session/patience.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>
#include <qcorotask.h>

using namespace nephoscope;

namespace {

/// The network, to a server that gives at most so many rows on a page.
class CappedHttp : public Http {
    Q_OBJECT
public:
    CappedHttp(const QUrl &origin, int cap)
        : Http(optionsFor(origin))
        , m_cap(cap)
    {
    }

    Async<Reply> send(Request request) override
    {
        QUrl url = request.url();
        QUrlQuery query(url);
        if (query.hasQueryItem(QStringLiteral("pageSize"))) {
            query.removeAllQueryItems(QStringLiteral("pageSize"));
            query.addQueryItem(QStringLiteral("pageSize"), QString::number(m_cap));
            url.setQuery(query);
            request.setUrl(url);
            ++pages;
            if (onPage)
                onPage(pages);
            if (blown > 0 && pages > 1) {
                --blown;
                return cut();
            }
        }
        return Http::send(request);
    }

    int blown = 0; ///< that many of the pages after the first get no answer

    int pages = 0;
    std::function<void(int)> onPage;

private:
    static Async<Reply> cut() { co_return failure(Error::Kind::Offline, QStringLiteral("cut")); }
    static HttpOptions optionsFor(const QUrl &origin)
    {
        HttpOptions options;
        options.origins = {origin};
        return options;
    }
    int m_cap;
};

/// A misfortune for every fiftieth request: no answer, half an answer, an error, a server that is busy.
QByteArray misfortunes(int pages)
{
    QRandomGenerator random(11);
    const QByteArray kinds[] = {"\"hangUp\":true", "\"status\":500,\"body\":\"broken\"",
        "\"status\":503,\"headers\":{\"Retry-After\":\"0\"},\"body\":\"busy\""};
    QByteArray script;
    for (int page = 2; page <= pages; ++page)
        if (random.bounded(50) == 0 || page == pages / 2)
            script += (script.isEmpty() ? "{" : ",{") + kinds[random.bounded(4)]
                + ",\"times\":1,\"path\":\"/api/query?*page=" + QByteArray::number(page) + "&*\"}";
    return '[' + script + ']';
}

} // namespace

/// Every record of a demo site is there exactly once, whatever happens on the way.
class WholeListsTest : public QObject {
    Q_OBJECT
private slots:
    void everyMachineIsThereExactlyOnce_data();
    void everyMachineIsThereExactlyOnce();
    void otherListsAreWholeInSpiteOfMisfortunes_data();
    void otherListsAreWholeInSpiteOfMisfortunes();
    void changesWhilePagingLoseNothingThatStays();
    void oneBlowThatEndsAllUnderWayLosesNothing();
    void stopAndLossAtRandomMomentsLeaveNothingBehind();

private:
    struct Case {
        std::unique_ptr<demo::Server> server;
        std::shared_ptr<Session> session;
        CappedHttp *http = nullptr;
        Ref list;
    };
    Case open(int vms, int cap, const QByteArray &script = {}, const QString &representation = {},
        const QString &platform = QStringLiteral("cloud-director"));
    std::shared_ptr<ListLoad> loaded(const Case &made, const Ref &list);
    QByteArray answer(const Case &made, const Request &request);
    QSet<QString> held(const Case &made);
    static QStringList found(const RecordStore &store);
    static int size()
    {
        const int wanted = qEnvironmentVariableIntValue("NEPHOSCOPE_VMS");
        return wanted > 0 ? wanted : 1200;
    }

    Nobody m_nobody;
    QTemporaryDir m_folder;
};

WholeListsTest::Case WholeListsTest::open(
    int vms, int cap, const QByteArray &script, const QString &representation, const QString &platform)
{
    Case made;
    demo::ServerOptions options;
    options.platform = platform;
    options.site.vms = vms;
    options.site.speed = 1000;
    if (!script.isEmpty()) {
        options.misfortunesFile = m_folder.filePath(QStringLiteral("misfortunes.json"));
        QFile file(options.misfortunesFile);
        if (!file.open(QFile::WriteOnly) || file.write(script) != script.size())
            return made;
    }
    auto started = demo::Server::start(options);
    if (!started)
        return made;
    made.server = std::move(*started);
    Profile profile;
    profile.url = QUrl(made.server->url());
    profile.representation = representation;
    for (const demo::DemoUser &user : made.server->site().users()) {
        if (user.role.endsWith(QLatin1String("administrator"), Qt::CaseInsensitive)) {
            profile.user = user.user;
            profile.organization = user.organization;
            auto http = std::make_unique<CappedHttp>(profile.url, cap);
            made.http = http.get();
            const auto all = allPlatforms();
            const auto known =
                std::find_if(all.begin(), all.end(), [&](const auto &each) { return each->service() == platform; });
            made.session = std::make_shared<Session>(profile, *known, std::move(http), m_nobody);
            std::optional<bool> signedIn;
            QCoro::connect(made.session->introduce(), this, [&](const Result<Access> &) {
                QCoro::connect(made.session->signIn(Credential(user.password.toUtf8())), this,
                    [&signedIn](const Result<Access> &access) { signedIn = access.has_value(); });
            });
            if (!QTest::qWaitFor([&] { return signedIn.has_value(); }, 20000) || !*signedIn)
                made.session = nullptr;
            break;
        }
    }
    made.list =
        Ref(profile.url.resolved(QUrl(QStringLiteral("/api/query?type=adminVM&format=records"))), QStringLiteral("vm"))
            .asCollection();
    return made;
}

QByteArray WholeListsTest::answer(const Case &made, const Request &request)
{
    std::optional<QByteArray> body;
    QCoro::connect(made.session->send(request), this,
        [&body](const Result<Reply> &reply) { body = reply ? reply->body() : QByteArray(); });
    return QTest::qWaitFor([&] { return body.has_value(); }, 300000) ? *body : QByteArray();
}

/// The ids of all machines, as the site itself counts them.
QSet<QString> WholeListsTest::held(const Case &made)
{
    const QUrl url = made.session->profile().url.resolved(QUrl(QStringLiteral("/demo/inventory")));
    const QJsonObject told = QJsonDocument::fromJson(answer(made, Request::get(url))).object();
    QSet<QString> ids;
    for (const QJsonValue &id : told.value(QLatin1String("ids")).toObject().value(QLatin1String("vm")).toArray())
        ids.insert(id.toString().section(QLatin1Char(':'), -1).toLower());
    return ids;
}

QStringList WholeListsTest::found(const RecordStore &store)
{
    QStringList ids;
    for (RecordStore::Row row = 0; row < store.rowCount(); ++row)
        ids << store.string(row, store.column("href")).section(QLatin1String("vm-"), -1).toLower();
    return ids;
}

void WholeListsTest::everyMachineIsThereExactlyOnce_data()
{
    QTest::addColumn<int>("cap");
    QTest::addColumn<bool>("isUnlucky");
    QTest::addColumn<QString>("representation");
    for (const int cap : {25, 100, 128})
        for (const bool isUnlucky : {false, true})
            for (const char *representation : {"xml", "json"})
                QTest::addRow("%s, pages of %d%s", representation, cap, isUnlucky ? ", 2 % misfortunes" : "")
                    << cap << isUnlucky << representation;
}

void WholeListsTest::everyMachineIsThereExactlyOnce()
{
    QFETCH(int, cap);
    QFETCH(bool, isUnlucky);
    QFETCH(QString, representation);
    const Case made = open(size(), cap, isUnlucky ? misfortunes(size() / cap) : QByteArray(), representation);
    QVERIFY(made.session);
    Patience patience;
    patience.first = std::chrono::milliseconds(1);
    made.session->setPatience(patience);
    const auto load = std::make_shared<ListLoad>(made.session, made.list, ListQuery());
    QSignalSpy finished(load.get(), &ListLoad::finished);
    QCoro::connect(load->run(), this, [] {});
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 300000);
    QCOMPARE(load->state(), ListLoad::State::Done);
    QVERIFY2(load->gaps().isEmpty(), load->gaps().isEmpty() ? "" : qPrintable(load->gaps().first().error.message()));
    const QStringList ids = found(*load->store());
    const QSet<QString> once(ids.begin(), ids.end());
    QCOMPARE(once.size(), ids.size());
    const QSet<QString> expected = held(made);
    QVERIFY(expected.size() >= size());
    for (const QString &each : expected)
        QVERIFY2(once.contains(each), qPrintable(each));
    if (!isUnlucky) {
        const int pages = int((ids.size() + cap - 1) / cap);
        QCOMPARE(load->requests(), pages);
        QCOMPARE(made.http->pages, pages);
    }
    made.session->close();
}

std::shared_ptr<ListLoad> WholeListsTest::loaded(const Case &made, const Ref &list)
{
    const auto load = std::make_shared<ListLoad>(made.session, list, ListQuery());
    QSignalSpy finished(load.get(), &ListLoad::finished);
    QCoro::connect(load->run(), this, [] {});
    return QTest::qWaitFor([&] { return finished.count() == 1; }, 60'000) ? load : nullptr;
}

void WholeListsTest::otherListsAreWholeInSpiteOfMisfortunes_data()
{
    QTest::addColumn<QString>("platform");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("cap");
    QTest::addColumn<QByteArray>("script");
    const QString director = QStringLiteral("cloud-director");
    const QString manager = QStringLiteral("cloud-manager");
    const QByteArray paged =
        R"([{"half":true,"times":1,"path":"*page=2&*"},{"hangUp":true,"times":1,"path":"*page=3&*"},
        {"status":503,"headers":{"Retry-After":"0"},"body":"busy","times":2,"path":"*page=4&*"}])";
    QTest::newRow("rights, cloudapi") << director << QStringLiteral("/cloudapi/1.0.0/rights") << 5 << paged;
    QTest::newRow("roles, query") << director << QStringLiteral("/api/query?type=role&format=records") << 2 << paged;
    QTest::newRow("users, query") << director << QStringLiteral("/api/query?type=adminUser&format=records") << 2
                                  << paged;
    for (const char *list : {"/occm/api/working-environments", "/occm/api/accounts"})
        for (const char *what :
            {"\"hangUp\":true", "\"status\":503,\"headers\":{\"Retry-After\":\"0\"},\"body\":\"busy\""})
            QTest::addRow("%s, %.10s", list, what)
                << manager << QString::fromLatin1(list) << 0
                << QByteArray("[{") + what + ",\"times\":1,\"path\":\"" + list + "*\"}]";
}

void WholeListsTest::otherListsAreWholeInSpiteOfMisfortunes()
{
    QFETCH(const QString, platform);
    QFETCH(const QString, path);
    QFETCH(const int, cap);
    QFETCH(const QByteArray, script);
    const Case made = open(30, cap, script, {}, platform);
    QVERIFY(made.session);
    Patience patience;
    patience.first = std::chrono::milliseconds(1);
    made.session->setPatience(patience);
    const Ref list = Ref(made.session->profile().url.resolved(QUrl(path)), QStringLiteral("thing")).asCollection();
    const auto rows = [](const RecordStore &store) {
        QList<QByteArray> all;
        for (RecordStore::Row row = 0; row < store.rowCount(); ++row)
            all << store.rowText(row);
        std::sort(all.begin(), all.end());
        return all;
    };
    const auto unlucky = loaded(made, list);
    QVERIFY(unlucky && unlucky->state() == ListLoad::State::Done);
    QVERIFY(unlucky->gaps().isEmpty());
    const auto lucky = loaded(made, list); // each happens so often and no more
    QVERIFY(lucky && lucky->state() == ListLoad::State::Done);
    QVERIFY(lucky->store()->rowCount() > 0);
    QCOMPARE(rows(*unlucky->store()), rows(*lucky->store()));
    made.session->close();
}

void WholeListsTest::changesWhilePagingLoseNothingThatStays()
{
    const Case made = open(size(), 25);
    QVERIFY(made.session);
    const QSet<QString> before = held(made);
    QStringList doomed(before.begin(), before.end());
    doomed = doomed.mid(0, 40);
    made.http->onPage = [&](int page) {
        if (page % 3 != 0 || doomed.isEmpty())
            return;
        const QString path = QStringLiteral("/api/vApp/vm-") + doomed.takeFirst() + QStringLiteral("?force=true");
        const Request removal("DELETE", made.session->profile().url.resolved(QUrl(path)));
        QCoro::connect(made.session->send(removal), this, [](const Result<Reply> &) {});
    };
    const auto load = std::make_shared<ListLoad>(made.session, made.list, ListQuery());
    QSignalSpy finished(load.get(), &ListLoad::finished);
    QCoro::connect(load->run(), this, [] {});
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 300000);
    made.http->onPage = nullptr;
    QVERIFY(load->gaps().isEmpty());
    const QStringList ids = found(*load->store());
    const QSet<QString> once(ids.begin(), ids.end());
    QCOMPARE(once.size(), ids.size());
    const QSet<QString> after = held(made);
    QVERIFY2(after.size() < before.size(), "nothing was removed meanwhile");
    for (const QString &each : after)
        QVERIFY2(once.contains(each), qPrintable(each));
    made.session->close();
}

void WholeListsTest::oneBlowThatEndsAllUnderWayLosesNothing()
{
    const Case made = open(1200, 25);
    QVERIFY(made.session);
    made.http->blown = 12; // six that travel, and six in line behind them
    const auto load = std::make_shared<ListLoad>(made.session, made.list, ListQuery());
    QSignalSpy finished(load.get(), &ListLoad::finished);
    QCoro::connect(load->run(), this, [] {});
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60000);
    QCOMPARE(made.http->blown, 0);
    QVERIFY2(load->gaps().isEmpty(), qPrintable(QStringLiteral("%1 pages are missing").arg(load->gaps().size())));
    const QStringList ids = found(*load->store());
    const QSet<QString> once(ids.begin(), ids.end());
    QCOMPARE(once.size(), ids.size());
    for (const QString &each : held(made))
        QVERIFY2(once.contains(each), qPrintable(each));
    made.session->close();
}

void WholeListsTest::stopAndLossAtRandomMomentsLeaveNothingBehind()
{
    QRandomGenerator random(5);
    Case made = open(size(), 25);
    QVERIFY(made.session);
    QList<std::weak_ptr<ListLoad>> loads;
    for (int round = 0; round < 40; ++round) {
        ListTable table(made.session, 6);
        RowQuery sorted;
        sorted.sort.column = QStringLiteral("name");
        table.setQuery(sorted);
        table.open(made.list, ListQuery());
        loads << table.load();
        QTest::qWait(int(random.bounded(120)));
        if (round % 3 == 0)
            continue; // the window is closed
        if (round % 3 == 1)
            table.stop();
        else
            made.session->abort(); // the site ends every request
        QTRY_VERIFY2(!table.isLoading(), "progress is stuck");
        const QStringList ids = found(*table.store());
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
    }
    ListTable table(made.session, 6);
    table.open(made.list, ListQuery());
    loads << table.load();
    QTest::qWait(20);
    made.server.reset(); // the site is gone
    QTRY_VERIFY_WITH_TIMEOUT(!table.isLoading(), 30000);
    made.session->close();
    table.stop();
    const auto areGone = [&] {
        return std::count_if(loads.begin(), loads.end(), [](const auto &each) { return !each.expired(); }) <= 1;
    };
    QTRY_VERIFY2(areGone(), "a load is held by somebody"); // but the one that the table shows
}

QTEST_GUILESS_MAIN(WholeListsTest)

#include "tst_wholelists.moc"
