// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/snapshots.h"

#include "base/storefile.h"
#include "inventory/offlinecopy.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QUuid>

namespace nephoscope {

namespace {

struct Member {
    const char *key;
    QString Snapshot::*text;
};

constexpr Member members[] = {{"id", &Snapshot::id}, {"name", &Snapshot::name}, {"profile", &Snapshot::profileId},
    {"site", &Snapshot::site}, {"service", &Snapshot::service}, {"apiVersion", &Snapshot::apiVersion},
    {"kind", &Snapshot::kind}, {"what", &Snapshot::what}, {"address", &Snapshot::address}};

QJsonObject written(const Snapshot &snapshot)
{
    QJsonObject object;
    for (const Member &each : members)
        object.insert(QLatin1String(each.key), snapshot.*each.text);
    object.insert(QStringLiteral("isSubtree"), snapshot.isSubtree);
    object.insert(QStringLiteral("takenAt"), snapshot.takenAt.toUTC().toString(Qt::ISODateWithMs));
    object.insert(QStringLiteral("records"), snapshot.records);
    if (!snapshot.unread.isEmpty())
        object.insert(QStringLiteral("unread"), QJsonArray::fromStringList(snapshot.unread));
    return object;
}

Snapshot read(const QJsonObject &object)
{
    Snapshot snapshot;
    for (const Member &each : members)
        snapshot.*each.text = object.value(QLatin1String(each.key)).toString();
    snapshot.isSubtree = object.value(QStringLiteral("isSubtree")).toBool();
    snapshot.takenAt = QDateTime::fromString(object.value(QStringLiteral("takenAt")).toString(), Qt::ISODateWithMs);
    snapshot.records = object.value(QStringLiteral("records")).toInteger();
    const QJsonArray unread = object.value(QStringLiteral("unread")).toArray();
    for (const QJsonValue &each : unread)
        snapshot.unread << each.toString();
    return snapshot;
}

} // namespace

Snapshots::Snapshots()
    : m_folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/snapshots"))
{
}

QString Snapshots::fileOf(const QString &id) const
{
    return m_folder + QLatin1Char('/') + id + QStringLiteral(".list");
}

QList<Snapshot> Snapshots::all() const
{
    QFile file(m_folder + QStringLiteral("/snapshots.json"));
    QList<Snapshot> list;
    if (!file.open(QFile::ReadOnly))
        return list;
    const QJsonArray array = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &each : array)
        if (const Snapshot snapshot = read(each.toObject()); QUuid(snapshot.id).isNull() == false)
            list << snapshot;
    return list;
}

Result<Snapshot> Snapshots::add(Snapshot about, const std::shared_ptr<RecordStore> &store) const
{
    about.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    about.records = store->rowCount();
    OfflineCopy copy;
    copy.store = store;
    copy.readAt = about.takenAt;
    copy.service = about.service;
    copy.apiVersion = about.apiVersion;
    copy.kind = about.kind;
    copy.name = about.what;
    if (const auto kept = OfflineCopy::write(fileOf(about.id), copy); !kept)
        return failure(kept.error());
    QList<Snapshot> list = all();
    list.prepend(about);
    if (const auto noted = write(list); !noted)
        return failure(noted.error());
    return about;
}

Result<std::shared_ptr<RecordStore>> Snapshots::store(const Snapshot &snapshot) const
{
    const auto copy = OfflineCopy::read(fileOf(snapshot.id));
    if (!copy)
        return failure(copy.error());
    return copy->store;
}

void Snapshots::remove(const Snapshot &snapshot) const
{
    QList<Snapshot> list = all();
    list.removeIf([&](const Snapshot &each) { return each.id == snapshot.id; });
    if (write(list))
        QFile::remove(fileOf(snapshot.id));
}

Result<void> Snapshots::write(const QList<Snapshot> &list) const
{
    QJsonArray array;
    for (const Snapshot &each : list)
        array << written(each);
    return StoreFile::write(m_folder + QStringLiteral("/snapshots.json"), QJsonDocument(array).toJson());
}

} // namespace nephoscope
