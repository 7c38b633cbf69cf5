// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/snapshotsdialog.h"

#include "inventory/comparisondialog.h"
#include "inventory/listload.h"
#include "inventory/subtree.h"
#include "inventory/worker.h"
#include "resource/values.h"
#include "shell/looks.h"
#include "shell/messagebar.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <qcorotask.h>

namespace nephoscope {

namespace {

constexpr int idRole = Qt::UserRole;

QString withoutHost(const QUrl &url)
{
    return url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::FullyEncoded);
}

QString nameAndTime(const Snapshot &snapshot)
{
    return QStringLiteral("%1, %2").arg(
        snapshot.name, QLocale().toString(snapshot.takenAt.toLocalTime(), QLocale::ShortFormat));
}

} // namespace

SnapshotsDialog::SnapshotsDialog(
    const Sites &sites, const Looks &looks, const SnapshotSubject &subject, QWidget *parent)
    : QDialog(parent)
    , m_sites(sites)
    , m_looks(looks)
    , m_subject(subject)
{
    setObjectName(QStringLiteral("snapshotsDialog"));
    setWindowTitle(tr("Snapshots"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *all = new QVBoxLayout(this);
    all->setSpacing(8);
    makeTaking(all);
    m_messages = new MessageBar(this);
    all->addWidget(m_messages);
    makeList(all);
    makeButtons(all);
    resize(112 * fontMetrics().averageCharWidth(), 28 * fontMetrics().height());
    fill();
}

SnapshotsDialog::~SnapshotsDialog()
{
    if (m_stop)
        m_stop();
}

void SnapshotsDialog::makeTaking(QBoxLayout *all)
{
    if (!m_subject.session)
        return;
    auto *about = new QLabel(m_subject.store
            ? tr("Keep the list \u201c%1\u201d (%2 records) as it is now:")
                  .arg(m_subject.what, groupedDigits(QString::number(m_subject.store->rowCount())))
            : tr("Keep \u201c%1\u201d with all below it as it is now:").arg(m_subject.what),
        this);
    about->setTextFormat(Qt::PlainText);
    about->setWordWrap(true);
    all->addWidget(about);
    auto *line = new QHBoxLayout;
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("snapshotName"));
    m_name->setAccessibleName(tr("Name of the snapshot"));
    m_name->setPlaceholderText(tr("Name of the snapshot, such as \u201cbefore the upgrade\u201d"));
    m_take = new QPushButton(tr("Take snapshot"), this);
    m_take->setObjectName(QStringLiteral("takeSnapshot"));
    m_take->setDefault(true);
    line->addWidget(m_name, 1);
    line->addWidget(m_take);
    all->addLayout(line);
    connect(m_name, &QLineEdit::textChanged, this, &SnapshotsDialog::update);
    connect(m_take, &QPushButton::clicked, this, &SnapshotsDialog::take);
}

void SnapshotsDialog::makeList(QBoxLayout *all)
{
    m_list = new QTreeWidget(this);
    m_list->setObjectName(QStringLiteral("snapshots"));
    m_list->setAccessibleName(tr("Snapshots"));
    m_list->setHeaderLabels({tr("Name"), tr("Of"), tr("Site"), tr("Taken"), tr("Records")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->header()->setStretchLastSection(false);
    const int letter = fontMetrics().averageCharWidth();
    const int widths[] = {30, 28, 18, 22, 12};
    for (int column = 0; column < 5; ++column)
        m_list->header()->resizeSection(column, widths[column] * letter);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    all->addWidget(m_list, 1);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, [this] {
        fillSites();
        update();
    });
    connect(m_list, &QTreeWidget::itemActivated, this, &SnapshotsDialog::compareWithNow);
    m_state = new QLabel(this);
    m_state->setObjectName(QStringLiteral("snapshotsState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    all->addWidget(m_state);
}

void SnapshotsDialog::makeButtons(QBoxLayout *all)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_compare = new QPushButton(tr("Compare with now on"), this);
    m_compare->setObjectName(QStringLiteral("compareWithNow"));
    m_site = new QComboBox(this);
    m_site->setObjectName(QStringLiteral("compareSite"));
    m_site->setAccessibleName(tr("Site to compare with"));
    m_site->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_two = new QPushButton(tr("Compare the two"), this);
    m_two->setObjectName(QStringLiteral("compareTwo"));
    m_remove = new QPushButton(tr("Remove"), this);
    m_remove->setObjectName(QStringLiteral("removeSnapshots"));
    auto *closing = new QPushButton(tr("Close"), this);
    for (QPushButton *each : {m_compare, m_two, m_remove, closing})
        each->setAutoDefault(false);
    line->addWidget(m_compare);
    line->addWidget(m_site);
    line->addSpacing(8);
    line->addWidget(m_two);
    line->addWidget(m_remove);
    line->addStretch(1);
    line->addWidget(closing);
    all->addLayout(line);
    connect(m_compare, &QPushButton::clicked, this, &SnapshotsDialog::compareWithNow);
    connect(m_two, &QPushButton::clicked, this, &SnapshotsDialog::compareTwo);
    connect(m_remove, &QPushButton::clicked, this, &SnapshotsDialog::removeSelected);
    connect(closing, &QPushButton::clicked, this, &QDialog::reject);
}

void SnapshotsDialog::fill()
{
    m_all = m_snapshots.all();
    m_list->clear();
    for (const Snapshot &each : std::as_const(m_all)) {
        const QString what = each.isSubtree ? tr("%1 and all below").arg(each.what) : each.what;
        auto *item = new QTreeWidgetItem(m_list,
            {oneLine(each.name, 80), oneLine(what, 80), oneLine(each.site, 60),
                QLocale().toString(each.takenAt.toLocalTime(), QLocale::ShortFormat),
                groupedDigits(QString::number(each.records))});
        item->setData(0, idRole, each.id);
        if (!each.unread.isEmpty()) {
            item->setIcon(0, m_looks.stateIcon(State::Tone::Warning));
            item->setToolTip(0,
                plainToolTip(
                    tr("Not all of it could be read:") + QLatin1Char('\n') + each.unread.join(QLatin1Char('\n'))));
        }
        item->setTextAlignment(4, Qt::AlignRight | Qt::AlignVCenter);
        item->setIcon(1, m_looks.kindIcon(each.service, each.kind));
    }
    if (m_list->topLevelItem(0))
        m_list->setCurrentItem(m_list->topLevelItem(0));
    update();
}

QList<Snapshot> SnapshotsDialog::selected() const
{
    QList<Snapshot> chosen;
    for (const Snapshot &each : m_all)
        for (const QTreeWidgetItem *item : m_list->selectedItems())
            if (item->data(0, idRole).toString() == each.id)
                chosen << each;
    return chosen;
}

/// Where what the snapshot is of can be read now: its own site first, then others of the same service.
void SnapshotsDialog::fillSites()
{
    m_site->clear();
    const QList<Snapshot> chosen = selected();
    if (chosen.size() != 1)
        return;
    for (const bool isOwn : {true, false}) {
        for (int index = 0; index < m_sites.count(); ++index) {
            const SiteEntry &entry = m_sites.at(index);
            const bool fits = entry.session && entry.session->platform().service() == chosen.first().service;
            const bool mayBe = isOwn || !chosen.first().isSubtree; // addresses of objects are one site's own
            if (fits && mayBe && (entry.profile.id == chosen.first().profileId) == isOwn)
                m_site->addItem(entry.profile.name, entry.profile.id);
        }
    }
}

void SnapshotsDialog::update()
{
    const QList<Snapshot> chosen = selected();
    const bool isIdle = !m_stop;
    if (m_take)
        m_take->setEnabled(isIdle && !m_name->text().trimmed().isEmpty());
    m_site->setEnabled(m_site->count() > 1);
    m_compare->setEnabled(isIdle && chosen.size() == 1 && m_site->count() > 0);
    m_compare->setToolTip(plainToolTip(chosen.size() == 1 && m_site->count() == 0
            ? tr("Sign in to %1 to compare with what is there now.").arg(chosen.first().site)
            : QString()));
    m_two->setEnabled(isIdle && chosen.size() == 2 && chosen.first().service == chosen.last().service);
    m_two->setToolTip(plainToolTip(chosen.size() == 2 ? QString() : tr("Select two snapshots.")));
    m_remove->setEnabled(isIdle && !chosen.isEmpty());
    if (isIdle)
        m_state->setText(m_all.isEmpty() ? tr("No snapshot has been taken yet.")
                                         : tr("Snapshots stay on this computer, without secrets."));
}

void SnapshotsDialog::setBusy(const QString &words)
{
    m_messages->dismiss();
    m_state->setText(words);
    if (words.isEmpty())
        m_stop = nullptr;
    update();
}

void SnapshotsDialog::fail(const QString &what, const Error &error)
{
    setBusy(QString());
    m_messages->showError(what, error);
}

void SnapshotsDialog::take()
{
    if (m_subject.store)
        keep(m_subject.store);
    else
        readSubtree(m_subject.ref, m_subject.session,
            [this](const std::shared_ptr<RecordStore> &store, const QStringList &unread) { keep(store, unread); });
}

void SnapshotsDialog::keep(const std::shared_ptr<RecordStore> &store, const QStringList &unread)
{
    Snapshot about;
    about.name = m_name->text().trimmed();
    about.profileId = m_subject.session->profile().id;
    about.site = m_subject.session->profile().name;
    about.service = m_subject.session->platform().service();
    about.apiVersion = m_subject.session->access().apiVersion;
    about.kind = m_subject.ref.kind();
    about.what = m_subject.what;
    about.address = withoutHost(m_subject.ref.href());
    about.isSubtree = !m_subject.store;
    about.unread = unread;
    about.takenAt = QDateTime::currentDateTimeUtc();
    m_stop = [] {};
    setBusy(tr("Writing \u2026"));
    const auto work = [snapshots = m_snapshots, about, store] { return snapshots.add(about, store); };
    inInventoryThread(this, work, [this](const Result<Snapshot> &added) {
        if (!added)
            return fail(tr("The snapshot could not be kept."), added.error());
        m_name->clear();
        setBusy(QString());
        fill();
        if (!added->unread.isEmpty())
            m_messages->show(MessageBar::Tone::Warning,
                tr("%n branch(es) could not be read and are not in the snapshot.", nullptr, int(added->unread.size())),
                added->unread.join(QLatin1Char('\n')));
    });
}

void SnapshotsDialog::readList(const Ref &list, const std::shared_ptr<Session> &session, const Read &done)
{
    const auto load = std::make_shared<ListLoad>(session, list, ListQuery());
    m_stop = [load] { load->stop(); };
    setBusy(tr("Reading \u2026"));
    connect(load.get(), &ListLoad::grew, this, [this, raw = load.get()] {
        m_state->setText(tr("%1 of %2 read").arg(raw->store()->rowCount()).arg(std::max<qint64>(raw->total(), 0)));
    });
    QCoro::connect(load->run(), this, [this, load, done] {
        if (load->error())
            return fail(tr("It could not be read."), *load->error());
        if (!load->gaps().isEmpty())
            return fail(tr("%1 pages could not be read.").arg(load->gaps().size()), load->gaps().first().error);
        setBusy(QString());
        done(load->store(), {});
    });
}

void SnapshotsDialog::readSubtree(const Ref &root, const std::shared_ptr<Session> &session, const Read &done)
{
    const auto subtree = std::make_shared<Subtree>(session, root);
    m_stop = [] {};
    setBusy(tr("Reading \u2026"));
    connect(subtree.get(), &Subtree::progress, this, [this](int resources, int waiting) {
        m_state->setText(tr("%1 objects read, %2 to read").arg(resources).arg(waiting));
    });
    QCoro::connect(subtree->run(), this, [this, subtree, done] {
        if (subtree->store()->rowCount() == 0 && !subtree->failures().isEmpty())
            return fail(tr("It could not be read."), subtree->failures().first().error);
        setBusy(QString());
        done(subtree->store(), subtree->unread());
    });
}

void SnapshotsDialog::readNow(const Snapshot &snapshot, const std::shared_ptr<Session> &session, const Read &done)
{
    Ref ref(session->profile().url.resolved(QUrl(snapshot.address)), snapshot.kind, snapshot.what);
    if (snapshot.isSubtree)
        readSubtree(ref, session, done);
    else
        readList(ref.asCollection(), session, done);
}

void SnapshotsDialog::readKept(const Snapshot &snapshot, const Read &done)
{
    const auto work = [snapshots = m_snapshots, snapshot] { return snapshots.store(snapshot); };
    inInventoryThread(this, work, [this, done, snapshot](const Result<std::shared_ptr<RecordStore>> &store) {
        if (!store)
            return fail(tr("The snapshot %1 cannot be read.").arg(snapshot.name), store.error());
        done(*store, snapshot.unread);
    });
}

void SnapshotsDialog::compareWithNow()
{
    const QList<Snapshot> chosen = selected();
    const QString profile = m_site->currentData().toString();
    const std::shared_ptr<Session> session = m_sites.session(profile);
    if (chosen.size() != 1 || !session || m_stop)
        return;
    const Snapshot snapshot = chosen.first();
    ComparedSides sides;
    sides.beforeName = nameAndTime(snapshot);
    sides.afterName = profile == snapshot.profileId ? tr("Now") : tr("Now on %1").arg(session->profile().name);
    sides.service = snapshot.service;
    sides.kind = snapshot.kind;
    sides.rules.ignoresTimes = true;
    sides.rules.isByName = profile != snapshot.profileId;
    readKept(snapshot,
        [this, sides, snapshot, session](const std::shared_ptr<RecordStore> &before, const QStringList &unread) {
            ComparedSides both = sides;
            both.before = before;
            leaveOut(both, unread);
            readNow(snapshot, session,
                [this, both](const auto &after, const QStringList &alsoUnread) { show(both, after, alsoUnread); });
        });
}

/// What either side could not read is not compared.
void SnapshotsDialog::leaveOut(ComparedSides &sides, const QStringList &unread)
{
    for (const QString &each : unread)
        sides.rules.unread.insert(each.toStdString());
}

void SnapshotsDialog::compareTwo()
{
    const QList<Snapshot> chosen = selected();
    if (chosen.size() != 2)
        return;
    const bool isFirstOlder = chosen.first().takenAt <= chosen.last().takenAt;
    const Snapshot older = isFirstOlder ? chosen.first() : chosen.last();
    const Snapshot newer = isFirstOlder ? chosen.last() : chosen.first();
    ComparedSides sides;
    sides.beforeName = nameAndTime(older);
    sides.afterName = nameAndTime(newer);
    sides.service = newer.service;
    sides.kind = newer.kind;
    sides.rules.ignoresTimes = true;
    sides.rules.isByName = older.profileId != newer.profileId;
    readKept(older, [this, sides, newer](const std::shared_ptr<RecordStore> &before, const QStringList &unread) {
        ComparedSides both = sides;
        both.before = before;
        leaveOut(both, unread);
        readKept(
            newer, [this, both](const auto &after, const QStringList &alsoUnread) { show(both, after, alsoUnread); });
    });
}

void SnapshotsDialog::show(
    const ComparedSides &sides, const std::shared_ptr<RecordStore> &after, const QStringList &unread)
{
    ComparedSides both = sides;
    both.after = after;
    leaveOut(both, unread);
    auto *dialog = new ComparisonDialog(m_looks, both, this);
    dialog->open();
}

void SnapshotsDialog::removeSelected()
{
    const QList<Snapshot> chosen = selected();
    for (const Snapshot &each : chosen)
        m_snapshots.remove(each);
    fill();
}

} // namespace nephoscope
