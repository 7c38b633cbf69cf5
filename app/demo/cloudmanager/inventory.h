// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace nephoscope::demo::cloudmanager {

class Routes;

/// What the site holds for the signed-in user, outside of the API: GET /demo/inventory answers how many there are of
/// every kind, {"volume": 42, …}.
void addInventory(Routes &routes);

} // namespace nephoscope::demo::cloudmanager
