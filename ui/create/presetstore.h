// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <functional>

namespace nephoscope {

/// Values that a person keeps for the next time, by operation and name; without secrets. On disk in the user's data
/// folder, readable by nobody else.
class PresetStore {
public:
    /// `operation` = what tells the operation apart in its service.
    PresetStore(const QString &service, const QString &operation);

    QStringList names() const;
    /// Empty where there is none of that name.
    QJsonArray values(const QString &name) const;
    /// What went wrong, as a sentence; empty where nothing did.
    QString keep(const QString &name, const QJsonArray &values) const;
    QString remove(const QString &name) const;

private:
    QJsonObject read() const;
    QString write(const QJsonObject &presets) const;
    QString change(const std::function<void(QJsonObject &presets)> &how) const;

    QString m_operation;
    QString m_fileName;
};

} // namespace nephoscope
