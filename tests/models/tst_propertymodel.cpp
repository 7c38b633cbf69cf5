// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/propertymodel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QMetaEnum>
#include <QTest>

using namespace nephoscope;

namespace {

Resource resourceOf(const QByteArray &bytes, const QString &kind = QStringLiteral("thing"))
{
    Resource resource;
    resource.self = Ref(QUrl(QStringLiteral("https://site.example/thing/1")), kind, QStringLiteral("one"));
    const auto document = Document::parse(bytes);
    if (document)
        resource.document = *document;
    return resource;
}

QString typeName(PropertyType type)
{
    static const QStringList names = {QStringLiteral("text"), QStringLiteral("lines"), QStringLiteral("integer"),
        QStringLiteral("decimal"), QStringLiteral("boolean"), QStringLiteral("size"), QStringLiteral("frequency"),
        QStringLiteral("duration"), QStringLiteral("percent"), QStringLiteral("time"), QStringLiteral("enumeration"),
        QStringLiteral("reference"), QStringLiteral("identifier"), QStringLiteral("address"), QStringLiteral("url"),
        QStringLiteral("secret"), QStringLiteral("group"), QStringLiteral("list"), QStringLiteral("nothing")};
    return names.value(int(type));
}

/// One line per property: "  name = text (type)", items of lists as "[0] title", amounts behind.
void print(const QAbstractItemModel &model, const QModelIndex &parent, int depth, QStringList &lines)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        QString line(2 * depth, QLatin1Char(' '));
        const int number = index.data(PropertyModel::NumberRole).toInt();
        const QString title = index.data(PropertyModel::TitleRole).toString();
        line += number >= 0 ? QStringLiteral("[%1] %2").arg(number).arg(title)
                            : index.data(PropertyModel::NameRole).toString();
        line = line.size() > 2 * depth ? line : line + QLatin1Char('*');
        const QString text = index.data(PropertyModel::TextRole).toString();
        if (!text.isEmpty())
            line += QStringLiteral(" = ") + text;
        line += QStringLiteral(" (%1)").arg(typeName(PropertyType(index.data(PropertyModel::TypeRole).toInt())));
        if (const QVariant amount = index.data(PropertyModel::AmountRole); amount.isValid())
            line += QStringLiteral(" %1").arg(amount.toDouble(), 0, 'g', 15);
        if (const QVariant target = index.data(PropertyModel::TargetRole); target.isValid())
            line += QStringLiteral(" -> ") + target.value<Ref>().href().path();
        if (index.data(PropertyModel::NilRole).toBool())
            line += QStringLiteral(" nil");
        lines << line;
        print(model, index, depth + 1, lines);
    }
}

QStringList tree(const Resource &resource, bool showsEmpty = false, const Catalog &catalog = {})
{
    PropertyModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setShowsEmpty(showsEmpty);
    model.setResource(resource, catalog);
    QStringList lines;
    print(model, {}, 0, lines);
    return lines;
}

QStringList lines(const char *text) { return QString::fromUtf8(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts); }

} // namespace

class TestPropertyModel : public QObject {
    Q_OBJECT
private slots:
    void documents_data();
    void documents();
    void emptyIsShownOnlyOnRequest();
    void referencesLeadToTheirTargets();
    void childrenAreLeftToTheirOwnTab();
    void secretsHaveNoText_data();
    void secretsHaveNoText();
    void catalogueGroupsAndTypes();
    void partOfADocumentIsAResourceOfItsOwn();
    void pathsLeadBackToTheNode();
    void tenThousandPropertiesCostNothingUntilLookedAt();
};

