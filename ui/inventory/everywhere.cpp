// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/everywhere.h"

#include "models/sites.h"
#include "resource/values.h"
#include "shell/glyph.h"
#include "shell/looks.h"
#include "shell/rowsteps.h"

#include <QBoxLayout>
#include <QFutureWatcher>
#include <QHash>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTreeWidget>

namespace nephoscope {

namespace {

constexpr int mostOfAKind = 20;
constexpr int hitRole = Qt::UserRole;

} // namespace

Everywhere::Everywhere(const Sites &sites, const Looks &looks, QWidget *parent)
    : QDialog(parent)
    , m_sites(sites)
    , m_looks(looks)
    , m_text(new QLineEdit(this))
    , m_found(new QTreeWidget(this))
    , m_state(new QLabel(this))
    , m_stop(std::make_shared<RowOrder::Stop>(false))
{
    setObjectName(QStringLiteral("everywhere"));
    setWindowTitle(tr("Search everywhere"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_text->setObjectName(QStringLiteral("everywhereText"));
    m_text->setAccessibleName(tr("Search everywhere"));
    m_text->setPlaceholderText(tr("Name, ID, IP address or any other text"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(glyph(QStringLiteral("search")), QLineEdit::LeadingPosition);
    new RowSteps(m_text, m_found);
    m_found->setObjectName(QStringLiteral("everywhereFound"));
    m_found->setAccessibleName(tr("What was found"));
    m_found->setColumnCount(3);
    m_found->setHeaderLabels({tr("Name"), tr("Found in"), tr("Site")});
    m_found->setUniformRowHeights(true);
    m_found->setRootIsDecorated(false);
    m_found->setIndentation(12);
    const int letter = fontMetrics().averageCharWidth();
    m_found->header()->resizeSection(0, 36 * letter);
    m_found->header()->resizeSection(1, 44 * letter);
    m_state->setObjectName(QStringLiteral("everywhereState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    auto *all = new QVBoxLayout(this);
    all->setSpacing(8);
    all->addWidget(m_text);
    all->addWidget(m_found, 1);
    all->addWidget(m_state);
    resize(104 * letter, 30 * fontMetrics().height());
    connect(m_text, &QLineEdit::textChanged, this, &Everywhere::search);
    connect(m_text, &QLineEdit::returnPressed, this, [this] { openItem(m_found->currentItem()); });
    connect(m_found, &QTreeWidget::itemActivated, this, &Everywhere::openItem);
    search();
}

Everywhere::~Everywhere() { *m_stop = true; }

void Everywhere::search()
{
    *m_stop = true; // whoever still looks for the text before
    m_stop = std::make_shared<RowOrder::Stop>(false);
    const QString text = m_text->text().trimmed();
    if (text.isEmpty())
        return present(text, {});
    auto *watcher = new QFutureWatcher<QList<LoadedHit>>(this); // goes with the dialog, whatever is still looked for
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, text, mine = m_stop] {
        watcher->deleteLater();
        if (mine == m_stop)
            present(text, watcher->result());
    });
    watcher->setFuture(LoadedLists::ofProgram().find(text, mostOfAKind, m_stop));
}

void Everywhere::present(const QString &text, const QList<LoadedHit> &hits)
{
    m_found->clear();
    m_hits = hits;
    qint64 records = 0;
    const QList<LoadedList> &lists = LoadedLists::ofProgram().all();
    for (const LoadedList &list : lists)
        records += list.store->rowCount();
    QHash<QString, QTreeWidgetItem *> groups;
    for (qsizetype each = 0; each < hits.size(); ++each) {
        const std::shared_ptr<Session> session = hits[each].in.session.lock();
        const QString service = session ? session->platform().service() : QString();
        const QString kinds = m_looks.kinds(service, hits[each].in.list.kind());
        QTreeWidgetItem *&group = groups[kinds];
        if (!group) {
            group = new QTreeWidgetItem(m_found, {kinds});
            QFont bold = font();
            bold.setBold(true);
            group->setFont(0, bold);
            group->setFlags(Qt::ItemIsEnabled);
            group->setFirstColumnSpanned(true);
        }
        addHit(group, hits[each], service);
        group->child(group->childCount() - 1)->setData(0, hitRole, each);
    }
    m_found->expandAll();
    if (m_found->topLevelItem(0))
        m_found->setCurrentItem(m_found->topLevelItem(0)->child(0));
    const QString count = groupedDigits(QString::number(records));
    const QString over = lists.size() == 1 ? tr("%1 records of one list").arg(count)
                                           : tr("%1 records of %2 lists").arg(count).arg(lists.size());
    m_state->setText(lists.isEmpty()
            ? tr("No list has been read yet. Open a list in the tree: what it holds can then be found here.")
            : text.isEmpty() ? tr("Looks through %1 that have been read.").arg(over)
            : hits.isEmpty() ? tr("\u201c%1\u201d is in none of %2.").arg(text, over)
                             : tr("Found in %1; the best of each list show.").arg(over));
}

void Everywhere::addHit(QTreeWidgetItem *group, const LoadedHit &hit, const QString &service)
{
    const QString label = m_looks.property(service, hit.in.list.kind(), hit.member.section(QLatin1Char('/'), -1));
    const int site = m_sites.indexOf(hit.in.profileId);
    auto *item = new QTreeWidgetItem(group,
        {oneLine(hit.name), hit.rank < 3 ? QString() : oneLine(label + QStringLiteral(": ") + hit.text, 80),
            site < 0 ? QString() : m_sites.at(site).profile.name});
    item->setIcon(0, m_looks.kindIcon(service, hit.in.list.kind()));
}

void Everywhere::openItem(QTreeWidgetItem *item)
{
    if (!item || !item->data(0, hitRole).isValid())
        return;
    const LoadedHit hit = m_hits.value(item->data(0, hitRole).toInt());
    const Ref ref = hit.in.ref(hit.row);
    if (ref.href().isEmpty()) {
        m_state->setText(tr("The site of %1 is not signed in to any more.").arg(hit.name));
        return;
    }
    emit opened(hit.in.profileId, ref);
    accept();
}

} // namespace nephoscope
