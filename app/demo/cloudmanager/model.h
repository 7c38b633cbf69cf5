// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/reply.h"

#include <map>

namespace nephoscope::demo::cloudmanager {

/// A member of a request body. The same table checks requests and is published as their description.
struct Field {
    std::string name;
    std::string type = "string"; ///< string, number, integer, boolean, Object (a scalar that may be null), or a model
    bool isList = false;
    bool required = false;
    std::vector<std::string> choices;
};

/// Fields of a request model; empty for names that are none.
const std::vector<Field> &requestModel(const std::string &name);

/// What is wrong with a body; nothing where all is well. Unknown members are passed over, numbers and booleans may be
/// texts, nulls count as missing.
std::vector<Violation> violationsOf(const std::string &model, const Json &body, const std::string &prefix = {});

} // namespace nephoscope::demo::cloudmanager
