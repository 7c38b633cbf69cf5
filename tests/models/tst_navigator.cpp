// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fakesite.h"
#include "models/navigatormodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QtTest>
#include <algorithm>

using namespace nephoscope;

namespace {

QString word(NavigatorModel::Status status)
{
    switch (status) {
    case NavigatorModel::Status::Loading:
        return QStringLiteral(" (loading)");
    case NavigatorModel::Status::Failed:
        return QStringLiteral(" (failed)");
    case NavigatorModel::Status::Stale:
        return QStringLiteral(" (stale)");
    case NavigatorModel::Status::Idle:
        break;
    }
    return {};
}

QStringList lines(std::initializer_list<const char *> texts)
{
    QStringList all;
    for (const char *text : texts)
        all.append(QString::fromLatin1(text));
    return all;
}

/// The tree as text: a line for each node, a blank for each level, '+' where something may still be read.
void print(const NavigatorModel &model, const QModelIndex &parent, int depth, QStringList &text)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        QString line = QString(depth, QLatin1Char(' '));
        if (index.data(NavigatorModel::TypeRole).value<NavigatorModel::Type>() == NavigatorModel::Type::More)
            line += QStringLiteral("more %1 of %2")
                        .arg(index.data(NavigatorModel::ShownRole).toInt())
                        .arg(index.data(NavigatorModel::TotalRole).toLongLong());
        else
            line += index.data(NavigatorModel::NameRole).toString();
        const QString state = index.data(NavigatorModel::StateWordRole).toString();
        if (!state.isEmpty())
            line += QStringLiteral(" [%1]").arg(state);
        line += word(index.data(NavigatorModel::StatusRole).value<NavigatorModel::Status>());
        if (model.canFetchMore(index) && model.hasChildren(index))
            line += QStringLiteral(" +");
        text.append(line);
        print(model, index, depth + 1, text);
    }
}

QStringList printed(const NavigatorModel &model)
{
    QStringList text;
    print(model, {}, 0, text);
    return text;
}

QStringList numbered(const QString &prefix, int from, int to)
{
    QStringList names;
    for (int number = from; number < to; ++number)
        names.append(QStringLiteral("%1%2.").arg(prefix).arg(number));
    return names;
}

} // namespace

class NavigatorTest : public QObject {
    Q_OBJECT
private slots:
    void readsOnlyWhatIsExpanded();
    void showsWhileItLoadsAndForgetsWhatWasCanceled();
    void keepsAFailureAtItsNodeUntilRetried();
    void siteThatIsDownDisturbsNoOther();
    void sessionThatEndsTakesItsRowsAlong();
    void refreshChangesByDifference();
    void refreshThatFailsKeepsWhatWasThere();
    void manyChildrenComeInPortions();
    void pagesOfTheServerAreReadOnDemand();
    void refreshKeepsAsManyPagesAsWereShown();
    void whatIsReadElsewhereUpdatesEveryNodeOfTheResource();
    void addressesTellNodesApart();
    void anySequenceOfListsEndsAsTheLastOne();

private:
    QModelIndex at(const NavigatorModel &model, std::initializer_list<int> rows) const
    {
        QModelIndex index;
        for (const int row : rows)
            index = model.index(row, 0, index);
        return index;
    }
};

void NavigatorTest::readsOnlyWhatIsExpanded()
{
    Sites sites;
    NavigatorModel model(sites);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    FakeSite site(sites, QStringLiteral("acme"));
    site.transport->pages = {{QStringLiteral("/acme"), lines({"web on", "disk."})}, {QStringLiteral("/web"), {}}};
    QCOMPARE(printed(model), lines({"acme", " acme +"}));
    QCOMPARE(site.transport->asked, QStringList());

    model.fetchMore(at(model, {0, 0}));
    QTRY_COMPARE(printed(model), lines({"acme", " acme", "  web [on] +", "  disk"}));
    QCOMPARE(site.transport->asked, lines({"/acme"}));
    QVERIFY(!model.hasChildren(at(model, {0, 0, 1})));

    model.fetchMore(at(model, {0, 0, 0})); // turns out to be empty
    QTRY_COMPARE(printed(model), lines({"acme", " acme", "  web [on]", "  disk"}));
    QVERIFY(!model.hasChildren(at(model, {0, 0, 0})));
}

