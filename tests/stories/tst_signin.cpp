// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/demosite.h"
#include "stories/storywindow.h"

using namespace nephoscope;

/// Signing in by the dialog, each way that each service offers.
class SignInStory : public QObject {
    Q_OBJECT
private slots:
    void eachWay_data();
    void eachWay();
    void organizationIsTakenFromThePortalsAddress();
    void secretStaysOutOfTheSettings();
    void withoutKeychainTheDialogSaysSo();
    void savedSiteComesBackIntoTheDialog();

private:
    DemoSite m_director{director};
    DemoSite m_manager{manager};
};

void SignInStory::eachWay_data()
{
    QTest::addColumn<bool>("isDirector");
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("secret"); // "password", "api token", "bearer"
    const auto row = [](const char *name, bool isDirector, const char *way, const char *role, const char *secret) {
        QTest::newRow(name) << isDirector << QString::fromLatin1(way) << QString::fromLatin1(role)
                            << QString::fromLatin1(secret);
    };
    row("tenant by password", true, "User and password", "Organization Administrator", "password");
    row("provider by password", true, "User and password", "System Administrator", "password");
    row("tenant by API token", true, "API token (refresh token)", "Organization Administrator", "api token");
    row("tenant by bearer", true, "Access token (bearer)", "Organization Administrator", "bearer");
    row("local session", false, "Local user", "", "password");
    row("refresh token", false, "API token (refresh token)", "Refresh token", "password");
    row("client credentials", false, "Service account", "Service account", "password");
    row("password grant", false, "User and password (OAuth)", "", "password");
    row("bearer of the other", false, "Access token (bearer)", "Refresh token", "bearer");
}

void SignInStory::eachWay()
{
    QFETCH(bool, isDirector);
    QFETCH(QString, way);
    QFETCH(QString, role);
    QFETCH(QString, secret);
    DemoSite &site = isDirector ? m_director : m_manager;
    const demo::DemoUser user = site.user(role);
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    QVERIFY(!story.isShown(dialog, "secret"));

    story.fill(dialog, "address", site.url().toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTRY_VERIFY(story.isShown(dialog, "secret"));
    story.choose(dialog, "method", way);
    if (story.isShown(dialog, "user"))
        story.fill(dialog, "user", user.user);
    if (story.isShown(dialog, "organization"))
        story.fill(dialog, "organization", user.organization);
    if (story.isShown(dialog, "clientId"))
        story.fill(dialog, "clientId", role == QLatin1String("Service account") ? user.user : QStringLiteral("story"));
    if (!isDirector && way != QLatin1String("Local user") && secret != QLatin1String("bearer")) {
        story.click(dialog, "advanced");
        story.fill(dialog, "tokenUrl", site.url().toString() + QStringLiteral("/oauth/token"));
    }
    const QByteArray token = secret == QLatin1String("bearer") ? site.bearerOf(user)
        : secret == QLatin1String("api token")                 ? site.apiTokenOf(user)
                                                               : user.password.toUtf8();
    QVERIFY(!token.isEmpty());
    story.fill(dialog, "secret", QString::fromUtf8(token));
    story.fill(dialog, "siteName", QStringLiteral("here"));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);

    QTRY_VERIFY2(!story.dialog<QDialog>("signInDialog"), qPrintable(story.message(dialog)));
    QVERIFY(story.site(QStringLiteral("here")));
    QCOMPARE(story.site(QStringLiteral("here"))->status, SiteEntry::Status::Connected);
    QVERIFY(story.tree().isExpanded(story.tree().model()->index(0, 0)));
    QVERIFY(story.tree().model()->rowCount(story.tree().model()->index(0, 0)) > 0);
}

void SignInStory::organizationIsTakenFromThePortalsAddress()
{
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    story.fill(dialog, "address", m_director.url().toString() + QStringLiteral("/tenant/acme"));
    QTRY_VERIFY(story.isShown(dialog, "organization")); // after a pause in typing, without leaving the field
    QCOMPARE(dialog->findChild<QLineEdit *>(QStringLiteral("organization"))->text(), QStringLiteral("acme"));
}

void SignInStory::secretStaysOutOfTheSettings()
{
    StoryWindow story;
    const demo::DemoUser user = m_director.user(QStringLiteral("Organization Administrator"));
    story.signIn(m_director, user, QStringLiteral("kept"), true);
    QTRY_COMPARE(story.secrets().secrets.size(), 1);
    QVERIFY(story.secrets().secrets.cbegin()->sameAs(Credential(user.password.toUtf8())));
    story.window().close();
    QVERIFY(story.settingsText().contains(QStringLiteral("kept")));
    const QString settings = story.settingsText();
    QVERIFY(!settings.contains(QLatin1Char('"') + user.password + QLatin1Char('"')));
    QVERIFY(!settings.contains(QStringLiteral("password\\\":")));
}

void SignInStory::withoutKeychainTheDialogSaysSo()
{
    StoryWindow story;
    story.secrets().isThere = false;
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    story.fill(dialog, "address", m_director.url().toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTRY_VERIFY(story.isShown(dialog, "staySignedIn"));
    QVERIFY(!story.isShown(dialog, "stayNote"));
    story.click(dialog, "staySignedIn");
    QTRY_VERIFY(story.isShown(dialog, "stayNote"));
}

void SignInStory::savedSiteComesBackIntoTheDialog()
{
    StoryWindow story;
    const demo::DemoUser user = m_director.user(QStringLiteral("Organization Administrator"));
    story.signIn(m_director, user, QStringLiteral("saved"), false);
    QVERIFY(story.site(QStringLiteral("saved")));
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    auto *list = dialog->findChild<QAbstractItemView *>(QStringLiteral("profiles"));
    QCOMPARE(list->model()->rowCount(), 2);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(dialog->findChild<QLineEdit *>(QStringLiteral("siteName"))->text(), QStringLiteral("saved"));
    QTRY_VERIFY(story.isShown(dialog, "user"));
    QCOMPARE(dialog->findChild<QLineEdit *>(QStringLiteral("user"))->text(), user.user);
    QVERIFY(dialog->findChild<QLineEdit *>(QStringLiteral("secret"))->text().isEmpty());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!story.dialog<QDialog>("signInDialog"));
    QCOMPARE(story.site(QStringLiteral("saved"))->status, SiteEntry::Status::Connected);
}

QTEST_MAIN(SignInStory)
#include "tst_signin.moc"
