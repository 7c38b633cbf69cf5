// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskmodel.h"

#include "journal/taskcontent.h"
#include "session/taskfollower.h"

#include <algorithm>

namespace nephoscope {

namespace {

constexpr int page = 200; // rows that are read at once

QString keyOf(const QString &profileId, const TaskState &task)
{
    return profileId + QLatin1Char('\n') + taskIdentity(task);
}

} // namespace

TaskModel::TaskModel(Sites &sites, QObject *parent)
    : QAbstractItemModel(parent)
    , m_sites(sites)
{
    m_filter.onlyCurrent = true;
    connect(&sites, &Sites::added, this, &TaskModel::watch);
    connect(&sites, &Sites::changed, this, &TaskModel::watch);
}

TaskModel::~TaskModel() = default;

void TaskModel::setMemory(TaskMemory *memory)
{
    m_memory = memory;
    connect(memory, &TaskMemory::historyChanged, this, &TaskModel::reload);
    connect(memory, &TaskMemory::attentionChanged, this, [this] {
        if (m_filter.onlyAttention)
            reload();
    });
    reload();
}

void TaskModel::setFilter(const TaskFilter &filter)
{
    m_filter = filter;
    reload();
}

TaskFilter TaskModel::question() const
{
    TaskFilter question = m_filter;
    question.onlyCurrent = m_filter.isEmpty();
    question.skip = m_read;
    question.most = page;
    return question;
}

void TaskModel::reload()
{
    beginResetModel();
    m_rows.clear();
    m_byKey.clear();
    m_read = 0;
    m_hasMore = false;
    const auto append = [this](const QString &profileId, const QString &service, const TaskState &task) {
        const QString key = keyOf(profileId, task);
        if (m_byKey.contains(key))
            return;
        m_rows.push_back(std::make_unique<Row>(Row{key, profileId, service, m_open.value(key, task)}));
        m_byKey.insert(key, m_rows.back().get());
    };
    QList<std::pair<QString, TaskState>> open;
    for (auto each = m_open.cbegin(); each != m_open.cend(); ++each) {
        const QString profileId = each.key().section(QLatin1Char('\n'), 0, 0);
        if (shows(profileId, *each))
            open.append({profileId, *each});
    }
    std::sort(open.begin(), open.end(),
        [](const auto &one, const auto &other) { return one.second.started > other.second.started; });
    for (const auto &[profileId, task] : std::as_const(open)) {
        const auto session = m_sites.session(profileId);
        append(profileId, session ? session->platform().service() : QString(), task);
    }
    const TaskFilter asked = question();
    const QList<RememberedTask> found = m_memory ? m_memory->find(asked) : QList<RememberedTask>();
    for (const RememberedTask &each : found)
        append(each.site, each.service, each.task);
    m_read = int(found.size());
    m_hasMore = found.size() == asked.most;
    endResetModel();
    emit countsChanged();
}

bool TaskModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasMore && int(m_rows.size()) < page;
}

void TaskModel::fetchMore(const QModelIndex &) { readOn(); }

void TaskModel::readOn()
{
    if (!m_hasMore)
        return;
    const TaskFilter asked = question();
    const QList<RememberedTask> found = m_memory ? m_memory->find(asked) : QList<RememberedTask>();
    m_read += int(found.size());
    m_hasMore = found.size() == asked.most;
    for (const RememberedTask &each : found) {
        if (!m_byKey.contains(keyOf(each.site, each.task)))
            insert(int(m_rows.size()), each.site, each.service, each.task);
    }
}

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
    connect(&site.session->tasks(), &TaskFollower::ended, this, [this, id](const TaskState &task) {
        if (!task.isEnded() && m_open.remove(keyOf(id, task)) > 0) // the service has forgotten it
            emit countsChanged();
    });
    const QList<TaskState> known = site.session->tasks().tasks();
    for (const TaskState &task : known)
        take(id, task);
}

bool TaskModel::shows(const QString &profileId, const TaskState &task) const
{
    return m_filter.matches(profileId, task);
}

