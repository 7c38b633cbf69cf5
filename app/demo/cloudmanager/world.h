// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/assets.h"
#include "demo/cloudmanager/cloudmanager.h"
#include "demo/cloudmanager/ids.h"
#include "demo/cloudmanager/system.h"

#include <deque>
#include <list>
#include <map>

namespace nephoscope::demo::cloudmanager {

struct Tenant {
    std::string id;
    std::string name;
    std::string description;
    std::string costCenter;
    std::string nssUser;
};

struct User {
    std::string id;
    std::string firstName;
    std::string lastName;
    std::string email;
    std::string password;
    std::string refreshToken;
    std::string roleId = "Role-1";
    std::string tenantId; ///< empty for administrators
    std::vector<std::string> workspaces; ///< further ones the user was let into
    std::vector<std::string> assigned; ///< working environments a Role-3 user may change
    bool notifications = false;
    std::string ldapName;
};

/// An account that users have made in the tenancy service; nothing of this Cloud Manager belongs to it.
struct TenancyAccount {
    std::string id;
    std::string name;
    bool isSaas = true; ///< false: its agents are spoken to directly (private mode)
    std::vector<Tenant> workspaces;
    std::vector<std::string> members; ///< ids of users
};

struct ServiceAccount {
    std::string id;
    std::string name;
    std::string clientId;
    std::string secret;
    std::string roleId = "Role-2";
    std::vector<std::string> workspaces;
};

/// Who makes a call. Role-1 may do everything, Role-2 what concerns its tenant, Role-3 changes what it is assigned to.
struct Principal {
    std::string id;
    std::string name;
    std::string email;
    std::string roleId;
    std::string tenantId;
    std::vector<std::string> assigned;
    std::vector<std::string> workspaces;

    bool belongsTo(const std::string &workspace) const;
    bool isAdministrator() const { return roleId == "Role-1"; }
    bool mayRead(const WorkingEnvironment &system) const;
    bool mayChange(const WorkingEnvironment &system) const;
};

enum class AccountKind { Aws, Azure, Gcp, Nss };

/// Cloud credentials or a support site user. Secrets are kept, never answered.
struct ProviderAccount {
    std::string id;
    AccountKind kind = AccountKind::Aws;
    std::string name;
    std::string type; ///< accountType: AWS_KEYS, INSTANCE_PROFILE, …
    std::string cloudAccount; ///< account id, directory
    std::string key; ///< access key, application id, user name
    std::string occmRole;
    std::string subscription;
    std::vector<std::string> systems; ///< of an NSS account; the others are found from the working environments
};

struct Agent {
    std::string id; ///< without the suffix "clients"
    std::string name;
    std::string provider;
    std::string status = "active";
    std::string workspace;
};

struct FileSystem {
    std::string id;
    std::string name;
    std::string region;
    std::string tenantId;
    std::string status = "ON";
    std::string lifecycle = "AVAILABLE";
    int throughput = 512;
    double size = 0;
    std::string deployment = "MULTI_AZ_1";
    std::string credentialsId;
    Json diskIops; ///< null: chosen by the provider
    std::vector<std::pair<std::string, std::string>> tags;
    bool scanned = false; ///< by the compliance service
    std::vector<std::string> svms;
    std::vector<CifsServer> cifs;
    std::vector<Igroup> igroups;
    std::vector<Volume> volumes;
};

struct Relationship {
    std::string sourceSystem;
    std::string sourceSvm;
    std::string sourceVolume;
    std::string destinationSystem;
    std::string destinationSvm;
    std::string destinationVolume;
    std::string state = "snapmirrored";
    std::string activity = "idle";
    std::string policy = "MirrorAllSnapshots";
    std::string schedule = "hourly";
    double maxRate = 0; ///< KB/s
    qint64 lastTransfer = 0;
    double lastSize = 0;
};

struct AuditRecord {
    std::string id;
    qint64 date = 0;
    std::string action;
    std::string status = "Success";
    std::string parameters; ///< JSON in a string
    std::string error;
    int count = 1;
};

/// One user action with what it did. Groups are kept oldest first.
struct AuditGroup {
    int number = 0;
    std::string id;
    std::string requestId;
    qint64 start = 0;
    qint64 end = 0; ///< 0 while it runs
    std::string action;
    std::string status = "Received";
    std::string userId;
    std::string userName;
    std::string tenantName;
    std::string systemId;
    std::string systemName;
    std::string parameters;
    std::string error;
    std::vector<AuditRecord> records;
};

struct World;

/// Work that takes time. `finish` changes the world when it is over; it looks everything up by id, nothing is kept by
/// pointer.
struct Task {
    std::string requestId;
    std::string action;
    std::string systemId;
    qint64 started = 0;
    qint64 due = 0;
    int status = 0; ///< 0 running, 1 done, -1 failed
    std::string error;
    std::vector<std::string> steps; ///< names of the records to come
    std::size_t stepsDone = 0;
    std::function<void(World &)> finish;
};

struct Session {
    std::string userId;
    qint64 lastUse = 0;
};

struct Token {
    Principal principal;
    qint64 expires = 0;
};

enum class Phase { Fresh, Restarting, Ready };

struct KeyManager {
    std::string id;
    std::string name;
    std::string address;
    std::string usernameField;
    std::string usernameValue;
};

/// Everything one Cloud Manager knows. Guarded by the site's mutex.
struct World {
    explicit World(std::uint32_t seed)
        : ids(seed)
    {
    }

