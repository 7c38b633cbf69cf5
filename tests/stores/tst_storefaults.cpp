// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "base/storefile.h"
#include "connect/profiles.h"
#include "journal/database.h"
#include "stores/stores.h"

#include <QProcess>
#include <QtTest>
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

using namespace nephoscope;

namespace {

qint64 clockLead = 0; ///< seconds that the clock of this program is ahead

constexpr int windows = 3; ///< at once
constexpr int each = 8; ///< things that each of them keeps

} // namespace

// The clock as the program sees it: it can be moved without moving the computer's.
extern "C" int gettimeofday(timeval *now, void *) noexcept
{
    const long failed = syscall(SYS_gettimeofday, now, nullptr);
    now->tv_sec += clockLead;
    return int(failed);
}
extern "C" int clock_gettime(clockid_t clock, timespec *now) noexcept
{
    const long failed = syscall(SYS_clock_gettime, clock, now);
    if (clock == CLOCK_REALTIME)
        now->tv_sec += clockLead;
    return int(failed);
}

/// What may happen to files, for everything that is kept in some: nothing of the person's is lost, the rest works, and
/// it is said.
class TestStoreFaults : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanupTestCase();

    void onlyTheUserCanRead_data() { things(); }
    void onlyTheUserCanRead();
    void fullDiskKeepsWhatWasThere_data() { things(); }
    void fullDiskKeepsWhatWasThere();
    void damagedFilesAreSetAside_data();
    void damagedFilesAreSetAside();
    void newerFilesAreSetAside_data() { things(); }
    void newerFilesAreSetAside();
    void olderFilesAreBroughtUp_data();
    void olderFilesAreBroughtUp();
    void withoutAHomeTheRestWorks_data() { things(); }
    void withoutAHomeTheRestWorks();
    void readOnlyHomesAreSaid_data() { things(); }
    void readOnlyHomesAreSaid();
    void clockMayJump_data() { things(); }
    void clockMayJump();
    void severalWindowsLoseNothing_data() { things(); }
    void severalWindowsLoseNothing();

private:
    void things();
    KeptThing &thing();
    QString keep(const QString &name, const QString &text);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<OwnHome> m_home;
    std::unique_ptr<KeptThing> m_thing;
    int m_cases = 0;
    int m_lost = 0;
    qint64 m_slowest = 0;
};

void TestStoreFaults::init()
{
    ++m_cases;
    clockLead = 0;
    m_thing.reset();
    m_home.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_home = std::make_unique<OwnHome>(m_folder->path());
    StoreNews::instance().takeUnheard();
}

void TestStoreFaults::cleanupTestCase()
{
    qInfo("store faults: %d cases, %d lost, slowest write %lld ms", m_cases, m_lost, static_cast<long long>(m_slowest));
    QCOMPARE(m_lost, 0);
    m_thing.reset();
}

void TestStoreFaults::things()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : keptNames())
        QTest::newRow(qPrintable(name)) << name;
}

/// The thing of this row, opened once more.
KeptThing &TestStoreFaults::thing()
{
    QFETCH(QString, name);
    m_thing.reset();
    m_thing = keptThing(name);
    return *m_thing;
}

QString TestStoreFaults::keep(const QString &name, const QString &text)
{
    QElapsedTimer timer;
    timer.start();
    const QString problem = m_thing->keep(name, text);
    m_slowest = std::max(m_slowest, timer.elapsed());
    return problem;
}

