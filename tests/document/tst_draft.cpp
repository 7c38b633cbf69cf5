// SPDX-License-Identifier: GPL-3.0-or-later
#include "canonical.h"
#include "document/draft.h"

#include <QMap>
#include <QTest>

using namespace nephoscope;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

Draft draftOf(const QByteArray &bytes, std::shared_ptr<const Shape> shape = {})
{
    const Result<Document> document = Document::parse(bytes);
    return Draft(document.value_or(Document()), std::move(shape));
}

/// What a schema would say about a machine.
class MachineShape final : public Shape {
public:
    std::optional<Slot> slot(const Path &path) const override
    {
        const QMap<QString, Slot> known{{s("Nic"), {s("urn:vm"), false, true, true}},
            {s("Product/Vendor"), {s("urn:ovf"), false, false, false}}, {s("Product/@class"), {s("urn:ovf"), true}},
            {s("tags"), {{}, false, true, true}}, {s("sizes"), {{}, false, true, false}}, {s("0"), {{}, false}}};
        const auto found = known.constFind(path.text());
        return found == known.constEnd() ? std::nullopt : std::optional(*found);
    }
    QStringList order(const Path &parent) const override
    {
        return parent.isEmpty() ? QStringList{s("Link"), s("Description"), s("Product"), s("Nic"), s("State")}
                                : QStringList();
    }
};

std::shared_ptr<const Shape> machine() { return std::make_shared<MachineShape>(); }

const char *const vm =
    "<v:Vm xmlns:v=\"urn:vm\" xmlns:o=\"urn:ovf\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "name=\"web\"><v:Link href=\"a\"/><v:Link href=\"b\"/><!--kept--><v:Description>old</v:Description>"
    "<o:Product><o:Name/></o:Product><v:State xsi:nil=\"true\"/></v:Vm>";

} // namespace

class TestDraft : public QObject {
    Q_OBJECT
private slots:
    void writesWhereItBelongs_data();
    void writesWhereItBelongs();
    void refusesWhatDoesNotFit_data();
    void refusesWhatDoesNotFit();
    void backToTheBaseLeavesNoEdit_data();
    void backToTheBaseLeavesNoEdit();
    void removesOnlyThat_data();
    void removesOnlyThat();
    void addsItems_data();
    void addsItems();
    void movesItems_data();
    void movesItems();
    void saysWhatChanged();
    void revertsOnePlace();
    void sourceAndFieldsAreOneDraft();
    void wrongSourceSaysWhere();
};

