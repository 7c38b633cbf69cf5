// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/async.h"
#include "net/certificate.h"
#include "platform/access.h"
#include "platform/profile.h"

#include <optional>

namespace nephoscope {

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
    /// The site answered 420: whether it has been set up now.
    virtual QCoro::Task<bool> setUp(Profile profile) = 0;
};

/// Answers every question with no. For recordings and programs without a person.
class Nobody : public Human {
public:
    QCoro::Task<std::optional<Credential>> secretFor(Profile profile, Error why) override;
    QCoro::Task<bool> trust(Profile profile, Certificate certificate, QByteArray previous) override;
    QCoro::Task<bool> setUp(Profile profile) override;
};

} // namespace nephoscope
