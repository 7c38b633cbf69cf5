// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/draftstore.h"

#include "base/storefile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>

namespace nephoscope {

namespace {

QString hashed(const QString &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(32));
}

QString folder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/drafts");
}

QString folderOf(const QString &profileId) { return folder() + QLatin1Char('/') + hashed(profileId); }

QString fileName(const QString &profileId, const Ref &object)
{
    const QString name =
        QLatin1Char('/') + hashed(profileId + QLatin1Char('\n') + object.identity()) + QStringLiteral(".draft");
    const QString here = folderOf(profileId) + name;
    const QString before = folder() + name; // where versions before kept all sites' together
    if (QFile::exists(before) && !QFile::exists(here) && StoreFile::makeFolder(folderOf(profileId)))
        QFile::rename(before, here);
    return here;
}

QString sourceName(const QString &profileId, const Ref &object)
{
    return fileName(profileId, object) + QStringLiteral(".source");
}

} // namespace

QString DraftStore::keep(const QString &profileId, const Ref &object, const Draft &draft, const QList<Path> &secrets)
{
    const Result<void> kept = StoreFile::write(fileName(profileId, object), draft.saved(secrets));
    return kept ? QString() : kept.error().message();
}

std::optional<Draft> DraftStore::kept(
    const QString &profileId, const Ref &object, const std::shared_ptr<const Shape> &shape)
{
    const QString name = fileName(profileId, object);
    const Result<QByteArray> bytes = StoreFile::read(name);
    if (!bytes)
        return std::nullopt;
    const Result<Draft> draft = Draft::restored(*bytes, shape);
    if (!draft) // the next edit would be written over it
        StoreFile::setAside(name,
            draft.error().kind() == Error::Kind::Unsupported ? StoreFile::Flaw::Newer : StoreFile::Flaw::Damaged,
            QCoreApplication::translate("DraftStore", "Unsent changes to %1").arg(object.name()));
    return draft && draft->isDirty() ? std::optional(*draft) : std::nullopt;
}

QString DraftStore::keepSource(const QString &profileId, const Ref &object, const QString &source)
{
    const QString name = sourceName(profileId, object);
    if (source.isEmpty()) {
        QFile::remove(name);
        return {};
    }
    const Result<void> kept = StoreFile::write(name, source.toUtf8());
    return kept ? QString() : kept.error().message();
}

QString DraftStore::keptSource(const QString &profileId, const Ref &object)
{
    const Result<QByteArray> bytes = StoreFile::read(sourceName(profileId, object));
    return bytes ? QString::fromUtf8(*bytes) : QString();
}

void DraftStore::drop(const QString &profileId, const Ref &object)
{
    QFile::remove(fileName(profileId, object));
    QFile::remove(sourceName(profileId, object));
}

int DraftStore::count(const QString &profileId)
{
    return int(QDir(folderOf(profileId)).entryList({QStringLiteral("*.draft")}, QDir::Files).size());
}

void DraftStore::forget(const QString &profileId) { QDir(folderOf(profileId)).removeRecursively(); }

} // namespace nephoscope
