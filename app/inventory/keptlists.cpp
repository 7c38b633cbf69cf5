// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/keptlists.h"

#include "base/storefile.h"
#include "inventory/offlinecopy.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace nephoscope {

namespace {

QString indexOf(const QString &profileId)
{
    return QFileInfo(OfflineCopy::fileName(profileId, QUrl())).absolutePath() + QStringLiteral("/lists.json");
}

QJsonObject written(const KeptList &list)
{
    return {{QStringLiteral("address"), list.address.toString(QUrl::FullyEncoded)},
        {QStringLiteral("service"), list.service}, {QStringLiteral("kind"), list.kind},
        {QStringLiteral("name"), list.name}, {QStringLiteral("readAt"), list.readAt.toUTC().toString(Qt::ISODate)}};
}

KeptList read(const QJsonObject &object)
{
    const auto text = [&object](const char *name) { return object.value(QLatin1String(name)).toString(); };
    KeptList list;
    list.address = QUrl(text("address"));
    list.service = text("service");
    list.kind = text("kind");
    list.name = text("name");
    list.readAt = QDateTime::fromString(text("readAt"), Qt::ISODate);
    return list;
}

} // namespace

QList<KeptList> KeptLists::of(const QString &profileId)
{
    const QByteArray bytes = StoreFile::read(indexOf(profileId)).value_or(QByteArray());
    QList<KeptList> lists;
    const QJsonArray array = QJsonDocument::fromJson(bytes).array();
    for (const QJsonValue &each : array) {
        const KeptList list = read(each.toObject());
        if (QFileInfo::exists(OfflineCopy::fileName(profileId, list.address)))
            lists << list;
    }
    std::stable_sort(
        lists.begin(), lists.end(), [](const KeptList &a, const KeptList &b) { return a.readAt > b.readAt; });
    return lists;
}

void KeptLists::note(const QString &profileId, const KeptList &list)
{
    QJsonArray array{written(list)};
    const QList<KeptList> before = of(profileId);
    for (const KeptList &each : before)
        if (each.address != list.address)
            array << written(each);
    // that it is not noted costs only that nobody finds it before the site is signed in to
    (void)StoreFile::write(indexOf(profileId), QJsonDocument(array).toJson(QJsonDocument::Compact));
}

} // namespace nephoscope
