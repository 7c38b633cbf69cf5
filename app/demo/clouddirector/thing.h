// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/node.h"

#include <QByteArray>
#include <QUuid>
#include <vector>

namespace nephoscope::demo::clouddirector {

using Id = QUuid;

enum class Kind {
    Organization,
    Vdc,
    VApp,
    Vm,
    Template,
    Catalog,
    CatalogItem,
    Media,
    Disk,
    Network,
    VAppNetwork,
    EdgeGateway,
    StorageProfile,
    User,
    Group,
    Role,
    Right,
    Task,
    ProviderVdc,
    VimServer,
    Host,
    Datastore,
    NetworkPool,
    ExternalNetwork
};

class Thing {
public:
    Id id;
    QByteArray name;
    QByteArray description;
};

/// A property that the guest is told.
class Property {
public:
    QByteArray key;
    QByteArray value;
    QByteArray label;
    QByteArray type = "string";
    bool userConfigurable = true;
};

/// With whom something is shared.
class Sharing {
public:
    class Grant {
    public:
        Kind kind = Kind::User; ///< or Group, Organization
        Id subject;
        QByteArray level; ///< ReadOnly, Change, FullControl
    };
    QByteArray everyone; ///< the level of all; empty: not shared with all
    std::vector<Grant> grants;
};

class MetadataEntry {
public:
    QByteArray key;
    QByteArray value;
    QByteArray type = "MetadataStringValue";
    bool system = false; ///< domain SYSTEM
    QByteArray visibility = "READONLY"; ///< of the SYSTEM domain: or PRIVATE
};

} // namespace nephoscope::demo::clouddirector
