// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/taskrestart.h"

#include "base/redaction.h"

#include <QCoreApplication>

namespace nephoscope {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(TaskRestart)
};

tl::unexpected<Error> refused(const QString &sentence) { return failure(Error::Kind::Unsupported, sentence); }

QString whyNotByRole(Operation::Role role)
{
    switch (role) {
    case Operation::Role::Create:
        return Words::tr(
            "It was to make something new, part of which may be there: clean that up, then create it anew.");
    case Operation::Role::Edit:
        return Words::tr("It was to save values, and others may have changed the object since: open it and edit it.");
    case Operation::Role::Upload:
        return Words::tr("It moved a file, which is begun anew from the object's page.");
    case Operation::Role::Ask:
    case Operation::Role::Download:
        return Words::tr("It changed nothing.");
    case Operation::Role::Act:
    case Operation::Role::Delete:
        break;
    }
    return {};
}

std::optional<JournalEntry> entryOf(const Journal &journal, const QString &site, const TaskState &task)
{
    JournalFilter filter;
    filter.site = site;
    filter.text = task.href.path().section(QLatin1Char('/'), -1);
    const Result<QList<JournalEntry>> entries = journal.entries(filter, 20);
    for (const JournalEntry &entry : entries.value_or(QList<JournalEntry>())) {
        if (!entry.task.isEmpty() && entry.task.path() == task.href.path())
            return entry;
    }
    return std::nullopt;
}

} // namespace

Result<TaskRestart> restartOf(const Journal &journal, const QString &site, const TaskState &task)
{
    using Phase = TaskState::Phase;
    if (task.phase != Phase::Failed && task.phase != Phase::Aborted && task.phase != Phase::Canceled)
        return refused(Words::tr("Only what failed or was canceled can be started again."));
    const auto entry = entryOf(journal, site, task);
    if (!entry)
        return refused(Words::tr("It was not started from this computer, so what was asked for is not known here."));
    const QString byRole = whyNotByRole(entry->role);
    if (!byRole.isEmpty())
        return refused(byRole);
    QByteArray body;
    if (!entry->request.isEmpty()) {
        const Result<QByteArray> kept = journal.document(entry->request);
        if (!kept)
            return failure(kept.error());
        body = *kept;
    }
    if (body.contains(redactionMark()))
        return refused(Words::tr("A secret was sent with it, and the journal keeps none."));
    TaskRestart again;
    again.entry = *entry;
    again.request = body.isEmpty() ? Request(entry->method, entry->url)
                                   : Request::withBody(entry->method, entry->url, body, entry->bodyType);
    return again;
}

} // namespace nephoscope
