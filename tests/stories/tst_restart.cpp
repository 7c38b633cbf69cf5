// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigatormodel.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"
#include "stories/demosite.h"
#include "stories/storywindow.h"

#include <QDockWidget>

using namespace nephoscope;

/// What the window remembers.
class RestartStory : public QObject {
    Q_OBJECT
private slots:
    void bringsBackSitesBranchesAndTabs();
    void withoutAStoredSecretTheTreeOffersToSignIn();
    void bringsBackRecordingsAndDocks();

private:
    const QStringList m_toVm{
        QStringLiteral("orgList"), QStringLiteral("org"), QStringLiteral("vdc"), QStringLiteral("vApp")};
};

void RestartStory::bringsBackSitesBranchesAndTabs()
{
    DemoSite site(director);
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("Organization Administrator")), QStringLiteral("acme-prod"), true);
    const QModelIndex vm = story.expandTo(QStringLiteral("vm"), m_toVm);
    QVERIFY(vm.isValid());
    const QString name = vm.data().toString();
    story.clickNode(vm, true);
    QTRY_VERIFY(story.window().pages().currentPage());
    QTRY_COMPARE(story.window().pages().currentPage()->title(), name);
    story.window().resize(1000, 700);

    story.restart();
    QTRY_VERIFY(story.site(QStringLiteral("acme-prod")));
    QTRY_COMPARE(story.site(QStringLiteral("acme-prod"))->status, SiteEntry::Status::Connected);
    QTRY_VERIFY(story.firstShown(QStringLiteral("vm")).isValid()); // the branches opened one after the other
    QTRY_COMPARE(story.window().pages().count(), 1);
    QTRY_COMPARE(story.window().pages().currentPage()->title(), name);
    QCOMPARE(story.window().size(), QSize(1000, 700));
}

void RestartStory::withoutAStoredSecretTheTreeOffersToSignIn()
{
    DemoSite site(director);
    StoryWindow story;
    const demo::DemoUser user = site.user(QStringLiteral("Organization Administrator"));
    story.signIn(site, user, QStringLiteral("asked"), false);
    story.restart();
    QVERIFY(story.site(QStringLiteral("asked")));
    QCOMPARE(story.site(QStringLiteral("asked"))->status, SiteEntry::Status::Disconnected);

    story.clickNode(story.tree().model()->index(0, 0), true);
    QTRY_VERIFY(story.dialog<QDialog>("signInDialog"));
    auto *dialog = story.dialog<QDialog>("signInDialog");
    QTRY_VERIFY(story.isShown(dialog, "secret"));
    QCOMPARE(dialog->findChild<QLineEdit *>(QStringLiteral("user"))->text(), user.user);
    story.fill(dialog, "secret", user.password);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(story.site(QStringLiteral("asked"))->status, SiteEntry::Status::Connected);
    QCOMPARE(story.window().sites().count(), 1);
}

void RestartStory::bringsBackRecordingsAndDocks()
{
    StoryWindow story;
    story.window().openRecording(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/resources/demo/tour.har"));
    QTRY_VERIFY(story.site(QStringLiteral("tour")));
    QTest::keyClick(&story.window(), Qt::Key_4, Qt::ControlModifier);
    auto *traffic = story.window().findChild<QDockWidget *>(QStringLiteral("trafficDock"));
    QTRY_VERIFY(traffic->isVisible());
    story.restart();
    QTRY_VERIFY(story.site(QStringLiteral("tour")));
    QVERIFY(!story.site(QStringLiteral("tour"))->session->isLive());
    QVERIFY(story.window().findChild<QDockWidget *>(QStringLiteral("trafficDock"))->isVisible());
}

QTEST_MAIN(RestartStory)
#include "tst_restart.moc"
