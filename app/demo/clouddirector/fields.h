// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/apiversion.h"
#include "demo/clouddirector/compute.h"
#include "demo/clouddirector/sent.h"

namespace nephoscope::demo::clouddirector {

/// A plain element of a section that is kept as it was sent, in the order of the schema.
class Field {
public:
    const char *name;
    Scalar::Kind kind;
    const char *byDefault; ///< empty: left out while it has no value
    ApiVersion since{1, 5};
};
using Fields = std::vector<Field>;

const Fields &customizationFields(); ///< GuestCustomizationSection, without VirtualMachineId and ComputerName
const Fields &bootFields(); ///< BootOptions

QByteArray valueOf(const Values &values, const Field &field);
void addField(Node &to, const Values &values, const Field &field, const ApiVersion &version);
void addFields(Node &to, const Values &values, const Fields &fields, const ApiVersion &version);
/// A PUT replaces: what was not sent has its default again.
Values readFields(const Sent &sent, const Fields &fields);

} // namespace nephoscope::demo::clouddirector
