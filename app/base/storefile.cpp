// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/storefile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace nephoscope {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(StoreFile)
};

constexpr QFileDevice::Permissions ownersOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

tl::unexpected<Error> notWritten(const QString &fileName, const QString &reason)
{
    return failure(Error::Kind::Invalid, Words::tr("%1 could not be written: %2").arg(fileName, reason));
}

/// A name that nobody has yet: "settings.ini.damaged-20260131-235959".
QString freeName(const QString &fileName, const QString &why)
{
    const QString stem = fileName + QLatin1Char('.') + why + QLatin1Char('-')
        + QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    QString name = stem;
    for (int number = 2; QFileInfo::exists(name); ++number)
        name = stem + QLatin1Char('-') + QString::number(number);
    return name;
}

} // namespace

bool StoreFile::makeFolder(const QString &folder)
{
    if (QDir(folder).exists())
        return true;
    const QString above = QFileInfo(folder).absolutePath();
    if (above != folder && !makeFolder(above))
        return false;
    return QDir().mkdir(folder) && QFile::setPermissions(folder, ownersOnly | QFileDevice::ExeOwner);
}

Result<void> StoreFile::write(const QString &fileName, const QByteArray &bytes)
{
    if (!makeFolder(QFileInfo(fileName).absolutePath()))
        return notWritten(fileName, Words::tr("its folder cannot be made."));
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(ownersOnly))
        return notWritten(fileName, file.errorString());
    // QSaveFile does not notice by itself what goes wrong while it empties its buffer
    if (file.write(bytes) != bytes.size() || !file.flush() || !file.commit())
        return notWritten(fileName, file.errorString());
    return {};
}

Result<QByteArray> StoreFile::read(const QString &fileName)
{
    QFile file(fileName);
    if (!file.exists())
        return failure(Error::Kind::NotFound, Words::tr("There is no file %1.").arg(fileName));
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Invalid, Words::tr("%1 could not be read: %2").arg(fileName, file.errorString()));
    return file.readAll();
}

QString StoreFile::setAside(const QString &fileName, Flaw flaw, const QString &what)
{
    const bool isNewer = flaw == Flaw::Newer;
    const QString name = freeName(fileName, isNewer ? QStringLiteral("newer") : QStringLiteral("damaged"));
    const bool isMoved = QFile::rename(fileName, name);
    QString sentence = isNewer ? Words::tr("%1: made by a newer version of Nephoscope, so this one does not use it.")
                               : Words::tr("%1: the file is damaged and is not used.");
    sentence = sentence.arg(what) + QLatin1Char(' ')
        + (isMoved ? Words::tr("It is kept as %1.").arg(name) : Words::tr("It stays where it is: %1.").arg(fileName));
    StoreNews::instance().tell(sentence);
    return isMoved ? name : QString();
}

StoreNews &StoreNews::instance()
{
    static StoreNews news;
    return news;
}

void StoreNews::tell(const QString &sentence)
{
    if (receivers(SIGNAL(told(QString))) == 0)
        m_unheard << sentence;
    emit told(sentence);
}

QStringList StoreNews::takeUnheard() { return std::exchange(m_unheard, {}); }

} // namespace nephoscope

#include "moc_storefile.cpp"
