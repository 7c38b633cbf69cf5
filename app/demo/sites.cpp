// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/sites.h"

#include "demo/clouddirector/clouddirector.h"
#include "demo/cloudmanager/cloudmanager.h"

namespace nephoscope::demo {

namespace {

struct Factory {
    const char *platform;
    std::unique_ptr<Site> (*make)(const SiteOptions &);
};

// One line per platform.
constexpr Factory factories[] = {
    {"cloud-director", &makeCloudDirector},
    {"cloud-manager", &makeCloudManager},
};

} // namespace

QStringList platforms()
{
    QStringList names;
    for (const Factory &factory : factories)
        names.append(QLatin1String(factory.platform));
    return names;
}

std::unique_ptr<Site> makeSite(const QString &platform, const SiteOptions &options)
{
    for (const Factory &factory : factories) {
        if (platform == QLatin1String(factory.platform))
            return factory.make(options);
    }
    return nullptr;
}

} // namespace nephoscope::demo
