// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/node.h"

#include <QByteArray>
#include <QUuid>

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

class MetadataEntry {
public:
    QByteArray key;
    QByteArray value;
    QByteArray type = "MetadataStringValue";
    bool system = false; ///< domain SYSTEM, read-only
};

} // namespace nephoscope::demo::clouddirector
