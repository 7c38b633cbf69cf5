// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace nephoscope;

namespace {

/// One run of `nephoscope --inventory`, without display.
struct Run {
    int status = -1;
    QByteArray out;
    QByteArray err;
};

} // namespace

/// The command as a script would use it: arguments, environment, standard streams, exit status.
class InventoryCommandTest : public QObject {
    Q_OBJECT
private slots:
    void recordingIsWrittenWithoutDisplayOrNetwork();
    void siteIsWrittenAsCsvIntoAFile();
    void aFailedBranchIsListedAndTheRestIsWritten();
    void wrongPasswordWritesNothing();
    void missingSecretIsAskedFor();
    void certificateMustBeNamed();
    void withoutHintsTheSiteSpeaksForItself();
    void oneListIsWrittenWholeByNameAndByAddress();
    void aListThatIsNoneWritesNothing();

private:
    Run run(const QStringList &arguments, const QByteArray &password = {});
    std::unique_ptr<demo::Server> director(bool tls, const QByteArray &misfortunes = {});

    QTemporaryDir m_folder;
};

Run InventoryCommandTest::run(const QStringList &arguments, const QByteArray &password)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("DISPLAY"));
    environment.remove(QStringLiteral("QT_QPA_PLATFORM"));
    if (!password.isEmpty())
        environment.insert(QStringLiteral("NEPHOSCOPE_PASSWORD"), QString::fromUtf8(password));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(NEPHOSCOPE_BIN_DIR "/nephoscope"),
        arguments + QStringList{QStringLiteral("--settings"), m_folder.filePath(QStringLiteral("settings.ini"))});
    Run result;
    if (!process.waitForFinished(60000))
        return result;
    result.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

std::unique_ptr<demo::Server> InventoryCommandTest::director(bool tls, const QByteArray &misfortunes)
{
    demo::ServerOptions options;
    options.platform = QStringLiteral("cloud-director");
    options.tls = tls;
    if (!misfortunes.isEmpty()) {
        options.misfortunesFile = m_folder.filePath(QStringLiteral("misfortunes.json"));
        QFile file(options.misfortunesFile);
        if (!file.open(QFile::WriteOnly) || file.write(misfortunes) != misfortunes.size())
            return nullptr;
    }
    auto server = demo::Server::start(options);
    return server ? std::move(*server) : nullptr;
}

void InventoryCommandTest::recordingIsWrittenWithoutDisplayOrNetwork()
{
    const Run done = run({QStringLiteral("--inventory"), QStringLiteral("json"),
        QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/tests/data/session/small.har")});
    QVERIFY2(done.status == 0, done.err.constData());
    const QJsonArray rows = QJsonDocument::fromJson(done.out).array();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0][QLatin1String("name")].toString(), QStringLiteral("acme"));
    QCOMPARE(rows[0][QLatin1String("kind")].toString(), QStringLiteral("org"));
    QCOMPARE(rows[1][QLatin1String("kind")].toString(), QStringLiteral("user"));
}

void InventoryCommandTest::siteIsWrittenAsCsvIntoAFile()
{
    const auto server = director(false);
    QVERIFY(server);
    const QString output = m_folder.filePath(QStringLiteral("out.csv"));
    const Run done = run({QStringLiteral("--inventory"), QStringLiteral("csv"), QStringLiteral("--output"), output,
                             QStringLiteral("--site"), server->url(), QStringLiteral("--user"), QStringLiteral("ada"),
                             QStringLiteral("--org"), QStringLiteral("acme")},
        "demo");
    QVERIFY2(done.status == 0, done.err.constData());
    QVERIFY(done.out.isEmpty());
    QFile file(output);
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.startsWith("id,kind,name,href,parent,state\r\n"));
    QVERIFY(text.contains(",vm,web-1,"));
    QVERIFY(!done.err.contains("demo,") && !text.contains("Bearer"));
}

