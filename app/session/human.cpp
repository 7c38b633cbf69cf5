// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/human.h"

namespace nephoscope {

QCoro::Task<std::optional<Credential>> Nobody::secretFor(Profile, Error) { co_return std::nullopt; }

QCoro::Task<bool> Nobody::trust(Profile, Certificate, QByteArray) { co_return false; }

QCoro::Task<SetUpEnd> Nobody::setUp(std::shared_ptr<Session>, bool) { co_return SetUpEnd(); }

} // namespace nephoscope
