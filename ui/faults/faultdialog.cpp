// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/faultdialog.h"

#include "explain/explainer.h"
#include "faults/countdown.h"
#include "faults/faultdesk.h"
#include "faults/faultwords.h"
#include "session/patience.h"
#include "session/waitinglist.h"
#include "shell/filedialogs.h"
#include "shell/glyph.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QFileInfo>
#include <QFontDatabase>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QToolButton>
#include <qcorotask.h>

namespace nephoscope {

namespace {

constexpr int margin = 16;
constexpr int lettersWide = 100;

QLabel *text(const QString &words, const char *name, QWidget *parent)
{
    auto *label = new QLabel(words, parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// One line each, so that long ones are indented as a whole.
QWidget *bullets(const QStringList &lines, const char *name, QWidget *parent)
{
    auto *part = new QWidget(parent);
    part->setObjectName(QLatin1String(name));
    auto *grid = new QGridLayout(part);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(1, 1);
    for (int row = 0; row < lines.size(); ++row) {
        grid->addWidget(new QLabel(QStringLiteral("\u2022"), part), row, 0, Qt::AlignTop);
        grid->addWidget(text(lines.at(row), "faultLine", part), row, 1);
    }
    return part;
}

QLabel *heading(const QString &words, QWidget *parent)
{
    auto *label = new QLabel(words, parent);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

} // namespace

FaultDialog::FaultDialog(const FaultReport &report, FaultDesk &desk, QWidget *pane)
    : QDialog(pane)
    , m_report(report)
    , m_desk(desk)
    , m_facts(report)
    , m_explanation(desk.explainer(report.service()).explain(report.error))
{
    setObjectName(QStringLiteral("faultDialog"));
    setWindowTitle(m_explanation.title);
    setAttribute(Qt::WA_DeleteOnClose);
    layOut();
    if (m_explanation.actions.contains(QStringLiteral("show-task"))
        || m_explanation.actions.contains(QStringLiteral("queue")))
        lookForBlocker();
    if (m_explanation.actions.contains(QStringLiteral("wait")) && canDo(QStringLiteral("retry"))
        && !m_offered.contains(QStringLiteral("queue")))
        startCountdown();
}

void FaultDialog::layOut()
{
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(margin, margin, margin, margin);
    all->setSpacing(12);
    all->addWidget(head());
    all->addWidget(story(), 1);
    m_countdown = new Countdown(this);
    connect(m_countdown, &Countdown::over, this, [this] { act(QStringLiteral("retry")); });
    connect(m_countdown, &Countdown::stopped, this, [this] {
        if (QPushButton *retry = m_buttons.value(QStringLiteral("retry")))
            retry->show();
    });
    all->addWidget(m_countdown);
    m_news = text({}, "faultNews", this);
    m_news->hide();
    all->addWidget(m_news);
    all->addWidget(buttons());
    all->addWidget(fold());
    const int width = fontMetrics().averageCharWidth() * lettersWide;
    setMinimumWidth(std::min(width, screen()->availableSize().width() * 9 / 10));
}

QWidget *FaultDialog::head()
{
    auto *part = new QWidget(this);
    auto *line = new QHBoxLayout(part);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    auto *icon = new QLabel(part);
    const int side = fontMetrics().height() * 2;
    icon->setPixmap(glyph(glyphOf(m_report.error), hueOf(m_report.error)).pixmap(side, side));
    line->addWidget(icon, 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    QLabel *title = text(m_explanation.title, "faultTitle", part);
    QFont large = title->font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.25);
    title->setFont(large);
    words->addWidget(title);
    words->addWidget(text(m_report.what, "faultWhat", part));
    line->addLayout(words, 1);
    return part;
}

QWidget *FaultDialog::story()
{
    auto *part = new QWidget(this);
    auto *lines = new QVBoxLayout(part);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(6);
    lines->addWidget(text(m_explanation.happened, "faultHappened", part));
    const QString said = saidWords(m_report.error);
    if (!said.isEmpty())
        lines->addWidget(text(said, "faultSaid", part));
    const auto add = [&](const QString &title, const QStringList &each, const char *name) {
        if (each.isEmpty())
            return;
        lines->addSpacing(6);
        lines->addWidget(heading(title, part));
        lines->addWidget(bullets(each, name, part));
    };
    add(tr("Likely causes"), m_explanation.causes, "faultCauses");
    add(tr("What you can do"), m_explanation.remedies, "faultRemedies");
    lines->addStretch();
    return part;
}

QWidget *FaultDialog::buttons()
{
    auto *part = new QWidget(this);
    auto *line = new QHBoxLayout(part);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    m_fold = new QToolButton(part);
    m_fold->setObjectName(QStringLiteral("faultFold"));
    m_fold->setText(tr("Details"));
    m_fold->setAccessibleName(tr("Details"));
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setArrowType(Qt::RightArrow);
    m_fold->setAutoRaise(true);
    m_fold->setCheckable(true);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    line->addWidget(m_fold);
    line->addStretch();
    for (const QString &action : std::as_const(m_explanation.actions))
        offer(action == QLatin1String("wait") ? QStringLiteral("retry") : action, line);
    if (m_offered.isEmpty())
        offer(QStringLiteral("retry"), line);
    if (m_offered.isEmpty())
        offer(QStringLiteral("support"), line);
    auto *close = new QPushButton(tr("Close"), part);
    close->setObjectName(QStringLiteral("faultClose"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    line->addWidget(close);
    if (QPushButton *first = m_buttons.value(m_offered.value(0))) {
        first->setDefault(true);
        first->setFocus();
    }
    return part;
}

void FaultDialog::offer(const QString &action, QBoxLayout *line)
{
    if (m_offered.contains(action) || !canDo(action))
        return;
    auto *button = new QPushButton(actionWords(action), this);
    button->setObjectName(QStringLiteral("fault:") + action);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, action] { act(action); });
    line->addWidget(button);
    m_buttons.insert(action, button);
    m_offered << action;
}

/// What the dialog itself can do, then what pane or window can.
bool FaultDialog::canDo(const QString &action) const
{
    if (action == QLatin1String("support"))
        return true;
    if (action == QLatin1String("recheck") && !m_report.canDo(action))
        return m_report.session && !m_report.object.href().isEmpty();
    if (action == QLatin1String("queue"))
        return m_report.session && m_report.canRepeat();
    return m_desk.canDo(action, m_report);
}

void FaultDialog::act(const QString &action)
{
    m_countdown->stop();
    if (action == QLatin1String("support"))
        return copy();
    if (action == QLatin1String("recheck") && !m_report.canDo(action))
        return recheck();
    if (action == QLatin1String("queue"))
        return queue();
    FaultDesk &desk = m_desk;
    const FaultReport report = m_report;
    const TaskState blocker = m_blocker;
    accept();
    desk.act(action, report, blocker);
}

QWidget *FaultDialog::fold()
{
    m_folded = new QWidget(this);
    auto *lines = new QVBoxLayout(m_folded);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(8);
    auto *details = new QPlainTextEdit(m_facts.text(), m_folded);
    details->setObjectName(QStringLiteral("faultDetails"));
    details->setAccessibleName(tr("Details"));
    details->setReadOnly(true);
    details->setTabChangesFocus(true);
    details->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    details->setMinimumHeight(fontMetrics().lineSpacing() * 14);
    lines->addWidget(details);
    auto *line = new QHBoxLayout;
    line->addStretch();
    const auto button = [&](const QString &words, const char *name, const std::function<void()> &deed) {
        auto *made = new QPushButton(words, m_folded);
        made->setObjectName(QLatin1String(name));
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, this, deed);
        line->addWidget(made);
        return made;
    };
    button(tr("Copy for support"), "faultCopy", [this] { copy(); });
    button(tr("Save as HAR \u2026"), "faultSave", [this] {
        askWhereToSave(
            this, {*m_facts.exchange()}, [this](const QString &sentence) { say(sentence); },
            [this](const QString &fileName) {
                say(tr("Saved as %1. Secrets are cut out; look over the names and addresses before you pass it on.")
                        .arg(QFileInfo(fileName).fileName()));
            });
    })->setEnabled(m_facts.exchange().has_value());
    lines->addLayout(line);
    m_folded->hide();
    connect(m_fold, &QToolButton::toggled, this, [this](bool open) {
        m_fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_folded->setVisible(open);
        fit();
    });
    return m_folded;
}

void FaultDialog::copy()
{
    QGuiApplication::clipboard()->setText(m_facts.forSupport(m_explanation.title));
    say(tr("Copied. Secrets are cut out; look over the names and addresses before you pass it on."));
}

void FaultDialog::say(const QString &words)
{
    m_news->setText(words);
    m_news->show();
    fit();
}

/// As high as its words need at this width: lines that came later would squeeze the others.
void FaultDialog::fit()
{
    if (!isVisible())
        return;
    layout()->activate();
    resize(width(), std::max(layout()->totalHeightForWidth(width()), minimumSizeHint().height()));
}

void FaultDialog::lookForBlocker()
{
    if (!m_report.session || !m_report.session->isLive())
        return;
    QCoro::connect(
        m_report.session->blocking(m_report.error, m_report.object), this, [this](const Result<TaskState> &task) {
            if (task)
                showBlocker(*task);
            else if (m_explanation.actions.contains(QStringLiteral("wait")) && canDo(QStringLiteral("retry")))
                startCountdown(); // nobody knows for what, so for a while
            if (QPushButton *queue = m_buttons.value(QStringLiteral("queue")); queue && !task)
                queue->setEnabled(false);
        });
}

void FaultDialog::showBlocker(const TaskState &task)
{
    m_blocker = task;
    say(blockerWords(task, QDateTime::currentDateTimeUtc()));
}

void FaultDialog::recheck()
{
    say(tr("Looking \u2026"));
    QCoro::connect(m_report.session->open(m_report.object), this, [this](const Result<Resource> &read) {
        const QString name = nameOf(m_report.object);
        if (read)
            say(read->self.state().isNone()
                    ? tr("%1 exists, and you may read it.").arg(name)
                    : tr("%1 exists, and you may read it. It is: %2.").arg(name, read->self.state().word()));
        else if (read.error().kind() == Error::Kind::NotFound || read.error().kind() == Error::Kind::Forbidden)
            say(tr("%1 cannot be read now either: it is gone, or you have no right to it.").arg(name));
        else
            say(tr("That could not be found out: %1").arg(read.error().message()));
    });
}

void FaultDialog::queue()
{
    if (m_blocker.isNull())
        return;
    WaitingList &list = m_report.session->waitingList();
    const FaultReport report = m_report;
    list.add(m_report.what, m_report.object, m_blocker, m_report.pane(),
        [report, waiting = &list](int id) { report.repeat([waiting, id] { waiting->finished(id); }); });
    accept();
}

void FaultDialog::startCountdown()
{
    constexpr int mostAttempts = 5;
    const int attempt = m_desk.attempt(m_report) + 1;
    if (attempt > mostAttempts)
        return;
    constexpr std::chrono::seconds shortest(5);
    const auto doubled = shortest * (1 << (attempt - 2));
    const auto told = m_facts.told();
    if (QPushButton *retry = m_buttons.value(QStringLiteral("retry")))
        retry->hide(); // the countdown has one
    m_countdown->start(told ? std::max(*told, std::chrono::seconds(1)) : doubled, attempt, mostAttempts);
    fit();
}

} // namespace nephoscope
