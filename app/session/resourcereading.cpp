// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/resourcereading.h"

#include <QCoroFuture>
#include <QtConcurrent>

namespace nephoscope {

namespace {

constexpr qsizetype small = 32 * 1024; ///< bytes that are read in a few ms

QFuture<Result<Resource>> begun(
    const std::shared_ptr<const Platform> &platform, const Ref &ref, const Reply &reply, const Access &access)
{
    return QtConcurrent::run([=] { return platform->resource(ref, reply, access); });
}

} // namespace

Async<Resource> readResource(std::shared_ptr<const Platform> platform, Ref ref, Reply reply, Access access)
{
    if (reply.body().size() <= small) {
        auto resource = platform->resource(ref, reply, access);
        co_return resource;
    }
    const QFuture<Result<Resource>> reading = begun(platform, ref, reply, access);
    auto resource = co_await reading;
    co_return resource;
}

} // namespace nephoscope
