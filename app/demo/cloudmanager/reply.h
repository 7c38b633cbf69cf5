// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/json.h"

#include <utility>

namespace nephoscope::demo::cloudmanager {

struct Violation {
    std::string path;
    std::string message;
};

/// What a handler answers, before it becomes bytes.
struct Reply {
    int status = 200;
    std::optional<Json> body; ///< none: an empty answer
    std::optional<std::string> text; ///< instead of a body
    std::string textType = "text/plain";
    std::vector<std::pair<std::string, std::string>> headers;
};

Reply ok(Json body);
Reply accepted(); ///< 202 without a body
Reply noContent();
Reply plain(int status, const std::string &text);
/// The JSON error body; the cause is left out where empty.
Reply problem(int status, const std::string &message, const std::string &cause = {});
Reply invalid(const std::vector<Violation> &violations);
Reply notFound(const std::string &what, const std::string &id);
Reply forbidden();
/// The newer services speak of errors in other words.
Reply refused(int status, const std::string &error, const std::string &message);

} // namespace nephoscope::demo::cloudmanager
