// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudmanagerknown.h"

#include <QtTest>
#include <demo/cloudmanager/certificates.h>

using namespace nephoscope::demo;
using namespace nephoscope::demo::cloudmanager;

namespace {
using Operation = std::function<void(const QString &path, const QJsonObject &operation, const QJsonObject &models)>;

QString text(const QJsonObject &object, const char *name) { return object.value(QLatin1String(name)).toString(); }
QJsonArray list(const QJsonObject &object, const char *name) { return object.value(QLatin1String(name)).toArray(); }

/// References that lead nowhere on real systems too: nullable scalars, dictionaries, and words of another language.
bool isDangling(const QString &name)
{
    return name == QLatin1String("Object") || name.startsWith(QLatin1String("Map["))
        || name.startsWith(QLatin1String("List["));
}

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

QStringList resourcesOf(Client &client)
{
    QStringList names;
    for (const QJsonValue &entry : list(client.get(QStringLiteral("/api-docs/")).object(), "apis"))
        names.append(text(entry.toObject(), "path").mid(1));
    return names;
}

QJsonObject declarationOf(Client &client, const QString &resource)
{
    return client.get(QStringLiteral("/api-docs/") + resource).object();
}

void forEach(const QJsonObject &declaration, const Operation &visit)
{
    const QJsonObject models = declaration.value(QLatin1String("models")).toObject();
    for (const QJsonValue &api : list(declaration, "apis")) {
        for (const QJsonValue &operation : list(api.toObject(), "operations"))
            visit(text(api.toObject(), "path"), operation.toObject(), models);
    }
}

QJsonObject bodyParameter(const QJsonObject &operation)
{
    for (const QJsonValue &parameter : list(operation, "parameters")) {
        const QJsonObject one = parameter.toObject();
        if (text(one, "paramType") == QLatin1String("body") && text(one, "type") != QLatin1String("file"))
            return one;
    }
    return {};
}

/// A file of each kind that is uploaded anywhere.
QList<Part> someFiles()
{
    const QByteArray pem = QByteArray::fromStdString(makeCertificate("trial").pem);
    return {{"certificate", "trial.pem", pem}, {"privateKey", "trial.key", "no key"},
        {"license", "trial.NLF", "serial 90000000000000000042"}, {"patch", "trial.patch", "binary"}};
}
} // namespace

class CloudManagerDescriptions : public QObject {
    Q_OBJECT
private slots:
    void everyReferenceLeadsSomewhere();
    void everyReadAnswers();
    void everyChangeAnswersOrGivesAReason();
    void bodiesMatchWhatIsSent();
    void sameNameDiffersBetweenResources();
    void generatorFaultsAreThere_data();
    void generatorFaultsAreThere();
    void describesWhatTheReferenceDoes();
};

void CloudManagerDescriptions::everyReferenceLeadsSomewhere()
{
    Client client;
    QVERIFY(client.signIn());
    int operations = 0;
    for (const QString &resource : resourcesOf(client)) {
        const QJsonObject declaration = declarationOf(client, resource);
        QCOMPARE(text(declaration, "swaggerVersion"), QStringLiteral("1.2"));
        const QJsonObject models = declaration.value(QLatin1String("models")).toObject();
        QSet<QString> names;
        collectReferences(declaration, names);
        forEach(declaration, [&](const QString &, const QJsonObject &operation, const QJsonObject &) {
            ++operations;
            static const QStringList plain{
                QStringLiteral("void"), QStringLiteral("string"), QStringLiteral("boolean"), QStringLiteral("array")};
            if (!plain.contains(text(operation, "type")))
                names.insert(text(operation, "type"));
            if (!bodyParameter(operation).isEmpty())
                names.insert(text(bodyParameter(operation), "type"));
        });
        for (const QString &name : names)
            QVERIFY2(models.contains(name) || isDangling(name), qPrintable(resource + QLatin1Char(' ') + name));
    }
    qInfo() << operations << "operations described";
    QVERIFY(operations > 807);
}

