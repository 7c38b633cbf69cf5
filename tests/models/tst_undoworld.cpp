// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redaction.h"
#include "document/merge.h"
#include "journal/undo.h"
#include "models/bulksite.h"
#include "models/guideshape.h"
#include "models/worlddump.h"
#include "session/taskfollower.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>
#include <qcorotask.h>

using namespace nephoscope;

/// Random changes to the demo world, all taken back from the journal: the world is as it was. NEPHOSCOPE_UNDO says how
/// many; NEPHOSCOPE_SEED the same ones again.
class TestUndoWorld : public QObject {
    Q_OBJECT
private slots:
    void whatWasDoneIsUndone();
    void changesOfAllKindsAreUndone();

private:
    /// Looks at work every few milliseconds: that of these sites is over at once.
    class Impatience : public QTimer {
    public:
        explicit Impatience(BulkConsole &console)
        {
            callOnTimeout([&console] { console.session()->tasks().refresh(); });
            start(20);
        }
    };

    void begin(const QString &platform);
    QList<Path> places(const Resource &resource) const;
    static QString keyOf(const Resource &resource, const Path &place);
    bool editAtRandom(const Resource &resource, Draft &draft, int number);
    int changeAnything(const WorldDump &world, int changes);
    void undoAll(int changes, QSet<QString> *stuck);

    FieldGuide guide(const Resource &resource) const
    {
        return FieldGuide::ofResource(resource, *m_console->session(), Catalog());
    }
    /// Waits for its task, too; the reason why not, else empty.
    QString send(const Request &request, const Resource &resource, const Deed &deed);
    /// Why what has no way back is not undone: does the first such thing that needs no more words.
    QString whyNot(const WorldDump &world, Operation::Role role);
    /// Sends the edits and waits for their tasks; the reason why not, else empty.
    QString save(const Resource &resource, const Draft &draft, qint64 undoes);
    QString changeOne(const Ref &machine, QRandomGenerator &random, int number);
    QString undoOne(const JournalEntry &entry);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<demo::Server> m_server;
    std::unique_ptr<BulkConsole> m_console;
    QHash<QString, QSet<QString>> m_met; ///< values by kind and place: what one has may do for others
    quint32 m_seed = 0;
    QRandomGenerator m_random;
};

void TestUndoWorld::begin(const QString &platform)
{
    demo::ServerOptions options;
    options.platform = platform;
    options.site.vms = 12;
    options.site.speed = 200;
    auto started = demo::Server::start(options);
    QVERIFY(started);
    m_server = std::move(*started);
    m_folder = std::make_unique<QTemporaryDir>();
    const demo::DemoUser user = m_server->site().users().constFirst();
    m_console = std::make_unique<BulkConsole>(
        QUrl(m_server->url()), user.user, user.organization, user.password.toUtf8(), m_folder->path());
    constexpr quint32 same = 884142270; // in each run of CI; the long run takes another one each time
    m_seed = qEnvironmentVariableIsSet("NEPHOSCOPE_SEED") ? qgetenv("NEPHOSCOPE_SEED").toUInt()
        : qEnvironmentVariableIsSet("NEPHOSCOPE_UNDO")    ? QRandomGenerator::global()->generate()
                                                          : same;
    m_random.seed(m_seed);
}

QString TestUndoWorld::save(const Resource &resource, const Draft &draft, qint64 undoes)
{
    const std::shared_ptr<Session> session = m_console->session();
    const auto requests = session->platform().save(resource, draft, session->access());
    if (!requests)
        return requests.error().message();
    Deed deed;
    deed.operation = QStringLiteral("Save");
    deed.role = Operation::Role::Edit;
    deed.before = draft.base();
    deed.after = draft.document();
    deed.changes = draft.changes();
    deed.secrets = guide(resource).secrets();
    deed.undoes = undoes;
    for (const Request &request : *requests) {
        const QString trouble = send(request, resource, deed);
        if (!trouble.isEmpty())
            return trouble;
    }
    return {};
}

