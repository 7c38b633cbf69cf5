// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "base/storefile.h"
#include "connect/connections.h"
#include "connect/profiles.h"
#include "connect/sitetraces.h"
#include "editor/draftstore.h"
#include "inventory/offlinecopy.h"
#include "platform/platform.h"
#include "setup/setupstore.h"
#include "stores/stores.h"

#include <QDir>
#include <QStandardPaths>
#include <QtTest>

using namespace nephoscope;

namespace {

/// A keychain in memory.
class Ring : public SecretStore {
public:
    Async<Credential> read(QString id) override { co_return secrets.value(id); }
    Async<bool> write(QString id, Credential secret) override
    {
        secrets.insert(id, secret);
        co_return true;
    }
    Async<bool> remove(QString id) override
    {
        secrets.remove(id);
        co_return true;
    }

    QHash<QString, Credential> secrets;
};

} // namespace

/// Removing a site removes what was kept of it, and of no other.
class TestForget : public QObject {
    Q_OBJECT
private slots:
    void nothingOfTheSiteStays();
    void whatWouldBeLostIsSaidBefore();

private:
    Profile site(const QString &id);
    void leaveTraces(const Profile &profile);
    QStringList traces(const Profile &profile) const;

    QTemporaryDir m_folder;
    OwnHome m_home{m_folder.path()};
    Ring m_ring;
};

Profile TestForget::site(const QString &id)
{
    Profile profile;
    profile.id = id;
    profile.name = id;
    profile.url = QUrl(QStringLiteral("https://%1.example").arg(id));
    profile.staySignedIn = true;
    profile.pins << Pin(authorityOf(profile.url), "aa:bb");
    profile.route.proxy = Route::Proxy::Http;
    profile.route.proxyUser = QStringLiteral("gate");
    profile.route.certificateFile = QStringLiteral("client.pem");
    return profile;
}

void TestForget::leaveTraces(const Profile &profile)
{
    for (const char *entry : {"", "/proxy", "/key"})
        m_ring.secrets.insert(profile.id + QLatin1String(entry), Secret("s"));
    Draft draft(*Document::parse(R"({"a":""})", "application/json"));
    QVERIFY(draft.set(Path(QStringLiteral("a")), Value::text(QStringLiteral("x"))));
    const Ref object(profile.url.resolved(QUrl(QStringLiteral("/vm"))), QStringLiteral("vm"));
    QCOMPARE(DraftStore::keep(profile.id, object, draft, {}), QString());
    OfflineCopy copy;
    copy.store = std::make_shared<RecordStore>();
    copy.readAt = QDateTime::currentDateTimeUtc();
    QVERIFY(OfflineCopy::write(OfflineCopy::fileName(profile.id, profile.url), copy));
    const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QVERIFY(StoreFile::write(data + QStringLiteral("/setup/")
            + QString::fromLatin1(profile.url.authority().toUtf8().toHex()) + QStringLiteral(".json"),
        "{}"));
    QVERIFY(StoreFile::write(data + QStringLiteral("/journal/journal.sqlite"), "the journal"));
}

QStringList TestForget::traces(const Profile &profile) const
{
    QStringList found;
    for (auto secret = m_ring.secrets.cbegin(); secret != m_ring.secrets.cend(); ++secret) {
        if (secret.key().startsWith(profile.id))
            found << QStringLiteral("secret ") + secret.key();
    }
    if (DraftStore::count(profile.id) > 0)
        found << QStringLiteral("drafts");
    if (QFile::exists(OfflineCopy::fileName(profile.id, profile.url)))
        found << QStringLiteral("lists");
    if (SetUpStore(profile.url).isThere())
        found << QStringLiteral("answers");
    return found;
}

void TestForget::nothingOfTheSiteStays()
{
    Settings settings(m_folder.filePath(QStringLiteral("settings.ini")));
    Profiles profiles(settings);
    Nobody nobody;
    Sites sites;
    Connections connections(settings, profiles, m_ring, nobody, sites);
    const Profile gone = site(QStringLiteral("gone"));
    const Profile stays = site(QStringLiteral("stays"));
    for (const Profile &profile : {gone, stays}) {
        profiles.put(profile);
        leaveTraces(profile);
        QCOMPARE(traces(profile).size(), 6);
    }
    connections.forget(gone.id);
    QTRY_COMPARE(traces(gone), QStringList());
    QVERIFY(!profiles.find(gone.id)); // its certificates with it
    QVERIFY(settings.sync());
    QFile file(m_folder.filePath(QStringLiteral("settings.ini")));
    QVERIFY(file.open(QFile::ReadOnly));
    QVERIFY(!file.readAll().contains("gone.example"));
    QCOMPARE(traces(stays).size(), 6);
    QVERIFY(QFile::exists(
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/journal/journal.sqlite")));
}

void TestForget::whatWouldBeLostIsSaidBefore()
{
    const Profile profile = site(QStringLiteral("asked"));
    QCOMPARE(SiteTraces(profile).loss(), QString());
    leaveTraces(profile);
    const QString loss = SiteTraces(profile).loss();
    QVERIFY2(loss.contains(QStringLiteral("Unsent changes")), qPrintable(loss));
    QVERIFY2(loss.contains(QStringLiteral("set-up")), qPrintable(loss));
}

QTEST_GUILESS_MAIN(TestForget)
#include "tst_forget.moc"
