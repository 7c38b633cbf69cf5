// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/propertymodel.h"
#include "resource/resourcepage.h"
#include "stories/directorstory.h"

#include <QTreeView>

using namespace nephoscope;

/// What nobody has seen before opens and shows like everything else.
class DirectorStrangeStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void theUnknownOpensAndShows_data();
    void theUnknownOpensAndShows();

private:
    static int lines(const QAbstractItemModel &model, const QModelIndex &parent = {});
};

int DirectorStrangeStory::lines(const QAbstractItemModel &model, const QModelIndex &parent)
{
    int count = model.rowCount(parent);
    for (int row = 0; row < model.rowCount(parent); ++row)
        count += lines(model, model.index(row, 0, parent));
    return count;
}

void DirectorStrangeStory::theUnknownOpensAndShows_data()
{
    QTest::addColumn<QString>("strange");
    for (const char *strange : {"element", "link", "mediaType", "kind", "order", "prefixes"})
        QTest::newRow(strange) << QString::fromLatin1(strange);
}

void DirectorStrangeStory::theUnknownOpensAndShows()
{
    QFETCH(QString, strange);
    const QByteArray script = R"([{"method":"GET","path":"/api/vApp/*","strange":[")" + strange.toLatin1() + R"("]}])";
    DirectorStory director(QStringLiteral("Organization Administrator"), QStringLiteral("acme"), script);
    const QString address = director.find("adminVApp", "status==POWERED_OFF;vdcName==acme-prod");
    ResourcePage *page = director.open(address);
    QVERIFY(page);
    QVERIFY2(director.message().isEmpty(), qPrintable(director.message()));
    QVERIFY(!page->ref().name().isEmpty());
    QCOMPARE(page->title(), page->ref().name());
    const auto *tree = page->findChild<QTreeView *>(QStringLiteral("properties"));
    QVERIFY(lines(*tree->model()) > 10);
    if (strange == QLatin1String("element"))
        QCOMPARE(director.valueAt(QStringLiteral("UnheardOf/Depth")), QStringLiteral("unfathomed"));
    if (strange == QLatin1String("link")) { // it leads to an action: that is offered
        QVERIFY2(director.offers(QStringLiteral("Unheard of")),
            qPrintable(director.reasonAgainst(QStringLiteral("Unheard of"))));
    }
    // and it may be acted upon as ever
    if (strange != QLatin1String("kind")) {
        director.press(QStringLiteral("Power on"));
        QTRY_COMPARE_WITH_TIMEOUT(director.message(), QStringLiteral("Power on: done."), 20'000);
    }
}

QTEST_MAIN(DirectorStrangeStory)
#include "tst_directorstrange.moc"
