// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/childlists.h"
#include "models/fakesite.h"

#include <QSignalSpy>
#include <QTest>

using namespace nephoscope;

/// What the lists of an object hold, as far as it was heard.
class TestChildLists : public QObject {
    Q_OBJECT
private slots:
    void listsAreReadAndCounted();
    void whatCannotBeReadIsSaid();
    void aFewAreAskedAtOnceAndNotForEver();
    void anObjectWithoutListsIsDoneAtOnce();
    void itMayGoWhileListsAreAwaited();

private:
    static Resource with(const QStringList &lists);

    Sites m_sites;
    FakeSite m_site{m_sites, QStringLiteral("a")};
};

Resource TestChildLists::with(const QStringList &lists)
{
    Resource resource;
    for (const QString &list : lists)
        resource.children << FakePlatform::refTo(QLatin1Char('/') + list).asCollection();
    resource.children << FakePlatform::refTo(QStringLiteral("/direct")); // no list
    return resource;
}

void TestChildLists::listsAreReadAndCounted()
{
    m_site.transport->pages = {
        {QStringLiteral("/volumes"), {QStringLiteral("v1."), QStringLiteral("v2."), QStringLiteral("total 40")}},
        {QStringLiteral("/copies"), {QStringLiteral("c1."), QStringLiteral("more /copies2")}},
        {QStringLiteral("/none"), {}}};
    ChildLists lists(m_site.entry().session,
        with({QStringLiteral("volumes"), QStringLiteral("copies"), QStringLiteral("none")}), nullptr);
    QSignalSpy finished(&lists, &ChildLists::finished);
    lists.read();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(lists.isDone());
    QCOMPARE(lists.lists().size(), 3);
    const ChildList &volumes = lists.lists().at(0);
    QVERIFY(volumes.state == ChildList::State::Read && volumes.total == 40 && !volumes.hasMore);
    QCOMPARE(volumes.items.size(), 2);
    const ChildList &copies = lists.lists().at(1);
    QVERIFY(copies.total == 1 && copies.hasMore);
    QVERIFY(lists.lists().at(2).state == ChildList::State::Read && lists.lists().at(2).items.isEmpty());
    const qsizetype asked = m_site.transport->asked.size();
    lists.read();
    QCOMPARE(m_site.transport->asked.size(), asked); // once is enough
}

void TestChildLists::whatCannotBeReadIsSaid()
{
    m_site.transport->pages = {{QStringLiteral("/volumes"), {QStringLiteral("v1.")}}};
    m_site.transport->down = QStringList{QStringLiteral("/silent")};
    ChildLists lists(m_site.entry().session,
        with({QStringLiteral("gone"), QStringLiteral("volumes"), QStringLiteral("silent")}), nullptr);
    lists.read();
    QTRY_VERIFY(lists.isDone());
    QVERIFY(lists.lists().at(0).state == ChildList::State::Failed && lists.lists().at(0).fault.has_value());
    QVERIFY(lists.lists().at(1).state == ChildList::State::Read);
    QVERIFY(lists.lists().at(2).state == ChildList::State::Failed);
    m_site.transport->down.clear();
}

void TestChildLists::aFewAreAskedAtOnceAndNotForEver()
{
    QStringList names;
    for (int number = 0; number < 30; ++number)
        names << QStringLiteral("list%1").arg(number);
    m_site.transport->onHold = true;
    m_site.transport->asked.clear();
    ChildLists lists(m_site.entry().session, with(names), nullptr);
    lists.read(100);
    QTRY_COMPARE(m_site.transport->asked.size(), 3);
    QCOMPARE(lists.leftOut(), 6);
    QTRY_VERIFY(lists.isDone()); // though nobody answers
    QCOMPARE(lists.answered(), 0);
    QVERIFY(lists.lists().at(0).state == ChildList::State::Waiting);
    m_site.transport->release();
    QTest::qWait(1);
    QCOMPARE(lists.answered(), 0); // what comes too late changes nothing that was told
    QCOMPARE(m_site.transport->asked.size(), 3);
    m_site.transport->onHold = false;
}

void TestChildLists::anObjectWithoutListsIsDoneAtOnce()
{
    ChildLists lists(m_site.entry().session, with({}), nullptr);
    lists.read();
    QVERIFY(lists.isDone() && lists.lists().isEmpty());
}

void TestChildLists::itMayGoWhileListsAreAwaited()
{
    m_site.transport->onHold = true;
    auto lists = std::make_unique<ChildLists>(m_site.entry().session, with({QStringLiteral("volumes")}), nullptr);
    lists->read();
    QTRY_VERIFY(!m_site.transport->held.empty());
    lists.reset();
    m_site.transport->release();
    m_site.transport->onHold = false;
    QVERIFY(m_site.transport->held.empty());
}

QTEST_GUILESS_MAIN(TestChildLists)
#include "tst_childlists.moc"
