// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/messagebar.h"

#include "faults/faultdesk.h"
#include "shell/glyph.h"
#include "shell/visibletext.h"

#include <QBoxLayout>
#include <QFontDatabase>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

namespace nephoscope {

namespace {

constexpr qsizetype longestSentence = 2000; // of a server's, and nobody reads more

QString drawingOf(MessageBar::Tone tone)
{
    switch (tone) {
    case MessageBar::Tone::Information:
        return QStringLiteral("info");
    case MessageBar::Tone::Waiting:
        return QStringLiteral("waiting");
    case MessageBar::Tone::Warning:
        return QStringLiteral("warning");
    case MessageBar::Tone::Error:
        return QStringLiteral("error");
    }
    return {};
}

QColor hueOf(MessageBar::Tone tone)
{
    switch (tone) {
    case MessageBar::Tone::Warning:
        return QColor(0xb3, 0x6b, 0x00);
    case MessageBar::Tone::Error:
        return QColor(0xd0, 0x2f, 0x2f);
    case MessageBar::Tone::Information:
    case MessageBar::Tone::Waiting:
        break;
    }
    return QColor(0x1f, 0x6f, 0xc4);
}

QString toneWord(MessageBar::Tone tone)
{
    switch (tone) {
    case MessageBar::Tone::Information:
        return MessageBar::tr("Information");
    case MessageBar::Tone::Waiting:
        return MessageBar::tr("Waiting");
    case MessageBar::Tone::Warning:
        return MessageBar::tr("Warning");
    case MessageBar::Tone::Error:
        return MessageBar::tr("Error");
    }
    return {};
}

QToolButton *flatButton(QWidget *parent, const QString &objectName, const QString &accessibleName)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(objectName);
    button->setAccessibleName(accessibleName);
    button->setToolTip(accessibleName);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("messageBar"));
    m_icon = new QLabel(this);
    m_icon->setObjectName(QStringLiteral("messageIcon"));
    m_sentence = new QLabel(this);
    m_sentence->setObjectName(QStringLiteral("messageSentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_more = new QLabel(this);
    m_more->setObjectName(QStringLiteral("messageCount"));
    m_more->setTextFormat(Qt::PlainText);
    m_action = new QPushButton(this);
    m_action->setObjectName(QStringLiteral("messageAction"));
    m_explain = new QPushButton(tr("Explain \u2026"), this);
    m_explain->setObjectName(QStringLiteral("messageExplain"));
    m_explain->setAutoDefault(false);
    m_fold = flatButton(this, QStringLiteral("messageDetailsFold"), tr("Details"));
    m_fold->setText(tr("Details"));
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setArrowType(Qt::RightArrow);
    m_fold->setCheckable(true);
    m_close = flatButton(this, QStringLiteral("messageClose"), tr("Dismiss message"));
    m_close->setIcon(glyph(QStringLiteral("close")));
    m_details = new QPlainTextEdit(this);
    m_details->setObjectName(QStringLiteral("messageDetails"));
    m_details->setAccessibleName(tr("Details of the message"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_details->setMaximumHeight(8 * fontMetrics().lineSpacing());
    layOut();
    connect(m_action, &QPushButton::clicked, this, &MessageBar::actionTriggered);
    connect(m_explain, &QPushButton::clicked, this, &MessageBar::explain);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::showNext);
    connect(m_fold, &QToolButton::toggled, this, [this](bool open) {
        m_fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_details->setVisible(open);
    });
    hide();
}

void MessageBar::layOut()
{
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    for (QWidget *part : {static_cast<QWidget *>(m_icon), static_cast<QWidget *>(m_sentence),
             static_cast<QWidget *>(m_more), static_cast<QWidget *>(m_fold), static_cast<QWidget *>(m_explain),
             static_cast<QWidget *>(m_action), static_cast<QWidget *>(m_close)})
        line->addWidget(part, part == m_sentence ? 1 : 0, Qt::AlignVCenter);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 8, 8, 8);
    all->setSpacing(8);
    all->addLayout(line);
    all->addWidget(m_details);
}

void MessageBar::show(Tone tone, const QString &sentence, const QString &details, const QString &actionText)
{
    add(Message{tone, sentence, details, actionText, std::nullopt});
}

void MessageBar::add(const Message &message)
{
    m_messages.removeIf([&](const Message &other) { return other.sentence == message.sentence; });
    m_messages.prepend(message);
    present();
}

void MessageBar::showError(const QString &whatFailed, const Error &error, const QString &actionText)
{
    showFault(FaultReport(whatFailed, error), actionText);
}

void MessageBar::showFault(const FaultReport &report, const QString &actionText)
{
    const QString why = report.error.message();
    add(Message{report.error.kind() == Error::Kind::Canceled ? Tone::Information : Tone::Error,
        why.isEmpty() ? report.what : tr("%1 %2", "what failed, then why").arg(report.what, why), QString(), actionText,
        report});
}

void MessageBar::explain()
{
    const std::optional<FaultReport> fault = m_messages.isEmpty() ? std::nullopt : m_messages.constFirst().fault;
    if (fault)
        FaultDesk::of(this).report(*fault, this);
}

void MessageBar::dismiss()
{
    m_messages.clear();
    hide();
}

bool MessageBar::isShowing() const { return !m_messages.isEmpty(); }

void MessageBar::showNext()
{
    if (!m_messages.isEmpty())
        m_messages.removeFirst();
    if (m_messages.isEmpty())
        hide();
    else
        present();
}

void MessageBar::present()
{
    const Message &message = m_messages.constFirst();
    const int side = fontMetrics().height();
    m_icon->setPixmap(glyph(drawingOf(message.tone), hueOf(message.tone)).pixmap(side, side));
    m_icon->setToolTip(toneWord(message.tone));
    m_sentence->setText(visibleText(message.sentence.left(longestSentence)));
    const qsizetype others = m_messages.size() - 1;
    m_more->setText(tr("+%1").arg(others));
    m_more->setToolTip(others == 1 ? tr("1 more message") : tr("%1 more messages").arg(others));
    m_more->setVisible(others > 0);
    m_action->setText(message.actionText);
    m_action->setVisible(!message.actionText.isEmpty());
    m_explain->setVisible(message.fault.has_value());
    m_details->setPlainText(visibleText(message.details));
    m_fold->setChecked(false);
    m_fold->setVisible(!message.details.isEmpty());
    m_details->hide();
    QWidget::show();
    update();
}

void MessageBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && isShowing())
        present();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    if (m_messages.isEmpty())
        return;
    QPainter painter(this);
    const QColor hue = readable(hueOf(m_messages.constFirst().tone), palette());
    QColor tint = hue;
    tint.setAlpha(24);
    painter.fillRect(rect(), tint);
    painter.fillRect(QRect(0, 0, 3, height()), hue);
}

} // namespace nephoscope
