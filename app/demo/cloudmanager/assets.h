// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/json.h"

#include <QtGlobal>

namespace nephoscope::demo::cloudmanager {

// What a Cloud Manager keeps beside its working environments: state only, times in milliseconds since 1970.

struct Certificate {
    std::string id;
    std::string issuer;
    std::string subject;
    qint64 start = 0;
    qint64 end = 0;
    std::string serial;
    std::string pem;
    std::string type; ///< what it is for
    std::string status = "ACTIVE";
};

/// A directory server that knows people's passwords.
struct Directory {
    std::string id;
    std::string name;
    std::string host;
    int port = 389;
};

/// An entry of the central store of credentials; its secrets are never answered.
struct Credential {
    std::string id;
    std::string name;
    std::string type; ///< ASSUME_ROLE, SERVICE_PRINCIPAL
    Json extra;
};

/// A support site user of the central service.
struct SupportUser {
    std::string id;
    std::string name;
    std::vector<std::string> resources;
};

/// A volume seen through another system.
struct Cache {
    std::string id;
    std::string sourceSystem; ///< of any kind, also a file system
    std::string sourceSvm;
    std::string sourceVolume;
    std::string system; ///< where the cache is
    std::string svm;
    std::string volume;
    double size = 0;
    bool exported = false;
};

/// How a working environment is backed up to object storage.
struct Backup {
    std::string provider; ///< AWS, AZURE, GCP, SGWS
    std::string account;
    std::string bucket;
    std::string region;
    std::string policy = "7daily";
    std::string ipSpace = "Default";
    bool automatic = false;
    std::vector<std::string> volumes; ///< uuids of those that are backed up
};

struct BackupPolicy {
    std::string name;
    Json rules; ///< [{"label", "retention"}]
};

/// Work of the backup service, which counts its own.
struct BackupJob {
    std::string id;
    std::string system;
    std::string type;
    qint64 time = 0;
    qint64 due = 0;
};

/// What was bought at a marketplace.
struct Subscription {
    std::string id;
    std::string name;
    std::string provider; ///< aws, azure, gcp
    bool active = true;
    bool contract = false;
};

struct Bucket {
    std::string name;
    std::string region;
    bool tiering = false;
    bool backup = false;
};

} // namespace nephoscope::demo::cloudmanager
