// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.h"
#include "models/navigatormodel.h"
#include "models/propertymodel.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"
#include "stories/directorstory.h"
#include "stories/fieldhand.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>

using namespace nephoscope;

namespace {

QModelIndex propertyAt(const QAbstractItemModel &model, const QString &place)
{
    return model.match(model.index(0, 0), PropertyModel::PathRole, place, 1, Qt::MatchEndsWith | Qt::MatchRecursive)
        .value(0);
}

/// An element with nothing in it is written in three ways.
QByteArray plainEmpty(const QByteArray &xml)
{
    static const QRegularExpression empty(QStringLiteral("<(\\w+)></\\1>"));
    return QString::fromUtf8(xml.trimmed().replace(" />", "/>")).replace(empty, QStringLiteral("<\\1/>")).toUtf8();
}

} // namespace

/// What a saved edit is on the wire. A PUT replaces the whole: what a site of a later version says, and nothing here
/// has a name for, must come back to it; a server of a later version stands before the demo, which keeps what it is
/// sent of its own. A PATCH holds what was changed, and nothing else.
class OnTheWireStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void anXmlObjectIsSentWhole();
    void aJsonObjectIsSentWhole();
    void aPatchHoldsWhatWasChangedAlone();

private:
    std::optional<demo::Answer> answer(const demo::Message &message);
    static void signInByToken(StoryWindow &story, const QUrl &url, const QByteArray &token);
    void saveAndCheck(DirectorStory &director, const QString &place, const QString &text);

    bool m_isDescribed = true; ///< by the schemas
    QByteArray m_path; ///< of the object
    QByteArray m_own; ///< what the later version says of it, and keeps of what is sent
    QByteArray m_end; ///< it stands before that
    QByteArray m_served; ///< the last answer to a GET before the PUT
    QList<demo::Message> m_writes;
    QList<demo::Message> m_readAgain; ///< GETs of the object after the PUT
    demo::Site *m_site = nullptr;
};

void OnTheWireStory::init()
{
    m_isDescribed = true;
    m_path.clear();
    m_writes.clear();
    m_readAgain.clear();
    m_served.clear();
}

std::optional<demo::Answer> OnTheWireStory::answer(const demo::Message &message)
{
    const bool isObject = !m_path.isEmpty() && message.path == m_path;
    if (message.method != "GET") {
        if (!m_path.isEmpty()) // signed in
            m_writes << message;
        if (!isObject || message.method != "PUT")
            return std::nullopt;
        demo::Message known = message; // what the version behind can read
        const QByteArray kept = known.body.contains(m_own) ? m_own : QByteArray();
        known.body.replace(m_own, QByteArray());
        m_own = kept; // what was not sent is lost
        return m_site->answer(known);
    }
    if (!isObject)
        return std::nullopt;
    demo::Answer answer = m_site->answer(message);
    if (answer.status == 200)
        answer.body.insert(answer.body.lastIndexOf(m_end), m_own);
    if (m_writes.isEmpty())
        m_served = answer.body;
    else
        m_readAgain << message;
    return answer;
}

