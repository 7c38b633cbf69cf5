// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace nephoscope {

class Settings;

/// What somebody wants to see of a list again: columns, conditions and order, by a name.
class SavedView {
public:
    QString name;
    QString service;
    QString kind;
    QString list; ///< path and query of the list's address
    QStringList columns;
    QHash<QString, QString> filters; ///< by column, as typed
    QString search;
    QString sortColumn;
    bool isDescending = false;
    bool isOnServer = false; ///< the service does the filtering
};

/// The saved views, in the settings.
class SavedViews {
public:
    explicit SavedViews(Settings &settings)
        : m_settings(settings)
    {
    }
    QList<SavedView> all() const;
    QList<SavedView> of(const QString &service, const QString &kind) const;
    /// Takes the place of one of the same name and kind.
    void put(const SavedView &view);
    void remove(const SavedView &view);

private:
    void write(const QList<SavedView> &views);

    Settings &m_settings;
};

} // namespace nephoscope