void TestDraft::writesWhereItBelongs_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &base, const char *path, const char *kind, const char *text,
                         const QByteArray &expected) {
        QTest::newRow(name) << base << s(path) << s(kind) << s(text) << expected;
    };
    const auto in = [](const char *before, const char *after) { return QByteArray(vm).replace(before, after); };
    row("element", vm, "Description", "text", "a<b", in(">old<", ">a&lt;b<"));
    row("attribute", vm, "Link[1]/@href", "text", "c\"", in("\"b\"", "\"c&quot;\""));
    row("nil ends", vm, "State", "text", "on", in("<v:State xsi:nil=\"true\"/>", "<v:State>on</v:State>"));
    row("null is nil", vm, "Description", "null", "",
        in("<v:Description>old</v:Description>", "<v:Description xsi:nil=\"true\"/>"));
    row("new in order", in("<v:Description>old</v:Description>", ""), "Description", "text", "x",
        in("<!--kept--><v:Description>old</v:Description>", "<v:Description>x</v:Description><!--kept-->"));
    row("new first of its kind", vm, "Nic/Ip", "text", "::1",
        in("</o:Product>", "</o:Product><v:Nic><v:Ip>::1</v:Ip></v:Nic>"));
    row("new in another namespace", vm, "Product/Vendor", "text", "x",
        in("<o:Name/>", "<o:Name/><o:Vendor>x</o:Vendor>"));
    row("new attribute by its shape", vm, "Product/@class", "text", "x",
        in("<o:Product>", "<o:Product o:class=\"x\">"));
    row("new attribute by its prefix", vm, "@o:id", "text", "x", in("name=\"web\"", "name=\"web\" o:id=\"x\""));
    row("next of a list", vm, "Link[2]/@href", "text", "c",
        in("<v:Link href=\"b\"/>", "<v:Link href=\"b\"/><v:Link href=\"c\"/>"));
    row("declares what is not in scope", "<a><b/></a>", "Product/Vendor", "text", "x",
        "<a><b/><Product><n1:Vendor xmlns:n1=\"urn:ovf\">x</n1:Vendor></Product></a>");
    row("comments stay", "<a><b>x<!--c-->y</b></a>", "b", "text", "z", "<a><b>z<!--c--></b></a>");
    row("character data", "<a><b><![CDATA[x]]></b></a>", "b", "text", "z", "<a><b>z</b></a>");
    row("utf-8", "<a><b/></a>", "b", "text", "\xC3\xA9\xF0\x9F\x98\x80\r",
        "<a><b>\xC3\xA9\xF0\x9F\x98\x80&#13;</b></a>");
    row("string stays string", R"({"a":"1","b":null})", "a", "number", "2", R"({"a":"2","b":null})");
    row("number stays number", R"({"a":1.10,"b":1e3})", "a", "text", "2.50", R"({"a":2.50,"b":1e3})");
    row("boolean stays boolean", R"({"a":true})", "a", "text", "false", R"({"a":false})");
    row("null takes the value's kind", R"({"a":null})", "a", "number", "18446744073709551616",
        R"({"a":18446744073709551616})");
    row("null again", R"({"a":1})", "a", "null", "", R"({"a":null})");
    row("first of two", R"({"a":1,"a":1})", "a", "number", "2", R"({"a":2,"a":1})");
    row("new member", R"({"a":1})", "b/c", "boolean", "true", R"({"a":1,"b":{"c":true}})");
    row("null becomes a group", R"({"a":null})", "a/b", "text", "x", R"({"a":{"b":"x"}})");
    row("new list by its index", R"({})", "a/0/b", "text", "x", R"({"a":[{"b":"x"}]})");
    row("new list by its shape", R"({})", "tags/0/tagKey", "text", "x", R"({"tags":[{"tagKey":"x"}]})");
    row("new group by its shape", R"({})", "0/0", "text", "x", R"({"0":{"0":"x"}})");
    row("next of a list as its siblings", R"({"a":[1,2]})", "a/2", "text", "3", R"({"a":[1,2,3]})");
    row("escapes", R"({"x/y":{"~":1,"":2}})", "x~1y/~0", "number", "3", R"({"x/y":{"~":3,"":2}})");
    row("empty name", R"({"x/y":{"~":1,"":2}})", "x~1y/~2", "number", "3", R"({"x/y":{"~":1,"":3}})");
    row("new empty name", R"({"a":1})", "~2", "text", "x", R"({"a":1,"":"x"})");
    row("root", R"(12)", "", "number", "13", R"(13)");
}

void TestDraft::writesWhereItBelongs()
{
    QFETCH(QByteArray, base);
    QFETCH(QString, path);
    QFETCH(QString, kind);
    QFETCH(QString, text);
    QFETCH(QByteArray, expected);
    const Value value = kind == s("null") ? Value()
        : kind == s("number")             ? Value::number(text)
        : kind == s("boolean")            ? Value::boolean(text == s("true"))
                                          : Value::text(text);
    const QString before = draftOf(base).document().root().at(Path(path)).text();
    const bool nil = draftOf(base).document().root().at(Path(path)).isNil();
    Draft draft = draftOf(base, machine());
    const Result<bool> done = draft.set(Path(path), value);
    QVERIFY2(done && *done, qPrintable(done ? QString() : done.error().message()));
    QCOMPARE(draft.document().serialized(), expected);
    QCOMPARE(draft.document().bytes(), expected);
    QVERIFY(draft.isDirty());
    QVERIFY(draft.isChanged(Path(path)));
    QVERIFY(!draft.changes().isEmpty());
    QCOMPARE(draft.document().root().at(Path(path)).text(), text);
    QVERIFY(Document::parse(draft.document().serialized()).has_value());
    if (draft.inBase(Path(path)))
        QVERIFY(draft.set(Path(path), nil ? Value() : Value::text(before)).has_value());
    else
        QVERIFY(*draft.remove(Path(path)));
    QCOMPARE(draft.changes().size(), 0);
    QVERIFY(!draft.isDirty());
    QCOMPARE(draft.document().bytes(), base);
}

