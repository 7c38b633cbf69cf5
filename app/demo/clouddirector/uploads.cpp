// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/administration.h"
#include "demo/clouddirector/catalogchanges.h"

#include <QRegularExpression>
#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr const char *uploadRight = "vApp Template / Media: Create / Upload";
constexpr double transferSeconds = 3600; // whoever has not sent all by then has failed
constexpr double importSeconds = 1.5;

const Vdc *firstVdc(const World &world, const Id &organization)
{
    const auto found = std::find_if(
        world.vdcs.begin(), world.vdcs.end(), [&](const Vdc &vdc) { return vdc.organization == organization; });
    return found == world.vdcs.end() ? nullptr : &*found;
}

std::optional<Reply> refuseUpload(const Context &context, const Catalog &catalog, const Sent &sent)
{
    const QByteArray name = sentOr(sent, "name");
    if (auto refusal = refuseName(context, name))
        return refusal;
    for (const Id &id : catalog.items) {
        if (context.world.catalogItems.at(id).name == name)
            return duplicateName(context, name);
    }
    if (!firstVdc(context.world, catalog.organization))
        return badRequest(context, "The organization has no virtual datacenter to keep it in.");
    return std::nullopt;
}

template <class Row>
Row newEntity(const Context &context, const Catalog &catalog, const Sent &sent)
{
    Row row;
    row.id = Id::createUuid();
    row.name = sentOr(sent, "name");
    row.description = sentOr(sent, "Description");
    row.vdc = firstVdc(context.world, catalog.organization)->id;
    row.owner = context.session->user;
    row.created = World::now();
    return row;
}

/// The task that ends well once everything has come, and badly when time has run out.
template <class Row>
void beginTransfer(Context &context, const Row &row, const TransferFile &first, const char *key)
{
    Transfer &transfer = context.world.transfers.of(row.id);
    transfer.secret = Id::createUuid();
    transfer.isUpload = true;
    transfer.files.push_back(first);
    Task task = taskOver(context, row, key, "Importing");
    task.errorCode = "TRANSFER_TIMEOUT";
    task.errorMessage = "The files were not sent in time.";
    context.world.begin(std::move(task), transferSeconds * std::max(1.0, context.world.speed));
}

Template &uploadTemplate(Context &context, Catalog &catalog, const Sent &sent)
{
    Template row = newEntity<Template>(context, catalog, sent);
    row.status = Status::Unresolved;
    Template &made = context.world.templates.add(row);
    made.catalogItem = addItem(context.world, catalog, made, false).id;
    TransferFile descriptor;
    descriptor.name = "descriptor.ovf";
    beginTransfer(context, made, descriptor, "vdcUploadOvfContents");
    return made;
}

Media &uploadMedia(Context &context, Catalog &catalog, const Sent &sent)
{
    Media row = newEntity<Media>(context, catalog, sent);
    row.imageType = sentOr(sent, "imageType", "iso");
    row.bytes = sent.number("size");
    Media &made = context.world.media.add(row);
    CatalogItem &item = addItem(context.world, catalog, made, true);
    item.bytes = row.bytes;
    made.catalogItem = item.id;
    TransferFile file;
    file.name = "file";
    file.size = row.bytes;
    beginTransfer(context, made, file, "vdcUploadMedia");
    return made;
}

std::optional<Reply> readMedia(Context &context, const Catalog &catalog, RequestBody &body)
{
    if (auto refusal = body.read(context, "vcloud.media", "Media"))
        return refusal;
    if (body.root().number("size", -1) < 0)
        return badRequest(context, "HTTP 400 Bad Request - cvc-complex-type.4: Attribute 'size' must appear.");
    return refuseUpload(context, catalog, body.root());
}

/// One address takes both, told apart by their media types, and answers with the item, which names what was made:
/// clients follow its Entity.
Reply upload(Context &context, Catalog &catalog)
{
    if (auto refusal = refuseChange(context, catalog, uploadRight))
        return *refusal;
    RequestBody body;
    if (context.message.header("Content-Type").toLower().contains("vcloud.media")) {
        if (auto refusal = readMedia(context, catalog, body))
            return *refusal;
        const Media &made = uploadMedia(context, catalog, body.root());
        return created(catalogItemNode(context, context.world.catalogItems.at(made.catalogItem)));
    }
    if (auto refusal = body.read(context, "vcloud.uploadVAppTemplateParams", "UploadVAppTemplateParams"))
        return *refusal;
    if (auto refusal = refuseUpload(context, catalog, body.root()))
        return *refusal;
    const Template &made = uploadTemplate(context, catalog, body.root());
    return created(catalogItemNode(context, context.world.catalogItems.at(made.catalogItem)));
}