/// Types it into that property, reviews and sends; holds the request that went over the wire against the review and
/// against what was read.
void OnTheWireStory::saveAndCheck(DirectorStory &director, const QString &place, const QString &text)
{
    const QByteArray own = m_own;
    director.edit(place, text);
    QTest::keyClick(&director.window(), Qt::Key_S, Qt::ControlModifier);
    QDialog *review = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((review = director.story().dialog<QDialog>("reviewDialog")), 20'000);
    QVERIFY(QTest::qWaitForWindowActive(review));
    const QString shown = review->findChild<QPlainTextEdit *>(QStringLiteral("reviewRequests"))->toPlainText();
    const QString notes = review->findChild<QLabel *>(QStringLiteral("reviewNotes"))->text();
    StoryWindow::keepPicture(review, QString::fromLatin1(QTest::currentTestFunction()));
    QVERIFY2(notes.contains(QStringLiteral("The whole is sent back")), qPrintable(notes));
    // where nothing is described, nothing is amiss
    QVERIFY2(!m_isDescribed || notes.contains(QStringLiteral("go along unchanged: Kept for later")), qPrintable(notes));
    director.story().click(review, "reviewSend");
    QTRY_VERIFY2_WITH_TIMEOUT(
        director.message().endsWith(QStringLiteral(" is saved.")), qPrintable(director.message()), 20'000);

    QCOMPARE(m_writes.size(), 1);
    const demo::Message &sent = m_writes.constFirst();
    QCOMPARE(sent.method, QByteArray("PUT"));
    QCOMPARE(sent.path, m_path);
    QVERIFY2(shown.startsWith(QStringLiteral("PUT ")) && shown.contains(QString::fromLatin1(m_path) + u'\n'),
        qPrintable(shown));
    QVERIFY2(sent.body.contains(own), sent.body.constData());
    const QByteArray type = sent.header("Content-Type");
    const Result<Document> read = Document::parse(m_served, type);
    const Result<Document> written = Document::parse(sent.body, type);
    QVERIFY2(read && written, type.constData());
    QCOMPARE(written->root().at(Path(place)).text(), text);
    const QByteArray was = read->root().at(Path(place)).text().toUtf8();
    QCOMPARE(m_served.count(was), 1);
    const QByteArray whole =
        m_served.startsWith("<?") ? m_served.mid(m_served.indexOf("?>\n") + 3) : m_served; // declares nothing
    QCOMPARE(plainEmpty(sent.body), plainEmpty(QByteArray(whole).replace(was, text.toUtf8()))); // to the byte else

    QTRY_VERIFY(!m_readAgain.isEmpty());
    QCOMPARE(m_own, own); // the site still has it
    QTRY_COMPARE(director.valueAt(place), text);
}

void OnTheWireStory::anXmlObjectIsSentWhole()
{
    DirectorStory director(QStringLiteral("System Administrator"), {}, {},
        [this](const demo::Message &message) { return answer(message); });
    m_site = &director.site().server().site();
    m_own = "<later:KeptForLater xmlns:later=\"urn:later\" later:level=\"1.10\"><!-- why --><later:Nothing/>"
            "<later:Note> a &amp; b </later:Note></later:KeptForLater>";
    const QString network = director.find("orgVdcNetwork", "name==acme-prod-front");
    m_path = "/api/admin/network/" + network.section(QLatin1Char('/'), -1).toLatin1();
    m_end = "</";
    QVERIFY(director.open(QString::fromLatin1(m_path)));
    saveAndCheck(director, QStringLiteral("Configuration/IpScopes/IpScope/IpRanges/IpRange/EndAddress"),
        QStringLiteral("10.20.0.199"));
    QVERIFY(director.seen(m_path).contains("<EndAddress>10.20.0.199<"));
}

void OnTheWireStory::aJsonObjectIsSentWhole()
{
    DirectorStory director(QStringLiteral("Organization Administrator"), QStringLiteral("acme"), {},
        [this](const demo::Message &message) { return answer(message); });
    m_site = &director.site().server().site();
    m_own = R"(,"keptForLater":{"level":1.10,"nothing":null,"many":[18446744073709551616,"a/b"]})";
    const QByteArray id = director.find("orgVdcNetwork", "name==acme-prod-front").section(u'/', -1).toLatin1();
    m_path = "/cloudapi/1.0.0/orgVdcNetworks/urn:vcloud:network:" + id;
    m_end = "}";
    m_isDescribed = false;
    QVERIFY(director.open(QString::fromLatin1(m_path)));
    saveAndCheck(
        director, QStringLiteral("subnets/values/0/ipRanges/values/0/endAddress"), QStringLiteral("10.20.0.199"));
    QVERIFY(director.seen("/api/admin/network/" + id).contains("<EndAddress>10.20.0.199<"));
}

/// What hangs below an account shows to those who come with a token.
void OnTheWireStory::signInByToken(StoryWindow &story, const QUrl &url, const QByteArray &token)
{
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    story.fill(dialog, "address", url.toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTRY_VERIFY(story.isShown(dialog, "secret"));
    story.choose(dialog, "method", QStringLiteral("Access token (bearer)"));
    story.fill(dialog, "secret", QString::fromUtf8(token));
    story.fill(dialog, "siteName", QStringLiteral("brightwater"));
    story.click(dialog, "signIn");
    QTRY_VERIFY2(!story.dialog<QDialog>("signInDialog"), qPrintable(story.message(dialog)));
}

void OnTheWireStory::aPatchHoldsWhatWasChangedAlone()
{
    demo::ServerOptions options;
    options.platform = manager;
    options.site.speed = 2000; // done when it is read back: this service names no task to wait for
    DemoSite site(options);
    FrontSite front(site.server().site(), [this](const demo::Message &message) {
        if (message.method == "PATCH" || message.method == "PUT")
            m_writes << message;
        return std::optional<demo::Answer>();
    });
    StoryWindow story;
    signInByToken(story, front.url(), site.bearerOf(site.user(QStringLiteral("Refresh token"))));
    const QString kind = QStringLiteral("fileSystem");
    const QModelIndex system = story.expandTo(kind, {QStringLiteral("account"), kind});
    QVERIFY(system.isValid());
    story.clickNode(system, true);
    const QString place = QStringLiteral("throughputCapacity");
    const auto row = [&story, &place]() -> QModelIndex {
        const ResourcePage *page = story.window().pages().currentPage();
        const auto *tree = page ? page->findChild<QTreeView *>(QStringLiteral("properties")) : nullptr;
        return tree ? propertyAt(*tree->model(), place) : QModelIndex();
    };
    QTRY_VERIFY(row().isValid());
    ResourcePage *page = story.window().pages().currentPage();
    auto *tree = page->findChild<QTreeView *>(QStringLiteral("properties"));
    QCOMPARE(
        typeOver(story, tree, row().siblingAtColumn(PropertyModel::ValueColumn), QStringLiteral("1024")), QString());
    QTRY_VERIFY(page->isChanged());
    QTest::keyClick(&story.window(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(story.dialog<QDialog>("reviewDialog"));
    QDialog *review = story.dialog<QDialog>("reviewDialog");
    QVERIFY(QTest::qWaitForWindowActive(review));
    const QString shown = review->findChild<QPlainTextEdit *>(QStringLiteral("reviewRequests"))->toPlainText();
    QVERIFY(!review->findChild<QLabel *>(QStringLiteral("reviewNotes"))->text().contains(QStringLiteral("whole")));
    story.click(review, "reviewSend");
    QTRY_VERIFY2_WITH_TIMEOUT(
        story.message(page).endsWith(QStringLiteral(" is saved.")), qPrintable(story.message(page)), 30'000);
    QCOMPARE(m_writes.size(), 1);
    QCOMPARE(m_writes.constFirst().method, QByteArray("PATCH"));
    const QString id = page->ref().href().fragment().section(u'=', 1); // it was met in a list
    QCOMPARE(m_writes.constFirst().path, (page->ref().href().path() + u'/' + id).toLatin1());
    QCOMPARE(m_writes.constFirst().body, QByteArray("{\"throughputCapacity\":1024}"));
    QVERIFY2(shown.startsWith(QStringLiteral("PATCH ")), qPrintable(shown));
    QTRY_COMPARE(
        row().siblingAtColumn(PropertyModel::ValueColumn).data().toString().remove(u','), QStringLiteral("1024"));
}

QTEST_MAIN(OnTheWireStory)
#include "tst_onthewire.moc"
