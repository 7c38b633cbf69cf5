// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/workstrip.h"

#include "resource/values.h"

#include <QBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace nephoscope {

WorkStrip::WorkStrip(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_count(new QLabel(this))
{
    setObjectName(QStringLiteral("workStrip"));
    m_words->setObjectName(QStringLiteral("workWords"));
    m_words->setTextFormat(Qt::PlainText);
    m_bar->setObjectName(QStringLiteral("workBar"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(24 * fontMetrics().averageCharWidth(), fontMetrics().height() / 2);
    m_count->setObjectName(QStringLiteral("workCount"));
    m_count->setTextFormat(Qt::PlainText);
    auto *stop = new QPushButton(tr("Stop"), this);
    stop->setObjectName(QStringLiteral("workStop"));
    stop->setAutoDefault(false);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    line->addWidget(m_words);
    line->addWidget(m_bar);
    line->addWidget(m_count);
    line->addWidget(stop);
    line->addStretch();
    connect(stop, &QPushButton::clicked, this, &WorkStrip::stopWanted);
    hide();
}

void WorkStrip::start(const QString &words, qint64 total)
{
    m_total = total;
    m_words->setText(words);
    m_bar->setRange(0, int(total));
    setDone(0);
    show();
}

void WorkStrip::setDone(qint64 done)
{
    m_bar->setValue(int(done));
    const auto number = [](qint64 value) { return groupedDigits(QString::number(value)); };
    m_count->setText(tr("%1 of %2").arg(number(done), number(m_total)));
}

void WorkStrip::finish() { hide(); }

} // namespace nephoscope
