// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "editor/editing.h"
#include "editor/requestwords.h"
#include "models/guideshape.h"
#include "session/connector.h"
#include "stories/demosite.h"
#include "stories/editoracle.h"
#include "stories/frontsite.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>
#include <qcorotask.h>

using namespace nephoscope;

namespace {

template <class T>
Result<T> ended(QCoro::Task<Result<T>> task)
{
    std::optional<Result<T>> result;
    QObject listener;
    QCoro::connect(std::move(task), &listener, [&result](const Result<T> &heard) { result = heard; });
    const bool isDone = QTest::qWaitFor([&] { return result.has_value(); }, 30'000);
    return isDone ? *result : failure(Error::Kind::Offline, QStringLiteral("no end"));
}

void collectPlaces(const Node &node, QList<Path> *places)
{
    const QList<Node> attributes = node.isXml() ? node.attributes() : QList<Node>();
    for (const Node &attribute : attributes)
        *places << attribute.path();
    const QList<Node> children = node.children();
    for (const Node &child : children) {
        if (child.isXml() && child.kind() != Node::Kind::Element)
            continue;
        *places << child.path();
        collectPlaces(child, places);
    }
}

} // namespace

/// Random edits of random objects, of both demo sites and of every recording at hand: what would be sent is base and
/// edits and nothing else, what is taken back is gone, and what a review shows is what reaches the server.
/// NEPHOSCOPE_EDITS says how many objects of each site; 0 = all that are found.
class SentEdits : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void editsAreSentAndNothingElse_data();
    void editsAreSentAndNothingElse();
    void cleanupTestCase();

private:
    std::shared_ptr<Session> signIn(DemoSite &site, const QUrl &url);
    QList<Resource> objects(Session &session);
    QList<Path> places(const Session &session, const Resource &resource) const;
    void editAtRandom(Editing &editing, const Session &session, const Resource &resource);
    void editOne(Editing &editing, const Path &place);
    Value valueFor(const Node &node);
    void checkWire(Session &session, const Resource &resource, const QList<Request> &requests);
    void checkBack(Editing &editing);

    // the long run (tests/soak/edits) takes another one each time
    quint32 m_seed = qEnvironmentVariableIsSet("NEPHOSCOPE_SEED") ? qgetenv("NEPHOSCOPE_SEED").toUInt() : 4014892404U;
    QRandomGenerator m_random{m_seed};
    int m_most = 0;
    int m_objects = 0;
    int m_changes = 0;
    int m_requests = 0;
    int m_compared = 0;
    int m_unsent = 0;
    QList<demo::Message> m_heard;
    QTemporaryDir m_folder;
    std::unique_ptr<Settings> m_settings;
    Nobody m_nobody;
};

void SentEdits::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    m_settings = std::make_unique<Settings>(m_folder.filePath(QStringLiteral("settings.ini")));
    const int said = qEnvironmentVariableIntValue("NEPHOSCOPE_EDITS");
    m_most = !qEnvironmentVariableIsSet("NEPHOSCOPE_EDITS") ? 6 : said > 0 ? said : 100'000;
}

