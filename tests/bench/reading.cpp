// SPDX-License-Identifier: GPL-3.0-or-later
// P1, P2, P3, P4, P5, P7, P8, P9, P12: the console's own table over a demo site, with curl and Python beside it.
#include "bench.h"

#include "base/settings.h"
#include "inventory/filterheader.h"
#include "inventory/tablepane.h"
#include "session/connector.h"
#include "shell/looks.h"

#include <QApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <qcorotask.h>

namespace nephoscope::bench {

namespace {

constexpr int pageSize = 128;
constexpr int longEnough = 600; ///< seconds
const QString query = QStringLiteral("/api/query?type=adminVM&format=records");

class Trusting : public Nobody {
public:
    QCoro::Task<bool> trust(Profile, Certificate, QByteArray) override { co_return true; }
};

/// Signed in to a demo site.
class Site {
public:
    explicit Site(const DemoProcess &demo)
        : m_settings(m_folder.filePath(QStringLiteral("settings.ini")))
        , m_connector(m_settings, m_person)
    {
        Profile profile;
        profile.url = QUrl(demo.url() + QLatin1Char('/'));
        profile.user = demo.user();
        profile.organization = demo.organization();
        std::optional<Result<std::shared_ptr<Session>>> connected;
        QCoro::connect(m_connector.connectTo(profile), QCoreApplication::instance(),
            [&connected](const Result<std::shared_ptr<Session>> &result) { connected.emplace(result); });
        runUntil([&] { return connected.has_value(); }, 60);
        if (!connected || !*connected)
            return;
        std::optional<bool> signedIn;
        QCoro::connect((**connected)->signIn(Credential(demo.password().toUtf8())), QCoreApplication::instance(),
            [&signedIn](const Result<Access> &result) { signedIn = result.has_value(); });
        runUntil([&] { return signedIn.has_value(); }, 60);
        if (signedIn.value_or(false))
            session = **connected;
    }
    ~Site()
    {
        if (session)
            session->close();
    }

    /// A file for curl --config that asks for every page once.
    QString curlConfig(int pages)
    {
        QFile file(m_folder.filePath(QStringLiteral("pages")));
        if (!file.open(QFile::WriteOnly))
            return {};
        const Request signedRequest = session->asSent(Request::get(QUrl(query)));
        QByteArray header;
        for (const auto &[name, value] : signedRequest.headers().all())
            header += "header = \"" + name + ": " + value + "\"\n";
        file.write("silent\ninsecure\nparallel\nparallel-max = 6\n" + header);
        for (int page = 1; page <= pages; ++page)
            file.write("url = \"" + session->profile().url.toEncoded(QUrl::StripTrailingSlash) + query.toUtf8()
                + "&page=" + QByteArray::number(page) + "&pageSize=" + QByteArray::number(pageSize)
                + "\"\noutput = \"/dev/null\"\n");
        return file.fileName();
    }

    std::shared_ptr<Session> session;
    Settings &settings() { return m_settings; }

private:
    QTemporaryDir m_folder;
    Settings m_settings;
    Trusting m_person;
    Connector m_connector;
};

/// A table in a window, as the console shows it.
class Table {
public:
    explicit Table(Site &site)
        : pane(site.session, looks, site.settings(), nullptr)
    {
        pane.resize(1920, 1080);
        pane.show();
        runUntil([this] { return pane.isVisible(); }, 5);
    }
    /// Reads the list sorted by name, scrolling meanwhile; seconds until it stands there.
    double read(const std::shared_ptr<Session> &session, Heartbeat &heartbeat)
    {
        RowQuery sorted;
        sorted.sort.column = QStringLiteral("name");
        pane.table().setQuery(sorted);
        QTimer scrolling;
        QObject::connect(&scrolling, &QTimer::timeout, &pane, [this] {
            QScrollBar *bar = pane.view().verticalScrollBar();
            bar->setValue(bar->value() >= bar->maximum() ? 0 : bar->value() + 3);
        });
        scrolling.start(16);
        bool isThere = false;
        const auto done = QObject::connect(&pane.table(), &ListTable::ordered, &pane, [&] {
            isThere = !pane.table().isLoading() && qint64(pane.table().model().rowCount()) >= pane.table().total()
                && pane.table().total() > 0;
        });
        QElapsedTimer clock;
        clock.start();
        heartbeat.start();
        pane.open(Ref(session->profile().url.resolved(QUrl(query)), QStringLiteral("vm")).asCollection());
        runUntil([&] { return isThere; }, longEnough);
        pane.view().viewport()->repaint();
        const double seconds = double(clock.nsecsElapsed()) / 1e9;
        QObject::disconnect(done);
        return seconds;
    }

