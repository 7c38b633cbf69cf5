// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudmanagerclient.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QtTest>
#include <demo/server.h>
#include <thread>

using namespace nephoscope::demo;
using namespace nephoscope::demo::cloudmanager;

namespace {
/// References that lead nowhere on real systems too: nullable scalars and dictionaries.
const QSet<QString> dangling{QStringLiteral("Object"), QStringLiteral("Map[string,string]")};

void collectReferences(const QJsonValue &value, QSet<QString> &names)
{
    for (const QJsonValue &item : value.toArray())
        collectReferences(item, names);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == QLatin1String("$ref") && it->isString())
            names.insert(it->toString());
        else
            collectReferences(*it, names);
    }
}

QStringList variablesOf(const QString &path)
{
    static const QRegularExpression pattern(QStringLiteral("\\{([A-Za-z]+)\\}"));
    QStringList names;
    auto matches = pattern.globalMatch(path);
    while (matches.hasNext())
        names.append(matches.next().captured(1));
    return names;
}
} // namespace

class CloudManagerWalk : public QObject {
    Q_OBJECT
private slots:
    void descriptionsHoldTogether();
    void everyPublishedReadAnswers();
    void describedBodiesMatchWhatIsSent();
    void gatewayServicesAnswer_data();
    void gatewayServicesAnswer();
    void sameSeedSameWorld();
    void scaleAddsVolumes();
    void threadsDoNotDisturbEachOther();
    void anythingMayBeSentWithoutHarm_data();
    void anythingMayBeSentWithoutHarm();
    void sharedClientRequestsAreUnderstood();
    void servesOverHttp();

private:
    QHash<QString, QString> valuesFor(Client &client, const QString &resource);
    QString filled(Client &client, QHash<QString, QString> values, const QString &path);
    QString accountId(Client &client);
};

QString CloudManagerWalk::accountId(Client &client)
{
    const Got got = client.send("GET", "/tenancy/account", {}, client.credentials);
    return got.array().first().toObject().value(QLatin1String("accountPublicId")).toString();
}

/// Values for the variables of a resource's paths, taken from the world.
QHash<QString, QString> CloudManagerWalk::valuesFor(Client &client, const QString &resource)
{
    static const QHash<QString, QString> names{{QStringLiteral("vsa"), QStringLiteral("harbourcvo1")},
        {QStringLiteral("aws-ha"), QStringLiteral("harbourha1")},
        {QStringLiteral("azure-vsa"), QStringLiteral("atlaslab")},
        {QStringLiteral("azure-ha"), QStringLiteral("financeha")},
        {QStringLiteral("gcp-vsa"), QStringLiteral("pelicandata")},
        {QStringLiteral("gcp-ha"), QStringLiteral("pelicanha")},
        {QStringLiteral("onprem"), QStringLiteral("dockside")}};
    const QString family = resource.section(QLatin1Char(':'), 0, 0);
    const QString root =
        names.contains(family) ? QString(family).replace(QLatin1Char('-'), QLatin1Char('/')) : QStringLiteral("vsa");
    const QJsonObject system = client.system(names.value(family, QStringLiteral("harbourcvo1")));
    const QString id = system.value(QLatin1String("publicId")).toString();
    const auto first = [&](const QString &list, const char *member) {
        return client.get(list).array().first().toObject().value(QLatin1String(member)).toString();
    };
    const Got task =
        client.put(QStringLiteral("/occm/config"), R"({"autoUpgrade":"True"})"); // leaves a task and a group
    const Got volumes = client.get(QStringLiteral("/%1/volumes?workingEnvironmentId=%2").arg(root, id));
    const Got files =
        client.send("GET", "/fsx-ontap/working-environments/" + accountId(client).toLatin1(), {}, client.credentials);
    return {{QStringLiteral("workingEnvironmentId"), id}, {QStringLiteral("sourceWorkingEnvironmentId"), id},
        {QStringLiteral("targetWorkingEnvironmentId"), id},
        {QStringLiteral("tenantId"), first(QStringLiteral("/tenants"), "publicId")},
        {QStringLiteral("userId"), first(QStringLiteral("/users"), "publicId")},
        {QStringLiteral("roleId"), QStringLiteral("Role-1")},
        {QStringLiteral("workingEnvironmentName"), QStringLiteral("dockside")},
        {QStringLiteral("svmName"), system.value(QLatin1String("svmName")).toString()},
        {QStringLiteral("volumeName"), volumes.array().last().toObject().value(QLatin1String("name")).toString()},
        {QStringLiteral("aggregateName"), QStringLiteral("aggr1")}, {QStringLiteral("accountId"), accountId(client)},
        {QStringLiteral("service"), QStringLiteral("CloudManager")},
        {QStringLiteral("requestId"), QString::fromLatin1(task.requestId())},
        {QStringLiteral("keyManagerId"), first(QStringLiteral("/occm/encryption/key-managers"), "publicId")},
        {QStringLiteral("fileSystemId"), files.array().first().toObject().value(QLatin1String("id")).toString()}};
}

