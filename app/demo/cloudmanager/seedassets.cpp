// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/backup.h"
#include "demo/cloudmanager/certificates.h"
#include "demo/cloudmanager/seed.h"

namespace nephoscope::demo::cloudmanager {

namespace {
Certificate named(World &world, const std::string &commonName, const std::string &type)
{
    Certificate certificate = makeCertificate(commonName);
    certificate.id = "Certificate-" + world.ids.letters(8);
    certificate.type = type;
    return certificate;
}

void seedCertificates(World &world)
{
    world.trusted.push_back(named(world, "Brightwater Root", "TRUSTED"));
    world.trusted.push_back(named(world, "Brightwater Proxy", "TRUSTED"));
    world.keyManagerAuthorities.push_back(named(world, "Vault East CA", "KEY_MANAGER_CA"));
}

void seedPurchases(World &world)
{
    for (const char *provider : {"aws", "azure", "gcp"})
        world.subscriptions.push_back(
            {world.ids.uuid(), std::string("brightwater-") + provider, provider, true, false});
    world.subscriptions.push_back({world.ids.uuid(), "brightwater-aws-2021", "aws", false, true});
    for (ProviderAccount &account : world.accounts) {
        if (account.kind == AccountKind::Aws)
            account.subscription = world.subscriptions.front().id;
    }
}

void seedCaches(World &world)
{
    WorkingEnvironment &from = world.systems.front();
    for (WorkingEnvironment &to : world.systems) {
        if (to.kind->root != "gcp/vsa")
            continue;
        Cache cache;
        cache.sourceSystem = from.id;
        cache.sourceSvm = from.svmName();
        cache.sourceVolume = from.volumes.back().name;
        cache.system = to.id;
        cache.svm = to.svmName();
        cache.volume = cache.sourceVolume + "_cache";
        cache.size = 20 * gigabyte;
        Volume volume = makeVolume(world, to, cache.volume, cache.size);
        cache.id = volume.uuid;
        to.volumes.push_back(volume);
        world.caches.push_back(cache);
    }
}

void seedBackups(World &world)
{
    const auto rule = [](const char *label, const char *copies) {
        return Json{{"label", label}, {"retention", copies}};
    };
    world.backupPolicies = {
        {"7daily", Json::array({rule("daily", "7")})}, {"30weekly", Json::array({rule("weekly", "30")})}};
    enableBackup(world, world.systems.front(), "");
    for (const WorkingEnvironment &system : world.systems) {
        if (!system.bucket.empty())
            world.buckets.push_back({system.bucket, system.region, true, false});
    }
    const Backup &backup = world.backups.begin()->second;
    world.buckets.push_back({backup.bucket, backup.region, false, true});
}
} // namespace

void seedAssets(World &world)
{
    seedCertificates(world);
    seedPurchases(world);
    seedCaches(world);
    seedBackups(world);
    world.directories.push_back(
        {"ActiveDirectory-" + world.ids.letters(8), "ad.brightwater.example", "dc1.brightwater.example", 389});
    world.credentials.push_back({world.ids.uuid(), "harbour-role", "ASSUME_ROLE",
        {{"arn", "arn:aws:iam::" + world.ids.digits(12) + ":role/fsx"}, {"externalId", nullptr}}});
    world.supportUsers.push_back({world.ids.uuid(), "storage.ops@brightwater.example", {world.systems.front().id}});
    world.hasCompliance = world.hasMonitoring = true;
    world.systems.front().scanned = world.systems.front().monitored = true;
    world.systems.front().saasSubscription = world.subscriptions.front().id;
    FileSystem lost = world.fileSystems.front();
    lost.id = "fs-" + world.ids.hex(17);
    lost.name = "wreck";
    world.strayFileSystems.push_back(lost);
}

} // namespace nephoscope::demo::cloudmanager
