// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/walk.h"
#include "net/playback.h"
#include "session/connector.h"
#include "session/recordedsite.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>
#include <QXmlStreamReader>

using namespace nephoscope;

namespace {

QDir sharedRecordings() { return QDir(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/../shared/recordings")); }

/// What one recorded body is, read without the console's code: where it lives and what it is called.
struct Body {
    QString address;
    QString name;
};

struct Found {
    QList<Body> bodies;
    QSet<QString> inFull;
};

/// A read is known by the address asked for; the answer to a write by its own, if it has one.
void readXml(const QByteArray &text, bool isRead, const QString &asked, Found &found)
{
    QXmlStreamReader xml(text);
    QStringList names;
    QStringList hrefs;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement()) {
            names.removeLast();
            hrefs.removeLast();
        }
        if (!xml.isStartElement())
            continue;
        if (!hrefs.isEmpty() && !hrefs.last().isEmpty())
            found.inFull.insert(hrefs.last()); // an element with an address and something inside
        QString href;
        for (const QXmlStreamAttribute &attribute : xml.attributes()) {
            if (attribute.name() == QLatin1String("href"))
                href = addressOf(QUrl(attribute.value().toString()));
        }
        names << xml.name().toString();
        hrefs << href;
        const QString name = xml.attributes().value(QLatin1String("name")).toString();
        if (names.size() == 1)
            found.bodies.append({isRead || href.isEmpty() ? asked : href, name});
        else if (names.size() == 3 && names[2] == QLatin1String("Vm") && names[1] == QLatin1String("Children"))
            found.bodies.append({href, name});
    }
}

Found bodiesIn(const QJsonDocument &har)
{
    Found found;
    const QJsonArray entries = har[QLatin1String("log")][QLatin1String("entries")].toArray();
    for (const QJsonValue &entry : entries) {
        const int status = entry[QLatin1String("response")][QLatin1String("status")].toInt();
        const QByteArray text =
            entry[QLatin1String("response")][QLatin1String("content")][QLatin1String("text")].toString().toUtf8();
        if (status < 200 || status > 299 || text.trimmed().isEmpty())
            continue;
        const QUrl url(entry[QLatin1String("request")][QLatin1String("url")].toString());
        const bool get = entry[QLatin1String("request")][QLatin1String("method")].toString() == QLatin1String("GET");
        if (text.trimmed().startsWith('<')) {
            readXml(text, get, addressOf(url), found);
            continue;
        }
        const QJsonObject object = QJsonDocument::fromJson(text).object();
        const QString href = object.value(QStringLiteral("href")).toString();
        const QString id = object.value(QStringLiteral("id")).toString();
        QString address = href.isEmpty() ? addressOf(url) : addressOf(QUrl(href));
        if (!get && href.isEmpty() && !id.isEmpty())
            address = addressOf(QUrl(url.toString() + QLatin1Char('/') + id));
        found.bodies.append({get ? addressOf(url) : address, object.value(QStringLiteral("name")).toString()});
    }
    return found;
}

QList<WalkRow> walked(const std::shared_ptr<Session> &session, QList<WalkFailure> *failures)
{
    const auto walk = std::make_shared<Walk>(session);
    bool done = false;
    QObject context;
    QCoro::connect(walk->run(), &context, [&done] { done = true; });
    if (!QTest::qWaitFor([&done] { return done; }, 20000))
        qWarning("the walk did not end");
    *failures = walk->failures();
    return walk->rows();
}

QByteArray smallHar()
{
    QFile file(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/tests/data/session/small.har"));
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Recordings looked at as sites.
class RecordedSiteTest : public QObject {
    Q_OBJECT
private slots:
    void everySharedBodyIsListedWithNameAndKind();
    void treeOfEverySharedRecordingReachesItsObjects();
    void answersOfWritesCanBeOpened();
    void whatWasNotRecordedSaysSo();
    void nothingCanBeWritten();
    void otherTrafficIsRefused();
};

void RecordedSiteTest::everySharedBodyIsListedWithNameAndKind()
{
    const QDir folder = sharedRecordings();
    const QStringList files = folder.entryList({QStringLiteral("*.har")});
    qsizetype total = 0;
    for (const QString &name : files) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QFile::ReadOnly));
        const Found found = bodiesIn(QJsonDocument::fromJson(file.readAll()));
        const auto session = Connector::openRecording(folder.filePath(name));
        QVERIFY2(session, qPrintable(name));
        QList<WalkFailure> failures;
        const QList<WalkRow> rows = walked(*session, &failures);
        for (const WalkFailure &failure : std::as_const(failures))
            qWarning() << name << failure.ref.href() << failure.error.message();
        QVERIFY2(failures.isEmpty(), qPrintable(name));
        QHash<QString, WalkRow> byAddress;
        for (const WalkRow &row : rows)
            byAddress.insert(addressOf(QUrl(row.href)), row);
        QSet<QString> distinct;
        for (const Body &body : found.bodies) {
            QVERIFY2(byAddress.contains(body.address), qPrintable(name + QLatin1String(": ") + body.address));
            const WalkRow row = byAddress.value(body.address);
            QVERIFY2(!row.kind.isEmpty(), qPrintable(body.address));
            if (!body.name.isEmpty())
                QVERIFY2(!row.name.isEmpty(), qPrintable(body.address));
            distinct.insert(body.address);
        }
        for (const WalkRow &row : rows) {
            const QString address = addressOf(QUrl(row.href));
            QVERIFY2(distinct.contains(address) || found.inFull.contains(address), qPrintable(address));
        }
        QCOMPARE(byAddress.size(), rows.size());
        total += rows.size();
    }
    qInfo("%lld objects in %lld shared recordings", qlonglong(total), qlonglong(files.size()));
}

