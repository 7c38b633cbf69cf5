// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/tablepane.h"

#include "base/settings.h"
#include "inventory/filterheader.h"
#include "inventory/filtertext.h"
#include "inventory/keptsite.h"
#include "inventory/liverefresh.h"
#include "inventory/rowrefs.h"
#include "inventory/tabledelegate.h"
#include "inventory/workstrip.h"
#include "resource/linkclicks.h"
#include "resource/values.h"
#include "shell/glyph.h"
#include "shell/looks.h"
#include "shell/messagebar.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QScrollBar>
#include <QShortcut>
#include <QTableView>
#include <QToolButton>

namespace nephoscope {

namespace {

constexpr int usualLetters = 18;
constexpr int nameLetters = 28;
constexpr int progressFrom = 300; ///< rows: what is shorter is there before one could read a progress

/// A tool button's own way to show a menu waits inside for its end.
void opensMenu(QToolButton *button, QMenu *menu)
{
    button->setText(button->text() + QStringLiteral(" \u25be"));
    QObject::connect(button, &QToolButton::clicked, menu,
        [button, menu] { menu->popup(button->mapToGlobal(QPoint(0, button->height()))); });
}

QString number(qint64 value) { return groupedDigits(QString::number(value)); }

} // namespace

TablePane::TablePane(std::shared_ptr<Session> session, const Looks &looks, Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_session(std::move(session))
    , m_looks(looks)
    , m_settings(settings)
    , m_views(settings)
    , m_table(m_session, settings.value(setting::pagesAtATime))
    , m_columns(std::make_unique<TableColumns>(looks, m_session->platform().service(), QString()))
    , m_messages(new MessageBar(this))
{
    setObjectName(QStringLiteral("tablePane"));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 12, 0, 0);
    all->setSpacing(8);
    makeBar(all);
    m_work = new WorkStrip(this);
    all->addWidget(m_work);
    all->addWidget(m_messages);
    makeView(all);
    listen();
}

TablePane::~TablePane() = default;

void TablePane::makeView(QBoxLayout *all)
{
    m_view = new QTableView(this);
    m_view->setObjectName(QStringLiteral("table"));
    m_view->setAccessibleName(tr("Table"));
    m_header = new FilterHeader(m_view);
    m_view->setHorizontalHeader(m_header);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setCornerButtonEnabled(false);
    m_view->setTabKeyNavigation(false);
    m_delegate = new TableDelegate(
        m_table.model(), m_looks, [this](int section) -> const TableColumn & { return column(section); },
        [this](int row, const QString &text) { return stateOf(row, text); }, this);
    m_view->setItemDelegate(m_delegate);
    m_view->setModel(&m_table.model());
    all->addWidget(m_view, 1);
}

void TablePane::makeBar(QBoxLayout *all)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("tableSearch"));
    m_search->setAccessibleName(tr("Search all columns"));
    m_search->setPlaceholderText(tr("Search all columns"));
    m_search->setToolTip(plainToolTip(tr("Text in any column, !text for rows without it, /regular expression/.\n"
                                         "Addresses and identifiers are searched from eight characters on.")));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(glyph(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_search->setMaximumWidth(44 * fontMetrics().averageCharWidth());
    m_count = new QLabel(this);
    m_count->setObjectName(QStringLiteral("tableCount"));
    m_count->setTextFormat(Qt::PlainText);
    m_count->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("tableProgress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(16 * fontMetrics().averageCharWidth(), fontMetrics().height() / 2);
    const auto button = [this](const QString &name, const QString &text) {
        auto *made = new QToolButton(this);
        made->setObjectName(name);
        made->setText(text);
        made->setAutoRaise(true);
        return made;
    };
    m_stop = button(QStringLiteral("tableStop"), tr("Stop"));
    m_all = button(QStringLiteral("tableSelectAll"), QString());
    m_all->setToolTip(tr("Select all rows that pass the filters"));
    m_server = button(QStringLiteral("tableServer"), tr("Filter on the server"));
    m_server->setCheckable(true);
    m_server->setToolTip(tr("The service sends only what passes the filters of the columns"));
    m_live = new LiveRefresh(this);
    QToolButton *columns = button(QStringLiteral("tableColumns"), tr("Columns"));
    QToolButton *views = button(QStringLiteral("tableViews"), tr("Views"));
    QToolButton *exports = button(QStringLiteral("tableExport"), tr("Export"));
    m_columnMenu = new QMenu(columns);
    m_viewMenu = new QMenu(views);
    m_viewMenu->setObjectName(QStringLiteral("viewMenu"));
    auto *exportMenu = new QMenu(exports);
    exportMenu->setObjectName(QStringLiteral("exportMenu"));
    exportMenu->addAction(tr("What shows as CSV\u2026"), this, [this] { chooseExport(false); });
    exportMenu->addAction(tr("What shows as JSON\u2026"), this, [this] { chooseExport(true); });
    for (const auto &[opener, menu] :
        {std::pair(columns, m_columnMenu), std::pair(views, m_viewMenu), std::pair(exports, exportMenu)})
        opensMenu(opener, menu);
    line->addWidget(m_search, 2);
    line->addWidget(m_count);
    line->addWidget(m_all);
    line->addWidget(m_progress);
    line->addWidget(m_stop);
    line->addStretch(1);
    for (QToolButton *each : {m_server, static_cast<QToolButton *>(m_live), columns, views, exports})
        line->addWidget(each);
    all->addLayout(line);
}

void TablePane::listen()
{
    connect(&m_table, &ListTable::opened, this, [this](const Resource &head) {
        useKind(head.self.kind());
        emit headRead(head);
    });
    connect(&m_table, &ListTable::isNoList, this, &TablePane::isNoList);
    connect(&m_table, &ListTable::failed, this, &TablePane::failed);
    connect(&m_table, &ListTable::membersChanged, this, &TablePane::updateColumns);
    connect(&m_table, &ListTable::changed, this, &TablePane::updateStatus);
    connect(&m_table, &ListTable::loaded, this, &TablePane::updateStatus);
    connect(&m_table, &ListTable::loaded, this, &TablePane::takeNote);
    connect(m_messages, &MessageBar::actionTriggered, this, [this] {
        m_messages->dismiss();
        m_table.fillGaps();
    });
    connect(m_stop, &QToolButton::clicked, &m_table, &ListTable::stop);
    connect(m_server, &QToolButton::toggled, this, &TablePane::askServer);
    connect(m_search, &QLineEdit::textChanged, this, &TablePane::updateQuery);
    connect(m_header, &FilterHeader::edited, this, &TablePane::updateQuery);
    connect(m_header, &FilterHeader::helpWanted, this, &TablePane::helpToFilter);
    connect(m_live, &LiveRefresh::due, this, [this] {
        if (!m_table.isLoading())
            m_table.reload();
    });
    connect(m_header, &FilterHeader::left, this, [this] {
        m_view->setFocus(Qt::TabFocusReason);
        if (!m_view->currentIndex().isValid())
            m_view->selectRow(0);
    });
    connect(m_header, &QHeaderView::sortIndicatorChanged, this, &TablePane::sortBy);
    connect(m_header, &QHeaderView::sectionMoved, this, &TablePane::rememberColumns);
    connect(m_header, &QHeaderView::sectionResized, this, [this](int section) {
        if (section != m_header->lastShown()) // it takes what the window leaves it
            rememberColumns();
    });
    connect(m_columnMenu, &QMenu::aboutToShow, this, &TablePane::fillColumnMenu);
    connect(m_viewMenu, &QMenu::aboutToShow, this, &TablePane::fillViewMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, &TablePane::showMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        keepRowsApart();
        updateCount();
        emit selectionChanged(selectedCount());
    });
    connect(m_all, &QToolButton::clicked, this, &TablePane::selectAll);
    connect(m_work, &WorkStrip::stopWanted, this, [this] {
        m_work->finish();
        delete m_naming;
        if (m_exportStop)
            *m_exportStop = true;
    });
    auto *clicks = new LinkClicks(
        m_view, [this](const QModelIndex &index) { return m_table.ref(m_table.model().record(index.row())); });
    clicks->setDoubleClick(true);
    connect(clicks, &LinkClicks::opened, this, &TablePane::opened);
    connect(clicks, &LinkClicks::openedInNewTab, this, &TablePane::openedInNewTab);
    auto *copying = new QShortcut(QKeySequence::Copy, m_view, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copying, &QShortcut::activated, this,
        [this] { QGuiApplication::clipboard()->setText(m_view->currentIndex().data().toString()); });
}

void TablePane::open(const Ref &list, const QString &view)
{
    const bool isSame = list.href() == m_table.list().href();
    if (!isSame) {
        m_kind.clear();
        m_columns = std::make_unique<TableColumns>(m_looks, m_session->platform().service(), QString());
        useKind(list.kind());
        m_states.clear();
        m_wanted.reset();
        m_tests.clear();
        const QSignalBlocker quiet(m_server);
        m_server->setChecked(false);
    }
    const auto layout = m_session->platform().listLayout(list, m_session->access());
    const bool canAsk = whyNotAsked(*m_session).isEmpty() && m_session->isLive();
    m_server->setVisible(layout && layout->isPaged && canAsk);
    m_live->setVisible(canAsk);
    m_messages->dismiss();
    const QList<SavedView> views = m_views.of(m_session->platform().service(), m_kind);
    for (const SavedView &each : views)
        if (!view.isEmpty() && each.name == view)
            want(each);
    m_table.open(list, m_server->isChecked() ? serverQuery() : ListQuery());
    if (!isSame)
        presetColumns();
    if (!isSame && m_settings.value(setting::keepsInventory) && !m_server->isChecked())
        readKept();
    updateStatus();
}

/// What the rows are: of a list that was only known by its address, its first answer tells.
void TablePane::useKind(const QString &kind)
{
    if (kind.isEmpty() || !m_kind.isEmpty())
        return;
    m_kind = kind;
    m_columns = std::make_unique<TableColumns>(m_looks, m_session->platform().service(), m_kind);
}

void TablePane::searchFor(const QString &text) { m_search->setText(text); }

void TablePane::find()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

const TableColumn &TablePane::column(int section) const
{
    return m_columns->column(m_table.model().members().value(section), *m_table.store());
}

/// The tone of a state's word is the service's to say: asked once for each word.
State TablePane::stateOf(int row, const QString &text) const
{
    auto known = m_states.constFind(text);
    if (known == m_states.constEnd())
        known = m_states.insert(text, m_table.ref(m_table.model().record(row)).state());
    return *known;
}

QString TablePane::kindKey() const { return m_session->platform().service() + QLatin1Char('/') + m_kind; }

QStringList TablePane::rememberedColumns() const
{
    return m_settings.value(setting::tableColumns).value(kindKey()).toStringList();
}

QStringList TablePane::shownColumns() const
{
    QStringList members;
    for (int place = 0; place < m_header->count(); ++place)
        members << m_table.model().members().value(m_header->logicalIndex(place));
    return members;
}

/// The records have members that were not seen before: the columns are made when the first ones have come.
void TablePane::updateColumns()
{
    const QStringList present = m_columns->all(*m_table.store());
    const bool isFirst = m_table.model().members().isEmpty() || m_arePreset;
    if (!isFirst || present.isEmpty())
        return;
    m_arePreset = false;
    QStringList members;
    const QStringList remembered = m_wanted ? m_wanted->columns : rememberedColumns();
    for (const QString &each : remembered)
        members << each.section(QLatin1Char('='), 0, 0);
    if (members.isEmpty())
        members = m_columns->usual(*m_table.store());
    const QHash<QString, QString> filtered = m_header->texts();
    for (auto each = filtered.cbegin(); each != filtered.cend(); ++each)
        if (!members.contains(each.key()) && present.contains(each.key()))
            members << each.key(); // somebody has filtered by it already
    chooseColumns(members);
    showWanted();
    m_wanted.reset();
    updateQuery(); // what the values are is known only now
}

void TablePane::chooseColumns(const QStringList &members)
{
    const bool wasPlacing = std::exchange(m_isPlacing, true);
    const QHash<QString, QString> texts = m_header->texts();
    m_table.model().setMembers(members);
    QStringList titles;
    QStringList help;
    for (const QString &member : members) {
        const TableColumn &described = m_columns->column(member, *m_table.store());
        titles << described.label;
        help << filterHelp(described);
    }
    for (int section = 0; section < int(members.size()); ++section)
        m_table.model().setHeaderData(section, Qt::Horizontal, titles[section]);
    m_header->setColumns(members, titles, help);
    for (int place = 0; place < m_header->count(); ++place)
        m_header->moveSection(m_header->visualIndex(place), place);
    restoreWidths();
    m_header->setTexts(texts);
    m_header->setSortIndicator(int(members.indexOf(m_table.query().sort.column)),
        m_table.query().sort.isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_isPlacing = wasPlacing;
}

/// By member; 0 where nobody chose one.
QHash<QString, int> TablePane::rememberedWidths() const
{
    QHash<QString, int> widths;
    for (const QString &each : rememberedColumns())
        widths.insert(each.section(QLatin1Char('='), 0, 0), each.section(QLatin1Char('='), 1).toInt());
    return widths;
}

void TablePane::restoreWidths()
{
    const QHash<QString, int> widths = rememberedWidths();
    const int letter = fontMetrics().averageCharWidth();
    for (int section = 0; section < m_header->count(); ++section) {
        const TableColumn &described = column(section);
        const int usual = letter * (described.isName ? nameLetters : usualLetters);
        const int width = widths.value(described.member);
        m_header->resizeSection(section, width > 0 ? width : usual);
    }
}

void TablePane::rememberColumns()
{
    if (m_isPlacing || m_arePreset || m_header->count() == 0)
        return;
    const QHash<QString, int> before = rememberedWidths();
    QStringList columns;
    for (int place = 0; place < m_header->count(); ++place) {
        const int section = m_header->logicalIndex(place);
        const QString member = m_table.model().members().value(section);
        const bool isChosen = section != m_header->lastShown(); // by somebody, and not by what the window leaves it
        columns << member + QLatin1Char('=')
                + QString::number(isChosen ? m_header->sectionSize(section) : before.value(member));
    }
    QVariantMap all = m_settings.value(setting::tableColumns);
    all.insert(kindKey(), columns);
    m_settings.set(setting::tableColumns, all);
}

void TablePane::updateQuery()
{
    if (m_isPlacing)
        return;
    RowQuery query;
    query.sort = m_table.query().sort;
    const TextTest search = textTest(m_search->text());
    const QString mistake = search.mistake();
    if (mistake.isEmpty())
        query.search = search;
    m_search->setToolTip(plainToolTip(mistake));
    const QDateTime now = QDateTime::currentDateTime();
    const QHash<QString, QString> texts = m_header->texts();
    for (const QString &member : m_table.model().members()) {
        const auto test = columnTest(m_columns->column(member, *m_table.store()), texts.value(member), now);
        m_header->setMistake(member, test ? QString() : test.error().message());
        if (test && *test)
            query.columns << **test;
    }
    m_tests = query.columns;
    m_table.setQuery(query);
}

void TablePane::sortBy(int section, Qt::SortOrder order)
{
    if (m_isPlacing)
        return;
    RowQuery query = m_table.query();
    query.sort = RowSort();
    if (section >= 0 && section < m_table.model().columnCount()) {
        const TableColumn &described = column(section);
        query.sort.column = described.member;
        query.sort.by = described.by;
        query.sort.isDescending = order == Qt::DescendingOrder;
    }
    m_table.setQuery(query);
}

QString TablePane::countWords() const
{
    const qint64 shown = m_table.model().rowCount();
    const qint64 held = m_table.store()->rowCount();
    const qint64 total = std::max(m_table.total(), held);
    const bool isLoading = m_table.isLoading() && !m_table.isReplacing();
    const qint64 read = m_table.load() ? m_table.load()->store()->rowCount() : held;
    if (isLoading && read < total)
        return tr("%1 of %2 read").arg(number(read), number(total));
    if (!isLoading && held < total)
        return tr("%1, %2 of %3 read").arg(number(shown), number(held), number(total));
    return shown < total ? tr("%1 of %2").arg(number(shown), number(total))
        : total == 1     ? tr("1 entry")
                         : tr("%1 entries").arg(number(total));
}

void TablePane::updateCount()
{
    const int selected = selectedCount();
    const QString words = countWords();
    m_count->setText(selected > 1 ? tr("%1, %2 selected").arg(words, number(selected)) : words);
    const int shown = m_table.model().rowCount();
    m_all->setText(tr("Select all %1").arg(number(shown)));
    m_all->setVisible(shown > 1);
    m_all->setEnabled(selected < shown);
}

void TablePane::updateStatus()
{
    const qint64 held = m_table.store()->rowCount();
    const qint64 total = std::max(m_table.total(), held);
    const bool isLoading = m_table.isLoading() && !m_table.isReplacing(); // else what shows is whole
    const qint64 read = m_table.load() ? m_table.load()->store()->rowCount() : held;
    const bool isSeen = m_table.isLoading() && (isLoading || m_live->interval() == 0) && total > progressFrom;
    m_progress->setVisible(isSeen);
    m_progress->setMaximum(int(std::max<qint64>(total, 1)));
    m_progress->setValue(int(read));
    m_stop->setVisible(isSeen);
    updateCount();
    emit counted(total);
    if (isLoading || !m_table.load() || m_table.load()->gaps().isEmpty())
        return;
    const QList<ListGap> &gaps = m_table.load()->gaps();
    m_messages->dismiss();
    m_messages->show(MessageBar::Tone::Warning, tr("%1 pages of this list could not be read.").arg(gaps.size()),
        gaps.first().error.message(), tr("Read them again"));
}

} // namespace nephoscope
