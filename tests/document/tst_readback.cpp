// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/readback.h"

#include <QTest>

using namespace nephoscope;

/// What a server did not keep of the edits that it took is told, each with its kind; what it kept is not, nor what it
/// added by itself.
class TestReadback : public QObject {
    Q_OBJECT
private slots:
    void everyEditIsHeldAgainstWhatWasRead_data();
    void everyEditIsHeldAgainstWhatWasRead();
    void whatIsInNoAnswerIsNotMissed();
    void anotherRepresentationSaysNothing();
};

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

Document parsed(const QByteArray &bytes) { return Document::parse(bytes).value_or(Document()); }

const char *const json = R"({"name":"a","note":"old","size":2,"dns":["10.0.0.1","10.0.0.2"],
  "tags":[{"key":"x","value":"1"},{"key":"y","value":"2"},{"key":"z","value":"3"}],"net":{"name":"n1","id":"urn:1"}})";
const char *const xml = R"(<Vm name="a"><Note>old</Note><Nic><Index>0</Index><Ip>10.0.0.1</Ip></Nic>
  <Nic><Index>1</Index><Ip>10.0.0.2</Ip></Nic><Profile href="http://c/p/1" name="Gold"/></Vm>)";

QString inWords(const QList<Unkept> &found)
{
    static const QStringList kinds = s("changed dropped back unmoved").split(QLatin1Char(' '));
    QStringList words;
    for (const Unkept &one : found)
        words << kinds.value(static_cast<int>(one.kind)) + QLatin1Char(' ') + one.path.text()
                + (one.kind == Unkept::Kind::Unmoved ? QString()
                                                     : QLatin1Char(':') + one.sent + QLatin1Char('>') + one.now);
    return words.join(QLatin1String("; "));
}

QString heldAgainst(const QByteArray &base, const QByteArray &sent, const QByteArray &now)
{
    Draft draft(parsed(base));
    if (!draft.replace(sent))
        return s("cannot be read");
    return inWords(unkept(draft, parsed(now), [](const Path &) { return true; }));
}

QByteArray with(const char *base, const char *what, const char *by)
{
    const QByteArray made = QByteArray(base).replace(what, by);
    return made == base ? QByteArray() : made;
}

} // namespace