void TestPropertyModel::documents_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("expected");

    QTest::newRow("plain members come first, attributes and elements alike")
        << QByteArray(R"(<V xmlns="urn:x" name="web" status="4" href="https://a/1" type="t"><Link rel="up" href="h"/>
            <Sub><A>1</A></Sub><Flag>true</Flag></V>)")
        << lines("* (group)\n  name = web (text)\n  status = 4 (integer) 4\n  Flag = true (boolean)\n"
                 "Sub (group)\n  A = 1 (integer) 1\n");
    QTest::newRow("repeated elements are a list, named by themselves")
        << QByteArray(
               R"(<V xmlns="urn:x"><Item><name>eth0</name><Ip>10.0.0.1</Ip></Item><Item><name>eth1</name></Item></V>)")
        << lines("Item (list)\n  [0] eth0 (group)\n    name = eth0 (text)\n    Ip = 10.0.0.1 (address)\n"
                 "  [1] eth1 (group)\n    name = eth1 (text)\n");
    QTest::newRow("a container of one thing is a list where its name says so")
        << QByteArray("<V><IpRanges><IpRange><Start>10.0.0.1</Start><End>10.0.0.9</End></IpRange></IpRanges></V>")
        << lines("IpRanges (list)\n  [0]  = 10.0.0.1 \xc2\xb7 10.0.0.9 (group)\n"
                 "    Start = 10.0.0.1 (address)\n    End = 10.0.0.9 (address)\n");
    QTest::newRow("units beside, in the name, and of virtual hardware")
        << QByteArray(R"(<V><memoryMB>512</memoryMB><Cpu><Units>MHz</Units><Used>2</Used></Cpu>
            <Item><ElementName>Memory</ElementName><AllocationUnits>byte * 2^20</AllocationUnits>
            <VirtualQuantity>4</VirtualQuantity></Item></V>)")
        << lines("* (group)\n  memoryMB = 512 (size) 536870912\nCpu (group)\n  Units = MHz (text)\n"
                 "  Used = 2 (frequency) 2000000\nItem = Memory (group)\n  ElementName = Memory (text)\n"
                 "  AllocationUnits = byte * 2^20 (text)\n  VirtualQuantity = 4 (size) 4194304\n");
    QTest::newRow("text beside attributes") << QByteArray("<V><R cap=\"16\">disk</R></V>")
                                            << lines("* (group)\n  R = disk (text)\n    cap = 16 (integer) 16\n");
    QTest::newRow("JSON: members, capacities, durations, lists, nested objects")
        << QByteArray(R"({"name":"v","size":{"size":1.5,"unit":"GB"},"wait":{"length":2,"unit":"MINUTES"},
            "ips":["a","b"],"nested":{"on":true},"nodes":[{"name":"n1","up":true}],"big":9007199254740993})")
        << lines("* (group)\n  name = v (text)\n  size = 1.5 GB (size) 1610612736\n"
                 "  wait = 2 MINUTES (duration) 120\n  ips = a, b (list)\n"
                 "  big = 9007199254740993 (integer) 9.00719925474099e+15\nnested (group)\n  on = true (boolean)\n"
                 "nodes (list)\n  [0] n1 (group)\n    name = n1 (text)\n    up = true (boolean)\n");
    QTest::newRow("JSON list") << QByteArray(R"([{"id":"1"},{"id":"2"}])")
                               << lines("* (list)\n  [0] 1 (group)\n    id = 1 (text)\n"
                                        "  [1] 2 (group)\n    id = 2 (text)\n");
    QTest::newRow("JSON value") << QByteArray("true") << lines("* (group)\n  * = true (boolean)\n");
    QTest::newRow("names with slashes") << QByteArray(R"({"a/b":"c"})") << lines("* (group)\n  a/b = c (text)\n");
    QTest::newRow("nothing") << QByteArray("{}") << QStringList();
    QTest::newRow("no document") << QByteArray() << QStringList();
}

void TestPropertyModel::documents()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, expected);
    QCOMPARE(tree(resourceOf(bytes)).join(QLatin1Char('\n')), expected.join(QLatin1Char('\n')));
}

void TestPropertyModel::emptyIsShownOnlyOnRequest()
{
    const Resource resource = resourceOf(R"({"a":null,"b":"","c":[],"d":{"e":null},"f":0})");
    QCOMPARE(tree(resource), lines("* (group)\n  f = 0 (integer) 0\n"));
    QCOMPARE(tree(resource, true),
        lines("* (group)\n  a (text) nil\n  b (text) nil\n  c (list) nil\n  f = 0 (integer) 0\n"
              "d (group) nil\n  e (text) nil\n"));
    const Resource xml =
        resourceOf(R"(<V xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><A xsi:nil="true"/><B/><C>1</C></V>)");
    QCOMPARE(tree(xml), lines("* (group)\n  C = 1 (integer) 1\n"));
    QCOMPARE(tree(xml, true), lines("* (group)\n  A (text) nil\n  B (text) nil\n  C = 1 (integer) 1\n"));
}

void TestPropertyModel::referencesLeadToTheirTargets()
{
    Resource resource = resourceOf(R"(<V><Owner><User href="https://a/u/7" name="ada" type="user"/></Owner>
        <Net href="https://a/n/1" name="lan"/></V>)");
    const Ref ada(QUrl(QStringLiteral("https://a/u/7")), QStringLiteral("user"), QStringLiteral("ada"));
    resource.references << Reference{Path(QStringLiteral("Owner/User")), ada, QString()};
    QCOMPARE(tree(resource), lines("* (group)\n  Owner = ada (reference) -> /u/7\n  Net = lan (reference)\n"));

    Resource json = resourceOf(R"({"org":{"name":"acme","id":"urn:x:1"}})");
    json.references << Reference{
        Path(QStringLiteral("org")), Ref(QUrl(QStringLiteral("https://a/o/1")), QStringLiteral("org")), QString()};
    QCOMPARE(tree(json), lines("* (group)\n  org = acme (reference) -> /o/1\n"));
}

void TestPropertyModel::childrenAreLeftToTheirOwnTab()
{
    Resource resource = resourceOf(R"(<V><Size>1</Size><Children><Vm href="https://a/vm/1" name="w"><X>1</X></Vm>
        <Vm href="https://a/vm/2" name="v"/></Children></V>)");
    for (int number : {1, 2}) {
        const Ref vm(QUrl(QStringLiteral("https://a/vm/%1").arg(number)), QStringLiteral("vm"));
        const QString index = number == 1 ? QString() : QStringLiteral("[1]");
        resource.references << Reference{Path(QStringLiteral("Children/Vm") + index), vm, QString()};
        resource.children << vm;
    }
    QCOMPARE(tree(resource), lines("* (group)\n  Size = 1 (integer) 1\n"));
}

