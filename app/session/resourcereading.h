// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/async.h"
#include "platform/platform.h"

#include <memory>

namespace nephoscope {

/// Bytes of the largest answer that is opened as one resource. Lists are longer, and are read page by page.
constexpr qint64 largestResource = qint64(16) * 1024 * 1024;

/// The answer read as a resource by that dialect: a small one at once, a large one in another thread, so that the
/// window goes on.
Async<Resource> readResource(std::shared_ptr<const Platform> platform, Ref ref, Reply reply, Access access);

} // namespace nephoscope
