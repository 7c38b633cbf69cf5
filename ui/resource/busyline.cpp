// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/busyline.h"

#include <QBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace nephoscope {

BusyLine::BusyLine(QWidget *parent)
    : QWidget(parent)
    , m_bar(new QProgressBar(this))
    , m_words(new QLabel(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_line(new QWidget(this))
{
    setObjectName(QStringLiteral("busyLine"));
    m_bar->setObjectName(QStringLiteral("busyBar"));
    m_bar->setAccessibleName(tr("Reading"));
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(3);
    m_words->setObjectName(QStringLiteral("busyWords"));
    m_words->setTextFormat(Qt::PlainText);
    m_cancel->setObjectName(QStringLiteral("busyCancel"));
    auto *line = new QHBoxLayout(m_line);
    line->setContentsMargins(16, 4, 16, 4);
    line->setSpacing(12);
    line->addWidget(m_words);
    line->addWidget(m_cancel);
    line->addStretch();
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_bar);
    all->addWidget(m_line);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &BusyLine::advance);
    connect(m_cancel, &QPushButton::clicked, this, &BusyLine::canceled);
    enter(Step::Idle);
}

void BusyLine::start(const QString &words)
{
    m_words->setText(words);
    if (isBusy())
        return; // the wait goes on, for something newer
    enter(Step::Silent);
    m_timer.start(300);
}

void BusyLine::stop()
{
    m_timer.stop();
    enter(Step::Idle);
}

void BusyLine::advance()
{
    if (m_step == Step::Silent) {
        enter(Step::Bar);
        m_timer.start(700);
    } else if (m_step == Step::Bar) {
        enter(Step::Words);
        m_timer.start(1000);
    } else {
        enter(Step::Cancel);
    }
}

void BusyLine::enter(Step step)
{
    m_step = step;
    m_bar->setVisible(step >= Step::Bar);
    m_line->setVisible(step >= Step::Words);
    m_words->setVisible(step >= Step::Words);
    m_cancel->setVisible(step >= Step::Cancel);
    setVisible(step >= Step::Bar);
}

} // namespace nephoscope