void TestPropertyModel::secretsHaveNoText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("element") << QByteArray("<V><AdminPassword>hunter2</AdminPassword></V>");
    QTest::newRow("attribute") << QByteArray("<V password=\"hunter2\"/>");
    QTest::newRow("member") << QByteArray(R"({"svmPassword":"hunter2"})");
    QTest::newRow("object") << QByteArray(R"({"password":{"value":"hunter2"}})");
    QTest::newRow("several") << QByteArray("<V><Password>hunter2</Password><Password>hunter2</Password></V>");
    QTest::newRow("in a list") << QByteArray(R"({"keys":[{"privateKey":"hunter2"},{"privateKey":"hunter2"}]})");
}

void TestPropertyModel::secretsHaveNoText()
{
    QFETCH(QByteArray, bytes);
    const QString all = tree(resourceOf(bytes), true).join(QLatin1Char('\n'));
    QVERIFY2(all.contains(QLatin1String("(secret)")), qPrintable(all));
    QVERIFY2(!all.contains(QLatin1String("hunter2")), qPrintable(all));
}

void TestPropertyModel::catalogueGroupsAndTypes()
{
    const auto catalog = Catalog::read(R"({"service":"x","kinds":{},"properties":{
        "cpus":{"group":"Compute","type":"Integer"},"thing/when":{"type":"Time"},
        "ram":{"group":"Compute","type":"Size","unit":"GB"},"hush":{"type":"Secret"},"noise":{"hidden":true}}})");
    QVERIFY(catalog);
    const Resource resource = resourceOf(R"({"cpus":2,"when":1492863530229,"ram":4,"hush":"x","noise":1,"name":"n"})");
    QCOMPARE(tree(resource, false, *catalog),
        lines("* (group)\n  when = 1492863530229 (time)\n  hush (secret)\n  name = n (text)\n"
              "Compute (group)\n  cpus = 2 (integer) 2\n  ram = 4 (size) 4294967296\n"));
    PropertyModel model;
    model.setResource(resource, *catalog);
    const QModelIndex when = model.index(0, 1, model.index(0, 0));
    QCOMPARE(when.data(PropertyModel::TimeRole).toDateTime().toMSecsSinceEpoch(), 1492863530229LL);
}

void TestPropertyModel::partOfADocumentIsAResourceOfItsOwn()
{
    Resource resource = resourceOf(R"([{"name":"a","x":1},{"name":"b","x":2}])");
    resource.part = Path(QStringLiteral("1"));
    QCOMPARE(tree(resource), lines("* (group)\n  name = b (text)\n  x = 2 (integer) 2\n"));
    PropertyModel model;
    model.setResource(resource, {});
    QCOMPARE(model.index(1, 0, model.index(0, 0)).data(PropertyModel::PathRole).toString(), QStringLiteral("1/x"));
}

void TestPropertyModel::pathsLeadBackToTheNode()
{
    const Resource resource = resourceOf(R"(<V a="1"><B><C>x</C><C>y</C><D e="z"/></B></V>)");
    PropertyModel model;
    model.setResource(resource, {});
    int checked = 0;
    QList<QModelIndex> open = {{}};
    while (!open.isEmpty()) {
        const QModelIndex parent = open.takeLast();
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            open << index;
            if (index.data(PropertyModel::PathRole).toString().isEmpty()
                || index.data(PropertyModel::CountRole).toInt())
                continue;
            const Node node = resource.document.root().at(Path(index.data(PropertyModel::PathRole).toString()));
            QVERIFY(!node.isNull());
            if (index.data(PropertyModel::TypeRole).toInt() != int(PropertyType::List))
                QCOMPARE(node.text(), index.data(PropertyModel::TextRole).toString());
            ++checked;
        }
    }
    QVERIFY(checked >= 3);
}

void TestPropertyModel::tenThousandPropertiesCostNothingUntilLookedAt()
{
    QByteArray json = "{\"items\":[";
    for (int item = 0; item < 10'000; ++item)
        json += QByteArray(item ? "," : "") + "{\"name\":\"item" + QByteArray::number(item)
            + R"(","size":{"size":1,"unit":"GB"},"a":"b","c":{"d":"e"}})";
    const Resource resource = resourceOf(json + "]}");
    QElapsedTimer timer;
    timer.start();
    PropertyModel model;
    model.setResource(resource, {});
    const QModelIndex list = model.index(0, 0);
    QCOMPARE(model.rowCount(list), 10'000);
    QCOMPARE(model.index(9'999, 0, list).data(PropertyModel::TitleRole).toString(), QStringLiteral("item9999"));
    const qint64 elapsed = timer.elapsed();
    qInfo("10,000 items: %lld ms until the last one shows", static_cast<long long>(elapsed));
    QVERIFY2(elapsed < 2'000, "far from instant even for a build with sanitizers");
}

QTEST_GUILESS_MAIN(TestPropertyModel)
#include "tst_propertymodel.moc"