void NavigatorTest::showsWhileItLoadsAndForgetsWhatWasCanceled()
{
    Sites sites;
    NavigatorModel model(sites);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    FakeSite site(sites, QStringLiteral("acme"));
    site.transport->pages = {{QStringLiteral("/acme"), lines({"web."})}};
    site.transport->onHold = true;
    model.fetchMore(at(model, {0, 0}));
    QCOMPARE(printed(model), lines({"acme", " acme (loading) +"}));
    model.fetchMore(at(model, {0, 0})); // does not ask twice
    QTRY_COMPARE(site.transport->asked.size(), 1);

    model.cancel(at(model, {0, 0}));
    site.transport->release();
    QCoreApplication::processEvents();
    QCOMPARE(printed(model), lines({"acme", " acme +"}));

    model.fetchMore(at(model, {0, 0}));
    QTRY_COMPARE(site.transport->asked.size(), 2);
    site.transport->abortAll(); // Stop: not a fault
    QTRY_COMPARE(printed(model), lines({"acme", " acme +"}));
    site.transport->onHold = false;
    model.fetchMore(at(model, {0, 0}));
    QTRY_COMPARE(printed(model), lines({"acme", " acme", "  web"}));
}

void NavigatorTest::keepsAFailureAtItsNodeUntilRetried()
{
    Sites sites;
    NavigatorModel model(sites);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    FakeSite site(sites, QStringLiteral("acme"));
    model.fetchMore(at(model, {0, 0}));
    QTRY_COMPARE(printed(model), lines({"acme", " acme (failed)"}));
    const auto error = at(model, {0, 0}).data(NavigatorModel::ErrorRole).value<std::optional<Error>>();
    QVERIFY(error);
    QCOMPARE(error->kind(), Error::Kind::NotFound);
    QVERIFY(!model.hasChildren(at(model, {0, 0})));

    site.transport->pages = {{QStringLiteral("/acme"), lines({"web."})}};
    model.refresh(at(model, {0, 0}));
    QTRY_COMPARE(printed(model), lines({"acme", " acme", "  web"}));
    QVERIFY(!at(model, {0, 0}).data(NavigatorModel::ErrorRole).value<std::optional<Error>>());
}

void NavigatorTest::siteThatIsDownDisturbsNoOther()
{
    Sites sites;
    NavigatorModel model(sites);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    FakeSite down(sites, QStringLiteral("down"));
    FakeSite fine(sites, QStringLiteral("fine"));
    down.transport->down = lines({"/down"});
    fine.transport->pages = {{QStringLiteral("/fine"), lines({"web."})}};
    model.fetchMore(at(model, {0, 0}));
    model.fetchMore(at(model, {1, 0}));
    QTRY_COMPARE(printed(model), lines({"down", " down (failed)", "fine", " fine", "  web"}));

    sites.setStatus(down.id(), SiteEntry::Status::Failed, Error(Error::Kind::Offline, QStringLiteral("gone")));
    QCOMPARE(printed(model), lines({"down (failed)", "fine", " fine", "  web"}));
    sites.setStatus(down.id(), SiteEntry::Status::Connecting);
    QCOMPARE(printed(model), lines({"down (loading)", "fine", " fine", "  web"}));
}

void NavigatorTest::sessionThatEndsTakesItsRowsAlong()
{
    Sites sites;
    NavigatorModel model(sites);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    FakeSite first(sites, QStringLiteral("first"));
    FakeSite second(sites, QStringLiteral("second"));
    first.transport->onHold = true;
    model.fetchMore(at(model, {0, 0}));
    QTRY_COMPARE(first.transport->asked.size(), 1); // its answer comes when there is no node any more
    sites.setStatus(first.id(), SiteEntry::Status::Disconnected);
    QCOMPARE(printed(model), lines({"first", "second", " second +"}));
    QCOMPARE(first.entry().session->state(), Session::State::Closed);
    sites.remove(first.id());
    QCOMPARE(printed(model), lines({"second", " second +"}));
    sites.closeAll();
    QCOMPARE(printed(model), lines({"second"}));
}

