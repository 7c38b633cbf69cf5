// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journaldetails.h"

#include "document/document.h"
#include "journal/journalwords.h"
#include "resource/values.h"

#include <QBoxLayout>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QTreeWidget>

namespace nephoscope {

JournalDetails::JournalDetails(const Journal &journal, const Looks &looks, QWidget *parent)
    : QWidget(parent)
    , m_journal(journal)
    , m_looks(looks)
    , m_nothing(new QLabel(tr("Choose an entry to see it in full. Secrets are never kept."), this))
    , m_changes(new QTreeWidget(this))
    , m_facts(new QPlainTextEdit(this))
{
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_changes->setObjectName(QStringLiteral("journalChanges"));
    m_changes->setAccessibleName(tr("Changes of this entry"));
    m_changes->setHeaderLabels({tr("Property"), tr("Before"), tr("After")});
    m_changes->setRootIsDecorated(false);
    m_changes->setAlternatingRowColors(true);
    m_changes->setUniformRowHeights(true);
    m_changes->setFrameShape(QFrame::NoFrame);
    m_changes->header()->setDefaultSectionSize(fontMetrics().averageCharWidth() * 22);
    m_facts->setObjectName(QStringLiteral("journalFacts"));
    m_facts->setAccessibleName(tr("Entry in full"));
    m_facts->setReadOnly(true);
    m_facts->setTabChangesFocus(true);
    m_facts->setFrameShape(QFrame::NoFrame);
    m_facts->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_facts->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_nothing, 1);
    all->addWidget(m_changes);
    all->addWidget(m_facts, 1);
    show(std::nullopt);
}

void JournalDetails::show(const std::optional<JournalEntry> &entry)
{
    m_nothing->setVisible(!entry);
    m_facts->setVisible(entry.has_value());
    m_changes->clear();
    const QList<ChangeLine> lines = entry ? changeLines(*entry, m_looks) : QList<ChangeLine>();
    for (const ChangeLine &line : lines) {
        auto *row = new QTreeWidgetItem(m_changes, {line.label, line.before, line.after});
        for (int column = 0; column < 3; ++column)
            row->setToolTip(column, plainToolTip(row->text(column)));
    }
    constexpr qsizetype mostRows = 8; // at once
    m_changes->setVisible(!lines.isEmpty());
    m_changes->setFixedHeight((fontMetrics().height() + 4) * int(std::min(lines.size(), mostRows) + 2));
    m_facts->setPlainText(entry ? facts(*entry) : QString());
}

QString JournalDetails::facts(const JournalEntry &entry) const
{
    QStringList lines;
    const auto say = [&lines](const QString &name, const QString &value) {
        if (!value.isEmpty())
            lines << name + QStringLiteral(": ") + value;
    };
    const auto time = [](const QDateTime &at) {
        return at.isValid() ? QLocale().toString(at.toLocalTime(), QLocale::LongFormat) : QString();
    };
    say(tr("Entry"), QString::number(entry.id));
    say(tr("Sent"), time(entry.time));
    say(tr("Last heard of"), time(entry.ended));
    say(tr("Site"), entry.site);
    say(tr("User"), entry.user);
    say(tr("Object"), objectWords(entry, m_looks));
    say(tr("Id"), entry.object.id());
    say(tr("Request"), QString::fromLatin1(entry.method) + QLatin1Char(' ') + entry.url.toString(QUrl::FullyEncoded));
    say(tr("Result"), resultWords(entry.result));
    say(tr("Status"), entry.status > 0 ? QString::number(entry.status) : QString());
    say(tr("Said"), entry.words);
    say(tr("Reason or ticket"), entry.reason);
    say(tr("Server's request id"), entry.requestId);
    say(tr("Own action id"), entry.action);
    say(tr("Task"), entry.taskId.isEmpty() ? entry.task.toString() : entry.taskId);
    say(tr("Made"), entry.made ? entry.made->name() + QLatin1Char(' ') + entry.made->href().toString() : QString());
    say(tr("Takes back entry"), entry.undoes > 0 ? QString::number(entry.undoes) : QString());
    say(tr("Run over many objects"), QString::fromLatin1(entry.batch));
    say(tr("Hash"), QString::fromLatin1(entry.hash.toHex()));
    return lines.join(QLatin1Char('\n')) + body(tr("Body that was sent"), entry.request)
        + body(tr("Body of the answer"), entry.answer) + body(tr("The object before"), entry.before);
}

QString JournalDetails::body(const QString &title, const QByteArray &key) const
{
    constexpr qsizetype most = 128 * 1024; // characters shown; the journal has all
    if (key.isEmpty())
        return {};
    const Result<QByteArray> bytes = m_journal.document(key);
    if (!bytes)
        return QStringLiteral("\n\n%1\n%2").arg(title, bytes.error().message());
    const Result<Document> document = Document::parse(*bytes);
    const QByteArray text = document ? document->pretty() : *bytes;
    return QStringLiteral("\n\n\u2014 %1 \u2014\n%2").arg(title, QString::fromUtf8(text.left(most)));
}

} // namespace nephoscope
