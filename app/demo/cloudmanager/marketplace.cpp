// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/route.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
Json view(const Subscription &one)
{
    return {{"id", one.id}, {"name", one.name}, {"provider", one.provider}, {"active", one.active},
        {"contract", one.contract}, {"isByNodeMode", false}, {"byNodeMode", false}};
}

const char *providerOf(const ProviderAccount &account)
{
    switch (account.kind) {
    case AccountKind::Aws:
        return "aws";
    case AccountKind::Azure:
        return "azure";
    case AccountKind::Gcp:
        return "gcp";
    case AccountKind::Nss:
        break;
    }
    return "";
}

Reply account(Call &call)
{
    Json object = Json::object();
    for (const char *provider : {"aws", "azure", "gcp"}) {
        Json list = Json::array();
        for (const Subscription &one : call.world.subscriptions) {
            if (one.provider == provider)
                list.push_back(view(one));
        }
        object[std::string(provider) + "Subscriptions"] = list;
    }
    for (const char *cloud : {"Aws", "Gcp", "Azure"})
        object[std::string("eligibleForFreeTrial") + cloud] = false;
    object["cloudAccounts"] = Json::array();
    for (const ProviderAccount &one : call.world.accounts) {
        if (one.kind != AccountKind::Nss)
            object["cloudAccounts"].push_back({{"cloudAccountId", one.id}, {"provider", providerOf(one)},
                {"subscriptionId", textOrNull(one.subscription)}});
    }
    return ok(object);
}

Reply subscriptionOf(Call &call)
{
    Json found;
    for (const Subscription &one : call.world.subscriptions) {
        if (one.id == call.system->saasSubscription)
            found = view(one);
    }
    return ok({{"subscription", found}, {"freeTrialExpiry", nullptr}});
}

Reply attach(Call &call)
{
    const std::string id = call.variable("cloudAccountId");
    const std::string provider = lowerCase(call.variable("provider"));
    ProviderAccount *account = call.world.account(id);
    if (!account || provider != providerOf(*account))
        return notFound("Cloud provider account", id);
    const std::string wanted = textOf(call.body, "subscriptionId");
    const auto &all = call.world.subscriptions;
    if (std::none_of(all.begin(), all.end(),
            [&](const Subscription &one) { return one.id == wanted && one.provider == provider; }))
        return notFound("Subscription", wanted);
    account->subscription = wanted;
    return noContent();
}
} // namespace

void addMarketplace(Routes &routes)
{
    const std::string base = "/occm/saas-mp-service";
    routes.connector("occm:saas-mp-service", "What was bought at the marketplaces");
    routes.add("GET", base + "/account", "account", "All subscriptions", account).gives("SaasMpAccountResponse");
    routes
        .add("GET", base + "/{workingEnvironmentId}/subscription", "describeCvoSubscription",
            "The subscription a system uses", subscriptionOf)
        .gives("DescribeCvoSubscriptionResponse")
        .on();
    routes
        .add("PUT", base + "/attach-subscription/{provider}/{cloudAccountId}", "AttachSubscriptionToCloudAccount",
            "Lets a cloud account use a subscription", attach)
        .takes("UpdateSubscriptionRequest")
        .by(Access::Administer);
}

} // namespace nephoscope::demo::cloudmanager
