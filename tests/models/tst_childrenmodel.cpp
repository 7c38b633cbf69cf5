// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/childrenmodel.h"
#include "models/linksmodel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QTest>

using namespace nephoscope;

namespace {

Resource resourceOf(const QByteArray &bytes)
{
    Resource resource;
    resource.self = Ref(QUrl(QStringLiteral("https://site.example/list")), QStringLiteral("volume"));
    const auto document = Document::parse(bytes);
    if (document)
        resource.document = *document;
    return resource;
}

Catalog volumes()
{
    const auto catalog = Catalog::read(R"({"service":"x","kinds":{"volume":{"columns":["size","usedBy/name","never"]}},
        "properties":{"size":{"type":"Size"}}})");
    return catalog ? *catalog : Catalog();
}

Ref volume(const QString &name)
{
    return Ref(QUrl(QStringLiteral("https://site.example/volume/%1").arg(name)), QStringLiteral("volume"), name);
}

QString cell(const ChildrenModel &model, int row, int column) { return model.index(row, column).data().toString(); }

} // namespace

class TestChildrenModel : public QObject {
    Q_OBJECT
private slots:
    void columnsComeFromTheCatalogueWhereTheDocumentHasThem();
    void recordsOfXmlAreFoundByAddress();
    void referencesWinOverNames();
    void childrenOfWhichNothingIsSaidHaveEmptyCells();
    void pagesAreAppended();
    void tenThousandChildren();
    void linksTellTheMethodThatTheDialectOffers();
};

void TestChildrenModel::columnsComeFromTheCatalogueWhereTheDocumentHasThem()
{
    Resource resource = resourceOf(R"([{"name":"a","size":{"size":1,"unit":"GB"},"usedBy":{"name":"svm1"}},
        {"name":"b","size":{"size":512,"unit":"MB"}}])");
    resource.children << volume(QStringLiteral("a")).withId(QStringLiteral("id-a"))
                      << volume(QStringLiteral("b")).withState(State(State::Tone::On, QStringLiteral("online")));
    ChildrenModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResource(resource, volumes());
    QCOMPARE(model.columnCount(), int(ChildrenModel::FirstMemberColumn) + 2);
    QCOMPARE(model.memberOf(ChildrenModel::FirstMemberColumn), QStringLiteral("size"));
    QCOMPARE(cell(model, 0, ChildrenModel::IdColumn), QStringLiteral("id-a"));
    QCOMPARE(cell(model, 1, ChildrenModel::StateColumn), QStringLiteral("online"));
    const QModelIndex size = model.index(1, ChildrenModel::FirstMemberColumn);
    QCOMPARE(size.data().toString(), QStringLiteral("512 MB"));
    QCOMPARE(size.data(ChildrenModel::AmountRole).toDouble(), 536870912.0);
    QCOMPARE(size.data(ChildrenModel::TypeRole).toInt(), int(PropertyType::Size));
    QCOMPARE(cell(model, 0, ChildrenModel::FirstMemberColumn + 1), QStringLiteral("svm1"));
    QCOMPARE(cell(model, 1, ChildrenModel::FirstMemberColumn + 1), QString());
}

void TestChildrenModel::recordsOfXmlAreFoundByAddress()
{
    Resource resource =
        resourceOf(R"(<QueryResultRecords><VolumeRecord name="same" size="1" href="https://site.example/volume/1"/>
        <VolumeRecord name="same" size="2" href="https://site.example/volume/2"/></QueryResultRecords>)");
    for (const QString &number : {QStringLiteral("2"), QStringLiteral("1")})
        resource.children << volume(number).withName(QStringLiteral("same"));
    ChildrenModel model;
    model.setResource(resource, volumes());
    QCOMPARE(cell(model, 0, ChildrenModel::FirstMemberColumn), QStringLiteral("2"));
    QCOMPARE(cell(model, 1, ChildrenModel::FirstMemberColumn), QStringLiteral("1"));
}

