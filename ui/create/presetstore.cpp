// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/presetstore.h"

#include "base/storefile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QStandardPaths>

namespace nephoscope {

namespace {

constexpr int version = 1;
constexpr int patience = 3000; ///< ms

} // namespace

PresetStore::PresetStore(const QString &service, const QString &operation)
    : m_operation(operation)
{
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/presets/") + service;
    const QByteArray name = QCryptographicHash::hash(operation.toUtf8(), QCryptographicHash::Sha1).toHex();
    if (!operation.isEmpty())
        m_fileName = folder + QLatin1Char('/') + QString::fromLatin1(name) + QStringLiteral(".json");
}

QJsonObject PresetStore::read() const
{
    const Result<QByteArray> bytes = m_fileName.isEmpty() ? Result<QByteArray>() : StoreFile::read(m_fileName);
    if (!bytes || bytes->isEmpty())
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(*bytes);
    const bool isNewer = document[QLatin1String("version")].toInt() > version; // none: before there were versions
    if (!isNewer && document[QLatin1String("presets")].isObject())
        return document[QLatin1String("presets")].toObject();
    StoreFile::setAside(m_fileName, isNewer ? StoreFile::Flaw::Newer : StoreFile::Flaw::Damaged,
        QCoreApplication::translate("PresetStore", "Saved values"));
    return {};
}

QString PresetStore::write(const QJsonObject &presets) const
{
    if (presets.isEmpty())
        return QFile::remove(m_fileName) ? QString()
                                         : QCoreApplication::translate("PresetStore", "It is gone already.");
    const QJsonObject all{{QStringLiteral("version"), version}, {QStringLiteral("operation"), m_operation},
        {QStringLiteral("presets"), presets}};
    const Result<void> written = StoreFile::write(m_fileName, QJsonDocument(all).toJson());
    return written ? QString() : written.error().message();
}

QString PresetStore::change(const std::function<void(QJsonObject &presets)> &how) const
{
    StoreFile::makeFolder(QFileInfo(m_fileName).absolutePath());
    QLockFile lock(m_fileName + QStringLiteral(".change")); // another window may be keeping values too
    lock.setStaleLockTime(0);
    lock.tryLock(patience);
    QJsonObject presets = read();
    how(presets);
    return write(presets);
}

QStringList PresetStore::names() const { return read().keys(); }

QJsonArray PresetStore::values(const QString &name) const { return read().value(name).toArray(); }

QString PresetStore::keep(const QString &name, const QJsonArray &values) const
{
    return change([&](QJsonObject &presets) { presets.insert(name, values); });
}

QString PresetStore::remove(const QString &name) const
{
    return change([&](QJsonObject &presets) { presets.remove(name); });
}

} // namespace nephoscope
