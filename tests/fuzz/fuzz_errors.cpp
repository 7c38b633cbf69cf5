// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"

using namespace nephoscope;
using namespace nephoscope::fuzz;

/// Dialect, status, media type, body: whatever stands in front of a service may have written it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QList<int> statuses{300, 400, 401, 403, 404, 409, 412, 420, 429, 500, 502, 503, 504, 599, 999};
    Input input(data, size);
    const auto &platform = dialect(input);
    const int status = input.oneOf(statuses);
    const QByteArray type = input.oneOf(mediaTypes());
    const QUrl asked(QStringLiteral("https://site.example/api/vApp/vapp-1"));
    Reply reply(status, input.rest(), type, asked);
    reply.headers().set("X-VMWARE-VCLOUD-REQUEST-ID", input.rest().left(40));
    const Error error = platform->error(reply);
    promise(error.status() == status);
    promise(!error.message().isEmpty());
    promise(error.message().size() <= 10'000);
    promise(!kindName(error.kind()).isEmpty());
    promise(error.kind() != Error::Kind::Canceled); // nobody else may say that it was the user's wish
    (void)platform->blocking(error, Ref(asked, QStringLiteral("vApp")), {});
    return 0;
}
