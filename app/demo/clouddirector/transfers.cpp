// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/transfers.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

TransferFile *Transfer::file(const QByteArray &name)
{
    const auto found =
        std::find_if(files.begin(), files.end(), [&](const TransferFile &each) { return each.name == name; });
    return found == files.end() ? nullptr : &*found;
}

const Transfer *Transfers::find(const Id &object) const
{
    const auto found = m_transfers.find(object);
    return found == m_transfers.end() ? nullptr : &found->second;
}

Id Transfers::objectWith(const Id &secret) const
{
    for (const auto &[object, transfer] : m_transfers) {
        if (transfer.secret == secret)
            return object;
    }
    return {};
}

} // namespace nephoscope::demo::clouddirector
