// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/connections.h"

#include <algorithm>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace nephoscope::demo {

namespace {

using NameOf = int (*)(int, sockaddr *, socklen_t *);

int portOf(int descriptor, NameOf nameOf)
{
    sockaddr_in address{};
    socklen_t size = sizeof(address);
    if (nameOf(descriptor, reinterpret_cast<sockaddr *>(&address), &size) != 0 || address.sin_family != AF_INET)
        return 0;
    return ntohs(address.sin_port);
}

int ownPort(int descriptor) { return portOf(descriptor, ::getsockname); }
int otherPort(int descriptor) { return portOf(descriptor, ::getpeername); }

int lastDescriptor()
{
    constexpr rlim_t most = 65536;
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<int>(std::min(limit.rlim_cur, most));
}

} // namespace

void hangUp(int localPort, int peerPort)
{
    for (int descriptor = 3; descriptor < lastDescriptor(); ++descriptor) {
        if (ownPort(descriptor) != localPort)
            continue;
        // Another thread may close it and get the number for something else: look at a copy, which stays what it is.
        const int copy = ::dup(descriptor);
        if (copy < 0)
            continue;
        const int peer = otherPort(copy);
        if (ownPort(copy) == localPort && peer != 0 && (peerPort == 0 || peer == peerPort))
            ::shutdown(copy, SHUT_RDWR);
        ::close(copy);
    }
}

} // namespace nephoscope::demo
