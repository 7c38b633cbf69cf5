// SPDX-License-Identifier: GPL-3.0-or-later
// P6, P11: from the start of the process to the first paint, and what a window at rest costs. Each is a process of its
// own: this program again, as what it is told to become.
#include "benchsite.h"

#include "connect/profiles.h"
#include "inventory/offlinecopy.h"
#include "session/secretstore.h"
#include "shell/mainwindow.h"
#include "shell/pagetabs.h"
#include "shell/theme.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QFormLayout>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QToolBar>
#include <QTreeWidget>
#include <sys/resource.h>

namespace nephoscope::bench {

namespace {

constexpr char beganName[] = "NEPHOSCOPE_BENCH_BEGAN";

void say(const QJsonObject &line)
{
    printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    fflush(stdout);
}

/// Says when the window has been painted first, and ends.
class FirstPaint : public QObject {
public:
    explicit FirstPaint(QWidget &window)
        : m_window(window)
    {
        qApp->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *widget = event->type() == QEvent::Paint ? qobject_cast<QWidget *>(watched) : nullptr;
        if (widget && widget->window() == &m_window && !m_isPainted) {
            m_isPainted = true;
            QTimer::singleShot(0, this, [] {
                const double took = double(monotonicNow() - qgetenv(beganName).toLongLong()) / 1e6;
                say({{QStringLiteral("ms"), took}, {QStringLiteral("residentKiB"), residentKiB()}});
                QCoreApplication::quit();
            });
        }
        return false;
    }

private:
    QWidget &m_window;
    bool m_isPainted = false;
};

/// What any program of this kind has: tree, two docks, a form of fourteen fields, menus, a toolbar.
int becomeBare()
{
    QMainWindow window;
    auto *tree = new QTreeWidget;
    tree->setColumnCount(1);
    for (int each = 0; each < 40; ++each)
        new QTreeWidgetItem(tree, {QStringLiteral("Item %1").arg(each)});
    const std::pair<QString, QWidget *> docks[] = {
        {QStringLiteral("Tree"), tree}, {QStringLiteral("Log"), new QPlainTextEdit}};
    for (const auto &[title, content] : docks) {
        auto *dock = new QDockWidget(title, &window);
        dock->setObjectName(title);
        dock->setWidget(content);
        window.addDockWidget(title == QLatin1String("Tree") ? Qt::LeftDockWidgetArea : Qt::BottomDockWidgetArea, dock);
    }
    auto *form = new QWidget;
    auto *fields = new QFormLayout(form);
    for (int each = 0; each < 14; ++each)
        fields->addRow(QStringLiteral("Field %1").arg(each), new QLineEdit(QStringLiteral("Value %1").arg(each)));
    window.setCentralWidget(form);
    QToolBar *bar = window.addToolBar(QStringLiteral("Tools"));
    for (int menu = 0; menu < 4; ++menu) {
        QMenu *made = window.menuBar()->addMenu(QStringLiteral("Menu %1").arg(menu));
        for (int each = 0; each < 8; ++each)
            made->addAction(QStringLiteral("Action %1").arg(each));
        bar->addAction(window.style()->standardIcon(QStyle::SP_DirIcon), QStringLiteral("Tool %1").arg(menu));
    }
    window.resize(1280, 800);
    const FirstPaint paint(window);
    window.show();
    return QApplication::exec();
}

/// As main.cpp does it.
int becomeWindow(const QString &settingsFile)
{
    Settings settings(settingsFile);
    Theme theme;
    theme.choose(Theme::choiceNamed(settings.value(setting::theme)));
    Keychain secrets;
    MainWindow window(settings, secrets, theme);
    window.resize(1280, 800);
    const FirstPaint paint(window);
    window.show();
    window.restoreSites();
    return QApplication::exec();
}

Account accountIn(const QStringList &words) { return {words.value(0), words.value(1), words.value(2), words.value(3)}; }

/// Processor time of each thread of this process so far, ms; by number and name.
QHash<QString, double> threadTimes()
{
    QHash<QString, double> times;
    const QStringList threads = QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &thread : threads) {
        QFile name(QStringLiteral("/proc/self/task/%1/comm").arg(thread));
        QFile used(QStringLiteral("/proc/self/task/%1/schedstat").arg(thread));
        if (name.open(QFile::ReadOnly) && used.open(QFile::ReadOnly))
            times.insert(thread + QLatin1Char(' ') + QString::fromUtf8(name.readAll().trimmed()),
                used.readAll().split(' ').first().toDouble() / 1e6);
    }
    return times;
}

int becomeList(const QStringList &words)
{
    const Theme theme;
    Site site(accountIn(words), words.value(4));
    if (!site.session)
        return 1;
    Table table(site);
    Heartbeat heartbeat;
    const QHash<QString, double> before = threadTimes();
    const double seconds = table.read(heartbeat);
    QJsonObject threads;
    const QHash<QString, double> after = threadTimes();
    for (auto each = after.cbegin(); each != after.cend(); ++each)
        threads.insert(each.key(), each.value() - before.value(each.key()));
    say({{QStringLiteral("seconds"), seconds}, {QStringLiteral("peakKiB"), peakKiB(QStringLiteral("self"))},
        {QStringLiteral("threadMs"), threads},
        {QStringLiteral("rows"), qint64(table.pane.table().store()->rowCount())}});
    return 0;
}

double processorSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// How often each thread of this process has gone to sleep of its own will so far.
QHash<QString, qint64> sleeps()
{
    QHash<QString, qint64> each;
    const QStringList threads = QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &thread : threads) {
        QFile status(QStringLiteral("/proc/self/task/%1/status").arg(thread));
        if (!status.open(QFile::ReadOnly))
            continue;
        const QByteArray text = status.readAll();
        const qsizetype at = text.indexOf("\nvoluntary_ctxt_switches:");
        each.insert(thread, text.mid(at + 25, 20).split('\n').first().trimmed().toLongLong());
    }
    return each;
}

