// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/catalog.h"
#include "schema/propertytype.h"

#include <QDir>
#include <QTest>

using namespace nephoscope;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

Catalog sample()
{
    return Catalog::read(R"({
        "service": "sample",
        "kinds": {
            "vm": {"label": "Virtual machine", "plural": "Virtual machines", "icon": "vm", "columns": ["name", "status"],
                   "stateMember": "@status", "nameMember": "@name", "idMembers": ["id", "uuid"], "path": "vApp/vm-"},
            "orgList": {"label": "Organizations"}
        },
        "properties": {
            "memory": {"label": "Memory", "type": "Size", "unit": "MB", "group": "Hardware"},
            "vm/memory": {"label": "RAM"},
            "disk/memory": {"type": "Integer", "hidden": true},
            "vm/Nic/@ip": {"label": "IP address"}
        },
        "states": {"POWERED_ON": "on", "running": "changing"},
        "spelling": {"organizations": "orgList"},
        "relations": {"vm": {"parent": "vApp"}}
    })")
        .value_or(Catalog());
}

} // namespace

class TestCatalog : public QObject {
    Q_OBJECT
private slots:
    void knowsKinds();
    void knowsPropertiesByPlaceThenByName();
    void knowsTones();
    void spellsKindsAsTheFileDoes();
    void emptyKnowsNothing();
    void mergesUsersFileOverBuiltIn();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void builtInFilesAreRight();
};

void TestCatalog::knowsKinds()
{
    const KindHints vm = sample().kind(s("vm"));
    QCOMPARE(vm.label, s("Virtual machine"));
    QCOMPARE(vm.plural, s("Virtual machines"));
    QCOMPARE(vm.icon, s("vm"));
    QCOMPARE(vm.columns, QStringList({s("name"), s("status")}));
    QCOMPARE(vm.stateMember, s("@status"));
    QCOMPARE(vm.nameMember, s("@name"));
    QCOMPARE(vm.idMembers, QStringList({s("id"), s("uuid")}));
    QCOMPARE(vm.more, QJsonObject({{s("path"), s("vApp/vm-")}}));
    QVERIFY(sample().hasKind(s("VM")) && !sample().hasKind(s("disk")));
    QVERIFY(sample().kind(s("disk")).label.isEmpty());
    QCOMPARE(sample().section(s("relations")).value(s("vm")).toObject().value(s("parent")).toString(), s("vApp"));
}

void TestCatalog::knowsPropertiesByPlaceThenByName()
{
    const PropertyHints vm = sample().property(s("VM"), s("memory"));
    QCOMPARE(vm.label, s("RAM"));
    QCOMPARE(vm.group, s("Hardware"));
    QCOMPARE(vm.type, s("Size"));
    QCOMPARE(vm.unit, s("MB"));
    const PropertyHints disk = sample().property(s("disk"), s("memory"));
    QCOMPARE(disk.label, s("Memory"));
    QCOMPARE(disk.type, s("Integer"));
    QCOMPARE(disk.unit, QString());
    QVERIFY(disk.hidden && !vm.hidden);
    QCOMPARE(sample().property(s("org"), s("Section[1]/memory")).label, s("Memory"));
    QCOMPARE(sample().property(s("org"), s("Section/@memory")).label, s("Memory"));
    QCOMPARE(sample().property(s("vm"), s("Nic[2]/@ip")).label, s("IP address"));
    QCOMPARE(sample().property(s("vm"), s("Nic/0/@ip")).label, s("IP address"));
    QVERIFY(sample().property(s("org"), s("Nic/@ip")).label.isEmpty());
}

void TestCatalog::knowsTones()
{
    QCOMPARE(sample().toneOf(s("POWERED_ON")), s("on"));
    QCOMPARE(sample().toneOf(s("running")), s("changing"));
    QCOMPARE(sample().toneOf(s("unheard of")), QString());
}

void TestCatalog::spellsKindsAsTheFileDoes()
{
    QCOMPARE(sample().canonicalKind(s("orglist")), s("orgList"));
    QCOMPARE(sample().canonicalKind(s("Organizations")), s("orgList"));
    QCOMPARE(sample().canonicalKind(s("NewThing")), s("NewThing"));
}

