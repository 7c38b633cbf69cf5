// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"
#include "session/human.h"

#include <QStringList>
#include <QTimer>
#include <functional>
#include <qcorotimer.h>

namespace nephoscope {

/// A transport that answers from a function, a moment later, as a network would.
class ScriptedTransport : public Transport {
    Q_OBJECT
public:
    using Answer = std::function<Result<Reply>(const Request &)>;

    explicit ScriptedTransport(Answer answer)
        : m_answer(std::move(answer))
    {
    }

    Async<Reply> send(Request request) override
    {
        // kept by the session under test, which outlives its requests
        asked << QString::fromLatin1(request.method()) + QLatin1Char(' ') + request.url().toString();
        co_await QCoro::sleepFor(std::chrono::milliseconds(1));
        if (aborted)
            co_return failure(Error::Kind::Canceled, QStringLiteral("aborted"));
        auto reply = m_answer(request);
        if (reply)
            reply->setUrl(request.url());
        co_return reply;
    }
    void abortAll() override { aborted = true; }
    bool isLive() const override { return true; }

    QStringList asked;
    bool aborted = false;

private:
    Answer m_answer;
};

/// A person who answers from a list.
class ScriptedHuman : public Human {
public:
    QCoro::Task<std::optional<Credential>> secretFor(Profile, Error why) override
    {
        reasons << why.message();
        if (secrets.isEmpty())
            co_return std::nullopt;
        co_return Credential(secrets.takeFirst());
    }
    QCoro::Task<bool> trust(Profile, Certificate, QByteArray) override { co_return false; }
    QCoro::Task<SetUpEnd> setUp(std::shared_ptr<Session>, bool) override
    {
        ++setUps;
        co_await QCoro::sleepFor(std::chrono::milliseconds(5));
        if (onSetUp)
            onSetUp();
        co_return SetUpEnd(bool(onSetUp));
    }

    QList<QByteArray> secrets;
    QStringList reasons;
    int setUps = 0;
    std::function<void()> onSetUp;
};

} // namespace nephoscope
