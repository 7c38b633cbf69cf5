// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/system.h"

#include <algorithm>
#include <utility>

namespace nephoscope::demo::cloudmanager {

const Aggregate *WorkingEnvironment::aggregate(const std::string &wanted) const
{
    const auto found =
        std::find_if(aggregates.begin(), aggregates.end(), [&](const Aggregate &one) { return one.name == wanted; });
    return found == aggregates.end() ? nullptr : &*found;
}

Aggregate *WorkingEnvironment::aggregate(const std::string &wanted)
{
    return const_cast<Aggregate *>(std::as_const(*this).aggregate(wanted));
}

const Volume *WorkingEnvironment::volume(const std::string &svm, const std::string &wanted) const
{
    const auto found = std::find_if(
        volumes.begin(), volumes.end(), [&](const Volume &one) { return one.name == wanted && one.svm == svm; });
    return found == volumes.end() ? nullptr : &*found;
}

Volume *WorkingEnvironment::volume(const std::string &svm, const std::string &wanted)
{
    return const_cast<Volume *>(std::as_const(*this).volume(svm, wanted));
}

bool WorkingEnvironment::hasSvm(const std::string &wanted) const
{
    return std::any_of(svms.begin(), svms.end(), [&](const StorageVm &svm) { return svm.name == wanted; });
}

double WorkingEnvironment::usedOn(const std::string &aggregateName) const
{
    double bytes = 0;
    for (const Volume &volume : volumes) {
        if (volume.aggregate == aggregateName)
            bytes += volume.thin ? volume.used : volume.size;
    }
    return bytes;
}

double WorkingEnvironment::used() const
{
    double bytes = 0;
    for (const Volume &volume : volumes)
        bytes += volume.used;
    return bytes;
}

double WorkingEnvironment::reserved() const
{
    double bytes = 0;
    for (const Aggregate &aggregate : aggregates)
        bytes += aggregate.disks * aggregate.diskSize;
    return bytes;
}

} // namespace nephoscope::demo::cloudmanager
