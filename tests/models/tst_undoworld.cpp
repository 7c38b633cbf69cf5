// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redaction.h"
#include "document/merge.h"
#include "journal/undo.h"
#include "models/bulksite.h"
#include "models/guideshape.h"
#include "session/taskfollower.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimer>
#include <qcorotask.h>

using namespace nephoscope;

/// Random changes to the demo world, all taken back from the journal: the world is as it was.
class TestUndoWorld : public QObject {
    Q_OBJECT
private slots:
    void whatWasDoneIsUndone();

private:
    FieldGuide guide(const Resource &resource) const
    {
        return FieldGuide::ofResource(resource, *m_console->session(), Catalog());
    }
    /// Sends the edits and waits for their tasks; the reason why not, else empty.
    QString save(const Resource &resource, const Draft &draft, qint64 undoes);
    QString changeOne(const Ref &machine, QRandomGenerator &random, int number);
    QString undoOne(const JournalEntry &entry);

    QTemporaryDir m_folder;
    std::unique_ptr<demo::Server> m_server;
    std::unique_ptr<BulkConsole> m_console;
};

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
        if (!QTest::qWaitFor([&] { return end.has_value(); }, 60'000))
            return QStringLiteral("no end");
        if (!end->isEmpty())
            return *end;
    }
    return {};
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
    const Result<Resource> present = m_console->open(entry.object);
    if (!present)
        return present.error().message();
    const Result<Draft> back =
        undone(*m_console->journal(), entry, present->document, std::make_shared<GuideShape>(guide(*present)));
    return back ? save(*present, *back, entry.id) : back.error().message() + back.error().details();
}

void TestUndoWorld::whatWasDoneIsUndone()
{
    const int changes =
        qEnvironmentVariableIsSet("NEPHOSCOPE_UNDO") ? qEnvironmentVariableIntValue("NEPHOSCOPE_UNDO") : 40;
    demo::ServerOptions options;
    options.platform = QStringLiteral("cloud-director");
    options.site.vms = 12;
    options.site.speed = 200;
    auto started = demo::Server::start(options);
    QVERIFY(started);
    m_server = std::move(*started);
    const demo::DemoUser user = m_server->site().users().constFirst();
    m_console = std::make_unique<BulkConsole>(
        QUrl(m_server->url()), user.user, user.organization, user.password.toUtf8(), m_folder.path());
    QTimer impatience; // tasks of this demo take milliseconds
    connect(&impatience, &QTimer::timeout, this, [this] { m_console->session()->tasks().refresh(); });
    impatience.start(20);
    const QList<Ref> machines = m_console->machines(QStringLiteral("node-"));
    QCOMPARE(machines.size(), 12);
    QList<Document> before;
    for (const Ref &machine : machines)
        before << m_console->open(machine)->document;
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    for (int number = 0; number < changes; ++number) {
        const QString trouble = changeOne(machines.at(random.bounded(int(machines.size()))), random, number);
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    }
    const auto entries = m_console->journal()->entries({}, -1); // newest first
    QVERIFY(entries->size() >= changes);
    for (const JournalEntry &entry : *entries) {
        const QString trouble = undoOne(entry);
        QVERIFY2(trouble.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(trouble)));
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

QTEST_GUILESS_MAIN(TestUndoWorld)
#include "tst_undoworld.moc"
