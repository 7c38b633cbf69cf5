// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/thing.h"

#include <map>
#include <vector>

namespace nephoscope::demo::clouddirector {

/// A file that is sent or fetched in pieces.
class TransferFile {
public:
    QByteArray name;
    qint64 size = -1; ///< -1: not known before it came
    QByteArray content; ///< what has arrived
    bool complete = false;
};

/// The files of a template or medium: those that are awaited, then what they hold.
class Transfer {
public:
    Id secret; ///< names the address and opens it
    bool isUpload = false; ///< still being sent
    bool isOpen = false; ///< may be fetched
    std::vector<TransferFile> files;

    TransferFile *file(const QByteArray &name);
};

/// By template or medium.
class Transfers {
public:
    Transfer &of(const Id &object) { return m_transfers[object]; }
    const Transfer *find(const Id &object) const;
    /// The object whose transfer has this secret; null: none.
    Id objectWith(const Id &secret) const;
    void erase(const Id &object) { m_transfers.erase(object); }

private:
    std::map<Id, Transfer> m_transfers;
};

} // namespace nephoscope::demo::clouddirector
