// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/fieldeditor.h"
#include "editor/operationdialog.h"
#include "models/loadedlists.h"
#include "resource/resourcepage.h"
#include "shell/looks.h"
#include "shell/pagetabs.h"
#include "stories/directorstory.h"
#include "stories/managerstory.h"

#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <qcorotask.h>

using namespace nephoscope;

/// Before something is deleted, what the lists read so far know of it is said.
class DependentsStory : public QObject {
    Q_OBJECT
private slots:
    void aDeletionNamesWhatTheListsKnowOfIt();
    void aDeletionReadsTheListsOfWhatItTakes();
    void aReplicatedVolumeSaysSo();
    void anIndependentDiskIsNamedBeforeItsMachineGoes();
    void aNetworkInUseNamesItsMachines();

private:
    static QString referrers(DirectorStory &director, const QString &address);
};

void DependentsStory::aDeletionNamesWhatTheListsKnowOfIt()
{
    DemoSite site(director);
    StoryWindow story;
    const QString name = QStringLiteral("dependents");
    story.signIn(site, site.user(QStringLiteral("System Administrator")), name, false);
    QTRY_VERIFY(story.site(name) && story.site(name)->session);
    const std::shared_ptr<Session> session = story.site(name)->session;
    const QUrl query = site.url().resolved(QUrl(QStringLiteral("/api/query?type=adminVM&format=records")));
    Ref list(query, QStringLiteral("vm"));
    list.asCollection();
    story.window().pages().open(story.site(name)->profile.id, list, true);
    QTRY_VERIFY_WITH_TIMEOUT(!LoadedLists::ofProgram().all().isEmpty(), 30'000);
    const LoadedList read = LoadedLists::ofProgram().all().constFirst();
    const int column = read.store->column("container");
    const int called = read.store->column("name");
    QVERIFY(column >= 0 && called >= 0 && read.store->rowCount() > 0);
    const QUrl vapp(read.store->string(0, column));

    std::optional<Result<Resource>> opened;
    QCoro::connect(session->open(Ref(vapp, QStringLiteral("vApp"))), this,
        [&opened](const Result<Resource> &resource) { opened = resource; });
    QTRY_VERIFY(opened.has_value());
    QVERIFY(opened->has_value());
    Resource alone = **opened;
    alone.children.clear(); // what the page itself says is another matter
    Operation remove;
    remove.name = QStringLiteral("remove");
    remove.method = "DELETE";
    remove.href = vapp;
    remove.role = Operation::Role::Delete;
    remove.danger = Operation::Danger::Destroys;
    const Looks looks;
    OperationDialog dialog(session, remove, QStringLiteral("Delete"), alone, looks, FieldContext(), &story.window());
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    const auto *label = dialog.findChild<QLabel *>(QStringLiteral("operationDependents"));
    QVERIFY(label);
    QTRY_VERIFY(label->isVisible());
    QVERIFY2(label->text().contains(read.store->string(0, called)), qPrintable(label->text()));
    int inIt = 0; // machines of other vApps are not its business
    for (RecordStore::Row row = 0; row < read.store->rowCount(); ++row)
        inIt += read.store->string(row, column) == vapp.toString() ? 1 : 0;
    constexpr int most = 8;
    QCOMPARE(label->text().count(QLatin1Char(',')) - 1, std::min(inIt, most + 1) - 1); // one is in the words before
    QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("operationSend"))->isEnabled()); // the name comes first
    dialog.reject();
}

/// Nobody has looked at the volumes of that system before.
void DependentsStory::aDeletionReadsTheListsOfWhatItTakes()
{
    ManagerStory hands;
    const QString id = hands.system(QStringLiteral("harbourcvo1"));
    const QJsonArray volumes = hands.told(QStringLiteral("/vsa/volumes?workingEnvironmentId=") + id).array();
    QVERIFY(!volumes.isEmpty());
    hands.open(QStringLiteral("/vsa/working-environments/") + id);
    hands.operate(QStringLiteral("Delete"));
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = hands.story().dialog<QDialog>("operationDialog")));
    const auto *label = dialog->findChild<QLabel *>(QStringLiteral("operationLists"));
    QVERIFY(label);
    QTRY_VERIFY2_WITH_TIMEOUT(
        label->isVisible() && !label->text().contains(QStringLiteral("Reading")), qPrintable(label->text()), 30'000);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    StoryWindow::keepPicture(dialog, QStringLiteral("delete-with-lists"));
    int named = 0;
    for (const QJsonValue &volume : volumes)
        named += label->text().contains(volume[QLatin1String("name")].toString()) ? 1 : 0;
    QVERIFY2(named >= 4, qPrintable(label->text())); // the first five
    QVERIFY(label->text().contains(QStringLiteral("Volumes: ")));
    auto *send = dialog->findChild<QPushButton *>(QStringLiteral("operationSend"));
    auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("operationName"));
    QTest::keyClicks(name, QStringLiteral("harbourcvo1"));
    QVERIFY(send->isEnabled());
    dialog->reject();
}

