// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of TablePane: which are selected, what can be done with them, and what shows as a file.
#include "inventory/filterheader.h"
#include "inventory/rowrefs.h"
#include "inventory/tableexport.h"
#include "inventory/tablepane.h"
#include "inventory/worker.h"
#include "inventory/workstrip.h"
#include "resource/values.h"
#include "shell/messagebar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QTableView>
#include <QTimer>

namespace nephoscope {

namespace {

constexpr int namedAtOnce = 100; ///< takes a few milliseconds
constexpr int betweenLooks = 50; ///< ms

/// That of each, to the clipboard: a line for each.
ChosenRows::Taker copying(QString (*part)(const Ref &))
{
    return [part](const QList<Ref> &refs) {
        QStringList parts;
        for (const Ref &each : refs)
            parts << part(each);
        QGuiApplication::clipboard()->setText(parts.join(QLatin1Char('\n')));
    };
}

} // namespace

void TablePane::selectAll()
{
    m_view->setFocus(Qt::OtherFocusReason);
    m_view->selectAll();
}

/// Where one range holds the whole table, Qt keeps "all" over another order or other records, and not these rows.
void TablePane::keepRowsApart()
{
    QItemSelectionModel *selection = m_view->selectionModel();
    const int last = m_table.model().rowCount() - 1;
    const QItemSelection selected = selection->selection();
    if (last > 0 && selected.size() == 1 && selected.constFirst().height() == last + 1)
        selection->select(m_table.model().index(last, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

int TablePane::selectedCount() const
{
    int count = 0;
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection())
        count += range.isValid() ? range.height() : 0;
    return count;
}

std::vector<RecordStore::Row> TablePane::selectedRecords() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection())
        for (int row = range.top(); range.isValid() && row <= range.bottom(); ++row)
            rows.push_back(row);
    std::sort(rows.begin(), rows.end());
    std::vector<RecordStore::Row> records;
    records.reserve(rows.size());
    for (const int row : rows)
        records.push_back(m_table.model().record(row));
    return records;
}

QList<Ref> TablePane::named(const std::vector<RecordStore::Row> &records) const
{
    QList<Ref> refs;
    for (const RecordStore::Row record : records)
        refs << m_table.ref(record);
    return refs;
}

QList<Ref> TablePane::selectedRefs() const { return named(selectedRecords()); }

void TablePane::collectSelected(const ChosenRows::Taker &take)
{
    if (m_naming) {
        delete m_naming;
        m_work->finish();
    }
    const std::vector<RecordStore::Row> records = selectedRecords();
    if (records.size() <= namedAtOnce)
        return take(named(records));
    m_naming = new RowRefs(loadedList(), records, this);
    m_work->start(tr("Naming the selected rows \u2026"), qint64(records.size()));
    connect(m_naming, &RowRefs::progressed, m_work, &WorkStrip::setDone);
    connect(m_naming, &RowRefs::named, this, [this, take](const QList<Ref> &refs) {
        m_work->finish();
        take(refs);
    });
}

ChosenRows TablePane::chosenRows()
{
    const std::vector<RecordStore::Row> records = selectedRecords();
    const size_t size = std::min<size_t>(records.size(), ChosenRows::sampleSize);
    std::vector<RecordStore::Row> sample; // from all over the selection
    for (size_t each = 0; each < size; ++each)
        sample.push_back(records[each * records.size() / size]);
    ChosenRows rows;
    rows.count = qsizetype(records.size());
    rows.sample = named(sample);
    rows.collect = [this](const ChosenRows::Taker &take) { collectSelected(take); };
    return rows;
}

void TablePane::showMenu(const QPoint &place)
{
    const QModelIndex index = m_view->indexAt(place);
    const ChosenRows rows = index.isValid() ? chosenRows() : ChosenRows();
    if (rows.count == 0)
        return;
    auto *menu = new QMenu(m_view);
    menu->setObjectName(QStringLiteral("tableMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (rows.count == 1) {
        const Ref ref = rows.sample.constFirst();
        menu->addAction(tr("Open"), this, [this, ref] { emit opened(ref); });
        menu->addAction(tr("Open in new tab"), this, [this, ref] { emit openedInNewTab(ref); });
    }
    emit menuWanted(*menu, rows);
    const int shown = m_table.model().rowCount();
    menu->addAction(tr("Select all %1").arg(groupedDigits(QString::number(shown))), this, &TablePane::selectAll)
        ->setEnabled(rows.count < shown);
    addCopies(*menu, index);
    menu->popup(m_view->viewport()->mapToGlobal(place));
}

void TablePane::addCopies(QMenu &menu, const QModelIndex &index)
{
    const QString cell = index.data().toString();
    QString text = cell.size() > 40 ? cell.left(40) + QChar(0x2026) : cell;
    text.replace(QLatin1Char('&'), QLatin1String("&&"));
    const QString member = m_table.model().members().value(index.column());
    menu.addAction(tr("Show only %1").arg(text), this,
        [this, member, cell] { m_header->setText(member, QLatin1Char('=') + cell); });
    menu.addSeparator();
    menu.addAction(tr("Copy value"), this, [cell] { QGuiApplication::clipboard()->setText(cell); });
    menu.addAction(
        tr("Copy ID"), this, [this] { collectSelected(copying([](const Ref &each) { return each.id(); })); });
    menu.addAction(tr("Copy address"), this,
        [this] { collectSelected(copying([](const Ref &each) { return each.href().toString(); })); });
}

void TablePane::exportTo(const QString &fileName, bool asJson)
{
    auto job = std::make_shared<TableExport>();
    job->store = m_table.store();
    auto rows = std::make_shared<std::vector<RecordStore::Row>>();
    for (int row = 0; row < m_table.model().rowCount(); ++row)
        rows->push_back(m_table.model().record(row));
    job->rows = rows;
    job->members = shownColumns();
    for (const QString &member : std::as_const(job->members))
        job->titles << m_columns->column(member, *m_table.store()).label;
    job->format = asJson ? TableExport::Format::Json : TableExport::Format::Csv;
    if (m_exportStop)
        *m_exportStop = true; // of an export before this one
    m_exportStop = std::make_shared<std::atomic<bool>>(false);
    job->stop = m_exportStop;
    const auto written = std::make_shared<std::atomic<int>>(0);
    m_messages->dismiss();
    m_work->start(tr("Writing to %1").arg(fileName), qint64(rows->size()));
    auto *look = new QTimer(this);
    connect(look, &QTimer::timeout, m_work, [this, written] { m_work->setDone(*written); });
    look->start(betweenLooks);
    const auto work = [job, fileName, written] { return job->write(fileName, *written); };
    inInventoryThread(this, work, [this, job, look, fileName, written](const Result<void> &result) {
        delete look;
        if (job->stop == m_exportStop)
            m_work->finish();
        if (result)
            m_messages->show(
                MessageBar::Tone::Information, tr("%1 rows written to %2.").arg(int(*written)).arg(fileName));
        else if (result.error().kind() == Error::Kind::Canceled)
            m_messages->show(MessageBar::Tone::Information, result.error().message());
        else
            m_messages->showError(tr("The table could not be exported."), result.error());
    });
}

} // namespace nephoscope
