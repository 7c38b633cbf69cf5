// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/storefile.h"
#include "journal/countingtransport.h"
#include "journal/journal.h"
#include "journal/verifycommand.h"
#include "models/fakesite.h"
#include "session/taskfollower.h"

#include <QDir>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlError>
#include <QTemporaryDir>
#include <QTest>
#include <qcorotask.h>

using namespace nephoscope;

/// What is written down of a write, by whom it is found again, and that it cannot be changed unnoticed.
class TestJournal : public QObject {
    Q_OBJECT
private slots:
    void init();
    void writesAreKeptBeforeTheyLeave();
    void answersTasksAndRefusalsAreKept();
    void endsOfTasksAreInOrderAndAllThereWhenItIsClosed();
    void whatGotNoAnswerIsUnknown();
    void whatIsFoundOutLaterIsKept();
    void aWriteThatCannotBeKeptIsNotSent();
    void aSiteMayWantAReason();
    void secretsNeverEnter();
    void entriesAreFoundByWhatTheyAre();
    void whatWasOpenWhenTheProgramDiedIsReportedOnce();
    void anotherProgramThatLivesKeepsItsEntriesOpen();
    void anyChangedByteIsNamed();
    void theFileIsTheOwnersAlone();
    void aFileOfANewerVersionIsSetAsideWhole();

private:
    QString file() const { return Journal::fileName(m_folder->path()); }
    std::shared_ptr<Journal> open() const { return std::make_shared<Journal>(m_folder->path()); }
    std::shared_ptr<Session> session(const Profile &profile);
    Profile profile() const;
    static Deed deed(const QString &name);
    static Request put(const QByteArray &body = "{\"memory\":2}");
    /// Runs a statement past the journal, as somebody would who wants to hide something.
    bool tamper(const QString &statement) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    Nobody m_nobody;
};

void TestJournal::init() { m_folder = std::make_unique<QTemporaryDir>(); }

Profile TestJournal::profile() const
{
    Profile profile;
    profile.id = QStringLiteral("p1");
    profile.name = QStringLiteral("lab");
    profile.url = QUrl(QStringLiteral("http://fake/"));
    profile.user = QStringLiteral("ada");
    return profile;
}

std::shared_ptr<Session> TestJournal::session(const Profile &profile)
{
    auto made = std::make_shared<Session>(
        profile, std::make_shared<FakePlatform>(), std::make_unique<CountingTransport>(), m_nobody);
    Access access;
    access.isComplete = true;
    made->adopt(access, {});
    return made;
}

Deed TestJournal::deed(const QString &name)
{
    Deed deed;
    deed.object = Ref(QUrl(QStringLiteral("http://fake/vm/") + name), QStringLiteral("vm"), name);
    deed.operation = QStringLiteral("Save");
    deed.role = Operation::Role::Edit;
    deed.before = *Document::parse("{\"memory\":1,\"adminPassword\":\"hunter22\"}");
    deed.after = *Document::parse("{\"memory\":2,\"adminPassword\":\"hunter22\"}");
    deed.changes = {{Change::Kind::Set, Path(QStringLiteral("memory")), Path(QStringLiteral("memory")),
        QStringLiteral("1"), QStringLiteral("2")}};
    return deed;
}

Request TestJournal::put(const QByteArray &body)
{
    Request request = Request::withBody("PUT", QUrl(QStringLiteral("http://fake/vm/a")), body, "application/json");
    request.setAction("nephoscope-1");
    return request;
}

bool TestJournal::tamper(const QString &statement) const
{
    bool done = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("tamper"));
        database.setDatabaseName(file());
        if (database.open()) {
            QSqlQuery query(database);
            done = query.exec(QStringLiteral("DROP TRIGGER IF EXISTS record_is_kept"))
                && query.exec(QStringLiteral("DROP TRIGGER IF EXISTS record_stays")) && query.exec(statement);
        }
        database.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("tamper"));
    return done;
}

