// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/resourcepage.h"
#include "stories/directorstory.h"
#include "stories/managerstory.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>

using namespace nephoscope;

/// Another object like the one that shows: the same form or wizard, filled from it.
class LikeThisStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void anotherUserIsMade();
    void anotherVolumeIsMade();
    void whatCannotBeMadeAgainSaysSo();
};

void LikeThisStory::anotherUserIsMade()
{
    DirectorStory director(QStringLiteral("System Administrator"));
    const QString address = director.find("adminUser", "name==ada");
    QVERIFY(director.open(address));
    const QString role = director.valueAt(QStringLiteral("Role"));
    director.press(QStringLiteral("New like this \u2026"));
    QDialog *dialog = director.asked();
    QVERIFY(dialog);
    director.unfold(dialog);
    auto *fold = dialog->findChild<QToolButton *>(QStringLiteral("operationFold"));
    QTest::mouseClick(fold, Qt::LeftButton);
    auto *sent = dialog->findChild<QPlainTextEdit *>(QStringLiteral("operationPreview"));
    QTRY_VERIFY(sent->toPlainText().contains(QStringLiteral("<User")));
    StoryWindow::keepPicture(dialog, QStringLiteral("user-like-this"));
    const QString text = sent->toPlainText();
    QVERIFY2(
        text.contains(QStringLiteral("POST ")) && text.contains(QStringLiteral("name=\"ada_2\"")), qPrintable(text));
    const QString body = text.mid(text.indexOf(QStringLiteral("<User")));
    QVERIFY2(!body.contains(QStringLiteral("urn:vcloud:user:")), qPrintable(body)); // it gets an id of its own
    QVERIFY2(!body.contains(QStringLiteral("/api/admin/user/")), qPrintable(body));
    QVERIFY2(
        body.contains(QStringLiteral("EmailAddress>")) || body.contains(QStringLiteral("FullName>")), qPrintable(body));
    director.type(dialog, QStringLiteral("@name"), QStringLiteral("grace"));
    director.type(dialog, QStringLiteral("Password"), QStringLiteral("a long enough one"));
    director.send(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(director.seen("/api/query?type=adminUser").contains("name=\"grace\""), 20'000);
    const QByteArray user = director.seen(director.find("adminUser", "name==grace").toLatin1());
    QVERIFY2(user.contains(role.toUtf8()), user.constData());
    QTRY_COMPARE(director.page()->title(), QStringLiteral("grace")); // what is new opens
}

void LikeThisStory::anotherVolumeIsMade()
{
    ManagerStory hands;
    const QString id = hands.system(QStringLiteral("harbourcvo1"));
    const QString list = QStringLiteral("/vsa/volumes?workingEnvironmentId=") + id;
    const QJsonArray before = hands.told(list).array();
    QJsonObject volume;
    for (const QJsonValue &each : before)
        if (each[QLatin1String("providerVolumeType")].isString() && !each[QLatin1String("rootVolume")].toBool())
            volume = volume.isEmpty() ? each.toObject() : volume;
    const QString name = volume.value(QLatin1String("name")).toString();
    QVERIFY(!name.isEmpty());
    hands.open(
        list + QStringLiteral("#svmName=%1&name=%2").arg(volume.value(QLatin1String("svmName")).toString(), name));
    QTRY_COMPARE(hands.page()->title(), name);
    hands.operate(QStringLiteral("New like this \u2026"));
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = hands.story().dialog<QDialog>("creationDialog"))
        || (dialog = hands.story().dialog<QDialog>("operationDialog")));
    QTRY_COMPARE(hands.value(dialog, QStringLiteral("name")), name + QStringLiteral("_2"));
    StoryWindow::keepPicture(dialog, QStringLiteral("volume-like-this"));
    QString request;
    const auto shown = [&] {
        for (const auto *text : dialog->findChildren<QPlainTextEdit *>(QStringLiteral("creationRequest")))
            request = text->isVisible() ? text->toPlainText() : request;
        return request;
    };
    const auto *title = dialog->findChild<QLabel *>(QStringLiteral("creationTitle"));
    for (int step = 0; step < 12 && !title->text().endsWith(QStringLiteral("Create volume")); ++step)
        hands.press(dialog, "creationNext");
    QVERIFY2(shown().contains(QStringLiteral("POST ")), qPrintable(request));
    QVERIFY2(!request.contains(volume.value(QLatin1String("uuid")).toString()), qPrintable(request));
    hands.press(dialog, "creationNext");
    const auto made = [&]() -> QJsonObject {
        for (const QJsonValue &each : hands.told(list).array())
            if (each[QLatin1String("name")].toString() == name + QStringLiteral("_2"))
                return each.toObject();
        return {};
    };
    QTRY_VERIFY_WITH_TIMEOUT(!made().isEmpty(), 30'000);
    for (const char *same : {"size", "providerVolumeType", "svmName", "thinProvisioning", "snapshotPolicy"})
        QTRY_VERIFY2_WITH_TIMEOUT(
            made().value(QLatin1String(same)) == volume.value(QLatin1String(same)), same, 20'000); // as it comes up
    QTRY_COMPARE_WITH_TIMEOUT(hands.page()->title(), name + QStringLiteral("_2"), 30'000); // what is new opens
}

void LikeThisStory::whatCannotBeMadeAgainSaysSo()
{
    DirectorStory director(QStringLiteral("System Administrator"));
    QVERIFY(director.open(director.find("adminVM", "name==web-1")));
    director.press(QStringLiteral("New like this \u2026"));
    QTRY_VERIFY2(director.message().startsWith(QStringLiteral("Nothing offers to make another one")),
        qPrintable(director.message()));
    QVERIFY(!director.offers(QStringLiteral("New like this \u2026")));
}

QTEST_MAIN(LikeThisStory)
#include "tst_likethis.moc"
