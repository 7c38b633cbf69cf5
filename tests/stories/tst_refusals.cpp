// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/demosite.h"
#include "stories/storywindow.h"

#include "connect/light.h"

#include <QLabel>

using namespace nephoscope;

/// What does not work, and what the dialog says then.
class RefusalStory : public QObject {
    Q_OBJECT
private slots:
    void wrongPasswordStaysInTheDialog();
    void unknownHostIsNotReachable();
    void certificateIsRefusedByDefault();
    void certificateIsTrustedOnce();
    void certificateIsTrustedForTheSite();

private:
    State::Tone light(QDialog *dialog, const char *name) const
    {
        return dialog->findChild<Light *>(QLatin1String(name))->tone();
    }
    /// The sign-in dialog with the address of the TLS site in it, and the question that follows.
    QDialog *askedAboutCertificate(StoryWindow &story, QDialog *dialog);

    DemoSite m_site{director};
    DemoSite m_secure{director, true};
};

void RefusalStory::wrongPasswordStaysInTheDialog()
{
    StoryWindow story;
    const demo::DemoUser user = m_site.user(QStringLiteral("Organization Administrator"));
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    story.fill(dialog, "address", m_site.url().toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTRY_VERIFY(story.isShown(dialog, "secret"));
    story.fill(dialog, "user", user.user);
    story.fill(dialog, "organization", user.organization);
    story.fill(dialog, "secret", QStringLiteral("not the password"));
    story.click(dialog, "signIn");
    QTRY_VERIFY(story.dialog<QDialog>("faultDialog"));
    QVERIFY(story.message(dialog).isEmpty()); // one surface for one cause
    QTest::keyClick(story.dialog<QDialog>("faultDialog"), Qt::Key_Return); // sign in again, the default
    QTRY_VERIFY(!story.dialog<QDialog>("faultDialog"));
    QCOMPARE(light(dialog, "acceptedLight"), State::Tone::Failed);
    QVERIFY(dialog->isVisible());
    QCOMPARE(story.window().sites().count(), 0);
    const auto *secret = dialog->findChild<QLineEdit *>(QStringLiteral("secret"));
    QTRY_VERIFY(secret->hasFocus());
    QCOMPARE(secret->selectedText().size(), secret->text().size()); // typing replaces it

    QTest::keyClicks(dialog->focusWidget(), user.password);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(!story.dialog<QDialog>("signInDialog"));
    QCOMPARE(story.window().sites().at(0).status, SiteEntry::Status::Connected);
}

void RefusalStory::unknownHostIsNotReachable()
{
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    story.fill(dialog, "address", QStringLiteral("https://no-such-host.invalid"));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTRY_COMPARE_WITH_TIMEOUT(light(dialog, "reachableLight"), State::Tone::Failed, 20'000);
    QVERIFY(story.message(dialog).contains(QStringLiteral("no-such-host.invalid")));
    QVERIFY(!story.isShown(dialog, "secret"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!story.dialog<QDialog>("signInDialog"));
    QCOMPARE(story.window().sites().count(), 0);
}

QDialog *RefusalStory::askedAboutCertificate(StoryWindow &story, QDialog *dialog)
{
    story.fill(dialog, "address", m_secure.url().toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    const bool asked = QTest::qWaitFor([&] { return story.dialog<QDialog>("certificateDialog") != nullptr; }, 10'000);
    return asked ? story.dialog<QDialog>("certificateDialog") : nullptr;
}

void RefusalStory::certificateIsRefusedByDefault()
{
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    QDialog *question = askedAboutCertificate(story, dialog);
    QVERIFY(question);
    QVERIFY(QTest::qWaitForWindowActive(question));
    QTest::keyClick(question->focusWidget(), Qt::Key_Return); // the default
    QTRY_COMPARE(light(dialog, "reachableLight"), State::Tone::Failed);
    QVERIFY(!story.isShown(dialog, "secret"));
    QVERIFY(!story.dialog<QDialog>("certificateDialog"));
}

void RefusalStory::certificateIsTrustedOnce()
{
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    QDialog *question = askedAboutCertificate(story, dialog);
    QVERIFY(question);
    story.click(question, "trustOnce");
    QTRY_VERIFY(story.isShown(dialog, "secret"));
    QCOMPARE(light(dialog, "reachableLight"), State::Tone::On);
    const demo::DemoUser user = m_secure.user(QStringLiteral("Organization Administrator"));
    story.fill(dialog, "user", user.user);
    story.fill(dialog, "organization", user.organization);
    story.fill(dialog, "secret", user.password);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(!story.dialog<QDialog>("signInDialog"));
    QVERIFY(story.window().profiles().all().first().pins.isEmpty());
}

void RefusalStory::certificateIsTrustedForTheSite()
{
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    QDialog *question = askedAboutCertificate(story, dialog);
    QVERIFY(question);
    QVERIFY(!question->findChild<QLabel *>(QStringLiteral("fingerprint"))->text().isEmpty());
    story.click(question, "trustForSite");
    QTRY_VERIFY(story.isShown(dialog, "secret"));
    const demo::DemoUser user = m_secure.user(QStringLiteral("Organization Administrator"));
    story.fill(dialog, "user", user.user);
    story.fill(dialog, "organization", user.organization);
    story.fill(dialog, "secret", user.password);
    story.fill(dialog, "siteName", QStringLiteral("secure"));
    story.click(dialog, "staySignedIn");
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(!story.dialog<QDialog>("signInDialog"));
    QCOMPARE(story.window().profiles().all().first().pins.size(), 1);

    story.restart(); // asks nothing this time
    QTRY_VERIFY(story.site(QStringLiteral("secure")));
    QTRY_COMPARE(story.site(QStringLiteral("secure"))->status, SiteEntry::Status::Connected);
    QVERIFY(!story.dialog<QDialog>("certificateDialog"));
}

QTEST_MAIN(RefusalStory)
#include "tst_refusals.moc"
