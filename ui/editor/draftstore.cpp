// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/draftstore.h"

#include <QCryptographicHash>
#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>

namespace nephoscope {

namespace {

QString folder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/drafts");
}

QString fileName(const QString &profileId, const Ref &object)
{
    const QByteArray key = (profileId + QLatin1Char('\n') + object.identity()).toUtf8();
    const QByteArray name = QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex().left(32);
    return folder() + QLatin1Char('/') + QString::fromLatin1(name) + QStringLiteral(".draft");
}

} // namespace

QString DraftStore::keep(const QString &profileId, const Ref &object, const Draft &draft, const QList<Path> &secrets)
{
    constexpr QFileDevice::Permissions ownersOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    const QDir directory(folder());
    if (!directory.exists()) {
        directory.mkpath(QStringLiteral("."));
        QFile::setPermissions(folder(), ownersOnly | QFileDevice::ExeOwner);
    }
    QSaveFile file(fileName(profileId, object));
    const bool isOpen = file.open(QIODevice::WriteOnly) && file.setPermissions(ownersOnly);
    if (isOpen)
        file.write(draft.saved(secrets));
    return isOpen && file.commit() ? QString() : file.errorString();
}

std::optional<Draft> DraftStore::kept(
    const QString &profileId, const Ref &object, const std::shared_ptr<const Shape> &shape)
{
    QFile file(fileName(profileId, object));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const Result<Draft> draft = Draft::restored(file.readAll(), shape);
    return draft && draft->isDirty() ? std::optional(*draft) : std::nullopt;
}

void DraftStore::drop(const QString &profileId, const Ref &object) { QFile::remove(fileName(profileId, object)); }

} // namespace nephoscope
