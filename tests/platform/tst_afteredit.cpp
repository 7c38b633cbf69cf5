// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/afteredit.h"
#include "platform/parts.h"

#include <QTest>

using namespace nephoscope;

/// Where an object is found once an edit of it has been saved.
class AfterEditTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsPickedByItsNameIsPickedAgain_data();
    void whatIsPickedByItsNameIsPickedAgain();
};

void AfterEditTest::whatIsPickedByItsNameIsPickedAgain_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("fragment");
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("edited");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("name"); // of the Ref afterwards; it was "one"
    const QByteArray list = R"([{"svm":"s","name":"two"},{"svm":"s","name":"one","size":1,"from":{"id":"x"}}])";
    const QByteArray held = R"({"name":"one","svms":[{"name":"two"},{"name":"one"}]})";
    QTest::newRow("another name") << list << "svm=s&name=one"
                                  << "1"
                                  << "1/name"
                                  << "three"
                                  << "three";
    QTest::newRow("odd name") << list << "svm=s&name=one"
                              << "1"
                              << "1/name"
                              << "a b&c=d#e:f/g%20+"
                              << "a b&c=d#e:f/g%20+";
    QTest::newRow("another size") << list << "svm=s&name=one"
                                  << "1"
                                  << "1/size"
                                  << "2"
                                  << "one";
    QTest::newRow("another owner") << list << "svm=s&name=one"
                                   << "1"
                                   << "1/svm"
                                   << "t"
                                   << "one";
    QTest::newRow("nested key") << list << "from/id=x"
                                << "1"
                                << "1/from/id"
                                << "y"
                                << "one";
    QTest::newRow("in a member") << held << "svms:name=one"
                                 << "svms/1"
                                 << "svms/1/name"
                                 << "three"
                                 << "three";
    QTest::newRow("of another entry") << list << "svm=s&name=one"
                                      << "1"
                                      << "0/name"
                                      << "three"
                                      << "one";
    QTest::newRow("its own address") << held << ""
                                     << ""
                                     << "name"
                                     << "three"
                                     << "one";
    QTest::newRow("XML") << QByteArray("<A><B name='two'/><B name='one'/></A>") << "name=one"
                         << "B[1]"
                         << "B[1]/@name"
                         << "three"
                         << "three";
}

void AfterEditTest::whatIsPickedByItsNameIsPickedAgain()
{
    QFETCH(const QByteArray, document);
    QFETCH(const QString, fragment);
    QFETCH(const QString, part);
    QFETCH(const QString, edited);
    QFETCH(const QString, value);
    Draft draft(*Document::parse(document));
    QVERIFY(draft.set(Path(edited), Value::text(value)));
    QUrl href(QStringLiteral("http://x/list?id=7"));
    if (!fragment.isEmpty())
        href.setFragment(fragment);
    const Ref ref(href, QStringLiteral("thing"), QStringLiteral("one"));
    const Ref moved = placeAfter(ref, Path(part), draft);
    QTEST(moved.name(), "name");
    QCOMPARE(moved.kind(), ref.kind());
    QCOMPARE(moved.href().adjusted(QUrl::RemoveFragment), href.adjusted(QUrl::RemoveFragment));
    if (fragment.isEmpty()) {
        QCOMPARE(moved.href(), href);
        return;
    }
    const Node found = picked(draft.document().root(), moved.href().fragment(QUrl::FullyEncoded));
    QCOMPARE(found.path().text(), part);
}

QTEST_GUILESS_MAIN(AfterEditTest)
#include "tst_afteredit.moc"
