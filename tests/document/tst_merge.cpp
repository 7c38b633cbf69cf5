// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/merge.h"
#include "world.h"

#include <QRandomGenerator>
#include <QTest>

using namespace nephoscope;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

Document parsed(const QByteArray &bytes) { return Document::parse(bytes).value_or(Document()); }

/// "path=text" writes, "-path" removes.
Draft edited(const QByteArray &base, const QStringList &edits)
{
    Draft draft(parsed(base));
    for (const QString &edit : edits) {
        if (edit.startsWith(u'-'))
            (void)draft.remove(Path(edit.mid(1))).value_or(false);
        else
            (void)draft.set(Path(edit.section(u'=', 0, 0)), Value::text(edit.section(u'=', 1))).value_or(false);
    }
    return draft;
}

QStringList linesOf(const QList<Change> &changes)
{
    QStringList lines;
    for (const Change &change : changes)
        lines.append(QStringLiteral("%1 %2: %3>%4")
                         .arg(static_cast<int>(change.kind))
                         .arg(change.path.text(), change.before, change.after));
    return lines;
}

QStringList linesOf(const QList<Conflict> &conflicts)
{
    QStringList lines;
    for (const Conflict &conflict : conflicts)
        lines.append(
            QStringLiteral("%1: %2 | %3 | %4")
                .arg(conflict.path.text(), conflict.base, conflict.isMineRemoved ? s("removed") : conflict.mine,
                    conflict.isTheirsRemoved ? s("removed") : conflict.theirs));
    return lines;
}

class BootOrder final : public ItemKeys {
public:
    bool isOrdered(const Path &list) const override { return list.name() == s("boot"); }
};

} // namespace

class TestMerge : public QObject {
    Q_OBJECT
private slots:
    void differencesAreWhatIsSaid_data();
    void differencesAreWhatIsSaid();
    void fieldByField_data();
    void fieldByField();
    void orderCountsWhereItIsSaidTo();
    void groupsComeInTheOrderOfTheService();
    void otherRepresentationsAreNotLaidOver();
    void missingSecretsStayMissing();
    void concurrentEditsLoseNothing_data();
    void concurrentEditsLoseNothing();
};

void TestMerge::differencesAreWhatIsSaid_data()
{
    QTest::addColumn<QByteArray>("older");
    QTest::addColumn<QByteArray>("newer");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QByteArray &older, const QByteArray &newer, const QStringList &lines) {
        QTest::newRow(name) << older << newer << lines;
    };
    row("same", "<a/>", "<a/>", {});
    row("value", "<a><b>1</b></a>", "<a><b>2</b></a>", {s("0 b: 1>2")});
    row("prefixes are new each time", "<v:a xmlns:v='urn:v'><v:b/></v:a>", "<a xmlns='urn:v'><b/></a>", {});
    row("types by their meaning",
        "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns:v='urn:v' i:type='v:T'/>",
        "<a xmlns:x='http://www.w3.org/2001/XMLSchema-instance' xmlns:n='urn:v' x:type='n:T'/>", {});
    row("blanks and comments", "<a><b/></a>", "<a>\n <!--c--> <b/>\n</a>", {});
    row("order of keyed items", "<a><b href='1'/><b href='2'/></a>", "<a><b href='2'/><b href='1'/></a>", {});
    row("order of values", R"({"a":["x","y"]})", R"({"a":["y","x"]})", {});
    row("order of members", R"({"a":1,"b":2})", R"({"b":2,"a":1})", {});
    row("item by its key", R"([{"id":1,"n":"a"},{"id":2,"n":"b"}])", R"([{"id":2,"n":"c"},{"id":1,"n":"a"}])",
        {s("0 0/n: b>c")});
    row("item by an element as key",
        "<a><i><InstanceID>1</InstanceID><x>1</x></i><i><InstanceID>2</InstanceID><x>2</x></i></a>",
        "<a><i><InstanceID>2</InstanceID><x>3</x></i><i><InstanceID>1</InstanceID><x>1</x></i></a>", {s("0 i/x: 2>3")});
    row("item gone and come", R"([{"id":1},{"id":2}])", R"([{"id":2},{"id":3}])",
        {s("2 0: {\"id\":1}>"), s("1 1: >{\"id\":3}")});
    row("item by content", R"([[1,2],[3,4]])", R"([[4,3],[5]])", {s("2 0: [1,2]>"), s("1 1: >[5]")});
    row("group gone", "<a><g><x/></g></a>", "<a/>", {s("2 g: <g><x/></g>>")});
    row("nil", "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><b i:nil='true'/></a>", "<a><b>1</b></a>",
        {s("0 b: >1")});
    row("kind of token", R"({"a":1})", R"({"a":"1"})", {s("0 a: 1>1")});
}

