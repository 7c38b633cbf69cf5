// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/managerstory.h"

#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace nephoscope;

/// Volumes made from the window: the service is asked for a quote first, and its answer goes into the creation.
class ManagerVolumesStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void volumeIsCreatedAsQuoted_data();
    void volumeIsCreatedAsQuoted();

private:
    static QJsonObject bodyOf(const QDialog *wizard);
    static bool isAnswered(const QDialog *wizard);
};

/// What the wizard says that it will send.
QJsonObject ManagerVolumesStory::bodyOf(const QDialog *wizard)
{
    for (const auto *text : wizard->findChildren<QPlainTextEdit *>(QStringLiteral("creationRequest")))
        if (text->isVisible())
            return QJsonDocument::fromJson(text->toPlainText().section(QStringLiteral("\n\n"), 1).toUtf8()).object();
    return {};
}

bool ManagerVolumesStory::isAnswered(const QDialog *wizard)
{
    const auto answers = wizard->findChildren<QTreeWidget *>(QStringLiteral("creationAnswer"));
    return std::any_of(answers.begin(), answers.end(), [](const QTreeWidget *answer) { return answer->isVisible(); });
}

void ManagerVolumesStory::volumeIsCreatedAsQuoted_data()
{
    QTest::addColumn<QString>("group");
    QTest::addColumn<QString>("system");
    QTest::newRow("AWS") << QStringLiteral("/vsa") << QStringLiteral("harbourcvo1");
    QTest::newRow("Azure") << QStringLiteral("/azure/vsa") << QStringLiteral("atlaslab");
}

void ManagerVolumesStory::volumeIsCreatedAsQuoted()
{
    QFETCH(QString, group);
    QFETCH(QString, system);
    ManagerStory hands;
    const QString id = hands.system(system);
    const QString list = group + QStringLiteral("/volumes?workingEnvironmentId=") + id;
    hands.open(list);
    hands.operate(QStringLiteral("Create volume"));
    QTRY_VERIFY(hands.story().dialog<QDialog>("creationDialog"));
    QDialog *wizard = hands.story().dialog<QDialog>("creationDialog");
    QVERIFY(QTest::qWaitForWindowActive(wizard));
    QCOMPARE(hands.value(wizard, QStringLiteral("workingEnvironmentId")), id); // the list said it
    QTRY_COMPARE(hands.value(wizard, QStringLiteral("svmName")), QStringLiteral("svm_") + system); // the only one
    hands.fill(wizard, QStringLiteral("name"), QStringLiteral("buoys"));
    hands.fill(wizard, QStringLiteral("size"), QStringLiteral("120"));
    hands.press(wizard, "creationNext");
    hands.goTo(wizard, QStringLiteral("Ask for a quote"));
    QCOMPARE(bodyOf(wizard).value(QStringLiteral("name")).toString(), QStringLiteral("buoys"));
    const QJsonObject size = bodyOf(wizard).value(QStringLiteral("size")).toObject();
    QCOMPARE(size, QJsonObject({{QStringLiteral("size"), 120}, {QStringLiteral("unit"), QStringLiteral("GB")}}));
    hands.press(wizard, "creationNext");
    QTRY_VERIFY(isAnswered(wizard));
    const auto *next = wizard->findChild<QPushButton *>(QStringLiteral("creationNext"));
    QCOMPARE(next->text(), QStringLiteral("Next"));

    hands.goTo(wizard, QStringLiteral("Place and efficiency"));
    QVERIFY(hands.value(wizard, QStringLiteral("aggregateName")).startsWith(QStringLiteral("aggr")));
    QTRY_VERIFY(hands.offers(wizard, QStringLiteral("snapshotPolicyName")).contains(QStringLiteral("default")));
    hands.fill(wizard, QStringLiteral("snapshotPolicyName"), QStringLiteral("default"));
    hands.press(wizard, "creationNext");
    hands.goTo(wizard, QStringLiteral("Create volume"));
    const QJsonObject body = bodyOf(wizard);
    QCOMPARE(body.value(QStringLiteral("name")).toString(), QStringLiteral("buoys"));
    QCOMPARE(body.value(QStringLiteral("size")).toObject(), size); // asked once
    hands.press(wizard, "creationNext");
    QTRY_VERIFY2(!hands.story().dialog<QDialog>("creationDialog"), qPrintable(hands.story().message(wizard)));
    QTRY_COMPARE_WITH_TIMEOUT(hands.page()->title(), QStringLiteral("buoys"), 30000); // opened when it is there
    bool isThere = false;
    const QJsonArray volumes = hands.told(list).array();
    for (const QJsonValue &volume : volumes)
        isThere = isThere || volume[QLatin1String("name")].toString() == QStringLiteral("buoys");
    QVERIFY(isThere);
}

QTEST_MAIN(ManagerVolumesStory)
#include "tst_managervolumes.moc"
