// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/reply.h"

#include <map>

namespace nephoscope::demo::cloudmanager {

/// A member of a request body, a query parameter or a header. The same table checks requests and is published as their
/// description. Written down as "name*:Type=A|B~default": the star means required, "[Type]" a list, "?=" choices that
/// are published but not insisted on.
struct Field {
    std::string name;
    std::string type = "string"; ///< string, number, integer, boolean, Object (a scalar that may be null), or a model
    bool isList = false;
    bool required = false;
    bool isAdvice = false; ///< the choices are not complete
    std::vector<std::string> choices;
    std::string standard; ///< what counts where it is left out; empty: nothing
};

/// Fields in the notation above, separated by blanks.
std::vector<Field> fieldsOf(const std::string &text);

/// Fields of a request model; empty for names that are none.
const std::vector<Field> &requestModel(const std::string &name);

/// A text that the real service wraps into a type of its own to check it: TenantName, VolumeName, Email.
bool isWrapper(const std::string &type);

/// What is wrong with a body; nothing where all is well. Unknown members are passed over, numbers and booleans may be
/// texts, nulls count as missing.
std::vector<Violation> violationsOf(const std::string &model, const Json &body, const std::string &prefix = {});
std::vector<Violation> violationsOf(const std::vector<Field> &fields, const Json &body, const std::string &prefix = {});

} // namespace nephoscope::demo::cloudmanager