void TestMerge::differencesAreWhatIsSaid()
{
    QFETCH(QByteArray, older);
    QFETCH(QByteArray, newer);
    QFETCH(QStringList, expected);
    QCOMPARE(linesOf(differences(parsed(older), parsed(newer))), expected);
    QCOMPARE(differences(parsed(newer), parsed(older)).size(), expected.size());
}

void TestMerge::fieldByField_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QStringList>("edits");
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QStringList>("conflicts");
    QTest::addColumn<QStringList>("takenOver");
    QTest::addColumn<QByteArray>("withMine");
    const auto row = [](const char *name, const QByteArray &base, const QStringList &edits, const QByteArray &theirs,
                         const QByteArray &expected, const QStringList &conflicts, const QStringList &takenOver,
                         const QByteArray &withMine = {}) {
        QTest::newRow(name) << base << edits << theirs << expected << conflicts << takenOver
                            << (withMine.isEmpty() ? expected : withMine);
    };
    row("only mine", "<a><b>1</b></a>", {s("b=2")}, "<a><b>1</b></a>", "<a><b>2</b></a>", {}, {});
    row("only theirs", "<a><b>1</b></a>", {}, "<a><b>2</b></a>", "<a><b>2</b></a>", {}, {s("0 b: 1>2")});
    row("different fields", R"({"a":1,"b":2})", {s("a=3")}, R"({"a":1,"b":4})", R"({"a":3,"b":4})", {},
        {s("0 b: 2>4")});
    row("same value", R"({"a":1})", {s("a=2")}, R"({"a":2})", R"({"a":2})", {}, {});
    row("different values", R"({"a":1})", {s("a=2")}, R"({"a":3})", R"({"a":3})", {s("a: 1 | 2 | 3")}, {},
        R"({"a":2})");
    row("I removed, they changed", R"({"a":{"x":1}})", {s("-a")}, R"({"a":{"x":2}})", R"({"a":{"x":2}})",
        {s("a: {\"x\":1} | removed | {\"x\":2}")}, {}, R"({})");
    row("they removed, I changed", R"({"a":{"x":1}})", {s("a/x=2")}, R"({})", R"({})",
        {s("a: {\"x\":1} | {\"x\":2} | removed")}, {}, R"({"a":{"x":2}})");
    row("both removed", R"({"a":1,"b":2})", {s("-a")}, R"({"b":2})", R"({"b":2})", {}, {});
    row("both added", R"({})", {s("a=x")}, R"({"b":1})", R"({"b":1,"a":"x"})", {}, {s("1 b: >1")});
    row("both added the same", R"({})", {s("a/b=x")}, R"({"a":{"b":"x"}})", R"({"a":{"b":"x"}})", {}, {});
    row("both added one field", R"({})", {s("a/b=x")}, R"({"a":{"b":"y","c":1}})", R"({"a":{"b":"y","c":1}})",
        {s("a/b:  | x | y")}, {s("1 a/c: >1")}, R"({"a":{"b":"x","c":1}})");
    row("items in another order", R"([{"id":1,"n":1},{"id":2,"n":2}])", {s("0/n=9")},
        R"([{"id":2,"n":2},{"id":1,"n":1}])", R"([{"id":2,"n":2},{"id":1,"n":9}])", {}, {});
    row("one item gone, another changed", R"([{"id":1,"n":1},{"id":2,"n":2}])", {s("1/n=9")}, R"([{"id":2,"n":2}])",
        R"([{"id":2,"n":9}])", {}, {s("2 0: {\"id\":1,\"n\":1}>")});
    row("mine has an item less", "<a><b id='1'/><b id='2'/><b id='3'/></a>", {s("-b[1]")},
        "<a><b id='3'/><b id='2'/><b id='4'/></a>", "<a><b id=\"3\"/><b id=\"4\"/></a>", {},
        {s("2 b: <b id=\"1\"/>>"), s("1 b[2]: ><b id=\"4\"/>")});
    row("prefixes differ", "<v:a xmlns:v='urn:v'><v:b>1</v:b></v:a>", {s("b=2"), s("c=3")},
        "<n:a xmlns:n='urn:v'><n:b>1</n:b></n:a>",
        "<n:a xmlns:n=\"urn:v\"><n:b>2</n:b><v:c xmlns:v=\"urn:v\">3</v:c></n:a>", {}, {});
    row("attribute", "<a x='1' y='1'/>", {s("@x=2"), s("-@y"), s("@z=3")}, "<a y='1' x='1'/>", "<a x=\"2\" z=\"3\"/>",
        {}, {});
    row("attribute in conflict", "<a x='1'/>", {s("@x=2")}, "<a/>", "<a/>", {s("@x: 1 | 2 | removed")}, {},
        "<a x=\"2\"/>");
    row("a list left out is empty", R"({"a":[1],"b":1})", {s("a/1=2")}, R"({"b":1})", R"({"b":1,"a":[2]})", {},
        {s("2 a: [1]>")});
    row("a list left out of which I changed an item", R"({"a":[{"id":1,"n":1}]})", {s("a/0/n=2")}, R"({})", R"({})",
        {s("a: [{\"id\":1,\"n\":1}] | [{\"id\":1,\"n\":2}] | removed")}, {}, R"({"a":[{"id":1,"n":2}]})");
    row("null became a group", R"({"a":null,"b":1})", {s("a/x=1")}, R"({"a":null,"b":2})", R"({"a":{"x":"1"},"b":2})",
        {}, {s("0 b: 1>2")});
    row("null became a group on both sides", R"({"a":null})", {s("a/x=1")}, R"({"a":{"y":2}})",
        R"({"a":{"y":2,"x":"1"}})", {}, {s("1 a/y: >2")});
    row("null became a value there", R"({"a":null})", {s("a/x=1")}, R"({"a":2})", R"({"a":2})",
        {s("a:  | {\"x\":\"1\"} | 2")}, {}, R"({"a":{"x":"1"}})");
}

