// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalwords.h"

#include "models/journalmodel.h"
#include "resource/values.h"
#include "shell/looks.h"
#include "shell/visibletext.h"

#include <QLocale>
#include <QRegularExpression>

namespace nephoscope {

QString resultWords(WriteResult result)
{
    switch (result) {
    case WriteResult::Open:
        return JournalWords::tr("Being sent");
    case WriteResult::Running:
        return JournalWords::tr("Running");
    case WriteResult::Done:
        return JournalWords::tr("Done");
    case WriteResult::Failed:
        return JournalWords::tr("Failed");
    case WriteResult::Canceled:
        return JournalWords::tr("Canceled");
    case WriteResult::Unknown:
        break;
    }
    return JournalWords::tr("Unknown");
}

State::Tone toneOf(WriteResult result)
{
    switch (result) {
    case WriteResult::Open:
    case WriteResult::Running:
        return State::Tone::Changing;
    case WriteResult::Done:
        return State::Tone::On;
    case WriteResult::Failed:
        return State::Tone::Failed;
    case WriteResult::Canceled:
        return State::Tone::Off;
    case WriteResult::Unknown:
        break;
    }
    return State::Tone::Warning;
}

QString objectWords(const JournalEntry &entry, const Looks &looks)
{
    if (!entry.object.name().isEmpty())
        return entry.object.name();
    return entry.object.kind().isEmpty() ? entry.url.path() : looks.kind(entry.service, entry.object.kind());
}

QList<ChangeLine> changeLines(const JournalEntry &entry, const Looks &looks)
{
    const Labels labels = [&](const Path &path) {
        static const QRegularExpression positions(QStringLiteral("\\[\\d+\\]"));
        return looks.property(entry.service, entry.object.kind(), QString(path.text()).remove(positions));
    };
    QList<ChangeLine> lines;
    for (const Change &change : entry.changes) {
        ChangeLine line;
        line.path = change.path.isEmpty() ? change.basePath : change.path;
        line.label = placeWords(line.path, labels);
        line.before = change.kind == Change::Kind::Added ? QString(QChar(0x2014)) : oneLine(change.before, 200);
        line.after = change.kind == Change::Kind::Removed ? JournalWords::tr("removed")
            : change.kind == Change::Kind::Moved          ? JournalWords::tr("moved")
                                                          : oneLine(change.after, 200);
        lines << line;
    }
    return lines;
}

JournalWords::JournalWords(const Looks &looks, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_looks(looks)
{
}

QString JournalWords::text(const JournalEntry &entry, int column) const
{
    switch (column) {
    case JournalModel::TimeColumn:
        return QLocale().toString(entry.time.toLocalTime(), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    case JournalModel::SiteColumn:
        return entry.site;
    case JournalModel::UserColumn:
        return entry.user;
    case JournalModel::OperationColumn:
        return entry.operation.isEmpty() ? QString::fromLatin1(entry.method) : entry.operation;
    case JournalModel::ObjectColumn:
        return objectWords(entry, m_looks);
    case JournalModel::ChangesColumn: {
        const QList<ChangeLine> lines = changeLines(entry, m_looks);
        if (lines.isEmpty())
            return {};
        const ChangeLine &first = lines.constFirst();
        const QString words = tr("%1: %2 \u2192 %3").arg(first.label, first.before, first.after);
        return lines.size() == 1 ? words : tr("%1 (+%2)").arg(words).arg(lines.size() - 1);
    }
    case JournalModel::ResultColumn:
        return resultWords(entry.result);
    default:
        return {};
    }
}

QString JournalWords::hint(const JournalEntry &entry, int column) const
{
    if (column == JournalModel::ResultColumn)
        return entry.words;
    if (column == JournalModel::TimeColumn)
        return QLocale().toString(entry.time.toLocalTime(), QLocale::LongFormat);
    return text(entry, column);
}

QVariant JournalWords::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::DecorationRole))
        return QIdentityProxyModel::data(index, role);
    const auto entry = index.data(JournalModel::EntryRole).value<JournalEntry>();
    if (role == Qt::DisplayRole)
        return visibleText(text(entry, index.column()));
    if (role == Qt::ToolTipRole)
        return plainToolTip(hint(entry, index.column()));
    if (index.column() == JournalModel::ResultColumn)
        return m_looks.stateIcon(toneOf(entry.result));
    if (index.column() == JournalModel::ObjectColumn && !entry.object.kind().isEmpty())
        return m_looks.kindIcon(entry.service, entry.object.kind());
    return {};
}

QVariant JournalWords::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (section) {
    case JournalModel::TimeColumn:
        return tr("Time");
    case JournalModel::SiteColumn:
        return tr("Site");
    case JournalModel::UserColumn:
        return tr("User");
    case JournalModel::OperationColumn:
        return tr("Operation");
    case JournalModel::ObjectColumn:
        return tr("Object");
    case JournalModel::ChangesColumn:
        return tr("Changes");
    case JournalModel::ResultColumn:
        return tr("Result");
    default:
        return {};
    }
}

} // namespace nephoscope