void TestDraft::refusesWhatDoesNotFit_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    const auto row = [](const QByteArray &base, const char *path, const QString &text) {
        QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(s(base.left(20)), s(path)))) << base << s(path) << text;
    };
    const QByteArray json = R"({"n":1,"b":true,"g":{"x":1},"l":[1],"s":"x"})";
    row(json, "n", s("x"));
    row(json, "n", s(""));
    row(json, "n", s("01"));
    row(json, "n", s("1e999"));
    row(json, "b", s("yes"));
    row(json, "g", s("x"));
    row(json, "l", s("x"));
    row(json, "l/3", s("1"));
    row(json, "l/x", s("1"));
    row(json, "s/x", s("1"));
    row(json, "s", QString(QChar(0xD800)));
    row(vm, "Product", s("x"));
    row(vm, "Description/Part", s("x"));
    row(vm, "Link[4]/@href", s("x"));
    row(vm, "@name/x", s("x"));
    row(vm, "@p:name", s("x"));
    row(vm, "@xmlns:p", s("x"));
    row(vm, "@xmlns", s("x"));
    row(vm, "a b", s("x"));
    row(vm, "a:b", s("x"));
    row(vm, "1a", s("x"));
    row(vm, "Description", s("\x01"));
    row(vm, "Description", QString(QChar(0xFFFE)));
    row(vm, "Description", QString(QChar(0xDC00)));
    row("", "x", s("x"));
}

void TestDraft::refusesWhatDoesNotFit()
{
    QFETCH(QByteArray, base);
    QFETCH(QString, path);
    QFETCH(QString, text);
    Draft draft = draftOf(base);
    const Result<bool> done = draft.set(Path(path), Value::text(text));
    QVERIFY(!done);
    QCOMPARE(done.error().kind(), Error::Kind::Invalid);
    QVERIFY(!done.error().message().isEmpty());
    QVERIFY(!draft.isDirty());
    QCOMPARE(draft.document().bytes(), base);
}

void TestDraft::backToTheBaseLeavesNoEdit_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("back");
    QTest::newRow("text with a comment") << QByteArray("<a><b>x<!--c-->y</b></a>") << s("b") << s("xy");
    QTest::newRow("made on the way") << QByteArray("<a/>") << s("b/c/d/@e") << s("");
    QTest::newRow("made beside blanks") << QByteArray("<a>\n <b/>\n</a>") << s("c/d") << s("");
    QTest::newRow("made in JSON") << QByteArray("{}") << s("b/c/0/d") << s("");
    QTest::newRow("made in null") << QByteArray("{\"b\":null}") << s("b/c/0/d") << s("");
    QTest::newRow("made in nil") << QByteArray(vm) << s("State/Since") << s("");
    QTest::newRow("declared prefix") << QByteArray("<a><b/></a>") << s("b") << s("");
}

