// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/route.h"

namespace nephoscope::demo::cloudmanager {

/// The account of the path where its users made it; nullptr for the one that this Cloud Manager belongs to.
TenancyAccount *furtherAccount(const Call &call);
/// The workspaces of the account of the path.
std::vector<Tenant> &workspacesOf(Call &call);
/// The workspace of the path; nullptr where the account has none of that id.
Tenant *workspaceOf(Call &call);
Reply unknownWorkspace(const Call &call);

/// Wraps a handler below /tenancy/account/{accountId}: it only runs for accounts of the caller.
using AccountHandler = Handler (*)(Reply (*handler)(Call &));
/// Who belongs to an account and its workspaces.
void addTenancyMembers(Routes &routes, AccountHandler inAccount);

} // namespace nephoscope::demo::cloudmanager
