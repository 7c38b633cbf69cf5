// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace nephoscope {

namespace {

void keepPrivate(const QString &fileName)
{
    QDir().mkpath(QFileInfo(fileName).absolutePath());
    if (QFileInfo::exists(fileName))
        QFile::setPermissions(fileName, QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace

Settings::Settings()
    : m_store(std::make_unique<QSettings>(
        QSettings::IniFormat, QSettings::UserScope, QStringLiteral("nephoscope"), QStringLiteral("nephoscope")))
    , m_dataFolder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
{
}

Settings::Settings(const QString &fileName)
    : m_store(std::make_unique<QSettings>(fileName, QSettings::IniFormat))
    , m_dataFolder(QFileInfo(fileName).absolutePath())
{
}

Settings::~Settings() { sync(); }

bool Settings::sync()
{
    m_store->sync();
    keepPrivate(m_store->fileName());
    return m_store->status() == QSettings::NoError;
}

QVariant Settings::read(const char *key) const { return m_store->value(QLatin1String(key)); }

void Settings::write(const char *key, const QVariant &value) { m_store->setValue(QLatin1String(key), value); }

} // namespace nephoscope