void CloudManagerDescriptions::everyReadAnswers()
{
    Client client;
    QVERIFY(client.signIn());
    client.credentials.append({{"clusterAddress", "10.0.0.1"}, {"clusterUsername", "admin"}, {"clusterPassword", "-"}});
    int read = 0;
    int refused = 0;
    for (const QString &resource : resourcesOf(client)) {
        const Known known(client, resource);
        forEach(declarationOf(client, resource),
            [&](const QString &path, const QJsonObject &operation, const QJsonObject &) {
                if (text(operation, "method") != QLatin1String("GET"))
                    return;
                const QString whole = known.filled(path);
                QVERIFY2(!whole.isEmpty(), qPrintable(path));
                const Got got = client.get(whole);
                ++read;
                if (got.status == 400) { // a state that this system is not in, or a licence that it has not
                    QVERIFY2(!got.message().isEmpty(), qPrintable(whole));
                    ++refused;
                    return;
                }
                QVERIFY2(got.status == 200 || got.status == 204,
                    qPrintable(whole + QLatin1Char(' ') + QString::fromUtf8(got.body)));
                const bool isFile = got.header("Content-Type").startsWith("application/octet-stream");
                QVERIFY2(isFile || got.status == 204 || !got.json().isUndefined(), qPrintable(whole));
            });
    }
    qInfo() << read << "reading operations," << refused << "refused with a reason";
    QVERIFY(read > 340);
    QVERIFY(refused < 12);
}

void CloudManagerDescriptions::everyChangeAnswersOrGivesAReason()
{
    Client reader;
    QVERIFY(reader.signIn());
    int changed = 0;
    int refused = 0;
    for (const QString &resource : resourcesOf(reader)) {
        const Known known(reader, resource); // the same seed makes the same world
        forEach(declarationOf(reader, resource),
            [&](const QString &path, const QJsonObject &operation, const QJsonObject &models) {
                const QString method = text(operation, "method");
                if (method == QLatin1String("GET"))
                    return;
                Client client; // each in a world of its own, or a deletion would be the end of all others
                QVERIFY(client.signIn());
                const QString whole = known.filled(path);
                QVERIFY2(!whole.isEmpty(), qPrintable(path));
                QByteArray body;
                if (!bodyParameter(operation).isEmpty())
                    body = QJsonDocument(known.body(models, text(bodyParameter(operation), "type"))).toJson();
                if (path == QLatin1String("/auth/login"))
                    client.credentials.clear();
                client.parts = someFiles();
                const Got got = client.send(method.toLatin1(), "/occm/api" + whole.toUtf8(), body, client.credentials);
                const QString said = QStringLiteral("%1 %2 %3 %4 %5")
                                         .arg(method, whole, QString::number(got.status),
                                             QString::fromUtf8(got.body.left(300)), QString::fromUtf8(body));
                QVERIFY2(got.status < 500 && got.status != 404 && got.status != 405, qPrintable(said));
                if (got.status >= 400) {
                    QVERIFY2(
                        !got.message().isEmpty() || got.header("Content-Type").startsWith("text/"), qPrintable(said));
                    ++refused;
                    if (qEnvironmentVariableIsSet("NEPHOSCOPE_SHOW_REFUSED"))
                        qInfo().noquote() << said;
                    return;
                }
                const QString type = text(operation, "type");
                QVERIFY2(type == QLatin1String("void") || !got.json().isUndefined(), qPrintable(said));
                ++changed;
            });
    }
    qInfo() << changed << "changing operations carried out," << refused << "refused with a reason";
    QVERIFY(changed > 3 * refused);
    QVERIFY(changed + refused > 470);
}

void CloudManagerDescriptions::bodiesMatchWhatIsSent()
{
    Client client;
    QVERIFY(client.signIn());
    const QJsonObject models =
        declarationOf(client, QStringLiteral("vsa:volumes")).value(QLatin1String("models")).toObject();
    const QJsonObject properties = at(models, "VolumeResponse.properties").toObject();
    const QString id = client.systemId(QStringLiteral("harbourcvo1"));
    const QJsonObject volume =
        client.get(QStringLiteral("/vsa/volumes?workingEnvironmentId=") + id).array().first().toObject();
    QStringList names = volume.keys();
    names.replaceInStrings(QStringLiteral("iscsi"), QStringLiteral("csi")); // printed without its getter
    names.sort();
    QCOMPARE(properties.keys(), names);
    QCOMPARE(at(properties, "size.$ref").toString(), QStringLiteral("Capacity"));
    const QJsonObject systems = declarationOf(client, QStringLiteral("vsa:working-environments"));
    QVERIFY(at(systems, "models.VsaWorkingEnvironmentResponse.properties.hA").isObject());
    QVERIFY(at(systems, "models.VsaWorkingEnvironmentResponse.properties.isHA").isUndefined());
}

