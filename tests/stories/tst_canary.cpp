// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/idlelock.h"
#include "connect/lockdialog.h"
#include "net/har.h"
#include "resource/resourcepage.h"
#include "shell/commandline.h"
#include "shell/pagetabs.h"
#include "shell/secretclipboard.h"
#include "stories/directorstory.h"
#include "stories/frontsite.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTableView>

using namespace nephoscope;

namespace {

constexpr int patient = 20'000; // ms
const QByteArray cookie = "Canary-Cookie-81c5";
const QByteArray guest = "Canary-Guest-40d2";
const QByteArray cloudKey = "Canary-CloudKey-9e7b";
const QByteArray fault = "Canary-Fault-2af6";
const QByteArray typed = "Canary-Typed-c3d8";

} // namespace

/// Secrets of every kind go through the window, in what is sent and in what is answered. StoryWindow looks for them at
/// the end of each of these, as of all other stories.
class CanaryStory : public QObject {
    Q_OBJECT
private slots:
    void secretsInAnswers();
    void secretsInRequests();
    void theHuntFindsWhatIsThere();
    void theCommandLineTakesNone();
    void copiedSecretIsMarkedAndCleared();
    void lockedWindowShowsNothing();
    void lockOpensWithTheKeychainsSecret();
    void windowLocksWhereNobodyWorks();
    void cleanupTestCase() { qInfo("%s", qPrintable(Canaries::figures())); }

private:
    demo::Answer planted(const demo::Message &message);
    void goTo(StoryWindow &story, const QString &address);
    void saveTraffic(StoryWindow &story);

    DemoSite m_site{director};
};

/// What the site answers, with secrets in every place where one may stand.
demo::Answer CanaryStory::planted(const demo::Message &message)
{
    demo::Answer answer = m_site.server().site().answer(message);
    answer.headers.append({"Set-Cookie", "vcloud-session=" + cookie + "; Path=/; HttpOnly"});
    answer.headers.append({"X-Cluster-Password", cloudKey});
    if (message.path.endsWith("/refused")) {
        answer.status = 403;
        answer.body = "<Error xmlns=\"http://www.vmware.com/vcloud/v1.5\" majorErrorCode=\"403\" minorErrorCode=\"X\" "
                      "message=\"Denied for password="
            + fault + "\" stackTrace=\"at Login(Authorization: Bearer " + fault + ")\"/>";
        return answer;
    }
    static const QRegularExpression password(QStringLiteral("<((?:\\w+:)?AdminPassword)>[^<]*<"));
    QString text = QString::fromUtf8(answer.body);
    if (text.contains(password)) {
        text.replace(password, QStringLiteral("<\\1>") + QString::fromLatin1(guest) + QLatin1Char('<'));
        text.replace(QStringLiteral("</AdminPassword>"), QStringLiteral("</AdminPassword><!-- key -->"));
        answer.body = text.toUtf8();
    }
    return answer;
}

void CanaryStory::goTo(StoryWindow &story, const QString &address)
{
    story.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&story.window()));
    QTest::keyClick(&story.window(), Qt::Key_L, Qt::ControlModifier);
    QWidget *field = QApplication::focusWidget();
    QVERIFY(qobject_cast<QLineEdit *>(field));
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, address);
    QTest::keyClick(field, Qt::Key_Return);
}

/// As a recording, into the folder that is searched.
void CanaryStory::saveTraffic(StoryWindow &story)
{
    const QString fileName = story.folder().filePath(QStringLiteral("traffic.har"));
    story.window().findChild<QAction *>(QStringLiteral("saveTraffic"))->trigger();
    QFileDialog *asking = nullptr;
    QTRY_VERIFY((asking = story.dialog<QFileDialog>("saveTrafficDialog")));
    asking->selectFile(fileName);
    QMetaObject::invokeMethod(asking, "accept");
    QTRY_VERIFY(QFile::exists(fileName));
    QFile file(fileName);
    QVERIFY(file.open(QFile::ReadOnly));
    QVERIFY(readHar(file.readAll()).has_value());
}

