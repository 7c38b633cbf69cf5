// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/proposals.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QtTest>

using namespace nephoscope;

/// What a field that names an object proposes.
class TestProposals : public QObject {
    Q_OBJECT
private slots:
    void whatCouldNotBeReadIsAskedForAgain();
};

void TestProposals::whatCouldNotBeReadIsAskedForAgain()
{
    Ref gateway(QUrl(QStringLiteral("http://fake/gateway/1")), QStringLiteral("gateway"));
    gateway.withName(QStringLiteral("edge-1"));
    QList<QList<Ref>> answers{{}, {gateway}};
    int asked = 0;
    FieldContext context;
    context.list = [&](const Path &, QObject *, const FieldContext::Objects &objects) {
        objects(answers.value(std::min<qsizetype>(asked++, answers.size() - 1)));
    };
    QLineEdit line;
    const Proposals proposals(&line, context, Path(QStringLiteral("connection/routerRef")), false);
    line.show();
    line.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&line));
    QTRY_COMPARE(asked, 1); // as soon as one is there
    QVERIFY(proposals.named(QStringLiteral("edge-1")).href().isEmpty());
    QTest::keyClick(&line, Qt::Key_Down);
    QTRY_VERIFY(line.completer()->popup()->isVisible());
    QCOMPARE(proposals.named(QStringLiteral("edge-1")).href(), gateway.href());
    QTest::keyClick(line.completer()->popup(), Qt::Key_Escape);
    QTest::keyClick(&line, Qt::Key_Down);
    QCOMPARE(asked, 2); // what is there stays
}

QTEST_MAIN(TestProposals)
#include "tst_proposals.moc"
