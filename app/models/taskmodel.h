// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sites.h"
#include "platform/taskstate.h"

#include <QAbstractItemModel>
#include <QHash>
#include <memory>
#include <vector>

namespace nephoscope {

/// The asynchronous work of all sites, newest first, each with its steps below. Raw values and roles; what has ended
/// stays until it is dismissed.
class TaskModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { NameColumn, ObjectColumn, SiteColumn, UserColumn, StateColumn, TimeColumn, ColumnCount };
    enum Role {
        OperationRole = Qt::UserRole + 1, ///< QString, the service's name of what is done
        DescriptionRole, ///< QString, the service's sentence
        PhaseRole, ///< int, TaskState::Phase
        WordRole, ///< QString, the service's own word for the phase
        PercentRole, ///< int; invalid where the service does not say
        ObjectRole, ///< Ref
        ProfileIdRole,
        SiteNameRole,
        ServiceRole,
        WhoRole, ///< QString, the user who started it
        StartedRole, ///< QDateTime
        EndedRole, ///< QDateTime; invalid while it runs
        MessageRole, ///< QString, why it failed
        DetailsRole, ///< QString, all that is known of the failure
        IdRole, ///< QString, the service's id of the task
        RequestIdRole,
        CancelableRole, ///< bool
        StepsRole ///< int
    };

    explicit TaskModel(Sites &sites, QObject *parent = nullptr);
    ~TaskModel() override;

    int running() const;
    int failed() const;
    /// Only of a task itself, not of its steps.
    std::optional<TaskState> task(const QModelIndex &index) const;
    /// Takes away what has ended.
    void dismissEnded();

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

signals:
    void countsChanged();

private:
    struct Row {
        QString profileId;
        QString siteName;
        QString service;
        TaskState task;
    };

    void watch(int index);
    void take(const QString &profileId, const TaskState &task);
    QVariant value(const Row &row, const TaskState &task, int role) const;

    Sites &m_sites;
    std::vector<std::unique_ptr<Row>> m_rows;
    QHash<QString, const Session *> m_watched;
};

} // namespace nephoscope
