// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/route.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
struct Family {
    AccountKind kind;
    std::string path;
    std::string list;
    std::string word; ///< value of providerType
    std::string request;
    std::string response;
};

const std::vector<Family> &families()
{
    static const std::vector<Family> all{
        {AccountKind::Aws, "aws", "awsAccounts", "AWS", "AwsAccountRequest", "AwsAccountResponse"},
        {AccountKind::Azure, "azure", "azureAccounts", "AZURE", "AzureAccountRequest", "AzureAccountResponse"},
        {AccountKind::Gcp, "gcp", "gcpStorageAccounts", "GCP", "GcpStorageAccountRequest", "GcpAccountResponse"},
        {AccountKind::Nss, "nss", "nssAccounts", "NSS", "NssAccountRequest", "NssAccountResponse"},
    };
    return all;
}

Reply lists(Call &call, bool withNss)
{
    const std::string wanted = call.asked("providerType");
    Json object = Json::object();
    for (const Family &family : families()) {
        Json list = Json::array();
        for (const ProviderAccount &account : call.world.accounts) {
            const bool shown = wanted.empty() || wanted == family.word;
            if (account.kind == family.kind && shown && (withNss || family.kind != AccountKind::Nss))
                list.push_back(accountView(call.world, account));
        }
        object[family.list] = list;
    }
    return ok(object);
}

Reply all(Call &call) { return lists(call, true); }
Reply clouds(Call &call) { return lists(call, false); }

Reply unknown(const Call &call) { return notFound("Cloud provider account", call.variable("cloudProviderAccountId")); }

std::optional<Reply> read(Call &call, AccountKind kind, ProviderAccount &account)
{
    const Json &keys = member(call.body, "providerKeys");
    account.kind = kind;
    switch (kind) {
    case AccountKind::Aws: {
        const Json &pair = member(keys, "awsAccessKeys");
        if (pair.is_null() && textOf(keys, "assumeRoleArn").empty()) {
            const Violation violation{"providerKeys", "needs awsAccessKeys or assumeRoleArn"};
            return invalid({violation});
        }
        account.type = "AWS_KEYS";
        account.key = textOf(pair, "accessKey");
        account.cloudAccount = account.cloudAccount.empty() ? call.world.ids.digits(12) : account.cloudAccount;
        account.subscription = textOf(call.body, "subscriptionId");
        break;
    }
    case AccountKind::Azure:
        account.type = "AZURE_KEYS";
        account.key = textOf(keys, "applicationId");
        account.cloudAccount = textOf(keys, "tenantId");
        break;
    case AccountKind::Gcp:
        account.type = "GCP_KEYS";
        account.key = textOf(keys, "accessKey");
        break;
    case AccountKind::Nss:
        account.type = "NSS_KEYS";
        account.key = textOf(keys, "nssUserName");
        account.systems = textsOf(call.body, "vsaList");
        break;
    }
    account.name = textOf(call.body, "accountName", account.key);
    return std::nullopt;
}

Handler creating(AccountKind kind)
{
    return [kind](Call &call) {
        ProviderAccount account;
        if (auto refused = read(call, kind, account))
            return *refused;
        const auto &known = call.world.accounts;
        if (std::any_of(known.begin(), known.end(),
                [&](const ProviderAccount &one) { return one.kind == kind && one.name == account.name; }))
            return problem(400, "There is an account named " + account.name + " already");
        account.id = kind == AccountKind::Nss ? call.world.ids.uuid() : call.world.ids.of("CloudProviderAccount");
        call.world.accounts.push_back(account);
        return ok(accountView(call.world, account));
    };
}

ProviderAccount *find(Call &call, AccountKind kind)
{
    ProviderAccount *account = call.world.account(call.variable("cloudProviderAccountId"));
    return account && account->kind == kind ? account : nullptr;
}

Handler getting(AccountKind kind)
{
    return [kind](Call &call) {
        const ProviderAccount *account = find(call, kind);
        return account ? ok(accountView(call.world, *account)) : unknown(call);
    };
}

Handler changing(AccountKind kind)
{
    return [kind](Call &call) {
        ProviderAccount *account = find(call, kind);
        if (!account)
            return unknown(call);
        if (auto refused = read(call, kind, *account))
            return *refused;
        return ok(accountView(call.world, *account));
    };
}

Reply setList(Call &call)
{
    ProviderAccount *account = find(call, AccountKind::Nss);
    if (!account)
        return unknown(call);
    account->systems = textsOf(call.body, "vsaList");
    return ok(accountView(call.world, *account));
}

Reply remove(Call &call)
{
    const std::string id = call.variable("cloudProviderAccountId");
    const ProviderAccount *account = call.world.account(id);
    if (!account)
        return unknown(call);
    if (!accountView(call.world, *account)["vsaList"].empty())
        return problem(400, "Account " + account->name + " is used by working environments");
    auto &known = call.world.accounts;
    known.erase(std::remove_if(known.begin(), known.end(), [&](const ProviderAccount &one) { return one.id == id; }),
        known.end());
    return noContent();
}

Reply validate(Call &call) { return ok(call.world.ids.digits(12)); }
} // namespace

void addAccounts(Routes &routes)
{
    routes.connector("accounts", "Cloud credentials and support site users");
    routes.add("GET", "/accounts", "allAccounts", "All accounts", all)
        .gives("CloudProviderAccountResponse")
        .asks("providerType");
    routes.add("GET", "/accounts/cloud-providers", "allAccountsBesidesNss", "The clouds' accounts", clouds)
        .gives("CloudProviderAccountResponse")
        .asks("providerType");
    routes.add("DELETE", "/accounts/{cloudProviderAccountId}", "deleteAccount", "Deletes an account", remove)
        .by(Access::Administer);
    for (const Family &family : families()) {
        const auto replaced = [&](Route &route) { // the credential store came in the place of all but one kind
            if (family.kind != AccountKind::Nss)
                route.isDeprecated();
        };
        const std::string base = "/accounts/" + family.path;
        const std::string item = base + "/{cloudProviderAccountId}";
        const std::string name = family.request.substr(0, family.request.size() - std::string("Request").size());
        replaced(routes.add("POST", base, "create" + name, "Adds an account", creating(family.kind))
                     .takes(family.request)
                     .gives(family.response)
                     .by(Access::Administer));
        replaced(
            routes.add("GET", item, lowerCase(name.substr(0, 1)) + name.substr(1), "One account", getting(family.kind))
                .gives(family.response));
        replaced(routes.add("PUT", item, "update" + name, "Changes an account", changing(family.kind))
                     .takes(family.request)
                     .gives(family.response)
                     .by(Access::Administer));
        if (family.kind != AccountKind::Nss)
            replaced(routes.add("POST", base + "/validate-creds", "validate" + name, "Tries the keys", validate)
                         .takes(family.request)
                         .gives("string")
                         .by(Access::Administer)
                         .silent());
    }
    routes
        .add("PUT", "/accounts/nss/set-vsa-list/{cloudProviderAccountId}", "updateNssAccountVsaList",
            "Says which working environments use it", setList)
        .takes("NssAccountVsaListRequest")
        .gives("NssAccountResponse")
        .by(Access::Administer);
}

} // namespace nephoscope::demo::cloudmanager
