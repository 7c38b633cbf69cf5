// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"

namespace nephoscope::demo::clouddirector {

// What requests to administer have in common.

/// Refuses all but those who administer this organization.
inline std::optional<Reply> refuseAdministration(const Context &context, const Id &organization, const char *right)
{
    if (context.isAdministrator() && context.ofMine(organization))
        return std::nullopt;
    return context.denied(right);
}

/// Refuses a name that another one in the list has. `self` may keep its own.
template <class T, class Within>
std::optional<Reply> refuseTaken(
    const Context &context, const Table<T> &table, const QByteArray &name, const Id &self, Within within)
{
    for (const T &row : table) {
        if (row.id != self && within(row) && row.name.compare(name, Qt::CaseInsensitive) == 0)
            return context.fault(400, "DUPLICATE_NAME", "The VCD entity " + name + " already exists.");
    }
    return std::nullopt;
}

/// 409
Reply conflictReply(const Context &context, const QByteArray &reason);

/// A page of what is in the query service for a type, as the answer of another address.
Reply queryReply(Context &context, const QByteArray &type, const QByteArray &filter);

/// What was sent for an optional element, else what was there. A PUT replaces, so `otherwise` is mostly the default.
QByteArray sentOr(const Sent &sent, const char *name, const QByteArray &otherwise = {});

/// A handler for those who administer: looks the captured id up and lets `view` answer.
template <auto table, auto view>
Reply toAdministrators(Context &context)
{
    return context.isAdministrator() ? on<table, view>(context) : context.denied("General: Administrator View");
}

/// The same for the provider.
template <auto table, auto view>
Reply toProvider(Context &context)
{
    return context.isSystem() ? on<table, view>(context) : context.denied("Organization: Edit Properties");
}

Node userNode(const Context &context, const User &user);
Node roleNode(const Context &context, const Role &role);
Node adminOrganizationNode(const Context &context, const Organization &organization);
Node adminVdcNode(const Context &context, const Vdc &vdc);
Node adminStorageProfileNode(const Context &context, const StorageProfile &profile);

/// The rights that a role gives.
std::vector<Id> rightsOf(const World &world, const Role &role);
/// What a role with these rights may do.
Level levelOf(const World &world, const std::vector<Id> &rights);

// Parts of administrationRoutes().
Routes userRoutes();
Routes roleRoutes();
Routes settingsRoutes();
Routes organizationChangeRoutes();
Routes vdcAdministrationRoutes();

} // namespace nephoscope::demo::clouddirector
