// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/comparisondialog.h"

#include "base/storefile.h"
#include "inventory/worker.h"
#include "resource/values.h"
#include "shell/filedialogs.h"
#include "shell/glyph.h"
#include "shell/looks.h"
#include "shell/messagebar.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>
#include <QToolButton>

namespace nephoscope {

namespace {

QString number(int value) { return groupedDigits(QString::number(value)); }

} // namespace

ComparisonDialog::ComparisonDialog(const Looks &looks, const ComparedSides &sides, QWidget *parent)
    : QDialog(parent)
    , m_sides(sides)
    , m_model(new ComparisonModel(looks, this))
    , m_messages(new MessageBar(this))
{
    setObjectName(QStringLiteral("comparisonDialog"));
    setWindowTitle(tr("Compare"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *all = new QVBoxLayout(this);
    all->setSpacing(8);
    m_summary = new QLabel(tr("Comparing \u2026"), this);
    m_summary->setObjectName(QStringLiteral("comparisonSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    QFont large = m_summary->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    m_summary->setFont(large);
    all->addWidget(m_summary);
    makeBar(all);
    all->addWidget(m_messages);
    makeTable(all);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    all->addWidget(buttons);
    resize(124 * fontMetrics().averageCharWidth(), 34 * fontMetrics().height());
    compare();
}

void ComparisonDialog::makeBar(QBoxLayout *all)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("comparisonSearch"));
    m_search->setAccessibleName(tr("Search the differences"));
    m_search->setPlaceholderText(tr("Name, field or value"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(glyph(QStringLiteral("search")), QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, this, &ComparisonDialog::filter);
    line->addWidget(m_search, 2);
    for (QToolButton *&kind : m_kinds) {
        kind = new QToolButton(this);
        kind->setCheckable(true);
        kind->setChecked(true);
        kind->setAutoRaise(true);
        connect(kind, &QToolButton::toggled, this, &ComparisonDialog::filter);
        line->addWidget(kind);
    }
    m_kinds[0]->setObjectName(QStringLiteral("showAdded"));
    m_kinds[1]->setObjectName(QStringLiteral("showRemoved"));
    m_kinds[2]->setObjectName(QStringLiteral("showChanged"));
    for (QToolButton *kind : m_kinds) // as wide as they will be
        kind->setText(tr("Changed (%1)").arg(0));
    m_times = new QCheckBox(tr("Times too"), this);
    m_times->setObjectName(QStringLiteral("comparesTimes"));
    m_times->setChecked(!m_sides.rules.ignoresTimes);
    m_times->setToolTip(plainToolTip(tr("Fields that hold a time on both sides count as changed too.")));
    connect(m_times, &QCheckBox::toggled, this, [this](bool isOn) {
        m_sides.rules.ignoresTimes = !isOn;
        compare();
    });
    line->addWidget(m_times);
    line->addStretch(1);
    m_export = new QToolButton(this);
    m_export->setObjectName(QStringLiteral("comparisonExport"));
    m_export->setText(tr("Export") + QStringLiteral(" \u25be"));
    m_export->setAutoRaise(true);
    auto *menu = new QMenu(m_export);
    menu->setObjectName(QStringLiteral("comparisonExportMenu"));
    menu->addAction(tr("What shows as CSV\u2026"), this, [this] { chooseExport(false); });
    menu->addAction(tr("What shows as JSON\u2026"), this, [this] { chooseExport(true); });
    connect(m_export, &QToolButton::clicked, menu,
        [this, menu] { menu->popup(m_export->mapToGlobal(QPoint(0, m_export->height()))); });
    line->addWidget(m_export);
    all->addLayout(line);
}

void ComparisonDialog::makeTable(QBoxLayout *all)
{
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("differences"));
    m_table->setAccessibleName(tr("Differences"));
    m_table->setModel(m_model);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    const int letter = fontMetrics().averageCharWidth();
    for (const auto &[column, letters] : {std::pair(ComparisonModel::What, 18), std::pair(ComparisonModel::Record, 34),
             std::pair(ComparisonModel::Field, 22), std::pair(ComparisonModel::Before, 26)})
        m_table->setColumnWidth(column, letters * letter);
    all->addWidget(m_table, 1);
}

void ComparisonDialog::compare()
{
    m_summary->setText(tr("Comparing \u2026"));
    using Differences = std::vector<Difference>;
    const auto work = [before = m_sides.before, after = m_sides.after, rules = m_sides.rules] {
        return std::make_shared<Differences>(StoreComparison(*before, *after, rules).differences());
    };
    inInventoryThread(
        this, work, [this, rules = m_sides.rules.ignoresTimes](const std::shared_ptr<Differences> &found) {
            if (rules != m_sides.rules.ignoresTimes)
                return;
            m_model->setDifferences(m_sides, std::move(*found));
            filter();
            present();
            emit compared();
        });
}

void ComparisonDialog::present()
{
    const int added = m_model->count(Difference::Kind::Added);
    const int removed = m_model->count(Difference::Kind::Removed);
    const int fields = m_model->count(Difference::Kind::Changed);
    m_summary->setText(added + removed + fields == 0
            ? tr("No difference.")
            : tr("%1 added, %2 removed, %3 changed in %4 fields")
                  .arg(number(added), number(removed), number(m_model->changedRecords()), number(fields)));
    if (!m_sides.rules.unread.empty())
        m_messages->show(MessageBar::Tone::Information,
            tr("%n branch(es) could not be read on one of the sides: what hangs there is not compared.", nullptr,
                int(m_sides.rules.unread.size())));
    m_kinds[0]->setText(tr("Added (%1)").arg(number(added)));
    m_kinds[1]->setText(tr("Removed (%1)").arg(number(removed)));
    m_kinds[2]->setText(tr("Changed (%1)").arg(number(fields)));
    m_export->setEnabled(added + removed + fields > 0);
}

void ComparisonDialog::filter()
{
    m_model->setFilter(
        m_search->text().trimmed(), {m_kinds[0]->isChecked(), m_kinds[1]->isChecked(), m_kinds[2]->isChecked()});
}

void ComparisonDialog::chooseExport(bool asJson)
{
    askWhereToExport(this, asJson, [this, asJson](const QString &fileName) { exportTo(fileName, asJson); });
}

void ComparisonDialog::exportTo(const QString &fileName, bool asJson)
{
    const Result<void> written = StoreFile::write(fileName, m_model->text(asJson));
    m_messages->dismiss();
    if (!written)
        return m_messages->showError(tr("The differences could not be exported."), written.error());
    m_messages->show(
        MessageBar::Tone::Information, tr("%1 differences written to %2.").arg(number(m_model->rowCount()), fileName));
}

} // namespace nephoscope