void TestDraft::backToTheBaseLeavesNoEdit()
{
    QFETCH(QByteArray, base);
    QFETCH(QString, path);
    QFETCH(QString, back);
    Draft draft = draftOf(base);
    for (const Value &value : {Value::text(s("new")), Value::text(s("newer"))}) {
        QVERIFY(draft.set(Path(path), value).has_value());
        QVERIFY(draft.isDirty());
    }
    if (!path.contains(u'@')) {
        QVERIFY(draft.set(Path(path), Value()).has_value());
        QVERIFY(draft.document().root().at(Path(path)).isNil());
    }
    QVERIFY(draft.set(Path(path), Value::text(back)).has_value());
    QCOMPARE(draft.document().bytes(), base);
    QVERIFY(!draft.isDirty());
    QVERIFY(draft.set(Path(path), Value::text(s("new"))).has_value());
    draft.revert(Path(path));
    QVERIFY(!draft.isDirty());
}

void TestDraft::removesOnlyThat_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const QByteArray &base, const char *path, const QByteArray &expected) {
        QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(s(base.left(20)), s(path))))
            << base << s(path) << expected;
    };
    row(vm, "Link", QByteArray(vm).replace("<v:Link href=\"a\"/>", ""));
    row(vm, "Link[1]", QByteArray(vm).replace("<v:Link href=\"b\"/>", ""));
    row(vm, "@name", QByteArray(vm).replace(" name=\"web\"", ""));
    row(vm, "Product", QByteArray(vm).replace("<o:Product><o:Name/></o:Product>", ""));
    row(vm, "State", QByteArray(vm).replace("<v:State xsi:nil=\"true\"/>", ""));
    row("<a>\n <b/>\n <c/>\n</a>", "b", "<a>\n \n <c/>\n</a>");
    row(R"({"a":1,"b":[1,2,3],"a":2})", "a", R"({"b":[1,2,3],"a":2})");
    row(R"({"a":1,"b":[1,2,3],"a":2})", "b", R"({"a":1,"a":2})");
    row(R"({"a":1,"b":[1,2,3],"a":2})", "b/1", R"({"a":1,"b":[1,3],"a":2})");
}

void TestDraft::removesOnlyThat()
{
    QFETCH(QByteArray, base);
    QFETCH(QString, path);
    QFETCH(QByteArray, expected);
    Draft draft = draftOf(base);
    QVERIFY(*draft.remove(Path(path)));
    QCOMPARE(draft.document().serialized(), expected);
    QCOMPARE(draft.changes().size(), 1);
    QCOMPARE(draft.changes().first().kind, Change::Kind::Removed);
    QCOMPARE(draft.changes().first().basePath.text(), path);
    draft.revert(draft.changes().first());
    QVERIFY(!draft.isDirty());
    QCOMPARE(draft.document().bytes(), base);
    QVERIFY(!*draft.remove(Path(s("nowhere"))));
    QVERIFY(!draft.remove(Path()).has_value());
}

void TestDraft::addsItems_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("like");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const QByteArray &base, const char *list, const char *like, const char *path,
                         const QByteArray &expected) {
        QTest::newRow(qPrintable(QStringLiteral("%1 %2 %3").arg(s(base.left(20)), s(list), s(like))))
            << base << s(list) << s(like) << s(path) << expected;
    };
    row(vm, "Link", "", "Link[2]", QByteArray(vm).replace("\"b\"/>", "\"b\"/><v:Link/>"));
    row(vm, "Link", "Link[1]", "Link[2]", QByteArray(vm).replace("\"b\"/>", "\"b\"/><v:Link href=\"b\"/>"));
    row(vm, "Nic", "", "Nic", QByteArray(vm).replace("</o:Product>", "</o:Product><v:Nic/>"));
    row(vm, "Product/Part", "Description", "Product/Part",
        QByteArray(vm).replace("<o:Name/>", "<o:Name/><o:Part>old</o:Part>"));
    row(R"({"a":[{"x":1}]})", "a", "", "a/1", R"({"a":[{"x":1},{}]})");
    row(R"({"a":[{"x":1}]})", "a", "a/0", "a/1", R"({"a":[{"x":1},{"x":1}]})");
    row(R"({"a":["x"]})", "a", "", "a/1", R"({"a":["x",""]})");
    row(R"({"a":[1]})", "a", "", "a/1", R"({"a":[1,null]})");
    row(R"({})", "tags", "", "tags/0", R"({"tags":[{}]})");
    row(R"({"sizes":null})", "sizes", "", "sizes/0", R"({"sizes":[null]})");
    row(R"([])", "", "", "0", R"([null])");
}

