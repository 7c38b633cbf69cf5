// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/kinds.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

const std::vector<KindFacts> &allKinds()
{
    static const std::vector<KindFacts> facts{
        {Kind::Organization, "org", "/api/org/", "vcloud.org", "/api/admin/org/", "admin.organization", "", "", "org"},
        {Kind::Vdc, "vdc", "/api/vdc/", "vcloud.vdc", "/api/admin/vdc/", "admin.vdc", "", "", "vdc"},
        {Kind::VApp, "vapp", "/api/vApp/vapp-", "vcloud.vApp", "", "", "", "", "vApp"},
        {Kind::Vm, "vm", "/api/vApp/vm-", "vcloud.vm", "", "", "", "", "vm"},
        {Kind::Template, "vapptemplate", "/api/vAppTemplate/vappTemplate-", "vcloud.vAppTemplate", "", "", "", "",
            "vAppTemplate"},
        {Kind::Catalog, "catalog", "/api/catalog/", "vcloud.catalog", "/api/admin/catalog/", "admin.catalog", "", "",
            "catalog"},
        {Kind::CatalogItem, "catalogitem", "/api/catalogItem/", "vcloud.catalogItem", "", "", "", "", "catalogItem"},
        {Kind::Media, "media", "/api/media/", "vcloud.media", "", "", "", "", "media"},
        {Kind::Disk, "disk", "/api/disk/", "vcloud.disk", "", "", "", "", "disk"},
        {Kind::Network, "network", "/api/network/", "vcloud.orgVdcNetwork", "/api/admin/network/",
            "vcloud.orgVdcNetwork", "", "", "network"},
        {Kind::VAppNetwork, "network", "/api/network/", "vcloud.vAppNetwork", "", "", "", "", "network"},
        {Kind::EdgeGateway, "gateway", "", "", "/api/admin/edgeGateway/", "admin.edgeGateway", "", "", "gateway"},
        {Kind::StorageProfile, "vdcstorageProfile", "/api/vdcStorageProfile/", "vcloud.vdcStorageProfile",
            "/api/admin/vdcStorageProfile/", "admin.vdcStorageProfile", "", "", "vdcStorageProfile"},
        {Kind::User, "user", "", "", "/api/admin/user/", "admin.user", "", "", "user"},
        {Kind::Group, "group", "", "", "/api/admin/group/", "admin.group", "", "", "group"},
        {Kind::Role, "role", "", "", "/api/admin/role/", "admin.role", "", "", "role"},
        {Kind::Right, "right", "", "", "/api/admin/right/", "admin.right", "", "", "right"},
        {Kind::Task, "task", "/api/task/", "vcloud.task", "", "", "", "", "task"},
        {Kind::ProviderVdc, "providervdc", "", "", "/api/admin/providervdc/", "admin.providervdc",
            "/api/admin/extension/providervdc/", "admin.vmwprovidervdc", "providervdc"},
        {Kind::VimServer, "vimserver", "", "", "", "", "/api/admin/extension/vimServer/", "admin.vmwvirtualcenter",
            "vimserver"},
        {Kind::Host, "host", "", "", "", "", "/api/admin/extension/host/", "admin.host", "host"},
        {Kind::Datastore, "datastore", "", "", "", "", "/api/admin/extension/datastore/", "admin.datastore",
            "datastore"},
        {Kind::NetworkPool, "networkpool", "", "", "", "", "/api/admin/extension/networkPool/", "admin.networkPool",
            "networkpool"},
        {Kind::ExternalNetwork, "network", "", "", "", "", "/api/admin/extension/externalnet/", "admin.vmwexternalnet",
            "externalnetwork"},
    };
    return facts;
}

const KindFacts &factsOf(Kind kind)
{
    const auto &all = allKinds();
    return *std::find_if(all.begin(), all.end(), [kind](const KindFacts &facts) { return facts.kind == kind; });
}

QByteArray plain(const Id &id) { return id.toByteArray(QUuid::WithoutBraces); }

QByteArray urn(Kind kind, const Id &id) { return QByteArray("urn:vcloud:") + factsOf(kind).urn + ':' + plain(id); }

QByteArray mediaType(const QByteArray &shortType) { return "application/vnd.vmware." + shortType + "+xml"; }

} // namespace nephoscope::demo::clouddirector
