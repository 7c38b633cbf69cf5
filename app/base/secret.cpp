// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret.h"

namespace nephoscope {

namespace {

void wipe(QByteArray *bytes)
{
    volatile char *data = bytes->data();
    for (qsizetype i = 0; i < bytes->size(); ++i)
        data[i] = 0;
    delete bytes;
}

} // namespace

Secret::Secret(QByteArray bytes)
{
    bytes.detach(); // a buffer of our own, so that wiping it touches nobody else's
    m_bytes = std::shared_ptr<QByteArray>(new QByteArray(std::move(bytes)), wipe);
}

QByteArray Secret::reveal() const { return m_bytes ? QByteArray(m_bytes->constData(), m_bytes->size()) : QByteArray(); }

} // namespace nephoscope
