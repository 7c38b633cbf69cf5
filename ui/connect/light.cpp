// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/light.h"

#include "resource/values.h"
#include "shell/looks.h"

#include <QHBoxLayout>
#include <QLabel>

namespace nephoscope {

Light::Light(const Looks &looks, QWidget *parent)
    : QWidget(parent)
    , m_looks(looks)
    , m_dot(new QLabel(this))
    , m_text(new QLabel(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_dot);
    layout->addWidget(m_text, 1);
}

void Light::set(State::Tone tone, const QString &text)
{
    m_tone = tone;
    const int size = fontMetrics().height();
    m_dot->setPixmap(m_looks.stateIcon(tone).pixmap(size, size));
    m_text->setText(text);
    m_text->setToolTip(plainToolTip(text));
}

QString Light::text() const { return m_text->text(); }

} // namespace nephoscope