/// Replications know a volume by its name and system.
void DependentsStory::aReplicatedVolumeSaysSo()
{
    ManagerStory hands;
    const QJsonArray replications = hands.told(QStringLiteral("/replication/status")).array();
    QVERIFY(!replications.isEmpty());
    const QJsonValue source = replications.at(0)[QLatin1String("source")];
    const QJsonValue destination = replications.at(0)[QLatin1String("destination")];
    const QString name = source[QLatin1String("volumeName")].toString();
    QString id; // the replications write it in another case
    const QJsonObject systems = hands.told(QStringLiteral("/working-environments")).object();
    for (const QJsonValue &list : systems)
        for (const QJsonValue &each : list.toArray())
            if (each[QLatin1String("publicId")].toString().compare(
                    source[QLatin1String("workingEnvironmentId")].toString(), Qt::CaseInsensitive)
                == 0)
                id = each[QLatin1String("publicId")].toString();
    const QString list = QStringLiteral("/vsa/volumes?workingEnvironmentId=") + id;
    QString machine;
    for (const QJsonValue &each : hands.told(list).array())
        if (each[QLatin1String("name")].toString() == name)
            machine = each[QLatin1String("svmName")].toString();
    QVERIFY(!machine.isEmpty());
    hands.open(list);
    const std::shared_ptr<Session> session = hands.page()->session();
    const QUrl url = hands.site().url().resolved(
        QUrl(QStringLiteral("/occm/api") + list + QStringLiteral("#svmName=%1&name=%2").arg(machine, name)));
    hands.story().window().pages().open(
        session->profile().id, Ref(url, QStringLiteral("volume"), name), true); // as from its row
    QTRY_COMPARE(hands.page()->title(), name);
    hands.operate(QStringLiteral("Delete"));
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = hands.story().dialog<QDialog>("operationDialog")));
    const auto *label = dialog->findChild<QLabel *>(QStringLiteral("operationReferrers"));
    QVERIFY(label);
    QTRY_VERIFY_WITH_TIMEOUT(label->isVisible(), 20'000);
    const QString expected = name + QStringLiteral(" \u2192 ") + destination[QLatin1String("volumeName")].toString();
    QVERIFY2(label->text().contains(expected), qPrintable(label->text()));
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    StoryWindow::keepPicture(dialog, QStringLiteral("delete-replicated-volume"));
    dialog->reject();
}

/// What the question before the deletion of that object says about who refers to it.
QString DependentsStory::referrers(DirectorStory &director, const QString &address)
{
    ResourcePage *page = director.open(address);
    if (!page)
        return {};
    std::optional<Result<Resource>> opened;
    QObject listener;
    QCoro::connect(page->session()->open(page->ref()), &listener,
        [&opened](const Result<Resource> &resource) { opened = resource; });
    if (!QTest::qWaitFor([&] { return opened && opened->has_value(); }, 20'000))
        return {};
    Operation remove; // whether or not it is offered while the object is in use
    remove.name = QStringLiteral("remove");
    remove.method = "DELETE";
    remove.href = page->ref().href();
    remove.role = Operation::Role::Delete;
    remove.danger = Operation::Danger::Destroys;
    const Looks looks;
    OperationDialog dialog(
        page->session(), remove, QStringLiteral("Delete"), **opened, looks, FieldContext(), &director.window());
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    const auto *label = dialog.findChild<QLabel *>(QStringLiteral("operationReferrers"));
    const bool isThere = QTest::qWaitFor([&] { return label && label->isVisible(); }, 20'000);
    const QString text = isThere ? label->text() : QString();
    dialog.reject();
    return text;
}

void DependentsStory::anIndependentDiskIsNamedBeforeItsMachineGoes()
{
    DirectorStory director(QStringLiteral("System Administrator"));
    const QString disk = director.find("adminDisk", "isAttached==true");
    QVERIFY(!disk.isEmpty());
    const QString machines = QString::fromUtf8(director.seen(disk.toUtf8() + "/attachedVms"));
    static const QRegularExpression address(QStringLiteral("<VmReference [^>]*href=\"([^\"]+)\""));
    const auto match = address.match(machines);
    QVERIFY2(match.hasMatch(), qPrintable(machines));
    static const QRegularExpression called(QStringLiteral("<Disk [^>]*name=\"([^\"]+)\""));
    const QString name = called.match(QString::fromUtf8(director.seen(disk.toUtf8()))).captured(1);
    QVERIFY(!name.isEmpty());
    const QString text = referrers(director, QUrl(match.captured(1)).path());
    QVERIFY2(text.contains(QStringLiteral("not deleted with it")) && text.contains(name), qPrintable(text));
}

void DependentsStory::aNetworkInUseNamesItsMachines()
{
    DirectorStory director(QStringLiteral("System Administrator"));
    const QString network = director.find("adminOrgVdcNetwork", "name==acme-prod-front");
    QVERIFY(!network.isEmpty());
    QVERIFY(!director.find("adminVM", "networkName==acme-prod-front").isEmpty());
    const QString text = referrers(director, network);
    QVERIFY2(
        text.startsWith(QStringLiteral("These use it:")) && text.contains(QStringLiteral("web-1")), qPrintable(text));
}

QTEST_MAIN(DependentsStory)
#include "tst_dependents.moc"