int TaskModel::rowOf(const QString &key) const
{
    const Row *wanted = m_byKey.value(key);
    if (!wanted)
        return -1;
    const auto row =
        std::find_if(m_rows.begin(), m_rows.end(), [wanted](const auto &each) { return each.get() == wanted; });
    return int(row - m_rows.begin());
}

void TaskModel::take(const QString &profileId, const TaskState &task)
{
    const QString key = keyOf(profileId, task);
    const bool wasOpen = m_open.contains(key);
    if (task.isEnded()) {
        m_open.remove(key);
        m_canceling.remove(key);
    } else {
        m_open.insert(key, task);
    }
    const int row = rowOf(key);
    if (row >= 0 && !shows(profileId, task))
        remove(row);
    else if (row >= 0)
        update(row, task);
    else if (shows(profileId, task)) {
        const auto session = m_sites.session(profileId);
        insert(0, profileId, session ? session->platform().service() : QString(), task);
        trim();
    }
    if (wasOpen == task.isEnded())
        emit countsChanged();
}

void TaskModel::insert(int row, const QString &profileId, const QString &service, const TaskState &task)
{
    beginInsertRows({}, row, row);
    const QString key = keyOf(profileId, task);
    const auto made = m_rows.insert(m_rows.begin() + row, std::make_unique<Row>(Row{key, profileId, service, task}));
    m_byKey.insert(key, made->get());
    endInsertRows();
}

/// Of long days the oldest row goes for each that comes; the memory has it for whoever scrolls there.
void TaskModel::trim()
{
    constexpr size_t most = 2000;
    if (!m_memory || m_rows.size() <= most || m_open.contains(m_rows.back()->key))
        return;
    remove(int(m_rows.size()) - 1);
    m_read = std::max(0, m_read - 1);
    m_hasMore = true;
}

void TaskModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_byKey.remove(m_rows.at(size_t(row))->key);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
}

void TaskModel::update(int row, const TaskState &task)
{
    Row &known = *m_rows.at(size_t(row));
    const QModelIndex first = index(row, 0);
    const int before = int(known.task.steps.size());
    const int now = int(task.steps.size());
    if (now > before)
        beginInsertRows(first, before, now - 1);
    else if (now < before)
        beginRemoveRows(first, now, before - 1);
    known.task = task;
    if (now > before)
        endInsertRows();
    else if (now < before)
        endRemoveRows();
    emit dataChanged(first, index(row, ColumnCount - 1));
    if (now > 0)
        emit dataChanged(index(0, 0, first), index(now - 1, ColumnCount - 1, first));
}

std::optional<TaskState> TaskModel::task(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalPointer())
        return std::nullopt;
    return m_rows.at(size_t(index.row()))->task;
}

QModelIndex TaskModel::indexOf(const QString &profileId, const TaskState &task) const
{
    const int row = rowOf(keyOf(profileId, task));
    return row < 0 ? QModelIndex() : index(row, 0);
}

void TaskModel::setCanceling(const QString &profileId, const TaskState &task)
{
    const QString key = keyOf(profileId, task);
    const int row = rowOf(key);
    if (!m_open.contains(key))
        return;
    m_canceling.insert(key);
    if (row >= 0)
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void TaskModel::dismissEnded()
{
    if (m_memory)
        m_memory->dismissEnded();
    if (!m_filter.isEmpty())
        return; // a filter shows what it finds
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        if (!m_open.contains(m_rows.at(size_t(row))->key))
            remove(row);
    }
    m_hasMore = false;
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
    const auto *above = static_cast<const Row *>(child.internalPointer());
    if (!above)
        return {};
    const int row = rowOf(above->key);
    return row < 0 ? QModelIndex() : createIndex(row, 0, nullptr);
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
    if (role == CancelingRole)
        return m_canceling.contains(row.key);
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
    case SiteNameRole: {
        const int site = m_sites.indexOf(row.profileId);
        return site < 0 ? QString() : m_sites.at(site).profile.name;
    }
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
