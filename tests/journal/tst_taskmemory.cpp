// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/taskmemory.h"

#include "base/storefile.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

using namespace nephoscope;

namespace {

const QString site = QStringLiteral("site-1");
const QString service = QStringLiteral("some-service");

TaskState task(int number, TaskState::Phase phase, int seconds = 60)
{
    TaskState state;
    state.href = QUrl(QStringLiteral("https://lab.example.com/api/task/%1").arg(number));
    state.id = QStringLiteral("urn:task:%1").arg(number);
    state.operation = number % 3 == 0 ? QStringLiteral("vappDeploy") : QStringLiteral("vdcInstantiate");
    state.description = QStringLiteral("Doing something to vm-%1 in its place").arg(number);
    state.phase = phase;
    state.object = Ref(QUrl(QStringLiteral("https://lab.example.com/api/vApp/vm-%1").arg(number)), QStringLiteral("vm"),
        QStringLiteral("web-%1").arg(number));
    state.user = number % 2 == 0 ? QStringLiteral("ada") : QStringLiteral("grace");
    state.requestId = QStringLiteral("request-%1").arg(number);
    state.started = QDateTime(QDate(2026, 1, 1), QTime(), Qt::UTC).addSecs(number);
    if (state.isEnded())
        state.ended = state.started.addSecs(seconds);
    if (phase == TaskState::Phase::Failed)
        state.error = Error(Error::Kind::Server, QStringLiteral("out of space")).withCode(QStringLiteral("VC_FULL"));
    return state;
}

/// Copies of the first task until there are so many, each with its own number in names and ids.
void fill(const QString &fileName, int many)
{
    {
        QSqlDatabase file = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("fill"));
        file.setDatabaseName(fileName);
        QVERIFY(file.open() && file.transaction());
        QSqlQuery query(file);
        const QString numbers =
            QStringLiteral("WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < %1) ").arg(many);
        QVERIFY2(
            query.exec(numbers
                + QStringLiteral("INSERT INTO task SELECT i, site, service, '/api/task/' || i, phase, operation, "
                                 "object || i, user, started + i, seconds, attention, replace(content, '-0', '-' || "
                                 "i), 0 FROM n, task WHERE number = 1")),
            qPrintable(query.lastError().text()));
        QVERIFY2(query.exec(numbers
                     + QStringLiteral("INSERT INTO task_words (rowid, words) SELECT i, replace(words, '-0', '-' || i) "
                                      "FROM n, task_words WHERE task_words.rowid = 1")),
            qPrintable(query.lastError().text()));
        QVERIFY(file.commit());
    }
    QSqlDatabase::removeDatabase(QStringLiteral("fill"));
}

} // namespace

/// Nothing is forgotten, whatever happens to the console; every end is told once.
class TaskMemoryTest : public QObject {
    Q_OBJECT
private slots:
    void everythingOfATaskIsKept();
    void endsAreToldOnce();
    void theSideFileStaysSmall();
    void killsLoseNothing();
    void manyAreFoundQuickly();
    void filtersNarrow();
    void usualDurationsComeFromWhatEndedWell();
    void failuresNeedAttentionUntilSettled();
    void damagedFilesAreSetAsideAndSaid();
};

void TaskMemoryTest::everythingOfATaskIsKept()
{
    QTemporaryDir folder;
    TaskState before = task(1, TaskState::Phase::Failed);
    before.steps << task(2, TaskState::Phase::Succeeded);
    before.cancelHref = QUrl(QStringLiteral("https://lab.example.com/api/task/1/action/cancel"));
    before.organization = QStringLiteral("acme");
    before.word = QStringLiteral("error");
    {
        TaskMemory memory(folder.path());
        QVERIFY(!memory.trouble());
        memory.note(site, service, {before});
    }
    const TaskMemory memory(folder.path());
    const QList<RememberedTask> found = memory.find(TaskFilter());
    QCOMPARE(found.size(), 1);
    const TaskState &after = found.constFirst().task;
    QCOMPARE(found.constFirst().site, site);
    QCOMPARE(after.href, before.href);
    QCOMPARE(after.id, before.id);
    QCOMPARE(after.operation, before.operation);
    QCOMPARE(after.description, before.description);
    QCOMPARE(after.phase, before.phase);
    QCOMPARE(after.word, before.word);
    QCOMPARE(after.object.identity(), before.object.identity());
    QCOMPARE(after.object.name(), before.object.name());
    QCOMPARE(after.user, before.user);
    QCOMPARE(after.organization, before.organization);
    QCOMPARE(after.started, before.started);
    QCOMPARE(after.ended, before.ended);
    QCOMPARE(after.cancelHref, before.cancelHref);
    QCOMPARE(after.requestId, before.requestId);
    QCOMPARE(after.error->code(), before.error->code());
    QCOMPARE(after.steps.size(), 1);
    QCOMPARE(after.steps.constFirst().id, before.steps.constFirst().id);
}

