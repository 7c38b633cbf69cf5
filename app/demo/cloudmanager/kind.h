// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace nephoscope::demo::cloudmanager {

/// One family of working environments: where its calls live and what its things are called.
struct Kind {
    std::string root; ///< "vsa", "aws/ha", "azure/vsa", …, "onprem"
    std::string provider; ///< "Amazon", "Azure", "GCP"; empty for on-premises
    bool ha = false;
    std::string idPrefix;
    std::string tier; ///< word for object storage: S3, Blob, cloudStorage
    std::vector<std::string> tierLevels;
    std::vector<std::string> diskTypes; ///< first = default
    std::string accountWord; ///< workingEnvironmentType in vsaList
    std::string versionSuffix; ///< of the ONTAP image names
    std::string licensePrefix;

    bool isCloud() const { return !provider.empty(); }
    bool isAws() const { return provider == "Amazon"; }
    bool isAzure() const { return provider == "Azure"; }
    bool isGcp() const { return provider == "GCP"; }
    /// The name in the published description: "azure-ha".
    std::string resource() const;
};

/// All of them; the first six are in a cloud.
const std::vector<Kind> &kinds();
/// Never null for one of the roots above.
const Kind *kindOf(const std::string &root);

} // namespace nephoscope::demo::cloudmanager
