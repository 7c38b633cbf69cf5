// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/requestbody.h"

namespace nephoscope::demo::clouddirector {

/// Something that can be done with a VM or a vApp: when it is offered and what it changes. One row of the table drives
/// both the links and the requests.
class Operation {
public:
    const char *path; ///< after the object's address
    const char *rel;
    const char *body; ///< media type of what is to be sent; empty: nothing
    const char *element; ///< its root
    const char *key; ///< operationName
    const char *words; ///< sentence of the task, without the object
    double seconds;
    bool (*offered)(Status status, bool deployed, bool snapshot, bool isVApp);
    void (*apply)(Vm &vm, const RequestBody &body);
};

const std::vector<Operation> &operations();

} // namespace nephoscope::demo::clouddirector
