// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/sent.h"

#include <nlohmann/json.hpp>

namespace nephoscope::demo::clouddirector {

using Json = nlohmann::ordered_json;

/// A collection of the cloudapi: every member as one JSON object with an `id`.
class Collection {
public:
    QByteArray path; ///< "orgs"; "{urn}" for a member of another: "roles/{urn}/rights"
    ApiVersion since;
    Level needed;
    std::function<std::vector<Json>(const Context &)> members;
};

/// How members of a collection come, change and go. What is not allowed is null.
class CollectionChanges {
public:
    QByteArray path; ///< of the collection, as above
    Level needed;
    std::function<Reply(Context &, const Json &sent)> create;
    std::function<Reply(Context &, const Json &sent)> change; ///< captures end with the member
    std::function<Reply(Context &)> remove;
};

std::vector<CollectionChanges> peopleChanges(); ///< organizations, users, roles
std::vector<CollectionChanges> networkCollectionChanges(); ///< networks and gateways
std::vector<CollectionChanges> providerChanges(); ///< compute policies, vCenters, network pools
/// A member with what was changed in it over what the world knows by itself.
Json asChanged(const Context &context, Json member);
/// Keeps those members of what was sent for asChanged(); the rest the world knows by itself.
void keepSent(World &world, const QByteArray &urn, const Json &sent, const std::vector<const char *> &names);
void forgetSent(World &world, const QByteArray &urn);
/// Collections that keep whatever documents they are sent.
std::vector<Collection> storedCollections();
std::vector<CollectionChanges> storedChanges();
/// Documents that are no members of a list: firewall rules of a gateway, rights of a role.
Routes singleDocumentRoutes();
Routes rightsRoutes(); ///< part of them

/// POST, PUT and DELETE of all of them.
Routes collectionChangeRoutes();

/// 202 and where the task is.
Reply taskReply(Context &context, Task task, double seconds);
/// A JSON document.
Reply jsonReply(const Json &json, int status = 200);
/// A text member of an object; empty where there is none.
QByteArray textIn(const Json &json, const char *name);
/// What a reference of the form {"id":…} names; null where there is none.
Id referenceIn(const Json &json, const char *name);

std::vector<Collection> peopleCollections(); ///< organizations, roles, rights, users, sessions, audit
std::vector<Collection> computeCollections(); ///< vdcs, networks, gateways, what the provider has

/// `{"name":…,"id":…}`
Json cloudReference(Kind kind, const Thing &thing);
std::string text(const QByteArray &bytes);
/// A time as the cloudapi writes it: no colon in the offset.
std::string cloudTime(Moment moment);

} // namespace nephoscope::demo::clouddirector
