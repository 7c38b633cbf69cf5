// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/cloudmanager.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QVersionNumber>

namespace nephoscope {

namespace {

/// A family without the pages that other versions of the product have.
QJsonObject forVersion(QJsonObject family, const QVersionNumber &version)
{
    QJsonArray pages;
    for (const QJsonValue &page : family.value(QLatin1String("pages")).toArray()) {
        const auto until = QVersionNumber::fromString(page.toObject().value(QLatin1String("until")).toString());
        const QVersionNumber minor(version.majorVersion(), version.minorVersion());
        if (until.isNull() || (!version.isNull() && minor <= until))
            pages << page;
    }
    family.insert(QStringLiteral("pages"), pages);
    return family;
}

QVersionNumber versionIn(const QString &product)
{
    return QVersionNumber::fromString(product.section(QLatin1Char(' '), -1));
}

} // namespace

QList<SetUpPlan> CloudManager::setUpPlans(const Profile &profile, const Access &access) const
{
    QFile file(QStringLiteral(":/nephoscope/catalog/cloud-manager-setup.json"));
    if (!file.open(QFile::ReadOnly))
        return {};
    const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject data = all.value(QLatin1String("setUp")).toObject();
    QList<SetUpPlan> plans;
    for (const QJsonValue &each : data.value(QLatin1String("families")).toArray()) {
        QJsonObject family = forVersion(each.toObject(), versionIn(access.product));
        if (family.value(QLatin1String("tokens")).toBool() != access.wantsTokens)
            continue;
        for (const char *common : {"base", "about", "state"})
            family.insert(QLatin1String(common), data.value(QLatin1String(common)));
        plans << SetUpPlan(family, profile.url);
    }
    return plans;
}

} // namespace nephoscope
