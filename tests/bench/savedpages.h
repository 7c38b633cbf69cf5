// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchsite.h"

namespace nephoscope::bench {

/// The pages of a list, saved once and served by nginx over TLS; all else is passed on to the demo site.
class SavedPages {
public:
    SavedPages(Site &site, const Account &account, int pages);
    ~SavedPages();
    /// False where nginx or openssl is not installed.
    bool isReady() const { return !m_url.isEmpty(); }
    const QString &url() const { return m_url; }

private:
    bool writeConfiguration(const QString &demo, int port) const;

    QTemporaryDir m_folder;
    QProcess m_nginx;
    QString m_url;
};

} // namespace nephoscope::bench
