// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudmanagerclient.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTcpSocket>
#include <QtTest>
#include <demo/server.h>
#include <thread>

using namespace nephoscope::demo;
using namespace nephoscope::demo::cloudmanager;

class CloudManagerWalk : public QObject {
    Q_OBJECT
private slots:
    void gatewayServicesAnswer_data();
    void gatewayServicesAnswer();
    void accountsAreMadeAndDeleted();
    void whoIsLetIntoAWorkspaceSeesItsSystems();
    void sameSeedSameWorld();
    void scaleAddsVolumes();
    void threadsDoNotDisturbEachOther();
    void anythingMayBeSentWithoutHarm_data();
    void anythingMayBeSentWithoutHarm();
    void sharedClientRequestsAreUnderstood();
    void servesOverHttp();

private:
    QString accountId(Client &client);
};

QString CloudManagerWalk::accountId(Client &client)
{
    const Got got = client.send("GET", "/tenancy/account", {}, client.credentials);
    return got.array().first().toObject().value(QLatin1String("accountPublicId")).toString();
}

void CloudManagerWalk::gatewayServicesAnswer_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char *method, const char *path, const char *body, int status) {
        QTest::newRow(qPrintable(QString::fromLatin1("%1 %2").arg(QLatin1String(method), QLatin1String(path))))
            << QByteArray(method) << QByteArray(path) << QByteArray(body) << status;
    };
    row("GET", "/tenancy/account", "", 200);
    row("GET", "/tenancy/account/ACCOUNT", "", 200);
    row("GET", "/tenancy/account/account-nobody00", "", 404);
    row("GET", "/tenancy/account/ACCOUNT/workspace", "", 200);
    row("POST", "/tenancy/account/ACCOUNT/workspace/Annex", "", 200);
    row("PATCH", "/tenancy/account/ACCOUNT/workspace/TENANT", R"({"newName":"Piers"})", 200);
    row("DELETE", "/tenancy/account/ACCOUNT/workspace/TENANT", "", 400);
    row("GET", "/tenancy/account/ACCOUNT/users", "", 200);
    row("GET", "/tenancy/account/ACCOUNT/service-accounts", "", 200);
    row("POST", "/tenancy/account/ACCOUNT/service-account", R"({"serviceAccountName":"r","rolePublicId":"Role-2"})",
        200);
    row("POST", "/tenancy/account/ACCOUNT/rename/no%20blanks", "", 400);
    row("POST", "/tenancy/account/no%20blanks", "{}", 400);
    row("DELETE", "/tenancy/account/ACCOUNT", "", 400); // it is in use
    row("POST", "/tenancy/account/ACCOUNT/leave", "", 400); // there is no other administrator
    row("POST", "/tenancy/account/ACCOUNT/associate",
        R"({"associatedEmail":"nobody@x.example","rolePublicId":"Role-2"})", 404);
    row("POST", "/tenancy/account/ACCOUNT/disassociate", R"({"associatedUserPublicId":"nobody"})", 404);
    row("GET", "/tenancy/account/ACCOUNT/workspace/TENANT/agents", "", 200);
    row("POST", "/tenancy/account/ACCOUNT/workspace/TENANT/add-user/nobody", "", 404);
    row("POST", "/tenancy/account/ACCOUNT/workspace/TENANT/add-agent/nobody", "", 404);
    row("GET", "/tenancy/resource", "", 200);
    row("DELETE", "/tenancy/resource/nothing", "", 404);
    row("GET", "/agents-mgmt/agent?account_id=ACCOUNT", "", 200);
    row("GET", "/agents-mgmt/agent/nobodyclients", "", 404);
    row("GET", "/fsx-ontap/working-environments/ACCOUNT?provider-details=true", "", 200);
    row("GET", "/fsx-ontap/aws-credentials/ACCOUNT", "", 200);
    row("GET", "/audit/ACCOUNT", "", 200);
    row("GET", "//audit//ACCOUNT/options", "", 200);
    row("GET", "/nothing", "", 404);
}

