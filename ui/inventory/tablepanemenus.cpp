// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of TablePane: columns, views, export; and what is asked of the server.
#include "inventory/filterheader.h"
#include "inventory/filtertext.h"
#include "inventory/tablepane.h"
#include "shell/filedialogs.h"

#include <QDateTime>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
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

} // namespace nephoscope
