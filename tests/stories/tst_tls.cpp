// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/light.h"
#include "stories/storywindow.h"
#include "stories/testproxy.h"
#include "stories/tlsfront.h"

#include <QAbstractButton>
#include <QLabel>

using namespace nephoscope;

/// Certificates and ways to a site, in the window, with certificates made here.
class TlsStory : public QObject {
    Q_OBJECT
private slots:
    void certificateIsRefusedForItsReason_data();
    void certificateIsRefusedForItsReason();
    void pinnedSiteIsBelievedWithNoOther();
    void authorityDoesNotOutvoteThePin();
    void trustIsTakenBackOnTheCertificatePage();
    void ownAuthorityIsBelieved();
    void clientCertificateIsShown();
    void proxyIsPassedWithItsPassword_data();
    void proxyIsPassedWithItsPassword();
    void proxyThatRefusesIsNamed_data();
    void proxyThatRefusesIsNamed();
    void plainHttpWantsAVisibleChoice();

private:
    QDialog *at(StoryWindow &story, const QUrl &site);
    void enter(StoryWindow &story, QDialog *dialog);
    void trust(StoryWindow &story, const TlsFront &front);
    QString words(QDialog *dialog, const char *label);

    QTemporaryDir m_folder;
    TestAuthority m_authority;
    TestIdentity m_good = m_authority.issue("localhost", "DNS:localhost");
    DemoSite m_site{manager};
};

/// The sign-in dialog with that address in it.
QDialog *TlsStory::at(StoryWindow &story, const QUrl &site)
{
    QDialog *dialog = story.openSignIn();
    if (!dialog)
        return nullptr;
    story.fill(dialog, "address", site.toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    return dialog;
}

/// From an address that answers to a site in the window, whose secrets stay.
void TlsStory::enter(StoryWindow &story, QDialog *dialog)
{
    QTRY_VERIFY2(story.isShown(dialog, "secret"), qPrintable(story.message(dialog)));
    const demo::DemoUser user = m_site.user({});
    story.fill(dialog, "user", user.user);
    story.fill(dialog, "secret", user.password);
    story.fill(dialog, "siteName", QStringLiteral("here"));
    story.click(dialog, "staySignedIn");
    story.click(dialog, "signIn");
    QTRY_VERIFY2(!story.dialog<QDialog>("signInDialog"), qPrintable(story.message(dialog)));
    QVERIFY(story.site(QStringLiteral("here")));
}

/// The site behind that front, signed in to; its certificate is trusted from now on.
void TlsStory::trust(StoryWindow &story, const TlsFront &front)
{
    QDialog *dialog = at(story, front.url());
    QTRY_VERIFY(story.dialog<QDialog>("certificateDialog"));
    story.click(story.dialog<QDialog>("certificateDialog"), "trustForSite");
    enter(story, dialog);
}

QString TlsStory::words(QDialog *dialog, const char *label)
{
    const auto *found = dialog->findChild<QLabel *>(QLatin1String(label));
    return found ? found->text() : QStringLiteral("(none)");
}

void TlsStory::certificateIsRefusedForItsReason_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("until");
    QTest::addColumn<QString>("reason");
    QTest::newRow("unknown authority") << QByteArray("DNS:localhost") << -1 << 30 << QStringLiteral("self-signed");
    QTest::newRow("expired") << QByteArray("DNS:localhost") << -30 << -1 << QStringLiteral("expired");
    QTest::newRow("not yet valid") << QByteArray("DNS:localhost") << 2 << 30 << QStringLiteral("not yet valid");
    QTest::newRow("wrong host") << QByteArray("DNS:other.example") << -1 << 30 << QStringLiteral("host name");
}

