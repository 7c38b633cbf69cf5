// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/keptsite.h"
#include "inventory/listpage.h"
#include "models/hitrank.h"
#include "models/loadedlists.h"

#include <QTest>

using namespace nephoscope;

/// What is found everywhere, and in which order.
class LoadedListsTest : public QObject {
    Q_OBJECT
private slots:
    void theBestOfAllColumnsComesFirst_data();
    void theBestOfAllColumnsComesFirst();
    void theExactAddressIsNotCutOff();
    void anAddressFindsTheNetworksThatHoldIt();
    void aNetworkFindsWhatLiesInIt();
    void whatIsKeptStandsBehindWhatWasRead();

private:
    static LoadedList listOf(const QByteArray &json, const QString &profileId = QStringLiteral("p"));
    static QStringList namesOf(const LoadedList &list, const QString &text, int most = 20);
};

LoadedList LoadedListsTest::listOf(const QByteArray &json, const QString &profileId)
{
    LoadedList list;
    list.profileId = profileId;
    list.list = Ref(QUrl(QStringLiteral("https://x/l")), QStringLiteral("vm"));
    list.store = std::make_shared<RecordStore>();
    RecordWriter writer(list.store);
    const auto read =
        readListPage(ListAnswer(json, "application/json", QUrl(QStringLiteral("https://x/l"))), ListLayout(), writer);
    if (!read)
        qFatal("%s", qPrintable(read.error().message()));
    writer.publish();
    return list;
}

QStringList LoadedListsTest::namesOf(const LoadedList &list, const QString &text, int most)
{
    QStringList names;
    const RowOrder::Stop goOn(false);
    const QList<LoadedHit> hits = hitsIn(list, text, most, goOn);
    for (const LoadedHit &hit : hits)
        names << hit.name;
    return names;
}

void LoadedListsTest::theBestOfAllColumnsComesFirst_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("name") << QStringLiteral("db")
                          << QStringList{QStringLiteral("db"), QStringLiteral("the owner"), QStringLiteral("old db"),
                                 QStringLiteral("a word"), QStringLiteral("dbase"), QStringLiteral("idbx"),
                                 QStringLiteral("inside")};
    QTest::newRow("in another case") << QStringLiteral("ADA") << QStringList{QStringLiteral("a word")};
    QTest::newRow("umlaut") << QStringLiteral("käse") << QStringList{QStringLiteral("cheese")};
}

void LoadedListsTest::theBestOfAllColumnsComesFirst()
{
    QFETCH(QString, text);
    QFETCH(QStringList, names);
    const LoadedList list = listOf(R"([{"name":"inside","note":"xdbx"},{"name":"idbx"},{"name":"dbase"},
        {"name":"a word","note":"the db of ada"},{"name":"old db"},{"name":"the owner","owner":"DB"},{"name":"db"},
        {"name":"cheese","note":"K\u00c4SE"},{"name":"other"}])");
    QCOMPARE(namesOf(list, text), names);
}

void LoadedListsTest::theExactAddressIsNotCutOff()
{
    QByteArray json = "[";
    for (int last = 10; last < 200; ++last)
        json += R"({"name":"n)" + QByteArray::number(last) + R"(","ip":"10.20.0.)" + QByteArray::number(last) + "\"},";
    json += R"({"name":"it","ip":"10.20.0.1"}])";
    QCOMPARE(namesOf(listOf(json), QStringLiteral("10.20.0.1"), 5).value(0), QStringLiteral("it"));
}

void LoadedListsTest::anAddressFindsTheNetworksThatHoldIt()
{
    const LoadedList volumes = listOf(R"([{"name":"all","export":{"ips":["0.0.0.0/0"]}},
        {"name":"ours","export":{"ips":["10.99.0.0/16","10.20.0.0/16"]}},
        {"name":"theirs","export":{"ips":["10.30.0.0/16"]}},{"name":"said","note":"was at 10.20.4.17 once"}])");
    QCOMPARE(namesOf(volumes, QStringLiteral("10.20.4.17")),
        (QStringList{QStringLiteral("said"), QStringLiteral("ours"), QStringLiteral("all")}));
    const RowOrder::Stop goOn(false);
    const QList<LoadedHit> hits = hitsIn(volumes, QStringLiteral("10.20.4.18"), 5, goOn);
    QCOMPARE(hits.size(), 2);
    QCOMPARE(hits[0].member, QStringLiteral("export/ips"));
    QVERIFY(hits[0].text.contains(QStringLiteral("10.20.0.0/16")));
}

void LoadedListsTest::aNetworkFindsWhatLiesInIt()
{
    const LoadedList machines =
        listOf(R"([{"name":"in","ip":"10.20.4.9"},{"name":"out","ip":"10.21.4.9"},{"name":"too","ip":"10.20.9.1"}])");
    QCOMPARE(
        namesOf(machines, QStringLiteral("10.20.0.0/16")), (QStringList{QStringLiteral("in"), QStringLiteral("too")}));
}

void LoadedListsTest::whatIsKeptStandsBehindWhatWasRead()
{
    static Nobody nobody;
    const auto session = std::make_shared<Session>(
        Profile(), allPlatforms().constFirst(), std::make_unique<NoConnection>(QStringLiteral("x")), nobody);
    LoadedLists lists;
    LoadedList kept = listOf(R"([{"name":"old"}])");
    kept.session = session;
    LoadedList read = listOf(R"([{"name":"new"}])");
    read.session = session;
    lists.add(kept);
    QVERIFY(lists.has(kept.profileId, kept.list.href()));
    lists.put(read);
    lists.add(kept);
    QCOMPARE(lists.all().size(), 1);
    QCOMPARE(lists.all().constFirst().store, read.store);
    read.session.reset(); // signed out: what was kept takes its place
    lists.put(read);
    QVERIFY(!lists.has(kept.profileId, kept.list.href()));
    lists.add(kept);
    QCOMPARE(lists.all().size(), 1);
    QCOMPARE(lists.all().constFirst().store, kept.store);
    lists.drop(read.profileId);
    QVERIFY(lists.all().isEmpty());
}

QTEST_GUILESS_MAIN(LoadedListsTest)

#include "tst_loadedlists.moc"
