// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"

#include "base/storefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLockFile>
#include <QSettings>
#include <QStandardPaths>
#include <algorithm>
#include <optional>

namespace nephoscope {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(Settings)
};

constexpr int patience = 3000; ///< ms for another program that holds the file

void keepPrivate(const QString &fileName)
{
    if (QFileInfo::exists(fileName))
        QFile::setPermissions(fileName, QFile::ReadOwner | QFile::WriteOwner);
}

/// A list that other code made and reads: not even the text it should be.
bool isJsonList(const QVariant &value)
{
    const QByteArray text = value.toByteArray();
    return text.isEmpty() || QJsonDocument::fromJson(text).isArray();
}

/// Whether the bytes read as sections and values at all. QSettings would take what it can, and drop the rest.
bool isLegible(const QByteArray &bytes)
{
    for (const QByteArray &line : bytes.split('\n')) {
        const QByteArray text = line.trimmed();
        const bool isSection = text.startsWith('[') && text.endsWith(']');
        if (std::any_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < ' ' && c != '\t'; })
            || (!text.isEmpty() && !isSection && !text.startsWith(';') && !text.contains('=')))
            return false;
    }
    return true;
}

/// Looks before anything could be written over it.
void setAsideUnusable(const QString &fileName)
{
    const Result<QByteArray> bytes = StoreFile::read(fileName);
    if (!bytes)
        return;
    std::optional<StoreFile::Flaw> flaw;
    if (isLegible(*bytes)) {
        const QSettings seen(fileName, QSettings::IniFormat);
        if (seen.value(QLatin1String(setting::fileVersion.key)).toInt() > Settings::version)
            flaw = StoreFile::Flaw::Newer;
        else if (!isJsonList(seen.value(QLatin1String(setting::profiles.key)))
            || !isJsonList(seen.value(QLatin1String(setting::tableViews.key))))
            flaw = StoreFile::Flaw::Damaged;
    } else {
        flaw = StoreFile::Flaw::Damaged;
    }
    if (flaw)
        StoreFile::setAside(fileName, *flaw, Words::tr("Settings and saved sites"));
}

} // namespace

Settings::Settings()
    : m_dataFolder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
{
    open(QSettings(
        QSettings::IniFormat, QSettings::UserScope, QStringLiteral("nephoscope"), QStringLiteral("nephoscope"))
             .fileName());
}

Settings::Settings(const QString &fileName)
    : m_dataFolder(QFileInfo(fileName).absolutePath())
{
    open(fileName);
}

Settings::~Settings() { sync(); }

void Settings::open(const QString &fileName)
{
    setAsideUnusable(fileName);
    if (!StoreFile::makeFolder(QFileInfo(fileName).absolutePath()))
        m_trouble = Words::tr("The folder of %1 cannot be made.").arg(fileName);
    m_store = std::make_unique<QSettings>(fileName, QSettings::IniFormat);
}

bool Settings::sync()
{
    if (!m_store->allKeys().isEmpty() && read(setting::fileVersion.key).toInt() != version)
        set(setting::fileVersion, version);
    m_store->sync();
    keepPrivate(m_store->fileName());
    const bool isWell = m_store->status() == QSettings::NoError;
    if (!isWell) // its status stays, whatever becomes of the next attempt; what is not written yet passes to the new
                 // one
        m_store = std::make_unique<QSettings>(m_store->fileName(), QSettings::IniFormat);
    m_trouble = isWell ? QString() : Words::tr("%1 cannot be written.").arg(m_store->fileName());
    return isWell;
}

bool Settings::update(const std::function<void()> &change)
{
    QLockFile lock(m_store->fileName() + QStringLiteral(".change"));
    lock.setStaleLockTime(0); // only a dead program's lock is taken
    lock.tryLock(patience); // where no lock can be had nobody else can write either
    sync();
    change();
    return sync();
}

QVariant Settings::read(const char *key) const { return m_store->value(QLatin1String(key)); }

/// What says nothing new is not written: QSettings would wait for the disk soon, in this thread.
void Settings::write(const char *key, const QVariant &value)
{
    const QLatin1String name(key);
    if (!m_store->contains(name) || m_store->value(name) != value)
        m_store->setValue(name, value);
}

} // namespace nephoscope
