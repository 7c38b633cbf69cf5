// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cloudmanagerclient.h"

#include <QHash>

namespace nephoscope::demo::cloudmanager {

/// Names of variables in a path template, in order.
QStringList variablesOf(const QString &path);

/// What a client that has looked around would fill into the operations of one published resource. Everything comes
/// from the site's own answers.
class Known {
public:
    /// The client is signed in. `resource` is a name of the published listing.
    Known(Client &client, const QString &resource);

    /// The path with its variables filled in and all that lists ask for behind it; empty where a variable is not known.
    QString filled(const QString &path) const;
    /// A value of a member or parameter, empty where only its name says something.
    QString value(const QString &name) const { return m_values.value(name); }
    /// A body made from a model of the declaration: every member that is required, and every scalar beside it.
    QJsonObject body(const QJsonObject &models, const QString &model, int depth = 0) const;

private:
    void readSystem(const QString &resource);
    void readPeople();
    void readAssets();
    void readReplication(const QString &resource);
    QString first(const QString &list, const char *member);
    QJsonValue member(const QJsonObject &models, const QString &name, const QJsonObject &property, int depth) const;

    Client &m_client;
    QHash<QString, QString> m_values;
    QString m_accountList;
};

} // namespace nephoscope::demo::cloudmanager
