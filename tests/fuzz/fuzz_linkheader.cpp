// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/readerparts.h"
#include "promise.h"

using namespace nephoscope;
using namespace nephoscope::fuzz;

/// Lines are `Link` header fields (RFC 8288).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Input input(data, size);
    const QUrl base(QStringLiteral("https://site.example/cloudapi/1.0.0/orgs/1"));
    Headers headers;
    for (const QByteArray &line : input.rest().split('\n'))
        headers.add("Link", line);
    const QList<Link> links = clouddirector::linksIn(headers, base);
    promise(links.size() <= input.rest().size());
    for (const Link &link : links) {
        promise(!link.href.isRelative() || link.href.isEmpty());
        promise(!link.relation.contains(u'\n') && !link.relation.contains(u'\r'));
    }
    for (const auto &[name, value] : headers.all())
        promise(name == "Link" && !value.contains('\n') && !value.contains('\r') && !value.contains('\0'));
    return 0;
}
