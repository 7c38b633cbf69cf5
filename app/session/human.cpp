// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/human.h"

namespace nephoscope {

QCoro::Task<std::optional<Credential>> Nobody::secretFor(Profile, Error) { co_return std::nullopt; }

QCoro::Task<bool> Nobody::trust(Profile, Certificate, QByteArray) { co_return false; }

QCoro::Task<bool> Nobody::setUp(Profile) { co_return false; }

} // namespace nephoscope
