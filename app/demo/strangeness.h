// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/site.h"

#include <QStringList>

namespace nephoscope::demo {

/// What can be strange about an answer, by the names that scripts of misfortunes use.
const QStringList &strangenesses();

/// The answer with things in it that no client has seen before, XML or JSON. Anything else stays as it is. The same
/// answer becomes strange in the same way every time.
Answer madeStrange(const Answer &answer, const QStringList &which);

} // namespace nephoscope::demo