void TestReadback::everyEditIsHeldAgainstWhatWasRead_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *base, const QByteArray &sent, const QByteArray &now,
                         const char *words) { QTest::newRow(name) << QByteArray(base) << sent << now << s(words); };
    const QByteArray noted = with(json, "old", "new");
    row("kept", json, noted, noted, "");
    row("kept, and another field changed by itself", json, noted, with(noted, "\"size\":2", "\"size\":3"), "");
    row("changed", json, noted, with(json, "old", "NEW"), "changed note:new>NEW");
    row("refused", json, noted, json, "changed note:new>old");
    row("the same number", json, with(json, "\"size\":2", "\"size\":3"), with(json, "\"size\":2", "\"size\":3.0"), "");
    row("a value is dropped", json, noted, with(json, R"("note":"old",)", ""), "dropped note:new>");
    row("a new field is ignored", json, with(json, "\"size\"", "\"more\":5,\"size\""), json, "dropped more:5>");
    row("a new empty field may be left out", json, with(json, "\"size\"", "\"more\":\"\",\"size\""), json, "");
    row("a new group is ignored", json, with(json, "\"size\"", "\"more\":{\"a\":5},\"size\""), json,
        "dropped more:{\"a\":5}>");
    const QByteArray entry = with(json, R"("z","value":"3"})", R"("z","value":"3"},{"key":"w","value":"4"})");
    row("a new entry is kept, with an id of the server's", json, entry,
        with(entry, R"({"key":"w",)", R"({"id":7,"key":"w",)"), "");
    row("a new entry is ignored", json, entry, json, "dropped tags/3:{\"key\":\"w\",\"value\":\"4\"}>");
    row("of a new entry one value is another", json, entry, with(entry, "\"4\"", "\"5\""), "changed tags/3/value:4>5");
    row("of a new entry one value is dropped", json, entry, with(entry, R"("w","value":"4")", R"("w")"),
        "dropped tags/3/value:4>");
    const QByteArray fewer = with(json, R"({"key":"y","value":"2"},)", "");
    row("an entry is removed", json, fewer, fewer, "");
    row("a removed entry is still there", json, fewer, json, "back tags/1:>{\"key\":\"y\",\"value\":\"2\"}");
    row("a removed value of a list is gone", json, with(json, R"("10.0.0.1",)", ""), with(json, R"("10.0.0.1",)", ""),
        "");
    row("a removed value of a list is still there", json, with(json, R"("10.0.0.1",)", ""), json,
        "back dns/0:>10.0.0.1");
    const QByteArray bare = with(json, R"("note":"old",)", "");
    row("a removed field is empty now", json, bare, with(json, "old", ""), "");
    row("a removed field has a value of the server's", json, bare, with(json, "old", "none"), "back note:>none");
    const QByteArray moved = with(fewer, R"("tags":[{"key":"x","value":"1"},)", R"("tags":[)");
    const QByteArray reversed = with(moved, R"("z","value":"3"})", R"("z","value":"3"},{"key":"x","value":"1"})");
    row("a move is kept", fewer.constData(), reversed, reversed, "");
    row("another order", fewer.constData(), reversed, fewer, "unmoved tags/0");
    const QByteArray led = with(json, R"("n1","id":"urn:1")", R"("mine","id":"urn:2")");
    row("the server names what a reference leads to", json, led, with(led, "mine", "theirs"), "");
    row("what stays the same object is not renamed", json, with(json, "\"n1\"", "\"mine\""), json,
        "changed net/name:mine>n1");
    row("a reference is refused", json, led, json, "changed net/name:mine>n1; changed net/id:urn:2>urn:1");

    const QByteArray told = with(xml, ">old<", ">new<");
    row("XML: kept", xml, told, told, "");
    row("XML: an element is dropped", xml, told, with(xml, "<Note>old</Note>", ""), "dropped Note:new>");
    row("XML: an attribute is another", xml, with(xml, "Vm name=\"a\"", "Vm name=\"b\""), xml, "changed @name:b>a");
    const QByteArray card = with(xml, "<Profile", "<Nic><Index>2</Index><Ip>10.0.0.9</Ip></Nic><Profile");
    row("XML: a new entry is kept", xml, card, with(card, "<Index>2</Index>", "<Index>2</Index><Mac>00:50</Mac>"), "");
    row("XML: a new entry has another address", xml, card, with(card, "10.0.0.9", "10.0.0.7"),
        "changed Nic[2]/Ip:10.0.0.9>10.0.0.7");
    row("XML: a removed element is still there", xml, with(xml, "<Note>old</Note>", ""), xml, "back Note:>old");
    const QByteArray silver = with(xml, R"(p/1" name="Gold")", R"(p/2" name="Silver")");
    row("XML: a reference is kept under another name", xml, silver, with(silver, "\"Silver\"", "\"silver\""), "");
    row("XML: a reference is dropped", xml, silver, with(xml, R"(<Profile href="http://c/p/1" name="Gold"/>)", ""),
        "dropped Profile/@href:http://c/p/2>; dropped Profile/@name:Silver>");
}

void TestReadback::everyEditIsHeldAgainstWhatWasRead()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, now);
    QFETCH(QString, words);
    QVERIFY(!sent.isEmpty() && !now.isEmpty());
    QCOMPARE(heldAgainst(base, sent, now), words);
}

void TestReadback::whatIsInNoAnswerIsNotMissed()
{
    Draft draft(parsed(json));
    QVERIFY(draft.set(Path(s("phrase")), Value::text(s("x"))).has_value());
    QVERIFY(draft.set(Path(s("more")), Value::text(s("y"))).has_value());
    const auto isAnswered = [](const Path &place) { return place.text() != QLatin1String("phrase"); };
    QCOMPARE(inWords(unkept(draft, parsed(json), isAnswered)), s("dropped more:y>"));
}

void TestReadback::anotherRepresentationSaysNothing()
{
    QVERIFY(heldAgainst(json, with(json, "old", "new"), xml).isEmpty());
    QVERIFY(heldAgainst(json, with(json, "old", "new"), "").isEmpty());
}

QTEST_GUILESS_MAIN(TestReadback)
#include "tst_readback.moc"