/// Wake-ups since then; a thread that has ended meanwhile counts once.
qint64 sleepsSince(const QHash<QString, qint64> &before)
{
    const QHash<QString, qint64> now = sleeps();
    qint64 sum = 0;
    for (auto each = before.cbegin(); each != before.cend(); ++each)
        sum += now.contains(each.key()) ? now.value(each.key()) - each.value() : 1;
    return sum;
}

int becomeRest(const QStringList &words)
{
    Site site(accountIn(words));
    if (!site.session)
        return 1;
    const int seconds = words.value(4).toInt();
    Theme theme;
    Keychain secrets;
    MainWindow window(site.settings(), secrets, theme);
    window.resize(1280, 800);
    window.show();
    window.findChild<QDockWidget *>(QStringLiteral("taskDock"))->close(); // it follows the work of others, as it should
    SiteEntry entry;
    entry.profile = site.session->profile();
    entry.status = SiteEntry::Status::Connected;
    entry.session = site.session;
    window.sites().put(entry);
    window.pages().open(entry.profile.id, site.list(), true);
    const bool isLoaded = runUntil(
        [&window] {
            auto *pane = window.pages().findChild<TablePane *>();
            return pane && !pane->table().isLoading() && pane->table().total() > 0
                && pane->table().model().rowCount() == int(pane->table().total());
        },
        120);
    if (!isLoaded)
        return 1;
    QTimer::singleShot(std::min(45, 2 * seconds) * 1000, &window, [&window, seconds] { // what was begun has settled
        const double used = processorSeconds();
        const QHash<QString, qint64> slept = sleeps();
        QTimer::singleShot(seconds * 1000, &window, [used, slept, seconds] {
            say({{QStringLiteral("cpuPercent"), (processorSeconds() - used) * 100 / seconds},
                {QStringLiteral("wakeUps"), sleepsSince(slept)}, {QStringLiteral("seconds"), seconds}});
            QCoreApplication::quit();
        });
    });
    return QApplication::exec();
}