void TestDraft::addsItems()
{
    QFETCH(QByteArray, base);
    QFETCH(QString, list);
    QFETCH(QString, like);
    QFETCH(QString, path);
    QFETCH(QByteArray, expected);
    Draft draft = draftOf(base, machine());
    const Node node = like.isEmpty() ? Node() : draft.base().root().at(Path(like));
    const Result<Path> added = draft.add(Path(list), node);
    QVERIFY2(added, qPrintable(added ? QString() : added.error().message()));
    QCOMPARE(added->text(), path);
    QCOMPARE(draft.document().serialized(), expected);
    QVERIFY(!draft.inBase(*added));
    QCOMPARE(draft.changes().size(), 1);
    QVERIFY(*draft.remove(*added));
    QVERIFY(!draft.isDirty());
    QVERIFY(!draft.add(Path(s("x")), draftOf(base.startsWith('<') ? "{}" : "<a/>").base().root()));
}

void TestDraft::movesItems_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QString>("item");
    QTest::addColumn<int>("place");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("up") << QByteArray("[1,2,3]") << s("2") << 0 << QByteArray("[3,1,2]");
    QTest::newRow("down") << QByteArray("[1,2,3]") << s("0") << 2 << QByteArray("[2,3,1]");
    QTest::newRow("among others") << QByteArray("<a><b>1</b><c/><b>2</b></a>") << s("b") << 1
                                  << QByteArray("<a><c/><b>2</b><b>1</b></a>");
}

void TestDraft::movesItems()
{
    QFETCH(QByteArray, base);
    QFETCH(QString, item);
    QFETCH(int, place);
    QFETCH(QByteArray, expected);
    Draft draft = draftOf(base);
    QVERIFY(draft.move(Path(item), place).has_value());
    QCOMPARE(draft.document().serialized(), expected);
    QVERIFY(!draft.changes().isEmpty());
    QCOMPARE(draft.changes().first().kind, Change::Kind::Moved);
    Draft same = draftOf(base);
    for (int wrong : {-1, 3})
        QVERIFY(!same.move(Path(item), wrong).has_value());
    QVERIFY(!same.move(Path(), 0).has_value());
    QVERIFY(!same.isDirty());
    for (const Change &change : draft.changes())
        draft.revert(change);
    QVERIFY(!draft.isDirty());
}

void TestDraft::saysWhatChanged()
{
    Draft draft = draftOf(R"({"name":"a","old":1,"tags":[{"k":"x"},{"k":"y"}],"n":null})");
    QVERIFY(draft.set(Path(s("name")), Value::text(s("b"))).has_value());
    QVERIFY(draft.remove(Path(s("old"))).has_value());
    QVERIFY(draft.remove(Path(s("tags/0"))).has_value());
    QVERIFY(draft.set(Path(s("tags/0/k")), Value::text(s("z"))).has_value());
    QVERIFY(draft.set(Path(s("fresh/deep")), Value::number(s("7"))).has_value());
    QStringList lines;
    const QList<Change> changes = draft.changes();
    for (const Change &change : changes)
        lines.append(QStringLiteral("%1 %2 (%3) %4>%5")
                         .arg(static_cast<int>(change.kind))
                         .arg(change.path.text(), change.basePath.text(), change.before, change.after));
    QCOMPARE(lines,
        QStringList({s("0 name (name) a>b"), s("2 old (old) 1>"), s("2 tags/0 (tags/0) {\"k\":\"x\"}>"),
            s("0 tags/0/k (tags/1/k) y>z"), s("1 fresh () >{\"deep\":7}")}));
    QCOMPARE(draft.inBase(Path(s("tags/0/k")))->text(), s("tags/1/k"));
    QCOMPARE(draft.inDocument(Path(s("tags/1/k")))->text(), s("tags/0/k"));
    QVERIFY(!draft.inDocument(Path(s("old"))) && !draft.inBase(Path(s("fresh"))));
    QVERIFY(draft.isChanged(Path(s("tags"))) && draft.isChanged(Path(s("fresh/deep"))) && draft.isChanged(Path()));
    QVERIFY(!draft.isChanged(Path(s("n"))) && draft.isChanged(Path(s("old"))));
    const Draft copy = draft;
    draft.revertAll();
    QVERIFY(!draft.isDirty() && copy.isDirty());
    QCOMPARE(copy.changes().size(), 5);
}