void TlsStory::certificateIsRefusedForItsReason()
{
    QFETCH(QByteArray, name);
    QFETCH(int, from);
    QFETCH(int, until);
    QFETCH(QString, reason);
    TlsFront front(m_site.url(), m_authority.issue(name.sliced(4), name, from, until));
    StoryWindow story;
    QDialog *dialog = at(story, front.url());
    QVERIFY(dialog);
    QTRY_VERIFY(story.dialog<QDialog>("certificateDialog"));
    QDialog *question = story.dialog<QDialog>("certificateDialog");
    QVERIFY2(words(question, "reasons").contains(reason), qPrintable(words(question, "reasons")));
    QCOMPARE(words(question, "subject"), QString::fromLatin1(name.sliced(4)));
    QCOMPARE(words(question, "issuer"), QStringLiteral("Test authority"));
    auto *chain = question->findChild<QTreeView *>(QStringLiteral("chain"));
    QVERIFY(chain);
    QCOMPARE(chain->model()->index(0, 0).data().toString(), QStringLiteral("Test authority"));
    chain->setFocus();
    QTest::keyClick(chain, Qt::Key_Up); // whoever vouches is looked at too
    QCOMPARE(words(question, "subject"), QStringLiteral("Test authority"));
    QCOMPARE(words(question, "fingerprint").remove(u'\n').toLatin1(), m_authority.identity().fingerprint());
    StoryWindow::keepPicture(question, QStringLiteral("tls-unknown-") + QString::fromLatin1(QTest::currentDataTag()));
    story.click(question, "doNotConnect");
    QTRY_COMPARE(dialog->findChild<Light *>(QStringLiteral("reachableLight"))->tone(), State::Tone::Failed);
    QVERIFY(!story.isShown(dialog, "secret"));
    QCOMPARE(front.clients().size(), 0);
}

void TlsStory::pinnedSiteIsBelievedWithNoOther()
{
    TlsFront front(m_site.url(), m_good);
    StoryWindow story;
    trust(story, front);
    QCOMPARE(story.window().profiles().all().first().pins.first().fingerprint, m_good.fingerprint());

    story.restart(); // asks nothing
    QTRY_VERIFY(story.site(QStringLiteral("here")));
    QTRY_COMPARE(story.site(QStringLiteral("here"))->status, SiteEntry::Status::Connected);
    QVERIFY(!story.dialog<QDialog>("certificateDialog"));

    const TestIdentity fresh = m_authority.issue("localhost", "DNS:localhost,DNS:second.example");
    front.show(fresh);
    story.restart();
    QTRY_VERIFY(story.dialog<QDialog>("certificateDialog"));
    QDialog *question = story.dialog<QDialog>("certificateDialog");
    StoryWindow::keepPicture(question, QStringLiteral("tls-changed"));
    QCOMPARE(words(question, "previousFingerprint").remove(u'\n').toLatin1(), m_good.fingerprint());
    QCOMPARE(words(question, "fingerprint").remove(u'\n').toLatin1(), fresh.fingerprint());
    QCOMPARE(words(question, "previousSubject"), QStringLiteral("localhost"));
    QCOMPARE(words(question, "previousNames"), QStringLiteral("localhost"));
    QVERIFY(words(question, "names").contains(QStringLiteral("second.example")));
    story.click(question, "doNotConnect");
    QTRY_COMPARE(story.site(QStringLiteral("here"))->status, SiteEntry::Status::Failed);
    QCOMPARE(story.site(QStringLiteral("here"))->error->code(), QStringLiteral("TLS_CHANGED"));
    QCOMPARE(story.window().profiles().all().first().pins.first().fingerprint, m_good.fingerprint());

    story.restart();
    QTRY_VERIFY(story.dialog<QDialog>("certificateDialog"));
    story.click(story.dialog<QDialog>("certificateDialog"), "trustForSite");
    QTRY_COMPARE(story.site(QStringLiteral("here"))->status, SiteEntry::Status::Connected);
    QCOMPARE(story.window().profiles().all().first().pins.size(), 1);
    QCOMPARE(story.window().profiles().all().first().pins.first().fingerprint, fresh.fingerprint());
}

void TlsStory::authorityDoesNotOutvoteThePin()
{
    const TestAuthority other;
    TlsFront front(m_site.url(), other.issue("localhost", "DNS:localhost"));
    StoryWindow story;
    QDialog *dialog = at(story, front.url());
    QTRY_VERIFY(story.dialog<QDialog>("certificateDialog"));
    story.click(story.dialog<QDialog>("certificateDialog"), "trustForSite");
    QTRY_VERIFY(story.isShown(dialog, "secret"));
    story.click(dialog, "advanced");
    story.fill(
        dialog, "authorityFile", m_authority.identity().write(m_folder.filePath(QStringLiteral("authority.pem"))));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    enter(story, dialog);
    front.show(m_good); // the authority in the profile vouches for this one
    story.restart();
    QTRY_VERIFY(story.dialog<QDialog>("certificateDialog"));
    QVERIFY(words(story.dialog<QDialog>("certificateDialog"), "previousFingerprint") != QStringLiteral("(none)"));
}

