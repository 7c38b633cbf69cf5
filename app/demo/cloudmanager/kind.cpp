// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/kind.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

std::string Kind::resource() const
{
    std::string name = root;
    std::replace(name.begin(), name.end(), '/', '-');
    return name;
}

const std::vector<Kind> &kinds()
{
    static const std::vector<std::string> awsLevels{"normal", "ia", "ia-single", "intelligent"};
    static const std::vector<std::string> azureLevels{"normal", "cool"};
    static const std::vector<std::string> gcpLevels{"standard", "nearline", "coldline"};
    static const std::vector<std::string> awsDisks{"gp3", "gp2", "io1", "st1", "sc1"};
    static const std::vector<std::string> azureDisks{"Premium_LRS", "Standard_LRS", "StandardSSD_LRS", "Premium_ZRS"};
    static const std::vector<std::string> gcpDisks{"pd-ssd", "pd-standard", "pd-balanced"};
    static const std::vector<Kind> all{
        {"vsa", "Amazon", false, "VsaWorkingEnvironment", "S3", awsLevels, awsDisks, "AWS", "", ""},
        {"aws/ha", "Amazon", true, "VsaWorkingEnvironment", "S3", awsLevels, awsDisks, "AWSHA", ".ha", "ha-"},
        {"azure/vsa", "Azure", false, "VsaWorkingEnvironment", "Blob", azureLevels, azureDisks, "AZURE", ".azure",
            "azure-"},
        {"azure/ha", "Azure", true, "VsaWorkingEnvironment", "Blob", azureLevels, azureDisks, "AZUREHA", ".azureha",
            "azure-ha-"},
        {"gcp/vsa", "GCP", false, "VsaWorkingEnvironment", "cloudStorage", gcpLevels, gcpDisks, "GCP", ".gcp", "gcp-"},
        {"gcp/ha", "GCP", true, "VsaWorkingEnvironment", "cloudStorage", gcpLevels, gcpDisks, "GCPHA", ".gcpha",
            "gcp-ha-"},
        {"onprem", "", false, "OnPremWorkingEnvironment", "", {}, {"SSD"}, "ON_PREM", "", ""},
    };
    return all;
}

const Kind *kindOf(const std::string &root)
{
    const auto found =
        std::find_if(kinds().begin(), kinds().end(), [&](const Kind &kind) { return kind.root == root; });
    return found == kinds().end() ? nullptr : &*found;
}

} // namespace nephoscope::demo::cloudmanager
