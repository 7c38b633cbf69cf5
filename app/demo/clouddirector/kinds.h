// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/world.h"

namespace nephoscope::demo::clouddirector {

/// How objects of a kind are addressed and called. Paths end where the id begins; empty: there is no such view.
class KindFacts {
public:
    Kind kind;
    const char *urn; ///< "vapp" of urn:vcloud:vapp:…
    const char *path; ///< tenant view
    const char *type; ///< "vcloud.vApp": application/vnd.vmware. + this + +xml
    const char *adminPath;
    const char *adminType;
    const char *extensionPath;
    const char *extensionType;
    const char *entity; ///< as error messages call it, after com.vmware.vcloud.entity.
};

const KindFacts &factsOf(Kind kind);
const std::vector<KindFacts> &allKinds();

QByteArray plain(const Id &id); ///< without braces
QByteArray urn(Kind kind, const Id &id);
QByteArray mediaType(const QByteArray &shortType); ///< "vcloud.vApp" → "application/vnd.vmware.vcloud.vApp+xml"

constexpr Kind kindOf(const Organization &) { return Kind::Organization; }
constexpr Kind kindOf(const Vdc &) { return Kind::Vdc; }
constexpr Kind kindOf(const VApp &) { return Kind::VApp; }
constexpr Kind kindOf(const Vm &) { return Kind::Vm; }
constexpr Kind kindOf(const Template &) { return Kind::Template; }
constexpr Kind kindOf(const Catalog &) { return Kind::Catalog; }
constexpr Kind kindOf(const CatalogItem &) { return Kind::CatalogItem; }
constexpr Kind kindOf(const Media &) { return Kind::Media; }
constexpr Kind kindOf(const Disk &) { return Kind::Disk; }
constexpr Kind kindOf(const Network &) { return Kind::Network; }
constexpr Kind kindOf(const VAppNetwork &) { return Kind::VAppNetwork; }
constexpr Kind kindOf(const EdgeGateway &) { return Kind::EdgeGateway; }
constexpr Kind kindOf(const StorageProfile &) { return Kind::StorageProfile; }
constexpr Kind kindOf(const User &) { return Kind::User; }
constexpr Kind kindOf(const Group &) { return Kind::Group; }
constexpr Kind kindOf(const Role &) { return Kind::Role; }
constexpr Kind kindOf(const Right &) { return Kind::Right; }
constexpr Kind kindOf(const Task &) { return Kind::Task; }
constexpr Kind kindOf(const ProviderVdc &) { return Kind::ProviderVdc; }
constexpr Kind kindOf(const VimServer &) { return Kind::VimServer; }
constexpr Kind kindOf(const Host &) { return Kind::Host; }
constexpr Kind kindOf(const Datastore &) { return Kind::Datastore; }
constexpr Kind kindOf(const NetworkPool &) { return Kind::NetworkPool; }
constexpr Kind kindOf(const ExternalNetwork &) { return Kind::ExternalNetwork; }

} // namespace nephoscope::demo::clouddirector