void NavigatorTest::refreshChangesByDifference()
{
    Sites sites;
    NavigatorModel model(sites);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    FakeSite site(sites, QStringLiteral("acme"));
    site.transport->pages = {
        {QStringLiteral("/acme"), lines({"a", "b", "c"})}, {QStringLiteral("/b"), lines({"inner."})}};
    model.fetchMore(at(model, {0, 0}));
    QTRY_COMPARE(model.rowCount(at(model, {0, 0})), 3);
    model.fetchMore(at(model, {0, 0, 1}));
    QTRY_COMPARE(model.rowCount(at(model, {0, 0, 1})), 1);
    const QPersistentModelIndex inner(at(model, {0, 0, 1, 0}));

    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    site.transport->pages[QStringLiteral("/acme")] = lines({"c", "b on", "d"});
    model.refresh(at(model, {0, 0}));
    QTRY_COMPARE(printed(model), lines({"acme", " acme", "  c +", "  b [on]", "   inner", "  d +"}));
    QVERIFY(inner.isValid());
    QCOMPARE(inner.data(NavigatorModel::NameRole).toString(), QStringLiteral("inner"));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(reset.size(), 0);
}

void NavigatorTest::refreshThatFailsKeepsWhatWasThere()
{
    Sites sites;
    NavigatorModel model(sites);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    FakeSite site(sites, QStringLiteral("acme"));
    site.transport->pages = {{QStringLiteral("/acme"), lines({"web."})}};
    model.fetchMore(at(model, {0, 0}));
    QTRY_COMPARE(model.rowCount(at(model, {0, 0})), 1);
    site.transport->down = lines({"/acme"});
    model.refresh(at(model, {0, 0}));
    QTRY_COMPARE(printed(model), lines({"acme", " acme (stale)", "  web"}));
    site.transport->down.clear();
    model.refresh(at(model, {0})); // a site reads its roots again
    QTRY_COMPARE(printed(model), lines({"acme", " acme", "  web"}));
}

void NavigatorTest::manyChildrenComeInPortions()
{
    Sites sites;
    NavigatorModel model(sites, nullptr, 3);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    FakeSite site(sites, QStringLiteral("acme"));
    site.transport->pages = {{QStringLiteral("/acme"), numbered(QStringLiteral("vm"), 0, 7)}};
    model.fetchMore(at(model, {0, 0}));
    QTRY_COMPARE(printed(model), lines({"acme", " acme", "  vm0", "  vm1", "  vm2", "  more 3 of 7"}));
    model.showMore(at(model, {0, 0, 3}));
    QCOMPARE(printed(model).mid(5), lines({"  vm3", "  vm4", "  vm5", "  more 6 of 7"}));
    model.showMore(at(model, {0, 0, 6}));
    QCOMPARE(printed(model).mid(8), lines({"  vm6"}));
    QCOMPARE(site.transport->asked.size(), 1);
}

void NavigatorTest::pagesOfTheServerAreReadOnDemand()
{
    Sites sites;
    NavigatorModel model(sites, nullptr, 3);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    FakeSite site(sites, QStringLiteral("acme"));
    site.transport->pages = {{QStringLiteral("/acme"), lines({"a.", "b.", "more /page2", "total 4"})},
        {QStringLiteral("/page2"), lines({"b.", "c.", "d."})}}; // b slipped to the next page meanwhile
    model.fetchMore(at(model, {0, 0}));
    QTRY_COMPARE(printed(model), lines({"acme", " acme", "  a", "  b", "  more 2 of 4"}));
    site.transport->down = lines({"/page2"});
    model.showMore(at(model, {0, 0, 2}));
    QTRY_COMPARE(printed(model).last(), QStringLiteral("  more 2 of 4 (failed)"));
    site.transport->down.clear();
    model.refresh(at(model, {0, 0, 2})); // retry
    QTRY_COMPARE(printed(model), lines({"acme", " acme", "  a", "  b", "  c", "  d"}));
}

