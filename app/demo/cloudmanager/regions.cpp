// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/regions.h"

namespace nephoscope::demo::cloudmanager {

const std::vector<Region> &regionsOf(const Kind &kind)
{
    static const std::vector<Region> aws{{"us-east-1", "US East | N. Virginia", "US"},
        {"us-west-2", "US West | Oregon", "US"}, {"eu-central-1", "EU | Frankfurt", "EU"},
        {"eu-west-1", "EU | Ireland", "EU"}, {"eu-west-2", "EU | London", "EU"}};
    static const std::vector<Region> azure{
        {"westeurope", "West Europe", "EU"}, {"northeurope", "North Europe", "EU"}, {"eastus2", "East US 2", "US"}};
    static const std::vector<Region> gcp{{"us-east4", "Northern Virginia", "US"}, {"europe-west3", "Frankfurt", "EU"},
        {"europe-west1", "Belgium", "EU"}};
    return kind.isAzure() ? azure : kind.isGcp() ? gcp : aws;
}

Json regionView(const Kind &kind, const Region &region)
{
    if (kind.isAws())
        return {{"name", region.name}, {"code", region.code}, {"location", region.location}, {"s3Region", region.code}};
    if (kind.isAzure())
        return {{"displayName", region.name}, {"name", region.code}, {"code", region.code}, {"vnets", Json::array()}};
    Json zones = Json::array();
    for (const char *letter : {"-a", "-b", "-c"})
        zones.push_back(region.code + letter);
    return {{"displayName", region.name}, {"name", region.code}, {"code", region.code}, {"zones", zones},
        {"vpcs", Json::array()}};
}

} // namespace nephoscope::demo::cloudmanager