void TestMerge::fieldByField()
{
    QFETCH(QByteArray, base);
    QFETCH(QStringList, edits);
    QFETCH(QByteArray, theirs);
    QFETCH(QByteArray, expected);
    QFETCH(QStringList, conflicts);
    QFETCH(QStringList, takenOver);
    QFETCH(QByteArray, withMine);
    const Draft mine = edited(base, edits);
    Merge merge = merged(mine, parsed(theirs));
    QCOMPARE(linesOf(merge.conflicts), conflicts);
    QCOMPARE(linesOf(merge.takenOver), takenOver);
    QCOMPARE(parsed(merge.draft.document().bytes()).serialized(), parsed(expected).serialized());
    QCOMPARE(merge.draft.base().bytes(), theirs);
    QCOMPARE(merge.draft.isDirty(), merge.draft.document().bytes() != theirs);
    const QList<Conflict> all = merge.conflicts;
    for (const Conflict &conflict : all)
        QVERIFY(takeMine(merge, conflict, mine).has_value());
    QCOMPARE(merge.draft.document().serialized(), parsed(withMine).serialized());
    merge.draft.revertAll();
    QCOMPARE(merge.draft.document().bytes(), theirs);
}

void TestMerge::orderCountsWhereItIsSaidTo()
{
    const BootOrder keys;
    const QByteArray base = R"({"boot":["cd","disk","net"],"tags":["a","b"]})";
    Draft mine(parsed(base));
    QVERIFY(mine.move(Path(s("boot/2")), 0).has_value());
    const Merge same = merged(mine, parsed(R"({"boot":["cd","disk","net"],"tags":["b","a"]})"), keys);
    QCOMPARE(same.draft.document().serialized(), QByteArray(R"({"boot":["net","cd","disk"],"tags":["b","a"]})"));
    QVERIFY(same.conflicts.isEmpty() && same.takenOver.isEmpty());
    const Merge added = merged(mine, parsed(R"({"boot":["cd","disk","usb","net"],"tags":[]})"), keys);
    QCOMPARE(added.draft.document().serialized(), QByteArray(R"({"boot":["net","cd","usb","disk"],"tags":[]})"));
    Merge both = merged(mine, parsed(R"({"boot":["disk","cd","net"],"tags":["a","b"]})"), keys);
    QCOMPARE(both.conflicts.size(), 1);
    QVERIFY(both.conflicts.first().isOrder);
    QCOMPARE(both.conflicts.first().mine, s("net\ncd\ndisk"));
    QVERIFY(takeMine(both, both.conflicts.first(), mine).has_value());
    QCOMPARE(both.draft.document().serialized(), QByteArray(R"({"boot":["net","cd","disk"],"tags":["a","b"]})"));
    const Merge theirs = merged(Draft(parsed(base)), parsed(R"({"boot":["disk","cd","net"],"tags":["b","a"]})"), keys);
    QCOMPARE(theirs.takenOver.size(), 1);
    QCOMPARE(theirs.takenOver.first().kind, Change::Kind::Moved);
    QCOMPARE(differences(parsed(base), parsed(R"({"boot":["disk","cd","net"],"tags":["b","a"]})"), keys).size(), 1);
    QVERIFY(merged(mine, parsed(R"({"boot":["disk","cd","net"],"tags":["a","b"]})")).conflicts.isEmpty());
}

