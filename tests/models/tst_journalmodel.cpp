// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/countingtransport.h"
#include "models/fakesite.h"
#include "models/journalmodel.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nephoscope;

/// A journal of years in a list: only what somebody looks at is held.
class JournalModelTest : public QObject {
    Q_OBJECT
private slots:
    void layoutsDoNotReadTheWholeJournal();

private:
    Nobody m_nobody;
};

void JournalModelTest::layoutsDoNotReadTheWholeJournal()
{
    constexpr int written = 330;
    constexpr int held = 200;
    const QTemporaryDir folder;
    const auto journal = std::make_shared<Journal>(folder.path());
    Session session(Profile(), std::make_shared<FakePlatform>(), std::make_unique<CountingTransport>(), m_nobody);
    const auto write = [&] {
        const auto entry = journal->intended(
            session, Request::post(QUrl(QStringLiteral("http://fake/vm/a")), {}, "text/plain"), Deed());
        return entry ? *entry : 0;
    };
    JournalModel model(journal, nullptr);
    model.setFilter({});
    const auto layOut = [&] { // as a view does each time
        if (model.canFetchMore({}))
            model.fetchMore({});
    };
    qint64 last = 0;
    for (int number = 0; number < written; ++number) {
        last = write();
        layOut();
        QVERIFY2(model.rowCount() <= held, qPrintable(QString::number(number)));
    }
    QCOMPARE(model.rowCount(), held);
    QCOMPARE(model.entries().constFirst().id, last);
    while (model.rowCount() < written) { // somebody scrolls to the end
        const int before = model.rowCount();
        model.readOn();
        QVERIFY(model.rowCount() > before);
    }
    model.readOn();
    QCOMPARE(model.rowCount(), written);
    for (int row = 1; row < written; ++row) // each once, newest first
        QVERIFY(model.entries().at(row).id < model.entries().at(row - 1).id);
}

QTEST_GUILESS_MAIN(JournalModelTest)
#include "tst_journalmodel.moc"
