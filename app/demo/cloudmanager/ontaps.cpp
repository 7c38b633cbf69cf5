// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/ontaps.h"

#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/route.h"

namespace nephoscope::demo::cloudmanager {

namespace {
Reply system(Call &call)
{
    Json object = genericSystemView(call.world, *call.system, Expansion(call.asked("fields")));
    object["providerName"] = object["cloudProviderName"];
    return ok(object);
}

Reply aggregates(Call &call)
{
    Json all = Json::array();
    for (const Aggregate &aggregate : call.system->aggregates)
        all.push_back(aggregateView(*call.system, aggregate));
    return ok(all);
}

Reply igroups(Call &call)
{
    const std::string svm = call.variable("svmName");
    Json all = Json::array();
    for (const WorkingEnvironment &one : call.world.systems) {
        if (!call.principal->mayRead(one))
            continue;
        for (const Json &group : igroupsView(one.igroups, svm))
            all.push_back(group);
    }
    return ok(all);
}
} // namespace

void addOntaps(Routes &routes)
{
    const std::string item = "/ontaps/working-environments/{workingEnvironmentId}";
    routes.connector("ontaps", "Systems of all clouds under one path");
    routes.add("GET", item, "workingEnvironment", "One system", system)
        .gives("OntapSystemResponse")
        .asks("fields")
        .on();
    routes.add("GET", item + "/aggregates", "aggregates", "Its aggregates", aggregates)
        .gives("[AggregateResponse]")
        .on();
    routes.add("GET", "/ontaps/volumes/{svmName}/igroups", "igroups", "Groups of initiators", igroups)
        .gives("List[com.netapp.oncloud.ontap.zapi.Messages$IGroup]");
}

} // namespace nephoscope::demo::cloudmanager
