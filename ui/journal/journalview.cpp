// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalview.h"

#include "base/storefile.h"
#include "journal/journaldetails.h"
#include "journal/journalexport.h"
#include "journal/journalwords.h"
#include "journal/undo.h"
#include "models/journalmodel.h"
#include "resource/columnwidths.h"
#include "resource/roomyrows.h"
#include "shell/looks.h"

#include <QAction>
#include <QBoxLayout>
#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QToolButton>
#include <QTreeView>

namespace nephoscope {

namespace {

/// Fills a choice anew and keeps what was chosen.
void refill(QComboBox *choice, const QString &all, const QList<std::pair<QString, QString>> &entries)
{
    const QSignalBlocker quiet(choice);
    const QVariant chosen = choice->currentData();
    choice->clear();
    choice->addItem(all, QString());
    for (const auto &[value, words] : entries)
        choice->addItem(words, value);
    choice->setCurrentIndex(std::max(0, choice->findData(chosen)));
}

} // namespace

JournalView::JournalView(std::shared_ptr<Journal> journal, const Looks &looks, Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_journal(std::move(journal))
    , m_looks(looks)
    , m_model(new JournalModel(m_journal, this))
    , m_words(new JournalWords(looks, this))
    , m_find(new QLineEdit(this))
    , m_table(new QTreeView(this))
{
    m_words->setSourceModel(m_model);
    makeActions();
    makeTable(settings);
    m_details = new JournalDetails(*m_journal, looks, this);
    auto *splitter = new QSplitter(this);
    splitter->addWidget(m_table);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeTools());
    all->addWidget(splitter, 1);
    constexpr int pause = 200; // milliseconds of typing
    m_typing.setInterval(pause);
    m_typing.setSingleShot(true);
    connect(m_find, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &JournalView::applyFilter);
    connect(m_journal.get(), &Journal::changed, this, &JournalView::fillChoicesFrom);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &JournalView::showCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, &JournalView::showCurrent);
    fillChoices();
    applyFilter();
}

void JournalView::makeActions()
{
    const auto make = [this](const char *name, const QString &words, const QString &icon) {
        auto *action = new QAction(m_looks.icon(icon), words, this);
        action->setObjectName(QLatin1String(name));
        return action;
    };
    m_open = make("journalOpen", tr("Open object"), QStringLiteral("open"));
    m_undo = make("journalUndo", tr("Undo change \u2026"), QStringLiteral("undo"));
    m_export = make("journalExport", tr("Export \u2026"), QStringLiteral("save"));
    m_verify = make("journalVerify", tr("Verify"), QStringLiteral("check"));
    m_verify->setToolTip(tr("Reads every entry again and names the first that is not as it was written"));
    connect(m_open, &QAction::triggered, this, [this] {
        if (const auto entry = current())
            emit opened(entry->siteId, entry->object);
    });
    connect(m_undo, &QAction::triggered, this, [this] {
        if (const auto entry = current())
            emit undoWanted(*entry);
    });
    connect(m_export, &QAction::triggered, this, &JournalView::askWhereToExport);
    connect(m_verify, &QAction::triggered, this, &JournalView::verify);
}

QComboBox *JournalView::makeChoice(const char *name, const QString &accessible)
{
    auto *choice = new QComboBox(this);
    choice->setObjectName(QLatin1String(name));
    choice->setAccessibleName(accessible);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(choice, &QComboBox::currentIndexChanged, this, &JournalView::applyFilter);
    return choice;
}

QWidget *JournalView::makeTools()
{
    auto *tools = new QWidget(this);
    auto *line = new QHBoxLayout(tools);
    line->setContentsMargins(8, 4, 8, 4);
    line->setSpacing(6);
    m_find->setObjectName(QStringLiteral("journalFind"));
    m_find->setAccessibleName(tr("Search the journal"));
    m_find->setPlaceholderText(tr("Search the journal"));
    m_find->setClearButtonEnabled(true);
    m_find->setMaximumWidth(fontMetrics().averageCharWidth() * 36);
    m_site = makeChoice("journalSite", tr("Site"));
    m_user = makeChoice("journalUser", tr("User"));
    m_result = makeChoice("journalResult", tr("Result"));
    m_time = makeChoice("journalTime", tr("Time"));
    m_object = new QToolButton(tools);
    m_object->setObjectName(QStringLiteral("journalObject"));
    m_object->setIcon(m_looks.icon(QStringLiteral("close")));
    m_object->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_object->setToolTip(tr("Show the entries of all objects again"));
    m_object->hide();
    connect(m_object, &QToolButton::clicked, this, [this] {
        m_identity.clear();
        m_object->hide();
        applyFilter();
    });
    line->addWidget(m_find, 1);
    for (QWidget *part : QList<QWidget *>{m_site, m_user, m_result, m_time, m_object})
        line->addWidget(part);
    line->addStretch();
    for (QAction *action : {m_open, m_undo, m_export, m_verify}) {
        auto *button = new QToolButton(tools);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setAutoRaise(true);
        line->addWidget(button);
    }
    return tools;
}

void JournalView::makeTable(Settings &settings)
{
    m_table->setObjectName(QStringLiteral("journal"));
    m_table->setAccessibleName(tr("Journal"));
    m_table->setModel(m_words);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setItemDelegate(new RoomyRows(m_table));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions({m_open, m_undo});
    rememberWidths(m_table->header(), settings, QStringLiteral("journal"), {20, 12, 16, 18, 44, 20, 18});
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &JournalView::showCurrent);
    connect(m_table, &QTreeView::activated, m_open, &QAction::trigger);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, m_model, [this](int value) {
        if (value > 0 && value == m_table->verticalScrollBar()->maximum())
            m_model->readOn();
    });
}