QString TestUndoWorld::send(const Request &request, const Resource &resource, const Deed &deed)
{
    const std::shared_ptr<Session> session = m_console->session();
    std::optional<QString> end;
    QObject listener;
    QCoro::connect(session->act(request, resource, deed), &listener, [&](const Result<Outcome> &outcome) {
        if (!outcome || !outcome->task) {
            end = outcome ? QString() : outcome.error().message() + outcome.error().details();
            return;
        }
        QCoro::connect(session->finished(*outcome->task), &listener, [&end](const Result<TaskState> &task) {
            end = task && task->phase == TaskState::Phase::Succeeded ? QString() : QStringLiteral("task failed");
        });
    });
    return QTest::qWaitFor([&] { return end.has_value(); }, 60'000) ? *end : QStringLiteral("no end");
}

QString TestUndoWorld::changeOne(const Ref &machine, QRandomGenerator &random, int number)
{
    const Result<Resource> resource = m_console->open(machine);
    if (!resource)
        return resource.error().message();
    Draft draft(resource->document, std::make_shared<GuideShape>(guide(*resource)));
    const QString text = QStringLiteral("t%1-%2").arg(number).arg(random.bounded(1000));
    // no names: where none was given, this site derives the computer's name from it, for good once it is sent back
    const std::pair<const char *, QString> fields[] = {{"Description", text},
        {"GuestCustomizationSection/ComputerName", text}, {"GuestCustomizationSection/CustomizationScript", text}};
    const auto &[place, value] = fields[random.bounded(3)];
    const Result<bool> set = draft.set(Path(QLatin1String(place)), Value::text(value));
    return set ? save(*resource, draft, 0) : set.error().message();
}

QString TestUndoWorld::undoOne(const JournalEntry &entry)
{
    const Result<Resource> present = m_console->open(objectAfter(*m_console->journal(), entry));
    if (!present)
        return present.error().message();
    const Result<Draft> back =
        undone(*m_console->journal(), entry, present->document, std::make_shared<GuideShape>(guide(*present)));
    return back ? save(*present, *back, entry.id) : back.error().message() + back.error().details();
}

void TestUndoWorld::whatWasDoneIsUndone()
{
    const int changes =
        qEnvironmentVariableIsSet("NEPHOSCOPE_UNDO") ? qEnvironmentVariableIntValue("NEPHOSCOPE_UNDO") : 24;
    begin(QStringLiteral("cloud-director"));
    const Impatience impatience(*m_console);
    const QList<Ref> machines = m_console->machines(QStringLiteral("node-"));
    QCOMPARE(machines.size(), 12);
    QList<Document> before;
    for (const Ref &machine : machines)
        before << m_console->open(machine)->document;
    for (int number = 0; number < changes; ++number) {
        const QString trouble = changeOne(machines.at(m_random.bounded(int(machines.size()))), m_random, number);
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    }
    const auto entries = m_console->journal()->entries({}, -1); // newest first
    QVERIFY(entries->size() >= changes);
    for (const JournalEntry &entry : *entries) {
        const QString trouble = undoOne(entry);
        QVERIFY2(trouble.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(m_seed).arg(trouble)));
    }
    for (qsizetype index = 0; index < machines.size(); ++index) {
        QStringList left; // but passwords: the site makes new ones at such changes, and the journal keeps none
        const QList<Change> all = differences(before.at(index), m_console->open(machines.at(index))->document);
        for (const Change &change : all)
            if (!isSecretName(change.path.name()))
                left << change.path.text() + QLatin1Char(0x3d) + change.before + QLatin1Char(0x7c) + change.after;
        QVERIFY2(left.isEmpty(), qPrintable(left.join(QLatin1Char(' '))));
    }
    qInfo("%d changes undone, all %d machines as before", int(entries->size()), int(machines.size()));
    QVERIFY(m_console->journal()->verify()->fault.isEmpty());
    m_console.reset();
}

