// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

using namespace nephoscope::demo;

namespace {

const QString program = QStringLiteral(NEPHOSCOPE_BIN_DIR "/nephoscope-demo");

QJsonObject readyLine(QProcess &process)
{
    while (!process.canReadLine() && process.waitForReadyRead(20'000)) { }
    return QJsonDocument::fromJson(process.readLine()).object();
}

QJsonObject firstSite(const QJsonObject &ready)
{
    return ready.value(QStringLiteral("sites")).toArray().first().toObject();
}

} // namespace

/// The program as people and scripts start it.
class TestProgram : public QObject {
    Q_OBJECT

private slots:
    void saysInOneLineWhereItIsAndWhoMaySignIn();
    void endsOnSignal_data();
    void endsOnSignal();
    void endsWithStandardInput();
    void explainsWrongOptions_data();
    void explainsWrongOptions();
    void writesWhatItServedWithoutSecrets();
    void servesBothPlatformsUnlessTold();
};

void TestProgram::saysInOneLineWhereItIsAndWhoMaySignIn()
{
    QProcess process;
    process.start(program,
        {QStringLiteral("--platform"), QStringLiteral("cloud-director"), QStringLiteral("--tls"),
            QStringLiteral("--until-eof"), QStringLiteral("--public-url"), QStringLiteral("https://cloud.example/")});
    const QJsonObject site = firstSite(readyLine(process));
    QCOMPARE(site.value(QStringLiteral("platform")).toString(), QStringLiteral("cloud-director"));
    const QString url = site.value(QStringLiteral("url")).toString();
    QVERIFY(url.startsWith(QLatin1String("https://127.0.0.1:")));
    const QJsonArray users = site.value(QStringLiteral("users")).toArray();
    QVERIFY(users.size() >= 4);
    for (const QJsonValue &user : users) {
        Client client(url);
        const QString name =
            user[QStringLiteral("user")].toString() + QLatin1Char('@') + user[QStringLiteral("org")].toString();
        QVERIFY(!user[QStringLiteral("role")].toString().isEmpty());
        QCOMPARE(
            client.signIn(name.toUtf8(), "36.0", "xml", user[QStringLiteral("password")].toString().toUtf8()), 200);
        QCOMPARE(rootAttribute(client.get("/api/org").body, "href"), QByteArray("https://cloud.example/api/org/"));
    }
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
}

void TestProgram::endsOnSignal_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("terminate") << SIGTERM;
    QTest::newRow("interrupt") << SIGINT;
}

void TestProgram::endsOnSignal()
{
    QFETCH(int, signal);
    QProcess process;
    process.start(program, {});
    QVERIFY(!readyLine(process).isEmpty());
    ::kill(static_cast<pid_t>(process.processId()), signal);
    QVERIFY(process.waitForFinished(5000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardError(), QByteArray());
}

void TestProgram::endsWithStandardInput()
{
    QProcess process;
    process.start(program, {QStringLiteral("--until-eof")});
    QVERIFY(!readyLine(process).isEmpty());
    process.write("anything\n");
    QVERIFY(!process.waitForFinished(200));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(5000));
    QCOMPARE(process.exitCode(), 0);
}

void TestProgram::explainsWrongOptions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *arguments, const char *says) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments).split(QLatin1Char(' ')) << QByteArray(says);
    };
    row("--nonsense", "nonsense");
    row("--platform other", "\"other\"");
    row("--port 70000", "70000");
    row("--port x", "\"x\"");
    row("--vms -1", "--vms");
    row("--speed 0", "--speed");
    row("--cert a.pem", "--key");
    row("--cert a.pem --key b.pem", "--tls");
    row("--tls --cert /nowhere/a.pem --key /nowhere/b.pem", "/nowhere/a.pem");
    row("--public-url ftp://x", "ftp://x");
    row("--misfortunes /nowhere/script.json", "/nowhere/script.json");
    row("stray", "\"stray\"");
}

void TestProgram::explainsWrongOptions()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    QProcess process;
    process.start(program, arguments);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
    const QByteArray message = process.readAllStandardError();
    QVERIFY2(message.contains(says), message);
    QCOMPARE(message.count('\n'), 1);
}

void TestProgram::writesWhatItServedWithoutSecrets()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("served.har"));
    QProcess process;
    process.start(program,
        {QStringLiteral("--platform"), QStringLiteral("cloud-director"), QStringLiteral("--record"), file,
            QStringLiteral("--until-eof")});
    Client client(firstSite(readyLine(process)).value(QStringLiteral("url")).toString());
    QCOMPARE(client.signIn("ada@acme", "31.0"), 200);
    const QByteArray vms = client.get("/api/query?type=vm&filter=name==web-1").body;
    const QByteArray vm = hrefOf(vms, "VMRecord", "web-1");
    const QByteArray customization = client.get(vm + "/guestCustomizationSection/").body;
    QVERIFY(customization.contains("<AdminPassword>demo-web-1</AdminPassword>"));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QFile har(file);
    QVERIFY(har.open(QIODevice::ReadOnly));
    const QByteArray bytes = har.readAll();
    const QJsonObject log = QJsonDocument::fromJson(bytes).object().value(QStringLiteral("log")).toObject();
    QCOMPARE(log.value(QStringLiteral("version")).toString(), QStringLiteral("1.2"));
    QCOMPARE(log.value(QStringLiteral("entries")).toArray().size(), 3);
    QVERIFY(bytes.contains("GuestCustomizationSection"));
    QVERIFY(!bytes.contains("demo-web-1"));
    QVERIFY(!bytes.contains(basic("ada@acme", "demo").mid(6)));
    QVERIFY(!bytes.contains("eyJ")); // the beginning of every JWT
    QVERIFY(!bytes.contains("Bearer e"));
}

void TestProgram::servesBothPlatformsUnlessTold()
{
    QProcess process;
    process.start(program, {QStringLiteral("--until-eof")});
    const QJsonArray sites = readyLine(process).value(QStringLiteral("sites")).toArray();
    QStringList platforms;
    for (const QJsonValue &site : sites)
        platforms.append(site[QStringLiteral("platform")].toString());
    QCOMPARE(platforms, QStringList({QStringLiteral("cloud-director"), QStringLiteral("cloud-manager")}));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
