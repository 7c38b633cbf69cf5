// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/compute.h"
#include "demo/clouddirector/content.h"
#include "demo/clouddirector/people.h"
#include "demo/clouddirector/table.h"
#include "demo/clouddirector/transfers.h"

#include <QByteArray>
#include <QHash>
#include <functional>
#include <optional>
#include <vector>

namespace nephoscope::demo::clouddirector {

// The state of the site, apart from how it is spoken of. Texts are UTF-8. Objects refer to each other by id.

class Organization : public Thing {
public:
    QByteArray fullName;
    bool enabled = true;
    int operationsPerUser = 0; ///< at the same time; 0: as many as they like
};

class ProviderVdc : public Thing {
public:
    bool enabled = true;
    Id vimServer;
    int cpuMhz = 0;
    int memoryMb = 0;
    int storageMb = 0;
};

class VimServer : public Thing {
public:
    QByteArray url;
    QByteArray version;
};

class Host : public Thing {
public:
    Id vimServer;
    int cpus = 0;
    int memoryMb = 0;
    QByteArray version;
};

class Datastore : public Thing {
public:
    Id vimServer;
    qint64 capacityMb = 0;
    qint64 usedMb = 0;
};

class NetworkPool : public Thing {
public:
    Id vimServer;
    QByteArray type;
};

class ExternalNetwork : public Thing {
public:
    Id vimServer;
    QByteArray gateway;
    QByteArray firstIp;
    QByteArray lastIp;
};

class Vdc : public Thing {
public:
    Id organization;
    Id providerVdc;
    Id networkPool;
    QByteArray allocationModel; ///< AllocationVApp, AllocationPool, ReservationPool, Flex
    bool enabled = true;
    int vmQuota = 0; ///< 0: none
    int cpuMhz = 0;
    int memoryMb = 0;
};

class StorageProfile : public Thing {
public:
    Id vdc;
    bool byDefault = false;
    qint64 limitMb = 0;
    qint64 usedMb = 0;
};

class EdgeGateway : public Thing {
public:
    Id vdc;
    Id externalNetwork;
    QByteArray address;
};

class Network : public Thing {
public:
    Id vdc;
    Id edgeGateway; ///< null: not routed
    Id externalNetwork; ///< null: not direct
    QByteArray fenceMode; ///< bridged, natRouted, isolated
    QByteArray gateway;
    QByteArray firstIp;
    QByteArray lastIp;
    bool shared = false;
};

class World;

class Task : public Thing {
public:
    Id organization;
    Id user;
    Kind ownerKind = Kind::VApp;
    Id owner;
    QByteArray ownerName;
    QByteArray ownerUrn; ///< of what only the cloudapi knows; empty: that of kind and id
    QByteArray operationName; ///< stable key
    QByteArray operation; ///< a sentence
    QByteArray status; ///< queued, running, success, error, canceled, aborted
    Moment start;
    Moment end; ///< when it will be or was done
    int progress = 0;
    bool cancelRequested = false;
    bool cancelable = true;
    QByteArray errorCode; ///< minorErrorCode of a failed one
    QByteArray errorMessage;
    std::function<void(World &)> effect; ///< what is different once it succeeded

    bool isActive() const { return status == "queued" || status == "running"; }
};

/// Everything there is. Not thread-safe: the site locks around it.
class World {
public:
    World() = default;
    World(const World &) = delete;
    World &operator=(const World &) = delete;

    Table<Organization> organizations;
    Table<ProviderVdc> providerVdcs;
    Table<VimServer> vimServers;
    Table<Host> hosts;
    Table<Datastore> datastores;
    Table<NetworkPool> networkPools;
    Table<ExternalNetwork> externalNetworks;
    Table<Vdc> vdcs;
    Table<StorageProfile> storageProfiles;
    Table<EdgeGateway> edgeGateways;
    Table<Network> networks;
    Table<VApp> vapps;
    Table<VAppNetwork> vappNetworks;
    Table<Vm> vms;
    Table<Template> templates;
    Table<Catalog> catalogs;
    Table<CatalogItem> catalogItems;
    Table<Media> media;
    Table<Disk> disks;
    Table<User> users;
    Table<Group> groups;
    Table<Role> roles;
    Table<Right> rights;
    Table<Task> tasks;
    Table<ApiToken> tokens;
    std::vector<Event> events;
    QHash<Id, std::vector<MetadataEntry>> metadata;
    QHash<Id, std::vector<Property>> properties; ///< of VMs and vApps
    QHash<Id, Sharing> sharing; ///< of vApps, catalogs, vdcs
    Transfers transfers;
    QHash<Id, QHash<QByteArray, Node>> settings; ///< parts of objects that are kept as they were sent, by their name
    QHash<QByteArray, std::vector<QByteArray>> documents; ///< of the cloudapi, as JSON, by the address of their list

    Id site; ///< this installation
    Id system; ///< the system organization
    double speed = 1.0; ///< of tasks

    /// Rows that recent queries found, by what was asked. Whoever changes something calls changed().
    QHash<QByteArray, std::vector<const void *>> queried;
    void changed() { queried.clear(); }

    static Moment now();
    Status statusOf(const VApp &vapp) const; ///< the common one of its VMs
    Id vdcOf(const Vm &vm) const;
    Id vdcOf(const VApp &vapp) const { return vapp.vdc; }
    int activeTasksOf(const Id &user) const;
    /// Takes it away with all that belongs to it alone. Disks come off.
    void removeVm(const Id &id);
    void removeVApp(const Id &id);
    /// The task that keeps this object, or its vApp, or one of its VMs busy.
    const Task *busyWith(const VApp &vapp) const;
    const Task *busyWith(const Vm &vm) const;
    const Task *busyWith(const Id &object) const;
    const Task *lastFailure(const Id &object) const;

    /// A task begins: queued, running after a while, done (and its effect there) after `seconds` of demo time.
    Task &begin(Task task, double seconds);
    /// Moves tasks on to the present time and lets the finished ones take effect.
    void settle();
    void cancel(Task &task);

private:
    void finish(Task &task, const QByteArray &status);

    std::vector<Id> m_active;
    QHash<Id, Id> m_busy; ///< object → its active task
    QHash<Id, Id> m_failed; ///< object → its last failed task
};

} // namespace nephoscope::demo::clouddirector