void TestStoreFaults::onlyTheUserCanRead()
{
    const mode_t before = umask(0); // the worst there is
    thing();
    QCOMPARE(keep(QStringLiteral("one"), QStringLiteral("words")), QString());
    thing();
    umask(before);
    constexpr QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    int files = 0;
    QDirIterator all(
        m_folder->path(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QFileInfo found(all.next());
        QVERIFY2(!(found.permissions() & others), qPrintable(found.filePath()));
        files += found.isFile() ? 1 : 0;
    }
    QVERIFY(files > 0);
}

void TestStoreFaults::fullDiskKeepsWhatWasThere()
{
    thing();
    QCOMPARE(keep(QStringLiteral("one"), QStringLiteral("first")), QString());
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit usual;
    getrlimit(RLIMIT_FSIZE, &usual);
    const rlimit full{64, usual.rlim_max}; // no file can grow beyond
    setrlimit(RLIMIT_FSIZE, &full);
    const QString problem = keep(QStringLiteral("one"), QString(3000, QLatin1Char('x')));
    setrlimit(RLIMIT_FSIZE, &usual);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!problem.isEmpty());
    auto other = m_thing->again(); // as another window sees it
    const QString there = other->kept(QStringLiteral("one"));
    m_lost += there == QLatin1String("first") || there.startsWith(QLatin1Char('x')) ? 0 : 1;
    QVERIFY2(there == QLatin1String("first") || there.startsWith(QLatin1Char('x')), qPrintable(there.left(40)));
    QCOMPARE(keep(QStringLiteral("two"), QStringLiteral("later")), QString()); // there is room again
    QCOMPARE(m_thing->kept(QStringLiteral("two")), QStringLiteral("later"));
}

void TestStoreFaults::damagedFilesAreSetAside_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("damage");
    for (const QString &name : keptNames()) {
        for (const char *damage : {"noise", "half", "empty", "zeros"})
            QTest::addRow("%s, %s", qPrintable(name), damage) << name << QByteArray(damage);
    }
}

void TestStoreFaults::damagedFilesAreSetAside()
{
    QFETCH(QByteArray, damage);
    thing();
    QCOMPARE(keep(QStringLiteral("one"), QStringLiteral("words")), QString());
    const QString fileName = thing().file(QStringLiteral("one"));
    const bool isList = m_thing->name() == QLatin1String("offline copies");
    m_thing.reset();
    QFile file(fileName);
    QVERIFY2(file.open(QFile::ReadWrite), qPrintable(fileName));
    QByteArray bytes = file.readAll();
    if (damage == "noise")
        bytes = "\x01\x02 this [is no] \xff\xfe file\n\x7f" + bytes.mid(20).toHex();
    else if (damage == "half")
        bytes = bytes.first(bytes.size() / 2);
    else if (damage == "empty")
        bytes.clear();
    else
        bytes.fill('\0');
    file.seek(0);
    file.write(bytes);
    file.resize(bytes.size());
    file.close();
    QFile::remove(fileName + QStringLiteral("-wal"));
    QFile::remove(fileName + QStringLiteral("-shm"));
    thing();
    const QString there = m_thing->kept(QStringLiteral("one"));
    QVERIFY2(there.isEmpty() || there == QLatin1String("words"), qPrintable(there));
    QCOMPARE(keep(QStringLiteral("two"), QStringLiteral("fresh")), QString());
    QCOMPARE(thing().kept(QStringLiteral("two")), QStringLiteral("fresh"));
    if (damage == "empty" || isList
        || !there.isEmpty()) // nothing to lose, or read again from the site, or nothing lost
        return;
    const QFileInfo place(fileName);
    const QStringList aside = place.dir().entryList({place.fileName() + QStringLiteral(".damaged-*")});
    const QStringList told = StoreNews::instance().takeUnheard();
    m_lost += aside.isEmpty() ? 1 : 0;
    QVERIFY2(!aside.isEmpty(), qPrintable(place.dir().entryList().join(u' ')));
    QVERIFY2(told.join(u' ').contains(aside.first()), qPrintable(told.join(u' ')));
}

void TestStoreFaults::newerFilesAreSetAside()
{
    thing();
    QCOMPARE(keep(QStringLiteral("one"), QStringLiteral("words")), QString());
    const QString fileName = thing().file(QStringLiteral("one"));
    if (!m_thing->makeNewer(QStringLiteral("one"))) {
        QCOMPARE(m_thing->name(), QStringLiteral("offline copies")); // read again from the site
        return;
    }
    thing();
    QVERIFY(m_thing->kept(QStringLiteral("one")).isEmpty());
    QCOMPARE(keep(QStringLiteral("two"), QStringLiteral("ours")), QString());
    QCOMPARE(thing().kept(QStringLiteral("two")), QStringLiteral("ours"));
    const QFileInfo place(fileName);
    const QStringList aside = place.dir().entryList({place.fileName() + QStringLiteral(".newer-*")}, QDir::Files);
    m_lost += aside.isEmpty() ? 1 : 0;
    QVERIFY2(!aside.isEmpty(), qPrintable(place.dir().entryList().join(u' ')));
    QVERIFY(StoreNews::instance().takeUnheard().join(u' ').contains(aside.first()));
}

