// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/sitetraces.h"

#include "editor/draftstore.h"
#include "inventory/offlinecopy.h"
#include "setup/setupstore.h"

#include <QCoreApplication>

namespace nephoscope {

SiteTraces::SiteTraces(const Profile &profile)
    : m_profile(profile)
{
}

QString SiteTraces::loss() const
{
    const int drafts = DraftStore::count(m_profile.id);
    const bool hasAnswers = SetUpStore(m_profile.url).isThere();
    QStringList sentences;
    if (drafts > 0)
        sentences << QCoreApplication::translate(
            "SiteTraces", "Unsent changes to %n object(s) will be lost.", nullptr, drafts);
    if (hasAnswers)
        sentences << QCoreApplication::translate("SiteTraces", "The answers of its unfinished set-up will be lost.");
    return sentences.join(QLatin1Char('\n'));
}

void SiteTraces::remove() const
{
    DraftStore::forget(m_profile.id);
    OfflineCopy::forget(m_profile.id);
    SetUpStore(m_profile.url).forget();
}

} // namespace nephoscope
