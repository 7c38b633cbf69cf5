// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/certificate.h"
#include "net/exchange.h"
#include "net/pending.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <chrono>
#include <memory>
#include <optional>

class QNetworkReply;

namespace nephoscope {

/// One request under way: reads the answer up to a limit, watches the time, and can be awaited once. Always ends with a
/// result: an answer, an Error, or Canceled by cancel().
class HttpCall : public QObject {
    Q_OBJECT
public:
    class Limits {
    public:
        Limits(std::chrono::milliseconds connection, std::chrono::milliseconds silence, qint64 most)
            : connectTimeout(connection)
            , readTimeout(silence)
            , bytes(most)
        {
        }
        std::chrono::milliseconds connectTimeout;
        std::chrono::milliseconds readTimeout;
        qint64 bytes;
    };

    /// Takes over `reply`, which must have just been started.
    HttpCall(QNetworkReply *reply, const Request &request, const Limits &limits);
    ~HttpCall() override;

    QNetworkReply *reply() const { return m_reply.get(); }
    const Exchange::Timings &timings() const { return m_timings; }
    /// True from when the request was sent until the end.
    bool isConnected() const { return m_timings.connected >= 0; }
    /// It was sent, and no answer's fields have come to their end.
    bool awaitsFields() const { return isConnected() && m_timings.firstByte < 0; }
    /// The certificate that was refused, if that was so: explains the Tls error that follows.
    const std::optional<Certificate> &refused() const { return m_refused; }
    void setRefused(const Certificate &certificate) { m_refused = certificate; }
    /// Ends it with Canceled; whoever awaits goes on before this returns.
    void cancel();

    /// The result, once there is one; to be awaited once.
    Pending<Result<Reply>>::Awaiter finished() { return m_result.value(); }

signals:
    /// Not connected in time. Whoever knows that it only waits for its turn calls waitLonger().
    void connectionLate();

public slots:
    void waitLonger();

private:
    class Later {
    public:
        void operator()(QNetworkReply *reply) const;
    };

    bool isToldWhenSent() const;
    void setConnected();
    void headRead();
    void read();
    qint64 room();
    void timedOut();
    bool isError() const;
    bool isTooSlow() const;
    void replyFinished();
    void conclude();
    void end(const Result<Reply> &result);
    void resume();
    QString host() const;
    Error tooLong() const;
    Error failureOf() const;
    Reply answer();

    const std::unique_ptr<QNetworkReply, Later> m_reply;
    const Request m_request;
    const Limits m_limits;
    QElapsedTimer m_clock;
    QTimer m_timer; ///< for the connection first, then for silence
    Exchange::Timings m_timings;
    QByteArray m_body;
    std::optional<Certificate> m_refused;
    Pending<Result<Reply>> m_result;
    bool m_isPatient = false;
    bool m_isFinished = false; ///< nothing more comes; some may still be to be read
};

} // namespace nephoscope