void TaskMemoryTest::endsAreToldOnce()
{
    QTemporaryDir folder;
    for (int run = 0; run < 3; ++run) { // the same end is heard of in every run of the console
        TaskMemory memory(folder.path());
        QSignalSpy told(&memory, &TaskMemory::ended);
        memory.note(site, service, {task(7, TaskState::Phase::Running)});
        memory.note(site, service, {task(7, TaskState::Phase::Succeeded)});
        memory.note(site, service, {task(7, TaskState::Phase::Succeeded)});
        QCOMPARE(told.size(), run == 0 ? 1 : 0);
        QVERIFY(memory.open(site).isEmpty());
    }
}

/// Nobody waits for the disk while tasks are written; what gathers beside the file is brought into it all the same.
void TaskMemoryTest::theSideFileStaysSmall()
{
    constexpr int storm = 300;
    constexpr int storms = 4;
    QTemporaryDir folder;
    TaskMemory memory(folder.path());
    const auto sizeOf = [&folder](const char *name) { return QFileInfo(folder.filePath(QLatin1String(name))).size(); };
    QList<qint64> beside;
    for (int number = 0; number < storms * storm; ++number) {
        const qint64 before = sizeOf("tasks.sqlite");
        memory.note(site, service, {task(number, TaskState::Phase::Running)});
        QCOMPARE(sizeOf("tasks.sqlite"), before); // nobody waited
        if (number % storm < storm - 1)
            continue;
        QTRY_VERIFY_WITH_TIMEOUT(sizeOf("tasks.sqlite") > before, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!memory.isTidying(), 20'000);
        beside << sizeOf("tasks.sqlite-wal");
    }
    qInfo() << storms << "storms of" << storm << "tasks; bytes beside the file after each:" << beside;
    QVERIFY(beside.constFirst() > 0);
    QVERIFY(beside.constLast() < 2 * beside.constFirst()); // its place was used again
    QCOMPARE(memory.open(site).size(), storm * storms);
}

/// A program of its own writes, and is killed in the middle of it.
void TaskMemoryTest::killsLoseNothing()
{
    constexpr int kills = 50;
    QTemporaryDir folder;
    int told = 0;
    for (int run = 0; run < kills; ++run) {
        QProcess writer;
        writer.start(
            QCoreApplication::applicationFilePath(), {QStringLiteral("--write"), folder.path(), QString::number(run)});
        QVERIFY(writer.waitForReadyRead(20'000)); // it has said that the task runs
        ::kill(pid_t(writer.processId()), SIGKILL);
        QVERIFY(writer.waitForFinished());
        QCOMPARE(writer.exitStatus(), QProcess::CrashExit);
        TaskMemory memory(folder.path());
        QVERIFY2(!memory.trouble(), memory.trouble() ? qPrintable(memory.trouble()->message()) : "");
        QSignalSpy ends(&memory, &TaskMemory::ended);
        const QList<TaskState> open = memory.open(site);
        QCOMPARE(open.size(), 1); // the one that ran then
        QCOMPARE(open.constFirst().id, task(run, TaskState::Phase::Running).id);
        memory.note(site, service, {task(run, TaskState::Phase::Succeeded)});
        told += int(ends.size());
    }
    QCOMPARE(told, kills);
    const TaskMemory memory(folder.path());
    QCOMPARE(memory.find(TaskFilter()).size(), kills);
}

void TaskMemoryTest::manyAreFoundQuickly()
{
    constexpr int many = 100'000;
    constexpr int most = 50; // milliseconds
    QTemporaryDir folder;
    TaskMemory memory(folder.path());
    memory.note(site, service, {task(0, TaskState::Phase::Succeeded)});
    fill(folder.filePath(QStringLiteral("tasks.sqlite")), many);
    for (const QString &text : {QStringLiteral("web-99999"), QStringLiteral("WEB-7"), QStringLiteral("nowhere at all"),
             QStringLiteral("request-5")}) {
        TaskFilter filter;
        filter.text = text;
        filter.most = 100;
        qint64 best = 1'000'000;
        qsizetype found = 0;
        for (int round = 0; round < 3; ++round) { // other programs use the machine too
            QElapsedTimer clock;
            clock.start();
            found = memory.find(filter).size();
            best = std::min(best, clock.elapsed());
        }
        qInfo("%lld ms for %lld of %d tasks with \"%s\"", best, qint64(found), many, qPrintable(text));
        QVERIFY2(best <= most, qPrintable(text));
        QCOMPARE(found > 0, text != QLatin1String("nowhere at all"));
    }
}

void TaskMemoryTest::filtersNarrow()
{
    QTemporaryDir folder;
    TaskMemory memory(folder.path());
    for (int number = 0; number < 20; ++number)
        memory.note(number < 10 ? site : QStringLiteral("site-2"), service,
            {task(number, number % 4 == 0 ? TaskState::Phase::Running : TaskState::Phase::Succeeded)});
    const auto count = [&](const std::function<void(TaskFilter &)> &narrow) {
        TaskFilter filter;
        narrow(filter);
        return int(memory.find(filter).size());
    };
    QCOMPARE(count([](TaskFilter &) {}), 20);
    QCOMPARE(count([](TaskFilter &filter) { filter.site = site; }), 10);
    QCOMPARE(count([](TaskFilter &filter) { filter.user = QStringLiteral("ada"); }), 10);
    QCOMPARE(count([](TaskFilter &filter) { filter.phases = {TaskState::Phase::Running}; }), 5);
    QCOMPARE(count([](TaskFilter &filter) { filter.text = QStringLiteral("Request-7"); }), 1);
    QCOMPARE(count([](TaskFilter &filter) { filter.text = QStringLiteral("100%"); }), 0); // no wildcard
    QCOMPARE(
        count([](TaskFilter &filter) { filter.object = task(3, TaskState::Phase::Running).object.identity(); }), 1);
    QCOMPARE(count([](TaskFilter &filter) { filter.since = task(15, TaskState::Phase::Running).started; }), 5);
    QCOMPARE(count([](TaskFilter &filter) { filter.until = task(5, TaskState::Phase::Running).started; }), 5);
    QCOMPARE(memory.find(TaskFilter()).constFirst().task.id, task(19, TaskState::Phase::Running).id); // newest first
}

void TaskMemoryTest::usualDurationsComeFromWhatEndedWell()
{
    QTemporaryDir folder;
    TaskMemory memory(folder.path());
    const QString operation = QStringLiteral("vappDeploy");
    for (int number = 0; number < 6; number += 3)
        memory.note(site, service, {task(number, TaskState::Phase::Succeeded, 100)});
    QVERIFY(!memory.usual(service, operation)); // two cases are no habit
    for (int number = 6; number < 60; number += 3)
        memory.note(site, service, {task(number, TaskState::Phase::Succeeded, 100 + number)});
    memory.note(site, service, {task(300, TaskState::Phase::Failed, 5)}); // tells nothing
    const auto usual = memory.usual(service, operation);
    QVERIFY(usual);
    QCOMPARE(usual->cases, 20);
    QVERIFY2(usual->lower >= 100 && usual->lower < usual->upper && usual->upper <= 160, "");
    QVERIFY(!memory.usual(QStringLiteral("another"), operation));
}

void TaskMemoryTest::failuresNeedAttentionUntilSettled()
{
    QTemporaryDir folder;
    TaskMemory memory(folder.path());
    QSignalSpy changed(&memory, &TaskMemory::attentionChanged);
    memory.note(site, service, {task(1, TaskState::Phase::Running)});
    memory.note(site, service, {task(1, TaskState::Phase::Failed)});
    memory.note(site, service, {task(2, TaskState::Phase::Succeeded)});
    QCOMPARE(changed.size(), 1);
    TaskFilter filter;
    filter.onlyAttention = true;
    const QList<RememberedTask> found = memory.find(filter);
    QCOMPARE(found.size(), 1);
    QVERIFY(found.constFirst().needsAttention);
    memory.settle(found.constFirst().number);
    QVERIFY(memory.find(filter).isEmpty());
    QCOMPARE(changed.size(), 2);
}

void TaskMemoryTest::damagedFilesAreSetAsideAndSaid()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("tasks.sqlite")));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    (void)StoreNews::instance().takeUnheard();
    TaskMemory memory(folder.path());
    QVERIFY(!memory.trouble());
    QCOMPARE(StoreNews::instance().takeUnheard().size(), 1);
    QCOMPARE(QDir(folder.path()).entryList({QStringLiteral("*damaged*")}, QDir::Files).size(), 1);
    memory.note(site, service, {task(1, TaskState::Phase::Running)}); // and goes on
    QCOMPARE(memory.find(TaskFilter()).size(), 1);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) != QLatin1String("--write")) {
        TaskMemoryTest test;
        return QTest::qExec(&test, argc, argv);
    }
    TaskMemory memory(arguments.value(2));
    memory.note(site, service, {task(arguments.value(3).toInt(), TaskState::Phase::Running)});
    std::fputs("it runs\n", stdout);
    std::fflush(stdout);
    return application.exec(); // until it is killed
}

#include "tst_taskmemory.moc"
