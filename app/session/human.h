// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/async.h"
#include "net/certificate.h"
#include "platform/access.h"
#include "platform/profile.h"

#include <memory>
#include <optional>

namespace nephoscope {

class Session;

/// How a set-up ended, and who can sign in now where that is somebody new.
class SetUpEnd {
public:
    SetUpEnd() = default;
    explicit SetUpEnd(bool isDone, QString user = {}, Credential credential = {})
        : m_isDone(isDone)
        , m_user(std::move(user))
        , m_credential(std::move(credential))
    {
    }

    bool isDone() const { return m_isDone; }
    const QString &user() const { return m_user; }
    const Credential &credential() const { return m_credential; }

private:
    bool m_isDone = false;
    QString m_user;
    Credential m_credential;
};

/// Questions only a person can answer. The window answers with dialogs, tests and the command line from a script. Every
/// call ends, also when the window goes (with "no").
class Human {
public:
    virtual ~Human() = default;

    /// The secret for that profile; `why` says what happened to the last one (kind SignIn, or Canceled for the first
    /// time).
    virtual QCoro::Task<std::optional<Credential>> secretFor(Profile profile, Error why) = 0;
    /// Whether to go on although that certificate was refused. `previous` is the pinned fingerprint it differs from,
    /// empty where none was pinned.
    virtual QCoro::Task<bool> trust(Profile profile, Certificate certificate, QByteArray previous) = 0;
    /// The site answered 420: whether it has been set up now. Requests of the set-up go through Session::ask().
    /// `isWanted`: the person has asked for the set-up, so whether to do it is no question.
    virtual QCoro::Task<SetUpEnd> setUp(std::shared_ptr<Session> session, bool isWanted) = 0;
};

/// Answers every question with no. For recordings and programs without a person.
class Nobody : public Human {
public:
    QCoro::Task<std::optional<Credential>> secretFor(Profile profile, Error why) override;
    QCoro::Task<bool> trust(Profile profile, Certificate certificate, QByteArray previous) override;
    QCoro::Task<SetUpEnd> setUp(std::shared_ptr<Session> session, bool isWanted) override;
};

} // namespace nephoscope
