// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "demo/site.h"

#include <QString>
#include <memory>

namespace nephoscope::demo {

/// How a site is served.
class ServerOptions {
public:
    QString platform; ///< "cloud-director", "cloud-manager"
    quint16 port = 0; ///< 0 = any free one
    bool tls = false;
    QString certificateFile; ///< PEM; with tls and none given, a self-signed one is made
    QString keyFile;
    int latencyMilliseconds = 0;
    QString misfortunesFile; ///< script, see demo/misfortunes.h
    QString recordFile; ///< HAR written at the end
    SiteOptions site; ///< publicUrl empty = the address served at
};

/// An embedded demo site on loopback, in threads of its own. Starts in the factory, ends in the destructor (running
/// answers are cut off).
class Server {
public:
    static Result<std::unique_ptr<Server>> start(const ServerOptions &options);
    virtual ~Server() = default;

    virtual QString url() const = 0; ///< "http://127.0.0.1:45123"
    virtual Site &site() = 0;
};

} // namespace nephoscope::demo
