// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/thing.h"

#include <vector>

namespace nephoscope::demo::clouddirector {

/// What a role may do, from little to all.
enum class Level { ReadOnly, Author, OrganizationAdministrator, SystemAdministrator };

class Right : public Thing {
public:
    QByteArray category;
    Level needed = Level::ReadOnly;
    bool modifies = false;
};

class Role : public Thing {
public:
    Level level = Level::ReadOnly;
    Id organization; ///< that made it; null: comes with the site
    std::vector<Id> rights; ///< of one that was made; the others have those that their level needs
};

class User : public Thing {
public:
    Id organization;
    Id role;
    QByteArray password;
    QByteArray fullName;
    QByteArray email;
    QByteArray telephone;
    QByteArray im;
    QByteArray providerType = "INTEGRATED";
    QByteArray nameInSource; ///< empty: the same name
    int storedVmQuota = 0; ///< 0: any number
    int deployedVmQuota = 0;
    bool enabled = true;
    bool locked = false;
    bool groupRole = false; ///< has the role of the groups it is in
    bool deleted = false; ///< kept, as others speak of who did what
    int failures = 0; ///< wrong passwords in a row
};

class Group : public Thing {
public:
    Id organization;
    Id role;
    QByteArray providerType = "SAML";
    QByteArray nameInSource; ///< empty: the same name
};

class Event {
public:
    Id id;
    QByteArray type; ///< "com/vmware/vcloud/event/session/login"
    Id organization;
    Id user;
    QByteArray userName;
    Id entity;
    QByteArray entityName;
    QByteArray entityType; ///< "vm"
    Moment time;
    bool success = true;
};

/// An API token: trades for access tokens without a password.
class ApiToken : public Thing {
public:
    Id user;
    QByteArray type = "REFRESH"; ///< PROXY: a service account's, whose secret rotates
    QByteArray secret; ///< empty until it was asked for, once
    bool revoked = false;
};

} // namespace nephoscope::demo::clouddirector
