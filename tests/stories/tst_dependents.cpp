// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/fieldeditor.h"
#include "editor/operationdialog.h"
#include "models/loadedlists.h"
#include "resource/resourcepage.h"
#include "shell/looks.h"
#include "shell/pagetabs.h"
#include "stories/managerstory.h"

#include <QLabel>
#include <QPushButton>
#include <qcorotask.h>

using namespace nephoscope;

/// Before something is deleted, what the lists read so far know of it is said.
class DependentsStory : public QObject {
    Q_OBJECT
private slots:
    void aDeletionNamesWhatTheListsKnowOfIt();
    void aDeletionReadsTheListsOfWhatItTakes();
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

QTEST_MAIN(DependentsStory)
#include "tst_dependents.moc"
