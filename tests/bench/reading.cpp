// SPDX-License-Identifier: GPL-3.0-or-later
// P1, P2, P4, P12: the console's own table over a demo site, curl beside it, pugixml over the same pages.
#include "benchsite.h"
#include "savedpages.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTableView>
#include <pugixml.hpp>

namespace nephoscope::bench {

namespace {

/// Seconds that the fastest parser takes for the saved pages, every attribute looked at.
double parsed(const QString &folder)
{
    QList<QByteArray> pages;
    const QStringList names = QDir(folder).entryList({QStringLiteral("page-*")}, QDir::Files);
    for (const QString &name : names) {
        QFile file(folder + QLatin1Char('/') + name);
        if (file.open(QFile::ReadOnly))
            pages << file.readAll();
    }
    size_t letters = 0;
    QElapsedTimer clock;
    clock.start();
    for (QByteArray &page : pages) {
        pugi::xml_document document;
        document.load_buffer_inplace(page.data(), size_t(page.size()));
        for (const pugi::xml_node &record : document.document_element().children())
            for (const pugi::xml_attribute &attribute : record.attributes())
                letters += std::char_traits<char>::length(attribute.value());
    }
    const double seconds = double(clock.nsecsElapsed()) / 1e9;
    return letters > 0 ? seconds : 0;
}

/// One series of loads with curl after each, in turn.
class Loads {
public:
    Loads(const Options &options, Site &site, bool isParsed)
        : m_site(site)
        , m_isParsed(isParsed)
    {
        for (int run = 0; run < options.runs; ++run)
            once();
    }

    void tell(Report &report, const QString &goal, double limit, const QString &how, QJsonObject figures) const
    {
        figures.insert(QStringLiteral("seconds"), ours.median());
        figures.insert(QStringLiteral("curlSeconds"), curl.median());
        figures.insert(QStringLiteral("rows"), rows);
        figures.insert(QStringLiteral("requests"), requests);
        report.add(
            goal, QStringLiteral("list read, sorted, shown : curl (%1)").arg(how), ratio.median(), limit, figures);
        if (!withParser.isEmpty())
            report.add(goal, QStringLiteral("the same : curl and pugixml (%1)").arg(how), withParser.median(), 1.6,
                {{QStringLiteral("parseSeconds"), parse.median()}});
        report.add(QStringLiteral("P4"), QStringLiteral("longest stall meanwhile, ms (%1)").arg(how), stall.median(),
            10, {{QStringLiteral("idleMs"), idle.median()}});
        report.add(QStringLiteral("P4"), QStringLiteral("the worst of all runs, ms (%1)").arg(how), stall.worst(), 16,
            {{QStringLiteral("idleWorstMs"), idle.worst()}});
        report.add(QStringLiteral("P12"), QStringLiteral("requests : pages (%1)").arg(how),
            double(requests) / double(std::max(1, pages)), 1, {});
    }

    Series ours, curl, parse, ratio, withParser, stall, idle;
    qint64 rows = 0;
    int requests = 0;
    int pages = 0;

private:
    void once()
    {
        Heartbeat rest; // what the machine alone does to a window at rest
        rest.start();
        runUntil([] { return false; }, 1);
        idle.add(rest.longest());
        rest.stop();
        double seconds = 0;
        {
            Table table(m_site);
            Heartbeat heartbeat;
            seconds = table.read(heartbeat);
            rows = table.pane.table().store()->rowCount();
            requests = table.pane.table().load()->requests();
            pages = table.pages();
            stall.add(heartbeat.longest());
        }
        double fetching = 0;
        outputOf(QStringLiteral("curl"), {QStringLiteral("--config"), m_site.curlConfig(pages)}, &fetching);
        ours.add(seconds);
        curl.add(fetching);
        ratio.add(seconds / fetching);
        if (!m_isParsed)
            return;
        const QString folder = m_site.folder() + QStringLiteral("/saved");
        if (!QDir().exists(folder)) {
            QDir().mkpath(folder);
            outputOf(QStringLiteral("curl"), {QStringLiteral("--config"), m_site.curlConfig(pages, folder)});
        }
        parse.add(parsed(folder));
        withParser.add(seconds / (fetching + parse.last()));
    }

    Site &m_site;
    bool m_isParsed;
};

} // namespace

void measureDelayed(const Options &options, Report &report)
{
    const DemoProcess demo(options, options.vms, options.latency);
    Site site(demo.account());
    if (!site.session)
        return;
    const Loads loads(options, site, false);
    loads.tell(report, QStringLiteral("P1"), 1.05, QStringLiteral("%1 ms a page").arg(options.latency), {});
}

void measureReading(const Options &options, Report &report)
{
    const DemoProcess demo(options, options.vms, 0);
    Site site(demo.account());
    if (!site.session)
        return;
    const Loads loads(options, site, true);
    loads.tell(report, QStringLiteral("P2"), 3.0, QStringLiteral("no delay"), {});
    const SavedPages saved(site, demo.account(), loads.pages);
    if (!saved.isReady())
        return;
    Site before(demo.account(), saved.url());
    if (!before.session)
        return;
    const Loads fromNginx(options, before, true);
    fromNginx.tell(report, QStringLiteral("P2"), 3.0, QStringLiteral("nginx, no delay"), {});
}

/// P4: a million rows beside a hundred thousand.
void measureMillion(const Options &options, Report &report)
{
    Series seconds, stall, small;
    const int few = std::max(1, options.vms / 10);
    const auto load = [&](const DemoProcess &demo, Series &into, Series *stalls) {
        Site site(demo.account());
        if (!site.session)
            return;
        Table table(site);
        Heartbeat heartbeat;
        into.add(table.read(heartbeat));
        if (stalls)
            stalls->add(heartbeat.longest());
    };
    const DemoProcess much(options, options.vms, 0);
    const DemoProcess little(options, few, 0);
    if (!much.isReady() || !little.isReady())
        return;
    for (int run = 0; run < options.runs; ++run) {
        load(little, small, nullptr);
        load(much, seconds, &stall);
    }
    report.add(QStringLiteral("P4"), QStringLiteral("%1 rows: longest stall, ms").arg(options.vms), stall.median(), 16,
        {{QStringLiteral("worstMs"), stall.worst()}});
    report.add(QStringLiteral("P4"), QStringLiteral("%1 rows : %2 rows, time").arg(options.vms).arg(few),
        seconds.median() / small.median(), 12, {{QStringLiteral("seconds"), seconds.median()}});
}

} // namespace nephoscope::bench
