// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/ref.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

namespace nephoscope {

class NavigatorModel;
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

/// Tells whoever shows saved views that there are others.
class SavedViewsNews : public QObject {
    Q_OBJECT
public:
    static SavedViewsNews &ofProgram();

signals:
    void changed();
};

/// A saved view of a site's list, as something that can be opened: the list's address with the view's name behind it.
Ref refTo(const SavedView &view, const QUrl &site);
/// The name of the view in such an address; empty in any other.
QString viewIn(const QUrl &address);
/// The list alone.
Ref listIn(const Ref &ref);

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

/// Shows them in the tree, each below every site of its service. The settings must outlive the model.
void showSavedViews(Settings &settings, NavigatorModel &model);

} // namespace nephoscope
