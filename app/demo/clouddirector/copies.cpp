// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr const char *right = "Catalog: Add vApp from My Cloud";

/// Where a copy goes that names no catalog: the first of the organization.
Catalog *catalogOf(World &world, const Id &organization)
{
    for (Catalog &catalog : world.catalogs) {
        if (catalog.organization == organization)
            return &catalog;
    }
    return nullptr;
}

bool hasItem(const World &world, const Catalog &catalog, const QByteArray &name)
{
    return std::any_of(catalog.items.begin(), catalog.items.end(),
        [&](const Id &id) { return world.catalogItems.at(id).name == name; });
}

CatalogItem &addItem(World &world, Catalog &catalog, const Thing &entity, bool isMedia, qint64 bytes)
{
    CatalogItem item;
    item.id = Id::createUuid();
    item.name = entity.name;
    item.description = entity.description;
    item.catalog = catalog.id;
    item.entity = entity.id;
    item.isMedia = isMedia;
    item.created = World::now();
    item.bytes = bytes;
    catalog.items.push_back(item.id);
    ++catalog.version;
    return world.catalogItems.add(item);
}

/// The VMs of a vApp or template as members of a new template.
void addMembers(World &world, Template &made, const std::vector<Id> &sources)
{
    for (const Id &id : sources) {
        Vm vm = world.vms.at(id);
        vm.id = Id::createUuid();
        vm.container = made.id;
        vm.inTemplate = true;
        vm.status = Status::PoweredOff;
        vm.deployed = false;
        vm.snapshot.reset();
        vm.media = Id();
        const auto isIndependent = [](const HardDisk &disk) { return !disk.independent.isNull(); };
        vm.disks.erase(std::remove_if(vm.disks.begin(), vm.disks.end(), isIndependent), vm.disks.end());
        made.vms.push_back(world.vms.add(std::move(vm)).id);
    }
}

