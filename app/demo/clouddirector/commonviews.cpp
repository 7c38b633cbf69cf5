// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/views.h"

namespace nephoscope::demo::clouddirector {

namespace {

Node hardwareVersion(const Context &context, const Vdc &vdc, const QByteArray &name)
{
    Node node("VirtualHardwareVersion");
    node.set("href", context.href(Kind::Vdc, vdc.id) + "/hwv/" + name).set("name", name);
    node.set("type", mediaType("vcloud.virtualHardwareVersion"));
    context.link(node, "up", context.href(Kind::Vdc, vdc.id), "vcloud.vdc");
    return node.add("maxCPUs", 128).add("maxMemorySizeMb", 6'128'640).add("maxNICs", 10);
}

Reply hardwareVersionReply(Context &context, Vdc &vdc)
{
    const QByteArray name = context.captures.value(1);
    if (!name.startsWith("vmx-"))
        return context.fault(400, "BAD_REQUEST", "There is no hardware version " + name + '.');
    return Reply::show(hardwareVersion(context, vdc, name));
}

} // namespace

Routes commonRoutes()
{
    Routes routes{{"GET", "/api/vdc/{}/hwv/{text}", on<&World::vdcs, hardwareVersionReply>}};
    for (const auto part : {&metadataRoutes, &sharingRoutes, &propertyRoutes}) {
        const Routes further = part();
        routes.insert(routes.end(), further.begin(), further.end());
    }
    return routes;
}

} // namespace nephoscope::demo::clouddirector
