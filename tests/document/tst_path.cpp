// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/path.h"

#include <QTest>

using namespace nephoscope;

class TestPath : public QObject {
    Q_OBJECT
private slots:
    void stepsSurviveWriting_data();
    void stepsSurviveWriting();
    void nameIsTheLastStepBare_data();
    void nameIsTheLastStepBare();
    void parentCutsOneStep();
    void ordersByText();
};

void TestPath::stepsSurviveWriting_data()
{
    QTest::addColumn<QStringList>("steps");
    QTest::addColumn<QString>("text");
    const auto row = [](const QStringList &steps, const char *text) {
        QTest::newRow(text) << steps << QString::fromLatin1(text);
    };
    row({}, "");
    row({QStringLiteral("size"), QStringLiteral("unit")}, "size/unit");
    row({QStringLiteral("tags"), QStringLiteral("1"), QStringLiteral("tagKey")}, "tags/1/tagKey");
    row({QStringLiteral("a/b"), QStringLiteral("~"), QStringLiteral("~1"), QStringLiteral("/~")}, "a~1b/~0/~01/~1~0");
    row({QString()}, "~2");
    row({QStringLiteral("a"), QString(), QStringLiteral("~2")}, "a/~2/~02");
    row({QStringLiteral("Task[2]"), QStringLiteral("@status")}, "Task[2]/@status");
}

void TestPath::stepsSurviveWriting()
{
    QFETCH(QStringList, steps);
    QFETCH(QString, text);
    Path path;
    for (const QString &step : steps)
        path = path.child(step);
    QCOMPARE(path.text(), text);
    QCOMPARE(path.steps(), steps);
    QCOMPARE(path.isEmpty(), steps.isEmpty());
}

void TestPath::nameIsTheLastStepBare_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *text, const char *name) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(name);
    };
    row("", "");
    row("Description", "Description");
    row("NetworkConnection[2]/IpAddress", "IpAddress");
    row("Children/Vm[12]", "Vm");
    row("Tasks/Task/@status", "status");
    row("a~1b/c~0d", "c~d");
    row("odd[x]", "odd[x]");
    row("odd[]", "odd[]");
    row("[0]", "[0]");
}

void TestPath::nameIsTheLastStepBare()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    QCOMPARE(Path(text).name(), name);
}

void TestPath::parentCutsOneStep()
{
    const Path path(QStringLiteral("a/b[1]/@c"));
    QCOMPARE(path.parent().text(), QStringLiteral("a/b[1]"));
    QCOMPARE(path.parent().parent().parent(), Path());
    QCOMPARE(Path().parent(), Path());
}

void TestPath::ordersByText()
{
    QVERIFY(Path(QStringLiteral("a")) < Path(QStringLiteral("a/b")));
    QVERIFY(Path(QStringLiteral("b")) > Path(QStringLiteral("a/b")));
    QCOMPARE(Path(QStringLiteral("a")), Path(QStringLiteral("a")));
}

QTEST_GUILESS_MAIN(TestPath)
#include "tst_path.moc"
