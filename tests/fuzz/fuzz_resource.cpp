// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"

using namespace nephoscope;
using namespace nephoscope::fuzz;

namespace {

void check(const Resource &resource)
{
    promise(resource.document.isNull() || !resource.root().isNull());
    for (const Reference &reference : resource.references)
        promise(!resource.document.root().at(reference.path).isNull());
    for (const Ref &child : resource.children)
        (void)child.identity();
    for (const Operation &operation : resource.operations)
        promise(!operation.method.isEmpty());
}

} // namespace

/// Dialect, address, media type, body: an answer is a resource with its links, children and operations, or an error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QList<QUrl> addresses{QUrl(QStringLiteral("https://site.example/api/vApp/vapp-1")),
        QUrl(QStringLiteral("https://site.example/api/query?type=vm&pageSize=128")),
        QUrl(QStringLiteral("https://site.example/cloudapi/1.0.0/orgs")),
        QUrl(QStringLiteral("https://site.example/occm/api/working-environments")),
        QUrl(QStringLiteral("https://site.example/occm/api/vsa/volumes?workingEnvironmentId=VsaWorkingEnvironment-1"))};
    Input input(data, size);
    const auto &platform = dialect(input);
    const Access &access = signedIn(platform);
    const QUrl asked = input.oneOf(addresses);
    const Reply reply(200, input.rest(), {}, asked);
    Reply typed = reply;
    typed.headers().set("Content-Type", input.oneOf(mediaTypes()));
    typed.setBody(input.rest());
    Ref ref(asked, QString());
    const Result<Resource> read = platform->resource(ref, typed, access);
    if (!read) {
        promise(!read.error().message().isEmpty());
        return 0;
    }
    check(*read);
    const QList<Resource> members = platform->members(*read);
    for (const Resource &member : members)
        check(member);
    const Request request = platform->read(ref, access);
    const QList<Contained> contained = platform->contained(request, typed);
    for (const Contained &part : contained)
        promise(!read->document.root().at(part.part).isNull());
    (void)platform->transfers(*read);
    (void)platform->schemaType(*read, access);
    (void)platform->wizards(*read, access);
    return 0;
}

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    for (const auto &platform : allPlatforms())
        (void)signedIn(platform);
    return 0;
}