void NavigatorTest::refreshKeepsAsManyPagesAsWereShown()
{
    Sites sites;
    NavigatorModel model(sites, nullptr, 3);
    FakeSite site(sites, QStringLiteral("acme"));
    site.transport->pages = {{QStringLiteral("/acme"), lines({"a.", "b.", "more /page2"})},
        {QStringLiteral("/page2"), lines({"c.", "d.", "more /page3"})}, {QStringLiteral("/page3"), lines({"e."})}};
    model.fetchMore(at(model, {0, 0}));
    QTRY_COMPARE(printed(model).last(), QStringLiteral("  more 2 of -1"));
    model.showMore(at(model, {0, 0, 2}));
    QTRY_COMPARE(printed(model).last(), QStringLiteral("  more 4 of -1"));
    model.refresh(at(model, {0, 0}));
    QTRY_COMPARE(site.transport->asked, lines({"/acme", "/page2", "/acme", "/page2"}));
    QTRY_COMPARE(printed(model), lines({"acme", " acme", "  a", "  b", "  c", "  d", "  more 4 of -1"}));
}

void NavigatorTest::whatIsReadElsewhereUpdatesEveryNodeOfTheResource()
{
    Sites sites;
    NavigatorModel model(sites);
    FakeSite site(sites, QStringLiteral("acme"));
    site.transport->pages = {
        {QStringLiteral("/acme"), lines({"web off", "group"})}, {QStringLiteral("/group"), lines({"web off"})}};
    model.fetchMore(at(model, {0, 0}));
    QTRY_COMPARE(model.rowCount(at(model, {0, 0})), 2);
    model.fetchMore(at(model, {0, 0, 1}));
    QTRY_COMPARE(model.rowCount(at(model, {0, 0, 1})), 1);
    Resource read;
    read.self = FakePlatform::refTo(QStringLiteral("/web"));
    read.self.withState(State(State::Tone::On, QStringLiteral("on")));
    model.note(QStringLiteral("another site"), read);
    QCOMPARE(printed(model).filter(QStringLiteral("[on]")).size(), 0);
    model.note(site.id(), read);
    QCOMPARE(printed(model).filter(QStringLiteral("[on]")).size(), 2);
    QCOMPARE(model.findId(site.id(), QStringLiteral("id:web")), at(model, {0, 0, 0}));
    QCOMPARE(model.find(site.id(), read.self), at(model, {0, 0, 0}));
    QVERIFY(!model.find(QStringLiteral("another site"), read.self).isValid());
}

void NavigatorTest::addressesTellNodesApart()
{
    Sites sites;
    NavigatorModel model(sites);
    FakeSite site(sites, QStringLiteral("acme"));
    FakeSite other(sites, QStringLiteral("other"));
    for (FakeSite *each : {&site, &other})
        each->transport->pages = {{QStringLiteral("/acme"), lines({"web", "group"})},
            {QStringLiteral("/other"), lines({"web"})}, {QStringLiteral("/group"), lines({"web"})}};
    model.fetchMore(at(model, {0, 0}));
    model.fetchMore(at(model, {1, 0}));
    QTRY_COMPARE(model.rowCount(at(model, {0, 0})), 2);
    model.fetchMore(at(model, {0, 0, 1}));
    QTRY_COMPARE(model.rowCount(at(model, {0, 0, 1})), 1);
    const QList<QModelIndex> nodes{at(model, {0}), at(model, {1}), at(model, {0, 0}), at(model, {0, 0, 0}),
        at(model, {0, 0, 1, 0}), at(model, {1, 0, 0})};
    QSet<QString> addresses;
    for (const QModelIndex &index : nodes)
        addresses.insert(index.data(NavigatorModel::AddressRole).toString());
    QCOMPARE(addresses.size(), nodes.size());
    QVERIFY(!addresses.contains(QString()));
}

void NavigatorTest::anySequenceOfListsEndsAsTheLastOne()
{
    Sites sites;
    NavigatorModel model(sites, nullptr, 50);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    FakeSite site(sites, QStringLiteral("acme"));
    QRandomGenerator random(7);
    for (int round = 0; round < 200; ++round) {
        QStringList names;
        for (int number = 0; number < 12; ++number) {
            if (random.bounded(2) == 0)
                names.append(QStringLiteral("n%1.").arg(number));
        }
        std::shuffle(names.begin(), names.end(), random);
        site.transport->pages[QStringLiteral("/acme")] = names;
        model.refresh(at(model, {0, 0}));
        QStringList wanted = lines({"acme", " acme"});
        for (const QString &name : names)
            wanted.append(QStringLiteral("  ") + QString(name).remove(QLatin1Char('.')));
        QTRY_COMPARE(printed(model), wanted);
    }
}

QTEST_GUILESS_MAIN(NavigatorTest)
#include "tst_navigator.moc"
