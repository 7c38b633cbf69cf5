// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "demo/server.h"
#include "inventory/inventorycommand.h"
#include "session/connector.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace nephoscope;

namespace {

/// What a walk of a demo site found.
struct Found {
    QList<WalkRow> rows;
    QList<WalkFailure> failures;
    QJsonObject held; ///< what the site says this user can see: counts and ids by kind
    std::optional<Error> error;

    QStringList names(const QString &kind) const
    {
        QStringList result;
        for (const WalkRow &row : rows) {
            if (row.kind == kind)
                result << row.name;
        }
        result.sort();
        return result;
    }
};

QCoro::Task<void> walk(Connector *connector, Profile profile, Credential secret, Found *found, bool *done)
{
    auto session = co_await connector->connectTo(profile);
    if (!session) {
        found->error = session.error();
    } else {
        auto access = co_await (*session)->signIn(secret);
        if (!access) {
            found->error = access.error();
        } else {
            const auto run = std::make_shared<Walk>(*session);
            co_await run->run();
            found->rows = run->rows();
            found->failures = run->failures();
            const QUrl held = profile.url.resolved(QUrl(QStringLiteral("/demo/inventory")));
            auto reply = co_await (*session)->send(Request::get(held));
            if (reply)
                found->held = QJsonDocument::fromJson(reply->body()).object();
        }
        (*session)->close();
    }
    *done = true;
}

} // namespace

/// Whole demo sites, walked over real HTTP.
class InventoryTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void directorIsWalkedCompletely_data();
    void directorIsWalkedCompletely();
    void managerIsWalkedCompletely_data();
    void managerIsWalkedCompletely();
    void csvIsSafeInASpreadsheet();
    void jsonHoldsEveryRow();

private:
    void compareWithHeld(const Found &found);
    Found walked(const Profile &profile, const QByteArray &secret);
    const demo::DemoUser &userOf(demo::Server &server, const char *role) const;

    QHash<QString, QStringList> m_found;
    QTemporaryDir m_folder;
    std::unique_ptr<demo::Server> m_director;
    std::unique_ptr<demo::Server> m_manager;
};

void InventoryTest::initTestCase()
{
    demo::ServerOptions options;
    options.platform = QStringLiteral("cloud-director");
    options.site.speed = 1000;
    auto director = demo::Server::start(options);
    QVERIFY(director);
    m_director = std::move(*director);
    options.platform = QStringLiteral("cloud-manager");
    auto manager = demo::Server::start(options);
    QVERIFY(manager);
    m_manager = std::move(*manager);
}

Found InventoryTest::walked(const Profile &profile, const QByteArray &secret)
{
    const Settings settings(m_folder.filePath(QStringLiteral("settings.ini")));
    Nobody nobody;
    Connector connector(settings, nobody);
    Found found;
    bool done = false;
    QCoro::connect(walk(&connector, profile, Credential(secret), &found, &done), this, [] {});
    if (!QTest::qWaitFor([&done] { return done; }, 120000))
        found.error = Error(Error::Kind::Offline, QStringLiteral("the walk did not end"));
    return found;
}

const demo::DemoUser &InventoryTest::userOf(demo::Server &server, const char *role) const
{
    static demo::DemoUser none;
    static QList<demo::DemoUser> kept;
    kept = server.site().users();
    for (const demo::DemoUser &user : std::as_const(kept)) {
        if (user.role.contains(QLatin1String(role), Qt::CaseInsensitive))
            return user;
    }
    return none;
}

void InventoryTest::directorIsWalkedCompletely_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("representation");
    QTest::addColumn<QString>("role");
    for (const char *version : {"5.5", "9.0", "30.0", "31.0", "36.0", "38.0"}) {
        for (const char *representation : {"xml", "json"}) {
            for (const char *role : {"system administrator", "organization administrator"})
                QTest::addRow("%s %s %s", version, representation, role) << version << representation << role;
        }
    }
}

void InventoryTest::directorIsWalkedCompletely()
{
    QFETCH(QString, version);
    QFETCH(QString, representation);
    QFETCH(QString, role);
    const demo::DemoUser user = userOf(*m_director, qPrintable(role));
    QVERIFY(!user.user.isEmpty());
    Profile profile;
    profile.url = QUrl(m_director->url() + QLatin1Char('/'));
    profile.user = user.user;
    profile.organization = user.organization;
    profile.apiVersion = version;
    profile.representation = representation;
    const Found found = walked(profile, user.password.toUtf8());
    QVERIFY2(!found.error, found.error ? qPrintable(found.error->message()) : "");
    for (const WalkFailure &failure : found.failures)
        qWarning() << failure.ref.kind() << failure.ref.href() << failure.error.message();
    QCOMPARE(found.failures.size(), 0);
    QSet<QString> ids;
    for (const WalkRow &row : found.rows) {
        QVERIFY2(!row.kind.isEmpty() && !row.href.isEmpty(), qPrintable(row.href));
        QVERIFY2(row.id.isEmpty() || !ids.contains(row.id.toLower()), qPrintable(row.id));
        ids.insert(row.id.toLower());
    }
    compareWithHeld(found);
    if (QTest::currentTestFailed())
        return;
    qInfo("%s: %lld resources, %lld machines", qPrintable(version), qlonglong(found.rows.size()),
        qlonglong(found.names(QStringLiteral("vm")).size()));
    // the same objects whatever notation they were asked for in; events grow with every sign-in
    QStringList &others = m_found[version + role];
    QStringList these;
    for (const WalkRow &row : found.rows) {
        if (!row.kind.contains(QLatin1String("event"), Qt::CaseInsensitive) && row.kind != QLatin1String("token"))
            these << row.kind + QLatin1Char(' ') + row.id + QLatin1Char(' ') + row.name;
    }
    these.sort();
    if (others.isEmpty())
        others = these;
    for (const QString &line : std::as_const(others)) {
        if (!these.contains(line))
            qWarning() << "missing" << line;
    }
    for (const QString &line : std::as_const(these)) {
        if (!others.contains(line))
            qWarning() << "more" << line;
    }
    QCOMPARE(these, others);
}

