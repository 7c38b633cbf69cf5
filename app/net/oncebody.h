// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace nephoscope {

/// A request's body that can be sent once: it cannot be rewound. QNetworkAccessManager sends a request up to four times
/// where a server hangs up before it answers; it must rewind the body for that, and gives up where it cannot.
class OnceBody : public QIODevice {
    Q_OBJECT
public:
    explicit OnceBody(QByteArray bytes, QObject *parent = nullptr)
        : QIODevice(parent)
        , m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    qint64 size() const override { return m_bytes.size(); }
    bool seek(qint64) override { return false; }

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
};

} // namespace nephoscope
