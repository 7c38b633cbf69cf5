// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigatormodel.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"
#include "stories/demosite.h"
#include "stories/storywindow.h"

#include <QMimeData>

using namespace nephoscope;

/// From the tree to the page.
class BrowseStory : public QObject {
    Q_OBJECT
private slots:
    void expandsToAVirtualMachine();
    void expandsToAVolume();
    void opensARecording();
    void siteThatGoesDownDisturbsNoOther();

private:
    const QStringList m_toVm{QStringLiteral("session"), QStringLiteral("orgList"), QStringLiteral("org"),
        QStringLiteral("vdc"), QStringLiteral("vApp")};
    const QStringList m_toVolume{QStringLiteral("tenant"), QStringLiteral("workingEnvironment"),
        QStringLiteral("volume"), QStringLiteral("svm")};
};

void BrowseStory::expandsToAVirtualMachine()
{
    DemoSite site(director);
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("Organization Administrator")), QStringLiteral("acme-prod"), false);
    const QModelIndex vm = story.expandTo(QStringLiteral("vm"), m_toVm);
    QVERIFY(vm.isValid());
    const QString name = vm.data().toString();
    QVERIFY(!name.isEmpty());
    QVERIFY(!vm.data(NavigatorModel::StateWordRole).toString().isEmpty());

    story.clickNode(vm, true);
    QTRY_COMPARE(story.window().pages().count(), 1);
    QTRY_COMPARE(story.window().pages().currentPage()->title(), name);
    QTRY_VERIFY(story.window().windowTitle().contains(name));
    story.clickNode(vm.parent(), false); // follows the selection in a tab of its own
    QTRY_COMPARE(story.window().pages().count(), 2);
    QTest::keyClick(&story.window(), Qt::Key_W, Qt::ControlModifier);
    QTRY_COMPARE(story.window().pages().count(), 1);
}

void BrowseStory::expandsToAVolume()
{
    DemoSite site(manager);
    StoryWindow story;
    story.signIn(site, site.user(QString()), QStringLiteral("netapp-eu"), false);
    const QModelIndex volume = story.expandTo(QStringLiteral("volume"), m_toVolume);
    QVERIFY(volume.isValid());
    const QString name = volume.data().toString();
    QVERIFY(!name.isEmpty());
    story.tree().setFocus();
    story.clickNode(volume, false);
    QTRY_COMPARE(story.window().pages().count(), 1);
    QTRY_COMPARE(story.window().pages().currentPage()->title(), name);
}

void BrowseStory::opensARecording()
{
    StoryWindow story;
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/resources/demo/tour.har"))});
    const QPoint middle = story.window().rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&story.window(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&story.window(), &drop);
    QTRY_VERIFY(story.site(QStringLiteral("tour")));
    QVERIFY(story.site(QStringLiteral("tour"))->session->isReadOnly());
    const QModelIndex vm = story.expandTo(QStringLiteral("vm"), m_toVm);
    QVERIFY(vm.isValid());
    story.clickNode(vm, true);
    QTRY_VERIFY(story.window().pages().currentPage());
    QTRY_COMPARE(story.window().pages().currentPage()->title(), vm.data().toString());

    // what was not recorded says so, at its node
    const QModelIndex site = story.tree().model()->index(0, 0);
    QVERIFY(story.expandUntilFailure(site));
}

void BrowseStory::siteThatGoesDownDisturbsNoOther()
{
    auto gone = std::make_unique<DemoSite>(director);
    DemoSite stays(director);
    StoryWindow story;
    story.signIn(*gone, gone->user(QStringLiteral("Organization Administrator")), QStringLiteral("gone"), false);
    story.signIn(stays, stays.user(QStringLiteral("Organization Administrator")), QStringLiteral("stays"), false);
    gone.reset();
    const QModelIndex first = story.tree().model()->index(0, 0);
    QVERIFY(story.expandUntilFailure(first));
    const QModelIndex second = story.tree().model()->index(1, 0);
    story.clickNode(second, false);
    QVERIFY(story.expandTo(QStringLiteral("vm"), m_toVm).isValid());
}

QTEST_MAIN(BrowseStory)
#include "tst_browse.moc"
