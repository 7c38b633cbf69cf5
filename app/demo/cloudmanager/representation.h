// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/world.h"

#include <map>
#include <set>

namespace nephoscope::demo::cloudmanager {

// How the world's things look on the wire. Reads only.

/// What a `fields` parameter asks for: groups, and members inside them that are only given when named.
class Expansion {
public:
    /// "status,ontapClusterProperties.fields(upgradeVersions)", "*"; empty asks for nothing.
    explicit Expansion(const std::string &fields);

    bool isEmpty() const { return !m_all && m_groups.empty(); }
    bool asksFor(const std::string &group) const { return m_all || m_groups.count(group) > 0; }
    bool asksFor(const std::string &group, const std::string &member) const;

private:
    bool m_all = false;
    std::map<std::string, std::set<std::string>> m_groups;
};

/// The object of the lists and of the item call; groups are null unless asked for.
Json systemView(const World &world, const WorkingEnvironment &system, const Expansion &expansion);
/// Name of that object's model in the published description.
std::string systemModel(const Kind &kind);
/// The short, provider-neutral object.
Json genericSystemView(const World &world, const WorkingEnvironment &system, const Expansion &expansion);
/// {"publicId", "name", "workingEnvironmentType"} as accounts and users list it.
Json systemReference(const WorkingEnvironment &system, const std::string &type);

Json statusGroup(const WorkingEnvironment &system);
Json clusterGroup(const World &world, const WorkingEnvironment &system, const Expansion &expansion);
Json upgradeVersions(const WorkingEnvironment &system);
Json policiesView(const std::vector<SnapshotPolicy> &policies);
Json keyManagerView(const KeyManager &manager);
Json supportView(const WorkingEnvironment &system);
Json interClusterLifs(const WorkingEnvironment &system);
/// Groups that only one kind has.
Json awsGroup(const WorkingEnvironment &system);
Json azureGroup(const WorkingEnvironment &system);
Json gcpGroup(const WorkingEnvironment &system);
Json haGroup(const WorkingEnvironment &system);
Json capacityFeatures(const WorkingEnvironment &system);
Json tagsView(const Tags &tags); ///< [{"tagKey", "tagValue"}]
Json tagsMap(const Tags &tags); ///< {"key": "value"}

Json aggregateView(const WorkingEnvironment &system, const Aggregate &aggregate);
Json volumeView(const WorkingEnvironment &system, const Volume &volume);
Json igroupsView(const std::vector<Igroup> &groups, const std::string &svm);
Json cifsView(const CifsServer &server);
Json complianceView(const World &world, bool scanned);
Json monitoringView(const World &world, bool monitored);
Json snapshotsView(const Volume &volume);
Json relationshipView(const World &world, const Relationship &relationship);
Json auditView(const AuditGroup &group, bool withRecords);
Json userView(const World &world, const User &user);
Json tenantView(const World &world, const Tenant &tenant, bool withInformation);
Json accountView(const World &world, const ProviderAccount &account);
/// The full name of a licence type, as systems show it.
std::string licenseName(const std::string &type, const std::string &package);
double licenseCapacity(const std::string &type);

} // namespace nephoscope::demo::cloudmanager