Template &addTemplate(const Context &context, Catalog &catalog, const Id &vdc, const Sent &params)
{
    Template made;
    made.id = Id::createUuid();
    made.name = params.value("name").value_or("");
    made.description = params.value("Description").value_or("");
    made.vdc = vdc;
    made.owner = context.session->user;
    made.created = World::now();
    made.status = Status::Unresolved;
    if (const Sent *section = params.child("CustomizationSection"))
        made.goldMaster = section->truth("goldMaster");
    made.catalogItem = addItem(context.world, catalog, made, false, 1'073'741'824).id;
    return context.world.templates.add(made);
}

Task copying(const Context &context, const Template &made, const char *key, const char *words, std::vector<Id> sources)
{
    Task task = taskOver(context, made, key, words);
    task.effect = [id = made.id, sources = std::move(sources)](World &world) {
        Template *finished = world.templates.find(id);
        if (!finished)
            return;
        std::vector<Id> present;
        std::copy_if(sources.begin(), sources.end(), std::back_inserter(present),
            [&](const Id &each) { return world.vms.find(each) != nullptr; });
        addMembers(world, *finished, present);
        finished->status = Status::PoweredOff;
    };
    return task;
}

std::optional<Reply> refuseCopy(const Context &context, const Catalog *catalog, const Sent &params)
{
    const QByteArray name = params.value("name").value_or("");
    if (!catalog || !context.ofMine(catalog->organization))
        return context.denied(right);
    if (std::optional<Reply> refusal = refuseName(context, name))
        return refusal;
    if (hasItem(context.world, *catalog, name))
        return duplicateName(context, name);
    return refuseMore(context);
}

/// A vApp that may be captured now, or why not.
std::optional<Reply> readCapture(const Context &context, RequestBody &body, const VApp *&vapp)
{
    if (!context.mayChange())
        return context.denied(right);
    if (std::optional<Reply> refusal = body.read(context, "vcloud.captureVAppParams", "CaptureVAppParams"))
        return refusal;
    const Id source = body.root().reference("Source");
    vapp = context.world.vapps.find(source);
    if (!vapp || !context.sees(*vapp))
        return context.noAccess(Kind::VApp, source);
    if (const Task *task = context.world.busyWith(*vapp))
        return context.busy(*vapp, *task);
    return vapp->vms.empty() || vapp->unfinished ? std::optional(invalidState(context, vapp->name)) : std::nullopt;
}

Reply captureIntoCatalog(Context &context, Catalog &catalog)
{
    RequestBody body;
    const VApp *vapp = nullptr;
    if (std::optional<Reply> refusal = readCapture(context, body, vapp))
        return *refusal;
    if (std::optional<Reply> refusal = refuseCopy(context, &catalog, body.root()))
        return *refusal;
    const Template &made = addTemplate(context, catalog, vapp->vdc, body.root());
    const Task task = copying(context, made, "vdcCaptureTemplate", "Capturing Virtual Application Template", vapp->vms);
    if (context.version >= ApiVersion(37, 0)) // clients of these versions wait for a task, older ones for the template
        return started(context, task, 4);
    context.world.begin(task, 4);
    return created(templateNode(context, made));
}

Reply captureInVdc(Context &context, Vdc &vdc)
{
    RequestBody body;
    const VApp *vapp = nullptr;
    if (std::optional<Reply> refusal = readCapture(context, body, vapp))
        return *refusal;
    Catalog *catalog = catalogOf(context.world, vdc.organization);
    if (std::optional<Reply> refusal = refuseCopy(context, catalog, body.root()))
        return *refusal;
    const Template &made = addTemplate(context, *catalog, vdc.id, body.root());
    context.world.begin(
        copying(context, made, "vdcCaptureTemplate", "Capturing Virtual Application Template", vapp->vms), 4);
    return created(templateNode(context, made));
}

Reply cloneTemplate(Context &context, Vdc &vdc)
{
    if (!context.mayChange())
        return context.denied(right);
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, "vcloud.cloneVAppTemplateParams", "CloneVAppTemplateParams"))
        return *refusal;
    const Id source = body.root().reference("Source");
    const Template *origin = context.world.templates.find(source);
    if (!origin || !context.sees(*origin))
        return context.noAccess(Kind::Template, source);
    Catalog *catalog = catalogOf(context.world, vdc.organization);
    if (std::optional<Reply> refusal = refuseCopy(context, catalog, body.root()))
        return *refusal;
    const Template &made = addTemplate(context, *catalog, vdc.id, body.root());
    context.world.begin(
        copying(context, made, "vdcCopyTemplate", "Copying Virtual Application Template", origin->vms), 4);
    return created(templateNode(context, made));
}

Reply cloneMedia(Context &context, Vdc &vdc)
{
    World &world = context.world;
    if (!context.mayChange())
        return context.denied(right);
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, "vcloud.cloneMediaParams", "CloneMediaParams"))
        return *refusal;
    const Id source = body.root().reference("Source");
    const Media *origin = world.media.find(source);
    if (!origin || !context.sees(*origin))
        return context.noAccess(Kind::Media, source);
    Catalog *catalog = catalogOf(world, vdc.organization);
    if (std::optional<Reply> refusal = refuseCopy(context, catalog, body.root()))
        return *refusal;
    Media copy = *origin;
    copy.id = Id::createUuid();
    copy.name = body.value("name").value_or("");
    copy.description = body.value("Description").value_or("");
    copy.vdc = vdc.id;
    copy.owner = context.session->user;
    copy.created = World::now();
    copy.catalogItem = addItem(world, *catalog, copy, true, copy.bytes).id;
    const Media &made = world.media.add(copy);
    world.begin(taskOver(context, made, "vdcCopyMedia", "Copying Media File"), 3);
    return created(mediaNode(context, made));
}

} // namespace

Routes copyRoutes()
{
    return {{"POST", "/api/catalog/{}/action/captureVApp", on<&World::catalogs, captureIntoCatalog>},
        {"POST", "/api/vdc/{}/action/captureVApp", on<&World::vdcs, captureInVdc>},
        {"POST", "/api/vdc/{}/action/cloneVAppTemplate", on<&World::vdcs, cloneTemplate>},
        {"POST", "/api/vdc/{}/action/cloneMedia", on<&World::vdcs, cloneMedia>}};
}

} // namespace nephoscope::demo::clouddirector
