// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fakesite.h"
#include "models/navigatormodel.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace nephoscope;

/// One node with more children than anybody would scroll through.
class NavigatorScaleTest : public QObject {
    Q_OBJECT
private slots:
    void aHundredThousandChildrenComeInPortions();
    void whatIsHeldBackIsFoundByItsName();

private:
    static constexpr int many = 100'000;
    static QStringList names();
    QModelIndex openBranch(NavigatorModel &model, FakeSite &site);
};

QStringList NavigatorScaleTest::names()
{
    QStringList names;
    for (int each = 0; each < many; ++each)
        names << QStringLiteral("vm%1.").arg(each);
    return names;
}

QModelIndex NavigatorScaleTest::openBranch(NavigatorModel &model, FakeSite &site)
{
    site.transport->pages = {{QStringLiteral("/acme"), names()}};
    const QModelIndex branch = model.index(0, 0, model.index(0, 0));
    model.fetchMore(branch);
    if (!QTest::qWaitFor([&] { return model.rowCount(branch) > 0; }, 60000))
        return {};
    return branch;
}

void NavigatorScaleTest::aHundredThousandChildrenComeInPortions()
{
    Sites sites;
    NavigatorModel model(sites);
    FakeSite site(sites, QStringLiteral("acme"));
    const QModelIndex branch = openBranch(model, site);
    QVERIFY(branch.isValid());
    int shown = 200;
    for (int click = 0; click < 5; ++click) {
        QCOMPARE(model.rowCount(branch), shown + 1);
        const QModelIndex more = model.index(shown, 0, branch);
        QCOMPARE(more.data(NavigatorModel::TotalRole).toLongLong(), qint64(many));
        QCOMPARE(more.data(NavigatorModel::ShownRole).toInt(), shown);
        model.showMore(more);
        shown += 200;
    }
    QCOMPARE(site.transport->asked.size(), 1);
    for (int row = 0; row < shown; row += 97) { // where a node stands is found again, from both sides
        const QModelIndex index = model.index(row, 0, branch);
        QCOMPARE(index.data(NavigatorModel::NameRole).toString(), QStringLiteral("vm%1").arg(row));
        QCOMPARE(model.parent(index), branch);
    }
}

void NavigatorScaleTest::whatIsHeldBackIsFoundByItsName()
{
    Sites sites;
    NavigatorModel model(sites);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    FakeSite site(sites, QStringLiteral("acme"));
    const QModelIndex branch = openBranch(model, site);
    QVERIFY(branch.isValid());
    model.showMatching(QStringLiteral("VM77777"));
    QCOMPARE(model.rowCount(branch), 200 + 1 + 1);
    QCOMPARE(model.index(200, 0, branch).data(NavigatorModel::NameRole).toString(), QStringLiteral("vm77777"));
    QCOMPARE(model.index(201, 0, branch).data(NavigatorModel::TotalRole).toLongLong(), qint64(many));
    model.showMatching(QStringLiteral("7777")); // no more than a portion of them
    QCOMPARE(model.rowCount(branch), 200 + 1 + 18 + 1);
    model.showMatching(QStringLiteral("no such name"));
    QCOMPARE(model.rowCount(branch), 200 + 1 + 18 + 1);
    model.showMatching(QStringLiteral("vm"));
    QCOMPARE(model.rowCount(branch), 200 + 1 + 18 + 200 + 1);
}

QTEST_GUILESS_MAIN(NavigatorScaleTest)

#include "tst_navigatorscale.moc"