void JournalView::fillChoices()
{
    QList<std::pair<QString, QString>> users;
    const QStringList names = m_journal->users();
    for (const QString &name : names)
        users << std::pair(name, name);
    refill(m_site, tr("All sites"), m_journal->sites());
    refill(m_user, tr("All users"), users);
    if (m_result->count() > 0)
        return;
    QList<std::pair<QString, QString>> results;
    for (const WriteResult result : {WriteResult::Done, WriteResult::Failed, WriteResult::Unknown, WriteResult::Running,
             WriteResult::Open, WriteResult::Canceled})
        results << std::pair(nameOf(result), resultWords(result));
    refill(m_result, tr("All results"), results);
    refill(m_time, tr("Any time"),
        {{QStringLiteral("1"), tr("Today")}, {QStringLiteral("7"), tr("Last 7 days")},
            {QStringLiteral("30"), tr("Last 30 days")}});
}

/// Who and where there is takes a look at the whole journal: only where somebody new has come.
void JournalView::fillChoicesFrom(qint64 entry)
{
    const Result<JournalEntry> heard = m_journal->entry(entry);
    if (heard && (m_site->findData(heard->siteId) < 0 || m_user->findData(heard->user) < 0))
        fillChoices();
}

void JournalView::applyFilter()
{
    if (!m_time || m_time->count() == 0)
        return;
    JournalFilter filter;
    filter.text = m_find->text().trimmed();
    filter.site = m_site->currentData().toString();
    filter.user = m_user->currentData().toString();
    filter.object = m_identity;
    if (const QString result = m_result->currentData().toString(); !result.isEmpty())
        filter.result = writeResultNamed(result);
    if (const int days = m_time->currentData().toInt(); days > 0)
        filter.from = QDate::currentDate().addDays(1 - days).startOfDay();
    m_model->setFilter(filter);
}

void JournalView::showObject(const Ref &object, const QString &name)
{
    m_identity = object.identity();
    m_object->setText(tr("Only %1").arg(name));
    m_object->show();
    applyFilter();
}

std::optional<JournalEntry> JournalView::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? std::optional(index.data(JournalModel::EntryRole).value<JournalEntry>()) : std::nullopt;
}

void JournalView::showCurrent()
{
    const std::optional<JournalEntry> entry = current();
    m_details->show(entry);
    m_open->setEnabled(entry && !entry->object.href().isEmpty());
    judge(entry);
}

/// Whether it may be undone now.
void JournalView::judge(const std::optional<JournalEntry> &entry)
{
    const QString why = entry && m_refusal ? m_refusal(entry->siteId) : QString();
    const Result<bool> may = !entry ? failure(Error::Kind::Unsupported, tr("Choose an entry first."))
        : !why.isEmpty()            ? failure(Error::Kind::Unsupported, why)
                                    : mayBeUndone(*m_journal, *entry);
    m_undo->setEnabled(may.has_value());
    m_undo->setToolTip(may ? tr("Computes what gives the object its former values, and shows it before it is sent")
                           : may.error().message());
    m_undo->setStatusTip(may ? QString() : may.error().message());
}

void JournalView::setRefusal(const Refusal &refusal)
{
    m_refusal = refusal;
    judge(current());
}

void JournalView::askWhereToExport()
{
    auto *asking = new QFileDialog(this, tr("Export the entries shown"));
    asking->setObjectName(QStringLiteral("exportJournalDialog"));
    asking->setAttribute(Qt::WA_DeleteOnClose);
    asking->setAcceptMode(QFileDialog::AcceptSave);
    asking->setNameFilters({tr("JSON (*.json)"), tr("CSV (*.csv)")});
    asking->setDefaultSuffix(QStringLiteral("json"));
    connect(asking, &QFileDialog::filterSelected, asking, [asking](const QString &filter) {
        asking->setDefaultSuffix(
            filter.contains(QLatin1String("csv")) ? QStringLiteral("csv") : QStringLiteral("json"));
    });
    connect(asking, &QFileDialog::fileSelected, this, &JournalView::exportTo);
    asking->open();
}

void JournalView::exportTo(const QString &fileName)
{
    const auto entries = m_journal->entries(m_model->filter(), -1); // all that fit, not only those read so far
    if (!entries)
        return emit failed(tr("The journal could not be read."), entries.error());
    const bool isCsv = fileName.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive);
    const QByteArray bytes = isCsv ? journalAsCsv(*entries) : journalAsJson(*entries);
    if (const Result<void> written = StoreFile::write(fileName, bytes); !written)
        return emit failed(tr("The journal could not be exported."), written.error());
    emit told(tr("%n entries were written to %1.", nullptr, int(entries->size())).arg(fileName));
}

void JournalView::verify()
{
    const Result<JournalProof> proof = m_journal->verify();
    if (!proof)
        emit failed(tr("The journal could not be read."), proof.error());
    else if (proof->brokenEntry > 0)
        emit failed(tr("Entry %1 of the journal is not as it was written.").arg(proof->brokenEntry),
            Error(Error::Kind::Malformed, proof->fault));
    else
        emit told(tr("All %1 records of the journal are as they were written. The last has the hash %2.")
                      .arg(proof->records)
                      .arg(QString::fromLatin1(proof->head.toHex())));
}

void JournalView::takeFocus() { m_table->setFocus(Qt::ShortcutFocusReason); }

} // namespace nephoscope
