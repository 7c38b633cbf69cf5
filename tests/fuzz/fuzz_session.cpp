// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"

#include "platform/grant.h"

using namespace nephoscope;
using namespace nephoscope::fuzz;

namespace {

Profile profileOf(const std::shared_ptr<const Platform> &platform)
{
    Profile profile;
    profile.url = QUrl(QStringLiteral("https://site.example/"));
    profile.user = QStringLiteral("ada");
    profile.organization = QStringLiteral("acme");
    return profile;
}

/// The steps of a sign-in are answered with the same bytes until it is refused, complete, or asks for no more.
void signIn(const std::shared_ptr<const Platform> &platform, Input &input)
{
    static const QList<SignInMethod> methods{SignInMethod::Password, SignInMethod::ApiToken, SignInMethod::Bearer};
    Profile profile = profileOf(platform);
    profile.method = input.oneOf(methods);
    const Credential credential(QByteArrayLiteral("eyJh.eyJzdWIiOiIxIn0.c2ln"));
    Access access;
    constexpr int most = 12;
    int steps = 0;
    for (; steps < most; ++steps) {
        const std::optional<Request> step = platform->nextStep(profile, credential, access);
        if (!step)
            break;
        Reply reply(200, input.rest(), input.oneOf(mediaTypes()), step->url());
        reply.headers().set("X-VMWARE-VCLOUD-ACCESS-TOKEN", input.rest().left(200));
        const Result<Access> learned = platform->learned(profile, credential, access, reply);
        if (!learned)
            break;
        access = *learned;
    }
    promise(steps < most);
    for (const Ref &root : platform->roots(profile, access))
        (void)root.identity();
}

/// Work that goes on, and what a write said.
void work(const std::shared_ptr<const Platform> &platform, Input &input)
{
    const Access &access = signedIn(platform);
    TaskState before;
    before.id = QStringLiteral("1");
    before.href = QUrl(QStringLiteral("https://site.example/api/task/1"));
    const Request request = platform->taskRequest(before, access);
    const Reply reply(200, input.rest(), input.oneOf(mediaTypes()), request.url());
    if (const auto state = platform->taskState(before, reply, access))
        promise(state->percent.value_or(0) >= 0 && state->percent.value_or(0) <= 100);
    if (const auto all = platform->tasks(reply, access)) {
        for (const TaskState &state : *all)
            promise(state.percent.value_or(0) >= 0 && state.percent.value_or(0) <= 100);
    }
    const Request write = Request::post(request.url(), "{}", "application/json");
    (void)platform->outcome(write, reply, access);
    (void)platform->facts(write, reply);
    (void)recognised(request, reply);
    Access granted;
    if (takeGrant(granted, reply))
        promise(granted.lifetime.value_or(1) > 0);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Input input(data, size);
    const auto &platform = dialect(input);
    if (input.choice(2) == 0)
        signIn(platform, input);
    else
        work(platform, input);
    return 0;
}

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    for (const auto &platform : allPlatforms())
        (void)signedIn(platform);
    return 0;
}
