// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/bulkdialog.h"

#include "bulk/bulkdeed.h"
#include "bulk/bulkfields.h"
#include "bulk/bulkwords.h"
#include "editor/reasonfield.h"
#include "editor/requestpreview.h"
#include "resource/roomyrows.h"
#include "resource/values.h"
#include "shell/looks.h"

#include <QBoxLayout>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeWidget>
#include <qcorotask.h>

namespace nephoscope {

namespace {

enum Column { ObjectColumn, BeforeColumn, AfterColumn, ResultColumn };

using Phase = BulkItem::Phase;

} // namespace

BulkDialog::BulkDialog(std::shared_ptr<Session> session, std::shared_ptr<Journal> journal, const Looks &looks,
    const FieldContext &context, QWidget *parent)
    : SiteDialog(session->profile(), parent)
    , m_session(std::move(session))
    , m_journal(std::move(journal))
    , m_looks(looks)
    , m_context(context)
{
    setObjectName(QStringLiteral("bulkDialog"));
    setModal(false);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 16, 16, 16);
    all->setSpacing(12);
    m_title = new QLabel(this);
    m_title->setObjectName(QStringLiteral("bulkTitle"));
    m_title->setTextFormat(Qt::PlainText);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    all->addWidget(m_title);
    addQuestions(all, context);
    addTable(all);
    m_preview = new RequestPreview(this);
    m_preview->setOpen(m_session->profile().production);
    m_preview->hide();
    all->addWidget(m_preview);
    addButtons(all);
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 36);
}

BulkDialog::~BulkDialog()
{
    if (m_look)
        m_look->stop();
    if (m_run)
        m_run->disconnect(this); // it may end after its view
}

void BulkDialog::addQuestions(QVBoxLayout *all, const FieldContext &context)
{
    m_questions = new QWidget(this);
    m_lines = new QFormLayout(m_questions);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setHorizontalSpacing(12);
    m_lines->setVerticalSpacing(8);
    m_fields = new BulkFields(m_looks, context, m_questions);
    m_lines->addRow(tr("Property and value:"), m_fields);
    addLimits(m_lines);
    m_reason = new ReasonField(m_session->profile(), m_questions);
    m_lines->addRow(m_reason);
    all->addWidget(m_questions);
    connect(m_fields, &BulkFields::edited, this, &BulkDialog::isEdited);
    connect(m_reason, &ReasonField::edited, this, &BulkDialog::showState);
}

void BulkDialog::addLimits(QFormLayout *form)
{
    m_atOnce = new QSpinBox(m_questions);
    m_atOnce->setObjectName(QStringLiteral("bulkAtOnce"));
    m_atOnce->setAccessibleName(tr("Objects at a time"));
    m_atOnce->setRange(1, 32);
    m_atOnce->setValue(4);
    m_stopAfter = new QSpinBox(m_questions);
    m_stopAfter->setObjectName(QStringLiteral("bulkStopAfter"));
    m_stopAfter->setAccessibleName(tr("Failures before it pauses"));
    m_stopAfter->setRange(0, 1000);
    m_stopAfter->setValue(3);
    m_stopAfter->setSpecialValueText(tr("never"));
    auto *limits = new QHBoxLayout;
    limits->setSpacing(8);
    limits->addWidget(m_atOnce);
    limits->addWidget(new QLabel(tr("at a time; pause after"), m_questions));
    limits->addWidget(m_stopAfter);
    limits->addWidget(new QLabel(tr("failures"), m_questions));
    limits->addStretch();
    form->addRow(tr("Speed:"), limits);
}

void BulkDialog::addTable(QVBoxLayout *all)
{
    m_table = new QTreeWidget(this);
    m_table->setObjectName(QStringLiteral("bulkTable"));
    m_table->setAccessibleName(tr("Objects"));
    m_table->setHeaderLabels({tr("Object"), tr("Before"), tr("After"), tr("Result")});
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->setItemDelegate(new RoomyRows(m_table));
    m_table->header()->setDefaultSectionSize(fontMetrics().averageCharWidth() * 28);
    all->addWidget(m_table, 1);
    connect(m_table, &QTreeWidget::itemChanged, this, &BulkDialog::showState);
}

QPushButton *BulkDialog::addButton(const char *name, const QString &words, QLayout *line)
{
    auto *button = new QPushButton(words, this);
    button->setObjectName(QLatin1String(name));
    button->setAutoDefault(false);
    line->addWidget(button);
    return button;
}