void TestCatalog::emptyKnowsNothing()
{
    const Catalog none;
    QVERIFY(!none.hasKind(s("vm")) && none.kind(s("vm")).label.isEmpty());
    QVERIFY(none.property(s("vm"), s("name")).label.isEmpty() && none.toneOf(s("on")).isEmpty());
    QCOMPARE(none.canonicalKind(s("vm")), s("vm"));
    QVERIFY(!Catalog::builtIn(s("no such service")).hasKind(s("vm")));
}

void TestCatalog::mergesUsersFileOverBuiltIn()
{
    const Result<Catalog> own = Catalog::read(R"({
        "kinds": {"VM": {"label": "Machine", "columns": ["id"]}, "robot": {"label": "Robot"}},
        "properties": {"memory": {"unit": "GB"}},
        "states": {"running": "on"}
    })");
    QVERIFY(own.has_value());
    const Catalog catalog = sample().mergedWith(*own);
    QCOMPARE(catalog.kind(s("vm")).label, s("Machine"));
    QCOMPARE(catalog.kind(s("vm")).plural, s("Virtual machines"));
    QCOMPARE(catalog.kind(s("vm")).columns, QStringList({s("id")}));
    QCOMPARE(catalog.kind(s("Robot")).label, s("Robot"));
    QCOMPARE(catalog.property(s("org"), s("memory")).unit, s("GB"));
    QCOMPARE(catalog.property(s("org"), s("memory")).label, s("Memory"));
    QCOMPARE(catalog.toneOf(s("running")), s("on"));
    QCOMPARE(catalog.toneOf(s("POWERED_ON")), s("on"));
    QCOMPARE(catalog.canonicalKind(s("organizations")), s("orgList"));
    QCOMPARE(Catalog().mergedWith(*own).canonicalKind(s("vm")), s("VM"));
}

void TestCatalog::namesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *json, const char *named) { QTest::newRow(json) << QByteArray(json) << s(named); };
    row("", "not valid JSON");
    row("{\"kinds\": {}", "not valid JSON");
    row("[]", "must be a JSON object");
    row(R"({"service": 1})", "service must be a text");
    row(R"({"kinds": []})", "kinds must be an object");
    row(R"({"kinds": {"vm": "x"}})", "kinds/vm must be an object");
    row(R"({"kinds": {"vm": {"label": null}}})", "kinds/vm/label must be a text");
    row(R"({"kinds": {"vm": {"columns": "name"}}})", "kinds/vm/columns must be a list of texts");
    row(R"({"kinds": {"vm": {"idMembers": ["id", 2]}}})", "kinds/vm/idMembers must be a list of texts");
    row(R"({"kinds": {"vm": {}, "VM": {}}})", "kinds/vm");
    row(R"({"properties": {"vm/name": {"lable": "x"}}})", "properties/vm/name/lable is not known");
    row(R"({"properties": {"name": {"type": "Colour"}}})", "properties/name/type must be the name of a type");
    row(R"({"properties": {"name": {"unit": "furlong"}}})", "properties/name/unit must be one of: B, kB");
    row(R"({"properties": {"name": {"hidden": "yes"}}})", "properties/name/hidden must be true or false");
    row(R"({"states": {"UP": "green"}})", "states/UP must be one of: on");
    row(R"({"spelling": {"a": 1}})", "spelling/a must be a text");
    row(R"({"relations": []})", "relations must be an object");
}

void TestCatalog::namesWhatIsWrong()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, named);
    const Result<Catalog> catalog = Catalog::read(json);
    QVERIFY(!catalog);
    QCOMPARE(catalog.error().kind(), Error::Kind::Malformed);
    QVERIFY2(catalog.error().message().contains(named), qPrintable(catalog.error().message()));
}

void TestCatalog::builtInFilesAreRight()
{
    QVERIFY(!Catalog::builtIn(s("none")).hasKind(s("none"))); // calls the resources in
    const QFileInfoList files = QDir(s(":/nephoscope/catalog")).entryInfoList({s("*.json")});
    QVERIFY(files.size() >= 2);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Result<Catalog> catalog = Catalog::read(file.readAll());
        QVERIFY2(catalog.has_value(), catalog ? "" : qPrintable(info.fileName() + u' ' + catalog.error().message()));
        const Catalog same = Catalog::builtIn(info.completeBaseName());
        for (const QString &kind : catalog->section(s("kinds")).keys())
            QVERIFY2(same.hasKind(kind), qPrintable(kind));
    }
}

QTEST_GUILESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