void RecordedSiteTest::treeOfEverySharedRecordingReachesItsObjects()
{
    const QDir folder = sharedRecordings();
    const QStringList files = folder.entryList({QStringLiteral("*.har")});
    for (const QString &name : files) {
        const auto session = Connector::openRecording(folder.filePath(name));
        QVERIFY(session);
        QVERIFY2(!(*session)->roots().isEmpty(), qPrintable(name));
        for (const Ref &root : (*session)->roots())
            QVERIFY2(!root.kind().isEmpty(), qPrintable(root.href().toString()));
    }
    qInfo("%lld shared recordings", qlonglong(files.size()));
}

void RecordedSiteTest::answersOfWritesCanBeOpened()
{
    auto recording = readHar(smallHar());
    QVERIFY(recording);
    const auto site = recordedSite(std::move(*recording));
    QVERIFY(site);
    QCOMPARE(site->objects.size(), 2);
    QCOMPARE(site->objects[1].kind(), QStringLiteral("user"));
    QCOMPARE(site->url, QUrl(QStringLiteral("https://outer/")));
    QStringList roots;
    for (const Ref &root : site->access.entryPoints)
        roots << root.name();
    QCOMPARE(roots, QStringList({QStringLiteral("acme"), QStringLiteral("new")}));
}

void RecordedSiteTest::whatWasNotRecordedSaysSo()
{
    auto site = recordedSite(*readHar(smallHar()));
    Nobody nobody;
    Profile profile;
    profile.url = site->url;
    const auto session =
        std::make_shared<Session>(profile, site->platform, std::make_unique<Playback>(site->recording), nobody);
    session->adopt(site->access, site->objects);
    std::optional<Result<Resource>> answer;
    QCoro::connect(session->open(Ref(QUrl(QStringLiteral("https://inner/api/vdc/11111111-1111-1111-1111-111111111111")),
                       QStringLiteral("vdc"))),
        this, [&answer](Result<Resource> result) { answer = result; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(!*answer);
    QCOMPARE(answer->error().kind(), Error::Kind::NotFound);
}

void RecordedSiteTest::nothingCanBeWritten()
{
    auto site = recordedSite(*readHar(smallHar()));
    Nobody nobody;
    const auto session =
        std::make_shared<Session>(Profile(), site->platform, std::make_unique<Playback>(site->recording), nobody);
    QVERIFY(session->isReadOnly());
    std::optional<Result<Reply>> answer;
    QCoro::connect(session->send(Request(
                       "DELETE", QUrl(QStringLiteral("https://outer/api/org/22222222-2222-2222-2222-222222222222")))),
        this, [&answer](Result<Reply> result) { answer = result; });
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->error().kind(), Error::Kind::Unsupported);
}

void RecordedSiteTest::otherTrafficIsRefused()
{
    Recording recording;
    const Request request = Request::get(QUrl(QStringLiteral("https://example.com/")));
    recording.exchanges << Exchange(request, Reply(200, "<p>hello</p>", "text/html", request.url()), QDateTime(), {});
    const auto site = recordedSite(recording);
    QVERIFY(!site);
    QCOMPARE(site.error().kind(), Error::Kind::Unsupported);
}

QTEST_GUILESS_MAIN(RecordedSiteTest)
#include "tst_recordedsite.moc"