void BulkDialog::addButtons(QVBoxLayout *all)
{
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("bulkProgress"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->hide();
    all->addWidget(m_progress);
    m_status = new QLabel(this);
    m_status->setObjectName(QStringLiteral("bulkStatus"));
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_status, 1);
    m_compare = addButton("bulkCompare", tr("Compare"), foot);
    m_start = addButton("bulkStart", tr("Change"), foot);
    m_pause = addButton("bulkPause", tr("Pause"), foot);
    m_retry = addButton("bulkRetry", tr("Retry the failed"), foot);
    m_cancel = addButton("bulkCancel", tr("Cancel the rest"), foot);
    QPushButton *close = addButton("bulkClose", tr("Close"), foot);
    close->setToolTip(tr("A run goes on, and stays in reach above the pages"));
    all->addLayout(foot);
    connect(m_compare, &QPushButton::clicked, this, &BulkDialog::compare);
    connect(m_start, &QPushButton::clicked, this, &BulkDialog::start);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_run->state() == BulkRun::State::Running)
            m_run->pause();
        else
            m_run->resume();
    });
    connect(m_retry, &QPushButton::clicked, this, [this] { m_run->retryFailed(); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_run->cancel(); });
    connect(close, &QPushButton::clicked, this, &QDialog::close);
}

FieldGuide BulkDialog::guide(const Resource &resource) const
{
    return FieldGuide::ofResource(resource, *m_session, m_looks.catalog(m_session->platform().service()));
}

void BulkDialog::prepare(const BulkOrder &order)
{
    m_order = order;
    m_objects = order.objects;
    const int count = int(m_objects.size());
    const QString words = order.operation ? tr("%1: %n objects", "operation", count).arg(order.label)
                                          : tr("Change a property of %n objects", nullptr, count);
    setWindowTitle(words);
    m_title->setText(words);
    {
        const QSignalBlocker quiet(m_table);
        const QString service = m_session->platform().service();
        for (const Ref &object : std::as_const(m_objects)) {
            auto *row = new QTreeWidgetItem(m_table, {object.name()});
            row->setIcon(ObjectColumn, m_looks.kindIcon(service, object.kind()));
            row->setCheckState(ObjectColumn, Qt::Checked);
        }
    }
    if (order.operation)
        prepareOperation();
    else
        readSample();
    showState();
}

/// What was compared, and what is being compared, is not what would be sent.
void BulkDialog::isEdited()
{
    if (m_look)
        m_look->stop();
    m_isCompared = false;
    m_progress->hide();
    showState();
}

void BulkDialog::prepareOperation()
{
    m_lines->setRowVisible(m_fields, false);
    m_deed = new BulkDeed(*m_session, m_order, m_looks, m_context, m_questions);
    m_lines->insertRow(0, m_deed);
    connect(m_deed, &BulkDeed::edited, this, &BulkDialog::isEdited);
    connect(m_deed, &BulkDeed::confirmed, this, &BulkDialog::showState);
    m_table->setHeaderLabels({tr("Object"), tr("Now"), tr("Goes with it"), tr("Result")});
    m_table->setColumnHidden(AfterColumn, m_order.operation->role != Operation::Role::Delete);
    if (m_deed->isEmpty())
        compare(); // nothing has to be said first
}

void BulkDialog::readSample()
{
    setStatus(tr("Reading %1 \u2026").arg(m_objects.constFirst().name()));
    QCoro::connect(m_session->open(m_objects.constFirst()), this, [this](const Result<Resource> &sample) {
        if (!sample)
            return setStatus(tr("%1 cannot be read: %2").arg(m_objects.constFirst().name(), sample.error().message()));
        m_fields->setSample(*sample, guide(*sample), m_session->platform().service());
        setStatus(m_fields->isEmpty() ? m_fields->problem() : tr("Choose a property, give it a value, and compare."));
        showState();
    });
}

/// What is asked, without the objects.
Result<BulkPlan> BulkDialog::plan() const
{
    BulkPlan plan;
    if (m_order.operation) {
        plan.property = m_order.label;
        plan.operation = m_deed->operation();
    } else {
        const Result<QList<BulkStep>> steps = m_fields->steps();
        if (!steps)
            return failure(steps.error());
        plan.property = m_fields->property();
        plan.value = m_fields->value();
        plan.steps = *steps;
    }
    plan.id = Session::newAction();
    plan.profileId = m_session->profile().id;
    plan.atOnce = m_atOnce->value();
    plan.stopAfter = m_stopAfter->value();
    plan.reason = m_reason->reason();
    return plan;
}

void BulkDialog::compare()
{
    Result<BulkPlan> all = plan();
    if (!all)
        return setStatus(all.error().message());
    if (m_look)
        m_look->stop();
    all->items = m_objects;
    const auto guides = [this](const Resource &resource) { return guide(resource); };
    m_look = std::make_shared<BulkLook>(m_session, std::make_shared<BulkRun>(m_session, m_journal, *all, guides));
    m_isCompared = false;
    m_previewed = -1;
    m_preview->hide();
    m_progress->setRange(0, int(m_objects.size()));
    m_progress->setValue(0);
    m_progress->show();
    setStatus(tr("Reading every object \u2026"));
    connect(m_look.get(), &BulkLook::planned, this, &BulkDialog::preview);
    connect(m_look.get(), &BulkLook::looked, this, &BulkDialog::compared);
    connect(m_look.get(), &BulkLook::finished, this, [this] {
        m_isCompared = true;
        m_progress->hide();
        showState();
    });
    m_look->start();
    showState();
}

