// SPDX-License-Identifier: GPL-3.0-or-later
// P5, P7, P8, P9: a table that has been read: its memory, its searches, its orders, its frames.
#include "benchsite.h"

#include "inventory/everywhere.h"
#include "models/sites.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

namespace nephoscope::bench {

namespace {

const char *const words[] = {"web", "vm-7", "POWERED", "42", "a", "nothing at all", "10.", "linux", "urn:vcloud"};

void measureScrolling(Table &table, Report &report)
{
    Series full, step;
    QScrollBar *bar = table.pane.view().verticalScrollBar();
    for (int each = 0; each < 200; ++each) {
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
    report.add(QStringLiteral("P9"), QStringLiteral("wheel step, ms"), step.median(), 2,
        {{QStringLiteral("worstMs"), step.worst()}});
}

void measureKeys(Table &table, Report &report)
{
    Series keys;
    auto *search = table.pane.findChild<QLineEdit *>(QStringLiteral("tableSearch"));
    search->clear();
    runUntil([&] { return table.pane.table().query().search.isEmpty(); }, 5);
    for (const char *word : words) {
        const QString text = QLatin1String(word);
        for (qsizetype length = 1; length <= text.size(); ++length) {
            const double took = table.painted([&] { QTest::keyClick(search, text[length - 1].toLatin1()); });
            keys.add(took);
            if (took > 8)
                fprintf(
                    stderr, "%s: %.1f ms, found after %.1f ms\n", qPrintable(text.left(length)), took, table.ordered);
        }
        keys.add(table.painted([&] { search->clear(); }));
    }
    report.add(QStringLiteral("P7"), QStringLiteral("keystroke to painted, 95th of a hundred, ms"), keys.quantile(0.95),
        10, {{QStringLiteral("medianMs"), keys.median()}, {QStringLiteral("keys"), int(keys.count())}});
    report.add(QStringLiteral("P7"), QStringLiteral("keystroke to painted, worst, ms"), keys.worst(), 16, {});
}

void measureSorts(Table &table, Report &report)
{
    for (const auto &[member, by, limit] : {std::tuple("name", RowSort::By::Text, 100.0),
             std::tuple("href", RowSort::By::Text, 100.0), std::tuple("numberOfCpus", RowSort::By::Number, 30.0),
             std::tuple("memoryMB", RowSort::By::Number, 30.0), std::tuple("status", RowSort::By::Text, 30.0)}) {
        Series sorts, stalls;
        for (int each = 0; each < 8; ++each) {
            RowQuery sorted;
            sorted.sort.column = QLatin1String(member);
            sorted.sort.by = by;
            sorted.sort.isDescending = each % 2 == 0;
            Heartbeat heartbeat;
            heartbeat.start();
            const double took = table.painted([&] { table.pane.table().setQuery(sorted); });
            heartbeat.waitForOne();
            sorts.add(took);
            stalls.add(heartbeat.longest());
        }
        report.add(QStringLiteral("P8"), QStringLiteral("sort by %1 to painted, ms").arg(QLatin1String(member)),
            sorts.median(), limit, {{QStringLiteral("worstMs"), sorts.worst()}});
        report.add(QStringLiteral("P8"), QStringLiteral("stall while sorting by %1, ms").arg(QLatin1String(member)),
            stalls.median(), 16, {});
    }
}

} // namespace

void measureTable(const Options &options, Report &report)
{
    const DemoProcess demo(options, options.vms, 0);
    Site site(demo.account());
    if (!site.session)
        return;
    const qint64 before = residentKiB();
    Table table(site);
    Heartbeat heartbeat;
    table.read(heartbeat);
    const double rows = double(std::max<qint64>(1, table.pane.table().store()->rowCount()));
    runUntil([] { return false; }, 1);
    report.add(QStringLiteral("P5"), QStringLiteral("bytes per record, store alone"),
        double(table.pane.table().store()->bytes()) / rows, 600,
        {{QStringLiteral("columns"), table.pane.table().store()->columnCount()}});
    report.add(QStringLiteral("P5"), QStringLiteral("bytes per record, resident, all in all"),
        double(residentKiB() - before) * 1024 / rows, 600, {});
    measureKeys(table, report);
    measureSorts(table, report);
    measureScrolling(table, report);
}

/// P7: Ctrl+K over two sites.
void measureEverywhere(const Options &options, Report &report)
{
    const DemoProcess one(options, options.vms, 0);
    const DemoProcess two(options, options.vms, 0);
    Site first(one.account());
    Site second(two.account());
    if (!first.session || !second.session)
        return;
    Heartbeat heartbeat;
    Table a(first);
    a.read(heartbeat);
    Table b(second);
    b.read(heartbeat);
    runUntil([] { return LoadedLists::ofProgram().all().size() >= 2; }, 10);
    runUntil([] { return false; }, 2); // the copies on disk are being written meanwhile
    Sites sites;
    Everywhere dialog(
        sites, a.looks, [](const QString &) { return QList<FoundPlace>(); }, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    auto *text = dialog.findChild<QLineEdit *>(QStringLiteral("everywhereText"));
    auto *found = dialog.findChild<QTreeWidget *>(QStringLiteral("everywhereFound"));
    bool isThere = false;
    QObject::connect(found->model(), &QAbstractItemModel::modelReset, &dialog, [&] { isThere = true; });
    Series keys;
    for (const char *word : words) {
        const QString typed = QLatin1String(word);
        for (qsizetype length = 1; length <= typed.size(); ++length) {
            isThere = typed[length - 1].isSpace(); // asks for nothing new
            QElapsedTimer clock;
            clock.start();
            QTest::keyClick(text, typed[length - 1].toLatin1());
            runUntil([&] { return isThere; }, 60);
            found->viewport()->repaint();
            keys.add(double(clock.nsecsElapsed()) / 1e6);
            if (keys.last() > 25)
                fprintf(stderr, "everywhere %s: %.1f ms\n", qPrintable(typed.left(length)), keys.last());
        }
        text->clear();
    }
    report.add(QStringLiteral("P7"), QStringLiteral("search everywhere, two sites, 95th of a hundred, ms"),
        keys.quantile(0.95), 25,
        {{QStringLiteral("medianMs"), keys.median()}, {QStringLiteral("worstMs"), keys.worst()}});
    for (const auto &list : QList<LoadedList>(LoadedLists::ofProgram().all()))
        LoadedLists::ofProgram().drop(list.profileId);
}

} // namespace nephoscope::bench
