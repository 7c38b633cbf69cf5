// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/route.h"

namespace nephoscope::demo::cloudmanager {

/// Work that a call starts.
struct Operation {
    std::string action; ///< "Modify Writing Speed"; empty: made from the route's nickname
    double seconds = 2; ///< at speed 1
    std::string interim; ///< status of the working environment meanwhile; empty: as it is
    std::string after; ///< status afterwards; empty: as before
    std::vector<std::string> steps; ///< names of the audit records to come
    std::function<void(World &)> finish; ///< looks everything up again by id
    std::string failure; ///< ends badly with this text
    std::string subject; ///< id of what it works on, where that is no working environment
};

/// Starts the operation on the call's working environment (if it has one) and answers 202; or 409 where another one
/// runs there. The task and its audit group with one record are there at once.
Reply begin(Call &call, Operation operation);

/// Notes a change that was over at once.
void record(Call &call, const Reply &reply);

/// Lets time pass: finishes what is due, adds the records of what runs.
void advance(World &world);

/// "Create User" from "createUser".
std::string actionName(const std::string &nickname);

} // namespace nephoscope::demo::cloudmanager
