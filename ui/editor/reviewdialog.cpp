// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/reviewdialog.h"

#include "editor/reasonfield.h"
#include "editor/requestwords.h"
#include "resource/values.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>

namespace nephoscope {

namespace {

QLabel *plainLabel(const QString &text, const char *name, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

void embolden(QLabel *label)
{
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
}

} // namespace

ReviewDialog::ReviewDialog(const QString &name, const QString &verb, QWidget *parent)
    : SiteDialog(parent)
{
    setObjectName(QStringLiteral("reviewDialog"));
    setWindowTitle(tr("Review changes"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 16, 16, 16);
    all->setSpacing(12);
    QLabel *title = plainLabel(tr("Changes to %1").arg(name), "reviewTitle", this);
    embolden(title);
    all->addWidget(title);
    m_notes = plainLabel({}, "reviewNotes", this);
    m_mine = makeTable(QStringLiteral("reviewChanges"), tr("Changes"));
    m_theirsTitle = plainLabel(tr("Changed by others meanwhile, and taken over"), "reviewTheirsTitle", this);
    m_theirs = makeTable(QStringLiteral("reviewTheirs"), tr("Changes of others"));
    auto *split = new QSplitter(Qt::Vertical, this);
    auto *above = new QWidget(split);
    auto *tables = new QVBoxLayout(above);
    tables->setContentsMargins(0, 0, 0, 0);
    tables->setSpacing(8);
    for (QWidget *part : QList<QWidget *>{m_mine, m_theirsTitle, m_theirs, m_notes})
        tables->addWidget(part, part == m_mine ? 1 : 0);
    split->addWidget(above);
    split->addWidget(makeRequests());
    split->setChildrenCollapsible(false);
    all->addWidget(split, 1);
    auto *buttons = new QDialogButtonBox(this);
    m_copy = buttons->addButton(tr("Copy as curl"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(QStringLiteral("reviewCopy"));
    m_copy->setAutoDefault(false);
    m_back = buttons->addButton(tr("Go on editing"), QDialogButtonBox::RejectRole);
    m_back->setAutoDefault(false);
    m_send = buttons->addButton(verb, QDialogButtonBox::AcceptRole);
    m_send->setObjectName(QStringLiteral("reviewSend"));
    m_send->setDefault(true);
    m_waiting = plainLabel({}, "reviewWaiting", this);
    m_waiting->setForegroundRole(QPalette::PlaceholderText);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_waiting, 1);
    foot->addWidget(buttons);
    all->addLayout(foot);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_curl); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 34);
}

QTreeWidget *ReviewDialog::makeTable(const QString &name, const QString &accessible)
{
    auto *table = new QTreeWidget(this);
    table->setObjectName(name);
    table->setAccessibleName(accessible);
    table->setHeaderLabels({tr("Property"), tr("Before"), tr("After")});
    table->setRootIsDecorated(false);
    table->setAlternatingRowColors(true);
    table->setUniformRowHeights(true);
    table->header()->setStretchLastSection(true);
    table->header()->setDefaultSectionSize(fontMetrics().averageCharWidth() * 36);
    return table;
}

QWidget *ReviewDialog::makeRequests()
{
    auto *below = new QWidget(this);
    auto *all = new QVBoxLayout(below);
    all->setContentsMargins(0, 8, 0, 0);
    all->setSpacing(4);
    QLabel *title = plainLabel(tr("What will be sent"), "reviewRequestsTitle", below);
    embolden(title);
    m_text = new QPlainTextEdit(below);
    m_text->setObjectName(QStringLiteral("reviewRequests"));
    m_text->setAccessibleName(tr("Requests"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    all->addWidget(title);
    all->addWidget(m_text, 1);
    return below;
}

void ReviewDialog::fill(QTreeWidget *table, const QList<ChangeLine> &lines)
{
    table->clear();
    for (const ChangeLine &line : lines) {
        auto *row = new QTreeWidgetItem(table, {line.label, line.before, line.after});
        for (int column = 0; column < 3; ++column)
            row->setToolTip(column, plainToolTip(row->text(column)));
    }
}

void ReviewDialog::setChanges(const QList<ChangeLine> &mine)
{
    fill(m_mine, mine);
    m_mine->setVisible(!mine.isEmpty());
}

void ReviewDialog::setTakenOver(const QList<ChangeLine> &theirs)
{
    fill(m_theirs, theirs);
    m_theirsTitle->setVisible(!theirs.isEmpty());
    m_theirs->setVisible(!theirs.isEmpty());
}

void ReviewDialog::setNotes(const QStringList &notes)
{
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());
}

void ReviewDialog::setRequests(const QList<Request> &requests)
{
    QStringList texts;
    QStringList commands;
    for (const Request &request : requests) {
        texts << requestText(request);
        commands << asCurl(request);
    }
    m_text->setPlainText(texts.join(QStringLiteral("\n\n\n")));
    m_curl = commands.join(QStringLiteral("\n\n"));
}

void ReviewDialog::setWaiting(const QString &words)
{
    m_waiting->setText(words);
    m_copy->setEnabled(words.isEmpty());
    check();
}

void ReviewDialog::askReason(const Profile &profile)
{
    m_reason = new ReasonField(profile, this);
    auto *all = static_cast<QVBoxLayout *>(layout());
    setSite(profile);
    all->insertWidget(all->count() - 1, m_reason);
    connect(m_reason, &ReasonField::edited, this, &ReviewDialog::check);
    connect(this, &QDialog::accepted, m_reason, &ReasonField::remember);
    check();
}

void ReviewDialog::setWayBack(const QString &words) { m_back->setText(words); }

QString ReviewDialog::reason() const { return m_reason ? m_reason->reason() : QString(); }

void ReviewDialog::check()
{
    const bool isReasoned = !m_reason || m_reason->isEnough();
    m_send->setEnabled(m_waiting->text().isEmpty() && isReasoned);
    m_send->setToolTip(isReasoned ? QString() : tr("Give a reason first"));
}

} // namespace nephoscope