/// The first of those that will be changed stands for all.
void BulkDialog::preview(int item, const QList<Request> &requests)
{
    if (m_previewed >= 0 && m_previewed < item)
        return;
    m_previewed = item;
    QList<Request> onWire;
    for (const Request &request : requests)
        onWire << m_session->asSent(request);
    m_preview->setRequests(tr("What will be sent, for %1 as for the others").arg(m_objects.at(item).name()), onWire);
    m_preview->show();
}

void BulkDialog::compared(int item, const Resource &object, const QList<Change> &changes, const QString &whyNot)
{
    const QSignalBlocker quiet(m_table);
    QTreeWidgetItem *row = m_table->topLevelItem(item);
    const bool isDeed = m_order.operation.has_value();
    QStringList before{isDeed ? m_looks.state(object.self.state()) : QString()};
    QStringList after{isDeed ? childrenWords(object) : QString()};
    before.removeAll(QString());
    after.removeAll(QString());
    for (const Change &change : changes) {
        before << oneLine(change.before, 100);
        after << oneLine(change.after, 100);
    }
    row->setText(BeforeColumn, before.join(QStringLiteral(", ")));
    row->setText(AfterColumn, after.join(QStringLiteral(", ")));
    const QString why = !whyNot.isEmpty() ? tr("Skipped: %1").arg(whyNot)
        : changes.isEmpty() && !isDeed    ? tr("Skipped: has the value already")
                                          : QString();
    row->setText(ResultColumn, why);
    row->setToolTip(ResultColumn, plainToolTip(why));
    const bool wasSkipped = !(row->flags() & Qt::ItemIsUserCheckable); // else it is as the person wants it
    if (!why.isEmpty())
        row->setCheckState(ObjectColumn, Qt::Unchecked);
    else if (wasSkipped)
        row->setCheckState(ObjectColumn, Qt::Checked);
    row->setFlags(why.isEmpty() ? row->flags() | Qt::ItemIsUserCheckable : row->flags() & ~Qt::ItemIsUserCheckable);
    m_progress->setValue(m_progress->value() + 1);
}

void BulkDialog::start()
{
    Result<BulkPlan> chosen = plan();
    if (!chosen)
        return setStatus(chosen.error().message());
    QList<int> rows;
    for (int row = 0; row < m_table->topLevelItemCount(); ++row) {
        if (m_table->topLevelItem(row)->checkState(ObjectColumn) != Qt::Checked)
            continue;
        chosen->items << m_objects.at(row);
        rows << row;
    }
    m_reason->remember();
    const auto guides = [session = m_session, looks = &m_looks](const Resource &resource) {
        return FieldGuide::ofResource(resource, *session, looks->catalog(session->platform().service()));
    };
    const auto run = std::make_shared<BulkRun>(m_session, m_journal, *chosen, guides);
    follow(run, rows);
    const Result<bool> begun = run->start();
    if (!begun)
        setStatus(begun.error().message());
}

void BulkDialog::takeUp(const BulkPlan &plan)
{
    const int count = int(plan.items.size());
    const QString words = plan.operation.isNull()
        ? tr("%1 of %n objects: %2", nullptr, count).arg(plan.property, plan.value)
        : tr("%1: %n objects", "operation", count).arg(plan.property);
    setWindowTitle(words);
    m_title->setText(words);
    m_objects = plan.items;
    QList<int> rows;
    const QSignalBlocker quiet(m_table);
    for (const Ref &object : plan.items) {
        rows << m_table->topLevelItemCount();
        auto *row = new QTreeWidgetItem(m_table, {object.name(), QString(), plan.value});
        row->setIcon(ObjectColumn, m_looks.kindIcon(m_session->platform().service(), object.kind()));
    }
    const auto guides = [session = m_session, looks = &m_looks](const Resource &resource) {
        return FieldGuide::ofResource(resource, *session, looks->catalog(session->platform().service()));
    };
    const auto run = std::make_shared<BulkRun>(m_session, m_journal, plan, guides);
    follow(run, rows);
    run->takeUp();
    for (int item = 0; item < int(run->items().size()); ++item)
        paintItem(item);
    showState();
}

