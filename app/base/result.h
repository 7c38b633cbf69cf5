// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

namespace nephoscope {

/// A value or the reason why there is none.
template <class T>
using Result = tl::expected<T, Error>;

/// `return failure(Error::Kind::Malformed, tr(...));`
inline tl::unexpected<Error> failure(Error error) { return tl::unexpected<Error>(std::move(error)); }
inline tl::unexpected<Error> failure(Error::Kind kind, const QString &message)
{
    return tl::unexpected<Error>(Error(kind, message));
}

} // namespace nephoscope
