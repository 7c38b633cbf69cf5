// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigatormodel.h"
#include "models/taskmodel.h"
#include "resource/resourcepage.h"
#include "session/session.h"
#include "session/taskfollower.h"
#include "stories/directorstory.h"
#include "tasks/taskview.h"

#include <QLabel>

using namespace nephoscope;

/// What runs is switched, and one sees it happen: in the page, in the task dock, in the tree.
class DirectorPowerStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void aVappIsPoweredOnAndWatched();
    void aSnapshotIsTakenAndRevertedTo();
    void theScreenOfAMachineShows();

private:
    const QString m_role = QStringLiteral("Organization Administrator");
};

void DirectorPowerStory::aVappIsPoweredOnAndWatched()
{
    DirectorStory director(m_role, QStringLiteral("acme"));
    const QString address = director.find("adminVApp", "status==POWERED_OFF;vdcName==acme-prod");
    ResourcePage *page = director.open(address);
    QVERIFY(page);
    TaskModel &tasks = director.window().findChild<TaskView *>()->model();
    const int before = tasks.rowCount();
    director.press(QStringLiteral("Power on"));
    QTRY_VERIFY(tasks.rowCount() > before);
    const auto session = page->session();
    QTRY_VERIFY_WITH_TIMEOUT(!session->tasks().runningOn(page->ref()), 20'000); // others go on with theirs
    QTRY_COMPARE_WITH_TIMEOUT(director.message(), QStringLiteral("Power on: done."), 20'000);
    QTRY_VERIFY(director.offers(QStringLiteral("Power off")) || director.offers(QStringLiteral("Suspend")));
    QVERIFY(!director.offers(QStringLiteral("Power on")));
    QVERIFY(director.reasonAgainst(QStringLiteral("Power on")).contains(QStringLiteral("powered on")));
    QVERIFY(director.seen(page->ref().href().path().toLatin1()).contains("status=\"4\""));
    const auto *state = page->findChild<QLabel *>(QStringLiteral("resourceState"));
    QVERIFY(state);
    QVERIFY2(state->text().contains(QStringLiteral("on"), Qt::CaseInsensitive), qPrintable(state->text()));
}

void DirectorPowerStory::aSnapshotIsTakenAndRevertedTo()
{
    DirectorStory director(m_role, QStringLiteral("acme"));
    const QString address = director.find("adminVM", "status==POWERED_ON;isVAppTemplate==false;vdcName==acme-prod");
    ResourcePage *page = director.open(address);
    QVERIFY(page);
    director.press(QStringLiteral("Create snapshot"));
    QDialog *dialog = director.asked();
    QVERIFY(dialog);
    director.send(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(director.message(), QStringLiteral("Create snapshot: done."), 20'000);
    QVERIFY(director.seen(address.toLatin1()).contains("<Snapshot "));
    director.press(QStringLiteral("Revert to snapshot"));
    dialog = director.asked();
    QVERIFY(dialog);
    auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("operationName"));
    QVERIFY(name); // it cannot be undone
    QTest::mouseClick(name, Qt::LeftButton);
    QTest::keyClicks(name, page->ref().name());
    director.send(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(director.message(), QStringLiteral("Revert to snapshot: done."), 20'000);
}

void DirectorPowerStory::theScreenOfAMachineShows()
{
    DirectorStory director(m_role, QStringLiteral("acme"));
    ResourcePage *page =
        director.open(director.find("adminVM", "status==POWERED_ON;isVAppTemplate==false;vdcName==acme-prod"));
    QVERIFY(page);
    director.press(QStringLiteral("Show screen"));
    QTRY_VERIFY(director.story().dialog<QDialog>("pictureDialog"));
    const auto *picture =
        director.story().dialog<QDialog>("pictureDialog")->findChild<QLabel *>(QStringLiteral("picture"));
    QVERIFY(!picture->pixmap().isNull());
}

QTEST_MAIN(DirectorPowerStory)
#include "tst_directorpower.moc"
