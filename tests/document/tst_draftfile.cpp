// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/draft.h"

#include <QTest>

using namespace nephoscope;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

Draft draftOf(const QByteArray &bytes) { return Draft(Document::parse(bytes).value_or(Document())); }

const char *const vm =
    "<v:Vm xmlns:v=\"urn:vm\" xmlns:o=\"urn:ovf\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "name=\"web\"><v:Link href=\"a\"/><v:Link href=\"b\"/><!--kept--><v:Description>old</v:Description>"
    "<o:Product><o:Name/></o:Product><v:State xsi:nil=\"true\"/></v:Vm>";

} // namespace

class TestDraftFile : public QObject {
    Q_OBJECT
private slots:
    void isRestoredAsItWas();
    void whatIsNoDraftIsMalformed();
    void draftOfANewerVersionIsUnsupported();
    void whatWasNotWrittenHereIsMatchedAnew();
    void secretsStayOffTheDisk();
    void secretsOfAllShapesStayOffTheDisk_data();
    void secretsOfAllShapesStayOffTheDisk();
};

void TestDraftFile::isRestoredAsItWas()
{
    Draft draft = draftOf(vm);
    QVERIFY(draft.set(Path(s("Description")), Value::text(s("new"))).has_value());
    QVERIFY(draft.remove(Path(s("Link"))).has_value());
    QVERIFY(draft.set(Path(s("Nic/Ip")), Value::text(s("::1"))).has_value());
    Result<Draft> back = Draft::restored(draft.saved());
    QVERIFY(back.has_value());
    QCOMPARE(back->base().bytes(), QByteArray(vm));
    QCOMPARE(back->document().serialized(), draft.document().serialized());
    QCOMPARE(back->changes().size(), 3);
    QVERIFY(back->remove(Path(s("Nic/Ip"))).has_value());
    QVERIFY(back->document().root().child(s("Nic")).isNull()); // it was made on the way
    back->revert(Path(s("Link")));
    back->revert(Path(s("Description")));
    QVERIFY(!back->isDirty());
    QVERIFY(Draft::restored(Draft().saved())->base().isNull());
    QVERIFY(!Draft::restored(Draft(draft.base()).saved())->isDirty());
}

void TestDraftFile::whatIsNoDraftIsMalformed()
{
    const QByteArray saved = draftOf(vm).saved();
    for (const QByteArray &bytes : {QByteArray(), QByteArray("{}"), QByteArray("[1]"), QByteArray("\xFF"),
             QByteArray(saved).replace("\"draft\":1", "\"draft\":0"),
             QByteArray(saved).replace("\"base\":\"", "\"base\":\"AA"), saved.left(saved.size() / 2)}) {
        const Result<Draft> back = Draft::restored(bytes);
        QVERIFY2(!back, bytes.constData());
        QCOMPARE(back.error().kind(), Error::Kind::Malformed);
    }
}

/// A newer program's draft is whole, but means what this one cannot know.
void TestDraftFile::draftOfANewerVersionIsUnsupported()
{
    const Result<Draft> back = Draft::restored(draftOf(vm).saved().replace("\"draft\":1", "\"draft\":2"));
    QVERIFY(!back);
    QCOMPARE(back.error().kind(), Error::Kind::Unsupported);
}

/// The document counts; what stems from what is found again where the file does not say it rightly.
void TestDraftFile::whatWasNotWrittenHereIsMatchedAnew()
{
    Draft draft = draftOf(R"({"a":1,"b":[1,2]})");
    QVERIFY(draft.set(Path(s("a")), Value::number(s("2"))).has_value());
    QVERIFY(draft.remove(Path(s("b/0"))).has_value());
    const QByteArray saved = draft.saved();
    const QByteArray key = "\"origins\":\"";
    const qsizetype start = saved.indexOf(key) + key.size();
    const QByteArray origins = saved.mid(start, saved.indexOf('"', start) - start);
    QCOMPARE(origins, QByteArray("0+2 4"));
    for (const char *wrong :
        {"", "0", "0+9", "9+2 4", "0+2 0", "0+2 1", "4 0+2", "x", "- - - -", "0+99999999999999999999", "0+2 4 5"}) {
        const Result<Draft> back = Draft::restored(QByteArray(saved).replace(key + origins, key + wrong));
        QVERIFY2(back.has_value(), wrong);
        QCOMPARE(back->document().serialized(), draft.document().serialized());
        QCOMPARE(back->changes().size(), 2);
    }
}