/// The path with its variables filled in; empty where one is not known.
QString CloudManagerWalk::filled(Client &client, QHash<QString, QString> values, const QString &path)
{
    if (path.startsWith(QLatin1String("/accounts/"))) {
        static const QHash<QString, QString> lists{{QStringLiteral("azure"), QStringLiteral("azureAccounts")},
            {QStringLiteral("gcp"), QStringLiteral("gcpStorageAccounts")},
            {QStringLiteral("nss"), QStringLiteral("nssAccounts")}};
        const QString list = lists.value(path.section(QLatin1Char('/'), 2, 2), QStringLiteral("awsAccounts"));
        const QJsonArray accounts = client.get(QStringLiteral("/accounts")).object().value(list).toArray();
        values.insert(QStringLiteral("cloudProviderAccountId"),
            accounts.first().toObject().value(QLatin1String("publicId")).toString());
    }
    QString whole = path;
    for (const QString &name : variablesOf(path)) {
        if (values.value(name).isEmpty())
            return {};
        whole.replace(QLatin1Char('{') + name + QLatin1Char('}'), values.value(name));
    }
    return whole
        + QStringLiteral("?workingEnvironmentId=%1&peerWorkingEnvironmentId=%1&fileSystemId=%2")
              .arg(values.value(QStringLiteral("workingEnvironmentId")), values.value(QStringLiteral("fileSystemId")));
}

void CloudManagerWalk::descriptionsHoldTogether()
{
    Client client;
    QVERIFY(client.signIn());
    const QJsonArray index = client.get(QStringLiteral("/api-docs/")).object().value(QLatin1String("apis")).toArray();
    QVERIFY(index.size() > 40);
    int operations = 0;
    for (const QJsonValue &entry : index) {
        const QString path = entry.toObject().value(QLatin1String("path")).toString();
        const QJsonObject declaration = client.get(QStringLiteral("/api-docs") + path).object();
        QCOMPARE(declaration.value(QLatin1String("swaggerVersion")).toString(), QStringLiteral("1.2"));
        const QJsonObject models = declaration.value(QLatin1String("models")).toObject();
        QSet<QString> names;
        collectReferences(declaration, names);
        for (const QJsonValue &api : declaration.value(QLatin1String("apis")).toArray()) {
            for (const QJsonValue &value : api.toObject().value(QLatin1String("operations")).toArray()) {
                const QJsonObject operation = value.toObject();
                ++operations;
                const QString type = operation.value(QLatin1String("type")).toString();
                if (!QStringList{QStringLiteral("void"), QStringLiteral("string"), QStringLiteral("boolean"),
                        QStringLiteral("array")}
                         .contains(type))
                    names.insert(type);
                QStringList declared;
                for (const QJsonValue &parameter : operation.value(QLatin1String("parameters")).toArray()) {
                    const QJsonObject one = parameter.toObject();
                    if (one.value(QLatin1String("paramType")).toString() == QLatin1String("path"))
                        declared.append(one.value(QLatin1String("name")).toString());
                    if (one.value(QLatin1String("paramType")).toString() == QLatin1String("body"))
                        names.insert(one.value(QLatin1String("type")).toString());
                }
                QCOMPARE(declared, variablesOf(api.toObject().value(QLatin1String("path")).toString()));
            }
        }
        for (const QString &name : names)
            QVERIFY2(models.contains(name) || dangling.contains(name), qPrintable(path + QLatin1Char(' ') + name));
    }
    qInfo() << index.size() << "resources," << operations << "operations described";
    QVERIFY(operations > 300);
}

