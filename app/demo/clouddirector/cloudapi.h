// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/context.h"

#include <nlohmann/json.hpp>

namespace nephoscope::demo::clouddirector {

using Json = nlohmann::ordered_json;

/// A collection of the cloudapi: every member as one JSON object with an `id`.
class Collection {
public:
    QByteArray path; ///< "orgs"; "{urn}" for a member of another: "roles/{urn}/rights"
    ApiVersion since;
    Level needed;
    std::vector<Json> (*members)(const Context &context);
};

std::vector<Collection> peopleCollections(); ///< organizations, roles, rights, users, sessions, audit
std::vector<Collection> computeCollections(); ///< vdcs, networks, gateways, what the provider has

/// `{"name":…,"id":…}`
Json cloudReference(Kind kind, const Thing &thing);
std::string text(const QByteArray &bytes);
/// A time as the cloudapi writes it: no colon in the offset.
std::string cloudTime(Moment moment);

} // namespace nephoscope::demo::clouddirector