void TestChildrenModel::referencesWinOverNames()
{
    Resource resource = resourceOf(R"({"x":[{"name":"a","size":1},{"other":"a","size":2}]})");
    const Ref a = volume(QStringLiteral("a"));
    resource.children << a;
    resource.references << Reference{Path(QStringLiteral("x/1")), a, QString()};
    ChildrenModel model;
    model.setResource(resource, volumes());
    QCOMPARE(cell(model, 0, ChildrenModel::FirstMemberColumn), QStringLiteral("2"));
}

void TestChildrenModel::childrenOfWhichNothingIsSaidHaveEmptyCells()
{
    Resource resource = resourceOf("{}");
    resource.children << volume(QStringLiteral("a"));
    ChildrenModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResource(resource, volumes());
    QCOMPARE(model.columnCount(), int(ChildrenModel::FirstMemberColumn));
    QCOMPARE(cell(model, 0, 0), QStringLiteral("a"));
    QCOMPARE(model.rowOf(volume(QStringLiteral("a")).identity()), 0);
    QCOMPARE(model.rowOf(QStringLiteral("none")), -1);
}

void TestChildrenModel::pagesAreAppended()
{
    Resource first = resourceOf(R"([{"name":"a","size":1}])");
    first.children << volume(QStringLiteral("a"));
    Resource second = resourceOf(R"([{"name":"b","size":2}])");
    second.children << volume(QStringLiteral("b"));
    ChildrenModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResource(first, volumes());
    model.append(second);
    model.append(Resource());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(cell(model, 1, ChildrenModel::FirstMemberColumn), QStringLiteral("2"));
}

void TestChildrenModel::tenThousandChildren()
{
    QByteArray json = "[";
    Resource resource;
    QList<Ref> children;
    for (int number = 0; number < 10'000; ++number) {
        const QByteArray name = "vol" + QByteArray::number(number);
        json += QByteArray(number ? "," : "") + R"({"name":")" + name + R"(","size":{"size":1,"unit":"GB"},"a":"b"})";
        children << volume(QString::fromLatin1(name));
    }
    resource = resourceOf(json + "]");
    resource.children = children;
    QElapsedTimer timer;
    timer.start();
    ChildrenModel model;
    model.setResource(resource, volumes());
    qInfo("10,000 children: %lld ms", static_cast<long long>(timer.elapsed()));
    QCOMPARE(cell(model, 9'999, ChildrenModel::FirstMemberColumn), QStringLiteral("1 GB"));
    QVERIFY2(timer.elapsed() < 4'000, "far too slow even for a build with sanitizers");
}

void TestChildrenModel::linksTellTheMethodThatTheDialectOffers()
{
    Resource resource;
    Link off;
    off.relation = QStringLiteral("power:powerOff");
    off.href = QUrl(QStringLiteral("https://site.example/off"));
    Link up;
    up.relation = QStringLiteral("up");
    up.href = QUrl(QStringLiteral("https://site.example/up"));
    up.original = QUrl(QStringLiteral("https://inside.example/up"));
    resource.links << off << up;
    Operation operation;
    operation.name = off.relation;
    operation.method = "POST";
    operation.href = off.href;
    resource.operations << operation;
    LinksModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResource(resource);
    QCOMPARE(model.index(0, LinksModel::MethodColumn).data().toString(), QStringLiteral("POST"));
    QVERIFY(!model.index(0, 0).data(LinksModel::ReadableRole).toBool());
    QCOMPARE(model.index(1, LinksModel::MethodColumn).data().toString(), QStringLiteral("GET"));
    QVERIFY(model.index(1, 0).data(LinksModel::ReadableRole).toBool());
    QCOMPARE(model.index(1, 0).data(LinksModel::OriginalRole).toUrl(), up.original);
    QCOMPARE(model.index(0, 0).data(LinksModel::OriginalRole).toUrl(), off.href);
}

QTEST_GUILESS_MAIN(TestChildrenModel)
#include "tst_childrenmodel.moc"
