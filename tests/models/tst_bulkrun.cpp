// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulksite.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

using namespace nephoscope;
using Phase = BulkItem::Phase;

namespace {

const QString wanted = QStringLiteral("changed by the run");
const QString place = QStringLiteral("Description");

int numberIn(const char *variable, int byDefault)
{
    return qEnvironmentVariableIsSet(variable) ? qEnvironmentVariableIntValue(variable) : byDefault;
}

BulkPlan planFor(const QList<Ref> &items)
{
    BulkPlan plan;
    plan.id = "bulk-1";
    plan.profileId = QStringLiteral("bulk");
    plan.property = place;
    plan.value = wanted;
    plan.steps = {BulkStep::set(Path(place), Value::text(wanted))};
    plan.items = items;
    plan.atOnce = 16;
    plan.stopAfter = 5;
    plan.reason = QStringLiteral("CHG-1");
    return plan;
}

/// One life of the program: takes the run up where it is and brings it to its end; whatever failed is tried again, as a
/// person would who reads the report. Status 0: every object has the value.
int live(const QStringList &arguments)
{
    const BulkConsole console(QUrl(arguments.value(2)), arguments.value(3), arguments.value(4),
        arguments.value(5).toUtf8(), arguments.value(6));
    const auto plans = console.journal()->openPlans();
    if (plans.isEmpty())
        return 0;
    const auto plan = BulkPlan::fromJson(plans.constFirst().second);
    if (!plan)
        return 3;
    const std::shared_ptr<BulkRun> run = console.run(*plan);
    int tries = 0;
    const auto isOver = [&] {
        if (run->state() == BulkRun::State::Paused)
            run->resume();
        if (run->state() != BulkRun::State::Finished)
            return false;
        if (run->count(Phase::Failed) + run->count(Phase::Unknown) == 0 || ++tries > 20)
            return true;
        run->retryFailed();
        return false;
    };
    run->takeUp();
    const bool ended = QTest::qWaitFor(isOver, 600'000);
    return ended && run->count(Phase::Failed) + run->count(Phase::Unknown) == 0 ? 0 : 1;
}

} // namespace

/// Runs over many objects: limits, pauses, and that a killed one goes on and sends nothing twice.
class TestBulkRun : public QObject {
    Q_OBJECT
private slots:
    void plansSurviveTheirJson();
    void editsOfASampleBecomeSteps();
    void everyObjectGetsTheValueOnce();
    void tooManyFailuresPause();
    void cancelLeavesTheRest();
    void aKilledRunGoesOnAndSendsNothingTwice();
    void anOperationIsNotSentAgainToWhatItReached();

private:
    void startSite(int machines, const QByteArray &misfortunes = {}, double speed = 50);
    demo::DemoUser provider() const;
    std::unique_ptr<BulkConsole> console() const;
    /// How often the site took a write to each machine, by the path of the machine.
    QHash<QString, int> writes();
    static QByteArray faults(int machines);
    bool liveAndDie(int kills);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<demo::Server> m_server;
    int m_killed = 0;
};

void TestBulkRun::startSite(int machines, const QByteArray &misfortunes, double speed)
{
    m_server.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    demo::ServerOptions options;
    options.platform = QStringLiteral("cloud-director");
    options.site.vms = machines;
    options.site.speed = speed;
    options.recordFile = m_folder->filePath(QStringLiteral("record.har"));
    if (!misfortunes.isEmpty()) {
        options.misfortunesFile = m_folder->filePath(QStringLiteral("misfortunes.json"));
        QFile file(options.misfortunesFile);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(misfortunes);
    }
    auto started = demo::Server::start(options);
    QVERIFY(started);
    m_server = std::move(*started);
}

demo::DemoUser TestBulkRun::provider() const
{
    const QList<demo::DemoUser> users = m_server->site().users();
    for (const demo::DemoUser &user : users)
        if (user.role.contains(QLatin1String("System")))
            return user;
    return users.constFirst();
}

std::unique_ptr<BulkConsole> TestBulkRun::console() const
{
    const demo::DemoUser user = provider();
    return std::make_unique<BulkConsole>(
        QUrl(m_server->url()), user.user, user.organization, user.password.toUtf8(), m_folder->path());
}

QHash<QString, int> TestBulkRun::writes()
{
    m_server.reset(); // writes its record
    QFile file(m_folder->filePath(QStringLiteral("record.har")));
    if (!file.open(QFile::ReadOnly))
        return {};
    QHash<QString, int> counts;
    const QJsonArray entries = QJsonDocument::fromJson(file.readAll())
                                   .object()
                                   .value(QLatin1String("log"))
                                   .toObject()
                                   .value(QLatin1String("entries"))
                                   .toArray();
    for (const QJsonValue &entry : entries) {
        const QJsonObject request = entry.toObject().value(QLatin1String("request")).toObject();
        const int status =
            entry.toObject().value(QLatin1String("response")).toObject().value(QLatin1String("status")).toInt();
        const QString path = QUrl(request.value(QLatin1String("url")).toString()).path();
        const bool isWrite = request.value(QLatin1String("method")).toString() != QLatin1String("GET");
        if (isWrite && path.contains(QLatin1String("/vApp/vm-")) && status / 100 == 2)
            ++counts[path.section(QLatin1Char('/'), 0, 3)];
    }
    return counts;
}

void TestBulkRun::plansSurviveTheirJson()
{
    BulkPlan plan =
        planFor({Ref(QUrl(QStringLiteral("http://x/a#name=b")), QStringLiteral("vm"), QStringLiteral("\u00e4\"<"))
                     .withId(QStringLiteral("urn:1"))});
    plan.steps << BulkStep::remove(Path(QStringLiteral("a/b")))
               << BulkStep::list(Path(QStringLiteral("dns")),
                      {Value::text(QStringLiteral("1")), Value::number(QStringLiteral("9007199254740993"))})
               << BulkStep::set(Path(QStringLiteral("n")), Value())
               << BulkStep::set(Path(QStringLiteral("f")), Value::boolean(true));
    const auto again = BulkPlan::fromJson(plan.toJson());
    QVERIFY(again);
    QCOMPARE(again->toJson(), plan.toJson());
    QCOMPARE(again->items.constFirst().identity(), plan.items.constFirst().identity());
    QVERIFY(!BulkPlan::fromJson("{}"));
    QVERIFY(!BulkPlan::fromJson("nonsense"));
}

void TestBulkRun::editsOfASampleBecomeSteps()
{
    Draft sample(*Document::parse("{\"a\":1,\"b\":\"x\",\"gone\":2,\"list\":[\"p\"]}"));
    QVERIFY(sample.set(Path(QStringLiteral("a")), Value::number(QStringLiteral("7"))));
    QVERIFY(sample.set(Path(QStringLiteral("new/deep")), Value::boolean(true)));
    QVERIFY(sample.remove(Path(QStringLiteral("gone"))));
    const auto steps = BulkPlan::stepsOf(sample);
    QVERIFY(steps);
    Draft other(*Document::parse("{\"a\":5,\"b\":\"y\",\"list\":[\"q\",\"r\",\"s\"]}"));
    for (const BulkStep &step : *steps)
        QVERIFY(step.applyTo(other));
    QVERIFY(BulkStep::list(
        Path(QStringLiteral("list")), {Value::text(QStringLiteral("1")), Value::text(QStringLiteral("2"))})
                .applyTo(other));
    QCOMPARE(other.document().serialized(),
        QByteArray("{\"a\":7,\"b\":\"y\",\"list\":[\"1\",\"2\"],\"new\":{\"deep\":true}}"));
}

void TestBulkRun::everyObjectGetsTheValueOnce()
{
    startSite(40);
    const auto life = console();
    const QList<Ref> machines = life->machines(QStringLiteral("node-")).mid(0, 30);
    QCOMPARE(machines.size(), 30);
    const auto run = life->run(planFor(machines));
    int most = 0;
    connect(run.get(), &BulkRun::itemChanged, this, [&] { most = std::max(most, run->count(Phase::Running)); });
    QVERIFY(run->start());
    QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Finished, 120'000);
    QCOMPARE(run->count(Phase::Done), 30);
    QCOMPARE(most, run->plan().atOnce);
    QVERIFY(life->journal()->openPlans().isEmpty());
    JournalFilter filter;
    filter.batch = run->plan().id;
    const auto entries = life->journal()->entries(filter, -1);
    QCOMPARE(entries->size(), 30);
    QCOMPARE(entries->constFirst().reason, QStringLiteral("CHG-1"));
    for (const Ref &machine : machines)
        QCOMPARE(life->open(machine)->document.root().child(place).text(), wanted);
    const QHash<QString, int> counts = writes();
    QCOMPARE(counts.size(), 30);
    for (auto count = counts.begin(); count != counts.end(); ++count)
        QVERIFY2(*count == 1, qPrintable(count.key()));
}

void TestBulkRun::tooManyFailuresPause()
{
    startSite(20,
        "[{\"method\":\"PUT\",\"path\":\"/api/vApp/vm-*\",\"status\":400,\"times\":4},"
        "{\"method\":\"POST\",\"path\":\"/api/vApp/vm-*\",\"status\":400,\"times\":4}]");
    const auto life = console();
    BulkPlan plan = planFor(life->machines(QStringLiteral("node-")).mid(0, 12));
    plan.atOnce = 1;
    plan.stopAfter = 2;
    const auto run = life->run(plan);
    QVERIFY(run->start());
    QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Paused, 60'000);
    QCOMPARE(run->count(Phase::Failed), 2);
    QCOMPARE(run->count(Phase::Waiting), 10);
    QVERIFY(run->pauseReason().contains(QLatin1Char('2')));
    run->resume();
    QTRY_COMPARE_WITH_TIMEOUT(run->count(Phase::Failed), 4, 60'000);
    QCOMPARE(run->state(), BulkRun::State::Paused);
    run->resume();
    QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Finished, 120'000);
    QCOMPARE(run->count(Phase::Done), 8);
    run->retryFailed();
    QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Finished, 60'000);
    QCOMPARE(run->count(Phase::Done), 12);
}

void TestBulkRun::cancelLeavesTheRest()
{
    startSite(20);
    const auto life = console();
    BulkPlan plan = planFor(life->machines(QStringLiteral("node-")).mid(0, 12));
    plan.atOnce = 2;
    const auto run = life->run(plan);
    connect(run.get(), &BulkRun::itemChanged, this, [&] {
        if (run->count(Phase::Done) > 0)
            run->cancel();
    });
    QVERIFY(run->start());
    QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Canceled, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(run->count(Phase::Running), 0, 60'000);
    QVERIFY(run->count(Phase::Waiting) >= 8);
    QVERIFY(life->journal()->openPlans().isEmpty());
    run->resume();
    QCOMPARE(run->state(), BulkRun::State::Canceled);
}

QByteArray TestBulkRun::faults(int machines)
{
    QByteArrayList faults;
    for (int number = 0; number < machines / 20 + 1; ++number) {
        const QByteArray after = "\"times\":1,\"after\":" + QByteArray::number(number * 20 + 7);
        for (const char *method : {"PUT", "POST"})
            faults << "{\"method\":\"" + QByteArray(method) + "\",\"path\":\"/api/vApp/vm-*\"," + after
                    + (number % 2 ? ",\"worked\":true,\"hangUp\":true}" : ",\"status\":500}");
    }
    return '[' + faults.join(',') + ']';
}

/// Starts lives of the program and kills the first ones; true where the last ended well.
bool TestBulkRun::liveAndDie(int kills)
{
    const demo::DemoUser user = provider();
    const QStringList arguments = {
        QStringLiteral("--live"), m_server->url(), user.user, user.organization, user.password, m_folder->path()};
    const int span = numberIn("NEPHOSCOPE_BULK_SPAN", 1500);
    constexpr int least = 1500; // milliseconds to sign in
    for (int life = 0; life <= kills; ++life) {
        QProcess program;
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program.start(QCoreApplication::applicationFilePath(), arguments);
        const int patience = life < kills ? least + QRandomGenerator::global()->bounded(span) : 900'000;
        if (program.waitForFinished(patience))
            return program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0;
        program.kill(); // SIGKILL
        program.waitForFinished();
        ++m_killed;
    }
    return false;
}

void TestBulkRun::aKilledRunGoesOnAndSendsNothingTwice()
{
    const int machines = numberIn("NEPHOSCOPE_BULK_MACHINES", 60);
    startSite(machines, faults(machines)); // every twentieth write: refused, or done with its answer lost
    QList<Ref> items;
    {
        const auto life = console();
        items = life->machines(QStringLiteral("node-"));
        QCOMPARE(items.size(), machines);
        const BulkPlan plan = planFor(items);
        QVERIFY(life->journal()->keepPlan(plan.id, plan.toJson()));
    }
    QVERIFY(liveAndDie(numberIn("NEPHOSCOPE_BULK_KILLS", 3)));
    const auto life = console();
    QVERIFY(life->journal()->openPlans().isEmpty());
    const auto proof = life->journal()->verify();
    QVERIFY2(proof && proof->fault.isEmpty(), qPrintable(proof ? proof->fault : proof.error().message()));
    QSet<QString> reported;
    JournalFilter filter;
    filter.batch = "bulk-1";
    filter.result = WriteResult::Running;
    QTRY_VERIFY(life->journal()->entries(filter)->isEmpty()); // what the last one killed did not write is heard again
    filter.result = std::nullopt;
    const auto entries = life->journal()->entries(filter, -1);
    for (const JournalEntry &entry : *entries) {
        QVERIFY(entry.result != WriteResult::Open);
        if (entry.result == WriteResult::Done)
            reported.insert(entry.object.identity());
    }
    for (const Ref &item : items) {
        QCOMPARE(life->open(item)->document.root().child(place).text(), wanted);
        QVERIFY2(reported.contains(item.identity()), qPrintable(item.name()));
    }
    const QHash<QString, int> counts = writes();
    const auto twice = std::count_if(counts.begin(), counts.end(), [](int count) { return count > 1; });
    qInfo("%d machines, %d kills, %d entries, %d records, changed twice: %d", machines, m_killed, int(entries->size()),
        int(proof->records), int(twice));
    QCOMPARE(int(twice), 0);
}

/// Nothing in the object tells whether an operation was done: the journal does.
void TestBulkRun::anOperationIsNotSentAgainToWhatItReached()
{
    startSite(12);
    const auto life = console();
    BulkPlan plan = planFor({});
    const QList<Ref> machines = life->machines(QStringLiteral("node-"));
    for (const Ref &machine : machines) {
        const Result<Resource> read = life->open(machine);
        QVERIFY(read);
        for (const Operation &operation : read->operations) {
            if (!operation.offered || !operation.href.path().endsWith(QLatin1String("/power/action/reset")))
                continue;
            plan.operation = BulkOperation(operation);
            plan.items << machine;
        }
    }
    QVERIFY(plan.items.size() >= 3);
    plan.steps.clear();
    const auto first = life->run(plan);
    QVERIFY(first->start());
    QTRY_COMPARE_WITH_TIMEOUT(first->state(), BulkRun::State::Finished, 60'000);
    QCOMPARE(first->count(Phase::Done), int(plan.items.size()));
    JournalFilter filter;
    filter.batch = plan.id;
    const QList<JournalEntry> entries = life->journal()->entries(filter, -1).value();
    QCOMPARE(entries.size(), plan.items.size());
    for (const JournalEntry &entry : entries) // as where the program died before the answer to the first came
        if (entry.object.identity() == plan.items.constFirst().identity())
            QVERIFY(life->journal()->settle(entry.id, WriteResult::Unknown, QString()));
    const auto again = life->run(plan);
    again->takeUp();
    QTRY_COMPARE_WITH_TIMEOUT(again->state(), BulkRun::State::Finished, 60'000);
    QCOMPARE(again->count(Phase::Unknown), 1);
    QCOMPARE(again->count(Phase::Done), int(plan.items.size()) - 1);
    QCOMPARE(life->journal()->entries(filter, -1)->size(), entries.size());
    const QHash<QString, int> counts = writes();
    for (auto count = counts.begin(); count != counts.end(); ++count)
        QVERIFY2(*count == 1, qPrintable(count.key()));
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == QLatin1String("--live"))
        return live(app.arguments());
    TestBulkRun test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_bulkrun.moc"
