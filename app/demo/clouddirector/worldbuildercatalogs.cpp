// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/worldbuilder.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

void WorldBuilder::addCatalogs(const Organization &organization)
{
    for (const char *suffix : {"-images", "-public"}) {
        Catalog row = make<Catalog>("catalog", organization.name, organization.name + suffix);
        row.organization = organization.id;
        row.owner = ownerIn(organization.id);
        row.created = past(24 * 90);
        row.published = QByteArray(suffix) == "-public";
        row.shared = row.published;
        row.description = row.published ? "For every organization" : "Our own images";
        Catalog &catalog = m_world.catalogs.add(row);
        addTemplate(catalog, "ubuntu-22.04");
        addTemplate(catalog, "windows-2019");
        addMedia(catalog, "installer.iso");
    }
}

CatalogItem &WorldBuilder::addItem(Catalog &catalog, const QByteArray &name, const Id &entity, bool isMedia)
{
    CatalogItem item = make<CatalogItem>("catalogitem", catalog.name, name);
    item.catalog = catalog.id;
    item.entity = entity;
    item.isMedia = isMedia;
    item.created = past(24 * 60);
    item.bytes = isMedia ? 3'145'728 : 2'147'483'648;
    catalog.items.push_back(item.id);
    return m_world.catalogItems.add(item);
}

void WorldBuilder::addTemplate(Catalog &catalog, const QByteArray &name)
{
    const Vdc &vdc = firstVdc(catalog.organization);
    Template row = make<Template>("vapptemplate", catalog.name, name);
    row.description = "Ready to run";
    row.vdc = vdc.id;
    row.owner = catalog.owner;
    row.created = past(24 * 60);
    row.goldMaster = name.startsWith("ubuntu");
    row.catalogItem = addItem(catalog, name, row.id, false).id;
    Vm vm = newVm(catalog.name + '/' + name, name + "-vm", vdc.id);
    vm.container = row.id;
    vm.inTemplate = true;
    Nic nic;
    nic.network = "none";
    nic.allocation = "NONE";
    nic.connected = false;
    nic.mac = "00:50:56:02:00:01";
    vm.nics.push_back(nic);
    row.vms.push_back(vm.id);
    m_world.vms.add(vm);
    m_world.templates.add(row);
}

void WorldBuilder::addMedia(Catalog &catalog, const QByteArray &name)
{
    const Vdc &vdc = firstVdc(catalog.organization);
    Media media = make<Media>("media", catalog.name, name);
    media.vdc = vdc.id;
    media.owner = catalog.owner;
    media.created = past(24 * 50);
    media.bytes = 3'145'728;
    for (const StorageProfile &profile : m_world.storageProfiles) {
        if (profile.vdc == vdc.id && profile.byDefault)
            media.storageProfile = profile.id;
    }
    media.catalogItem = addItem(catalog, name, media.id, true).id;
    m_world.media.add(media);
}

void WorldBuilder::addTasks(const Organization &organization)
{
    const Vdc &vdc = firstVdc(organization.id);
    const auto vappNamed = [&](const char *name) {
        return *std::find_if(m_world.vapps.begin(), m_world.vapps.end(),
            [&](const VApp &vapp) { return vapp.vdc == vdc.id && vapp.name == name; });
    };
    Task task;
    task.organization = organization.id;
    task.user = ownerIn(organization.id);
    const auto over = [&](const char *vapp, const char *key, const char *sentence) {
        const VApp owner = vappNamed(vapp);
        task.owner = owner.id;
        task.ownerName = owner.name;
        task.operationName = key;
        task.operation =
            QByteArray(sentence) + ' ' + owner.name + '(' + owner.id.toByteArray(QUuid::WithoutBraces) + ')';
    };
    over("blank", "vdcComposeVapp", "Created Virtual Application");
    m_world.begin(task, 0);
    over("import", "vdcUploadOvfContents", "Importing Virtual Application");
    task.errorCode = "INTERNAL_SERVER_ERROR";
    task.errorMessage = "The transfer of the disk files ended before its time.";
    m_world.begin(task, 0);
    m_world.settle(); // these two are history
    task.errorCode.clear();
    task.errorMessage.clear();
    over("reports", "vdcCaptureTemplate", "Capturing Virtual Application");
    m_world.begin(task, 3600);
}

void WorldBuilder::addEvents(const Organization &organization)
{
    int minutes = 0; // no two at the same time
    for (const User &user : m_world.users) {
        if (user.organization != organization.id || !user.enabled)
            continue;
        for (int i = 1; i <= 3; ++i) {
            Event event;
            event.id = id("event", organization.name + user.name + QByteArray::number(i));
            event.type = "com/vmware/vcloud/event/session/login";
            event.organization = organization.id;
            event.user = user.id;
            event.userName = user.name;
            event.entity = user.id;
            event.entityName = user.name;
            event.entityType = "user";
            event.time = {past(i * 5).milliseconds - 60'000 * minutes++};
            event.success = i != 2;
            m_world.events.push_back(event);
        }
    }
}

void WorldBuilder::addTokens()
{
    struct Row {
        const char *name;
        const char *user;
        const char *type;
        const char *secret;
    };
    for (const Row &row : {Row{"console", "ada", "REFRESH", "demo-api-token-of-ada"},
             Row{"robot", "bo", "PROXY", "demo-service-account-of-bo"},
             Row{"provider-console", "administrator", "REFRESH", "demo-api-token-of-administrator"}}) {
        ApiToken token = make<ApiToken>("token", row.user, row.name);
        token.user = m_world.users.named(row.user)->id;
        token.type = row.type;
        token.secret = row.secret;
        m_world.tokens.add(token);
    }
}

void WorldBuilder::addMetadata()
{
    for (const VApp &vapp : m_world.vapps) {
        if (vapp.name != "shop")
            continue;
        m_world.metadata[vapp.id] = {{"cost-centre", "4711"}, {"critical", "true", "MetadataBooleanValue"},
            {"tier", "1", "MetadataNumberValue"}};
        m_world.metadata[vapp.vms.front()] = {
            {"backup", "nightly"}, {"inventory", "A-17", "MetadataStringValue", true}};
    }
}

} // namespace nephoscope::demo::clouddirector
