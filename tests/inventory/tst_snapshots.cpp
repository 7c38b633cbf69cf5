// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/listpage.h"
#include "inventory/snapshots.h"
#include "inventory/storecompare.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace nephoscope;

/// Readings that are kept and compared.
class SnapshotsTest : public QObject {
    Q_OBJECT
private slots:
    void snapshotsAreKeptUntilTheyAreRemoved();
    void snapshotsAreForTheirUserOnlyAndHoldNoSecret();
    void differencesAreFoundFieldByField();
    void orderIsNoDifference();
    void timesCountOnlyWhereTheyAreWanted();
    void twoSitesAreComparedByName();
    void whatCouldNotBeReadIsNotCalledGone();

private:
    static std::shared_ptr<RecordStore> read(const QByteArray &json);
    static Snapshot about(const QString &name);
    static QStringList words(const RecordStore &before, const RecordStore &after, const ComparisonRules &rules = {});
};

std::shared_ptr<RecordStore> SnapshotsTest::read(const QByteArray &json)
{
    const auto store = std::make_shared<RecordStore>();
    RecordWriter writer(store);
    const auto page =
        readListPage(ListAnswer(json, "application/json", QUrl(QStringLiteral("https://x/l"))), ListLayout(), writer);
    return page ? store : nullptr;
}

Snapshot SnapshotsTest::about(const QString &name)
{
    Snapshot snapshot;
    snapshot.name = name;
    snapshot.profileId = QStringLiteral("p");
    snapshot.site = QStringLiteral("acme");
    snapshot.service = QStringLiteral("a service");
    snapshot.kind = QStringLiteral("thing");
    snapshot.what = QStringLiteral("Things");
    snapshot.address = QStringLiteral("/things?all=1");
    snapshot.takenAt = QDateTime(QDate(2024, 3, 1), QTime(12, 0), Qt::UTC);
    return snapshot;
}

QStringList SnapshotsTest::words(const RecordStore &before, const RecordStore &after, const ComparisonRules &rules)
{
    QStringList lines;
    for (const Difference &each : StoreComparison(before, after, rules).differences()) {
        if (each.kind == Difference::Kind::Added) {
            lines << QStringLiteral("+ ") + QString::fromStdString(nameOf(after, each.after));
            continue;
        }
        const QString name = QString::fromStdString(nameOf(before, each.before));
        if (each.kind == Difference::Kind::Removed) {
            lines << QStringLiteral("- ") + name;
            continue;
        }
        const QString field = QString::fromStdString(
            each.columnAfter >= 0 ? after.columnName(each.columnAfter) : before.columnName(each.columnBefore));
        const QString was = each.columnBefore < 0 ? QString() : before.string(each.before, each.columnBefore);
        const QString is = each.columnAfter < 0 ? QString() : after.string(each.after, each.columnAfter);
        lines << QStringLiteral("%1 %2: %3 > %4").arg(name, field, was, is);
    }
    lines.sort();
    return lines;
}

void SnapshotsTest::snapshotsAreKeptUntilTheyAreRemoved()
{
    const QTemporaryDir folder;
    const Snapshots snapshots(folder.filePath(QStringLiteral("kept")));
    QVERIFY(snapshots.all().isEmpty());
    const auto store = read(R"([{"id":"1","name":"a"},{"id":"2","name":"b"}])");
    const auto first = snapshots.add(about(QStringLiteral("before")), store);
    QVERIFY(first);
    QVERIFY(snapshots.add(about(QStringLiteral("after")), read("[]")));
    const Snapshots again(folder.filePath(QStringLiteral("kept")));
    const QList<Snapshot> all = again.all();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0].name, QStringLiteral("after"));
    QCOMPARE(all[1].name, QStringLiteral("before"));
    QCOMPARE(all[1].id, first->id);
    QCOMPARE(all[1].address, QStringLiteral("/things?all=1"));
    QCOMPARE(all[1].takenAt, first->takenAt);
    QCOMPARE(all[1].records, qint64(2));
    const auto kept = again.store(all[1]);
    QVERIFY(kept);
    QCOMPARE((*kept)->rowText(1), store->rowText(1));
    again.remove(all[1]);
    QCOMPARE(again.all().size(), 1);
    QVERIFY(!again.store(all[1]));
}

void SnapshotsTest::snapshotsAreForTheirUserOnlyAndHoldNoSecret()
{
    const QTemporaryDir folder;
    const Snapshots snapshots(folder.filePath(QStringLiteral("kept")));
    QVERIFY(snapshots.add(about(QStringLiteral("x")), read(R"([{"id":"1","password":"hunter2"}])")));
    constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    const QFileInfoList files = QDir(folder.filePath(QStringLiteral("kept"))).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 2);
    for (const QFileInfo &each : files) {
        QCOMPARE(each.permissions() & others, QFile::Permissions());
        QFile file(each.filePath());
        QVERIFY(file.open(QFile::ReadOnly));
        QVERIFY(!file.readAll().contains("hunter2"));
    }
}

