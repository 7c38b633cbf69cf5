// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/taskmemory.h"
#include "models/sites.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QSet>
#include <memory>
#include <vector>

namespace nephoscope {

/// The asynchronous work of all sites and of all times, as far as a filter lets it through: what goes on first, then
/// newest first, each with its steps below. What was long ago comes from the memory when the view asks for more; what
/// happens now comes from the sites. Raw values and roles. Without a filter, what was dismissed stays away.
class TaskModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { NameColumn, ObjectColumn, SiteColumn, UserColumn, StateColumn, TimeColumn, BeganColumn, ColumnCount };
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
        CancelingRole, ///< bool: somebody has asked the service to stop it
        StepsRole ///< int
    };

    explicit TaskModel(Sites &sites, QObject *parent = nullptr);
    ~TaskModel() override;

    /// Where earlier work is read from; must outlive this.
    void setMemory(TaskMemory *memory);
    /// What shows from now on.
    void setFilter(const TaskFilter &filter);
    const TaskFilter &filter() const { return m_filter; }
    /// Reads again what the memory has.
    void reload();
    /// How much goes on at all sites, whether it shows or not.
    int running() const { return int(m_open.size()); }
    /// Only of a task itself, not of its steps.
    std::optional<TaskState> task(const QModelIndex &index) const;
    QModelIndex indexOf(const QString &profileId, const TaskState &task) const;
    /// The service has taken a request to stop it, which shows until it ends.
    void setCanceling(const QString &profileId, const TaskState &task);
    /// Takes away what has ended; it is found again by any filter.
    void dismissEnded();

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    /// Reads earlier work below what was read. A view asks for this where somebody has come to the end: by itself it
    /// asks at each of its layouts.
    void readOn();

signals:
    void countsChanged();

private:
    struct Row {
        QString key;
        QString profileId;
        QString service;
        TaskState task;
    };

    void watch(int index);
    void take(const QString &profileId, const TaskState &task);
    void update(int row, const TaskState &task);
    void insert(int row, const QString &profileId, const QString &service, const TaskState &task);
    void trim();
    void remove(int row);
    int rowOf(const QString &key) const;
    bool shows(const QString &profileId, const TaskState &task) const;
    TaskFilter question() const;
    QVariant value(const Row &row, const TaskState &task, int role) const;

    Sites &m_sites;
    TaskMemory *m_memory = nullptr;
    TaskFilter m_filter;
    std::vector<std::unique_ptr<Row>> m_rows;
    QHash<QString, Row *> m_byKey;
    QHash<QString, TaskState> m_open; ///< what goes on, by key
    QSet<QString> m_canceling;
    QHash<QString, const Session *> m_watched;
    int m_read = 0; ///< rows that the memory has given for this filter
    bool m_hasMore = false;
};

} // namespace nephoscope