/// The walk lists the objects that the site itself says it holds: the same ids, and as many of each.
void InventoryTest::compareWithHeld(const Found &found)
{
    QSet<QString> listed;
    for (const WalkRow &row : found.rows)
        listed.insert(row.id.toLower());
    const QJsonObject ids = found.held.value(QLatin1String("ids")).toObject();
    const QJsonObject counts = found.held.value(QLatin1String("counts")).toObject();
    QVERIFY(counts.value(QLatin1String("vm")).toInt() > 0);
    QStringList wrong;
    qsizetype held = 0;
    for (auto each = counts.begin(); each != counts.end(); ++each) {
        QSet<QString> ofKind;
        for (const QJsonValue &id : ids.value(each.key()).toArray())
            ofKind.insert(id.toString().toLower());
        held += ofKind.size();
        const QSet<QString> missing = QSet<QString>(ofKind).subtract(listed);
        if (ofKind.size() != each.value().toInt() || !missing.isEmpty()) {
            wrong << QStringLiteral("%1: holds %2, %3 not listed (%4)")
                         .arg(each.key())
                         .arg(each.value().toInt())
                         .arg(missing.size())
                         .arg(missing.values().join(u' '));
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    // and nothing beside them but what has no identity of its own or is not counted there
    static const QSet<QString> uncounted{QStringLiteral("auditEvent"), QStringLiteral("event"), QStringLiteral("token"),
        QStringLiteral("vdcComputePolicy"), QStringLiteral("cloud"), QStringLiteral("extension")};
    qsizetype objects = 0;
    for (const WalkRow &row : found.rows)
        objects += !uncounted.contains(row.kind) && !row.kind.endsWith(QLatin1String("Settings"));
    QCOMPARE(objects, held);
}

void InventoryTest::managerIsWalkedCompletely_data()
{
    QTest::addColumn<QString>("method");
    QTest::newRow("session cookie") << "local-session";
    QTest::newRow("password grant") << "password-grant";
}

void InventoryTest::managerIsWalkedCompletely()
{
    QFETCH(QString, method);
    const demo::DemoUser user = m_manager->site().users().value(0);
    Profile profile;
    profile.url = QUrl(m_manager->url() + QLatin1Char('/'));
    profile.user = user.user;
    profile.method = signInMethodNamed(method);
    const Found found = walked(profile, user.password.toUtf8());
    QVERIFY2(!found.error, found.error ? qPrintable(found.error->message()) : "");
    for (const WalkFailure &failure : found.failures)
        qWarning() << failure.ref.kind() << failure.ref.href() << failure.error.message();
    QCOMPARE(found.failures.size(), 0);
    QHash<QString, int> kinds;
    for (const WalkRow &row : found.rows)
        ++kinds[row.kind];
    qInfo() << kinds;
    for (const WalkRow &row : found.rows) // what stands in arrays inside a system is no system
        QVERIFY2(row.kind != QLatin1String("workingEnvironment") || !row.id.isEmpty(), qPrintable(row.href));
    for (const char *kind :
        {"tenant", "workingEnvironment", "aggregate", "volume", "user", "cloudProviderAccount", "auditGroup"})
        QVERIFY2(kinds.value(QLatin1String(kind)) > 0, kind);
}

void InventoryTest::csvIsSafeInASpreadsheet()
{
    WalkRow row;
    row.kind = QStringLiteral("vm");
    row.name = QStringLiteral("=HYPERLINK(\"http://x\",1)");
    row.state = QStringLiteral("a,b");
    const QByteArray csv = inventoryText({row}, InventoryOptions::Format::Csv);
    QCOMPARE(
        csv, QByteArray("id,kind,name,href,parent,state\r\n,vm,\"'=HYPERLINK(\"\"http://x\"\",1)\",,,\"a,b\"\r\n"));
}

void InventoryTest::jsonHoldsEveryRow()
{
    WalkRow row;
    row.id = QStringLiteral("urn:x");
    row.name = QStringLiteral("näme");
    const QJsonArray list = QJsonDocument::fromJson(inventoryText({row, row}, InventoryOptions::Format::Json)).array();
    QCOMPARE(list.size(), 2);
    QCOMPARE(list[0][QLatin1String("name")].toString(), row.name);
}

QTEST_GUILESS_MAIN(InventoryTest)
#include "tst_inventory.moc"
