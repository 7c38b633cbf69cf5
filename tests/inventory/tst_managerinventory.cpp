// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server.h"
#include "inventory/walk.h"
#include "net/http.h"
#include "platform/cloudmanager/cloudmanager.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace nephoscope;

namespace {

/// What a walk of the demo site found, and what the site says it holds.
struct Found {
    QList<WalkRow> rows;
    QList<WalkFailure> failures;
    QJsonObject held;
    QString error;
};

/// What only those see who came with a token: the account's own, and all that stands on its file systems.
const QStringList tokenKinds =
    QStringLiteral("account agent fileSystem serviceAccount workspace volume svm snapshot").split(u' ');

/// The kinds of the inventory that hold what the site counts under that name.
QStringList namesWithHints(const QString &counted)
{
    if (counted == QLatin1String("certificate"))
        return {QStringLiteral("trustedCertificate"), QStringLiteral("keyManagerCaCertificate")};
    return {counted};
}

/// Without hints kinds are the last words of paths, and what stands inside of objects is no row.
QStringList namesWithoutHints(const QString &counted)
{
    static const QHash<QString, QString> words{{QStringLiteral("tenant"), QStringLiteral("tenants")},
        {QStringLiteral("workingEnvironment"), QStringLiteral("working-environments")},
        {QStringLiteral("aggregate"), QStringLiteral("aggregates")},
        {QStringLiteral("volume"), QStringLiteral("volumes")},
        {QStringLiteral("snapshot"), QStringLiteral("snapshots")}, {QStringLiteral("user"), QStringLiteral("users")},
        {QStringLiteral("cloudProviderAccount"), QStringLiteral("accounts")},
        {QStringLiteral("nssAccount"), QStringLiteral("accounts")},
        {QStringLiteral("auditGroup"), QStringLiteral("audit")},
        {QStringLiteral("replication"), QStringLiteral("status")},
        {QStringLiteral("keyManager"), QStringLiteral("key-managers")},
        {QStringLiteral("certificate"), QStringLiteral("user-trusted-certificates key-managers-ca-certificates")},
        {QStringLiteral("igroup"), QStringLiteral("igroups")}, {QStringLiteral("cifsServer"), QStringLiteral("cifs")},
        {QStringLiteral("role"), QStringLiteral("roles")}, {QStringLiteral("initiator"), QStringLiteral("initiator")},
        {QStringLiteral("activeDirectory"), QStringLiteral("active-directory")},
        {QStringLiteral("config"), QStringLiteral("config")}, {QStringLiteral("asup"), QStringLiteral("asup")},
        {QStringLiteral("about"), QStringLiteral("about")}, {QStringLiteral("agent"), QStringLiteral("agent")},
        {QStringLiteral("account"), QStringLiteral("account")},
        {QStringLiteral("workspace"), QStringLiteral("workspace")},
        {QStringLiteral("serviceAccount"), QStringLiteral("service-accounts")}};
    return words.value(counted).split(u' ', Qt::SkipEmptyParts);
}

QCoro::Task<void> walk(std::shared_ptr<Session> session, Credential secret, Found *found, bool *done)
{
    auto access = co_await session->signIn(secret);
    if (!access) {
        found->error = access.error().message();
    } else {
        co_await session->readSchema();
        const auto run = std::make_shared<Walk>(session);
        co_await run->run();
        found->rows = run->rows();
        found->failures = run->failures();
        const QUrl held = session->profile().url.resolved(QUrl(QStringLiteral("/demo/inventory")));
        auto reply = co_await session->send(Request::get(held));
        if (reply)
            found->held = QJsonDocument::fromJson(reply->body()).object();
        else
            found->error = reply.error().message();
    }
    session->close();
    *done = true;
}

} // namespace

/// Everything that the demo Cloud Manager holds is listed: with the catalogue of hints and without, by cookie and by
/// token.
class ManagerInventoryTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everythingHeldIsListed_data();
    void everythingHeldIsListed();

private:
    std::unique_ptr<demo::Server> m_server;
};

void ManagerInventoryTest::initTestCase()
{
    demo::ServerOptions options;
    options.platform = QStringLiteral("cloud-manager");
    options.site.speed = 1000;
    auto server = demo::Server::start(options);
    QVERIFY(server);
    m_server = std::move(*server);
}

void ManagerInventoryTest::everythingHeldIsListed_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<bool>("hints");
    QTest::newRow("cookie, hints") << "local-session" << true;
    QTest::newRow("cookie, no hints") << "local-session" << false;
    QTest::newRow("token, hints") << "password-grant" << true;
    QTest::newRow("token, no hints") << "password-grant" << false;
}

void ManagerInventoryTest::everythingHeldIsListed()
{
    QFETCH(QString, method);
    QFETCH(bool, hints);
    const demo::DemoUser user = m_server->site().users().value(0);
    Profile profile;
    profile.url = QUrl(m_server->url() + QLatin1Char('/'));
    profile.user = user.user;
    profile.method = signInMethodNamed(method);
    const std::shared_ptr<const Platform> platform =
        hints ? std::make_shared<CloudManager>() : std::make_shared<CloudManager>(Catalog());
    HttpOptions options;
    options.origins = {profile.url};
    Nobody nobody;
    const auto session = std::make_shared<Session>(profile, platform, std::make_unique<Http>(options), nobody);
    Found found;
    bool done = false;
    QCoro::connect(walk(session, Credential(user.password.toUtf8()), &found, &done), this, [] {});
    QVERIFY(QTest::qWaitFor([&done] { return done; }, 240000));
    QVERIFY2(found.error.isEmpty(), qPrintable(found.error));
    // the neighbours are described by us, not by the server, which may lack some of it
    const auto isOfNeighbour = [](const WalkFailure &failure) {
        return !failure.ref.href().path().startsWith(QLatin1String("/occm/api/"));
    };
    if (!hints)
        found.failures.erase(
            std::remove_if(found.failures.begin(), found.failures.end(), isOfNeighbour), found.failures.end());
    for (const WalkFailure &failure : found.failures)
        qWarning() << failure.ref.kind() << failure.ref.href() << failure.error.message();
    QMap<QString, int> kinds;
    QSet<QString> identities;
    for (const WalkRow &row : found.rows) {
        ++kinds[row.kind];
        const QString identity = row.id.isEmpty() ? row.href : row.kind + u' ' + row.id;
        QVERIFY2(!identities.contains(identity), qPrintable(identity));
        identities.insert(identity);
    }
    QCOMPARE(found.failures.size(), 0);
    QVERIFY(!found.held.isEmpty());
    QStringList missing;
    for (auto each = found.held.constBegin(); each != found.held.constEnd(); ++each) {
        const QStringList listedAs = hints ? namesWithHints(each.key()) : namesWithoutHints(each.key());
        const bool isClosed = method == QLatin1String("local-session") && tokenKinds.contains(each.key());
        if (listedAs.isEmpty() || isClosed)
            continue;
        int listed = 0;
        for (const QString &kind : listedAs)
            listed += kinds.value(kind);
        const int held = each.value().toInt();
        // without ids, one object may come up in two lists
        if (hints ? listed != held : listed < held)
            missing << QStringLiteral("%1: holds %2, lists %3").arg(each.key()).arg(held).arg(listed);
    }
    if (!missing.isEmpty())
        qWarning() << kinds;
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
}

QTEST_GUILESS_MAIN(ManagerInventoryTest)
#include "tst_managerinventory.moc"
