// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/everywhere.h"

#include "inventory/keptsite.h"
#include "models/hitrank.h"
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
#include <algorithm>

namespace nephoscope {

namespace {

constexpr int mostOfAKind = 20;
constexpr int hitRole = Qt::UserRole;
constexpr int placeRole = Qt::UserRole + 1;

} // namespace

Everywhere::Everywhere(const Sites &sites, const Looks &looks, Places places, QWidget *parent)
    : QDialog(parent)
    , m_sites(sites)
    , m_looks(looks)
    , m_text(new QLineEdit(this))
    , m_found(new QTreeWidget(this))
    , m_state(new QLabel(this))
    , m_stop(std::make_shared<RowOrder::Stop>(false))
    , m_places(std::move(places))
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
    m_hits = hits;
    m_placesFound.clear();
    if (!text.isEmpty())
        notePlaces(text);
    fill(rows(text));
    showState(text);
}

/// The lists themselves can be found by what they hold.
void Everywhere::notePlaces(const QString &text)
{
    const QList<LoadedList> &lists = LoadedLists::ofProgram().all();
    for (const LoadedList &list : lists) {
        const std::shared_ptr<Session> session = list.session.lock();
        const QString kinds = session ? m_looks.kinds(session->platform().service(), list.list.kind()) : QString();
        const QString name = list.list.name().isEmpty() ? kinds : list.list.name();
        if (name.contains(text, Qt::CaseInsensitive))
            m_placesFound << FoundPlace{tr("Lists"), list.profileId, list.list, name};
    }
    m_placesFound << m_places(text);
}

QString Everywhere::siteName(const QString &profileId) const
{
    const int site = m_sites.indexOf(profileId);
    return site < 0 ? QString() : m_sites.at(site).profile.name;
}

Everywhere::Row Everywhere::row(const LoadedHit &hit) const
{
    const std::shared_ptr<Session> session = hit.in.session.lock();
    const QString service = session ? session->platform().service() : QString();
    const QString kind = hit.in.list.kind();
    const QString label = m_looks.property(service, kind, hit.member.section(QLatin1Char('/'), -1));
    const QString where = hit.member.isEmpty() ? QString() : oneLine(label + QStringLiteral(": ") + hit.text, 80);
    return {hit.rank, m_looks.kinds(service, kind), {oneLine(hit.name), where, siteName(hit.in.profileId)},
        m_looks.kindIcon(service, kind), -1, -1};
}

/// What fits best first; of the same rank records before places.
QList<Everywhere::Row> Everywhere::rows(const QString &text) const
{
    QList<Row> rows;
    for (const LoadedHit &hit : m_hits) {
        rows << row(hit);
        rows.last().hit = int(rows.size()) - 1;
    }
    const HitRank rankOf(text);
    for (int each = 0; each < int(m_placesFound.size()); ++each) {
        const FoundPlace &place = m_placesFound[each];
        const std::shared_ptr<Session> session = m_sites.session(place.profileId);
        const QString service = session ? session->platform().service() : QString();
        const QByteArray name = place.name.toUtf8();
        rows << Row{rankOf.ofName({name.constData(), size_t(name.size())}), place.group,
            {oneLine(place.name), m_looks.kind(service, place.ref.kind()), siteName(place.profileId)},
            m_looks.kindIcon(service, place.ref.kind()), -1, each};
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) { return a.rank < b.rank; });
    return rows;
}

void Everywhere::fill(const QList<Row> &rows)
{
    m_found->clear();
    QHash<QString, QTreeWidgetItem *> groups;
    for (const Row &row : rows) {
        QTreeWidgetItem *&group = groups[row.group];
        if (!group) {
            group = new QTreeWidgetItem(m_found, {row.group});
            QFont bold = font();
            bold.setBold(true);
            group->setFont(0, bold);
            group->setFlags(Qt::ItemIsEnabled);
            group->setFirstColumnSpanned(true);
        }
        auto *item = new QTreeWidgetItem(group, row.texts);
        item->setIcon(0, row.icon);
        item->setData(0, hitRole, row.hit);
        item->setData(0, placeRole, row.place);
    }
    m_found->expandAll();
    if (m_found->topLevelItem(0))
        m_found->setCurrentItem(m_found->topLevelItem(0)->child(0));
}

void Everywhere::showState(const QString &text)
{
    qint64 records = 0;
    const QList<LoadedList> &lists = LoadedLists::ofProgram().all();
    for (const LoadedList &list : lists)
        records += list.store->rowCount();
    const QString count = groupedDigits(QString::number(records));
    const QString over = lists.size() == 1 ? tr("%1 records of one list").arg(count)
                                           : tr("%1 records of %2 lists").arg(count).arg(lists.size());
    const bool isNothing = m_hits.isEmpty() && m_placesFound.isEmpty();
    m_state->setText(lists.isEmpty() && isNothing
            ? tr("No list has been read yet. Open a list in the tree: what it holds can then be found here.")
            : text.isEmpty() ? tr("Looks through %1 that have been read.").arg(over)
            : isNothing      ? tr("\u201c%1\u201d is in none of %2.").arg(text, over)
                             : tr("Looked through %1; the best of each list show.").arg(over));
}

void Everywhere::openItem(QTreeWidgetItem *item)
{
    if (!item || !item->data(0, hitRole).isValid())
        return;
    const int place = item->data(0, placeRole).toInt();
    if (place >= 0) {
        emit opened(m_placesFound[place].profileId, m_placesFound[place].ref);
        return accept();
    }
    const LoadedHit hit = m_hits.value(item->data(0, hitRole).toInt());
    const std::shared_ptr<Session> session = hit.in.session.lock();
    if (session && !whyNotAsked(*session).isEmpty()) { // all that is known of it stands in its list
        emit listOpened(hit.in.profileId, hit.in.list, hit.name);
        return accept();
    }
    const Ref ref = hit.in.ref(hit.row);
    if (ref.href().isEmpty()) {
        m_state->setText(tr("The site of %1 is not signed in to any more.").arg(hit.name));
        return;
    }
    emit opened(hit.in.profileId, ref);
    accept();
}

} // namespace nephoscope