/// Values of the object that some operation of its takes.
QList<Path> TestUndoWorld::places(const Resource &resource) const
{
    const Session &session = *m_console->session();
    QList<Path> found;
    const QList<QString> all = valuesOf(resource).keys();
    for (const QString &place : all)
        if (session.platform().editor(resource, Path(place), session.access()))
            found << Path(place);
    return found;
}

/// The same for all entries of a list.
QString TestUndoWorld::keyOf(const Resource &resource, const Path &place)
{
    static const QRegularExpression numbers(QStringLiteral("\\[\\d+\\]|(?<=/)\\d+(?=/|$)|^\\d+/"));
    return resource.self.kind() + u' ' + QString(place.text()).remove(numbers);
}

/// Gives some field another value of its sort; false where that one has none. Licences are left as they are: the site
/// takes any word for one, and makes of it what it knows.
bool TestUndoWorld::editAtRandom(const Resource &resource, Draft &draft, int number)
{
    const QList<Path> all = places(resource);
    if (all.isEmpty())
        return false;
    const Path place = all.at(m_random.bounded(int(all.size())));
    if (place.text().contains(QLatin1String("license"), Qt::CaseInsensitive))
        return false;
    const Node node = resource.document.root().at(place);
    const auto field = guide(resource).field(place);
    const QStringList choices = field ? field->choices : QStringList();
    QStringList others = m_met.value(keyOf(resource, place)).values();
    others.sort(); // the same each time
    static const QRegularExpression free(QStringLiteral("^(@?name|.*(description|comment|value|label|script))$"),
        QRegularExpression::CaseInsensitiveOption);
    bool isWhole = false;
    const qint64 amount = node.text().toLongLong(&isWhole);
    QString text;
    if (!choices.isEmpty())
        text = choices.at(m_random.bounded(int(choices.size())));
    else if (node.text() == QLatin1String("true") || node.text() == QLatin1String("false"))
        text = node.text() == QLatin1String("true") ? QStringLiteral("false") : QStringLiteral("true");
    else if (free.match(place.name()).hasMatch())
        text = QStringLiteral("t%1-%2").arg(number).arg(m_random.bounded(1000));
    else if (others.size() > 1 && !place.name().contains(QLatin1String("email"), Qt::CaseInsensitive)) // one's own
        text = others.at(m_random.bounded(int(others.size())));
    else if (isWhole)
        text = QString::number(amount + 1 + m_random.bounded(3));
    else
        return false;
    const Value value = node.kind() == Node::Kind::Boolean ? Value::boolean(text == QLatin1String("true"))
        : node.kind() == Node::Kind::Number                ? Value::number(text)
                                                           : Value::text(text);
    return draft.set(place, value).has_value() && draft.isDirty();
}

/// Goes on until so many were taken; what the service refuses is in the journal too.
int TestUndoWorld::changeAnything(const WorldDump &world, int changes)
{
    QList<Ref> editable;
    m_met.clear();
    for (const Resource &resource : world.objects()) {
        const QList<Path> all = places(resource);
        if (!all.isEmpty())
            editable << resource.self;
        for (const Path &place : all)
            m_met[keyOf(resource, place)].insert(resource.document.root().at(place).text());
    }
    int done = 0;
    for (int attempt = 0; !editable.isEmpty() && done < changes && attempt < 40 * changes; ++attempt) {
        const Result<Resource> resource = m_console->open(editable.at(m_random.bounded(int(editable.size()))));
        if (!resource)
            continue;
        Draft draft(resource->document, std::make_shared<GuideShape>(guide(*resource)));
        if (editAtRandom(*resource, draft, attempt) && save(*resource, draft, 0).isEmpty())
            ++done;
    }
    return done;
}

