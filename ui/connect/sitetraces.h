// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/profile.h"

namespace nephoscope {

/// What is kept on this computer about a site beside its profile and secrets, and not in the journal.
class SiteTraces {
public:
    explicit SiteTraces(const Profile &profile);

    /// What would be the person's own loss, as a sentence; empty where there is none.
    QString loss() const;
    /// Removes unsent changes, lists kept for reading without the site, and answers of an unfinished set-up.
    void remove() const;

private:
    Profile m_profile;
};

} // namespace nephoscope
