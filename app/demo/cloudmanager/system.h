// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/json.h"
#include "demo/cloudmanager/kind.h"

#include <QtGlobal>
#include <string>
#include <utility>
#include <vector>

namespace nephoscope::demo::cloudmanager {

// What a working environment consists of: state only, sizes in bytes, times in milliseconds since 1970.

struct Snapshot {
    std::string name;
    qint64 time = 0;
    std::string label;
};

struct ExportPolicy {
    std::string name;
    std::string type = "none";
    std::vector<std::string> ips;
    std::vector<std::string> versions;
    Json rules; ///< as given; null where the short form was used
};

struct ShareAccess {
    std::string permission;
    std::vector<std::string> users;
};

struct Share {
    std::string name;
    std::vector<ShareAccess> access;
};

struct Volume {
    std::string name;
    std::string uuid;
    std::string svm;
    std::string aggregate;
    double size = 0;
    double used = 0;
    std::string junctionPath;
    std::string snapshotPolicy = "default";
    ExportPolicy exports;
    std::vector<Share> shares;
    std::string iscsiSystem; ///< osName; empty: not iSCSI
    std::vector<std::string> igroups;
    bool thin = true;
    bool compression = false;
    bool deduplication = true;
    std::string tieringPolicy = "none";
    std::string tier; ///< empty: no object storage
    int coolingDays = 31;
    std::string diskType;
    std::string state = "online";
    std::string type = "rw";
    bool root = false;
    std::string parent;
    std::string parentSnapshot;
    std::string comment;
    Json qualityOfService;
    std::vector<Snapshot> snapshots;
};

struct Aggregate {
    std::string name;
    int disks = 1;
    double diskSize = 0;
    std::string diskType;
    std::string tier;
    int iops = 0;
    int throughput = 0;
    std::string homeNode;
    std::string state = "online";
    std::string idSeed; ///< disk ids are made from it
    int fullnessThreshold = 90;
    std::string objectStore;
    bool reportsColdData = false;

    /// RAID and file system take their part.
    double total() const { return disks * diskSize * 0.907; }
};

struct StorageVm {
    std::string name;
    std::string state = "running";
};

struct Node {
    std::string name;
    std::string serialNumber;
    std::string systemId;
    std::string instanceId;
    std::string zone;
    int address = 10; ///< last number of its first address
};

struct PolicySchedule {
    std::string frequency;
    int retention = 0;
};

struct SnapshotPolicy {
    std::string name;
    std::string description;
    std::vector<PolicySchedule> schedules;
};

struct CifsServer {
    std::string dnsDomain;
    std::string domain;
    std::vector<std::string> addresses;
    std::string netBios;
    std::string organizationalUnit;
    std::string authentication = "ActiveDirectory";
    std::string svm;
};

/// Initiators that see the same volumes.
struct Igroup {
    std::string name;
    std::string svm;
    std::string system; ///< operating system of the hosts
    std::vector<std::string> initiators;
};

using Tags = std::vector<std::pair<std::string, std::string>>;

/// A working environment of whatever kind.
struct WorkingEnvironment {
    std::string id;
    const Kind *kind = nullptr;
    std::string name;
    std::string tenantId;
    std::string creator; ///< e-mail
    std::string status = "ON";
    std::string message;
    bool providerUnreachable = false;
    int failuresLeft = 0; ///< so many deletions still end badly
    qint64 created = 0;

    std::string region;
    std::string network;
    std::string subnet;
    std::string cidr;
    std::string netPrefix; ///< "10.20.4."
    std::string accountId; ///< of the provider account
    std::string cloudAccount; ///< the cloud's own account, project or subscription
    std::string resourceGroup;
    std::string instanceType;
    std::string licenseType;
    std::string packageName;
    std::string ontapVersion;
    std::string writingSpeed = "NORMAL";
    std::string tierLevel; ///< empty: not tiering
    std::string bucket;
    bool worm = false;
    bool evaluation = false;
    bool encrypted = true;
    std::string failoverMode;
    std::vector<std::string> routeTables;
    Tags tags;
    Tags systemTags;
    Json schedules = Json::array();
    Json createRequest;
    std::string ntpServer;
    std::string support = "Registered";
    std::string password; ///< of its administrator, where it was set here
    bool optimized = false; ///< large frames
    bool blocksRansomware = false;
    bool scanned = false; ///< by the compliance service
    bool monitored = false;
    std::string virusScan = "standard";
    std::string saasSubscription;
    std::vector<std::string> keyManagers; ///< addresses
    std::vector<std::string> extraLicenses; ///< serial numbers

    std::string description; ///< on-premises only, as the next two
    std::string location;
    std::vector<std::string> nodeModels;

    std::vector<Node> nodes;
    std::vector<StorageVm> svms;
    std::vector<SnapshotPolicy> policies;
    std::vector<Aggregate> aggregates;
    std::vector<Volume> volumes;
    std::vector<CifsServer> cifs;
    std::vector<Igroup> igroups;

    Aggregate *aggregate(const std::string &wanted);
    const Aggregate *aggregate(const std::string &wanted) const;
    Volume *volume(const std::string &svm, const std::string &wanted);
    const Volume *volume(const std::string &svm, const std::string &wanted) const;
    bool hasSvm(const std::string &wanted) const;
    /// Name of the first storage VM, empty without any.
    std::string svmName() const { return svms.empty() ? std::string() : svms.front().name; }
    double usedOn(const std::string &aggregateName) const;
    double used() const;
    double reserved() const;
};

} // namespace nephoscope::demo::cloudmanager
