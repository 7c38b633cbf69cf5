// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/countdown.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace nephoscope {

Countdown::Countdown(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
    , m_now(new QPushButton(tr("Try now"), this))
    , m_stop(new QPushButton(tr("Stop waiting"), this))
{
    setObjectName(QStringLiteral("countdown"));
    m_words->setObjectName(QStringLiteral("countdownWords"));
    m_words->setTextFormat(Qt::PlainText);
    m_now->setObjectName(QStringLiteral("countdownNow"));
    m_stop->setObjectName(QStringLiteral("countdownStop"));
    for (QPushButton *button : {m_now, m_stop})
        button->setAutoDefault(false);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_words, 1);
    line->addWidget(m_now);
    line->addWidget(m_stop);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        --m_left;
        tell();
        if (m_left <= 0) {
            m_tick.stop();
            emit over();
        }
    });
    connect(m_now, &QPushButton::clicked, this, [this] {
        m_tick.stop();
        emit over();
    });
    connect(m_stop, &QPushButton::clicked, this, &Countdown::stop);
    hide();
}

void Countdown::start(std::chrono::seconds length, int attempt, int most)
{
    m_left = length.count();
    m_attempt = attempt;
    m_most = most;
    tell();
    show();
    m_tick.start();
}

void Countdown::stop()
{
    m_tick.stop();
    hide();
    emit stopped();
}

void Countdown::tell()
{
    m_words->setText(tr("Trying again in %1 s (attempt %2 of %3).").arg(m_left).arg(m_attempt).arg(m_most));
}

} // namespace nephoscope
