// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskwords.h"

#include "models/taskmodel.h"
#include "resource/values.h"
#include "shell/looks.h"
#include "shell/visibletext.h"
#include "shell/wording.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace nephoscope {

namespace {

QString tr(const char *text, const char *note = nullptr, int count = -1)
{
    return QCoreApplication::translate("TaskWords", text, note, count);
}

TaskState::Phase phaseOf(const QModelIndex &index)
{
    return TaskState::Phase(index.data(TaskModel::PhaseRole).toInt());
}

/// The time of day; for what is older, the date with it.
QString began(const QModelIndex &index)
{
    const QDateTime started = index.data(TaskModel::StartedRole).toDateTime().toLocalTime();
    if (!started.isValid())
        return {};
    return started.date() == QDate::currentDate() ? QLocale().toString(started.time(), QLocale::ShortFormat)
                                                  : QLocale().toString(started, QLocale::ShortFormat);
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

QString spanWords(qint64 lower, qint64 upper)
{
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 3600;
    const auto span = [](qint64 from, qint64 to) {
        const QLocale here;
        return from == to ? here.toString(to) : here.toString(from) + QChar(0x2013) + here.toString(to);
    };
    if (upper < 2 * minute)
        return tr("%1 s").arg(span(std::max<qint64>(1, lower), std::max<qint64>(1, upper)));
    if (upper < 2 * hour)
        return tr("%1 min").arg(span(std::max<qint64>(1, lower / minute), (upper + minute - 1) / minute));
    return tr("%1 h").arg(span(std::max<qint64>(1, lower / hour), (upper + hour - 1) / hour));
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

void TaskWords::setMemory(const TaskMemory *memory)
{
    m_memory = memory;
    connect(memory, &TaskMemory::ended, this, [this] { m_usual.clear(); });
}

void TaskWords::tick()
{
    for (int row = 0; row < rowCount(); ++row) { // what goes on stands first, but for what has just ended
        const QModelIndex time = index(row, TaskModel::TimeColumn);
        if (phaseOf(time) <= TaskState::Phase::Running)
            emit dataChanged(time, time);
        else if (row > 200)
            break;
    }
}

std::optional<UsualDuration> TaskWords::usual(const QModelIndex &index) const
{
    const QString service = index.data(TaskModel::ServiceRole).toString();
    const QString operation = index.data(TaskModel::OperationRole).toString();
    if (!m_memory || operation.isEmpty())
        return std::nullopt;
    const QString key = service + QLatin1Char('\n') + operation;
    auto known = m_usual.constFind(key);
    if (known == m_usual.constEnd())
        known = m_usual.insert(key, m_memory->usual(service, operation));
    return *known;
}

/// How long it runs; while it does, against what is usual.
QString TaskWords::timeWords(const QModelIndex &index) const
{
    const QString time = elapsed(index);
    if (phaseOf(index) > TaskState::Phase::Running || index.parent().isValid())
        return time;
    const auto before = usual(index);
    if (!before)
        return time;
    const QDateTime started = index.data(TaskModel::StartedRole).toDateTime();
    if (started.isValid() && started.secsTo(QDateTime::currentDateTimeUtc()) > before->upper)
        return tr("%1, slower than usual").arg(time);
    return tr("%1, normally %2").arg(time, spanWords(before->lower, before->upper));
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
    case TaskModel::SiteColumn: {
        const QString name = index.data(TaskModel::SiteNameRole).toString();
        return index.parent().isValid() ? QString() : name.isEmpty() ? tr("Removed site") : name;
    }
    case TaskModel::UserColumn:
        return index.data(TaskModel::WhoRole).toString();
    case TaskModel::StateColumn: {
        if (index.data(TaskModel::CancelingRole).toBool())
            return tr("Cancel requested");
        const QString words = phaseWords(phaseOf(index));
        const QVariant percent = index.data(TaskModel::PercentRole);
        return phaseOf(index) == TaskState::Phase::Running && percent.isValid()
            ? tr("%1 %2 %").arg(words, QLocale().toString(percent.toInt()))
            : words;
    }
    case TaskModel::TimeColumn:
        return timeWords(index);
    case TaskModel::BeganColumn:
        return began(index);
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
    if (const auto before = usual(index)) {
        lines << tr("Normally %1, by %n case(s) before", nullptr, before->cases)
                     .arg(spanWords(before->lower, before->upper));
        const bool isRunning = !index.data(TaskModel::EndedRole).toDateTime().isValid();
        if (isRunning && started.secsTo(QDateTime::currentDateTimeUtc()) > before->upper)
            lines << tr("Slower than usual");
    }
    return lines.join(QLatin1Char('\n'));
}

QVariant TaskWords::data(const QModelIndex &index, int role) const
{
    if (role == Qt::DisplayRole)
        return visibleText(text(index));
    if (role == Qt::ToolTipRole)
        return plainToolTip(hint(index));
    if (role == Qt::DecorationRole && index.column() == TaskModel::StateColumn)
        return m_looks.stateIcon(toneOf(phaseOf(index)));
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
    case TaskModel::BeganColumn:
        return tr("Started");
    default:
        return {};
    }
}

} // namespace nephoscope