void TestDraft::revertsOnePlace()
{
    Draft draft = draftOf(vm);
    QVERIFY(draft.set(Path(s("Product/Name")), Value::text(s("x"))).has_value());
    QVERIFY(draft.set(Path(s("Product/More")), Value::text(s("y"))).has_value());
    QVERIFY(draft.remove(Path(s("Link"))).has_value());
    QVERIFY(draft.set(Path(s("State")), Value::text(s("on"))).has_value());
    draft.revert(Path(s("Product")));
    QCOMPARE(draft.document().serialized(),
        QByteArray(vm)
            .replace("<v:Link href=\"a\"/>", "")
            .replace("<v:State xsi:nil=\"true\"/>", "<v:State>on</v:State>"));
    draft.revert(Path(s("State")));
    draft.revert(Path(s("Link")));
    QVERIFY(!draft.isDirty());
    QVERIFY(draft.remove(Path(s("Product"))).has_value());
    QVERIFY(draft.set(Path(s("Product/Name")), Value::text(s(""))).has_value());
    QVERIFY(!draft.isDirty()); // the only thing that stood there stands there again
    QVERIFY(draft.remove(Path(s("Product"))).has_value());
    draft.revert(Path(s("Product/Name")));
    QVERIFY(!draft.isDirty());
    draft.revert(Path(s("nowhere")));
    QVERIFY(!draft.isDirty());
}

void TestDraft::sourceAndFieldsAreOneDraft()
{
    Draft draft = draftOf(vm);
    QVERIFY(draft.replace(draft.document().pretty()).has_value());
    QVERIFY(!draft.isDirty());
    QVERIFY(draft.set(Path(s("Description")), Value::text(s("new"))).has_value());
    QVERIFY(draft.replace(draft.document().pretty().replace("name=\"web\"", "name=\"db\"")).has_value());
    QCOMPARE(draft.changes().size(), 2);
    QCOMPARE(draft.changes().first().path.text(), s("@name"));
    QVERIFY(draft.set(Path(s("Description")), Value::text(s("old"))).has_value());
    QCOMPARE(draft.changes().size(), 1);
    draft.revert(Path(s("@name")));
    QVERIFY(!draft.isDirty());
    QCOMPARE(draft.document().bytes(), QByteArray(vm));
    QVERIFY(draft.replace(QByteArray(vm).replace("<!--kept-->", "")).has_value());
    QCOMPARE(draft.changes().size(), 1);
    QVERIFY(draft.changes().first().before.contains(s("kept")));
    QVERIFY(draft.replace(vm).has_value());
    QVERIFY(!draft.isDirty());
}

void TestDraft::wrongSourceSaysWhere()
{
    Draft draft = draftOf(R"({"a":1})");
    QVERIFY(draft.set(Path(s("a")), Value::number(s("2"))).has_value());
    const Result<bool> done = draft.replace("{\"a\":}");
    QVERIFY(!done);
    QCOMPARE(done.error().kind(), Error::Kind::Malformed);
    QVERIFY(!done.error().details().isEmpty());
    QCOMPARE(draft.document().serialized(), QByteArray(R"({"a":2})"));
    QVERIFY(!draft.replace("<a/>"));
}

QTEST_GUILESS_MAIN(TestDraft)
#include "tst_draft.moc"
