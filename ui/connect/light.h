// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/ref.h"

#include <QWidget>

class QLabel;

namespace nephoscope {

class Looks;

/// One of the two lights of the sign-in dialog: a dot whose shape and colour tell how far a step has come, and a
/// sentence.
class Light : public QWidget {
    Q_OBJECT
public:
    explicit Light(const Looks &looks, QWidget *parent = nullptr);

    void set(State::Tone tone, const QString &text);
    State::Tone tone() const { return m_tone; }
    QString text() const;

private:
    const Looks &m_looks;
    State::Tone m_tone = State::Tone::Unknown;
    QLabel *m_dot;
    QLabel *m_text;
};

} // namespace nephoscope