void CanaryStory::secretsInAnswers()
{
    // of another site, made in the same way
    const QString vm = DirectorStory(QStringLiteral("System Administrator")).find("vm", "status==POWERED_ON");
    QVERIFY(!vm.isEmpty());
    FrontSite front(m_site.server().site(), [this](const demo::Message &message) { return planted(message); });
    const demo::DemoUser user = m_site.user(QStringLiteral("System Administrator"));
    StoryWindow story;
    for (const auto &[what, secret] : {std::pair("a cookie", cookie), std::pair("the guest's password", guest),
             std::pair("a cloud's key", cloudKey), std::pair("a fault's secret", fault)})
        story.canaries().add(QString::fromLatin1(what), secret);
    story.signIn(front.url(), user, QStringLiteral("planted"), true);
    goTo(story, front.url().resolved(QUrl(vm)).toString());
    auto &pages = story.window().pages();
    QTRY_VERIFY_WITH_TIMEOUT(pages.currentPage() && pages.currentPage()->ref().href().path() == vm, patient);
    QTabWidget *tabs = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT(
        (tabs = pages.currentPage()->findChild<QTabWidget *>(QStringLiteral("resourceTabs"))) && tabs->isVisible(),
        patient);
    QTRY_VERIFY(tabs->count() > 1);
    for (int index = 0; index < tabs->count(); ++index) {
        tabs->setCurrentIndex(index);
        if (auto *received = tabs->findChild<QAbstractButton *>(QStringLiteral("sourceAsReceived")))
            received->setChecked(true); // what can be typed over shows as it is
        QVERIFY2(story.canaries().found({}).isEmpty(), qPrintable(tabs->tabText(index)));
    }
    goTo(story, front.url().resolved(QUrl(vm + QStringLiteral("/refused"))).toString());
    QTRY_VERIFY_WITH_TIMEOUT(
        pages.currentPage() && pages.currentPage()->ref().href().path().endsWith(QLatin1String("/refused")), patient);
    QTRY_VERIFY_WITH_TIMEOUT(!story.message(pages.currentPage()).isEmpty(), patient);
    QVERIFY(story.canaries().found({}).isEmpty());

    story.window().findChild<QAction *>(QStringLiteral("focusTraffic"))->trigger();
    auto *traffic = story.window().findChild<QAbstractItemView *>(QStringLiteral("traffic"));
    auto *details = story.window().findChild<QPlainTextEdit *>(QStringLiteral("trafficDetails"));
    QVERIFY(traffic && details);
    QByteArray seen;
    for (int row = 0; row < traffic->model()->rowCount(); ++row) {
        traffic->setCurrentIndex(traffic->model()->index(row, 0));
        seen += details->toPlainText().toUtf8();
    }
    QVERIFY(seen.contains("REDACTED") && seen.contains("AdminPassword")); // the secrets did come by
    for (const QByteArray &secret : {cookie, guest, cloudKey, fault})
        QVERIFY2(!seen.contains(secret), secret.constData());
    saveTraffic(story);
    story.restart();
}

void CanaryStory::secretsInRequests()
{
    DirectorStory director(QStringLiteral("System Administrator"));
    director.story().canaries().add(QStringLiteral("a typed password"), typed);
    const QString vm = director.find("vm", "status==POWERED_OFF");
    QVERIFY(director.open(vm + QStringLiteral("/guestCustomizationSection/")));
    director.edit(QStringLiteral("AdminPassword"), QString::fromLatin1(typed));
    QVERIFY(director.story().canaries().found({}).isEmpty());
    director.window().activateWindow();
    QTest::keyClick(&director.window(), Qt::Key_S, Qt::ControlModifier);
    QDialog *review = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((review = director.story().dialog<QDialog>("reviewDialog")), patient);
    QVERIFY(review->findChild<QPlainTextEdit *>(QStringLiteral("reviewRequests"))
                ->toPlainText()
                .contains(u"AdminPassword"));
    director.story().click(review, "reviewCopy");
    QVERIFY(!QGuiApplication::clipboard()->text().isEmpty());
    QVERIFY2(
        director.story().canaries().found({}).isEmpty(), qPrintable(director.story().canaries().found({}).join(u'\n')));
    director.story().click(review, "reviewSend");
    QTRY_VERIFY2_WITH_TIMEOUT(
        director.message().endsWith(QStringLiteral(" is saved.")), qPrintable(director.message()), patient);
    saveTraffic(director.story());
}

/// A search that never finds anything would prove nothing.
void CanaryStory::theHuntFindsWhatIsThere()
{
    QTemporaryDir folder;
    Canaries canaries;
    const QByteArray secret = "Canary-Hunt-77/+ä";
    canaries.add(QStringLiteral("it"), secret);
    QVERIFY(canaries.found({folder.path()}).isEmpty());
    const auto write = [&](const QByteArray &content) {
        QFile file(folder.filePath(QStringLiteral("x")));
        return file.open(QFile::WriteOnly) && file.write(content) == content.size();
    };
    QVERIFY(write("a " + secret + " b"));
    QCOMPARE(canaries.found({folder.path()}).size(), 1);
    QVERIFY(write("Basic " + secret.toBase64()));
    QCOMPARE(canaries.found({folder.path()}).size(), 1);
    QVERIFY(write("x=" + QUrl::toPercentEncoding(QString::fromUtf8(secret))));
    QCOMPARE(canaries.found({folder.path()}).size(), 1);
    QVERIFY(write(""));
    QWidget window;
    window.setToolTip(QString::fromUtf8(secret));
    QCOMPARE(canaries.found({}).size(), 1);
    window.setToolTip(QString());
    QPlainTextEdit text(QString::fromUtf8(secret), &window);
    window.show();
    QVERIFY(!canaries.found({}).isEmpty()); // by the accessibility tree
    text.clear();
    QGuiApplication::clipboard()->setText(QString::fromUtf8(secret));
    QVERIFY(!canaries.found({}).isEmpty());
    QGuiApplication::clipboard()->clear();
    QVERIFY(canaries.found({}).isEmpty());
    qWarning("%s", secret.constData());
    QCOMPARE(canaries.found({}).size(), 1);
}

