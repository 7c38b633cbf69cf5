// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redaction.h"
#include "journal/countingtransport.h"
#include "journal/journalexport.h"
#include "journal/undo.h"
#include "models/fakesite.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace nephoscope;

/// What can be taken back and what cannot, and what leaves the journal for other programs.
class TestUndo : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void theFormerValuesComeBack();
    void whatOthersChangedMeanwhileStays();
    void whatWasChangedAgainIsRefused();
    void refusalsSayWhy_data();
    void refusalsSayWhy();
    void secretsAreLeftAsTheyAre();
    void nothingIsUndoneTwice();
    void csvHoldsNoFormula();
    void jsonHoldsEverything();

private:
    Document doc(const QByteArray &bytes) const { return *Document::parse(bytes); }
    JournalEntry keep(const QByteArray &before, const QByteArray &after, Operation::Role role = Operation::Role::Edit,
        const Result<Outcome> &outcome = Outcome(), qint64 undoes = 0);
    static QByteArray text(const Draft &draft) { return draft.document().serialized(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    Nobody m_nobody;
    std::shared_ptr<Journal> m_journal;
    std::shared_ptr<Session> m_session;
};

void TestUndo::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_journal = std::make_shared<Journal>(m_folder->path());
    Profile profile;
    profile.id = QStringLiteral("p1");
    profile.name = QStringLiteral("=lab");
    profile.url = QUrl(QStringLiteral("http://fake/"));
    m_session = std::make_shared<Session>(
        profile, std::make_shared<FakePlatform>(), std::make_unique<CountingTransport>(), m_nobody);
    m_session->adopt(Access(), {});
}

void TestUndo::cleanup()
{
    m_session->close();
    m_session.reset();
    m_journal.reset();
}

JournalEntry TestUndo::keep(const QByteArray &before, const QByteArray &after, Operation::Role role,
    const Result<Outcome> &outcome, qint64 undoes)
{
    Deed deed;
    deed.object = Ref(QUrl(QStringLiteral("http://fake/vm/1")), QStringLiteral("vm"), QStringLiteral("+web, \"1\""));
    deed.operation = QStringLiteral("Save");
    deed.role = role;
    deed.undoes = undoes;
    if (!before.isEmpty()) {
        Draft draft(doc(before));
        const auto replaced = draft.replace(after);
        if (!replaced)
            qFatal("not a draft");
        deed.before = draft.base();
        deed.after = draft.document();
        deed.changes = draft.changes();
    }
    const qint64 id =
        *m_journal->intended(*m_session, Request::withBody("PUT", deed.object.href(), after, "x/json"), deed);
    m_journal->answered(id, outcome);
    return *m_journal->entry(id);
}

void TestUndo::theFormerValuesComeBack()
{
    const JournalEntry entry = keep("{\"a\":1,\"b\":\"x\",\"c\":[1,2]}", "{\"a\":2,\"c\":[1,2,3]}");
    const Result<Draft> back = undone(*m_journal, entry, doc("{\"a\":2,\"c\":[1,2,3]}"), {});
    QVERIFY(back);
    QVERIFY(differences(back->document(), doc("{\"a\":1,\"b\":\"x\",\"c\":[1,2]}")).isEmpty());
}

void TestUndo::whatOthersChangedMeanwhileStays()
{
    const JournalEntry entry = keep("{\"a\":1,\"b\":\"x\"}", "{\"a\":2,\"b\":\"x\"}");
    const Result<Draft> back = undone(*m_journal, entry, doc("{\"a\":2,\"b\":\"theirs\",\"new\":true}"), {});
    QVERIFY(back);
    QCOMPARE(text(*back), QByteArray("{\"a\":1,\"b\":\"theirs\",\"new\":true}"));
    QCOMPARE(back->changes().size(), 1);
}

void TestUndo::whatWasChangedAgainIsRefused()
{
    const JournalEntry entry = keep("{\"a\":1,\"b\":\"x\"}", "{\"a\":2,\"b\":\"x\"}");
    const Result<Draft> back = undone(*m_journal, entry, doc("{\"a\":3,\"b\":\"x\"}"), {});
    QVERIFY(!back);
    QCOMPARE(back.error().kind(), Error::Kind::Conflict);
    QVERIFY(back.error().details().contains(QStringLiteral("a: now 3, was 2")));
    const Result<Draft> nothing = undone(*m_journal, entry, doc("{\"a\":1,\"b\":\"x\"}"), {});
    QVERIFY(!nothing);
    QVERIFY(nothing.error().message().contains(QStringLiteral("former values already")));
}

