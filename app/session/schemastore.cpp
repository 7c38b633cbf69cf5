// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/schemastore.h"

#include "base/logging.h"
#include "base/storefile.h"

#include <QCryptographicHash>
#include <QFile>
#include <QStandardPaths>

namespace nephoscope {

namespace {

/// Empty where the version of the server is not known: then nothing is kept, since nothing would tell an update.
QString fileFor(const Profile &profile, const Access &access)
{
    if (access.product.isEmpty() && access.apiVersion.isEmpty())
        return {};
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    const QString key = profile.url.toString() + QLatin1Char('\n') + access.product + QLatin1Char('\n')
        + access.serverVersions.join(QLatin1Char(' ')) + QLatin1Char('\n') + access.apiVersion;
    const QByteArray name = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    return folder + QStringLiteral("/schema/") + QString::fromLatin1(name) + QStringLiteral(".json");
}

} // namespace

std::optional<Schema> SchemaStore::kept(const Profile &profile, const Access &access)
{
    QFile file(fileFor(profile, access));
    if (file.fileName().isEmpty() || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto schema = Schema::fromJson(file.readAll());
    if (!schema)
        return std::nullopt;
    return *schema;
}

void SchemaStore::keep(const Profile &profile, const Access &access, const Schema &schema)
{
    const QString path = fileFor(profile, access);
    if (path.isEmpty())
        return;
    const Result<void> written = StoreFile::write(path, schema.toJson());
    if (!written)
        qCWarning(logSession) << "schema not kept:" << written.error().message();
}

} // namespace nephoscope