void TestDraftFile::secretsStayOffTheDisk()
{
    Draft draft = draftOf(R"({"users":[{"n":"a","pw":"hunter1"},{"n":"b","pw":"hunter2"}],"pin":77665544,"x":1})");
    QVERIFY(draft.remove(Path(s("users/0"))).has_value());
    QVERIFY(draft.set(Path(s("users/0/pw")), Value::text(s("hunter3"))).has_value());
    QVERIFY(draft.set(Path(s("admin/pw")), Value::text(s("hunter4"))).has_value());
    QVERIFY(draft.set(Path(s("x")), Value::number(s("2"))).has_value());
    const QByteArray saved = draft.saved({Path(s("users/0/pw")), Path(s("admin/pw")), Path(s("pin"))});
    Result<Draft> back = Draft::restored(saved);
    QVERIFY(back.has_value());
    for (const QByteArray &bytes : {saved, back->base().bytes(), back->document().bytes()})
        QVERIFY(!bytes.contains("hunter") && !bytes.contains("77665544"));
    QCOMPARE(back->document().serialized(), QByteArray(R"({"users":[{"n":"b","pw":""}],"pin":null,"x":2})"));
    QCOMPARE(back->missing(), QList<Path>({Path(s("users/0/pw")), Path(s("admin/pw"))}));
    QCOMPARE(back->changes().size(), 2);
    QVERIFY(back->set(Path(s("users/0/pw")), Value::text(s("hunter3"))).has_value());
    QCOMPARE(back->missing(), QList<Path>({Path(s("admin/pw"))}));
    back->revertAll();
    QVERIFY(back->missing().isEmpty() && !back->isDirty());
}

void TestDraftFile::secretsOfAllShapesStayOffTheDisk_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QByteArray>("left");
    const auto row = [](const QByteArray &base, const char *secret, const QByteArray &left) {
        QTest::newRow(base.constData()) << base << s(secret) << left;
    };
    row("<a><p>hunter</p></a>", "p", "<a><p/></a>");
    row("<a><p>hun<!--hunter-->ter</p></a>", "p", "<a><p/></a>");
    row("<a><p><![CDATA[hunter]]></p></a>", "p", "<a><p/></a>");
    row("<a><u p='hunter' n='1'/><u p='hunter'/></a>", "u[7]/@p", "<a><u p=\"\" n=\"1\"/><u p=\"\"/></a>");
    row("<a xmlns:o='urn:o'><u o:p='hunter'/></a>", "u/@p", "<a xmlns:o=\"urn:o\"><u o:p=\"\"/></a>");
    row("<a><g x='hunter'>hunter<p>hunter</p><q/></g></a>", "g", "<a><g x=\"\"><p/><q/></g></a>");
    row(R"({"p":"hunter","p":"hunter"})", "p", R"({"p":"","p":""})");
    row(R"({"l":["hunter","hunter"]})", "l", R"({"l":["",""]})");
    row(R"({"l":["hunter","hunter"]})", "l/4", R"({"l":["",""]})");
    row(R"([{"p":"hunter"},{"p":null}])", "0/p", R"([{"p":""},{"p":null}])");
    row(R"({"g":{"a":"hunter","b":{"c":true}}})", "g", R"({"g":{"a":"","b":{"c":null}}})");
    row(R"({"a/b":{"~":"hunter"}})", "a~1b/~0", R"({"a/b":{"~":""}})");
}

void TestDraftFile::secretsOfAllShapesStayOffTheDisk()
{
    QFETCH(QByteArray, base);
    QFETCH(QString, secret);
    QFETCH(QByteArray, left);
    const Result<Draft> back = Draft::restored(draftOf(base).saved({Path(secret)}));
    QVERIFY(back.has_value());
    QCOMPARE(back->base().serialized(), left);
    QCOMPARE(back->document().bytes(), back->base().bytes());
    QVERIFY(back->missing().isEmpty() && !back->isDirty());
}

QTEST_GUILESS_MAIN(TestDraftFile)
#include "tst_draftfile.moc"