void CanaryStory::theCommandLineTakesNone()
{
    const QString help = CommandLine::helpText();
    static const QRegularExpression option(QStringLiteral("--(\\S*(?:password|secret|token|passphrase)\\S*)"));
    for (const QRegularExpressionMatch &match : option.globalMatch(help))
        QCOMPARE(match.captured(1), QStringLiteral("token-url"));
}

void CanaryStory::copiedSecretIsMarkedAndCleared()
{
    SecretClipboard &clipboard = SecretClipboard::instance();
    clipboard.setStay(std::chrono::milliseconds(300));
    clipboard.copy(Secret("Canary-Copied-1"));
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(data->text(), QStringLiteral("Canary-Copied-1"));
    QCOMPARE(data->data(QStringLiteral("x-kde-passwordManagerHint")), QByteArray("secret"));
    QTRY_VERIFY(QGuiApplication::clipboard()->text().isEmpty());
    clipboard.copy(Secret("Canary-Copied-2"));
    QGuiApplication::clipboard()->setText(QStringLiteral("something else"));
    clipboard.clear();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("something else")); // is not ours to take
    clipboard.setStay(std::chrono::seconds(30));
}

void CanaryStory::lockedWindowShowsNothing()
{
    StoryWindow story;
    const demo::DemoUser user = m_site.user(QStringLiteral("System Administrator"));
    story.signIn(m_site, user, QStringLiteral("guarded"), false);
    QTRY_COMPARE(story.site(QStringLiteral("guarded"))->status, SiteEntry::Status::Connected);
    story.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&story.window()));
    QTest::keyClick(&story.window(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    LockDialog *lock = nullptr;
    const auto find = [&] {
        for (QWidget *window : QApplication::topLevelWidgets()) {
            if (window->isVisible() && qobject_cast<LockDialog *>(window))
                lock = qobject_cast<LockDialog *>(window);
        }
        return lock != nullptr;
    };
    QTRY_VERIFY(find());
    const auto shown = [] {
        const QWidgetList all = QApplication::topLevelWidgets();
        return std::count_if(all.cbegin(), all.cend(), [](const QWidget *window) { return window->isVisible(); });
    };
    QTRY_COMPARE(shown(), 1);
    QVERIFY(story.window().isHidden());
    QTest::keyClick(lock, Qt::Key_Escape); // is no way out
    QVERIFY(lock->isVisible());
    story.fill(lock, "lockSecret", QStringLiteral("certainly wrong"));
    story.click(lock, "unlock");
    auto *news = lock->findChild<QLabel *>(QStringLiteral("lockNews"));
    QTRY_VERIFY(news->isVisible());
    StoryWindow::keepPicture(lock, QStringLiteral("locked"));
    QVERIFY(story.window().isHidden());
    QCOMPARE(story.site(QStringLiteral("guarded"))->status, SiteEntry::Status::Connected); // over no mistyped letter
    story.fill(lock, "lockSecret", user.password);
    story.click(lock, "unlock"); // the site itself says yes
    QTRY_VERIFY(story.window().isVisible());
    QCOMPARE(story.site(QStringLiteral("guarded"))->status, SiteEntry::Status::Connected);
}

void CanaryStory::lockOpensWithTheKeychainsSecret()
{
    StoryWindow story;
    const demo::DemoUser user = m_site.user(QStringLiteral("Organization Administrator"));
    story.signIn(m_site, user, QStringLiteral("kept"), true);
    QTRY_COMPARE(story.secrets().secrets.size(), 1);
    story.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&story.window()));
    QTest::keyClick(&story.window(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(story.window().isHidden());
    LockDialog *lock = nullptr;
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (auto *found = qobject_cast<LockDialog *>(window); found && found->isVisible())
            lock = found;
    }
    QVERIFY(lock);
    story.fill(lock, "lockSecret", user.password);
    story.click(lock, "unlock");
    QTRY_VERIFY(story.window().isVisible());
}

void CanaryStory::windowLocksWhereNobodyWorks()
{
    StoryWindow story;
    const demo::DemoUser user = m_site.user(QStringLiteral("Organization Administrator"));
    story.signIn(m_site, user, QStringLiteral("left alone"), true);
    QTRY_COMPARE(story.secrets().secrets.size(), 1);
    auto *lock = story.window().findChild<IdleLock *>();
    QVERIFY(lock);
    lock->setIdleTime(std::chrono::seconds(1));
    QElapsedTimer worked;
    for (worked.start(); worked.elapsed() < 1600;) { // longer than that, but never without a key for so long
        QTest::keyClick(&story.window(), Qt::Key_Shift);
        QTest::qWait(100);
    }
    QVERIFY(!lock->isLocked());
    QTRY_VERIFY(lock->isLocked());
    QVERIFY(story.window().isHidden());
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (auto *dialog = qobject_cast<LockDialog *>(window); dialog && dialog->isVisible()) {
            story.fill(dialog, "lockSecret", user.password);
            story.click(dialog, "unlock");
        }
    }
    QTRY_VERIFY(story.window().isVisible());
    lock->setIdleTime(std::chrono::milliseconds(0));
}

QTEST_MAIN(CanaryStory)
#include "tst_canary.moc"