void TestMerge::groupsComeInTheOrderOfTheService()
{
    class Ordered final : public Shape {
    public:
        std::optional<Slot> slot(const Path &path) const override
        {
            Slot slot;
            slot.isList = path.name() == s("nic");
            return slot;
        }
        QStringList order(const Path &) const override { return {s("first"), s("nic"), s("last")}; }
    };
    Draft mine(parsed("<a/>"), std::make_shared<Ordered>());
    QVERIFY(mine.set(Path(s("first")), Value::text(s("1"))).has_value());
    QVERIFY(mine.set(Path(s("nic/@id")), Value::text(s("5"))).has_value());
    const Merge merge = merged(mine, parsed("<a><nic id='6'/><last/></a>"));
    QVERIFY(merge.conflicts.isEmpty()); // two items of a list, though each side has one
    QCOMPARE(merge.draft.document().serialized(),
        QByteArray("<a><first>1</first><nic id=\"6\"/><nic id=\"5\"/><last/></a>"));
}

void TestMerge::otherRepresentationsAreNotLaidOver()
{
    Merge merge = merged(edited("<a><b/></a>", {s("b=1")}), parsed("{}"));
    QCOMPARE(merge.conflicts.size(), 1);
    QVERIFY(!merge.draft.isDirty());
    QVERIFY(!takeMine(merge, merge.conflicts.first(), edited("<a><b/></a>", {s("b=1")})));
    QVERIFY(merged(Draft(), parsed("{}")).conflicts.isEmpty());
    QCOMPARE(merged(edited("<a/>", {s("b=1")}), Document()).conflicts.size(), 1);
}

void TestMerge::missingSecretsStayMissing()
{
    const Draft mine = edited(R"([{"id":1,"pw":"old"},{"id":2,"pw":"x"}])", {s("0/pw=hunter2")});
    const Result<Draft> back = Draft::restored(mine.saved({Path(s("0/pw"))}));
    QVERIFY(back.has_value());
    const Merge merge = merged(*back, parsed(R"([{"id":2,"pw":"x"},{"id":1,"pw":"old"}])"));
    QCOMPARE(merge.draft.missing(), QList<Path>({Path(s("1/pw"))}));
    QCOMPARE(merge.draft.document().serialized(), QByteArray(R"([{"id":2,"pw":"x"},{"id":1,"pw":"old"}])"));
    QVERIFY(merge.conflicts.isEmpty());
}

void TestMerge::concurrentEditsLoseNothing_data()
{
    QTest::addColumn<bool>("xml");
    QTest::newRow("JSON") << false;
    QTest::newRow("XML") << true;
}

void TestMerge::concurrentEditsLoseNothing()
{
    QFETCH(bool, xml);
    int conflicts = 0;
    int takenOver = 0;
    for (quint32 seed = 0; seed < 1000; ++seed) {
        QRandomGenerator random(seed);
        const World base = World::random(&random);
        World mine = base;
        World theirs = base;
        Draft draft(parsed(base.written(xml, &random)), World::shape());
        QStringList log;
        for (quint32 count = random.bounded(6U); count > 0; --count)
            log.append(mine.edit(&random, u'm', &draft));
        for (quint32 count = random.bounded(6U); count > 0; --count)
            log.append(theirs.edit(&random, u't', nullptr));
        Merge merge = merged(draft, parsed(theirs.written(xml, &random)));
        const auto about = [&](const char *what) {
            return QStringLiteral("seed %1: %2\n%3\nbase %4\ntheirs %5")
                .arg(seed)
                .arg(s(what), log.join(u'\n'), QString::fromUtf8(draft.base().bytes()),
                    QString::fromUtf8(merge.draft.base().bytes()))
                .toUtf8();
        };
        QVERIFY2(World::read(draft.document().serialized()) == mine, about("the draft is not what was edited"));
        QStringList expected;
        const World without = World::merged(base, mine, theirs, World::Prefer::Theirs, &expected);
        QVERIFY2(World::read(merge.draft.document().serialized()) == without, about("merged otherwise"));
        QVERIFY2(merge.conflicts.size() == expected.size(),
            about(qPrintable(expected.join(u' ') + s(" but ") + linesOf(merge.conflicts).join(u' '))));
        const World with = World::merged(base, mine, theirs, World::Prefer::Mine, nullptr);
        QVERIFY2(merge.takenOver.isEmpty() == (with == mine), about("taken over otherwise"));
        conflicts += static_cast<int>(merge.conflicts.size());
        takenOver += static_cast<int>(merge.takenOver.size());
        const QList<Conflict> all = merge.conflicts;
        for (const Conflict &conflict : all)
            QVERIFY2(takeMine(merge, conflict, draft).has_value(), about("mine is not taken"));
        QVERIFY2(World::read(merge.draft.document().serialized()) == with, about("mine taken otherwise"));
    }
    qInfo() << conflicts << "conflicts," << takenOver << "taken over";
    QVERIFY(conflicts > 100 && takenOver > 1000);
}

QTEST_GUILESS_MAIN(TestMerge)
#include "tst_merge.moc"
