// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/world.h"

namespace nephoscope::demo::cloudmanager {

/// Identities, tenants, accounts, agents and settings: what is there before any working environment.
void seedPeople(World &world);
void seedSettings(World &world);
void seedSystems(World &world);
/// That many more volumes, spread over the working environments that are on.
void seedFurtherVolumes(World &world, int count);
void seedFileSystems(World &world);
void seedReplication(World &world);
void seedAssets(World &world); ///< certificates, credentials, caches, backups and the like
void seedFurtherAggregates(World &world); ///< last of all: the ids of the rest stay what they were
void seedStrays(World &world); ///< systems that can be recovered
void seedHistory(World &world, int groups);

/// Used by the seed and by creation: nodes, storage VM with root volume, first aggregate, policies, names of the
/// cloud's own things. Expects kind, name, region, tenant, creator and accountId; fills in what is empty.
void furnish(World &world, WorkingEnvironment &system, const std::string &svmName, double diskSize);

/// Password of the systems that can be recovered.
extern const char *const strayPassword;

/// A plain NFS volume with figures made up from the world's ids.
Volume makeVolume(World &world, const WorkingEnvironment &system, const std::string &name, double size);
/// An aggregate with the kind's default disks.
Aggregate makeAggregate(World &world, const WorkingEnvironment &system, const std::string &name);

} // namespace nephoscope::demo::cloudmanager