void TestJournal::writesAreKeptBeforeTheyLeave()
{
    const auto journal = open();
    QVERIFY(!journal->trouble());
    const auto site = session(profile());
    Deed what = deed(QStringLiteral("a"));
    what.reason = QStringLiteral("CHG-7");
    const Result<qint64> id = journal->intended(*site, put(), what);
    QVERIFY(id);
    const Result<JournalEntry> entry = open()->entry(*id); // on the disk, for whoever looks
    QVERIFY(entry);
    QCOMPARE(entry->result, WriteResult::Open);
    QCOMPARE(entry->site, QStringLiteral("lab"));
    QCOMPARE(entry->user, QStringLiteral("ada"));
    QCOMPARE(entry->object.name(), QStringLiteral("a"));
    QCOMPARE(entry->object.identity(), what.object.identity());
    QCOMPARE(entry->operation, QStringLiteral("Save"));
    QCOMPARE(entry->method, QByteArray("PUT"));
    QCOMPARE(entry->action, QStringLiteral("nephoscope-1"));
    QCOMPARE(entry->reason, QStringLiteral("CHG-7"));
    QCOMPARE(entry->changes.size(), 1);
    QCOMPARE(entry->changes.constFirst().after, QStringLiteral("2"));
    QCOMPARE(*journal->document(entry->request), QByteArray("{\"memory\":2}"));
    QVERIFY(journal->document(entry->before)->contains("\"memory\":1"));
    site->close();
}

void TestJournal::answersTasksAndRefusalsAreKept()
{
    const auto journal = open();
    const auto site = session(profile());
    journal->watch(site, journal);
    Outcome outcome;
    outcome.status = 202;
    outcome.requestId = QStringLiteral("r-1");
    TaskState task;
    task.href = QUrl(QStringLiteral("http://fake/task/1"));
    task.phase = TaskState::Phase::Running;
    outcome.task = task;
    const qint64 first = *journal->intended(*site, put(), deed(QStringLiteral("a")));
    journal->answered(first, outcome);
    QCOMPARE(journal->entry(first)->result, WriteResult::Running);
    QCOMPARE(journal->entry(first)->task, task.href);
    QCOMPARE(journal->entry(first)->requestId, QStringLiteral("r-1"));
    task.phase = TaskState::Phase::Failed;
    task.error = Error(Error::Kind::Server, QStringLiteral("No space left"));
    site->tasks().follow(task);
    QCOMPARE(journal->entry(first)->result, WriteResult::Failed); // before it is on the disk
    QCOMPARE(journal->entry(first)->words, QStringLiteral("No space left"));
    QSignalSpy written(journal.get(), &Journal::changed);
    QTRY_COMPARE(written.size(), 1);
    QCOMPARE(journal->entry(first)->result, WriteResult::Failed);
    QCOMPARE(journal->entry(first)->words, QStringLiteral("No space left"));

    const qint64 second = *journal->intended(*site, put(), deed(QStringLiteral("b")));
    journal->answered(
        second, failure(Error(Error::Kind::Conflict, QStringLiteral("changed meanwhile")).withStatus(412)));
    QCOMPARE(journal->entry(second)->result, WriteResult::Failed);
    QCOMPARE(journal->entry(second)->status, 412);
    QVERIFY(journal->verify()->fault.isEmpty());
    site->close();
}

/// Ends are written beside the window, between writes that go on; closing the journal leaves none out.
void TestJournal::endsOfTasksAreInOrderAndAllThereWhenItIsClosed()
{
    constexpr int many = 60;
    QList<qint64> ids;
    const auto task = [](int number, TaskState::Phase phase) {
        TaskState state;
        state.href = QUrl(QStringLiteral("http://fake/task/%1").arg(number));
        state.phase = phase;
        return state;
    };
    {
        auto journal = open();
        auto site = session(profile());
        journal->watch(site, journal);
        for (int number = 0; number < many; ++number) {
            Outcome outcome;
            outcome.status = 202;
            outcome.task = task(number, TaskState::Phase::Running);
            ids << *journal->intended(*site, put(), deed(QStringLiteral("a")));
            journal->answered(ids.constLast(), outcome);
        }
        for (int number = many - 1; number >= 0; --number) {
            site->tasks().follow(task(number, TaskState::Phase::Succeeded));
            if (number % 7 == 0)
                QVERIFY(journal->intended(*site, put(), deed(QStringLiteral("b"))));
        }
        site->close();
    }
    const auto journal = open();
    for (const qint64 id : std::as_const(ids))
        QCOMPARE(journal->entry(id)->result, WriteResult::Done);
    QVERIFY2(journal->verify()->fault.isEmpty(), qPrintable(journal->verify()->fault));
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("order"));
    database.setDatabaseName(file());
    QVERIFY(database.open());
    {
        QSqlQuery query(QStringLiteral("SELECT entry FROM record WHERE kind = 'ended' ORDER BY seq"), database);
        for (int number = many - 1; number >= 0; --number) {
            QVERIFY(query.next());
            QCOMPARE(query.value(0).toLongLong(), ids.at(number));
        }
        QVERIFY(!query.next());
    }
    database = {};
    QSqlDatabase::removeDatabase(QStringLiteral("order"));
}

