// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TablePane that is there before the first record: columns, filters, saved views; and help to fill the
// filter boxes.
#include "inventory/filterheader.h"
#include "inventory/filterpopup.h"
#include "inventory/filtertext.h"
#include "inventory/tablepane.h"

#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

namespace nephoscope {

namespace {

constexpr int mostValues = 60;

} // namespace

/// Until the first record has come: the columns that were chosen for such lists, or that the catalogue expects, so that
/// filters can be set at once.
void TablePane::presetColumns()
{
    if (!m_table.model().members().isEmpty())
        return;
    QStringList members = m_wanted ? m_wanted->columns : rememberedColumns();
    for (QString &each : members)
        each = each.section(QLatin1Char('='), 0, 0);
    m_arePreset = true;
    if (members.isEmpty())
        members = m_columns->expected();
    if (!members.isEmpty())
        chooseColumns(members);
    showWanted();
}

void TablePane::showWanted()
{
    if (m_wanted)
        showView(SavedView(*m_wanted));
}

/// That view is what is to be seen of the list that is about to be read. Where the service does the filtering, it is
/// asked for nothing else.
void TablePane::want(const SavedView &view)
{
    m_wanted = view;
    const QSignalBlocker quiet(m_server);
    m_server->setChecked(view.isOnServer);
    const RecordStore nothing;
    const QDateTime now = QDateTime::currentDateTime();
    for (auto each = view.filters.cbegin(); each != view.filters.cend(); ++each) {
        const auto test = columnTest(m_columns->column(each.key(), nothing), each.value(), now);
        if (test && *test)
            m_tests << **test;
    }
}

void TablePane::showView(const SavedView &view)
{
    if (m_table.store()->columnCount() == 0)
        m_wanted = view;
    chooseColumns(view.columns);
    m_header->setTexts(view.filters);
    m_search->setText(view.search);
    const int section = int(view.columns.indexOf(view.sortColumn));
    m_header->setSortIndicator(section, view.isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    sortBy(section, view.isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    updateQuery();
    if (!m_wanted) // else it was asked for so
        m_server->setChecked(view.isOnServer);
}

void TablePane::helpToFilter(const QString &member)
{
    QLineEdit *box = m_header->box(member);
    if (!box)
        return;
    const TableColumn &described = m_columns->column(member, *m_table.store());
    auto *popup = new FilterPopup(described, valuesOf(*m_table.store(), member, mostValues), box->text(), this);
    connect(
        popup, &FilterPopup::chosen, this, [this, member](const QString &text) { m_header->setText(member, text); });
    popup->adjustSize();
    popup->move(box->mapToGlobal(QPoint(0, box->height() + 2)));
    popup->show();
    popup->setFocus(Qt::PopupFocusReason);
}

} // namespace nephoscope
