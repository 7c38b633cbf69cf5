// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/routes.h"

namespace nephoscope::demo::clouddirector {

namespace {

constexpr int width = 160;
constexpr int height = 120;

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(number >> shift & 0xff);
    return bytes;
}

quint32 crc(const QByteArray &bytes)
{
    quint32 sum = 0xffffffff;
    for (const char byte : bytes) {
        sum ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = sum & 1 ? 0xedb88320 ^ sum >> 1 : sum >> 1;
    }
    return ~sum;
}

QByteArray chunk(const QByteArray &kind, const QByteArray &data)
{
    return bigEndian(static_cast<quint32>(data.size())) + kind + data + bigEndian(crc(kind + data));
}

/// A grey picture: a screen with lines on it, or a dark one.
QByteArray picture(bool isOn)
{
    QByteArray pixels;
    for (int y = 0; y < height; ++y) {
        pixels += '\0'; // the row is not filtered
        for (int x = 0; x < width; ++x) {
            const bool written = y % 12 > 3 && y % 12 < 9 && x > 8 && x < 40 + y * 37 % 100;
            pixels += static_cast<char>(!isOn ? 0 : written ? 200 : 30);
        }
    }
    const QByteArray header = bigEndian(width) + bigEndian(height) + QByteArray("\x08\0\0\0\0", 5); // 8 bits of grey
    const QByteArray packed = qCompress(pixels).mid(4); // without Qt's own length
    return QByteArray("\x89PNG\r\n\x1a\n", 8) + chunk("IHDR", header) + chunk("IDAT", packed) + chunk("IEND", {});
}

Reply thumbnail(Context &, Vm &vm) { return Reply::text(picture(vm.status == Status::PoweredOn), "image/png"); }

std::optional<Reply> refuseConsole(const Context &context, const Vm &vm)
{
    if (std::optional<Reply> refusal = refuseChange(context, vm, "vApp: View and Use Console"))
        return refusal;
    return vm.status == Status::PoweredOn ? std::nullopt : std::optional(invalidState(context, vm.name));
}

QByteArray ticket() { return "cst-" + plain(Id::createUuid()); }

Reply acquireTicket(Context &context, Vm &vm)
{
    if (std::optional<Reply> refusal = refuseConsole(context, vm))
        return *refusal;
    Node node("ScreenTicket");
    node.say("mks://127.0.0.1/" + plain(vm.id) + "?ticket=" + ticket().toPercentEncoding());
    Reply reply = Reply::show(node);
    reply.contentType = mediaType("vcloud.screenTicket");
    return reply;
}

Reply acquireMksTicket(Context &context, Vm &vm)
{
    if (std::optional<Reply> refusal = refuseConsole(context, vm))
        return *refusal;
    Node node("MksTicket");
    node.add("Host", "127.0.0.1").add("Vmx", "[ds-north-1] " + vm.name + '/' + vm.name + ".vmx");
    node.add("Ticket", ticket()).add("Port", 902);
    Reply reply = Reply::show(node);
    reply.contentType = mediaType("vcloud.mksTicket");
    return reply;
}

/// The same as long as the VM waits.
QByteArray questionId(const Vm &vm) { return plain(vm.id).left(8); }

Reply question(Context &context, Vm &vm)
{
    if (vm.status != Status::WaitingForInput) // clients take 403 for "nothing is asked"
        return context.noAccess(Kind::Vm, vm.id);
    Node node = context.list("VmPendingQuestion", {}, "vcloud.vmPendingQuestion");
    node.set("href", context.href(vm) + "/question");
    context.link(node, "up", context.href(vm), "vcloud.vm", vm.name);
    if (context.mayChange())
        context.link(node, "answer", context.href(vm) + "/question/action/answer", "vcloud.vmPendingAnswer");
    node.add("Question", "The guest has locked the CD-ROM door. Disconnect anyway?").add("QuestionId", questionId(vm));
    int id = 0;
    for (const char *text : {"Yes", "No"}) {
        Node choice("Choices");
        node.add(choice.add("Id", id++).add("Text", text).many());
    }
    return Reply::show(node);
}

Reply answer(Context &context, Vm &vm)
{
    if (std::optional<Reply> refusal = refuseChange(context, vm, "vApp: Power Operations"))
        return *refusal;
    RequestBody body;
    if (std::optional<Reply> refusal = body.read(context, "vcloud.vmPendingAnswer", "VmQuestionAnswer"))
        return *refusal;
    const qint64 choice = body.root().number("ChoiceId", -1);
    if (vm.status != Status::WaitingForInput || body.value("QuestionId") != questionId(vm))
        return badRequest(context, "The virtual machine " + vm.name + " does not ask that.");
    if (choice != 0 && choice != 1)
        return badRequest(context, "There is no such choice.");
    if (choice == 0)
        vm.media = Id();
    vm.status = Status::PoweredOn;
    vm.deployed = true;
    context.world.changed();
    return Reply::empty(204);
}

} // namespace

Routes screenRoutes()
{
    return {{"GET", "/api/vApp/vm-{}/screen", on<&World::vms, thumbnail>},
        {"POST", "/api/vApp/vm-{}/screen", on<&World::vms, thumbnail>}, // one client asks so
        {"POST", "/api/vApp/vm-{}/screen/action/acquireTicket", on<&World::vms, acquireTicket>},
        {"POST", "/api/vApp/vm-{}/screen/action/acquireMksTicket", on<&World::vms, acquireMksTicket>},
        {"GET", "/api/vApp/vm-{}/question", on<&World::vms, question>},
        {"POST", "/api/vApp/vm-{}/question/action/answer", on<&World::vms, answer>}};
}

} // namespace nephoscope::demo::clouddirector