void TestUndo::refusalsSayWhy_data()
{
    QTest::addColumn<Operation::Role>("role");
    QTest::addColumn<int>("failure");
    QTest::addColumn<QString>("why");
    using Role = Operation::Role;
    QTest::newRow("deletion") << Role::Delete << -1 << QStringLiteral("deleted");
    QTest::newRow("action") << Role::Act << -1 << QStringLiteral("opposite");
    QTest::newRow("creation") << Role::Create << -1 << QStringLiteral("Delete that");
    QTest::newRow("question") << Role::Ask << -1 << QStringLiteral("changed nothing");
    QTest::newRow("upload") << Role::Upload << -1 << QStringLiteral("not kept");
    QTest::newRow("refused") << Role::Edit << int(Error::Kind::Invalid) << QStringLiteral("not done");
    QTest::newRow("unheard") << Role::Edit << int(Error::Kind::Offline) << QStringLiteral("Nobody knows");
}

void TestUndo::refusalsSayWhy()
{
    QFETCH(Operation::Role, role);
    QFETCH(int, failure);
    QFETCH(QString, why);
    Result<Outcome> outcome = Outcome();
    if (failure >= 0)
        outcome = nephoscope::failure(Error::Kind(failure), QStringLiteral("no"));
    const JournalEntry entry = keep("{\"a\":1}", "{\"a\":2}", role, outcome);
    const Result<bool> may = mayBeUndone(*m_journal, entry);
    QVERIFY(!may);
    QVERIFY2(may.error().message().contains(why), qPrintable(may.error().message()));
    QVERIFY(!undone(*m_journal, entry, doc("{\"a\":2}"), {}));
}

void TestUndo::secretsAreLeftAsTheyAre()
{
    const JournalEntry both =
        keep("{\"a\":1,\"adminPassword\":\"hunter22\"}", "{\"a\":2,\"adminPassword\":\"hunter33\"}");
    const Result<Draft> back = undone(*m_journal, both, doc("{\"a\":2,\"adminPassword\":\"hunter33\"}"), {});
    QVERIFY(back);
    QCOMPARE(text(*back), QByteArray("{\"a\":1,\"adminPassword\":\"hunter33\"}"));
    const JournalEntry secret = keep("{\"adminPassword\":\"hunter22\"}", "{\"adminPassword\":\"hunter33\"}");
    const Result<bool> may = mayBeUndone(*m_journal, secret);
    QVERIFY(!may);
    QVERIFY2(may.error().message().contains(QStringLiteral("secrets")), qPrintable(may.error().message()));
}

void TestUndo::nothingIsUndoneTwice()
{
    const JournalEntry entry = keep("{\"a\":1}", "{\"a\":2}");
    QVERIFY(mayBeUndone(*m_journal, entry));
    keep("{\"a\":2}", "{\"a\":1}", Operation::Role::Edit, Outcome(), entry.id);
    const Result<bool> may = mayBeUndone(*m_journal, entry);
    QVERIFY(!may);
    QVERIFY(may.error().message().contains(QStringLiteral("already")));
}

void TestUndo::csvHoldsNoFormula()
{
    const QStringList evil = {QStringLiteral("=HYPERLINK(\"http://x\")"), QStringLiteral("+1"), QStringLiteral("-1"),
        QStringLiteral("@SUM(A1)"), QStringLiteral("\t=1"), QStringLiteral("\r=1"), QStringLiteral("a\"b,c\nd")};
    QList<JournalEntry> entries;
    for (const QString &text : evil) {
        JournalEntry entry = keep({}, "{}");
        entry.operation = text;
        entry.reason = text;
        entries << entry;
    }
    const QByteArray csv = journalAsCsv(entries);
    // every cell begins with a quote; none has a sign of a formula right behind it
    bool isInside = false;
    int cells = 0;
    for (qsizetype place = 0; place < csv.size(); ++place) {
        if (csv.at(place) != '"')
            continue;
        const bool isDoubled = isInside && place + 1 < csv.size() && csv.at(place + 1) == '"';
        if (isDoubled) {
            ++place;
            continue;
        }
        isInside = !isInside;
        if (isInside) {
            ++cells;
            QVERIFY(!QByteArray("=+-@\t\r\n").contains(csv.at(place + 1)));
        }
    }
    QCOMPARE(cells, 14 * (evil.size() + 1));
    QVERIFY(csv.contains("'=lab"));
}

void TestUndo::jsonHoldsEverything()
{
    const JournalEntry entry = keep("{\"a\":1}", "{\"a\":2}");
    const QJsonObject json = QJsonDocument::fromJson(journalAsJson({entry})).array().first().toObject();
    QCOMPARE(json.value(QStringLiteral("entry")).toInteger(), entry.id);
    QCOMPARE(json.value(QStringLiteral("site")).toString(), QStringLiteral("=lab"));
    QCOMPARE(json.value(QStringLiteral("result")).toString(), QStringLiteral("done"));
    QCOMPARE(
        json.value(QStringLiteral("changes")).toArray().first().toObject().value(QStringLiteral("after")).toString(),
        QStringLiteral("2"));
    QCOMPARE(json.value(QStringLiteral("hash")).toString().size(), 64);
}

QTEST_GUILESS_MAIN(TestUndo)
#include "tst_undo.moc"
