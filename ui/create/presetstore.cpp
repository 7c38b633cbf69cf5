// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/presetstore.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>

namespace nephoscope {

PresetStore::PresetStore(const QString &service, const QString &operation)
    : m_operation(operation)
{
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/presets/") + service;
    const QByteArray name = QCryptographicHash::hash(operation.toUtf8(), QCryptographicHash::Sha1).toHex();
    if (!operation.isEmpty() && QDir().mkpath(folder))
        m_fileName = folder + QLatin1Char('/') + QString::fromLatin1(name) + QStringLiteral(".json");
}

QJsonObject PresetStore::read() const
{
    QFile file(m_fileName);
    if (m_fileName.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("presets")).toObject();
}

QString PresetStore::write(const QJsonObject &presets) const
{
    if (presets.isEmpty())
        return QFile::remove(m_fileName) ? QString()
                                         : QCoreApplication::translate("PresetStore", "It is gone already.");
    QSaveFile file(m_fileName);
    const QJsonObject all{{QStringLiteral("operation"), m_operation}, {QStringLiteral("presets"), presets}};
    const bool isOpen = file.open(QIODevice::WriteOnly);
    if (isOpen) {
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.write(QJsonDocument(all).toJson());
    }
    const bool isWritten = isOpen && file.commit();
    return isWritten
        ? QString()
        : QCoreApplication::translate("PresetStore", "%1 could not be written: %2").arg(m_fileName, file.errorString());
}

QStringList PresetStore::names() const { return read().keys(); }

QJsonArray PresetStore::values(const QString &name) const { return read().value(name).toArray(); }

QString PresetStore::keep(const QString &name, const QJsonArray &values) const
{
    QJsonObject presets = read();
    presets.insert(name, values);
    return write(presets);
}

QString PresetStore::remove(const QString &name) const
{
    QJsonObject presets = read();
    presets.remove(name);
    return write(presets);
}

} // namespace nephoscope