void CloudManagerWalk::gatewayServicesAnswer()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    Client client;
    QVERIFY(client.signIn());
    const QJsonArray tenants = client.get(QStringLiteral("/tenants")).array();
    path.replace("ACCOUNT", accountId(client).toLatin1());
    path.replace("TENANT", tenants.first().toObject().value(QLatin1String("publicId")).toString().toLatin1());
    const Got got = client.send(method, path, body, client.credentials);
    QVERIFY2(got.status == status, got.body.constData());
    QVERIFY(got.requestId().isEmpty());
}

void CloudManagerWalk::accountsAreMadeAndDeleted()
{
    Client client;
    QVERIFY(client.signIn());
    const auto ask = [&](const char *method, const QString &path, const QByteArray &body = {}) {
        return client.send(method, path.toUtf8(), body, client.credentials);
    };
    const QString made = ask("POST", QStringLiteral("/tenancy/account/Annex-2"), R"({"isSaasDisabled":true})")
                             .object()
                             .value(QLatin1String("accountPublicId"))
                             .toString();
    const QString account = QStringLiteral("/tenancy/account/") + made;
    QCOMPARE(ask("GET", account).object().value(QLatin1String("isSaas")), QJsonValue(false));
    QCOMPARE(ask("GET", QStringLiteral("/tenancy/account")).array().size(), 2);
    QCOMPARE(ask("GET", account + QStringLiteral("/workspace")).array().size(), 1);
    QCOMPARE(ask("GET", account + QStringLiteral("/users")).array().size(), 1); // who made it

    const DemoUser other = client.user(QStringLiteral("Tenant administrator"));
    const QByteArray invitation = R"({"associatedEmail":")" + other.user.toUtf8() + R"(","rolePublicId":"Role-2"})";
    const Got added = ask("POST", account + QStringLiteral("/associate"), invitation);
    QCOMPARE(added.object().value(QLatin1String("email")).toString(), other.user);
    QCOMPARE(ask("GET", account + QStringLiteral("/users")).array().size(), 2);
    const QByteArray farewell = R"({"associatedUserPublicId":")"
        + added.object().value(QLatin1String("userPublicId")).toString().toUtf8() + R"("})";
    QCOMPARE(ask("POST", account + QStringLiteral("/disassociate"), farewell).status, 204);
    QCOMPARE(ask("POST", account + QStringLiteral("/leave")).status, 400); // nobody would be left
    QCOMPARE(ask("DELETE", account).status, 204);
    QCOMPARE(ask("GET", account).status, 404);
}

void CloudManagerWalk::whoIsLetIntoAWorkspaceSeesItsSystems()
{
    Client client;
    QVERIFY(client.signIn());
    const QString account = QStringLiteral("/tenancy/account/") + accountId(client);
    const DemoUser other = client.user(QStringLiteral("Tenant administrator"));
    QString id;
    for (const QJsonValue &user :
        client.send("GET", (account + QStringLiteral("/users")).toUtf8(), {}, client.credentials).array()) {
        if (user[QLatin1String("email")].toString() == other.user)
            id = user[QLatin1String("userPublicId")].toString();
    }
    const auto seen = [](Client &asked) {
        const auto kept = asked.credentials;
        qsizetype systems = 0;
        if (asked.signIn(QStringLiteral("Tenant administrator"))) {
            const QJsonObject lists = asked.get(QStringLiteral("/working-environments")).object();
            for (const QJsonValue &list : lists)
                systems += list.toArray().size();
        }
        asked.credentials = kept;
        return systems;
    };
    const qsizetype before = seen(client);
    for (const QJsonValue &workspace :
        client.send("GET", (account + QStringLiteral("/workspace")).toUtf8(), {}, client.credentials).array()) {
        const QString path = QStringLiteral("%1/workspace/%2/add-user/%3")
                                 .arg(account, workspace[QLatin1String("workspacePublicId")].toString(), id);
        QCOMPARE(client.send("POST", path.toUtf8(), {}, client.credentials).status, 204);
    }
    QVERIFY(seen(client) > before);
}

