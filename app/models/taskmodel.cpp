// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskmodel.h"

#include "session/taskfollower.h"

#include <algorithm>

namespace nephoscope {

TaskModel::TaskModel(Sites &sites, QObject *parent)
    : QAbstractItemModel(parent)
    , m_sites(sites)
{
    connect(&sites, &Sites::added, this, &TaskModel::watch);
    connect(&sites, &Sites::changed, this, &TaskModel::watch);
}

TaskModel::~TaskModel() = default;

void TaskModel::watch(int index)
{
    const SiteEntry &site = m_sites.at(index);
    const QString id = site.profile.id;
    const Session *session = site.session.get();
    if (!session || m_watched.value(id) == session)
        return;
    m_watched.insert(id, session);
    connect(
        &site.session->tasks(), &TaskFollower::changed, this, [this, id](const TaskState &task) { take(id, task); });
}

void TaskModel::take(const QString &profileId, const TaskState &task)
{
    const auto same = [&](const std::unique_ptr<Row> &row) {
        return row->profileId == profileId && row->task.href.path() == task.href.path();
    };
    const auto known = std::find_if(m_rows.begin(), m_rows.end(), same);
    if (known == m_rows.end()) {
        const int site = m_sites.indexOf(profileId);
        const QString name = site < 0 ? QString() : m_sites.at(site).profile.name;
        const auto session = m_sites.session(profileId);
        beginInsertRows({}, 0, 0);
        m_rows.insert(m_rows.begin(),
            std::make_unique<Row>(Row{profileId, name, session ? session->platform().service() : QString(), task}));
        endInsertRows();
        emit countsChanged();
        return;
    }
    const int row = int(known - m_rows.begin());
    const QModelIndex first = index(row, 0);
    const int before = int((*known)->task.steps.size());
    const int now = int(task.steps.size());
    const bool moved = (*known)->task.phase != task.phase;
    if (now > before)
        beginInsertRows(first, before, now - 1);
    else if (now < before)
        beginRemoveRows(first, now, before - 1);
    (*known)->task = task;
    if (now > before)
        endInsertRows();
    else if (now < before)
        endRemoveRows();
    emit dataChanged(first, index(row, ColumnCount - 1));
    if (now > 0)
        emit dataChanged(index(0, 0, first), index(now - 1, ColumnCount - 1, first));
    if (moved)
        emit countsChanged();
}

int TaskModel::running() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const auto &row) { return !row->task.isEnded(); }));
}

int TaskModel::failed() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const auto &row) {
        return row->task.phase == TaskState::Phase::Failed || row->task.phase == TaskState::Phase::Aborted;
    }));
}

std::optional<TaskState> TaskModel::task(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalPointer())
        return std::nullopt;
    return m_rows.at(size_t(index.row()))->task;
}

void TaskModel::dismissEnded()
{
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        if (!m_rows.at(size_t(row))->task.isEnded())
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    emit countsChanged();
}

// A task's index has no pointer, a step's has its task's row: rows move, what they point to does not.
QModelIndex TaskModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? m_rows.at(size_t(parent.row())).get() : nullptr);
}

QModelIndex TaskModel::parent(const QModelIndex &child) const
{
    const void *above = child.internalPointer();
    if (!above)
        return {};
    const auto row =
        std::find_if(m_rows.begin(), m_rows.end(), [above](const auto &each) { return each.get() == above; });
    return row == m_rows.end() ? QModelIndex() : createIndex(int(row - m_rows.begin()), 0, nullptr);
}

int TaskModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_rows.size());
    if (parent.internalPointer() || parent.column() > 0)
        return 0;
    return int(m_rows.at(size_t(parent.row()))->task.steps.size());
}

int TaskModel::columnCount(const QModelIndex &) const { return ColumnCount; }

QVariant TaskModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto *above = static_cast<const Row *>(index.internalPointer());
    if (above)
        return index.row() < above->task.steps.size() ? value(*above, above->task.steps.at(index.row()), role)
                                                      : QVariant();
    const Row &row = *m_rows.at(size_t(index.row()));
    return value(row, row.task, role);
}

QVariant TaskModel::value(const Row &row, const TaskState &task, int role) const
{
    switch (role) {
    case OperationRole:
        return task.operation;
    case DescriptionRole:
        return task.description;
    case PhaseRole:
        return int(task.phase);
    case WordRole:
        return task.word;
    case PercentRole:
        return task.percent ? QVariant(*task.percent) : QVariant();
    case ObjectRole:
        return QVariant::fromValue(task.object);
    case ProfileIdRole:
        return row.profileId;
    case SiteNameRole:
        return row.siteName;
    case ServiceRole:
        return row.service;
    case WhoRole:
        return task.user;
    case StartedRole:
        return task.started;
    case EndedRole:
        return task.ended;
    case MessageRole:
        return task.error ? task.error->message() : QString();
    case DetailsRole:
        return task.error ? task.error->details() : QString();
    case IdRole:
        return task.id;
    case RequestIdRole:
        return task.requestId;
    case CancelableRole:
        return !task.isEnded() && !task.cancelHref.isEmpty();
    case StepsRole:
        return int(task.steps.size());
    default:
        return {};
    }
}

} // namespace nephoscope
