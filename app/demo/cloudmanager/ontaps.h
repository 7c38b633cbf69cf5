// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace nephoscope::demo::cloudmanager {

class Routes;

/// The newer calls that serve systems of all clouds under one path.
void addOntaps(Routes &routes);

} // namespace nephoscope::demo::cloudmanager
