// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/context.h"

namespace nephoscope::demo::clouddirector {

/// One address of the API. In the pattern `{}` stands for a UUID, `{urn}` for a URN, `{text}` for any segment.
class Route {
public:
    const char *method;
    QByteArray pattern;
    Reply (*handler)(Context &);
};
using Routes = std::vector<Route>;

// The addresses, by what they are about. Later ones never hide earlier ones.
Routes sessionRoutes();
Routes organizationRoutes();
Routes vdcRoutes();
Routes vappRoutes();
Routes vmRoutes();
Routes vmHardwareRoutes(); ///< part of vmRoutes()
Routes catalogRoutes();
Routes networkRoutes();
Routes administrationRoutes();
Routes extensionRoutes();
Routes taskRoutes();
Routes commonRoutes();
Routes metadataRoutes(); ///< part of commonRoutes(), as the following
Routes sharingRoutes();
Routes propertyRoutes();
Routes operationRoutes();
Routes editRoutes(); ///< part of operationRoutes(), as the following
Routes compositionRoutes();
Routes removalRoutes();
Routes vmEditRoutes();
Routes screenRoutes();
Routes diskRoutes();
Routes driveRoutes();
Routes standaloneRoutes();
Routes copyRoutes();
Routes vappEditRoutes();
Routes queryRoutes();
Routes cloudapiRoutes();

/// Answers a request for an address: 404 unknown, 405 known but not with that method, 400 malformed id.
Reply dispatch(Context &context);

/// A handler that looks the captured id up, refuses what the asker may not see, and lets `view` answer.
template <auto table, auto view>
Reply on(Context &context)
{
    auto *row = (context.world.*table).find(context.id());
    using Row = std::remove_reference_t<decltype(*row)>;
    if (!row || !context.sees(*row))
        return context.noAccess(kindOf(Row()), context.id());
    return view(context, *row);
}

/// The same for a function that builds the document.
template <auto table, auto build>
Reply show(Context &context)
{
    auto *row = (context.world.*table).find(context.id());
    using Row = std::remove_reference_t<decltype(*row)>;
    if (!row || !context.sees(*row))
        return context.noAccess(kindOf(Row()), context.id());
    return Reply::show(build(context, *row));
}

/// The same for those who administer at least an organization.
template <auto table, auto build>
Reply showToAdministrators(Context &context)
{
    return context.isAdministrator() ? show<table, build>(context) : context.denied("General: Administrator View");
}

/// The same for the provider.
template <auto table, auto build>
Reply showToProvider(Context &context)
{
    return context.isSystem() ? show<table, build>(context) : context.denied("Provider vDC: View");
}

} // namespace nephoscope::demo::clouddirector
