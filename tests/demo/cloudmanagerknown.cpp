// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudmanagerknown.h"

#include <QRegularExpression>
#include <demo/cloudmanager/certificates.h>

namespace nephoscope::demo::cloudmanager {

namespace {
QString word(const char *text) { return QString::fromLatin1(text); }

/// One system of each family that can be worked on.
QString nameOfOne(const QString &family)
{
    static const QHash<QString, QString> names{{word("vsa"), word("harbourcvo1")}, {word("aws-ha"), word("harbourha1")},
        {word("azure-vsa"), word("atlaslab")}, {word("azure-ha"), word("financeha")},
        {word("gcp-vsa"), word("pelicandata")}, {word("gcp-ha"), word("pelicanha")},
        {word("onprem"), word("dockside")}};
    return names.value(family);
}

QString choiceOf(const QJsonArray &choices)
{
    QString choice = choices.first().toString().trimmed();
    if (choice.startsWith(QLatin1Char('[')))
        choice.remove(0, 1);
    return choice;
}
} // namespace

QStringList variablesOf(const QString &path)
{
    static const QRegularExpression pattern(QStringLiteral("\\{([A-Za-z]+)\\}"));
    QStringList names;
    auto matches = pattern.globalMatch(path);
    while (matches.hasNext())
        names.append(matches.next().captured(1));
    return names;
}

Known::Known(Client &client, const QString &resource)
    : m_client(client)
{
    readSystem(resource);
    readPeople();
    readAssets();
    readReplication(resource);
}

QString Known::first(const QString &list, const char *name)
{
    return m_client.get(list).array().first().toObject().value(QLatin1String(name)).toString();
}

void Known::readSystem(const QString &resource)
{
    const QString family = resource.section(QLatin1Char(':'), 0, 0);
    const bool known = !nameOfOne(family).isEmpty();
    const QString root = known ? QString(family).replace(QLatin1Char('-'), QLatin1Char('/')) : word("vsa");
    const QJsonObject system = m_client.system(nameOfOne(known ? family : word("vsa")));
    const QString id = system.value(QLatin1String("publicId")).toString();
    const QString fields = word("?fields=awsProperties,providerProperties");
    const QJsonObject whole =
        m_client.get(QStringLiteral("/%1/working-environments/%2%3").arg(root, id, fields)).object();
    const bool azure = family.startsWith(QLatin1String("azure"));
    const bool google = family.startsWith(QLatin1String("gcp"));
    const QString region =
        at(whole, azure || google ? "providerProperties.regionName" : "awsProperties.regionName").toString();
    const Got volumes = m_client.get(QStringLiteral("/%1/volumes?workingEnvironmentId=%2").arg(root, id));
    const QString discovery = root + (family.endsWith(QLatin1String("-ha")) ? word("/discovery") : QString());
    m_values = {{word("workingEnvironmentId"), id}, {word("sourceWorkingEnvironmentId"), id},
        {word("targetWorkingEnvironmentId"), id}, {word("region"), region},
        {word("svmName"), system.value(QLatin1String("svmName")).toString()},
        {word("volumeName"), volumes.array().last().toObject().value(QLatin1String("name")).toString()},
        {word("aggregateName"), word("aggr1")}, {word("targetAggregateName"), word("aggr1")},
        {word("addWorkingEnvironments"), id}, {word("workingEnvironmentIds"), id},
        {word("removeWorkingEnvironments"), id}, {word("destinationVolumeName"), word("trial9")},
        {word("sourceSvmName"), system.value(QLatin1String("svmName")).toString()},
        {word("sourceVolumeName"), volumes.array().last().toObject().value(QLatin1String("name")).toString()},
        {word("workingEnvironmentName"), word("dockside")},
        {word("resourceGroupName"), at(whole, "providerProperties.resourceGroup.name").toString()},
        {word("privateCloudName"), word("brightwater-avs")}, {word("clusterName"), word("cluster-1")},
        {word("stackId"), first(QStringLiteral("/%1/discover?region=%2").arg(discovery, region), "stackId")},
        {word("capacityTier"),
            azure        ? word("Blob")
                : google ? word("cloudStorage")
                         : word("S3")},
        {word("level"), google ? word("standard") : word("normal")}, {word("instanceType"), word("m5.2xlarge")},
        {word("updateParameter"), word("ONTAP-9.12.1")}, {word("ontapVersion"), word("latest")}};
}

void Known::readPeople()
{
    const Got accounts = m_client.send("GET", "/tenancy/account", {}, m_client.credentials);
    const QString account = accounts.array().first().toObject().value(QLatin1String("accountPublicId")).toString();
    const Got files =
        m_client.send("GET", "/fsx-ontap/working-environments/" + account.toLatin1(), {}, m_client.credentials);
    const QString tenant = first(word("/tenants"), "publicId");
    const QString file = files.array().first().toObject().value(QLatin1String("id")).toString();
    const Got task = m_client.put(word("/occm/config"), R"({"autoUpgrade":"True"})"); // leaves a task and a group
    m_values.insert({{word("tenantId"), tenant}, {word("workspaceId"), tenant},
        {word("userId"),
            m_client.get(word("/users")).array().last().toObject().value(QLatin1String("publicId")).toString()},
        {word("roleId"), word("Role-1")}, {word("accountId"), account}, {word("service"), word("CloudManager")},
        {word("requestId"), QString::fromLatin1(task.requestId())}, {word("fileSystemId"), file},
        {word("sourceFileSystemId"), file}, {word("serviceId"), file},
        {word("volumeId"), first(QStringLiteral("/fsx/volumes/") + file, "uuid")}, {word("email"), word("a@b.example")},
        {word("password"), word("Example-Pass1")}, {word("svmPassword"), word("Example-Pass1")},
        {word("fileVolume"), first(QStringLiteral("/fsx/volumes/") + file, "name")}});
}

void Known::readAssets()
{
    const QString authorities = word("/occm/encryption/key-managers-ca-certificates");
    const QJsonObject bought = m_client.get(word("/occm/saas-mp-service/account")).object();
    const QJsonObject cache = m_client.get(word("/flexcache/caches")).array().first().toObject();
    const QString pem = QString::fromStdString(makeCertificate("trial").pem);
    m_values.insert({{word("keyManagerId"), first(word("/occm/encryption/key-managers"), "publicId")},
        {word("keyManagerIp"), first(word("/occm/encryption/key-managers"), "address")},
        {word("keyManagerCaCertificateId"), first(authorities, "publicId")},
        {word("certificateId"), first(word("/occm/key-store/user-trusted-certificates"), "id")},
        {word("activeDirectoryId"), first(word("/active-directory"), "publicId")},
        {word("cacheId"), at(cache, "destination.uuid").toString()}, {word("name"), word("trial9")},
        {word("provider"), word("AWS")}, {word("cloudAccountId"), word("InstanceProfile")},
        {word("subscriptionId"),
            bought.value(QLatin1String("awsSubscriptions"))
                .toArray()
                .first()
                .toObject()[QLatin1String("id")]
                .toString()},
        {word("buckets"),
            at(m_client.get(word("/vsa/metadata/get-buckets-details")).object(), "s3Buckets")
                .toArray()
                .first()
                .toObject()[QLatin1String("bucketName")]
                .toString()},
        {word("certificate"), pem}, {word("occmCertificate"), pem}, {word("uri"), word("http://proxy.example:3128")},
        {word("licenseOne"), word("{\"serialNumber\":\"90000000000000000077\"}")}});
}

void Known::readReplication(const QString &resource)
{
    const QJsonObject relation = m_client.get(word("/replication/status")).array().first().toObject();
    for (const char *name : {"workingEnvironmentId", "svmName", "volumeName"}) {
        const QString value = at(relation, (QByteArray("destination.") + name).constData()).toString();
        const QString low = word(name);
        m_values.insert(word("destination") + low.left(1).toUpper() + low.mid(1), value);
    }
    if (resource == QLatin1String("flexcache")) // replication's words for systems are in lower case
        m_values.insert(word("destinationWorkingEnvironmentId"), value(word("sourceWorkingEnvironmentId")));
    if (resource == QLatin1String("flexcache"))
        m_values.insert(word("workingEnvironmentId"),
            at(m_client.get(word("/flexcache/caches")).array().first().toObject(), "destination.workingEnvironmentId")
                .toString());
    if (resource.startsWith(QLatin1String("fsx:"))) {
        m_values.insert(word("svmName"), word("fsx"));
        m_values.insert(word("volumeName"), value(word("fileVolume")));
    }
}

QString Known::filled(const QString &path) const
{
    QHash<QString, QString> values = m_values;
    if (path.startsWith(QLatin1String("/accounts/"))) {
        static const QHash<QString, QString> lists{{word("azure"), word("azureAccounts")},
            {word("gcp"), word("gcpStorageAccounts")}, {word("nss"), word("nssAccounts")}};
        const QString list = lists.value(path.section(QLatin1Char('/'), 2, 2), word("awsAccounts"));
        const QJsonArray accounts = m_client.get(word("/accounts")).object().value(list).toArray();
        values.insert(
            word("cloudProviderAccountId"), accounts.first().toObject()[QLatin1String("publicId")].toString());
    }
    if (path.startsWith(QLatin1String("/replication/{workingEnvironmentId}"))) // one call has the shorter word
        values.insert(word("workingEnvironmentId"), value(word("destinationWorkingEnvironmentId")));
    if (path.startsWith(QLatin1String("/occm/config/")))
        values.insert(word("name"), word("autoUpgrade"));
    QString whole = path;
    for (const QString &name : variablesOf(path)) {
        if (values.value(name).isEmpty())
            return {};
        whole.replace(QLatin1Char('{') + name + QLatin1Char('}'),
            QString::fromLatin1(QUrl::toPercentEncoding(values.value(name))));
    }
    const QString id = values.value(word("workingEnvironmentId"));
    return whole
        + QStringLiteral("?workingEnvironmentId=%1&peerWorkingEnvironmentId=%1&fileSystemId=%2&region=%3"
                         "&bucketName=trial-bucket&containerName=trial-container&takeSnapshots=False")
              .arg(id, values.value(word("fileSystemId")), values.value(word("region")));
}

QJsonValue Known::member(const QJsonObject &models, const QString &name, const QJsonObject &property, int depth) const
{
    const QString reference = property.value(QLatin1String("$ref")).toString();
    const QString type = property.value(QLatin1String("type")).toString();
    if (type == QLatin1String("array")) {
        const QJsonObject item = property.value(QLatin1String("items")).toObject();
        return QJsonArray{member(models, name, item, depth + 1)};
    }
    if (reference == QLatin1String("Capacity"))
        return QJsonObject{{word("size"), 100}, {word("unit"), word("GB")}};
    const bool wrapper =
        models.value(reference).toObject()[QLatin1String("properties")].toObject().contains(word("_1"));
    if (!reference.isEmpty() && !wrapper)
        return body(models, reference, depth + 1);
    if (type == QLatin1String("boolean"))
        return false;
    if (type == QLatin1String("integer") || type == QLatin1String("number"))
        return name.contains(QLatin1String("Days")) ? 31 : name.contains(QLatin1String("hroughput")) ? 512 : 1;
    if (!value(name).isEmpty())
        return value(name);
    const QJsonArray choices = property.value(QLatin1String("enum")).toArray();
    return choices.isEmpty() ? QStringLiteral("trial9") : choiceOf(choices);
}

QJsonObject Known::body(const QJsonObject &models, const QString &model, int depth) const
{
    const QJsonObject description = models.value(model).toObject();
    const QJsonObject properties = description.value(QLatin1String("properties")).toObject();
    QJsonObject body;
    for (const QJsonValue &required : description.value(QLatin1String("required")).toArray()) {
        const QString name = required.toString();
        const QString sent = name == QLatin1String("csiInfo") ? QString() : name; // of iSCSI volumes only
        if (!sent.isEmpty() && depth < 4)
            body.insert(sent, member(models, name, properties.value(name).toObject(), depth));
    }
    if (body.contains(word("sourceFileSystemId"))) { // names on a file system, not on a working environment
        body.insert(word("sourceSvmName"), word("fsx"));
        body.insert(word("sourceVolumeName"), value(word("fileVolume")));
    }
    return body;
}

} // namespace nephoscope::demo::cloudmanager
