// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskwords.h"

#include "journal/taskmemory.h"
#include "models/taskmodel.h"
#include "shell/looks.h"
#include "shell/plaintext.h"
#include "shell/wording.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace nephoscope {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("TaskWords", text); }

TaskState::Phase phaseOf(const QModelIndex &index)
{
    return TaskState::Phase(index.data(TaskModel::PhaseRole).toInt());
}

QString elapsed(const QModelIndex &index)
{
    const QDateTime started = index.data(TaskModel::StartedRole).toDateTime();
    if (!started.isValid())
        return {};
    const QDateTime ended = index.data(TaskModel::EndedRole).toDateTime();
    return clockWords(std::max<qint64>(0, started.secsTo(ended.isValid() ? ended : QDateTime::currentDateTimeUtc())));
}

} // namespace

QString clockWords(qint64 seconds)
{
    const auto two = [](qint64 number) { return QString::number(number).rightJustified(2, QLatin1Char('0')); };
    const qint64 hours = seconds / 3600;
    const qint64 minutes = seconds / 60 % 60;
    if (hours > 0)
        return QStringLiteral("%1:%2:%3").arg(QString::number(hours), two(minutes), two(seconds % 60));
    return QStringLiteral("%1:%2").arg(QString::number(minutes), two(seconds % 60));
}

QString phaseWords(TaskState::Phase phase)
{
    switch (phase) {
    case TaskState::Phase::Queued:
        return tr("Queued");
    case TaskState::Phase::Running:
        return tr("Running");
    case TaskState::Phase::Succeeded:
        return tr("Succeeded");
    case TaskState::Phase::Failed:
        return tr("Failed");
    case TaskState::Phase::Canceled:
        return tr("Canceled");
    case TaskState::Phase::Aborted:
        return tr("Aborted");
    case TaskState::Phase::Unknown:
        break;
    }
    return tr("Unknown");
}

State::Tone toneOf(TaskState::Phase phase)
{
    switch (phase) {
    case TaskState::Phase::Queued:
    case TaskState::Phase::Running:
        return State::Tone::Changing;
    case TaskState::Phase::Succeeded:
        return State::Tone::On;
    case TaskState::Phase::Failed:
    case TaskState::Phase::Aborted:
        return State::Tone::Failed;
    case TaskState::Phase::Canceled:
        return State::Tone::Off;
    case TaskState::Phase::Unknown:
        break;
    }
    return State::Tone::Unknown;
}

TaskWords::TaskWords(const Looks &looks, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_looks(looks)
{
}

void TaskWords::tick()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, TaskModel::TimeColumn), index(rowCount() - 1, TaskModel::TimeColumn));
}

QString TaskWords::text(const QModelIndex &index) const
{
    switch (index.column()) {
    case TaskModel::NameColumn: {
        const QString sentence = index.data(TaskModel::DescriptionRole).toString();
        return sentence.isEmpty() ? readableWords(index.data(TaskModel::OperationRole).toString()) : sentence;
    }
    case TaskModel::ObjectColumn: {
        const Ref object = index.data(TaskModel::ObjectRole).value<Ref>();
        if (!object.name().isEmpty() || object.kind().isEmpty())
            return object.name();
        return m_looks.kind(index.data(TaskModel::ServiceRole).toString(), object.kind());
    }
    case TaskModel::SiteColumn:
        return index.parent().isValid() ? QString() : index.data(TaskModel::SiteNameRole).toString();
    case TaskModel::UserColumn:
        return index.data(TaskModel::WhoRole).toString();
    case TaskModel::StateColumn: {
        const QString words = phaseWords(phaseOf(index));
        const QVariant percent = index.data(TaskModel::PercentRole);
        return phaseOf(index) == TaskState::Phase::Running && percent.isValid()
            ? tr("%1 %2 %").arg(words, QLocale().toString(percent.toInt()))
            : words;
    }
    case TaskModel::TimeColumn:
        return elapsed(index);
    default:
        return {};
    }
}

QString TaskWords::hint(const QModelIndex &index) const
{
    if (index.column() == TaskModel::StateColumn) {
        const QString message = index.data(TaskModel::MessageRole).toString();
        const QString word = tr("The service says: %1").arg(index.data(TaskModel::WordRole).toString());
        return message.isEmpty() ? word : message + QLatin1Char('\n') + word;
    }
    if (index.column() == TaskModel::TimeColumn)
        return timeHint(index);
    return text(index);
}

/// Since when, how long such work normally takes, and whether this is slower.
QString TaskWords::timeHint(const QModelIndex &index) const
{
    const QDateTime started = index.data(TaskModel::StartedRole).toDateTime();
    if (!started.isValid())
        return {};
    QStringList lines{tr("Since %1").arg(QLocale().toString(started.toLocalTime(), QLocale::LongFormat))};
    const auto usual = m_memory ? m_memory->usual(index.data(TaskModel::ServiceRole).toString(),
                           index.data(TaskModel::OperationRole).toString())
                                : std::nullopt;
    if (usual) {
        lines << tr("Normally %1\u2013%2").arg(clockWords(usual->lower), clockWords(usual->upper));
        const bool isRunning = !index.data(TaskModel::EndedRole).toDateTime().isValid();
        if (isRunning && started.secsTo(QDateTime::currentDateTimeUtc()) > usual->upper)
            lines << tr("Slower than usual");
    }
    return lines.join(QLatin1Char('\n'));
}

QVariant TaskWords::data(const QModelIndex &index, int role) const
{
    if (role == Qt::DisplayRole)
        return text(index);
    if (role == Qt::ToolTipRole)
        return plainToolTip(hint(index));
    if (role == Qt::DecorationRole && index.column() == TaskModel::StateColumn)
        return m_looks.stateIcon(toneOf(phaseOf(index)));
    if (role == Qt::TextAlignmentRole && index.column() == TaskModel::TimeColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return QIdentityProxyModel::data(index, role);
}

QVariant TaskWords::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (section) {
    case TaskModel::NameColumn:
        return tr("Task");
    case TaskModel::ObjectColumn:
        return tr("Object");
    case TaskModel::SiteColumn:
        return tr("Site");
    case TaskModel::UserColumn:
        return tr("User");
    case TaskModel::StateColumn:
        return tr("State");
    case TaskModel::TimeColumn:
        return tr("Time");
    default:
        return {};
    }
}

} // namespace nephoscope