/// Newest first. What the service will not turn back, it says so; `stuck` gets the places that stay as they are: few,
/// or it is not the service.
void TestUndoWorld::undoAll(int changes, QSet<QString> *stuck)
{
    const auto entries = m_console->journal()->entries({}, -1);
    int undone = 0;
    int refused = 0;
    int turnedDown = 0;
    for (const JournalEntry &entry : *entries) {
        const Result<bool> may = mayBeUndone(*m_console->journal(), entry);
        if (!may) {
            ++refused;
            QVERIFY2(entry.result != WriteResult::Done, qPrintable(may.error().message()));
            QVERIFY(!may.error().message().isEmpty());
            continue;
        }
        const QString trouble = undoOne(entry);
        undone += trouble.isEmpty() ? 1 : 0;
        // a save by several requests is undone at once
        if (trouble.isEmpty() || (entry.parts > 1 && trouble.contains(QLatin1String("former values"))))
            continue;
        ++turnedDown;
        for (const Change &change : entry.changes) {
            stuck->insert(entry.object.identity() + u' ' + change.path.text());
            qInfo("stays: %s %s %s -> %s: %s", qPrintable(entry.object.identity()), qPrintable(change.path.text()),
                qPrintable(change.before), qPrintable(change.after), qPrintable(trouble));
        }
    }
    qInfo("%d undone, %d of what was refused had nothing to undo, %d cannot be turned back (seed %u)", undone, refused,
        turnedDown, m_seed);
    QVERIFY2(undone + turnedDown >= changes, "fewer were looked at than were made");
    QVERIFY2(turnedDown * 10 <= changes, "more than a tenth was turned down");
}

QString TestUndoWorld::whyNot(const WorldDump &world, Operation::Role role)
{
    const Session &session = *m_console->session();
    for (const Resource &resource : world.objects()) {
        for (const Operation &operation : resource.operations) {
            const bool isPlain = operation.role == role && operation.offered && operation.parameters.isEmpty()
                && operation.bodyType.isEmpty() && operation.bodySchema.isEmpty() && operation.method != "GET";
            const auto request = session.platform().request(operation, {}, {}, session.access());
            Deed deed;
            deed.operation = operation.name;
            deed.role = role;
            if (!isPlain || !request || !send(*request, resource, deed).isEmpty())
                continue;
            const Result<bool> may =
                mayBeUndone(*m_console->journal(), m_console->journal()->entries({}, 1)->constFirst());
            return may ? QStringLiteral("it may be undone") : may.error().message();
        }
    }
    return QStringLiteral("nothing to try");
}

void TestUndoWorld::changesOfAllKindsAreUndone()
{
    const bool isLong = qEnvironmentVariableIsSet("NEPHOSCOPE_UNDO");
    const int changes = isLong ? qEnvironmentVariableIntValue("NEPHOSCOPE_UNDO") : 8;
    const int each = isLong ? 6 : 2; // of a kind
    const int all = isLong ? 200 : 60;
    begin(QStringLiteral("cloud-manager"));
    const Impatience impatience(*m_console);
    const WorldDump before(*m_console, each, all);
    const int done = changeAnything(before, changes);
    QCOMPARE(done, changes);
    QSet<QString> stuck;
    undoAll(done, &stuck);
    const QStringList left = before.differences(WorldDump(*m_console, each, all), stuck);
    QVERIFY2(left.isEmpty(), qPrintable(QStringLiteral("seed %1:\n%2").arg(m_seed).arg(left.join(u'\n'))));
    qInfo("%d objects as before", int(before.objects().size()));
    const QString deleted = whyNot(before, Operation::Role::Delete);
    QVERIFY2(deleted.contains(QStringLiteral("cannot be brought back")), qPrintable(deleted));
    const QString acted = whyNot(before, Operation::Role::Act);
    QVERIFY2(acted.contains(QStringLiteral("is an action")), qPrintable(acted));
    QVERIFY(m_console->journal()->verify()->fault.isEmpty());
    m_console.reset();
}

QTEST_GUILESS_MAIN(TestUndoWorld)
#include "tst_undoworld.moc"