void TestJournal::whatGotNoAnswerIsUnknown()
{
    const auto journal = open();
    const auto site = session(profile());
    const qint64 id = *journal->intended(*site, put(), deed(QStringLiteral("a")));
    journal->answered(id, failure(Error(Error::Kind::Offline, QStringLiteral("no answer"))));
    QCOMPARE(journal->entry(id)->result, WriteResult::Unknown);
    QVERIFY(journal->settle(id, WriteResult::Done, QStringLiteral("found done")));
    QCOMPARE(journal->entry(id)->result, WriteResult::Done);
    site->close();
}

void TestJournal::whatIsFoundOutLaterIsKept()
{
    const auto journal = open();
    const auto site = session(profile());
    Request other = put();
    other.setUrl(QUrl(QStringLiteral("http://fake/vm/b"))); // another part of the same action
    const qint64 open = *journal->intended(*site, other, deed(QStringLiteral("b")));
    const qint64 first = *journal->intended(*site, put(), deed(QStringLiteral("a")));
    const Verdict done(Verdict::Kind::Done, QStringLiteral("It has the new value."));
    journal->foundOut(*site, put(), done);
    QCOMPARE(journal->entry(first)->result, WriteResult::Open); // its own answer is to come
    journal->answered(first, failure(Error(Error::Kind::Offline, QStringLiteral("no answer"))));
    journal->foundOut(*site, put(), done);
    QCOMPARE(journal->entry(first)->result, WriteResult::Done);
    QCOMPARE(journal->entry(open)->result, WriteResult::Open);
    journal->foundOut(*site, put(), Verdict(Verdict::Kind::NotDone, QStringLiteral("It has the old value.")));
    QCOMPARE(journal->entry(first)->result, WriteResult::Done); // known already

    const qint64 second = *journal->intended(*site, put(), deed(QStringLiteral("a")));
    journal->answered(second, failure(Error(Error::Kind::Offline, QStringLiteral("no answer"))));
    journal->foundOut(*site, put(), Verdict(Verdict::Kind::NotDone, QStringLiteral("It has the old value.")));
    QCOMPARE(journal->entry(second)->result, WriteResult::Failed);
    QCOMPARE(journal->entry(second)->words, QStringLiteral("It has the old value."));
    QVERIFY(journal->verify()->fault.isEmpty());
    site->close();
}