/// Clients of old versions upload to a vdc; it goes to the first catalog of the organization.
template <bool isMedia>
Reply uploadToVdc(Context &context, Vdc &vdc)
{
    if (auto refusal = refuseChange(context, vdc, uploadRight))
        return *refusal;
    World &world = context.world;
    const auto found = std::find_if(world.catalogs.begin(), world.catalogs.end(),
        [&](const Catalog &catalog) { return catalog.organization == vdc.organization; });
    if (found == world.catalogs.end())
        return badRequest(context, "The organization has no catalog.");
    RequestBody body;
    if (isMedia) {
        if (auto refusal = readMedia(context, *found, body))
            return *refusal;
        return created(mediaNode(context, uploadMedia(context, *found, body.root())));
    }
    if (auto refusal = body.read(context, "vcloud.uploadVAppTemplateParams", "UploadVAppTemplateParams"))
        return *refusal;
    if (auto refusal = refuseUpload(context, *found, body.root()))
        return *refusal;
    return created(templateNode(context, uploadTemplate(context, *found, body.root())));
}

/// Everything has come: the task goes on to its end.
void finish(World &world, const Id &object, Transfer &transfer)
{
    const Task *busy = world.busyWith(object);
    if (!busy)
        return;
    Task &task = world.tasks.at(busy->id);
    task.errorCode.clear();
    task.errorMessage.clear();
    task.end = {World::now().milliseconds + static_cast<qint64>(importSeconds * 1000 / world.speed)};
    qint64 bytes = 0;
    for (const TransferFile &file : transfer.files)
        bytes += file.content.size();
    task.effect = [object, bytes](World &later) {
        later.transfers.of(object).isUpload = false;
        Template *image = later.templates.find(object);
        const Media *media = later.media.find(object);
        if (!image && !media)
            return;
        later.catalogItems.at(image ? image->catalogItem : media->catalogItem).bytes = bytes;
        if (!image)
            return;
        image->status = Status::PoweredOff;
        for (Vm &vm : machinesIn(later.transfers.of(object).files.front().content)) {
            vm.container = object;
            vm.created = World::now();
            for (const StorageProfile &profile : later.storageProfiles) {
                if (profile.vdc == image->vdc && (profile.byDefault || vm.storageProfile.isNull()))
                    vm.storageProfile = profile.id;
            }
            image->vms.push_back(vm.id);
            later.vms.add(vm);
        }
    };
}

class ContentRange {
public:
    explicit ContentRange(const QByteArray &header)
    {
        static const QRegularExpression form(QStringLiteral("^bytes[ =](\\d+)-(\\d+)/(\\d+|\\*)$"));
        const QRegularExpressionMatch match = form.match(QString::fromLatin1(header));
        isValid = match.hasMatch();
        first = match.captured(1).toLongLong();
        last = match.captured(2).toLongLong();
        total = match.captured(3) == QLatin1String("*") ? -1 : match.captured(3).toLongLong();
    }

    bool isValid = false;
    qint64 first = 0;
    qint64 last = 0;
    qint64 total = -1;
};

/// Takes a piece, or the whole, of a file. The status to answer with.
int take(TransferFile &file, const Message &message)
{
    const QByteArray header = message.header("Content-Range");
    const qint64 length = message.body.size();
    if (header.isEmpty()) {
        if (file.size >= 0 && length != file.size)
            return 400;
        file.content = message.body;
        file.size = length;
        file.complete = true;
        return 200;
    }
    const ContentRange range(header);
    if (!range.isValid || range.last - range.first + 1 != length)
        return 400;
    const bool isOther = file.size >= 0 && range.total >= 0 && range.total != file.size;
    const qint64 size = file.size >= 0 ? file.size : range.total;
    if (isOther || range.first > file.content.size() || (size >= 0 && range.last >= size))
        return 416;
    file.content.truncate(range.first); // what is sent again counts
    file.content += message.body;
    file.size = size;
    file.complete = file.content.size() == size;
    return 200;
}

} // namespace

Reply receive(Context &context, const Id &object, const QByteArray &name)
{
    Transfer &transfer = context.world.transfers.of(object);
    TransferFile *file = transfer.file(name);
    if (!transfer.isUpload || !file)
        return context.fault(404, "NOT_FOUND", "No file " + name + " is awaited.");
    const int status = take(*file, context.message);
    if (status != 200)
        return context.fault(status, "BAD_REQUEST", "The fragment does not fit the file " + name + '.');
    const bool isDescriptor = context.world.templates.find(object) && file == &transfer.files.front();
    if (isDescriptor && file->complete && transfer.files.size() == 1 && !readDescriptor(file->content, transfer)) {
        transfer.files.front() = {name, -1, {}, false};
        return context.fault(400, "BAD_REQUEST", "The descriptor is no OVF document.");
    }
    const bool isComplete = std::all_of(
        transfer.files.begin(), transfer.files.end(), [](const TransferFile &each) { return each.complete; });
    if (isComplete)
        finish(context.world, object, transfer);
    return Reply::empty(200);
}

bool isUploading(const World &world, const Id &object)
{
    const Transfer *transfer = world.transfers.find(object);
    return transfer && transfer->isUpload;
}

Routes uploadRoutes()
{
    return {{"POST", "/api/catalog/{}/action/upload", on<&World::catalogs, upload>},
        {"POST", "/api/vdc/{}/action/uploadVAppTemplate", on<&World::vdcs, uploadToVdc<false>>},
        {"POST", "/api/vdc/{}/media", on<&World::vdcs, uploadToVdc<true>>}};
}

} // namespace nephoscope::demo::clouddirector
