// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/resourceheader.h"

#include "resource/elidedlabel.h"
#include "resource/values.h"
#include "shell/glyph.h"
#include "shell/looks.h"
#include "shell/wording.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QProgressBar>
#include <QToolButton>

namespace nephoscope {

ResourceHeader::ResourceHeader(const Looks &looks, const QString &service, QWidget *parent)
    : QWidget(parent)
    , m_looks(looks)
    , m_service(service)
{
    setObjectName(QStringLiteral("resourceHeader"));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 8, 16, 8);
    all->setSpacing(8);
    all->addWidget(makeTitle());
    connect(m_refresh, &QToolButton::clicked, this, &ResourceHeader::refreshWanted);
    connect(m_copyId, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_id->text()); });
    connect(&m_clock, &QTimer::timeout, this, &ResourceHeader::showAge);
    m_clock.setSingleShot(true);
}

QToolButton *ResourceHeader::makeButton(const QString &name, const QString &icon, const QString &words)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setAccessibleName(words);
    button->setToolTip(words);
    button->setIcon(glyph(icon));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QWidget *ResourceHeader::makeTitle()
{
    auto *title = new QWidget(this);
    auto *line = new QHBoxLayout(title);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    m_icon = new QLabel(title);
    m_icon->setObjectName(QStringLiteral("resourceIcon"));
    m_name = new ElidedLabel(Qt::ElideRight, title);
    m_name->setObjectName(QStringLiteral("resourceName"));
    QFont large = m_name->font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.4);
    m_name->setFont(large);
    m_kind = new QLabel(title);
    m_kind->setObjectName(QStringLiteral("resourceKind"));
    m_stateIcon = new QLabel(title);
    m_stateIcon->setObjectName(QStringLiteral("resourceStateIcon"));
    m_state = new QLabel(title);
    m_state->setObjectName(QStringLiteral("resourceState"));
    m_id = new ElidedLabel(Qt::ElideMiddle, title);
    m_id->setObjectName(QStringLiteral("resourceId"));
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF());
    m_id->setFont(fixed);
    m_copyId = makeButton(QStringLiteral("resourceCopyId"), QStringLiteral("copy"), tr("Copy ID"));
    m_age = new QLabel(title);
    m_age->setObjectName(QStringLiteral("resourceAge"));
    m_refresh = makeButton(QStringLiteral("resourceRefresh"), QStringLiteral("refresh"), tr("Refresh"));
    for (QLabel *label : {m_kind, m_state, m_age})
        label->setTextFormat(Qt::PlainText);
    for (QLabel *label : {m_kind, static_cast<QLabel *>(m_id), m_age})
        label->setForegroundRole(QPalette::PlaceholderText);
    auto *state = new QHBoxLayout;
    state->setSpacing(4);
    state->addWidget(m_stateIcon);
    state->addWidget(m_state);
    const QList<QWidget *> who = {m_icon, m_name, m_kind};
    for (QWidget *part : who)
        line->addWidget(part, 0, Qt::AlignVCenter);
    line->addSpacing(4);
    line->addLayout(state);
    line->addSpacing(4);
    line->addWidget(m_id);
    line->addWidget(m_copyId);
    line->addStretch(1);
    line->addWidget(makeTask(title));
    line->addWidget(m_age);
    line->addWidget(m_refresh);
    return title;
}

QWidget *ResourceHeader::makeTask(QWidget *parent)
{
    auto *work = new QWidget(parent);
    auto *line = new QHBoxLayout(work);
    line->setContentsMargins(0, 0, 8, 0);
    line->setSpacing(8);
    m_task = new QLabel(work);
    m_task->setObjectName(QStringLiteral("resourceTask"));
    m_task->setTextFormat(Qt::PlainText);
    m_progress = new QProgressBar(work);
    m_progress->setObjectName(QStringLiteral("resourceTaskProgress"));
    m_progress->setAccessibleName(tr("Progress of the task"));
    m_progress->setFixedWidth(12 * fontMetrics().averageCharWidth());
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(fontMetrics().height() / 2);
    line->addWidget(m_task);
    line->addWidget(m_progress);
    m_task->hide();
    m_progress->hide();
    return work;
}

void ResourceHeader::setTask(const TaskState &task)
{
    const bool isRunning = !task.isNull() && !task.isEnded();
    m_task->setVisible(isRunning);
    m_progress->setVisible(isRunning);
    if (!isRunning)
        return;
    const QString what = task.description.isEmpty() ? readableWords(task.operation) : task.description;
    constexpr int longest = 60;
    m_task->setText(
        task.percent ? tr("%1 %2 %").arg(oneLine(what, longest)).arg(*task.percent) : oneLine(what, longest));
    m_task->setToolTip(plainToolTip(what));
    m_progress->setRange(0, task.percent ? 100 : 0);
    m_progress->setValue(task.percent.value_or(0));
}

void ResourceHeader::setRef(const Ref &ref)
{
    if (ref.identity() != m_ref.identity()) { // another object: nothing of it has been read yet
        m_readAt = QDateTime();
        setStale(false);
    }
    m_ref = ref;
    const QString kind =
        ref.isCollection() ? m_looks.kinds(m_service, ref.kind()) : m_looks.kind(m_service, ref.kind());
    const QIcon icon =
        ref.isCollection() ? m_looks.icon(QStringLiteral("folder")) : m_looks.kindIcon(m_service, ref.kind());
    constexpr int side = 24;
    m_icon->setPixmap(icon.pixmap(QSize(side, side), devicePixelRatioF()));
    m_name->setText(oneLine(ref.name().isEmpty() ? kind : ref.name()));
    m_kind->setText(kind);
    m_kind->setVisible(m_name->text() != kind);
    const int dot = fontMetrics().height();
    m_stateIcon->setPixmap(m_looks.stateIcon(ref.state().tone()).pixmap(QSize(dot, dot), devicePixelRatioF()));
    m_stateIcon->setVisible(!ref.state().isNone());
    m_state->setText(oneLine(m_looks.state(ref.state()), 60));
    m_state->setVisible(!ref.state().isNone());
    m_id->setText(ref.id());
    m_id->setVisible(!ref.id().isEmpty());
    m_copyId->setVisible(!ref.id().isEmpty());
}

void ResourceHeader::setResource(const Resource &resource)
{
    setRef(resource.self);
    m_readAt = resource.readAt;
    setStale(false);
}

void ResourceHeader::setStale(bool stale)
{
    m_isStale = stale;
    showAge();
}

void ResourceHeader::showAge()
{
    if (!m_readAt.isValid()) {
        m_age->clear();
        return;
    }
    const QDateTime read = m_readAt.toLocalTime();
    const bool isOfToday = read.date() == QDate::currentDate();
    const QString when = isOfToday ? QLocale().toString(read.time(), QLocale::ShortFormat)
                                   : QLocale().toString(read, QLocale::ShortFormat);
    m_age->setText(m_isStale ? tr("outdated, read at %1").arg(when) : tr("read at %1").arg(when));
    m_age->setToolTip(QLocale().toString(read, QLocale::LongFormat));
    if (isVisible())
        m_clock.start(int(QDateTime::currentDateTime().msecsTo(QDate::currentDate().addDays(1).startOfDay())));
}

/// What it says is right until midnight: a page at rest wakes nobody every minute.
void ResourceHeader::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showAge();
}

void ResourceHeader::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_clock.stop();
}

void ResourceHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_ref.kind().isEmpty())
        setRef(m_ref); // the pictures are of the old colours
}

} // namespace nephoscope