    Ids ids;
    double speed = 1;
    qint64 now = 0;
    Phase phase = Phase::Ready;
    qint64 readyAt = 0;
    bool registered = false;
    std::string version = "3.9.10";

    std::string company;
    std::string site;
    std::string systemId;
    std::string accountId;
    std::string accountName;
    std::vector<Tenant> tenants;
    std::vector<TenancyAccount> furtherAccounts;
    std::vector<User> identities; ///< of the central sign-in service; they exist before the set-up
    std::vector<User> users;
    std::vector<ServiceAccount> serviceAccounts;
    std::vector<ProviderAccount> accounts;
    std::vector<Agent> agents;
    std::list<WorkingEnvironment> systems;
    std::list<FileSystem> fileSystems;
    std::vector<Relationship> relationships;
    std::vector<KeyManager> keyManagers;
    std::vector<std::pair<std::string, std::string>> initiators; ///< alias, iqn
    std::deque<AuditGroup> audit;
    int auditCount = 0;
    std::map<std::string, Task> tasks; ///< by request id
    std::map<std::string, Session> sessions; ///< by cookie value
    std::map<std::string, Token> tokens; ///< by access token
    Json config;
    Json autosupport;

    std::list<WorkingEnvironment> strays; ///< in the clouds, but not managed here
    std::list<FileSystem> strayFileSystems;
    std::optional<Certificate> selfCertificate;
    std::optional<Certificate> signedCertificate;
    std::optional<Certificate> clientCertificate; ///< shown to key managers
    std::string encryptionRequest;
    std::vector<Certificate> trusted;
    std::vector<Certificate> keyManagerAuthorities;
    std::vector<Directory> directories;
    std::vector<Credential> credentials;
    std::vector<SupportUser> supportUsers;
    std::vector<Cache> caches;
    std::map<std::string, Backup> backups; ///< by working environment
    std::vector<BackupPolicy> backupPolicies;
    std::vector<BackupJob> backupJobs;
    std::vector<Subscription> subscriptions;
    std::vector<Bucket> buckets;
    bool hasCompliance = false; ///< the scanner was deployed
    bool hasMonitoring = false;

    WorkingEnvironment *find(const std::string &id);
    const WorkingEnvironment *find(const std::string &id) const;
    FileSystem *fileSystem(const std::string &id);
    const Tenant *tenant(const std::string &id) const;
    User *user(const std::string &id);
    User *userByEmail(const std::string &email);
    const Agent *agent(const std::string &headerValue) const;
    ProviderAccount *account(const std::string &id);
    Relationship *relationship(const std::string &system, const std::string &svm, const std::string &volume);
    AuditGroup *auditGroup(const std::string &requestId);
    /// Names of what runs on a working environment.
    std::vector<std::string> running(const std::string &systemId) const;
    /// The service goes away for so many seconds; what waited for a restart comes into force.
    void restart(double seconds);
};

Principal principalOf(const User &user);

/// Adds the world's inhabitants. `furtherVolumes` on top of the ordinary ones.
void populate(World &world, int furtherVolumes, bool setUp);

} // namespace nephoscope::demo::cloudmanager
