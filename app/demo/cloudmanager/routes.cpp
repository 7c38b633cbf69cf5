// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/inventory.h"
#include "demo/cloudmanager/ontaps.h"
#include "demo/cloudmanager/route.h"

namespace nephoscope::demo::cloudmanager {

void addAll(Routes &routes)
{
    for (const auto add :
        {&addSetUp, &addTokens, &addSignIn, &addUsers, &addTenants, &addSystemLists, &addSystemCreation,
            &addSystemActions, &addSystemSettings, &addStorageVms, &addAggregates, &addVolumes, &addVolumeActions,
            &addReplication, &addAccounts, &addAudit, &addMetadata, &addConfiguration, &addAutosupport, &addService,
            &addTenancy, &addAgents, &addFileSystems, &addDiscovery, &addKeyStore, &addKeyManagers, &addEncryption,
            &addMarketplace, &addDirectories, &addCredentials, &addBackup, &addCaches, &addLicenses, &addProtection,
            &addAzure, &addScans, &addBuckets, &addOntaps, &addInventory, &addDescriptions})
        add(routes);
}

} // namespace nephoscope::demo::cloudmanager