void CloudManagerWalk::sameSeedSameWorld()
{
    const auto world = [](quint32 seed) {
        SiteOptions options;
        options.seed = seed;
        options.vms = 20;
        Client client(options);
        QByteArray text;
        if (client.signIn()) {
            const QString id = client.systemId(QStringLiteral("harbourcvo1"));
            text = client.get(QStringLiteral("/working-environments")).body
                + client.get(QStringLiteral("/accounts")).body
                + client.get(QStringLiteral("/vsa/volumes?workingEnvironmentId=") + id).body
                + client.get(QStringLiteral("/audit")).body;
        }
        return text;
    };
    const QByteArray one = world(3);
    QVERIFY(one.size() > 10'000);
    QCOMPARE(world(3), one);
    QVERIFY(world(4) != one);
}

void CloudManagerWalk::scaleAddsVolumes()
{
    SiteOptions options;
    options.vms = 7000;
    Client client(options);
    QVERIFY(client.signIn());
    const QString id = client.systemId(QStringLiteral("harbourcvo1"));
    QElapsedTimer timer;
    timer.start();
    const QJsonArray volumes = client.get(QStringLiteral("/vsa/volumes?workingEnvironmentId=") + id).array();
    qInfo() << volumes.size() << "volumes in" << timer.elapsed() << "ms";
    QVERIFY(volumes.size() > 900);
    QSet<QString> names;
    for (const QJsonValue &volume : volumes)
        names.insert(volume.toObject().value(QLatin1String("name")).toString());
    QCOMPARE(names.size(), volumes.size());
}

void CloudManagerWalk::threadsDoNotDisturbEachOther()
{
    Client client;
    QVERIFY(client.signIn());
    const QStringList roots{QStringLiteral("vsa:harbourcvo1"), QStringLiteral("aws/ha:harbourha1"),
        QStringLiteral("azure/vsa:atlaslab"), QStringLiteral("gcp/vsa:pelicandata")};
    std::atomic<int> good = 0;
    std::vector<std::thread> threads;
    for (const QString &root : roots) {
        const QString base = QLatin1Char('/') + root.section(QLatin1Char(':'), 0, 0);
        const QString id = client.systemId(root.section(QLatin1Char(':'), 1));
        threads.emplace_back([&client, &good, base, id] {
            for (int i = 0; i < 25; ++i) {
                const QByteArray tags = R"({"tags":[{"tagKey":"n","tagValue":")" + QByteArray::number(i) + R"("}]})";
                const QString item = base + QStringLiteral("/working-environments/") + id;
                const Got changed = client.put(item + QStringLiteral("/user-tags"), tags);
                const Got list = client.get(base + QStringLiteral("/volumes?workingEnvironmentId=") + id);
                client.pass(3);
                const bool known = client.task(changed.requestId()) == 1;
                good += changed.status == 202 && list.status == 200 && known ? 1 : 0;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(good.load(), 100);
}

void CloudManagerWalk::anythingMayBeSentWithoutHarm_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing") << QByteArray() << 400;
    QTest::newRow("no JSON") << QByteArray("name=aggr9") << 400;
    QTest::newRow("cut off") << QByteArray(R"({"name":)") << 400;
    QTest::newRow("a list") << QByteArray("[1,2]") << 400;
    QTest::newRow("a number") << QByteArray("7") << 400;
    QTest::newRow("wrong types") << QByteArray(R"({"workingEnvironmentId":["x"],"name":{},"diskSize":7})") << 400;
    QTest::newRow("bad UTF-8") << QByteArray("{\"workingEnvironmentId\":\"\xff\xfe\"}") << 400;
    QTest::newRow("deep") << QByteArray(200'000, '[') << 400;
    QTest::newRow("huge number") << QByteArray(R"({"workingEnvironmentId":"ID","name":"a9","numberOfDisks":1e300})")
                                 << 400;
}

void CloudManagerWalk::anythingMayBeSentWithoutHarm()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    Client client;
    QVERIFY(client.signIn());
    body.replace("ID", client.systemId(QStringLiteral("harbourcvo1")).toLatin1());
    QCOMPARE(client.post(QStringLiteral("/vsa/aggregates"), body).status, status);
    QCOMPARE(client.get(QStringLiteral("/vsa/aggregates?workingEnvironmentId=%00%ff%2e%2e")).status, 404);
}

/// What a public client was seen to send, with the world's own names put in.
void CloudManagerWalk::sharedClientRequestsAreUnderstood()
{
    const QDir folder(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/../shared/api/cloud-manager-samples"));
    const QDir elsewhere(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/../../shared/api/cloud-manager-samples"));
    const QDir &samples = folder.exists() ? folder : elsewhere;
    int sent = 0;
    const auto files = samples.entryInfoList({QStringLiteral("client-*.json")}, QDir::Files);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        Client client;
        QVERIFY(client.signIn());
        const QString tenant = client.get(QStringLiteral("/tenants"))
                                   .array()
                                   .first()
                                   .toObject()
                                   .value(QLatin1String("publicId"))
                                   .toString();
        QByteArray text = file.readAll();
        text.replace("VsaWorkingEnvironment-Aw5Xk2Pq", client.systemId(QStringLiteral("harbourcvo1")).toLatin1());
        text.replace("svm_awscvo1", "svm_harbourcvo1");
        text.replace("workspace-Tn1Ab2Cd", tenant.toLatin1());
        text.replace("account-De3Mo9aB", accountId(client).toLatin1());
        text.replace("{refreshToken}", client.user(QStringLiteral("Refresh token")).password.toLatin1());
        text.replace("{password}", "Example-Pass1");
        text.replace("/svm_harbourcvo1/vol1", "/svm_harbourcvo1/manifests");
        if (info.fileName().contains(QLatin1String("cifs-server-create"))) { // there is one, which has to go first
            const QString path =
                QStringLiteral("/vsa/working-environments/") + client.systemId(QStringLiteral("harbourcvo1"));
            QCOMPARE(client.post(path + QStringLiteral("/delete-cifs"), "{}").status, 202);
            client.pass(5);
        }
        const QJsonObject sample = QJsonDocument::fromJson(text).object();
        const QByteArray path = at(sample, "request.path").toString().toUtf8();
        const QJsonValue body = at(sample, "request.body");
        const Got got = client.send(at(sample, "request.method").toString().toLatin1(), path,
            body.isObject() ? QJsonDocument(body.toObject()).toJson() : QByteArray(), client.credentials);
        QVERIFY2(got.status == at(sample, "response.status").toInt(),
            qPrintable(info.fileName() + QLatin1Char(' ') + QString::fromUtf8(got.body.left(400))));
        ++sent;
    }
    qInfo() << sent << "shared files";
}

void CloudManagerWalk::servesOverHttp()
{
    ServerOptions options;
    options.platform = QStringLiteral("cloud-manager");
    options.site.setUp = false;
    auto server = Server::start(options);
    QVERIFY(server.has_value());
    const QUrl url((*server)->url());
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.write("GET /occm/api//occm/config HTTP/1.1\r\nHost: anything.example\r\nConnection: close\r\n\r\n");
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    const QByteArray answer = socket.readAll();
    QVERIFY2(answer.startsWith("HTTP/1.1 420"), answer.constData());
    QVERIFY(answer.toLower().contains("oncloud-request-id: "));
    QVERIFY(answer.endsWith(R"({"message":"OCCM must be setup before performing this operation."})"));
}

QTEST_GUILESS_MAIN(CloudManagerWalk)
#include "tst_cloudmanagerwalk.moc"