void SnapshotsTest::differencesAreFoundFieldByField()
{
    const auto before = read(R"([{"id":"1","name":"a","n":1,"old":"x"},{"id":"2","name":"b"},{"id":"3","name":"c"}])");
    const auto after = read(R"([{"id":"1","name":"a","n":2,"new":true},{"id":"3","name":"c"},{"id":"4","name":"d"}])");
    QCOMPARE(words(*before, *after),
        QStringList({QStringLiteral("+ d"), QStringLiteral("- b"), QStringLiteral("a n: 1 > 2"),
            QStringLiteral("a new:  > true"), QStringLiteral("a old: x > ")}));
    QVERIFY(words(*before, *before).isEmpty());
}

void SnapshotsTest::orderIsNoDifference()
{
    const auto before = read(R"([{"id":"1","name":"a","n":1},{"id":"2","name":"b","n":2}])");
    const auto after = read(R"([{"n":2,"name":"b","id":"2"},{"n":1,"name":"a","id":"1"}])");
    QVERIFY(words(*before, *after).isEmpty());
}

void SnapshotsTest::timesCountOnlyWhereTheyAreWanted()
{
    const auto before = read(R"([{"id":"1","name":"a","read":"2024-03-01T10:00:00Z","note":"2024-03-01T10:00:00Z"}])");
    const auto after = read(R"([{"id":"1","name":"a","read":"2024-03-02T10:00:00Z","note":"tomorrow"}])");
    QCOMPARE(words(*before, *after).size(), 2);
    ComparisonRules rules;
    rules.ignoresTimes = true;
    QCOMPARE(words(*before, *after, rules), QStringList(QStringLiteral("a note: 2024-03-01T10:00:00Z > tomorrow")));
}

void SnapshotsTest::twoSitesAreComparedByName()
{
    const auto here = read(R"([
        {"href":"https://one/api/vm-1","name":"web","containerName":"shop","owner":"urn:vcloud:user:1","n":1},
        {"href":"https://one/api/vm-2","name":"web","containerName":"blog","n":1},
        {"href":"https://one/api/vm-3","name":"db","containerName":"shop","n":4}])");
    const auto there = read(R"([
        {"href":"https://two/api/vm-9","name":"web","containerName":"blog","n":2},
        {"href":"https://two/api/vm-8","name":"web","containerName":"shop","owner":"urn:vcloud:user:7","n":1},
        {"href":"https://two/api/vm-7","name":"cache","containerName":"shop","n":1}])");
    ComparisonRules rules;
    rules.isByName = true;
    const QString dot = QStringLiteral(" \u00b7 ");
    QCOMPARE(words(*here, *there, rules),
        QStringList({QStringLiteral("+ cache") + dot + QStringLiteral("shop"),
            QStringLiteral("- db") + dot + QStringLiteral("shop"),
            QStringLiteral("web") + dot + QStringLiteral("blog n: 1 > 2")}));
}

void SnapshotsTest::whatCouldNotBeReadIsNotCalledGone()
{
    const auto before = read(R"([{"href":"https://x/app","id":"urn:app","name":"app"},
        {"href":"https://x/vm-1","id":"urn:vm-1","name":"one","parent":"urn:app","n":1},
        {"href":"https://x/disk","name":"disk","parent":"urn:vm-1"},
        {"href":"https://x/vm-2","id":"urn:vm-2","name":"two","parent":"urn:app","n":1},
        {"href":"https://x/net","name":"net","parent":"urn:vm-2"},{"href":"https://x/gone","name":"gone"}])");
    const auto after = read(R"([{"href":"https://x/app","id":"urn:app","name":"app"},
        {"href":"https://x/vm-1","name":"one","parent":"urn:app"},
        {"href":"https://x/vm-2","id":"urn:vm-2","name":"two","parent":"urn:app","n":2}])");
    QCOMPARE(words(*before, *after).size(), 6); // as if all had been read
    ComparisonRules rules;
    rules.unread = {"https://x/vm-1", "urn:vm-2"}; // an object, and the list of what hangs below another
    QCOMPARE(words(*before, *after, rules), QStringList({QStringLiteral("- gone"), QStringLiteral("two n: 1 > 2")}));
    const QTemporaryDir folder;
    const Snapshots snapshots(folder.filePath(QStringLiteral("kept")));
    Snapshot partial = about(QStringLiteral("partial"));
    partial.unread = QStringList{QStringLiteral("urn:vm-2")};
    QVERIFY(snapshots.add(partial, before));
    QCOMPARE(snapshots.all().constFirst().unread, partial.unread);
}

QTEST_GUILESS_MAIN(SnapshotsTest)

#include "tst_snapshots.moc"