void TestStoreFaults::olderFilesAreBroughtUp_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"sites", "presets", "database", "drafts"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

/// Files as versions before this one wrote them.
void TestStoreFaults::olderFilesAreBroughtUp()
{
    QFETCH(QString, name);
    const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    if (name == QLatin1String("sites")) {
        const QString fileName = m_folder->filePath(QStringLiteral("old.ini"));
        QFile file(fileName);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("[sites]\nprofiles=\"@ByteArray([{\\\"id\\\":\\\"1\\\",\\\"name\\\":\\\"lab\\\",\\\"url\\\":"
                   "\\\"https://lab.example\\\","
                   "\\\"trustedFingerprints\\\":[\\\"aa:bb\\\"]}])\"\n");
        file.close();
        Settings settings(fileName);
        const Profiles profiles(settings);
        QCOMPARE(profiles.all().size(), 1);
        QCOMPARE(profiles.all().first().pins, QList<Pin>{Pin(QStringLiteral("lab.example:443"), "aa:bb")});
        QVERIFY(settings.sync());
        QCOMPARE(settings.value(setting::fileVersion), Settings::version);
    } else if (name == QLatin1String("database")) {
        const QStringList first{
            QStringLiteral("CREATE TABLE a (x TEXT)"), QStringLiteral("INSERT INTO a VALUES ('old')")};
        const QString fileName = data + QStringLiteral("/old.sqlite");
        QVERIFY(Database::open(fileName, {first}).has_value());
        auto database =
            Database::open(fileName, {first, {QStringLiteral("ALTER TABLE a ADD COLUMN y TEXT DEFAULT 'new'")}});
        QVERIFY(database);
        auto query = (*database)->run(QStringLiteral("SELECT x || y FROM a"));
        QVERIFY(query && query->next());
        QCOMPARE(query->value(0).toString(), QStringLiteral("oldnew"));
    } else {
        thing();
        QCOMPARE(keep(QStringLiteral("one"), QStringLiteral("words")), QString());
        const QString fileName = m_thing->file(QStringLiteral("one"));
        if (name == QLatin1String("presets")) { // had no version
            QFile file(fileName);
            QVERIFY(file.open(QFile::ReadWrite));
            const QByteArray bytes = file.readAll().replace("\"version\": 1", "\"other\": 1");
            file.seek(0);
            file.write(bytes);
            file.resize(bytes.size());
        } else { // lay together
            QVERIFY(QFile::rename(fileName, data + QStringLiteral("/drafts/") + QFileInfo(fileName).fileName()));
        }
        QCOMPARE(thing().kept(QStringLiteral("one")), QStringLiteral("words"));
    }
    QVERIFY(StoreNews::instance().takeUnheard().isEmpty());
}

void TestStoreFaults::withoutAHomeTheRestWorks()
{
    QFile file(m_folder->filePath(QStringLiteral("no-folder")));
    QVERIFY(file.open(QFile::WriteOnly));
    m_home.reset(); // else its end would undo this one's beginning
    m_home = std::make_unique<OwnHome>(file.fileName());
    thing();
    QVERIFY(!keep(QStringLiteral("one"), QStringLiteral("words")).isEmpty()); // said
    QVERIFY(m_thing->kept(QStringLiteral("none")).isEmpty());
}