void InventoryCommandTest::aFailedBranchIsListedAndTheRestIsWritten()
{
    const auto server = director(false, R"([{"method":"GET","path":"/api/catalog/*","status":500,"body":"broken"}])");
    QVERIFY(server);
    const Run done =
        run({QStringLiteral("--inventory"), QStringLiteral("json"), QStringLiteral("--site"), server->url(),
                QStringLiteral("--user"), QStringLiteral("ada"), QStringLiteral("--org"), QStringLiteral("acme")},
            "demo");
    QCOMPARE(done.status, 2);
    QVERIFY(done.err.contains("Not read: catalog"));
    QVERIFY(QJsonDocument::fromJson(done.out).array().size() > 50);
}

void InventoryCommandTest::wrongPasswordWritesNothing()
{
    const auto server = director(false);
    QVERIFY(server);
    const Run done =
        run({QStringLiteral("--inventory"), QStringLiteral("json"), QStringLiteral("--site"), server->url(),
                QStringLiteral("--user"), QStringLiteral("ada"), QStringLiteral("--org"), QStringLiteral("acme")},
            "not-the-password");
    QCOMPARE(done.status, 1);
    QVERIFY(done.out.isEmpty());
    QVERIFY(!done.err.isEmpty());
    QVERIFY(!done.err.contains("not-the-password"));
}

void InventoryCommandTest::missingSecretIsAskedFor()
{
    const Run done = run({QStringLiteral("--inventory"), QStringLiteral("json"), QStringLiteral("--site"),
        QStringLiteral("http://127.0.0.1:9")});
    QCOMPARE(done.status, 1);
    QVERIFY(done.err.contains("NEPHOSCOPE_PASSWORD"));
}

void InventoryCommandTest::certificateMustBeNamed()
{
    const auto server = director(true);
    QVERIFY(server);
    const QStringList arguments{QStringLiteral("--inventory"), QStringLiteral("json"), QStringLiteral("--site"),
        server->url(), QStringLiteral("--user"), QStringLiteral("ada"), QStringLiteral("--org"),
        QStringLiteral("acme")};
    const Run refused = run(arguments, "demo");
    QCOMPARE(refused.status, 1);
    const qsizetype at = refused.err.indexOf("--trust ");
    QVERIFY2(at > 0, refused.err.constData());
    const QString fingerprint = QString::fromLatin1(refused.err.mid(at + 8, 95));
    const Run trusted = run(arguments + QStringList{QStringLiteral("--trust"), fingerprint}, "demo");
    QVERIFY2(trusted.status == 0, trusted.err.constData());
}

void InventoryCommandTest::withoutHintsTheSiteSpeaksForItself()
{
    demo::ServerOptions options;
    options.platform = QStringLiteral("cloud-manager");
    const auto server = demo::Server::start(options);
    QVERIFY(server);
    const demo::DemoUser user = (*server)->site().users().first();
    const Run done = run({QStringLiteral("--inventory"), QStringLiteral("json"), QStringLiteral("--no-hints"),
                             QStringLiteral("--site"), (*server)->url(), QStringLiteral("--user"), user.user,
                             QStringLiteral("--method"), QStringLiteral("local-session")},
        user.password.toUtf8());
    QVERIFY2(done.status == 0, done.err.constData());
    QSet<QString> kinds;
    const QJsonArray rows = QJsonDocument::fromJson(done.out).array();
    for (const QJsonValue &row : rows)
        kinds.insert(row[QLatin1String("kind")].toString());
    QVERIFY(kinds.contains(QStringLiteral("working-environments")) && kinds.contains(QStringLiteral("volumes")));
    QVERIFY(!kinds.contains(QStringLiteral("workingEnvironment")));
}

void InventoryCommandTest::oneListIsWrittenWholeByNameAndByAddress()
{
    demo::ServerOptions options;
    options.platform = QStringLiteral("cloud-director");
    options.site.vms = 300; // more than one page
    const auto server = demo::Server::start(options);
    QVERIFY(server);
    const QStringList site{QStringLiteral("--site"), (*server)->url(), QStringLiteral("--user"), QStringLiteral("ada"),
        QStringLiteral("--org"), QStringLiteral("acme"), QStringLiteral("--list")};
    const Run named = run(
        QStringList{QStringLiteral("--inventory"), QStringLiteral("csv")} + site + QStringList{QStringLiteral("vm")},
        "demo");
    QVERIFY2(named.status == 0, named.err.constData());
    const QList<QByteArray> lines = named.out.trimmed().split('\n');
    const QList<QByteArray> columns = lines.first().trimmed().split(',');
    QVERIFY(columns.contains("name") && columns.contains("href") && columns.contains("status"));
    QVERIFY2(
        named.err.contains(QByteArray::number(lines.size() - 1) + " records, 0 pages not read"), named.err.constData());

    const QString output = m_folder.filePath(QStringLiteral("machines.json"));
    const Run addressed = run(QStringList{QStringLiteral("--inventory"), QStringLiteral("json"),
                                  QStringLiteral("--output"), output, QStringLiteral("--quiet")}
            + site + QStringList{QStringLiteral("/api/query?type=vm&format=records")},
        "demo");
    QVERIFY2(addressed.status == 0, addressed.err.constData());
    QFile file(output);
    QVERIFY(file.open(QFile::ReadOnly));
    const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).array();
    QCOMPARE(rows.size(), lines.size() - 1);
    QSet<QString> addresses;
    for (const QJsonValue &row : rows)
        addresses.insert(row[QLatin1String("href")].toString());
    QCOMPARE(addresses.size(), rows.size());
    QVERIFY(!addresses.contains(QString()));
}

void InventoryCommandTest::aListThatIsNoneWritesNothing()
{
    const auto server = director(false);
    QVERIFY(server);
    for (const char *list : {"no-such-things", "/api/no-such-place"}) {
        const Run done =
            run({QStringLiteral("--inventory"), QStringLiteral("csv"), QStringLiteral("--site"), server->url(),
                    QStringLiteral("--user"), QStringLiteral("ada"), QStringLiteral("--org"), QStringLiteral("acme"),
                    QStringLiteral("--list"), QLatin1String(list)},
                "demo");
        QVERIFY2(done.status == 1, list);
        QVERIFY2(done.out.isEmpty(), done.out.constData());
        QVERIFY(!done.err.isEmpty());
    }
}

QTEST_GUILESS_MAIN(InventoryCommandTest)
#include "tst_command.moc"