    Looks looks;
    TablePane pane;
};

/// From an action to the rows painted, ms.
double painted(TablePane &pane, const std::function<void()> &act)
{
    bool isOrdered = false;
    const auto done = QObject::connect(&pane.table(), &ListTable::ordered, &pane, [&] { isOrdered = true; });
    QElapsedTimer clock;
    const RowQuery before = pane.table().query();
    clock.start();
    act();
    if (!(pane.table().query() == before)) // a blank at the end asks for nothing new
        runUntil([&] { return isOrdered; }, 60);
    pane.view().viewport()->repaint();
    QObject::disconnect(done);
    return double(clock.nsecsElapsed()) / 1e6;
}

void measureLoads(const Options &options, Report &report, int latency, const QString &goal, double limit)
{
    const DemoProcess demo(options, options.vms, latency);
    Site site(demo);
    if (!site.session)
        return;
    Series ours, curl, ratio, stall;
    qint64 rows = 0;
    int requests = 0;
    for (int run = 0; run < options.runs; ++run) {
        Table table(site);
        Heartbeat heartbeat;
        const double seconds = table.read(site.session, heartbeat);
        rows = table.pane.table().store()->rowCount();
        requests = table.pane.table().load()->requests();
        double other = 0;
        outputOf(QStringLiteral("curl"),
            {QStringLiteral("--config"), site.curlConfig(int((rows + pageSize - 1) / pageSize))}, &other);
        ours.add(seconds);
        curl.add(other);
        ratio.add(seconds / other);
        stall.add(heartbeat.longest());
    }
    QJsonObject figures{{QStringLiteral("seconds"), ours.median()}, {QStringLiteral("curlSeconds"), curl.median()},
        {QStringLiteral("rows"), rows}, {QStringLiteral("requests"), requests}, {QStringLiteral("latencyMs"), latency}};
    report.add(goal, QStringLiteral("whole list read, sorted, shown : curl"), ratio.median(), limit, figures);
    figures.insert(QStringLiteral("worstMs"), stall.worst());
    report.add(QStringLiteral("P4"), QStringLiteral("longest stall meanwhile, ms (%1 ms per page)").arg(latency),
        stall.median(), 10, figures);
    report.add(QStringLiteral("P12"), QStringLiteral("requests : pages"),
        double(requests) / double(std::max<qint64>(1, (rows + pageSize - 1) / pageSize)), 1, figures);
}

void measureScrolling(Table &table, Report &report)
{
    Series full, step;
    QScrollBar *bar = table.pane.view().verticalScrollBar();
    for (int each = 0; each < 100; ++each) {
        QElapsedTimer clock;
        clock.start();
        table.pane.view().viewport()->repaint();
        full.add(double(clock.nsecsElapsed()) / 1e6);
        clock.restart();
        bar->setValue((bar->value() + 3) % std::max(1, bar->maximum()));
        QCoreApplication::processEvents();
        step.add(double(clock.nsecsElapsed()) / 1e6);
    }
    report.add(QStringLiteral("P9"), QStringLiteral("full repaint at 1920 x 1080, ms"), full.median(), 8, {});
    report.add(QStringLiteral("P9"), QStringLiteral("wheel step, ms"), step.median(), 2, {});
}

void measureKeys(Table &table, Report &report)
{
    Series keys;
    auto *search = table.pane.findChild<QLineEdit *>(QStringLiteral("tableSearch"));
    for (const char *word : {"web", "vm-7", "POWERED", "42", "a", "nothing at all"}) {
        const QString text = QLatin1String(word);
        for (qsizetype length = 1; length <= text.size(); ++length)
            keys.add(painted(table.pane, [&] { search->setText(text.left(length)); }));
        keys.add(painted(table.pane, [&] { search->clear(); }));
    }
    report.add(QStringLiteral("P7"), QStringLiteral("keystroke to painted, 95th of a hundred, ms"), keys.quantile(0.95),
        10, {{QStringLiteral("medianMs"), keys.median()}, {QStringLiteral("worstMs"), keys.worst()}});
    report.add(QStringLiteral("P7"), QStringLiteral("keystroke to painted, worst, ms"), keys.worst(), 16, {});
}

void measureSorts(Table &table, Report &report)
{
    for (const auto &[member, by, limit] : {std::tuple("name", RowSort::By::Text, 100.0),
             std::tuple("numberOfCpus", RowSort::By::Number, 30.0), std::tuple("status", RowSort::By::Text, 30.0)}) {
        Series sorts, stalls;
        for (int each = 0; each < 7; ++each) {
            RowQuery sorted;
            sorted.sort.column = QLatin1String(member);
            sorted.sort.by = by;
            sorted.sort.isDescending = each % 2 == 0;
            Heartbeat heartbeat;
            heartbeat.start();
            sorts.add(painted(table.pane, [&] { table.pane.table().setQuery(sorted); }));
            stalls.add(heartbeat.longest());
        }
        report.add(QStringLiteral("P8"), QStringLiteral("sort by %1 to painted, ms").arg(QLatin1String(member)),
            sorts.median(), limit, {{QStringLiteral("stallMs"), stalls.median()}});
    }
}

} // namespace

void measureReading(const Options &options, Report &report)
{
    measureLoads(options, report, options.latency, QStringLiteral("P1"), 1.05);
    measureLoads(options, report, 0, QStringLiteral("P2"), 3.0);
}

/// P3: the same records listed by a script, in its own process, beside ours.
void measurePeer(const Options &options, Report &report)
{
    const DemoProcess demo(options, options.vms, 0);
    Site site(demo);
    if (!site.session)
        return;
    Series ratio, seconds, peerPeak;
    for (int run = 0; run < std::min(options.runs, 3); ++run) {
        Table table(site);
        Heartbeat heartbeat;
        const double own = table.read(site.session, heartbeat);
        const Request asked = site.session->asSent(Request::get(QUrl(query)));
        const QByteArray token = asked.headers().value("Authorization").mid(7);
        const QJsonObject peer = QJsonDocument::fromJson(
            outputOf(QStringLiteral("python3"),
                {QStringLiteral("-B"), QStringLiteral(NEPHOSCOPE_BENCH_DIR "/peer.py"), demo.url(),
                    QString::fromLatin1(token), site.session->access().apiVersion, QStringLiteral("adminVM")}))
                                     .object();
        const double other = peer.value(QStringLiteral("seconds")).toDouble();
        if (other <= 0)
            continue;
        ratio.add(own / other);
        seconds.add(other);
        peerPeak.add(peer.value(QStringLiteral("peakKiB")).toDouble());
    }
    if (ratio.isEmpty()) {
        fprintf(stderr, "P3 was not measured: the script in Python gave no answer.\n");
        return;
    }
    report.add(QStringLiteral("P3"), QStringLiteral("our time : Python's (14 fields)"), ratio.median(), 0.25,
        {{QStringLiteral("peerSeconds"), seconds.median()}, {QStringLiteral("peerPeakKiB"), peerPeak.median()}});
}

void measureSearching(const Options &options, Report &report)
{
    const DemoProcess demo(options, options.vms, 0);
    Site site(demo);
    if (!site.session)
        return;
    const qint64 before = residentKiB();
    Table table(site);
    Heartbeat heartbeat;
    table.read(site.session, heartbeat);
    const double rows = double(std::max<qint64>(1, table.pane.table().store()->rowCount()));
    QTest::qWait(200);
    report.add(QStringLiteral("P5"), QStringLiteral("bytes per record, store alone"),
        double(table.pane.table().store()->bytes()) / rows, 600,
        {{QStringLiteral("columns"), table.pane.table().store()->columnCount()},
            {QStringLiteral("residentPerRecord"), double(residentKiB() - before) * 1024 / rows}});
    report.add(QStringLiteral("P5"), QStringLiteral("bytes per record, resident, all in all"),
        double(residentKiB() - before) * 1024 / rows, 600, {});
    measureKeys(table, report);
    measureSorts(table, report);
    measureScrolling(table, report);
}

} // namespace nephoscope::bench