void TestJournal::aWriteThatCannotBeKeptIsNotSent()
{
    QFile file(m_folder->filePath(QStringLiteral("nofolder")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto journal = std::make_shared<Journal>(file.fileName()); // a file where a folder should be
    QVERIFY(journal->trouble());
    const auto site = session(profile());
    journal->watch(site, journal);
    auto &transport = static_cast<CountingTransport &>(site->transport());
    std::optional<Result<Outcome>> outcome;
    QCoro::connect(site->act(put(), Resource(), deed(QStringLiteral("a"))), this,
        [&outcome](const Result<Outcome> &heard) { outcome = heard; });
    QTRY_VERIFY(outcome);
    QVERIFY(!*outcome);
    QCOMPARE(transport.sent, 0);
    site->close();
}

void TestJournal::aSiteMayWantAReason()
{
    const auto journal = open();
    Profile strict = profile();
    strict.reasonWanted = true;
    const auto site = session(strict);
    QVERIFY(!journal->intended(*site, put(), deed(QStringLiteral("a"))));
    Deed reasoned = deed(QStringLiteral("a"));
    reasoned.reason = QStringLiteral("CHG-8");
    QVERIFY(journal->intended(*site, put(), reasoned));
    QCOMPARE(journal->entries({})->size(), 1);
    site->close();
}

void TestJournal::secretsNeverEnter()
{
    {
        const auto journal = open();
        const auto site = session(profile());
        Deed what = deed(QStringLiteral("a"));
        what.before = *Document::parse("{\"guest\":{\"adminPassword\":\"hunter22\"},\"odd\":\"swordfish\",\"n\":1}");
        what.after = *Document::parse("{\"guest\":{\"adminPassword\":\"hunter33\"},\"odd\":\"sword&fish\",\"n\":1}");
        what.secrets = {Path(QStringLiteral("odd"))};
        what.changes = {{Change::Kind::Set, Path(QStringLiteral("guest/adminPassword")), {}, QStringLiteral("hunter22"),
                            QStringLiteral("hunter33")},
            {Change::Kind::Set, Path(QStringLiteral("odd")), {}, QStringLiteral("swordfish"),
                QStringLiteral("sword&fish")},
            {Change::Kind::Added, Path(QStringLiteral("guest")), {}, {},
                QStringLiteral("{\"password\":\"hunter44\"}")}};
        what.reason = QStringLiteral("password=hunter55");
        Request request = put("{\"guest\":{\"adminPassword\":\"hunter33\"},\"odd\":\"sword&fish\"}");
        request.setUrl(QUrl(QStringLiteral("http://u:hunter66@fake/vm?access_token=hunter77")));
        request.headers().set("Authorization", "Bearer hunter88");
        const qint64 id = *journal->intended(*site, request, what);
        Outcome outcome;
        outcome.document = *Document::parse("{\"token\":\"hunter99\",\"password\":\"hunter22\"}");
        journal->answered(id, outcome);
        QCOMPARE(journal->entry(id)->changes.constFirst().after, QStringLiteral("REDACTED"));
        for (const QByteArray &key : {journal->entry(id)->before, journal->entry(id)->after,
                 journal->entry(id)->request, journal->entry(id)->answer}) {
            const QByteArray kept = *journal->document(key);
            QVERIFY2(!kept.contains("hunter") && !kept.contains("fish"), kept.constData());
        }
        site->close();
    }
    const QStringList files = QDir(m_folder->path()).entryList(QDir::Files);
    for (const QString &name : files) {
        QFile kept(m_folder->filePath(name));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        const QByteArray bytes = kept.readAll();
        QVERIFY2(!bytes.contains("hunter") && !bytes.contains("fish"), qPrintable(name));
    }
}

void TestJournal::entriesAreFoundByWhatTheyAre()
{
    const auto journal = open();
    const auto site = session(profile());
    Profile other = profile();
    other.id = QStringLiteral("p2");
    other.name = QStringLiteral("prod_100%");
    other.user = QStringLiteral("grace");
    const auto second = session(other);
    QList<qint64> ids;
    for (int number = 0; number < 10; ++number) {
        const QString name = number == 3 ? QStringLiteral("50%_off") : QStringLiteral("vm-%1").arg(number);
        ids << *journal->intended(number % 2 ? *second : *site, put(), deed(name));
        if (number < 5)
            journal->answered(ids.last(), Outcome());
    }
    const auto found = [&journal](const JournalFilter &filter) {
        QList<qint64> result;
        for (const JournalEntry &entry : journal->entries(filter).value_or(QList<JournalEntry>()))
            result << entry.id;
        return result;
    };
    JournalFilter filter;
    QCOMPARE(found(filter).size(), 10);
    QCOMPARE(found(filter).constFirst(), ids.last()); // newest first
    filter.site = QStringLiteral("p2");
    QCOMPARE(found(filter).size(), 5);
    filter.result = WriteResult::Done;
    QCOMPARE(found(filter), (QList<qint64>{ids[3], ids[1]}));
    filter = {};
    filter.text = QStringLiteral("%_");
    QCOMPARE(found(filter), (QList<qint64>{ids[3]}));
    filter.text = QStringLiteral("VM-7");
    QCOMPARE(found(filter), (QList<qint64>{ids[7]}));
    filter = {};
    filter.object = deed(QStringLiteral("vm-8")).object.identity();
    QCOMPARE(found(filter), (QList<qint64>{ids[8]}));
    filter = {};
    filter.user = QStringLiteral("grace");
    QCOMPARE(found(filter).size(), 5);
    filter.from = QDateTime::currentDateTimeUtc().addDays(1);
    QVERIFY(found(filter).isEmpty());
    QCOMPARE(journal->entries({}, 4, ids[4])->constFirst().id, ids[3]);
    QCOMPARE(journal->users(), (QStringList{QStringLiteral("ada"), QStringLiteral("grace")}));
    QCOMPARE(journal->sites().size(), 2);
    site->close();
    second->close();
}

void TestJournal::whatWasOpenWhenTheProgramDiedIsReportedOnce()
{
    const auto site = session(profile());
    qint64 id = 0;
    {
        const auto journal = open();
        id = *journal->intended(*site, put(), deed(QStringLiteral("a")));
    }
    const auto again = open();
    QCOMPARE(again->leftOpen(), (QList<qint64>{id}));
    QCOMPARE(again->entry(id)->result, WriteResult::Unknown);
    QVERIFY(open()->leftOpen().isEmpty());
    site->close();
}

void TestJournal::anotherProgramThatLivesKeepsItsEntriesOpen()
{
    const auto site = session(profile());
    const auto journal = open();
    const qint64 id = *journal->intended(*site, put(), deed(QStringLiteral("a")));
    const auto other = open();
    QVERIFY(other->leftOpen().isEmpty());
    const qint64 theirs = *other->intended(*site, put(), deed(QStringLiteral("b")));
    journal->answered(id, Outcome());
    other->answered(theirs, Outcome());
    QCOMPARE(journal->verify()->records, 4); // one chain
    QVERIFY(journal->verify()->fault.isEmpty());
    site->close();
}

void TestJournal::anyChangedByteIsNamed()
{
    const auto site = session(profile());
    QList<qint64> ids;
    {
        const auto journal = open();
        for (int number = 0; number < 6; ++number) {
            Deed what = deed(QStringLiteral("vm-%1").arg(number));
            what.before = *Document::parse("{\"memory\":" + QByteArray::number(number) + "}");
            ids << *journal->intended(*site, put(), what);
            journal->answered(ids.last(), Outcome());
        }
    }
    const JournalVerdict sound = verifyJournalIn(m_folder->path());
    QVERIFY2(sound.status == 0, qPrintable(sound.sentence));
    QFile whole(file());
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    const QString third = QString::number(ids[2]);
    const QList<QString> crimes = {
        QStringLiteral("UPDATE record SET user = 'mallory' WHERE seq = ") + third,
        QStringLiteral("UPDATE record SET content = replace(content, 'vm-2', 'vm-9') WHERE seq = ") + third,
        QStringLiteral("UPDATE record SET name = operation, operation = name WHERE seq = ") + third,
        QStringLiteral("UPDATE record SET result = 'failed' WHERE kind = 'answered' AND entry = ") + third,
        QStringLiteral("UPDATE record SET hash = zeroblob(32) WHERE seq = ") + third,
        QStringLiteral("DELETE FROM record WHERE seq = ") + third,
        QStringLiteral("UPDATE record SET seq = 1000 WHERE seq = ") + third,
        QStringLiteral("UPDATE document SET bytes = zeroblob(9) WHERE hex(key) = (SELECT "
                       "upper(json_extract(content, '$.before')) FROM record WHERE seq = %1)")
            .arg(third),
        QStringLiteral("DELETE FROM document WHERE hex(key) = (SELECT upper(json_extract(content, '$.before')) FROM "
                       "record WHERE seq = %1)")
            .arg(third),
    };
    for (const QString &crime : crimes) {
        QVERIFY2(tamper(crime), qPrintable(crime));
        const JournalVerdict verdict = verifyJournalIn(m_folder->path());
        QVERIFY2(verdict.status == 1, qPrintable(crime + verdict.sentence));
        QVERIFY2(verdict.sentence.contains(QStringLiteral("entry %1 is broken").arg(ids[2]))
                || crime.contains(QLatin1String("seq")),
            qPrintable(crime + verdict.sentence));
        QFile restored(file());
        QVERIFY(restored.open(QIODevice::WriteOnly));
        restored.write(bytes);
    }
    site->close();
}

void TestJournal::theFileIsTheOwnersAlone()
{
    const QString inner = m_folder->filePath(QStringLiteral("data/journal"));
    const Journal journal(inner);
    constexpr auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(inner) & others));
    const QStringList files = QDir(inner).entryList(QDir::Files);
    QVERIFY(files.size() >= 2);
    for (const QString &name : files)
        if (!name.endsWith(QLatin1String(".lock"))) // holds nothing but the number of the process
            QVERIFY2(!(QFile::permissions(inner + QLatin1Char('/') + name) & others), qPrintable(name));
}

void TestJournal::aFileOfANewerVersionIsSetAsideWhole()
{
    const auto site = session(profile());
    QVERIFY(open()->intended(*site, put(), deed(QStringLiteral("a"))));
    QVERIFY(tamper(QStringLiteral("PRAGMA user_version = 99")));
    QCOMPARE(verifyJournalIn(m_folder->path()).status, 2); // who only reads cannot, and changes nothing
    (void)StoreNews::instance().takeUnheard();
    const auto journal = open();
    QVERIFY(!journal->trouble());
    QCOMPARE(verifyJournalIn(m_folder->path()).status, 0);
    QCOMPARE(StoreNews::instance().takeUnheard().size(), 1);
    int found = 0; // in what was set aside
    for (const QFileInfo &file : QDir(m_folder->path()).entryInfoList(QDir::Files)) {
        QFile kept(file.filePath());
        if (file.fileName().contains(QLatin1String("newer")) && kept.open(QIODevice::ReadOnly))
            found += int(kept.readAll().count("/vm/a"));
    }
    QVERIFY(found > 0);
    site->close();
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
