// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/misfortunes.h"
#include "demo/strangeness.h"
#include "promise.h"

using namespace nephoscope;
using namespace nephoscope::fuzz;

/// A script of misfortunes, and what it makes of an answer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Input input(data, size);
    const auto script = demo::Misfortunes::parse(input.rest());
    if (!script) {
        promise(!script.error().message().isEmpty());
        return 0;
    }
    demo::Answer answer;
    answer.headers = {{"Content-Type", "application/json"}};
    answer.body = R"({"href": "https://site.example/x", "link": [], "list": [3, 1, 2]})";
    for (const char *path : {"/api/vApp/vapp-1", "/occm/api/audit", "/"}) {
        demo::Message message;
        message.method = "GET";
        message.path = path;
        message.query = "page=2";
        const auto met = (*script)->meet(message);
        if (!met)
            continue;
        promise(!met->instead || (met->instead->status >= 200 && met->instead->status < 600));
        promise(!demo::madeStrange(met->instead.value_or(answer), met->strange).body.isNull() || met->instead);
    }
    return 0;
}