void TestStoreFaults::readOnlyHomesAreSaid()
{
    const QString home = m_folder->filePath(QStringLiteral("home"));
    m_home.reset();
    m_home = std::make_unique<OwnHome>(home);
    thing();
    QCOMPARE(keep(QStringLiteral("one"), QStringLiteral("words")), QString());
    thing();
    std::vector<QString> folders{home};
    QDirIterator all(home, QDir::Dirs | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (all.hasNext())
        folders.push_back(all.next());
    QDirIterator files(home, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        QFile::setPermissions(files.next(), QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther);
    QFile::setPermissions(
        m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther);
    constexpr QFileDevice::Permissions readable =
        QFile::ReadOwner | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
    for (const QString &folder : folders)
        QFile::setPermissions(folder, readable);
    const bool isRoot = geteuid() == 0; // whom no permission stops
    QVERIFY(!isRoot || seteuid(65534) == 0);
    thing();
    const QString problem = keep(QStringLiteral("two"), QStringLiteral("more"));
    const QString there = m_thing->kept(QStringLiteral("one"));
    m_thing.reset();
    QVERIFY(!isRoot || seteuid(0) == 0);
    for (const QString &folder : folders)
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(!problem.isEmpty());
    QFETCH(QString, name);
    const bool isDatabase = name == QLatin1String("database") || name == QLatin1String("task memory");
    if (!isDatabase) // SQLite writes a little even to read
        QCOMPARE(there, QStringLiteral("words"));
    QCOMPARE(thing().kept(QStringLiteral("one")), QStringLiteral("words"));
    m_lost += m_thing->kept(QStringLiteral("one")) == QLatin1String("words") ? 0 : 1;
}

void TestStoreFaults::clockMayJump()
{
    constexpr qint64 year = 365 * 24 * 3600;
    int number = 0;
    for (const qint64 lead : {qint64(0), year, -year, qint64(40) * year, -qint64(20) * year, qint64(0)}) {
        clockLead = lead;
        thing();
        QCOMPARE(keep(QStringLiteral("one"), QStringLiteral("words-%1").arg(++number)), QString());
        const QString latest = thing().kept(QStringLiteral("one"));
        // the memory of tasks shows what is newest by the clock
        m_lost += latest.startsWith(QLatin1String("words-")) ? 0 : 1;
        if (m_thing->name() != QLatin1String("task memory"))
            QCOMPARE(latest, QStringLiteral("words-%1").arg(number));
    }
    clockLead = 0;
    QVERIFY(StoreNews::instance().takeUnheard().isEmpty());
}

/// Programs of their own, all at once.
void TestStoreFaults::severalWindowsLoseNothing()
{
    QFETCH(QString, name);
    thing();
    QCOMPARE(keep(QStringLiteral("before"), QStringLiteral("words")), QString());
    std::vector<std::unique_ptr<QProcess>> running;
    for (int window = 0; window < windows; ++window) {
        running.push_back(std::make_unique<QProcess>());
        running.back()->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        running.back()->start(
            QCoreApplication::applicationFilePath(), {QStringLiteral("--keep"), name, QString::number(window)});
    }
    for (const auto &process : running) {
        QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, 60'000);
        QCOMPARE(process->exitCode(), 0);
    }
    thing();
    QStringList missing;
    for (int window = 0; window < windows; ++window) {
        for (int number = 0; number < each; ++number) {
            const QString key = QStringLiteral("w%1n%2").arg(window).arg(number);
            if (m_thing->kept(key) != QStringLiteral("text-") + key)
                missing << key;
        }
    }
    m_lost += int(missing.size());
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
    QCOMPARE(m_thing->kept(QStringLiteral("before")), QStringLiteral("words"));
    QVERIFY(StoreNews::instance().takeUnheard().isEmpty());
}

namespace {

int keepAsAWindow(const QString &name, const QString &window)
{
    int problems = 0;
    const auto thing = keptThing(name);
    for (int number = 0; number < each; ++number) {
        const QString key = QStringLiteral("w%1n%2").arg(window).arg(number);
        problems += thing->keep(key, QStringLiteral("text-") + key).isEmpty() ? 0 : 1;
    }
    return problems;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("nephoscope"));
    QCoreApplication application(argc, argv);
    if (argc == 4 && QByteArray(argv[1]) == "--keep")
        return keepAsAWindow(QString::fromLocal8Bit(argv[2]), QString::fromLocal8Bit(argv[3]));
    TestStoreFaults test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_storefaults.moc"