void BulkDialog::follow(const std::shared_ptr<BulkRun> &run, const QList<int> &rows)
{
    m_run = run;
    m_rows = rows;
    m_questions->hide();
    m_preview->hide();
    m_progress->setRange(0, int(rows.size()));
    m_progress->show();
    connect(run.get(), &BulkRun::itemChanged, this, &BulkDialog::showItem);
    m_stateLater.setSingleShot(true);
    connect(&m_stateLater, &QTimer::timeout, this, &BulkDialog::showState);
    connect(run.get(), &BulkRun::stateChanged, this, &BulkDialog::showState);
}

/// Counts are shown a moment later: of very many objects they take longer than a row.
void BulkDialog::showItem(int item)
{
    constexpr int moment = 50; // ms
    paintItem(item);
    if (!m_stateLater.isActive())
        m_stateLater.start(moment);
}

void BulkDialog::paintItem(int item)
{
    const QSignalBlocker quiet(m_table);
    const BulkItem &what = m_run->items()[size_t(item)];
    QTreeWidgetItem *row = m_table->topLevelItem(m_rows.at(item));
    row->setText(ResultColumn, oneLine(phaseWords(what), 200));
    row->setToolTip(ResultColumn, plainToolTip(phaseWords(what)));
    const State::Tone tone = toneOf(what.phase);
    row->setIcon(ResultColumn, tone == State::Tone::None ? QIcon() : m_looks.stateIcon(tone));
}

bool BulkDialog::isUnderWay() const
{
    return m_run && (m_run->state() == BulkRun::State::Running || m_run->state() == BulkRun::State::Paused);
}

QString BulkDialog::words() const
{
    const int count = int(m_rows.size());
    const BulkPlan &plan = m_run->plan();
    const QString what = plan.operation.isNull() ? tr("%1 of %n objects", nullptr, count).arg(plan.property)
                                                 : tr("%1 (%n objects)", "operation", count).arg(plan.property);
    return tr("%1: %2", "run, how far").arg(what, m_status->text());
}

void BulkDialog::setStatus(const QString &words) { m_status->setText(words); }

int BulkDialog::chosen() const
{
    int chosen = 0;
    for (int row = 0; row < m_table->topLevelItemCount(); ++row)
        chosen += m_table->topLevelItem(row)->checkState(ObjectColumn) == Qt::Checked;
    return chosen;
}

/// What is to be done has not begun yet.
void BulkDialog::showQuestion()
{
    const int count = chosen();
    m_retry->hide();
    const QString problem = m_deed ? m_deed->problem() : m_fields->problem();
    m_compare->setEnabled((m_deed || !m_fields->isEmpty()) && problem.isEmpty());
    m_start->setText(m_order.operation ? tr("%1 (%2)", "operation, how many objects").arg(m_order.label).arg(count)
                                       : tr("Change %n objects", nullptr, count));
    const bool isConfirmed = !m_deed || m_deed->isConfirmed(count);
    m_start->setEnabled(m_isCompared && count > 0 && m_reason->isEnough() && isConfirmed && problem.isEmpty());
    m_start->setToolTip(!m_isCompared ? tr("Compare first")
            : !isConfirmed            ? tr("Type the number of objects first")
                                      : QString());
    if (m_deed && !problem.isEmpty())
        setStatus(problem);
    else if (m_isCompared)
        setStatus(m_order.operation ? tr("%1 of %2 objects can do this.").arg(count).arg(m_objects.size())
                                    : tr("%1 of %2 objects will be changed.").arg(count).arg(m_objects.size()));
}

void BulkDialog::showState()
{
    const bool isOver =
        m_run && (m_run->state() == BulkRun::State::Finished || m_run->state() == BulkRun::State::Canceled);
    for (QPushButton *button : {m_pause, m_cancel})
        button->setVisible(m_run && !isOver);
    for (QPushButton *button : {m_compare, m_start})
        button->setVisible(!m_run);
    if (!m_run)
        return showQuestion();
    const int done = m_run->count(Phase::Done) + m_run->count(Phase::Same);
    const int failed = m_run->count(Phase::Failed);
    const int unknown = m_run->count(Phase::Unknown);
    m_progress->setValue(done + failed + unknown);
    m_pause->setText(m_run->state() == BulkRun::State::Paused ? tr("Resume") : tr("Pause"));
    m_retry->setVisible(m_run->retryable() > 0 && m_run->state() != BulkRun::State::Canceled);
    m_retry->setEnabled(m_run->count(Phase::Running) == 0);
    QStringList words{tr("%1 of %2 done").arg(done).arg(m_rows.size())};
    if (failed > 0)
        words << tr("%1 failed").arg(failed);
    if (unknown > 0)
        words << tr("%1 unknown").arg(unknown);
    if (m_run->state() == BulkRun::State::Canceled)
        words << tr("%1 not sent").arg(m_run->count(Phase::Waiting));
    if (!m_run->pauseReason().isEmpty())
        words << m_run->pauseReason();
    setStatus(words.join(QStringLiteral(" \u00b7 ")));
    emit runChanged();
}

} // namespace nephoscope