void CloudManagerWalk::everyPublishedReadAnswers()
{
    Client client;
    QVERIFY(client.signIn());
    client.credentials.append({{"clusterAddress", "10.0.0.1"}, {"clusterUsername", "admin"}, {"clusterPassword", "-"}});
    const QJsonArray index = client.get(QStringLiteral("/api-docs/")).object().value(QLatin1String("apis")).toArray();
    int read = 0;
    for (const QJsonValue &entry : index) {
        const QString resource = entry.toObject().value(QLatin1String("path")).toString().mid(1);
        const QJsonObject declaration = client.get(QStringLiteral("/api-docs/") + resource).object();
        const QHash<QString, QString> values = valuesFor(client, resource);
        for (const QJsonValue &value : declaration.value(QLatin1String("apis")).toArray()) {
            const QJsonObject api = value.toObject();
            const QString path = api.value(QLatin1String("path")).toString();
            for (const QJsonValue &operation : api.value(QLatin1String("operations")).toArray()) {
                if (operation.toObject().value(QLatin1String("method")).toString() != QLatin1String("GET"))
                    continue;
                const QString whole = filled(client, values, path);
                QVERIFY2(!whole.isEmpty(), qPrintable(path));
                const QString states = operation.toObject()
                                           .value(QLatin1String("summary"))
                                           .toString()
                                           .section(QStringLiteral("status is: "), 1);
                const bool degraded = resource.startsWith(QLatin1String("azure-ha"));
                const bool refused = degraded && !states.isEmpty() && !states.contains(QLatin1String("DEGRADED"));
                const Got got = client.get(whole);
                const int wanted = refused ? 400 : 200; // that pair is degraded
                QVERIFY2(got.status == wanted, qPrintable(whole + QLatin1Char(' ') + QString::fromUtf8(got.body)));
                QVERIFY2(!got.json().isUndefined(), qPrintable(whole));
                ++read;
            }
        }
    }
    qInfo() << read << "reading operations answered";
    QVERIFY(read > 150);
}

void CloudManagerWalk::describedBodiesMatchWhatIsSent()
{
    Client client;
    QVERIFY(client.signIn());
    const QJsonObject declaration = client.get(QStringLiteral("/api-docs/vsa:volumes")).object();
    const QJsonObject properties = at(declaration, "models.VolumeResponse.properties").toObject();
    const QString id = client.systemId(QStringLiteral("harbourcvo1"));
    const QJsonObject volume =
        client.get(QStringLiteral("/vsa/volumes?workingEnvironmentId=") + id).array().first().toObject();
    QCOMPARE(properties.keys(), volume.keys());
    QCOMPARE(at(properties, "size.$ref").toString(), QStringLiteral("Capacity"));
    QCOMPARE(at(properties, "exportPolicyInfo.$ref").toString(), QStringLiteral("VolumeResponseExportPolicyInfo"));
    const QJsonObject systems = client.get(QStringLiteral("/api-docs/vsa:working-environments")).object();
    // The generator of the real service prints isHA as hA; so does this one.
    QVERIFY(at(systems, "models.VsaWorkingEnvironmentResponse.properties.hA").isObject());
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
    row("GET", "/tenancy/resource", "", 200);
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