/// What is left by a window that had five tabs of a site open, the first of them a list.
QString settingsWithTabs(const Options &options, Site &site, const DemoProcess &demo)
{
    const QString file = site.folder() + QStringLiteral("/restored.ini");
    Settings settings(file);
    Profile profile = site.session->profile();
    profile.id = QStringLiteral("restored");
    settings.set(setting::profiles, toJson({profile}));
    settings.set(setting::openSites, QStringList{profile.id});
    QStringList tabs{profile.id + QLatin1Char(' ') + site.list().href().toString(QUrl::FullyEncoded)};
    for (const char *path : {"/api/org/", "/api/query", "/cloudapi/1.0.0/vdcs", "/cloudapi/1.0.0/edgeGateways"})
        tabs << profile.id + QLatin1Char(' ') + demo.account().url + QLatin1String(path);
    settings.set(setting::openTabs, tabs);
    settings.sync();
    Table table(site);
    Heartbeat heartbeat;
    table.read(heartbeat);
    OfflineCopy copy;
    copy.store = table.pane.table().store();
    copy.readAt = QDateTime::currentDateTimeUtc();
    copy.service = site.session->platform().service();
    copy.apiVersion = site.session->access().apiVersion;
    copy.kind = site.list().kind();
    const auto kept = OfflineCopy::write(OfflineCopy::fileName(profile.id, site.list().href()), copy);
    if (!kept)
        fprintf(stderr, "no offline copy of %d machines: %s\n", options.vms, qPrintable(kept.error().message()));
    return file;
}

double firstPaint(const Options &options, const QStringList &what, Series *resident = nullptr)
{
    qputenv(beganName, QByteArray::number(monotonicNow()));
    const QJsonObject told =
        QJsonDocument::fromJson(outputOf(options.self, QStringList{QStringLiteral("--become")} + what)).object();
    if (resident)
        resident->add(told.value(QStringLiteral("residentKiB")).toDouble() / 1024);
    return told.value(QStringLiteral("ms")).toDouble();
}

} // namespace

void measureStart(const Options &options, Report &report)
{
    const DemoProcess demo(options, options.vms, 0);
    Site site(demo.account());
    if (!site.session)
        return;
    const QString restored = settingsWithTabs(options, site, demo);
    const QString empty = site.folder() + QStringLiteral("/empty.ini");
    Series bare, window, withTabs, ratio, more, resident, bareResident;
    for (int run = 0; run < 2 * options.runs + 1; ++run) {
        bare.add(firstPaint(options, {QStringLiteral("bare")}, &bareResident));
        window.add(firstPaint(options, {QStringLiteral("window"), empty}, &resident));
        withTabs.add(firstPaint(options, {QStringLiteral("window"), restored}));
        ratio.add(window.last() / bare.last());
        more.add(withTabs.last() - window.last());
    }
    report.add(QStringLiteral("P6"), QStringLiteral("first paint : a bare window's"), ratio.median(), 1.25,
        {{QStringLiteral("bareMs"), bare.median()}, {QStringLiteral("ms"), window.median()},
            {QStringLiteral("bareMiB"), bareResident.median()}, {QStringLiteral("MiB"), resident.median()}});
    report.add(QStringLiteral("P6"), QStringLiteral("more with five tabs and an offline copy, ms"), more.median(), 40,
        {{QStringLiteral("ms"), withTabs.median()}});
}

void measureRest(const Options &options, Report &report)
{
    const DemoProcess demo(options, options.vms, 0);
    if (!demo.isReady())
        return;
    const int seconds = options.isSmall ? 1 : 20;
    const QJsonObject told =
        QJsonDocument::fromJson(outputOf(options.self,
                                    QStringList{QStringLiteral("--become"), QStringLiteral("rest")}
                                        + demo.account().words() + QStringList{QString::number(seconds)}))
            .object();
    if (told.isEmpty()) {
        fprintf(stderr, "P11 was not measured: the window did not come to rest.\n");
        return;
    }
    report.add(QStringLiteral("P11"), QStringLiteral("processor at rest with a loaded site, %"),
        told.value(QStringLiteral("cpuPercent")).toDouble(), 0.5, {});
    report.add(QStringLiteral("P11"), QStringLiteral("wake-ups in %1 s, its own timer's included").arg(seconds),
        told.value(QStringLiteral("wakeUps")).toDouble(), 2, {});
}

int become(const QStringList &arguments)
{
    const QString what = arguments.value(0);
    if (what == QLatin1String("bare"))
        return becomeBare();
    if (what == QLatin1String("window"))
        return becomeWindow(arguments.value(1));
    if (what == QLatin1String("list"))
        return becomeList(arguments.mid(1));
    if (what == QLatin1String("rest"))
        return becomeRest(arguments.mid(1));
    return 2;
}

} // namespace nephoscope::bench