void CloudManagerDescriptions::sameNameDiffersBetweenResources()
{
    Client client;
    QVERIFY(client.signIn());
    const auto model = [&](const char *resource, const char *name) {
        return declarationOf(client, QString::fromLatin1(resource))[QLatin1String("models")]
            .toObject()[QLatin1String(name)]
            .toObject();
    };
    QVERIFY(at(model("vsa:volumes", "Capacity"), "properties.unit.$ref").isString());
    QVERIFY(at(model("vsa:aggregates", "Capacity"), "properties.unit.enum").isArray());
    QVERIFY(
        model("occm:key-store", "CertificateResponse") != model("occm:encryption:certificate", "CertificateResponse"));
    QVERIFY(model("fsx:volumes", "VolumeResponse") != model("vsa:volumes", "VolumeResponse"));
    QVERIFY(!model("tenants", "TenantName").isEmpty());
}

void CloudManagerDescriptions::generatorFaultsAreThere_data()
{
    QTest::addColumn<QString>("resource");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const char *resource, const char *words) {
        QTest::newRow(name) << QString::fromLatin1(resource) << QByteArray(words);
    };
    row("deprecated is a text", "accounts", R"("deprecated":"true")");
    row("markup in summaries", "tenants", "<b>Adds a tenant</b>");
    row("the precondition at the end", "vsa:working-environments",
        "..Operation may only be performed on working environments whose status is: ON, DEGRADED");
    row("blanks in choices", "vsa:working-environments", R"(["NORMAL"," HIGH"])");
    row("brackets in choices", "vsa:volumes", R"(["[S3"," Blob]"])");
    row("a default is a text", "occm:asup", R"("defaultValue":"false")");
    row("files are bodies", "occm:key-store", R"("type":"file","paramType":"body")");
    row("multipart", "occm:system", R"("consumes":["multipart/form-data"])");
    row("wrappers", "tenants", R"("validatesWith")");
    row("words of another language", "vsa:volumes", R"(List[com.netapp.oncloud.ontap.zapi.Messages$SnapshotResponse])");
    row("typed dangling lists", "vsa:volumes", R"("$ref":"List[CifsShareInfo]")");
    row("mangled booleans", "occm:asup", R"("enabled":{"type":"boolean"})");
    row("mangled iSCSI", "vsa:volumes", R"("csiInfo")");
    row("a model inside itself", "vsa:working-environments", R"("items":{"$ref":"Expand"})");
    row("one code many times", "vsa:working-environments", R"({"code":200,"message":"NSS_NOT_VALID)");
    row("a path that may be left out", "audit", R"("name":"requestId","required":false)");
    row("a useless host", "tenants", R"("basePath":"http://occm.internal.example)");
}

void CloudManagerDescriptions::generatorFaultsAreThere()
{
    QFETCH(QString, resource);
    QFETCH(QByteArray, words);
    Client client;
    QVERIFY(client.signIn());
    const QByteArray declaration = client.get(QStringLiteral("/api-docs/") + resource).body;
    QVERIFY2(declaration.contains(words), declaration.left(3000).constData());
    if (resource == QLatin1String("audit"))
        QVERIFY(!declaration.contains(R"("name":"service")")); // a variable that nobody declared
    if (resource == QLatin1String("occm:system"))
        QVERIFY(!declaration.contains(R"("produces":["application/json"],"consumes")"));
}

/// Every operation that the reference declarations have is described here too.
void CloudManagerDescriptions::describesWhatTheReferenceDoes()
{
    QDir folder(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/../shared/api/occm-swagger"));
    Client client;
    QVERIFY(client.signIn());
    static const QRegularExpression variable(QStringLiteral("\\{[^}]*\\}"));
    QSet<QString> described;
    for (const QString &resource : resourcesOf(client)) {
        forEach(declarationOf(client, resource), [&](QString path, const QJsonObject &operation, const QJsonObject &) {
            described.insert(text(operation, "method") + path.replace(variable, QStringLiteral("{}")));
        });
    }
    int files = 0;
    const auto entries = folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files);
    for (const QFileInfo &info : entries) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject declaration = QJsonDocument::fromJson(file.readAll()).object();
        if (info.baseName() == QLatin1String("quirks-example"))
            continue; // made up
        ++files;
        forEach(declaration, [&](QString path, const QJsonObject &operation, const QJsonObject &) {
            const QString key = text(operation, "method") + path.replace(variable, QStringLiteral("{}"));
            QVERIFY2(described.contains(key), qPrintable(key));
        });
    }
    qInfo() << files << "shared files";
    QVERIFY(described.size() > 800);
}

QTEST_GUILESS_MAIN(CloudManagerDescriptions)
#include "tst_cloudmanagerdescriptions.moc"