void TlsStory::trustIsTakenBackOnTheCertificatePage()
{
    TlsFront front(m_site.url(), m_good);
    StoryWindow story;
    trust(story, front);
    QTRY_COMPARE(story.site(QStringLiteral("here"))->status, SiteEntry::Status::Connected);
    story.window().findChild<QAction *>(QStringLiteral("siteCertificate"))->trigger();
    QTRY_VERIFY(story.dialog<QDialog>("certificatePage"));
    QDialog *page = story.dialog<QDialog>("certificatePage");
    QVERIFY(words(page, "whyTrusted").contains(QStringLiteral("You decided")));
    QCOMPARE(words(page, "fingerprint").remove(u'\n').toLatin1(), m_good.fingerprint());
    StoryWindow::keepPicture(page, QStringLiteral("tls-page"));
    story.click(page, "unpin");
    QVERIFY(story.window().profiles().all().first().pins.isEmpty());
    story.restart();
    QTRY_VERIFY(story.dialog<QDialog>("certificateDialog"));
}

void TlsStory::ownAuthorityIsBelieved()
{
    TlsFront front(m_site.url(), m_good);
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    story.click(dialog, "advanced");
    story.fill(dialog, "authorityFile", m_authority.identity().write(m_folder.filePath(QStringLiteral("own.pem"))));
    story.fill(dialog, "address", front.url().toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    enter(story, dialog);
    QVERIFY(!story.dialog<QDialog>("certificateDialog"));
    story.window().findChild<QAction *>(QStringLiteral("siteCertificate"))->trigger();
    QTRY_VERIFY(story.dialog<QDialog>("certificatePage"));
    QVERIFY(words(story.dialog<QDialog>("certificatePage"), "whyTrusted").contains(QStringLiteral("authority")));
    QTest::keyClick(story.dialog<QDialog>("certificatePage"), Qt::Key_Escape);
    story.restart();
    QTRY_VERIFY(story.site(QStringLiteral("here")));
    QTRY_COMPARE(story.site(QStringLiteral("here"))->status, SiteEntry::Status::Connected);
    QVERIFY(!story.dialog<QDialog>("certificateDialog"));
}

void TlsStory::clientCertificateIsShown()
{
    TlsFront front(m_site.url(), m_good);
    front.demand(m_authority);
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    story.click(dialog, "advanced");
    story.fill(dialog, "authorityFile", m_authority.identity().write(m_folder.filePath(QStringLiteral("ca.pem"))));
    story.fill(dialog, "address", front.url().toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTRY_COMPARE(dialog->findChild<Light *>(QStringLiteral("reachableLight"))->tone(), State::Tone::Failed);
    const TestIdentity own = m_authority.issue("nightly@console", {});
    story.fill(dialog, "certificateFile", own.write(m_folder.filePath(QStringLiteral("client.pem"))));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    enter(story, dialog);
    QVERIFY(front.clients().contains(QStringLiteral("nightly@console")));
}

void TlsStory::proxyIsPassedWithItsPassword_data()
{
    QTest::addColumn<bool>("isSocks");
    QTest::addColumn<bool>("isEncrypted");
    QTest::newRow("HTTP, encrypted") << false << true;
    QTest::newRow("HTTP, plain") << false << false;
    QTest::newRow("SOCKS 5, encrypted") << true << true;
    QTest::newRow("SOCKS 5, plain") << true << false;
}

void TlsStory::proxyIsPassedWithItsPassword()
{
    QFETCH(bool, isSocks);
    QFETCH(bool, isEncrypted);
    TestProxy proxy(isSocks ? TestProxy::Kind::Socks5 : TestProxy::Kind::Http, "gate", "Pr0xy-Canary");
    TlsFront front(m_site.url(), m_good);
    const QUrl site = isEncrypted ? front.url() : m_site.url();
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    story.click(dialog, "advanced");
    story.fill(dialog, "authorityFile", m_authority.identity().write(m_folder.filePath(QStringLiteral("a.pem"))));
    story.choose(dialog, "proxy", isSocks ? QStringLiteral("SOCKS 5") : QStringLiteral("HTTP"));
    story.fill(dialog, "proxyAddress", proxy.address());
    story.fill(dialog, "proxyUser", QStringLiteral("gate"));
    story.fill(dialog, "proxyPassword", QStringLiteral("Pr0xy-Canary"));
    story.fill(dialog, "address", site.toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    enter(story, dialog);
    QVERIFY2(proxy.opened().contains(site.authority()), qPrintable(proxy.opened().join(u' ')));
    const QString id = story.window().profiles().all().first().id;
    QTRY_VERIFY(story.secrets().secrets.contains(id + QStringLiteral("/proxy")));
    QVERIFY(!story.settingsText().contains(QStringLiteral("Pr0xy-Canary")));

    const qsizetype before = proxy.opened().size();
    story.restart();
    QTRY_VERIFY(story.site(QStringLiteral("here")));
    QTRY_COMPARE(story.site(QStringLiteral("here"))->status, SiteEntry::Status::Connected);
    QVERIFY(proxy.opened().size() > before);
}

void TlsStory::proxyThatRefusesIsNamed_data()
{
    QTest::addColumn<bool>("isSocks");
    QTest::newRow("HTTP") << false;
    QTest::newRow("SOCKS 5") << true;
}

void TlsStory::proxyThatRefusesIsNamed()
{
    QFETCH(bool, isSocks);
    TestProxy proxy(isSocks ? TestProxy::Kind::Socks5 : TestProxy::Kind::Http, "gate", "right");
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    story.click(dialog, "advanced");
    story.choose(dialog, "proxy", isSocks ? QStringLiteral("SOCKS 5") : QStringLiteral("HTTP"));
    story.fill(dialog, "proxyAddress", proxy.address());
    story.fill(dialog, "proxyUser", QStringLiteral("gate"));
    story.fill(dialog, "proxyPassword", QStringLiteral("wrong"));
    story.fill(dialog, "address", m_site.url().toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTRY_COMPARE(dialog->findChild<Light *>(QStringLiteral("reachableLight"))->tone(), State::Tone::Failed);
    QTRY_VERIFY(!story.message(dialog).isEmpty());
    auto *explain = dialog->findChild<QAbstractButton *>(QStringLiteral("messageExplain"));
    QVERIFY(explain && explain->isVisible());
    StoryWindow::keepPicture(dialog, QStringLiteral("proxy-refuses"));
    QVERIFY(proxy.refusals() > 0);
    QVERIFY(proxy.opened().isEmpty());
}

void TlsStory::plainHttpWantsAVisibleChoice()
{
    TestProxy proxy(TestProxy::Kind::Socks5, "gate", "open"); // knows the way to a host that is not this computer
    proxy.alias(QStringLiteral("cloud.example"), m_site.url());
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    story.click(dialog, "advanced");
    story.choose(dialog, "proxy", QStringLiteral("SOCKS 5"));
    story.fill(dialog, "proxyAddress", proxy.address());
    story.fill(dialog, "proxyUser", QStringLiteral("gate"));
    story.fill(dialog, "proxyPassword", QStringLiteral("open"));
    story.click(dialog, "advanced");
    QVERIFY(!story.isShown(dialog, "allowsPlainHttp"));
    story.fill(dialog, "address", QStringLiteral("http://cloud.example"));
    QVERIFY(story.isShown(dialog, "allowsPlainHttp")); // nothing is folded away
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTRY_VERIFY(story.message(dialog).contains(QStringLiteral("cannot be used")));
    StoryWindow::keepPicture(dialog, QStringLiteral("plain-http"));
    QVERIFY(proxy.opened().isEmpty());
    story.click(dialog, "allowsPlainHttp");
    enter(story, dialog);
    QCOMPARE(proxy.opened().first(), QStringLiteral("cloud.example:80"));
    QVERIFY(story.window().profiles().all().first().route.allowsPlainHttp);
}

QTEST_MAIN(TlsStory)
#include "tst_tls.moc"
