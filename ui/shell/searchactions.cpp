// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/searchactions.h"

#include "inventory/everywhere.h"
#include "models/sites.h"
#include "shell/actions.h"
#include "shell/pagetabs.h"

#include <QAction>

namespace nephoscope {

SearchActions::SearchActions(Actions &actions, PageTabs &pages, const Sites &sites, const Looks &looks, QWidget *window)
    : QObject(window)
{
    connect(actions.everywhere, &QAction::triggered, this, [&pages, &sites, &looks, window] {
        auto *dialog = new Everywhere(sites, looks, window);
        connect(dialog, &Everywhere::opened, &pages,
            [&pages](const QString &profileId, const Ref &ref) { pages.open(profileId, ref, true); });
        dialog->open();
    });
    connect(&sites, &Sites::aboutToRemove, this,
        [&sites](int index) { LoadedLists::ofProgram().drop(sites.at(index).profile.id); });
}

} // namespace nephoscope
