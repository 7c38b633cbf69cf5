// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/requestbody.h"

namespace nephoscope::demo::clouddirector {

/// What decides whether something can be done with a VM or a vApp.
class OperationState {
public:
    Status status = Status::PoweredOff;
    bool deployed = false;
    bool snapshot = false;
    bool isVApp = false;
    bool isProvider = false; ///< the asker
    const Vm *vm = nullptr;
    const VApp *vapp = nullptr;

    bool isAsleep() const { return status == Status::PoweredOff || status == Status::Suspended; }
    bool isAwake() const { return status == Status::PoweredOn || status == Status::WaitingForInput; }
    bool isRunning() const { return isAwake() || (status == Status::Mixed && deployed); }
};

/// Something that can be done with a VM or a vApp: when it is offered and what it changes. One row of a table drives
/// both the links and the requests.
class Operation {
public:
    const char *path; ///< after the object's address
    const char *rel;
    const char *body; ///< media type of what is to be sent; empty: nothing
    const char *element; ///< its root
    const char *key; ///< operationName; empty: done at once, 204
    const char *words; ///< sentence of the task, without the object
    double seconds;
    bool (*offered)(const OperationState &state);
    void (*apply)(World &world, Vm &vm, const RequestBody &body);
    bool leaves = false; ///< a vApp is undeployed when all its VMs did this
};

/// Power, deployment, snapshots: VMs and vApps alike.
const std::vector<Operation> &powerOperations();
/// What is done with one VM.
const std::vector<Operation> &vmOperations();

} // namespace nephoscope::demo::clouddirector
