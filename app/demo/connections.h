// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace nephoscope::demo {

/// Shuts down, both ways, this process's end of the connections accepted on loopback port `localPort`; with
/// `peerPort` only the one from there. cpp-httplib gives neither the socket of a request nor a way to end a running
/// connection, so the process's own descriptors are looked through.
void hangUp(int localPort, int peerPort = 0);

} // namespace nephoscope::demo