void SentEdits::editsAreSentAndNothingElse_data()
{
    QTest::addColumn<QString>("platform"); // of a demo site
    QTest::addColumn<QString>("recording");
    QTest::newRow("demo director") << director << QString();
    QTest::newRow("demo manager") << manager << QString();
    QStringList files{QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/resources/demo/tour.har")};
    const QDir folder(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/../shared/recordings"));
    const QStringList names = folder.entryList({QStringLiteral("*.har")}, QDir::Files);
    for (const QString &name : names)
        files << folder.filePath(name);
    for (const QString &file : std::as_const(files))
        QTest::newRow(qPrintable(QFileInfo(file).fileName())) << QString() << file;
    qInfo("%d shared files", int(names.size()));
}

std::shared_ptr<Session> SentEdits::signIn(DemoSite &site, const QUrl &url)
{
    const demo::DemoUser user = site.user(QStringLiteral("Administrator"));
    Profile profile;
    profile.id = QStringLiteral("edits");
    profile.url = url;
    profile.user = user.user;
    profile.organization = user.organization;
    Connector connector(*m_settings, m_nobody);
    const auto session = ended(connector.connectTo(profile));
    if (!session)
        qFatal("%s", qPrintable(session.error().message()));
    const auto access = ended((*session)->signIn(Credential(user.password.toUtf8())));
    if (!access)
        qFatal("%s", qPrintable(access.error().message()));
    return *session;
}

/// Some of what can be met from the roots, at random.
QList<Resource> SentEdits::objects(Session &session)
{
    QList<Ref> waiting = session.isLive() ? session.roots() : session.recordedObjects();
    QSet<QString> met;
    QList<Resource> found;
    for (int opened = 0; !waiting.isEmpty() && found.size() < m_most && opened < 40 * m_most; ++opened) {
        const Ref next = waiting.takeAt(session.isLive() ? m_random.bounded(int(waiting.size())) : 0);
        const Result<Resource> read = ended(session.open(next));
        if (!read)
            continue;
        if (!places(session, *read).isEmpty())
            found << *read;
        for (const Ref &child : read->children) {
            if (met.contains(child.identity()))
                continue;
            met.insert(child.identity());
            waiting << child;
        }
    }
    return found;
}

/// What some operation of the object would take.
QList<Path> SentEdits::places(const Session &session, const Resource &resource) const
{
    if (resource.document.isNull())
        return {};
    QList<Path> all;
    collectPlaces(resource.root(), &all);
    all.removeIf(
        [&](const Path &place) { return !session.platform().editor(resource, place, session.access()).has_value(); });
    return all;
}

Value SentEdits::valueFor(const Node &node)
{
    static const QStringList words{QStringLiteral("x"), QStringLiteral("a<b&c>\"'"),
        QString::fromUtf8("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), QStringLiteral(" two  words "),
        QStringLiteral("line\nline\ttab"), QStringLiteral("]]>"), QStringLiteral("\\ / ~")};
    static const QStringList numbers{
        QStringLiteral("0"), QStringLiteral("1.10"), QStringLiteral("1e3"), QStringLiteral("18446744073709551616")};
    if (node.kind() == Node::Kind::Number)
        return Value::number(numbers.at(m_random.bounded(int(numbers.size()))));
    if (node.kind() == Node::Kind::Boolean)
        return Value::boolean(node.text() != QLatin1String("true"));
    const int choice = m_random.bounded(int(words.size()) + 2);
    return Value::text(choice < words.size() ? words.at(choice) : QString::number(m_random.generate()));
}

void SentEdits::editOne(Editing &editing, const Path &place)
{
    const Node node = editing.draft().document().root().at(place);
    FieldFacts facts;
    facts.path = place;
    facts.isXml = node.isXml();
    facts.token = node.kind() == Node::Kind::Number ? Value::Kind::Number
        : node.kind() == Node::Kind::Boolean        ? Value::Kind::Boolean
                                                    : Value::Kind::Text;
    const bool isItem = node.parent().kind() == Node::Kind::Array
        || (node.kind() == Node::Kind::Element && node.parent().children(node.name()).size() > 1);
    const int what = m_random.bounded(10);
    if (what == 0 && isItem)
        editing.remove(place);
    else if (what == 1 && isItem)
        editing.move(place, 0);
    else if (what == 2)
        editing.revert(place);
    else if (node.isLeaf() && !node.isNull())
        editing.write(facts, valueFor(node).characters());
}

void SentEdits::editAtRandom(Editing &editing, const Session &session, const Resource &resource)
{
    const QList<Path> all = places(session, resource);
    const FieldGuide guide = FieldGuide::ofResource(resource, session, Catalog());
    editing.begin(resource.document, guide, std::make_shared<GuideShape>(guide));
    for (int step = 1 + m_random.bounded(6); step > 0; --step) {
        const Path place = all.at(m_random.bounded(int(all.size())));
        if (!editing.draft().document().root().at(place).isNull())
            editOne(editing, place);
    }
}

/// What the review would show of them against the bytes that the server read.
void SentEdits::checkWire(Session &session, const Resource &resource, const QList<Request> &requests)
{
    for (Request request : requests) {
        request.setAction(Session::newAction());
        const Request shown = session.asSent(request);
        m_heard.clear();
        const auto outcome = ended(session.act(request, resource)); // refused or not: it has been heard
        Q_UNUSED(outcome)
        const auto same = std::find_if(m_heard.begin(), m_heard.end(),
            [&shown](const demo::Message &message) { return message.method == shown.method(); });
        QVERIFY2(same != m_heard.end(), qPrintable(requestText(shown)));
        QCOMPARE(same->path, shown.url().path(QUrl::FullyEncoded).toLatin1());
        QCOMPARE(same->query, shown.url().query(QUrl::FullyEncoded).toLatin1());
        QCOMPARE(same->body, shown.body());
        for (const auto &[name, value] : shown.headers().all())
            QCOMPARE(same->header(name), value);
        for (const auto &[name, value] : same->headers) {
            static const QList<QByteArray> ofTheLine{
                "host", "connection", "content-length", "user-agent", "accept-encoding", "accept-language", "cookie"};
            QVERIFY2(ofTheLine.contains(name.toLower()) || shown.headers().contains(name), name.constData());
        }
        ++m_compared;
    }
}

/// Undone step by step, put back field by field, reverted at once: nothing is left.
void SentEdits::checkBack(Editing &editing)
{
    const Draft edited = editing.draft();
    Draft back = edited;
    while (!back.changes().isEmpty()) {
        const qsizetype left = back.changes().size();
        back.revert(back.changes().constLast());
        QVERIFY(back.changes().size() < left);
    }
    QCOMPARE(back.document().serialized(), edited.base().serialized());
    Draft again = edited;
    const QList<Change> changes = edited.changes();
    for (const Change &change : changes) {
        const Node was = edited.base().root().at(change.basePath);
        const bool isValue = was.isLeaf() && !was.isNil() && !(was.isXml() && !was.attributes().isEmpty());
        if (change.kind != Change::Kind::Set || !isValue)
            continue;
        const auto place = again.inDocument(change.basePath);
        QVERIFY(place && again.set(*place, Value::text(was.text())));
        QVERIFY2(!again.isChanged(*place),
            qPrintable(place->text() + u' ' + QString::fromUtf8(edited.base().root().at(change.basePath).bytes()) + u' '
                + QString::fromUtf8(again.document().root().at(*place).bytes())));
    }
    while (editing.steps().canUndo())
        editing.steps().undo();
    QVERIFY(!editing.isDirty());
    QCOMPARE(editing.draft().document().serialized(), edited.base().serialized());
    while (editing.steps().canRedo())
        editing.steps().redo();
    QCOMPARE(editing.draft().document().serialized(), edited.document().serialized());
}

void SentEdits::editsAreSentAndNothingElse()
{
    QFETCH(const QString, platform);
    QFETCH(const QString, recording);
    std::unique_ptr<DemoSite> site;
    std::unique_ptr<FrontSite> front;
    std::shared_ptr<Session> session;
    if (recording.isEmpty()) {
        site = std::make_unique<DemoSite>(platform);
        front = std::make_unique<FrontSite>(site->server().site(), [this](const demo::Message &message) {
            m_heard << message;
            return std::optional<demo::Answer>();
        });
        session = signIn(*site, front->url());
    } else {
        const auto opened = Connector::openRecording(recording);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message()));
        session = *opened;
    }
    const bool isTranslated = session->platform().service() == manager;
    const QList<Resource> all = objects(*session);
    for (const Resource &resource : all) {
        Editing editing(nullptr);
        editAtRandom(editing, *session, resource);
        if (!editing.isDirty())
            continue;
        ++m_objects;
        m_changes += int(editing.count());
        const auto requests = session->platform().save(resource, editing.draft(), session->access());
        if (!requests) {
            ++m_unsent; // what was taken out as a whole cannot be sent, and is refused with words
            QVERIFY(!requests.error().message().isEmpty());
            continue;
        }
        m_requests += int(requests->size());
        const QStringList faults = EditOracle(*session, resource, editing.draft()).faults(*requests, isTranslated);
        QVERIFY2(faults.isEmpty(),
            qPrintable(QStringLiteral("seed %1, %2 %3: %4")
                           .arg(m_seed)
                           .arg(resource.self.kind(), resource.self.href().toString(), faults.join(u'\n'))));
        checkBack(editing);
        if (session->isLive() && !QTest::currentTestFailed())
            checkWire(*session, resource, *requests);
        if (QTest::currentTestFailed())
            return;
    }
    session->close();
}

void SentEdits::cleanupTestCase()
{
    qInfo("%d objects, %d changes, %d requests, %d refused, %d compared with the wire (seed %u)", m_objects, m_changes,
        m_requests, m_unsent, m_compared, m_seed);
    QVERIFY(m_objects > 10 && m_compared > 2);
}

QTEST_MAIN(SentEdits)
#include "tst_sentedits.moc"
