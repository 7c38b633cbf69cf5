// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of TablePane: columns, views, export, rows; and what is asked of the server.
#include "inventory/filterheader.h"
#include "inventory/filtertext.h"
#include "inventory/tableexport.h"
#include "inventory/tablepane.h"
#include "inventory/worker.h"
#include "shell/filedialogs.h"
#include "shell/messagebar.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>
#include <QToolButton>

namespace nephoscope {

namespace {

/// The same condition as the service understands it; nothing where it has no words for it.
QList<ListFilter> onServer(const ColumnTest &test)
{
    const bool isPlainText = test.kind == ColumnTest::Kind::Text && !test.text.isExpression && !test.text.isNegated;
    if (isPlainText)
        return {{test.column, ListFilter::Test::Contains, test.text.text}};
    if (test.kind == ColumnTest::Kind::AnyOf && test.values.size() == 1)
        return {{test.column, ListFilter::Test::Equals, test.values.first()}};
    if (test.isNegated || (test.kind != ColumnTest::Kind::Number && test.kind != ColumnTest::Kind::Time))
        return {};
    const auto written = [&test](double value) {
        return test.kind == ColumnTest::Kind::Number
            ? QString::number(value, 'g', 15)
            : QDateTime::fromMSecsSinceEpoch(qint64(value), Qt::UTC).toString(Qt::ISODateWithMs);
    };
    QList<ListFilter> filters;
    if (test.least)
        filters << ListFilter{test.column, ListFilter::Test::AtLeast, written(*test.least)};
    if (test.most)
        filters << ListFilter{test.column, ListFilter::Test::AtMost, written(*test.most)};
    return filters;
}

QString withoutMnemonic(QString text) { return text.replace(QLatin1Char('&'), QLatin1String("&&")); }

} // namespace

ListQuery TablePane::serverQuery() const
{
    ListQuery query;
    for (const ColumnTest &test : m_tests)
        query.filters << onServer(test);
    return query;
}

void TablePane::askServer(bool onServer) { m_table.open(m_table.list(), onServer ? serverQuery() : ListQuery()); }

void TablePane::fillColumnMenu()
{
    m_columnMenu->clear();
    const QStringList shown = shownColumns();
    QStringList all = shown;
    for (const QString &member : m_columns->all(*m_table.store()))
        if (!all.contains(member))
            all << member;
    for (const QString &member : std::as_const(all)) {
        const TableColumn &described = m_columns->column(member, *m_table.store());
        QAction *action = m_columnMenu->addAction(withoutMnemonic(described.label));
        action->setCheckable(true);
        action->setChecked(shown.contains(member));
        action->setEnabled(shown.size() > 1 || !shown.contains(member));
        action->setStatusTip(member);
        connect(action, &QAction::toggled, this, [this, member](bool isOn) {
            QStringList members = shownColumns();
            members.removeAll(member);
            if (isOn)
                members << member;
            chooseColumns(members);
            rememberColumns();
        });
    }
    m_columnMenu->addSeparator();
    m_columnMenu->addAction(tr("Usual columns"), this, [this] {
        chooseColumns(m_columns->usual(*m_table.store()));
        rememberColumns();
    });
    QAction *boxes = m_columnMenu->addAction(tr("Filter boxes"));
    boxes->setCheckable(true);
    boxes->setChecked(m_header->areBoxesShown());
    connect(boxes, &QAction::toggled, m_header, &FilterHeader::setBoxesShown);
}

void TablePane::fillViewMenu()
{
    m_viewMenu->clear();
    m_viewMenu->addAction(tr("Save this view\u2026"), this, &TablePane::saveView);
    const QList<SavedView> views = m_views.of(m_session->platform().service(), m_kind);
    if (views.isEmpty())
        return;
    m_viewMenu->addSeparator();
    for (const SavedView &view : views)
        m_viewMenu->addAction(withoutMnemonic(view.name), this, [this, view] { showView(view); });
    m_viewMenu->addSeparator();
    QMenu *removing = m_viewMenu->addMenu(tr("Remove"));
    for (const SavedView &view : views)
        removing->addAction(withoutMnemonic(view.name), this, [this, view] { m_views.remove(view); });
}

SavedView TablePane::currentView(const QString &name) const
{
    SavedView view;
    view.name = name;
    view.service = m_session->platform().service();
    view.kind = m_kind;
    view.list = m_table.list().href().toString(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::FullyEncoded);
    view.columns = shownColumns();
    view.filters = m_header->texts();
    view.search = m_search->text();
    view.sortColumn = m_table.query().sort.column;
    view.isDescending = m_table.query().sort.isDescending;
    view.isOnServer = m_server->isChecked();
    return view;
}

void TablePane::saveView()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("saveViewDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save view"));
    dialog->setLabelText(tr("Name of the view: columns, filters and order are kept under it."));
    dialog->setOkButtonText(tr("Save view"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &name) {
        if (!name.trimmed().isEmpty())
            m_views.put(currentView(name.trimmed()));
    });
    dialog->open();
}

void TablePane::chooseExport(bool asJson)
{
    askWhereToExport(this, asJson, [this, asJson](const QString &fileName) { exportTo(fileName, asJson); });
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
    const auto written = std::make_shared<std::atomic<int>>(0);
    m_messages->dismiss();
    m_messages->show(MessageBar::Tone::Information, tr("Writing %1 rows to %2 \u2026").arg(rows->size()).arg(fileName));
    const auto work = [job, fileName, written] { return job->write(fileName, *written); };
    inInventoryThread(this, work, [this, fileName, written](const Result<void> &result) {
        m_messages->dismiss();
        if (result)
            m_messages->show(
                MessageBar::Tone::Information, tr("%1 rows written to %2.").arg(int(*written)).arg(fileName));
        else
            m_messages->showError(tr("The table could not be exported."), result.error());
    });
}

void TablePane::showMenu(const QPoint &place)
{
    const QModelIndex index = m_view->indexAt(place);
    if (!index.isValid())
        return;
    const QList<Ref> refs = selectedRefs();
    if (refs.isEmpty())
        return;
    const Ref ref = refs.first();
    const auto copy = [](const QString &text) { QGuiApplication::clipboard()->setText(text); };
    auto *menu = new QMenu(m_view);
    menu->setObjectName(QStringLiteral("tableMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (refs.size() == 1) {
        menu->addAction(tr("Open"), this, [this, ref] { emit opened(ref); });
        menu->addAction(tr("Open in new tab"), this, [this, ref] { emit openedInNewTab(ref); });
        menu->addSeparator();
    }
    const QString cell = index.data().toString();
    menu->addAction(tr("Copy value"), this, [copy, cell] { copy(cell); });
    const QString text = cell.size() > 40 ? cell.left(40) + QChar(0x2026) : cell;
    const QString member = m_table.model().members().value(index.column());
    menu->addAction(tr("Show only %1").arg(withoutMnemonic(text)), this,
        [this, member, cell] { m_header->setText(member, QLatin1Char('=') + cell); });
    const auto join = [copy, refs](QString (*part)(const Ref &)) {
        QStringList parts;
        for (const Ref &each : refs)
            parts << part(each);
        copy(parts.join(QLatin1Char('\n')));
    };
    menu->addAction(tr("Copy ID"), this, [join] { join([](const Ref &each) { return each.id(); }); });
    menu->addAction(tr("Copy address"), this, [join] { join([](const Ref &each) { return each.href().toString(); }); });
    emit menuWanted(menu, refs);
    menu->popup(m_view->viewport()->mapToGlobal(place));
}

} // namespace nephoscope
